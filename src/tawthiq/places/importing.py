"""A user's own gazetteer: GeoNames country dumps, OCHA COD-AB and COD-PS tables, and plain CSV.

| form | what it is | columns |
| --- | --- | --- |
| geonames | a country dump (`YE.txt`), tab-separated without header | those of GeoNames' readme.txt |
| cod | a COD-AB or COD-PS table as CSV | `ADMn_PCODE`, `ADMn_AR`, `ADMn_EN`, a point where there is one, `T_TL` |
| csv | anything else | `name_ar`, `lat`, `lon`, and as many of `COLUMNS` as are known |

A row that cannot be used is left out and counted with its reason; the others go on. A COD table without points (most
COD-PS tables) takes them from the product's gazetteer by p-code.
"""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from tawthiq.errors import InputError, UsageError
from tawthiq.places.gazetteer import Gazetteer, Place
from tawthiq.places.packed import KINDS
from tawthiq.places.packing import GazetteerRow, pack

__all__ = ["COLUMNS", "FORMS", "Imported", "import_gazetteer"]

COLUMNS = (
    "id", "name_ar", "name_en", "kind", "country", "lat", "lon", "admin1_ar", "admin1_en", "admin2_ar", "admin2_en",
    "names_ar", "population", "pcode", "radius_km",
)  # fmt: skip
_ARABIC = re.compile("[\u0621-\u064a]")
# GeoNames feature codes (geonames.org/export/codes.html) and the kinds that they are here.
_FEATURES = {
    "ADM1": "governorate", "ADM2": "district", "ADM3": "subdistrict", "PPLC": "city", "PPLA": "city", "PPLA2": "town",
    "PPLX": "neighbourhood", "STLMT": "settlement", "AIRP": "airport", "AIRB": "base", "AIRF": "airport", "DAM": "dam",
    "MT": "mountain", "MTS": "mountain", "HLL": "mountain", "ISL": "island", "STM": "river", "WAD": "river",
    "PRT": "port", "BDG": "bridge", "OILF": "oilfield", "HSP": "hospital", "RGN": "area", "VAL": "area",
    "PLN": "area", "DSRT": "area", "CMPRF": "camp", "INSM": "base", "MILB": "base", "PP": "checkpoint", "RD": "road",
    "CTRB": "crossing", "SEA": "sea", "GULF": "sea",
}  # fmt: skip
_LEVELS = ("country", "governorate", "district", "subdistrict", "village")  # kinds of COD's ADM0 to ADM4
_TOWN_PEOPLE, _CITY_PEOPLE = 8_000, 50_000


@dataclass(slots=True)
class Imported:
    """What an import did.

    Attributes:
        path: The file that was written.
        rows: Rows taken.
        left_out: How many rows were left out, by reason.
    """

    path: Path
    rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


class _Unusable(Exception):
    """A row that is left out; the argument says why, in words that are counted."""


def import_gazetteer(source: Path, out: Path, *, form: str, name: str | None = None) -> Imported:
    """Turn a user's table into a gazetteer file.

    Args:
        source: The table.
        out: Where to write; to be given to `Resolver.load` or the option `--own`.
        form: A key of `FORMS`.
        name: Name of the source as it stands in resolutions; None for the file's name.

    Returns:
        What was taken and left out.

    Raises:
        UsageError: If the form is unknown.
        InputError: If the table cannot be read or no row of it can be used.
    """
    if form not in FORMS:
        raise UsageError(f"no form {form}", "--form", f"use one of {', '.join(FORMS)}")
    done = Imported(out)
    rows = []
    try:
        with source.open(encoding="utf-8-sig", newline="") as file:
            for make in FORMS[form](file, name or source.stem):
                try:
                    rows.append(_checked(make()))
                except _Unusable as error:
                    done.left_out[str(error)] += 1
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", str(source), "save it as UTF-8 text") from error
    if not rows:
        reasons = ", ".join(f"{count} {reason}" for reason, count in done.left_out.most_common(3)) or "no rows"
        raise InputError(f"nothing in it can be used: {reasons}", str(source), "see docs/places.md for the columns")
    pack(rows, out, version=name or source.stem)
    done.rows = len(rows)
    return done


_Maker = Callable[[], GazetteerRow]


def _checked(row: GazetteerRow) -> GazetteerRow:
    if row.kind not in KINDS:
        raise _Unusable(f"of the unknown kind {row.kind}")
    if not (-90 <= row.lat <= 90 and -180 <= row.lon <= 180) or (row.lat == 0 and row.lon == 0):
        raise _Unusable("with a point outside the earth or at 0, 0")
    if not row.arabic:
        raise _Unusable("without an Arabic name")
    return row


def _geonames(lines: Iterable[str], name: str) -> Iterator[_Maker]:
    for line in lines:
        if line.strip():
            yield partial(_geonames_row, line.rstrip("\n").split("\t"), name)


