"""One flat row an event: what Parquet, CSV, XLSX, GeoJSON, GeoParquet and data frames have in common.

Every cell is text, a number or empty; lists are joined by " | ". A number of harm has three columns, `_low`, `_best`
and
`_high`; `_high` is empty where it is open, all three where nothing is told.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from tawthiq.export.books import Book, Sheet, country_of, main_place
from tawthiq.model.ledger import LedgerEvent

__all__ = ["COLUMNS", "TYPES", "flat_sheet"]

_RANGES: Final = ("killed", "injured", "detained")
_GROUPS: Final = ("civilians", "children", "women", "men", "fighters")
TYPES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("event_id", "type", "family", "scope", "date", "date_start", "date_end", "date_basis"), "text"),
    **dict.fromkeys(("date_prec", "time_precision"), "int"),
    **dict.fromkeys(("place", "place_en", "country", "admin1", "admin2", "pcode"), "text"),
    **dict.fromkeys(("lat", "lon", "radius_km"), "float"),
    **dict.fromkeys(("geo_precision", "where_prec", "places"), "int"),
    **dict.fromkeys(("actor1", "actor1_id", "actor2", "actor2_id"), "text"),
    "disputed": "bool",
    **dict.fromkeys(("weapons", "objects"), "text"),
    **{f"{harm}_{end}": "int" for harm in _RANGES for end in ("low", "best", "high")},
    **{f"killed_{group}": "int" for group in _GROUPS},
    **{f"injured_{group}": "int" for group in _GROUPS},
    **dict.fromkeys(("rule", "grade", "grade_reason"), "text"),
    **dict.fromkeys(("reports", "source_families"), "int"),
    **dict.fromkeys(("outlets", "attribution"), "text"),
    "version": "int",
}
"""Column to kind of value: text, int, float or bool."""
COLUMNS: Final = tuple(TYPES)


def flat_sheet(events: Iterable[LedgerEvent], book: Book) -> Sheet:
    """Write one row an event.

    Args:
        events: Of the ledger.
        book: Countries.

    Returns:
        Every event; nothing is left out.
    """
    return Sheet(COLUMNS, [_row(event, book) for event in events], [])


def _row(event: LedgerEvent, book: Book) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    for key in ("type", "family", "scope", "date", "date_start", "date_end", "date_basis", "date_prec",
                "time_precision", "disputed", "rule", "grade", "grade_reason", "version"):  # fmt: skip
        row[key] = event[key]
    row |= _place(event, book) | _harm(event)
    for side in ("actor1", "actor2"):
        actors: list[dict[str, Any]] = event[side]
        row |= {side: _joined(a["name"] for a in actors), f"{side}_id": _joined(a.get("id") or "" for a in actors)}
    return row | {
        "event_id": event["id"],
        "weapons": _joined(w["class"] for w in event["weapons"]),
        "objects": _joined(o["class"] for o in event["objects"]),
        "reports": sum(len(family["reports"]) for family in event["sources"]),
        "source_families": len(event["sources"]),
        "outlets": _joined(dict.fromkeys(o for family in event["sources"] for o in family["outlets"])),
        "attribution": _joined(event["attribution"]),
    }


def _place(event: LedgerEvent, book: Book) -> dict[str, Any]:
    place = main_place(event)
    if place is None:
        return {"places": 0}
    country = country_of(event, book)
    areas = [*((place.get("hierarchy") or {}).get("en") or []), "", "", ""]
    keys = ("lat", "lon", "radius_km", "geo_precision", "where_prec", "pcode")
    return {key: place.get(key) for key in keys} | {
        "place": place["name"],
        "place_en": place.get("name_en"),
        "country": country.name if country else place.get("country"),
        "admin1": areas[1] or None,
        "admin2": areas[2] or None,
        "places": len(event["places"]),
    }


def _harm(event: LedgerEvent) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for harm in _RANGES:
        ranges = event[harm]
        if "all" in ranges:
            cells |= {f"{harm}_{end}": ranges["all"][end] for end in ("low", "best", "high")}
        if harm != "detained":
            cells |= {f"{harm}_{group}": ranges[group]["best"] for group in _GROUPS if group in ranges}
    return cells


def _joined(items: Iterable[str]) -> str | None:
    return " | ".join(items) or None
