"""Reading the reference table of places.

The reference table says of every row whether its facts may go into the product (column `ship`); a row that says
"no" is left out here and never seen by the later steps.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from tawthiq.places.packing import GazetteerRow as Row

__all__ = ["FOCUS", "Row", "arabic_only", "read_reference", "usable_arabic"]

# Countries whose places the reference table holds down to the village.
FOCUS = ("SY", "IQ", "YE", "PS", "LB", "LY", "SD", "EG")

_KINDS = {
    "traffic_signal": "landmark", "entrance": "landmark", "roundabout": "landmark", "bypass_road": "road",
    "region": "area",
}  # fmt: skip
_LICENCES = {"with credit (CC BY, CC0, MIT)", "with OCHA credit (CC BY-IGO)"}
# Letters of Kurdish, Persian and Urdu spellings: a name with them is no Arabic spelling.
_FOREIGN = re.compile(
    "[\u0679\u067e\u0686\u0688\u0695\u0698\u06a4\u06a9\u06af\u06b5\u06ba\u06be\u06c1\u06c6\u06cc-\u06d5]"
)
_ARABIC = re.compile("[\u0621-\u064a\u064b-\u0652\u0670 0-9()'\\-\u0640./]+\\Z")


def arabic_only(name: str) -> bool:
    """Whether a name is written in the letters of Arabic proper."""
    return bool(_ARABIC.match(name)) and not _FOREIGN.search(name)


def usable_arabic(names: list[str]) -> list[str]:
    """The names that are Arabic spellings, cleaned of outer spaces and tatweel, in order, each once."""
    clean = (re.sub("[\u0640\u200b-\u200f\u202a-\u202e]", "", n).strip(" -.") for n in names)
    return list(dict.fromkeys(n for n in clean if len(n) > 1 and arabic_only(n)))


def _source(text: str) -> str:
    """Name the sources of a row by the short names of sources.tsv."""
    found = []
    for short, mark in (
        ("ocha", "ocha"), ("wof", "wof"), ("geonames", "geonames"), ("syrianarchive", "syrianarchive"),
        ("yemen-info", "yemen-info"), ("zaidroid", "zaidroid"), ("airportsdata", "airportsdata"),
        ("curated", "curated"),
    ):  # fmt: skip
        if mark in text:
            found.append(short)
    if not found:
        raise ValueError(f"source without a short name: {text}")
    return "+".join(found)


def read_reference(path: Path) -> Iterator[Row]:
    """Read the rows of the reference table that may be shipped.

    Args:
        path: places.csv of the shared folder.

    Yields:
        Rows in order of the file, without countries (see world.py) and without unverified ones (see curated.tsv).
    """
    with path.open(encoding="utf-8", newline="") as file:
        for cells in csv.DictReader(file):
            if cells["ship"] not in _LICENCES or cells["kind"] == "country":
                continue
            if cells["source"] == "curated_unverified" or not cells["lat"]:
                continue
            yield _row(cells)


def _row(cells: dict[str, str]) -> Row:
    names = usable_arabic([cells["name_ar"], *cells["alternates_ar"].split("|")])
    return Row(
        id=cells["id"],
        name_ar=names[0] if names else "",
        name_en=cells["name_en"].strip(),
        kind=_KINDS.get(cells["kind"], cells["kind"]),
        country=cells["country"],
        lat=float(cells["lat"]),
        lon=float(cells["lon"]),
        source=_source(cells["source"]),
        admin1=(cells["admin1_ar"], cells["admin1_en"]),
        admin2=(cells["admin2_ar"], cells["admin2_en"]),
        admin3=(cells["admin3_ar"], cells["admin3_en"]),
        pcode=cells["pcode"],
        population=int(float(cells["population"] or 0)),
        names_ar=names[1:],
        names_en=[n for n in cells["alternates_en"].split("|") if n and n.isascii()],
        geonameid=cells["geonameid"],
        quality=cells["coord_quality"] or "source",
    )
