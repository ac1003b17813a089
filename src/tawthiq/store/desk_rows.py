"""The desk's rows: one for each event of a report's current coding, kept in step with what coding commits.

`catch_up` brings them up to the newest coding. Where a report is coded again, a row that people decided of, or added,
goes with the event of the new coding that has the same type and first words, else with the one of its family that
shares most of its words; without such it stays as it was, under a number of its own (from `PEOPLE_FROM` on).
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from tawthiq.model.codebook import FAMILY
from tawthiq.store.desk_schema import begun, desk_rows
from tawthiq.store.engine import reading, writing
from tawthiq.store.flat import actor_cells, harmed, main_place, pack, place_cells, search_keys
from tawthiq.store.project import Project
from tawthiq.store.schema import codings, events, meta, reports

__all__ = ["DESK_MARK", "PEOPLE_FROM", "Judge", "catch_up", "next_change", "read_mark", "row_cells", "write_mark"]

PEOPLE_FROM: Final = 1000
"""From this `n` on stand events that people added; the longest report on record has 214."""

DESK_MARK: Final = "desk.coding"
"""Key in `meta` of the last coding whose events have rows."""
_BATCH = 500
Judge = Callable[[Mapping[str, Any]], tuple[float | None, float]]
"""Event in the codebook's form to its confidence and its priority in the queue."""


def row_cells(event: Mapping[str, Any], judge: Judge) -> dict[str, Any]:
    """Give the cells of a desk row that follow from the event alone."""
    place = main_place(event.get("places") or [])
    actors = [*(event.get("actor1") or []), *(event.get("actor2") or [])]
    confidence, priority = judge(event)
    return {
        "type": event["type"],
        "scope": event.get("scope", "incident"),
        "date": event.get("date") or event.get("date_start"),
        **{name: place[name] for name in ("place_ar", "place_en", "area_ar", "area_en")},
        "place_keys": place_cells(event.get("places") or []),
        "actors": actor_cells(actors),
        "actor_keys": pack([*(str(a.get("id") or "") for a in actors), *search_keys(a.get("name") for a in actors)]),
        "killed": harmed(event.get("killed")),
        "injured": harmed(event.get("injured")),
        "confidence": confidence,
        "priority": priority,
    }


def next_change(connection: Connection) -> int:
    """Give the next number for `changed`, inside a write transaction."""
    return 1 + int(connection.execute(select(func.coalesce(func.max(desk_rows.c.changed), 0))).scalar_one())


def catch_up(project: Project, judge: Judge, on_batch: Callable[[int], None] = lambda _: None) -> int:
    """Make the rows of all codings that have none yet.

    Args:
        project: An open project.
        judge: How sure and how urgent an event is.
        on_batch: Called after each commit with the number of reports so far.

    Returns:
        How many reports were brought up.
    """
    done = 0
    while True:
        with reading(project.engine) as connection:
            mark = read_mark(connection, DESK_MARK)
            last, batch = _behind(connection, mark)
        if last == mark:
            return done
        with writing(project.engine) as connection:
            if read_mark(connection, DESK_MARK) == mark:  # another program may have been faster
                _bring_up(connection, batch, judge)
                write_mark(connection, DESK_MARK, last)
        done += len(batch)
        on_batch(done)


def _behind(connection: Connection, mark: int) -> tuple[int, list[Any]]:
    """The next codings after a mark: the number of the last one, and the reports whose current coding is among them."""
    some = select(codings.c.no).where(codings.c.no > mark).order_by(codings.c.no).limit(_BATCH)
    numbers = list(connection.execute(some).scalars())
    if not numbers:
        return mark, []
    query = (
        select(reports.c.no, reports.c.coding_no, reports.c.outlet, reports.c.source, reports.c.published)
        .join(codings, codings.c.report_no == reports.c.no)
        .where(codings.c.no > mark, codings.c.no <= numbers[-1], reports.c.coding_no == codings.c.no)
        .order_by(reports.c.no)
    )
    return numbers[-1], list(connection.execute(query))


def read_mark(connection: Connection, key: str) -> int:
    """Read how far something was brought up; 0 at first."""
    return int(connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar() or 0)


def write_mark(connection: Connection, key: str, mark: int) -> None:
    """Write how far something was brought up."""
    if connection.execute(update(meta).where(meta.c.key == key).values(value=str(mark))).rowcount == 0:
        connection.execute(insert(meta), [{"key": key, "value": str(mark)}])


