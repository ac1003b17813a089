"""CSV for a first look in a spreadsheet: one row an event and place.

An event with three places has three rows with the same `event` number, `place_number` 1 to 3; to count events or harm,
take the rows with `place_number` 1. An event with no place has one row. Reports without events have no row.
`killed_min` and `killed_max` add up the counts that are no part of another one; `killed_max` is empty where one of
them has no upper bound. `killed` keeps each count as told.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any, Final

from tawthiq.model.codebook import FAMILY, HARMS
from tawthiq.model.records import Count, Event, Place, Report

__all__ = ["COLUMNS", "header", "report_rows"]

_PLACE: Final = (
    *("gazetteer_id", "name_en", "country", "lat", "lon", "geo_precision", "where_prec", "radius_km"),
    *("place_confidence", "place_basis", "pcode"),
)
_DATES: Final = ("date", "date_start", "date_end", "date_basis", "time_precision", "date_prec")
COLUMNS: Final[tuple[str, ...]] = (
    *("report", "source", "published", "url", "event", "type", "family", "scope"),
    *("place_number", "place", "within", *_PLACE),
    *("actor1", "actor1_id", "actor2", "actor2_id"),
    *(f"{harm}{end}" for harm in HARMS for end in ("_min", "_max", "")),
    *("weapons", "weapon_classes", "objects", "object_classes"),
    *_DATES,
    *("attribution", "territory_to", "territory_from", "confidence", "quotes", "version"),
)
"""Names of the columns, in order; lists inside a cell are joined by " | "."""


def header() -> str:
    """The header line, with its end."""
    return _lines([COLUMNS])


def report_rows(report: Report) -> str:
    """Write the rows of a coded report.

    Args:
        report: A coded report.

    Returns:
        Lines with their ends, cells quoted where they must be; empty for a report without events.
    """
    found = (_row(report, number, event) for number, event in enumerate(report.events, 1))
    return _lines(cells for rows in found for cells in rows)


def _lines(rows: Any) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue()


def _row(report: Report, number: int, event: Event) -> Iterator[list[Any]]:
    of_event = _event_cells(report, event) | {
        "report": report.id,
        "source": report.source,
        "published": report.published,
        "url": report.url,
        "event": number,
        "version": report.version,
    }
    places: Sequence[Place | None] = event.places or (None,)
    for place_number, place in enumerate(places, 1):
        cells = of_event | {"place_number": place_number}
        if place is not None:
            cells |= {"place": place.name, "within": place.within}
            cells |= {key: place.resolution.get(key) for key in _PLACE}
        yield [cells.get(column) for column in COLUMNS]


def _event_cells(report: Report, event: Event) -> dict[str, Any]:
    cells: dict[str, Any] = {"type": event.type, "family": FAMILY.get(event.type), "scope": event.scope}
    for side in ("actor1", "actor2"):
        actors = getattr(event, side)
        cells |= {side: _joined(a.name for a in actors), f"{side}_id": _joined(a.id or "" for a in actors)}
    for harm in HARMS:
        cells |= _harm_cells(harm, getattr(event, harm))
    cells |= {"weapons": _joined(t.name for t in event.weapons)}
    cells |= {"weapon_classes": _joined(t.cls for t in event.weapons)}
    cells |= {"objects": _joined(t.name for t in event.objects)}
    cells |= {"object_classes": _joined(t.cls for t in event.objects)}
    cells |= {key: getattr(event, key) for key in (*_DATES, "confidence")}
    cells |= {"attribution": _joined(event.attribution)}
    cells |= {f"territory_{end}": event.territory.get(end) for end in ("to", "from")}
    return cells | {"quotes": _joined(report.text[start:end] for start, end in event.spans)}


def _harm_cells(harm: str, counts: Sequence[Count]) -> dict[str, Any]:
    totals = [count for count in counts if not count.part]
    least = sum(count.min for count in totals) if totals else None
    most = None if not totals or any(c.max is None for c in totals) else sum(c.max or 0 for c in totals)
    return {f"{harm}_min": least, f"{harm}_max": most, harm: _joined(map(_told, counts))}


def _told(count: Count) -> str:
    if count.max is None:
        bounds = f"{count.min}+"
    else:
        bounds = f"{count.min}" if count.min == count.max else f"{count.min}-{count.max}"
    side = f" of {count.who}" if count.who else ""
    return f"{bounds} {count.group}{side}{' (part)' if count.part else ''}"


def _joined(parts: Any) -> str:
    return " | ".join(parts)
