"""Which other records may be the same event, and what agrees and differs, in words.

Candidates are the records of ledger events near in time and place; what speaks for and against each is what linking
itself weighs (linking/features.py), told by resources/desk/likeness.tsv.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from sqlalchemy import select

from tawthiq.errors import NotFoundError, UsageError
from tawthiq.ledger.project import record_from_json
from tawthiq.linking.linking import Explanation, explain
from tawthiq.linking.records import Record
from tawthiq.places.gazetteer import distance_km
from tawthiq.review.columns import View
from tawthiq.serve.desk import Desk
from tawthiq.serve.explore.ledger import ordinal
from tawthiq.serve.forms import form_of
from tawthiq.serve.wire.base import Names
from tawthiq.serve.wire.desk import LinkIn, LinkOut, SameAnswer, SameCandidate
from tawthiq.store.desk_schema import desk_rows
from tawthiq.store.engine import reading
from tawthiq.store.flat import main_place, place_cells, unpack
from tawthiq.store.link_decisions import write_decisions
from tawthiq.store.schema import events, link_records, reports

__all__ = ["keep_link", "same_as"]

_DAYS: Final = 7
_KM: Final = 30.0
_MOST_EVENTS: Final = 40
_SHOWN: Final = 10
_KM_PER_DEGREE: Final = 111.2
_HARMS: Final = ("killed", "injured")


def same_as(desk: Desk, report: str, n: int) -> SameAnswer:
    """List the records that may be the same event as one, the likeliest first.

    Raises:
        NotFoundError: There is no such record.
    """
    key = f"{report}#{n}"
    mine = _read(desk, [key]).get(key)
    if mine is None:
        raise NotFoundError(f"report {report!r} has no event {n}")
    event_id = desk.explorer.of_report(report).get(key)
    near = _near(desk, mine["event"])
    event_of = {other: event["id"] for event in desk.explorer.events(near) for other in event["records"]}
    others = [other for other in event_of if other.rpartition("#")[0] != report]
    told = _explained(desk, key, others)
    best = sorted(told, key=lambda other: -told[other].bits)[:_SHOWN]
    held = _read(desk, best)
    return SameAnswer(
        event_id=event_id,
        candidates=[
            _candidate(desk, other, held[other], mine["event"], told[other], event_of[other], event_id)
            for other in best
            if other in held
        ],
    )


def _near(desk: Desk, event: Mapping[str, Any]) -> list[str]:
    """Ids of ledger events near a record in time and place; those near in both are the nearest."""
    view = desk.explorer.view()
    day = ordinal(event.get("date") or event.get("date_end") or event.get("date_start"))
    mask = view.alive & view.holds("place_keys", unpack(place_cells(event.get("places") or [])))
    place = main_place(event.get("places") or [])
    away = _km_from(view, place["lat"], place["lon"])
    mask = mask | (view.alive & (away <= _KM))
    gap = np.abs(view.numbers["day"] - day) if day is not None else np.zeros(len(mask))
    rows = np.flatnonzero(mask & ~(gap > _DAYS))  # an unknown day is no reason against
    nearest = np.nan_to_num(gap[rows], nan=_DAYS) * 10 + np.nan_to_num(away[rows], nan=_KM)
    return [view.keys[rows[k]] for k in np.argsort(nearest, kind="stable")[:_MOST_EVENTS]]


def _km_from(view: View, lat: float | None, lon: float | None) -> Any:
    if lat is None or lon is None:
        return np.full(len(view.alive), np.nan)
    east = (view.numbers["lon"] - lon) * np.cos(np.radians(lat))
    return np.hypot(view.numbers["lat"] - lat, east) * _KM_PER_DEGREE


def _read(desk: Desk, keys: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Events and facts of records by key."""
    if not keys:
        return {}
    wanted = {key.rpartition("#")[0] for key in keys}
    query = (
        select(reports.c.id, reports.c.source, reports.c.published, desk_rows.c.n, desk_rows.c.reading, events.c.body)
        .join(reports, reports.c.no == desk_rows.c.report_no)
        .join(events, events.c.no == desk_rows.c.event_no, isouter=True)
        .where(reports.c.id.in_(wanted))
    )
    with reading(desk.project.engine) as connection:
        rows = connection.execute(query).all()
    return {
        f"{row.id}#{row.n}": {
            "event": json.loads(row.reading or row.body),
            "source": row.source,
            "published": row.published,
        }
        for row in rows
        if f"{row.id}#{row.n}" in set(keys)
    }


