"""Redaction for publication: what could lead to victims, witnesses or informants is out before any profile sees it.

1. quotes, the words of claims and the names of speakers go, unless the speaker is a body that reports publicly;
2. names of parties that are no listed actor become "not listed": a victim may stand there by name;
3. coordinates are rounded: to a tenth of a degree (11 km) for hospitals, schools, camps and aid, to a hundredth (1.1
km)
   for all others; the place's own row number goes with them, and names below a town give way to the area's;
4. events younger than the embargo are left out.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from tawthiq.export.books import LeftOut, day_of
from tawthiq.model.ledger import LedgerEvent

__all__ = ["EMBARGO_DAYS", "redact"]

EMBARGO_DAYS: Final = 30
"""Days for which an event is held back: long enough for families to be told and people to move; set by --embargo."""

_SENSITIVE: Final = frozenset(("medical", "education", "camp", "humanitarian", "worship"))
_SENSITIVE_KINDS: Final = frozenset(
    ("hospital", "school", "camp", "clinic", "mosque", "church", "neighbourhood", "site")
)
_PUBLIC_PLACES: Final = frozenset(
    (
        "village",
        "town",
        "city",
        "subdistrict",
        "district",
        "governorate",
        "country",
        "area",
        "mountain",
        "river",
        "road",
    )
)


def redact(
    events: Iterable[LedgerEvent], released: str, *, embargo_days: int = EMBARGO_DAYS
) -> tuple[list[LedgerEvent], list[LeftOut]]:
    """Redact events.

    Args:
        events: Of the ledger.
        released: ISO day against which the embargo counts: that of the ledger's version.
        embargo_days: Events of the last so many days are left out, and those whose day is not known.

    Returns:
        Redacted copies, and what was left out.
    """
    kept: list[LedgerEvent] = []
    left: list[LeftOut] = []
    for event in events:
        day = day_of(event)
        if day is None:
            left.append(LeftOut(event["id"], "under embargo: its day is not known"))
        elif (date.fromisoformat(released) - date.fromisoformat(day)).days < embargo_days:
            left.append(LeftOut(event["id"], f"under embargo: less than {embargo_days} days old"))
        else:
            kept.append(_redacted(event))
    return kept, left


def _redacted(event: LedgerEvent) -> LedgerEvent:
    sensitive = any(thing["class"] in _SENSITIVE for thing in event["objects"])
    copy = event.copy()
    copy["quotes"], copy["attribution"], copy["changes"] = [], [], []
    copy["claims"] = [claim | {"text": "", "speakers": []} for claim in event["claims"]]
    copy["sources"] = [
        family | {"speakers": [], "reason": family["reason"].split(" ")[0] if "quotes" in family["reason"] else
                  family["reason"]}
        for family in event["sources"]
    ]  # fmt: skip
    copy["actor1"], copy["actor2"] = ([_party(a) for a in side] for side in (event["actor1"], event["actor2"]))
    copy["weapons"], copy["objects"] = (
        [thing | {"name": ""} for thing in things] for things in (event["weapons"], event["objects"])
    )
    copy["places"] = [_place(place, sensitive=sensitive) for place in event["places"]]
    copy["territory"] = {} if not all(a.get("id") for a in event["actor1"]) else event["territory"]
    # The reason may name a speaker or a doer as written; the grade itself stays.
    copy["grade_reason"] = f"{len(event['sources'])} independent families of sources"
    return copy


def _party(actor: dict[str, Any]) -> dict[str, Any]:
    return actor | {"name": actor["id"] if actor.get("id") else "not listed"}


def _place(place: dict[str, Any], *, sensitive: bool) -> dict[str, Any]:
    kind = str(place.get("kind") or "")
    places = 1 if sensitive or kind in _SENSITIVE_KINDS else 2
    hidden = kind not in _PUBLIC_PLACES
    kept = {
        key: place.get(key)
        for key in ("within", "geo_precision", "where_prec", "country", "hierarchy", "pcode", "kind", "reports")
    }
    hierarchy = place.get("hierarchy") or {}
    area = {lang: list(hierarchy.get(lang) or []) for lang in ("ar", "en")}
    if hidden:
        area = {lang: names[:-1] for lang, names in area.items()}
        kept |= {"hierarchy": area, "within": None}
    kept["name"] = (area["ar"][-1] if area["ar"] else "not listed") if hidden else place["name"]
    kept["name_en"] = (area["en"][-1] if area["en"] else None) if hidden else place.get("name_en")
    if place.get("lat") is not None:
        kept |= {"lat": round(float(place["lat"]), places), "lon": round(float(place["lon"]), places)}
        kept["radius_km"] = max(float(place.get("radius_km") or 0), 11.0 if places == 1 else 1.1)
        kept["geo_precision"] = max(int(place.get("geo_precision") or 1), 2 if places == 1 else 1)
    else:
        kept |= {"lat": None, "lon": None}
    return kept
