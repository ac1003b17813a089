"""The queue of records to check: filtered in memory, the least certain and most harmful first.

A record that was handed to one person is held for that person for a while, so that two do not read the same one; what
is held is shown to others in lists, but is not their next.
"""

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from tawthiq.review.begun import numbers_of
from tawthiq.review.columns import Columns, View
from tawthiq.store.desk_rows import DESK_MARK, read_mark
from tawthiq.store.desk_schema import desk_rows
from tawthiq.store.engine import reading
from tawthiq.store.flat import search_keys, unpack
from tawthiq.store.project import Project
from tawthiq.store.schema import reports

__all__ = ["ANY", "Queue", "Wanted"]

ANY: Final = "any"
_HELD_SECONDS = 600.0
_MANY = 20_000
_TEXTS = ("type", "state", "outlet")
_NUMBERS = ("no", "report_no", "day", "confidence", "priority")
_LISTS = ("place_keys", "actor_keys")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the queue is narrowed to; None and empty ask for nothing.

    Attributes:
        types: One of these.
        place: Name of a place of the event or of what it lies within.
        actor: Id or name of an actor.
        outlet: Id or name.
        confidence_below: Only records less sure than this.
        since: First ISO day of the event.
        until: Last.
        state: Of the record, or `ANY`.
        reports: Numbers of reports.
    """

    types: tuple[str, ...] = ()
    place: str | None = None
    actor: str | None = None
    outlet: str | None = None
    confidence_below: float | None = None
    since: str | None = None
    until: str | None = None
    state: str = "open"
    reports: Collection[int] | None = None


@dataclass
class Queue:
    """The queue of one project.

    Attributes:
        project: An open project.
    """

    project: Project
    _columns: Columns = field(default_factory=lambda: Columns(_NUMBERS, _TEXTS, _LISTS))
    _seen: int = 0
    _mark: int = 0
    _lock: Lock = field(default_factory=Lock)
    _held: dict[int, tuple[str, float]] = field(default_factory=dict)

    def refresh(self) -> None:
        """Take in what changed since the last time, here or in another program."""
        with self._lock, reading(self.project.engine) as connection:
            names = ("no", "report_no", "date", "confidence", "priority", "changed", *_TEXTS, *_LISTS)
            query = select(*(desk_rows.c[name] for name in names)).where(desk_rows.c.changed > self._seen)
            rows = connection.execution_options(yield_per=_MANY).execute(query.order_by(desk_rows.c.changed))
            for part in rows.mappings().partitions(_MANY):
                self._columns.put([(row["no"], _cells(dict(row))) for row in part])
                self._seen = part[-1]["changed"]
            mark = read_mark(connection, DESK_MARK)
            if mark != self._mark:  # coded again: rows that nobody touched were taken out
                living = set(connection.execute(select(desk_rows.c.no)).scalars())
                self._columns.drop([no for no in self._columns.living() if no not in living])
                self._mark = mark

    def page(self, wanted: Wanted, *, after: int | None = None, limit: int = 50) -> tuple[int, list[dict[str, Any]]]:
        """Give rows in the queue's order.

        Args:
            wanted: What they must be.
            after: Number of the last row of the page before; None for the first page.
            limit: How many.

        Returns:
            How many there are in all, and the cells of the rows with `report` (its id) and `title`.
        """
        self.refresh()
        view = self._columns.view()
        found = np.flatnonzero(_mask(view, wanted))
        total = len(found)
        if after is not None:
            found = _behind(view, found, after)
        return total, self._rows(_first(view, found, limit))

    def next(self, wanted: Wanted, person: str, skip: Collection[int] = ()) -> tuple[int, dict[str, Any] | None]:
        """Give the next record for a person and hold it for them: one that they began goes before all others.

        Args:
            wanted: What it must be.
            person: Who asks.
            skip: Numbers of rows that they have just had.

        Returns:
            How many there are in all, and the row, None if none is left.
        """
        self.refresh()
        view = self._columns.view()
        found = np.flatnonzero(_mask(view, wanted))
        own = numbers_of(self.project, person)
        now = time.monotonic()
        with self._lock:
            self._held = {no: held for no, held in self._held.items() if held[1] > now}
            others = {no for no, (holder, _) in self._held.items() if holder != person}
            left = found[~np.isin(view.numbers["no"][found], [*others, *skip])]
            begun = left[np.isin(view.numbers["no"][left], own)]
            rows = _first(view, begun if len(begun) else left, 1)
            if rows:
                self._held[rows[0]] = (person, now + _HELD_SECONDS)
        told = self._rows(rows)
        return len(found), told[0] if told else None

    def _rows(self, numbers: list[int]) -> list[dict[str, Any]]:
        query = (
            select(desk_rows, reports.c.id.label("report"), reports.c.title)
            .join(reports, reports.c.no == desk_rows.c.report_no)
            .where(desk_rows.c.no.in_(numbers))
        )
        with reading(self.project.engine) as connection:
            found = {row["no"]: dict(row) for row in connection.execute(query).mappings()}
        return [found[no] for no in numbers if no in found]


def _cells(row: Mapping[str, Any]) -> dict[str, Any]:
    lists = {name: unpack(row[name]) for name in _LISTS}
    return {**row, **lists, "day": _ordinal(row["date"])}


def _ordinal(day: str | None) -> float | None:
    try:
        return float(date.fromisoformat(day[:10]).toordinal()) if day else None
    except ValueError:
        return None


def _mask(view: View, wanted: Wanted) -> NDArray[np.bool_]:
    mask = view.alive
    if wanted.state != ANY:
        mask = mask & view.is_one_of("state", [wanted.state])
    if wanted.types:
        mask = mask & view.is_one_of("type", wanted.types)
    if wanted.outlet is not None:
        mask = mask & view.is_one_of("outlet", [wanted.outlet])
    if wanted.confidence_below is not None:
        mask = mask & ~(view.numbers["confidence"] >= wanted.confidence_below)  # unknown counts as unsure
    if wanted.since is not None:
        mask = mask & (view.numbers["day"] >= (_ordinal(wanted.since) or 0.0))
    if wanted.until is not None:
        mask = mask & (view.numbers["day"] <= (_ordinal(wanted.until) or 0.0))
    if wanted.place is not None:
        mask = mask & view.holds("place_keys", [wanted.place, *search_keys([wanted.place])])
    if wanted.actor is not None:
        mask = mask & view.holds("actor_keys", [wanted.actor, *search_keys([wanted.actor])])
    if wanted.reports is not None:
        mask = mask & np.isin(view.numbers["report_no"], list(wanted.reports))
    return mask


def _behind(view: View, found: NDArray[Any], after: int) -> NDArray[Any]:
    """Rows that stand behind a row in the order; all of them if that row is unknown."""
    at = np.flatnonzero(view.numbers["no"] == after)
    if not len(at):
        return found
    priority = view.numbers["priority"][at[-1]]
    level, number = view.numbers["priority"][found], view.numbers["no"][found]
    behind: NDArray[Any] = found[(level < priority) | ((level == priority) & (number > after))]
    return behind


def _first(view: View, found: NDArray[Any], limit: int) -> list[int]:
    """Numbers of the first rows: those above the limit's priority are sorted, not all."""
    level = view.numbers["priority"][found]
    if len(found) > limit:
        least = np.partition(level, len(found) - limit)[len(found) - limit]
        found, level = found[level >= least], level[level >= least]
    numbers = view.numbers["no"][found]
    order = np.lexsort((numbers, -level))[:limit]
    return [int(numbers[n]) for n in order]
