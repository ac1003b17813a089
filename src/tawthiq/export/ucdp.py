"""UCDP GED's 49 columns (v24.1). How our record becomes theirs: docs/exports.md, "UCDP GED".

Rules: an event needs a death, a named organised actor, a day and a point; one row an event, at its main place, with
`where_prec` of that place (5 where it has several); deaths by side from the counts' `who` and group, the rest unknown;
best = deaths_a + deaths_b + deaths_civilians + deaths_unknown, low <= best <= high. Numbers that UCDP gives (of
conflicts,
dyads, sides) are theirs to give: those columns are empty.
"""

from collections.abc import Iterable, Mapping
from math import floor
from typing import Any, Final

from tawthiq.export.books import Book, Sheet, country_of, day_of, fitting, main_place
from tawthiq.model.ledger import LedgerEvent

__all__ = ["COLUMNS", "priogrid", "ucdp_sheet"]

COLUMNS: Final = tuple(
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,"
    "dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,"
    "source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,"
    "where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob".split(
        ","
    )
)
_STATE: Final = frozenset(("state-forces", "external-forces", "coalition"))
_UNARMED: Final = frozenset(
    "civilians children women men elderly medics journalists aid-workers protesters prisoners".split()
)
_NOBODY: Final = frozenset(("civilians", "protesters", "unknown-armed-group"))


def ucdp_sheet(events: Iterable[LedgerEvent], book: Book) -> Sheet:
    """Write events as UCDP GED does.

    Args:
        events: Of the ledger.
        book: Actors and countries.

    Returns:
        Rows in order of the events, numbered from 1 in `id`; `relid` is the ledger's id.
    """
    kept, left = fitting(events, _unfit)
    return Sheet(COLUMNS, [_row(number, event, book) for number, event in enumerate(kept, 1)], left)


def _unfit(event: LedgerEvent) -> str:
    killed = event["killed"].get("all")
    if event["family"] in ("protests", "strategic"):
        return f"{event['type']} is no organised violence"
    if killed is None or not (killed["best"] or 0):
        return "no death is told"
    if not _sides(event)[0]:
        return "no organised actor is named"
    if day_of(event) is None:
        return "no day is known"
    place = main_place(event)
    return "no place with coordinates" if place is None or place.get("lat") is None else ""


def _sides(event: LedgerEvent) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The organised actors of both sides, each side's first first."""
    named = [[a for a in side if a.get("id") not in _NOBODY] for side in (event["actor1"], event["actor2"])]
    return (named[0], named[1]) if named[0] else (named[1], [])


def _violence(event: LedgerEvent, book: Book) -> int:
    """1 state-based, 2 non-state, 3 one-sided."""
    side_a, side_b = _sides(event)
    if not side_b:
        return 3
    return 1 if any(book.kind(actor) in _STATE for actor in (side_a[0], side_b[0])) else 2


def _deaths(event: LedgerEvent) -> dict[str, int]:
    """Deaths by side, adding up to `best`."""
    killed = event["killed"]["all"]
    best = int(killed["best"] or 0)
    side_a, side_b = ({a.get("id") for a in side if a.get("id")} for side in _sides(event))
    found = {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": 0}
    rest = best
    for column, holds in (
        ("deaths_a", lambda c: c["who"] in side_a),
        ("deaths_b", lambda c: c["who"] in side_b),
        ("deaths_civilians", lambda c: c["who"] == "civilians" or (not c["who"] and c["group"] in _UNARMED)),
    ):
        found[column] = min(rest, _most_told(event, holds))
        rest -= found[column]
    killed_high = killed["high"] if killed["high"] is not None else best
    return found | {"deaths_unknown": rest, "best": best, "high": max(best, killed_high), "low": killed["low"]}


def _most_told(event: LedgerEvent, holds: Any) -> int:
    sums: dict[str, int] = {}
    for claim in event["claims"]:
        if claim["harm"] == "killed" and not claim["part"] and holds(claim):
            sums[claim["report"]] = sums.get(claim["report"], 0) + claim["min"]
    return max(sums.values(), default=0)


def _row(number: int, event: LedgerEvent, book: Book) -> dict[str, Any]:
    side_a, side_b = _sides(event)
    names = [book.actor_name(side[0]) if side else "Civilians" for side in (side_a, side_b)]
    day = str(day_of(event))
    row: dict[str, Any] = dict.fromkeys(COLUMNS, "")
    row |= {
        "id": number,
        "relid": event["id"],
        "year": int(day[:4]),
        "active_year": 0,
        "code_status": "Clear" if event["grade"] in ("confirmed", "fair") else "Check",
        "type_of_violence": _violence(event, book),
        "conflict_name": "",
        "dyad_name": " - ".join(names),
        "side_a": names[0],
        "side_b": names[1],
        "event_clarity": 1 if event["scope"] == "incident" else 2,
        "date_prec": event["date_prec"] or 5,
        "date_start": event["date_start"] or day,
        "date_end": event["date_end"] or day,
    }
    row |= _sources(event) | _where(event, book) | _deaths(event)
    for column, side in (("gwnoa", side_a), ("gwnob", side_b)):
        known = book.actors.get(side[0].get("id") or "") if side else None
        country = book.countries.get(known.country) if known and known.kind == "state-forces" else None
        row[column] = country.gwno if country else ""
    return {column: row[column] for column in COLUMNS}


def _sources(event: LedgerEvent) -> dict[str, Any]:
    outlets = list(dict.fromkeys(o for family in event["sources"] for o in family["outlets"]))
    days = [family["first_published"] for family in event["sources"] if family["first_published"]]
    return {
        "number_of_sources": len(event["sources"]),
        "source_article": "; ".join(f"{o}" for o in outlets),
        "source_office": "; ".join(outlets),
        "source_date": "; ".join(days),
        "source_original": "; ".join(event["attribution"]),
    }


def _where(event: LedgerEvent, book: Book) -> dict[str, Any]:
    place: Mapping[str, Any] = main_place(event) or {}
    country = country_of(event, book)
    names = list((place.get("hierarchy") or {}).get("en") or [])
    lat, lon = float(place["lat"]), float(place["lon"])
    placed = [p for p in event["places"] if p.get("lat") is not None]
    return {
        "where_prec": 5 if len(placed) > 1 else place.get("where_prec") or 5,
        "where_coordinates": place.get("name_en") or place["name"],
        "where_description": "; ".join(str(p["name"]) for p in event["places"]),
        "adm_1": names[1] if len(names) > 1 else "",
        "adm_2": names[2] if len(names) > 2 else "",
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": f"POINT ({lon:.6f} {lat:.6f})",
        "priogrid_gid": priogrid(lat, lon),
        "country": country.name if country else "",
        "country_id": country.gwno if country else "",
        "region": country.ucdp_region if country else "",
    }


def priogrid(lat: float, lon: float) -> int:
    """Number of the half-degree cell of PRIO-GRID that a point lies in.

    Args:
        lat: Degrees north.
        lon: Degrees east.

    Returns:
        1 to 259,200; rows run from south to north (Tollefsen and others 2012).
    """
    return floor((lat + 90) * 2) * 720 + floor((lon + 180) * 2) + 1
