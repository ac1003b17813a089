"""An incident sheet like Airwars' (fields of its published incidents): one row an event that harmed people.

Rules: an event is an incident if killed or injured people are told who are not all fighters, or nobody's group is told;
aggregates and protests are left out. `strike_status` says how the doer is known; grades are the ledger's.
"""

from collections.abc import Iterable
from typing import Any, Final

from tawthiq.export.books import Book, Sheet, country_of, day_of, fitting, main_place
from tawthiq.model.ledger import LedgerEvent

__all__ = ["COLUMNS", "airwars_sheet"]

_PEOPLE: Final = ("children", "women", "men")
COLUMNS: Final = (
    *"code date date_end date_type first_reported_date first_reported_by country location_name".split(),
    *"location_name_arabic region".split(),
    *"strike_status strike_type infrastructure cause_of_death_injury grade grade_reason".split(),
    *"latitude longitude geolocation_accuracy killed_min killed_max injured_min injured_max".split(),
    *(f"{group}_{harm}_{end}" for group in _PEOPLE for harm in ("killed", "injured") for end in ("min", "max")),
    *"belligerents targeted_belligerent num_sources num_source_families sources".split(),
)


def airwars_sheet(events: Iterable[LedgerEvent], book: Book) -> Sheet:
    """Write incidents of harm.

    Args:
        events: Of the ledger.
        book: Actors and countries.

    Returns:
        One row an incident; the others are left out with the reason.
    """
    kept, left = fitting(events, _unfit)
    return Sheet(COLUMNS, [_row(event, book) for event in kept], left)


def _unfit(event: LedgerEvent) -> str:
    if event["scope"] == "aggregate":
        return "a sum over many incidents"
    if event["family"] in ("protests", "riots", "strategic"):
        return f"{event['type']} is no use of force against people or places"
    if not event["killed"] and not event["injured"]:
        return "no harm to people is told"
    return "only fighters were harmed" if event["grade"] == "discounted" else ""


def _row(event: LedgerEvent, book: Book) -> dict[str, Any]:
    place, country = main_place(event), country_of(event, book)
    place = place or {}
    names = [*((place.get("hierarchy") or {}).get("en") or []), "", ""]
    first = event["sources"][0]
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    row |= {
        "code": event["id"],
        "date": event["date_start"] or day_of(event),
        "date_end": event["date_end"],
        "date_type": "single day" if event["date_prec"] == 1 else "range" if event["date_prec"] else "unknown",
        "first_reported_date": first["first_published"],
        "first_reported_by": first["outlets"][0] if first["outlets"] else None,
        "country": country.name if country else None,
        "location_name": place.get("name_en"),
        "location_name_arabic": place.get("name"),
        "region": names[1] or None,
        "strike_status": _status(event),
        "strike_type": event["type"],
        "infrastructure": " | ".join(o["class"] for o in event["objects"]) or None,
        "cause_of_death_injury": " | ".join(w["class"] for w in event["weapons"]) or None,
        "grade": event["grade"],
        "grade_reason": event["grade_reason"],
        "latitude": place.get("lat"),
        "longitude": place.get("lon"),
        "geolocation_accuracy": place.get("kind"),
        "belligerents": " | ".join(book.actor_name(a) for a in event["actor1"]) or None,
        "targeted_belligerent": " | ".join(book.actor_name(a) for a in event["actor2"]) or None,
        "num_sources": sum(len(family["reports"]) for family in event["sources"]),
        "num_source_families": len(event["sources"]),
        "sources": " | ".join(dict.fromkeys(o for family in event["sources"] for o in family["outlets"])) or None,
    }
    return row | _tolls(event)


def _status(event: LedgerEvent) -> str:
    if event["disputed"]:
        return "contested"
    if event["grade"] == "confirmed":
        return "declared"
    return "likely" if event["actor1"] else "unattributed"


def _tolls(event: LedgerEvent) -> dict[str, Any]:
    cells: dict[str, Any] = {}
    for harm in ("killed", "injured"):
        ranges = event[harm]
        for group, prefix in (("all", harm), *((g, f"{g}_{harm}") for g in _PEOPLE)):
            if group in ranges:
                found = ranges[group]
                cells[f"{prefix}_min"] = found["low"]
                cells[f"{prefix}_max"] = found["high"]
    return cells
