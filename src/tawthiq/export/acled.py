"""ACLED's 31 columns (order of the API; acledR 2025-09). How our record becomes theirs: docs/exports.md, "ACLED".

Rules: one row for each place of an event, its deaths divided over them, the first taking the rest; no aggregates
without
a day; the most conservative toll of the sources, with "tens" 10, "dozens" 12 and "hundreds" 100, and an untold
number 10
in battles and explosions, 3 elsewhere; the bomber of a suicide attack is not added, since reports count without him.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from tawthiq.export.books import Book, Sheet, country_of, day_of, fitting
from tawthiq.model.ledger import Claim, LedgerEvent

__all__ = ["COLUMNS", "acled_sheet", "fatalities", "inter_of"]

COLUMNS: Final = tuple(
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,"
    "longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp".split(",")
)
_POLITICAL: Final = "Political violence"
_TYPES: Final[Mapping[str, tuple[str, str, str]]] = {
    "armed-clash": (_POLITICAL, "Battles", "Armed clash"),
    "government-regains-territory": (_POLITICAL, "Battles", "Government regains territory"),
    "non-state-overtakes-territory": (_POLITICAL, "Battles", "Non-state actor overtakes territory"),
    "air-drone-strike": (_POLITICAL, "Explosions/Remote violence", "Air/drone strike"),
    "shelling": (_POLITICAL, "Explosions/Remote violence", "Shelling/artillery/missile attack"),
    "chemical-weapon": (_POLITICAL, "Explosions/Remote violence", "Chemical weapon"),
    "suicide-bomb": (_POLITICAL, "Explosions/Remote violence", "Suicide bomb"),
    "remote-explosive": (_POLITICAL, "Explosions/Remote violence", "Remote explosive/landmine/IED"),
    "grenade": (_POLITICAL, "Explosions/Remote violence", "Grenade"),
    "attack": (_POLITICAL, "Violence against civilians", "Attack"),
    "abduction": (_POLITICAL, "Violence against civilians", "Abduction/forced disappearance"),
    "sexual-violence": (_POLITICAL, "Violence against civilians", "Sexual violence"),
    "peaceful-protest": ("Demonstrations", "Protests", "Peaceful protest"),
    "protest-intervention": ("Demonstrations", "Protests", "Protest with intervention"),
    "excessive-force-protest": (
        "Political violence; Demonstrations", "Protests", "Excessive force against protesters",
    ),
    "violent-demonstration": ("Demonstrations", "Riots", "Violent demonstration"),
    "mob-violence": (_POLITICAL, "Riots", "Mob violence"),
    "agreement": ("Strategic developments", "Strategic developments", "Agreement"),
    "arrests": ("Strategic developments", "Strategic developments", "Arrests"),
    "change-to-group": ("Strategic developments", "Strategic developments", "Change to group/activity"),
    "disrupted-weapons-use": ("Strategic developments", "Strategic developments", "Disrupted weapons use"),
    "base-established": ("Strategic developments", "Strategic developments", "Headquarters or base established"),
    "looting-destruction": ("Strategic developments", "Strategic developments", "Looting/property destruction"),
    "non-violent-transfer": ("Strategic developments", "Strategic developments", "Non-violent transfer of territory"),
    "other": ("Strategic developments", "Strategic developments", "Other"),
}  # fmt: skip
_INTER: Final = {
    "state-forces": 1, "rebel": 2, "political-militia": 3, "identity-militia": 4, "rioters": 5, "protesters": 6,
    "civilians": 7, "external-forces": 8, "coalition": 8, "un": 8, "other": 3,
}  # fmt: skip
# The codebook's least numbers of vague words, and what ACLED writes for them.
_VAGUE: Final = {20: 10, 24: 12, 200: 100, 2000: 1000}
_UNTOLD_AT_WAR, _UNTOLD = 10, 3
_SEVERAL = 2


def acled_sheet(events: Iterable[LedgerEvent], book: Book) -> Sheet:
    """Write events as ACLED does.

    Args:
        events: Of the ledger.
        book: Actors and countries.

    Returns:
        Rows in order of the events; those without day or point are left out with the reason.
    """
    kept, left = fitting(events, _unfit)
    return Sheet(COLUMNS, [row for event in kept for row in _rows(event, book)], left)


def _unfit(event: LedgerEvent) -> str:
    if day_of(event) is None:
        return "no day is known"
    if not any(place.get("lat") is not None for place in event["places"]):
        return "no place with coordinates"
    if event["scope"] == "aggregate" and event["date"] is None:
        return "an aggregate over an untold span"
    return ""


def _rows(event: LedgerEvent, book: Book) -> list[dict[str, Any]]:
    places = [place for place in event["places"] if place.get("lat") is not None]
    shares = _divided(fatalities(event), len(places))
    common = _common(event, book)
    rows = []
    for number, (place, share) in enumerate(zip(places, shares, strict=True), 1):
        mark = event["id"] if len(places) == 1 else f"{event['id']}-{number}"
        rows.append({"event_id_cnty": mark} | common | _where(place, book) | {"fatalities": share})
        rows[-1] = {column: rows[-1][column] for column in COLUMNS}
    return rows


def _divided(total: int, parts: int) -> list[int]:
    share, rest = divmod(total, parts)
    return [share + (n < rest) for n in range(parts)]


def _common(event: LedgerEvent, book: Book) -> dict[str, Any]:
    day = str(day_of(event))
    disorder, kind, sub = _TYPES[event["type"]]
    country = country_of(event, book)
    sides = [event["actor1"], event["actor2"]]
    inter = [inter_of(side[0], book, country.code if country else "") if side else 0 for side in sides]
    names = [[book.actor_name(actor) for actor in side] for side in sides]
    return {
        "event_date": day,
        "year": int(day[:4]),
        "time_precision": event["time_precision"] or 1,
        "disorder_type": disorder,
        "event_type": kind,
        "sub_event_type": sub,
        "actor1": names[0][0] if names[0] else "",
        "assoc_actor_1": "; ".join(names[0][1:]),
        "inter1": inter[0],
        "actor2": names[1][0] if names[1] else "",
        "assoc_actor_2": "; ".join(names[1][1:]),
        "inter2": inter[1],
        "interaction": _interaction(inter),
        "civilian_targeting": "Civilian targeting" if _hits_civilians(event) else "",
        "source": "; ".join(dict.fromkeys(o for family in event["sources"] for o in family["outlets"])),
        "source_scale": "Other",
        "notes": _notes(event),
        "tags": "",
        "timestamp": book.released,
    }


def _where(place: Mapping[str, Any], book: Book) -> dict[str, Any]:
    country = book.countries.get(str(place.get("country") or ""))
    names = list((place.get("hierarchy") or {}).get("en") or [])
    areas = [*names[1:4], "", "", ""][:3]
    return {
        "iso": country.iso if country else None,
        "region": country.acled_region if country else "",
        "country": country.name if country else "",
        "admin1": areas[0],
        "admin2": areas[1],
        "admin3": areas[2],
        "location": place.get("name_en") or place["name"],
        "latitude": place["lat"],
        "longitude": place["lon"],
        "geo_precision": place.get("geo_precision") or 3,
    }


def inter_of(actor: Mapping[str, Any], book: Book, country: str) -> int:
    """ACLED's code of an actor: the forces of another state than the event's are external.

    Args:
        actor: Of the ledger.
        book: Actors.
        country: Two-letter code of the event's country, or "".

    Returns:
        1 to 8; 3 for armed groups that are not listed.
    """
    known = book.actors.get(actor.get("id") or "")
    code = _INTER.get(known.kind, 3) if known else 3
    return 8 if code == 1 and known and known.country and country and known.country != country else code


def _interaction(inter: Sequence[int]) -> int:
    """Two digits, the smaller first; a sole actor has 0 behind it."""
    told = sorted(code for code in inter if code)
    if not told:
        return 0
    return told[0] * 10 + (told[1] if len(told) > 1 else 0)


def _hits_civilians(event: LedgerEvent) -> bool:
    main = event["actor2"][:1]
    return bool(main) and main[0].get("id") in ("civilians", "protesters") and event["family"] != "strategic"


def fatalities(event: LedgerEvent) -> int:
    """Deaths as ACLED counts them: the least that any family of sources tells.

    Args:
        event: Of the ledger.

    Returns:
        0 where no death is told.
    """
    at_war = event["family"] in ("battles", "explosions")
    sums: dict[int, dict[str, int]] = {}
    for claim in event["claims"]:
        if claim["harm"] == "killed" and not claim["part"]:
            told = sums.setdefault(claim["source_family"], {})
            told[claim["report"]] = told.get(claim["report"], 0) + _counted(claim, at_war=at_war)
    return min((max(told.values()) for told in sums.values()), default=0)


def _counted(claim: Claim, *, at_war: bool) -> int:
    if claim["max"] is not None:
        return claim["min"]
    if claim["min"] == _SEVERAL:
        return _UNTOLD_AT_WAR if at_war else _UNTOLD
    return _VAGUE.get(claim["min"], claim["min"])


def _notes(event: LedgerEvent) -> str:
    """What is not in other columns: the range, the grade, who disputes what. No quoted words: some are protected."""
    notes = [f"{event['grade'].capitalize()}: {event['grade_reason']}."]
    killed = event["killed"].get("all")
    if killed and killed["high"] != killed["low"]:
        upper = "more" if killed["high"] is None else str(killed["high"])
        notes.append(f"Sources tell {killed['low']} to {upper} killed.")
    injured = event["injured"].get("all")
    if injured:
        notes.append(f"Injured: {injured['best']}.")
    return " ".join(notes)
