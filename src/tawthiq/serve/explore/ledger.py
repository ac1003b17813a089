"""The ledger in memory: the facts as columns, one filter over them, rows by id."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from tawthiq.model.codebook import FAMILY
from tawthiq.model.ledger import LedgerEvent
from tawthiq.review.columns import Columns, View
from tawthiq.serve.wire.base import Names, RangeAnswer
from tawthiq.serve.wire.explore import EventFilter, EventRow
from tawthiq.store.desk_rows import read_mark
from tawthiq.store.desk_schema import facts
from tawthiq.store.engine import reading
from tawthiq.store.facts import FACTS_MARK
from tawthiq.store.flat import search_keys, unpack
from tawthiq.store.project import Project
from tawthiq.store.schema import ledger_events
from tawthiq.store.search import find_reports

__all__ = ["DAY_ZERO", "ENDS", "Explorer", "Mask", "ordinal", "row_of"]

Mask = NDArray[np.bool_]
ENDS: Final = ("low", "best", "high")
DAY_ZERO: Final = np.datetime64("0001-01-01", "D") - 1
"""The day of ordinal 0, as `date.toordinal` counts."""
_HARMS = ("killed", "injured", "detained")
_RANGES = tuple(f"{harm}_{end}" for harm in _HARMS for end in ENDS)
_NUMBERS = ("day", "day_end", "lat", "lon", "radius_km", "geo_precision", "sources", "report_count", *_RANGES)
_TEXTS = ("type", "family", "grade", "country", "area_ar", "area_en", "place_ar", "place_id")
_LISTS = ("place_keys", "actor1", "actor2", "weapons", "groups", "outlets", "reports", "killed_by", "injured_by",
          "detained_by")  # fmt: skip
_MANY = 20_000
_DATED = ("date_start", "date_end")


def ordinal(day: str | None) -> float | None:
    """The number of an ISO day, None where it is unknown or no day."""
    try:
        return float(date.fromisoformat(day[:10]).toordinal()) if day else None
    except ValueError:
        return None


@dataclass
class Explorer:
    """The living events of a project's ledger.

    Attributes:
        project: An open project.
        version: Of the ledger that is held; 0 for none.
    """

    project: Project
    version: int = 0
    _columns: Columns = field(default_factory=lambda: Columns(_NUMBERS, _TEXTS, _LISTS))
    _lock: Lock = field(default_factory=Lock)

    def refresh(self) -> None:
        """Take in what changed since the version that is held."""
        with self._lock, reading(self.project.engine) as connection:
            newest = read_mark(connection, FACTS_MARK)
            if newest == self.version:
                return
            names = ("id", "since", *_DATED, *_RANGES, "lat", "lon", "radius_km", "geo_precision", "sources",
                     *(name for name in _TEXTS if name != "family"), *_LISTS)  # fmt: skip
            query = select(*(facts.c[name] for name in names)).where(facts.c.since > self.version)
            for part in connection.execution_options(yield_per=_MANY).execute(query).mappings().partitions(_MANY):
                self._columns.put([(row["id"], _cells(dict(row))) for row in part])
            living = set(connection.execute(select(facts.c.id)).scalars())
            self._columns.drop([key for key in self._columns.living() if key not in living])
            self.version = newest

    def view(self) -> View:
        """The events as they are now."""
        self.refresh()
        return self._columns.view()

    def mask(self, view: View, wanted: EventFilter) -> Mask:
        """Which events a filter lets through.

        Raises:
            UsageError: `q` asks for no word.
        """
        mask = view.alive
        for name, told in (("type", wanted.type), ("family", wanted.family), ("grade", wanted.grade),
                           ("country", wanted.country)):  # fmt: skip
            if told:
                mask = mask & view.is_one_of(name, told)
        for name, told in (("weapons", wanted.weapon), ("groups", wanted.group), ("outlets", wanted.outlet),
                           ("actor1", wanted.perpetrator)):  # fmt: skip
            if told:
                mask = mask & view.holds(name, told)
        if wanted.actor:
            mask = mask & (view.holds("actor1", wanted.actor) | view.holds("actor2", wanted.actor))
        if wanted.place:
            mask = mask & view.holds("place_keys", [*wanted.place, *search_keys(wanted.place)])
        if wanted.governorate:
            named = view.is_one_of("area_ar", wanted.governorate) | view.is_one_of("area_en", wanted.governorate)
            mask = mask & named
        mask = _in_days(view, mask, wanted)
        if wanted.killed is not None:
            mask = mask & (view.numbers["killed_best"] >= wanted.killed)
        if wanted.unmapped:
            mask = mask & np.isnan(view.numbers["lat"])
        if wanted.bbox is not None:
            mask = mask & in_box(view, box_of(wanted.bbox))
        if wanted.q is not None and wanted.q.strip():
            mask = mask & view.holds("reports", find_reports(self.project, wanted.q).values())
        return mask

    def rows(self, ids: Sequence[str]) -> list[EventRow]:
        """Read rows by id, in the order of the ids; those that live no more are left out."""
        with reading(self.project.engine) as connection:
            found = {
                row["id"]: row for row in connection.execute(select(facts).where(facts.c.id.in_(list(ids)))).mappings()
            }
        return [row_of(found[one]) for one in ids if one in found]

    def event(self, event_id: str) -> LedgerEvent | None:
        """Read the body of a living event; None if there is none."""
        query = select(ledger_events.c.body).where(ledger_events.c.id == event_id, ledger_events.c.until.is_(None))
        with reading(self.project.engine) as connection:
            body = connection.execute(query).scalar()
        return json.loads(body) if body is not None else None

    def events(self, ids: Iterable[str]) -> list[LedgerEvent]:
        """Read the bodies of living events, in order of their ids."""
        wanted = sorted(ids)
        found: list[LedgerEvent] = []
        for start in range(0, len(wanted), _MANY):
            some = wanted[start : start + _MANY]
            query = select(ledger_events.c.body).where(ledger_events.c.until.is_(None), ledger_events.c.id.in_(some))
            with reading(self.project.engine) as connection:
                found += [json.loads(body) for body in connection.execute(query.order_by(ledger_events.c.id)).scalars()]
        return found

    def of_report(self, report: str) -> dict[str, str]:
        """Ids of the events that records of a report belong to, by the record's key."""
        return self.of_reports([report])

    def of_reports(self, ids: Collection[str]) -> dict[str, str]:
        """As `of_report`, for many."""
        view = self.view()
        rows = np.flatnonzero(view.alive & view.holds("reports", ids))
        return {key: event["id"] for event in self.events(view.keys[int(n)] for n in rows) for key in event["records"]}


