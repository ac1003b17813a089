"""From a place and what the text says beside it to a point with its precision.

ACLED's geo-precision: 1 the named town or site, 2 a part of a region or near a named town, 3 a larger region, told by
its seat. UCDP's where_prec: 1 exact, 2 within 25 km of a known point, 3 second-level area, 4 first-level area, 5 a line
or fuzzy area, 6 a country, 7 international waters (UCDP GED codebook, v24.1; ACLED codebook).
"""

import math
from dataclasses import dataclass

from tawthiq.places.gazetteer import Place
from tawthiq.places.query import Part

__all__ = ["Point", "between", "point_of"]

_AREA_PRECISION = {
    "country": (3, 6), "governorate": (3, 4), "district": (2, 3), "subdistrict": (2, 3), "area": (2, 5),
    "mountain": (2, 5), "river": (2, 5), "road": (2, 5), "sea": (3, 7), "island": (1, 2),
}  # fmt: skip
_CENTROIDS = {"district_centroid": (20.0, 3), "subdistrict_centroid": (12.0, 3), "city_centroid": (5.0, 1)}
_NEAR_KM = 25.0  # UCDP's "near a known point"
_COUNTRYSIDE_KM = 30.0
_KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Point:
    """A point with its precision."""

    lat: float
    lon: float
    geo_precision: int
    where_prec: int
    radius_km: float
    is_moved: bool = False


def point_of(place: Place, part: Part | None = None) -> Point:
    """Give the point of a place, moved and widened by what stands beside its name.

    Args:
        place: The row that the name means.
        part: The words beside it; None for a parent that stands for an unknown place.

    Returns:
        The row's own point for a plain name; a direction moves it to the edge of the place, or as far as is said.
    """
    geo, where = _AREA_PRECISION.get(place.kind, (1, 1))
    radius = place.reach_km
    if place.quality in _CENTROIDS:
        wider, where = _CENTROIDS[place.quality]
        radius, geo = max(radius, wider), 1 if where == 1 else 2
    elif "approx" in place.quality:
        radius = max(radius, 3.0)
    point = Point(place.lat, place.lon, geo, where, round(radius, 1))
    return point if part is None else _beside(point, place, part)


def _beside(point: Point, place: Place, part: Part) -> Point:
    if part.relation == "countryside":
        return _countryside(point, place, part)
    if part.azimuth is not None and part.relation != "inside":
        small = place.kind not in ("city", "town", "governorate")
        km = part.km if part.km is not None else min(place.reach_km, 5.0)
        radius = part.km * 0.3 + place.reach_km if part.km is not None else (10.0 if small else _NEAR_KM)
        return _moved(point, km, part.azimuth, radius)
    if part.relation == "near" and point.where_prec == 1:
        return Point(point.lat, point.lon, 2, 2, round(point.radius_km + 3.0, 1))
    if part.relation == "road" and place.kind != "road":
        return Point(point.lat, point.lon, 2, 5, max(point.radius_km, 10.0))
    return point


def _countryside(point: Point, place: Place, part: Part) -> Point:
    wide = place.kind in ("city", "governorate")
    radius = _COUNTRYSIDE_KM if wide else 10.0
    if part.azimuth is None:
        return Point(point.lat, point.lon, 2, 4 if place.kind == "governorate" else 3, radius)
    moved = _moved(point, radius / 2, part.azimuth, radius)
    return Point(moved.lat, moved.lon, 2, 5, radius, is_moved=True)


def _moved(point: Point, km: float, azimuth: int, radius: float) -> Point:
    north, east = km * math.cos(math.radians(azimuth)), km * math.sin(math.radians(azimuth))
    lat = point.lat + north / _KM_PER_DEGREE
    lon = point.lon + east / (_KM_PER_DEGREE * math.cos(math.radians(point.lat)))
    return Point(round(lat, 5), round(lon, 5), 2, 2, round(radius, 1), is_moved=True)


def between(one: Place, other: Place) -> Point:
    """Give the middle between two places, as wide as half their distance."""
    half = one.km_to(other) / 2
    return Point(
        round((one.lat + other.lat) / 2, 5), round((one.lon + other.lon) / 2, 5), 2, 5, round(max(half, 2.0), 1), True
    )
