"""Events as flat rows: what lists, maps and charts need of them, one cell each."""

from collections.abc import Iterable, Mapping
from typing import Any
from unicodedata import normalize

from tawthiq.arabic.fold import fold_key
from tawthiq.arabic.words import bare_key

__all__ = ["actor_cells", "harmed", "main_place", "pack", "place_cells", "search_keys", "unpack"]


def pack(keys: Iterable[str]) -> str:
    """Write keys into one cell: "|" before, between and after them, "" for none; order kept, each once."""
    found = list(dict.fromkeys(key.replace("|", " ") for key in keys if key))
    return f"|{'|'.join(found)}|" if found else ""


def unpack(cell: str) -> list[str]:
    """Read what `pack` wrote."""
    return cell[1:-1].split("|") if cell else []


def search_keys(names: Iterable[object]) -> list[str]:
    """Fold names for comparing, in any spelling and with or without the article; empty ones left out.

    Latin letters lose their case and their marks: nobody types "Ḩamdānīyah".
    """
    return [key for name in names if name and (key := bare_key(fold_key(_plain(str(name)))))]


def _plain(name: str) -> str:
    """A name without case and marks of Latin letters; Arabic is left to folding."""
    if name.isascii():
        return name.casefold()
    parts = normalize("NFD", name.casefold())
    return normalize("NFC", "".join(sign for sign in parts if not "\u0300" <= sign <= "\u036f"))


def place_cells(places: Iterable[Mapping[str, Any]]) -> str:
    """Pack all by which places of an event are asked for: gazetteer ids, names, and names of what they lie within."""
    found: list[str] = []
    for place in places:
        hierarchy = place.get("hierarchy") or {}
        names = [place.get("name"), place.get("within"), place.get("name_ar"), place.get("name_en")]
        found += [str(place.get("gazetteer_id") or "")]
        found += search_keys([*names, *(hierarchy.get("ar") or []), *(hierarchy.get("en") or [])])
    return pack(found)


def actor_cells(actors: Iterable[Mapping[str, Any]]) -> str:
    """Pack ids of actors, or names as written where they have none."""
    return pack(str(actor.get("id") or actor.get("name") or "") for actor in actors)


def main_place(places: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Give the cells of the place that stands for an event: the first with a point, else the first.

    Returns:
        place_ar, place_en, place_id, area_ar, area_en (the first level below the country), country, lat, lon,
        radius_km, geo_precision; None where it is unknown.
    """
    told = list(places)
    place = next((one for one in told if one.get("lat") is not None), told[0] if told else {})
    hierarchy = place.get("hierarchy") or {}
    return {
        "place_ar": place.get("name_ar") or place.get("name"),
        "place_en": place.get("name_en"),
        "place_id": place.get("gazetteer_id"),
        "area_ar": _area(hierarchy.get("ar")),
        "area_en": _area(hierarchy.get("en")),
        "country": place.get("country"),
        "lat": place.get("lat"),
        "lon": place.get("lon"),
        "radius_km": place.get("radius_km"),
        "geo_precision": place.get("geo_precision"),
    }


def _area(names: list[str] | None) -> str | None:
    return names[1] if names and len(names) > 1 else None


def harmed(counts: Iterable[Mapping[str, Any]] | None) -> int | None:
    """Sum up the least numbers of the totals of an event; None where it gives none."""
    told = list(counts or ())
    return sum(int(count["min"]) for count in told if not count.get("part")) if told else None