def _geonames_row(cells: list[str], name: str) -> GazetteerRow:
    if len(cells) < 15:
        raise _Unusable("with too few columns for a GeoNames dump")
    own, latin, _, others, lat, lon, _, feature, country = cells[:9]
    names = [n for n in others.split(",") if _ARABIC.search(n)]
    people = _number(cells[14], int, 0)
    populated = "city" if people >= _CITY_PEOPLE else "town" if people >= _TOWN_PEOPLE else "village"
    return GazetteerRow(
        f"gn:{own}", names[0] if names else "", latin, _FEATURES.get(feature, populated), country,
        _number(lat, float, None), _number(lon, float, None), name, population=people, names_ar=names[1:],
        geonameid=own,
    )  # fmt: skip


def _cod(lines: Iterable[str], name: str) -> Iterator[_Maker]:
    known = _by_pcode()
    for cells in csv.DictReader(lines):
        lowered = {key.lower().strip(): (value or "").strip() for key, value in cells.items() if key}
        yield partial(_cod_row, lowered, name, known)


def _cod_row(cells: Mapping[str, str], name: str, known: Mapping[str, tuple[Place, str]]) -> GazetteerRow:
    level = max((n for n in range(5) if cells.get(f"adm{n}_pcode")), default=None)
    if level is None:
        raise _Unusable("without a p-code")
    code = cells[f"adm{level}_pcode"]
    place, arabic = known.get(code, (None, ""))
    lat = _first(cells, "center_lat", "lat", "latitude", "y", f"adm{level}_lat")
    lon = _first(cells, "center_lon", "lon", "longitude", "x", f"adm{level}_lon")
    if not lat and place is None:
        raise _Unusable("without a point and with a p-code that the gazetteer does not know")
    own = _names(cells, level)
    return GazetteerRow(
        f"cod:{code}", own[0] or arabic, own[1], _LEVELS[level],
        _first(cells, "adm0_pcode", "iso2")[:2] or (place.country if place else ""),
        _number(lat, float, place.lat if place else None), _number(lon, float, place.lon if place else None), name,
        admin1=_names(cells, 1) if level > 1 else ("", ""), admin2=_names(cells, 2) if level > 2 else ("", ""),
        pcode=code, population=_number(_first(cells, "t_tl", "population", "pop_total"), int, 0),
    )  # fmt: skip


def _names(cells: Mapping[str, str], level: int) -> tuple[str, str]:
    head = f"adm{level}"
    arabic = _first(cells, f"{head}_ar", f"{head}_name_ar", f"{head}_name1")
    return arabic, _first(cells, f"{head}_en", f"{head}_name_en", f"{head}_name")


def _by_pcode() -> dict[str, tuple[Place, str]]:
    gazetteer = Gazetteer.load()
    texts = ((place, gazetteer.text(place)) for place in gazetteer.rows())
    return {text.pcode: (place, text.name_ar) for place, text in texts if text.pcode}


def _csv(lines: Iterable[str], name: str) -> Iterator[_Maker]:
    table = csv.DictReader(lines)
    unknown = set(table.fieldnames or ()) - set(COLUMNS)
    if unknown or not {"name_ar", "lat", "lon"} <= set(table.fieldnames or ()):
        raise InputError(
            f"columns {', '.join(sorted(unknown)) or 'name_ar, lat, lon'} are {'unknown' if unknown else 'missing'}",
            "header",
            f"use {', '.join(COLUMNS)}",
        )
    for number, cells in enumerate(table, 2):
        yield partial(_csv_row, cells, number, name)


def _csv_row(cells: Mapping[str, str | None], number: int, name: str) -> GazetteerRow:
    def get(column: str) -> str:
        return (cells.get(column) or "").strip()

    return GazetteerRow(
        get("id") or f"{name}:{number}", get("name_ar"), get("name_en"), get("kind") or "village", get("country"),
        _number(get("lat"), float, None), _number(get("lon"), float, None), name,
        admin1=(get("admin1_ar"), get("admin1_en")), admin2=(get("admin2_ar"), get("admin2_en")),
        pcode=get("pcode"), population=_number(get("population"), int, 0),
        names_ar=[n.strip() for n in get("names_ar").split("|") if n.strip()],
        radius_km=_number(get("radius_km"), float, 0.0),
    )  # fmt: skip


def _first(cells: Mapping[str, str], *columns: str) -> str:
    return next((cells[c] for c in columns if cells.get(c)), "")


_N = TypeVar("_N", int, float)


def _number(text: str, make: Callable[[str], _N], default: _N | None) -> _N:
    if not text and default is not None:
        return default
    try:
        return make(text.replace(",", ""))
    except ValueError as error:
        raise _Unusable("with a number that cannot be read") from error


FORMS: dict[str, Callable[[Iterable[str], str], Iterator[_Maker]]] = {"geonames": _geonames, "cod": _cod, "csv": _csv}