def _in_days(view: View, mask: Mask, wanted: EventFilter) -> Mask:
    """Events whose stretch of days touches the asked one."""
    if wanted.from_ is not None:
        mask = mask & (view.numbers["day_end"] >= (ordinal(wanted.from_) or 0.0))
    if wanted.to is not None:
        mask = mask & (view.numbers["day"] <= (ordinal(wanted.to) or 0.0))
    return mask


def box_of(told: str) -> tuple[float, float, float, float]:
    """Read WEST,SOUTH,EAST,NORTH."""
    west, south, east, north = (float(one) for one in told.split(","))
    return west, south, east, north


def in_box(view: View, box: tuple[float, float, float, float]) -> Mask:
    """Events whose point lies in a box; one that spans the date line has its west east of its east."""
    west, south, east, north = box
    lat, lon = view.numbers["lat"], view.numbers["lon"]
    across = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
    return (lat >= south) & (lat <= north) & across


def _cells(row: dict[str, Any]) -> dict[str, Any]:
    row |= {name: unpack(row[name]) for name in _LISTS}
    row |= {"day": ordinal(row["date_start"]), "day_end": ordinal(row["date_end"] or row["date_start"])}
    return row | {"family": FAMILY.get(row["type"]), "report_count": len(row["reports"])}


def row_of(row: Any) -> EventRow:
    """Make a row of the table from the cells of a fact."""
    ranges = {
        harm: None
        if row[f"{harm}_low"] is None
        else RangeAnswer(low=row[f"{harm}_low"], best=row[f"{harm}_best"], high=row[f"{harm}_high"])
        for harm in _HARMS
    }
    same = ("id", "type", "scope", "date_start", "date_end", "place_id", "country", "lat", "lon", "radius_km",
            "geo_precision", "grade", "sources")  # fmt: skip
    return EventRow.model_validate(
        {
            **{name: row[name] for name in same},
            **{name: unpack(row[name]) for name in ("actor1", "actor2", "weapons", "groups")},
            **ranges,
            "family": FAMILY[row["type"]],
            "place": Names(ar=row["place_ar"], en=row["place_en"]),
            "governorate": Names(ar=row["area_ar"], en=row["area_en"]),
            "reports": len(unpack(row["reports"])),
            "disputed": bool(row["disputed"]),
        }
    )