def _bring_up(connection: Connection, batch: Sequence[Any], judge: Judge) -> None:
    told: dict[int, list[Any]] = {}
    query = select(events.c.no, events.c.report_no, events.c.coding_no, events.c.n, events.c.body)
    for event in connection.execute(query.where(events.c.coding_no.in_([report.coding_no for report in batch]))):
        told.setdefault(event.coding_no, []).append(event)
    changed, number = next_change(connection), _last_number(connection)
    kept = _keep_decided(connection, [report.no for report in batch], told, changed)
    fresh = []
    for report in batch:
        for event in told.get(report.coding_no, []):
            if event.no in kept:
                continue
            number += 1
            fresh.append(
                {
                    "no": number, "report_no": report.no, "n": event.n, "event_no": event.no,
                    "coding_no": report.coding_no, "changed": changed, "published": report.published,
                    "outlet": report.outlet or report.source, "state": "open", "row_version": 1, "needs_second": 0,
                    **row_cells(json.loads(event.body), judge),
                }
            )  # fmt: skip
    if fresh:
        connection.execute(insert(desk_rows), fresh)


def _last_number(connection: Connection) -> int:
    return int(connection.execute(select(func.coalesce(func.max(desk_rows.c.no), 0))).scalar_one())


def _keep_decided(
    connection: Connection, numbers: Sequence[int], told: Mapping[int, Sequence[Any]], changed: int
) -> set[int]:
    """Drop the rows of older codings that nobody touched; lead the others over to the new events.

    Returns:
        Numbers of events that have a row now.
    """
    old = select(desk_rows, events.c.body).join(events, events.c.no == desk_rows.c.event_no, isouter=True)
    rows = connection.execute(old.where(desk_rows.c.report_no.in_(numbers))).all()
    at_work = set(connection.execute(select(begun.c.row_no).where(begun.c.row_no.in_([r.no for r in rows]))).scalars())
    touched = [row for row in rows if row.row_version > 1 or row.needs_second or row.no in at_work]
    untouched = sorted({row.no for row in rows} - {row.no for row in touched})
    if untouched:
        connection.execute(delete(desk_rows).where(desk_rows.c.no.in_(untouched)))
    if not touched:
        return set()
    moves: list[dict[str, int]] = []
    # Out of the way first: a row may take the number that another one leaves.
    for row in touched:
        if row.n < PEOPLE_FROM:
            moves.append({"row": row.no, "to": _free_number(connection, row.report_no) + len(moves)})
    if moves:
        renumbered = update(desk_rows).where(desk_rows.c.no == bindparam("row"))
        connection.execute(renumbered.values(n=bindparam("to"), changed=changed), moves)
    led = _led_over(touched, told)
    for row_no, event in led.items():
        change = {"n": event.n, "event_no": event.no, "coding_no": event.coding_no, "changed": changed}
        connection.execute(update(desk_rows).where(desk_rows.c.no == row_no).values(**change))
    return {event.no for event in led.values()}


def _led_over(rows: Sequence[Any], told: Mapping[int, Sequence[Any]]) -> dict[int, Any]:
    """To which event of the new coding each row goes, by the row's number; the surest pairs first, each event once."""
    by_report: dict[int, list[tuple[Any, Any]]] = {}
    for events_of in told.values():
        for event in events_of:
            by_report.setdefault(event.report_no, []).append((event, json.loads(event.body)))
    pairs = [
        (likeness, -row.no, -event.no, row, event)
        for row in rows
        for event, body in by_report.get(row.report_no, ())
        if (likeness := _likeness(json.loads(row.body or row.reading), body))
    ]
    led: dict[int, Any] = {}
    taken: set[int] = set()
    for _, _, _, row, event in sorted(pairs, key=lambda pair: pair[:3], reverse=True):
        if row.no not in led and event.no not in taken:
            led[row.no] = event
            taken.add(event.no)
    return led


def _free_number(connection: Connection, report_no: int) -> int:
    top = select(func.max(desk_rows.c.n)).where(desk_rows.c.report_no == report_no)
    return max(PEOPLE_FROM, 1 + int(connection.execute(top).scalar() or 0))


def _likeness(one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[bool, int] | None:
    """Whether type and first words are the same, and how many code points are shared; None if nothing is."""
    if FAMILY.get(one["type"]) != FAMILY.get(other["type"]):
        return None
    mine: Sequence[Sequence[int]] = one.get("spans") or ()
    theirs: Sequence[Sequence[int]] = other.get("spans") or ()
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in mine for b in theirs)
    is_same = one["type"] == other["type"] and bool(mine) and bool(theirs) and list(mine[0]) == list(theirs[0])
    return (is_same, shared) if shared else None