def _explained(desk: Desk, key: str, others: Sequence[str]) -> dict[str, Explanation]:
    """What linking says of a record and others; those that linking has not read yet are left out."""
    query = select(link_records.c.key, link_records.c.body).where(link_records.c.key.in_([key, *others]))
    with reading(desk.project.engine) as connection:
        bodies = {row.key: row.body for row in connection.execute(query)}
    if key not in bodies:
        return {}
    known = [other for other in others if other in bodies]
    records: list[Record] = [record_from_json(bodies[one], n) for n, one in enumerate([key, *known])]
    pairs = [(0, n + 1) for n in range(len(known))]
    return dict(zip(known, explain(records, pairs, desk.linker.weights), strict=True)) if pairs else {}


def _candidate(  # noqa: PLR0913, PLR0917
    desk: Desk, key: str, held: Mapping[str, Any], mine: Mapping[str, Any], told: Explanation, event_id: str,
    own_event: str | None,
) -> SameCandidate:  # fmt: skip
    event = held["event"]
    report, _, n = key.rpartition("#")
    place = main_place(event.get("places") or [])
    agrees, differs = _in_words(desk, told, mine, event)
    quotes = event.get("quotes") or [""]
    return SameCandidate(
        key=key,
        report=report,
        n=int(n),
        event_id=event_id,
        linked=event_id == own_event,
        bits=told.bits,
        type=event["type"],
        date=event.get("date") or event.get("date_start"),
        place=Names(ar=place["place_ar"], en=place["place_en"]),
        killed=form_of(event).killed,
        source=held["source"],
        published=held["published"],
        quote=quotes[0],
        agrees=agrees,
        differs=differs,
    )


def _in_words(
    desk: Desk, told: Explanation, mine: Mapping[str, Any], other: Mapping[str, Any]
) -> tuple[list[Names], list[Names]]:
    values = _values(mine, other)
    agrees: list[tuple[float, Names]] = []
    differs: list[tuple[float, Names]] = []
    for feature, level, bits in told.parts:
        row = desk.likeness.get((feature, level))
        if row is None or (row["needs"] and row["needs"] not in values):
            continue
        names = Names(ar=row["ar"].format_map(values), en=row["en"].format_map(values))
        (agrees if row["side"] == "agrees" else differs).append((abs(bits), names))
    return ([n for _, n in sorted(side, key=lambda one: -one[0])] for side in (agrees, differs))  # type: ignore[return-value]


def _values(mine: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, str]:
    """Numbers that the words may name."""
    found: dict[str, str] = {}
    one, two = main_place(mine.get("places") or []), main_place(other.get("places") or [])
    if one["lat"] is not None and two["lat"] is not None:
        found["km"] = f"{distance_km(one['lat'], one['lon'], two['lat'], two['lon']):.0f}"
    days = [ordinal(event.get("date") or event.get("date_start")) for event in (mine, other)]
    if days[0] is not None and days[1] is not None:
        found["days"] = f"{abs(days[0] - days[1]):.0f}"
    for harm in _HARMS:
        sums = [sum(int(c["min"]) for c in event.get(harm) or [] if not c.get("part")) for event in (mine, other)]
        found[f"{harm}_a"], found[f"{harm}_b"] = str(sums[0]), str(sums[1])
    return found


def keep_link(desk: Desk, asked: LinkIn, person: str) -> LinkOut:
    """Keep what a person says of two records.

    Raises:
        UsageError: One of them is no record, or both are of one report.
    """
    for key in (asked.one, asked.other):
        if not _read(desk, [key]):
            raise UsageError(f"{key!r} is no record", remedy="a record is REPORT#N")
    if asked.one.rpartition("#")[0] == asked.other.rpartition("#")[0]:
        raise UsageError("both records are of one report", remedy="reject one of them instead")
    (number,) = write_decisions(
        desk.project, "merge" if asked.kind == "merge" else "split", [(asked.one, asked.other)], person=person
    )
    return LinkOut(no=number, kind=asked.kind, one=asked.one, other=asked.other)
