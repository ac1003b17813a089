"""PLOVER JSON, one event a line (manual of the PLOVER project; reference/standards.md, section 2, for type and mode).

Rules: actors and recipients are PLOVER's objects: `code` the country, `identifier_id` our id, `actor_text` the words;
`size` holds best numbers; `event_loc` the main place, with a `geonameid` only where GeoNames is the source; outlets
stand in `cite_info`. A type that PLOVER has not (`other`) is left out, and so is an event of no known day, since PLOVER
asks for one.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from tawthiq.export.books import Book, Sheet, country_of, day_of, fitting, main_place
from tawthiq.model.ledger import LedgerEvent

__all__ = ["COLUMNS", "plover_sheet"]

COLUMNS: Final = tuple(
    "id,has_event,date,time,enddate,endtime,actor,recipient,event,event_loc,event_text,quad_code,event_scale,mode,context,"
    "link,text,text_info,cite_info,coder,coded_date,coded_time,comment,size".split(",")
)
# Type to PLOVER's event and mode.
_TYPES: Final[Mapping[str, tuple[str, str]]] = {
    "armed-clash": ("ASSAULT", "firearms"),
    "government-regains-territory": ("ASSAULT", "heavy-weapons"),
    "non-state-overtakes-territory": ("ASSAULT", "heavy-weapons"),
    "air-drone-strike": ("ASSAULT", "aerial"),
    "shelling": ("ASSAULT", "heavy-weapons"),
    "chemical-weapon": ("ASSAULT", "unconventional"),
    "suicide-bomb": ("ASSAULT", "suicide-attack"),
    "remote-explosive": ("ASSAULT", "explosives"),
    "grenade": ("ASSAULT", "explosives"),
    "attack": ("ASSAULT", "targeted"),
    "abduction": ("ASSAULT", "abduct"),
    "sexual-violence": ("ASSAULT", "sexual"),
    "peaceful-protest": ("PROTEST", "demo"),
    "protest-intervention": ("PROTEST", "demo"),
    "excessive-force-protest": ("PROTEST", "demo"),
    "violent-demonstration": ("PROTEST", "riot"),
    "mob-violence": ("PROTEST", "riot"),
    "agreement": ("AGREE", ""),
    "arrests": ("COERCE", "arrest"),
    "change-to-group": ("MOBILIZE", "troops"),
    "disrupted-weapons-use": ("COERCE", "seize"),
    "base-established": ("MOBILIZE", "troops"),
    "looting-destruction": ("ASSAULT", "destroy"),
    "non-violent-transfer": ("RETREAT", "withdraw"),
}
# 1 verbal cooperation, 2 material cooperation, 3 verbal conflict; all others are 4, material conflict.
_QUAD: Final = {"AGREE": 1, "RETREAT": 2}
_GEONAMES: Final = "gn:"
_RESOLUTION: Final = {"neighbourhood": 5, "village": 4, "town": 4, "city": 4, "subdistrict": 3, "district": 3,
                      "governorate": 2, "country": 1}  # fmt: skip


def plover_sheet(events: Iterable[LedgerEvent], book: Book) -> Sheet:
    """Write events as PLOVER does.

    Args:
        events: Of the ledger.
        book: Actors and countries.

    Returns:
        One record a row.
    """
    kept, left = fitting(events, _unfit)
    return Sheet(COLUMNS, [_row(event, book) for event in kept], left)


def _unfit(event: LedgerEvent) -> str:
    if event["type"] not in _TYPES:
        return f"PLOVER has no type for {event['type']}"
    return "" if day_of(event) else "no day is known"


def _row(event: LedgerEvent, book: Book) -> dict[str, Any]:
    kind, mode = _TYPES[event["type"]]
    drone = kind == "ASSAULT" and mode == "aerial" and any(w["class"] == "drone" for w in event["weapons"])
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    return row | {
        "id": event["id"],
        "has_event": True,
        "date": event["date_start"] or day_of(event),
        "enddate": event["date_end"] or day_of(event),
        "actor": [_party(actor, book) for actor in event["actor1"]],
        "recipient": [_party(actor, book) for actor in event["actor2"]],
        "event": [kind],
        "mode": ["drone" if drone else mode] if mode else [],
        "context": [],
        "event_loc": _location(event, book),
        "event_text": [quote["quote"] for quote in event["quotes"]],
        "quad_code": _QUAD.get(kind, 4),
        "cite_info": {"publication": sorted({o for family in event["sources"] for o in family["outlets"]})},
        "coder": "tawthiq",
        "coded_date": book.released,
        "comment": f"{event['grade']}: {event['grade_reason']}",
        "size": {
            "dead": _best(event, "killed"),
            "injured": _best(event, "injured"),
            "arrested": _best(event, "detained"),
        },
    }


def _best(event: LedgerEvent, harm: str) -> int | None:
    found = event[harm].get("all")  # type: ignore[literal-required]  # one of three keys of one type
    return found["best"] if found else None


def _party(actor: Mapping[str, Any], book: Book) -> dict[str, Any]:
    known = book.actors.get(actor.get("id") or "")
    country = book.countries.get(known.country) if known else None
    return {
        "code": country.code3 if country else None,
        "actor_text": actor["name"],
        "identifier_id": actor.get("id"),
        "identifier_text": known.name if known else None,
    }


def _location(event: LedgerEvent, book: Book) -> dict[str, Any] | None:
    place = main_place(event)
    if place is None:
        return None
    country = country_of(event, book)
    source = str(place.get("gazetteer_id") or "")
    areas = [*((place.get("hierarchy") or {}).get("en") or []), "", "", ""]
    return {
        "extracted_place": place["name"],
        "resolved_place": place.get("name_en"),
        "geonameid": int(source.removeprefix(_GEONAMES)) if source.startswith(_GEONAMES) else None,
        "lat": place.get("lat"),
        "lon": place.get("lon"),
        "province": areas[1],
        "district": areas[2],
        "country": country.name if country else None,
        "country_code": country.code3 if country else None,
        "feature_code": place.get("kind"),
        "resolution": _RESOLUTION.get(str(place.get("kind")), 4 if place.get("lat") is not None else None),
    }
