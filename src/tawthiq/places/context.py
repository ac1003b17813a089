"""What is known around a place name: countries, other places, and the larger places that hold it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from tawthiq.errors import ResourceError
from tawthiq.places.gazetteer import Gazetteer, Place, distance_km
from tawthiq.places.keys import key_of
from tawthiq.places.packed import CELL_ROW, cell_of
from tawthiq.resources.loader import Resources

__all__ = ["Anchor", "Context", "Scope", "scope_of", "theatre"]

_AREA_KINDS = ("governorate", "district", "subdistrict", "city", "area", "town", "country")
_GOVERNORATE_PREFIXES = ("", "ريف ", "مدينه ", "محافظه ", "قضاء ", "مركز ")
_GOVERNORATE_REACH_KM = 60.0
_ABROAD_KM = 300.0
_SECTOR_KM = 15.0  # "the eastern countryside" is told loosely: a village of the same governorate is never far outside
_RINGS = 6
_CELL_KM = 10.0


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that is known already and stands near the one in question in the text.

    Attributes:
        weight: 1 for a place of the same event, less for one elsewhere in the report.
    """

    lat: float
    lon: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Context:
    """What the report tells beside the name.

    Attributes:
        countries: Share of the report's interest that each country has, 0 to 1.
        anchors: Other places of the event and the report.
    """

    countries: Mapping[str, float] = field(default_factory=dict)
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """A larger place in which the name is to be looked for.

    Attributes:
        place: Its own row.
        areas: Numbers of the areas of rows that lie in it.
        reach_km: How far it reaches from its point.
        cells: Cells of a tenth of a degree in which it has places; empty where that is not known.
        around: Numbers of areas whose places count as near it, wherever they lie: the governorate of a sector.
    """

    place: Place
    areas: frozenset[int]
    reach_km: float
    cells: frozenset[int] = frozenset()
    around: frozenset[int] = frozenset()

    def excess_km(self, place: Place) -> float:
        """How far a place lies outside, in km; 0 inside.

        Where it is known in which cells of a tenth of a degree the area has places, the distance is that to the
        nearest of them, in steps of a cell; otherwise to the circle of its reach.
        """
        if self.place.kind == "country":
            return 0.0 if self.place.country == place.country else _ABROAD_KM
        if self.areas.intersection(place.areas):
            return 0.0
        if not self.cells:
            excess = max(0.0, self.km(place) - self.reach_km)
            return min(excess, _SECTOR_KM) if self.around.intersection(place.areas) else excess
        here = cell_of(place.lat, place.lon)
        for ring in range(_RINGS):
            if not self.cells.isdisjoint(_ring(here, ring)):
                return ring * _CELL_KM
        return max(_RINGS * _CELL_KM, self.km(place) - self.reach_km)

    def km(self, place: Place) -> float:
        """Distance of a place from the scope's point, in km."""
        return distance_km(self.place.lat, self.place.lon, place.lat, place.lon)


def scope_of(gazetteer: Gazetteer, name: str, country: str | None = None) -> Scope | None:
    """Read the name of a larger place, as a record's field "governorate" gives it.

    Args:
        gazetteer: Where to look.
        name: Name of a governorate, district or town.
        country: ISO code, if known.

    Returns:
        The scope, or None if no area or town has this name.
    """
    key = key_of(name)
    found = [p for p in gazetteer.find(key) if p.kind in _AREA_KINDS and country in (None, p.country)]
    if not found:
        found = [p for p in gazetteer.find(key) if p.kind in _AREA_KINDS]
    if not found:
        return None
    place = min(found, key=lambda p: (_AREA_KINDS.index(p.kind), -p.weight))
    numbers: frozenset[int] = frozenset()
    if place.kind in ("governorate", "district", "subdistrict", "city"):
        numbers = numbers.union(*(gazetteer.areas_named(prefix + key) for prefix in _GOVERNORATE_PREFIXES))
    cells = frozenset(cell for number in numbers for cell in gazetteer.cells_of(number))
    reach = place.reach_km if place.kind != "governorate" else max(place.reach_km, _GOVERNORATE_REACH_KM)
    return Scope(place, numbers, reach, cells)


@lru_cache(maxsize=65536)
def _ring(cell: int, ring: int) -> frozenset[int]:
    """The cells at a distance of so many cells from one."""
    span = range(-ring, ring + 1)
    return frozenset(cell + y * CELL_ROW + x for y in span for x in span if max(abs(x), abs(y)) == ring)


def theatre(actors: Iterable[str]) -> dict[str, float]:
    """Say where actors fight: the countries of their theatre, each with its share.

    Args:
        actors: Actor ids; unknown ones count for nothing.

    Returns:
        Shares that sum to 1, or nothing.
    """
    table = _theatres()
    found: dict[str, float] = {}
    for actor in actors:
        for country, weight in table.get(actor, {}).items():
            found[country] = found.get(country, 0.0) + weight
    total = sum(found.values())
    return {country: weight / total for country, weight in found.items()} if total else {}


@lru_cache(maxsize=1)
def _theatres() -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = {}
    for row in Resources().table("gazetteer/theatres.tsv"):
        countries: dict[str, float] = {}
        for item in row.items("countries"):
            code, _, weight = item.partition(":")
            try:
                countries[code] = float(weight)
            except ValueError as error:
                raise ResourceError(f"no weight in {item}", row.where, "write SY:0.9") from error
        table[row["actor"]] = countries
    return table
