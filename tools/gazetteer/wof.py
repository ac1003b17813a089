"""Rows of Who's On First (CC0; its GeoNames part CC BY) for Lebanon and Palestine.

The reference table mixes these two countries with sources that may not be shipped, so their rows are made from
Who's On First itself: https://whosonfirst.org/docs/licenses/.
"""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gazetteer.rows import Row, usable_arabic

__all__ = ["read_wof"]

_ARABIC_FIELDS = ("name:ara_x_preferred", "name:ara_x_variant", "name:arz_x_preferred", "name:ara_x_colloquial")
_ENGLISH_FIELDS = ("name:eng_x_preferred", "name:eng_x_variant")
# Who's On First names the governorates of Palestine in English, mostly; OCHA's names stand for them.
_GOVERNORATES = {
    "Jenin": ("جنين", "Jenin"), "Tubas": ("طوباس", "Tubas"), "Tulkarm": ("طولكرم", "Tulkarm"),
    "Nablus": ("نابلس", "Nablus"), "Qalqilya": ("قلقيلية", "Qalqilya"), "Salfit": ("سلفيت", "Salfit"),
    "Ramallah and Al-Bireh": ("رام الله والبيرة", "Ramallah"), "Jericho": ("أريحا والأغوار", "Jericho"),
    "Jerusalem": ("القدس", "Jerusalem"), "Bethlehem": ("بيت لحم", "Bethlehem"), "Hebron": ("الخليل", "Hebron"),
    "North Gaza": ("شمال غزة", "North Gaza"), "Gaza": ("غزة", "Gaza"),
    "Deir al-Balah": ("دير البلح", "Deir Al-Balah"), "Deir Al Balah": ("دير البلح", "Deir Al-Balah"),
    "Khan Yunis": ("خان يونس", "Khan Younis"), "Rafah": ("رفح", "Rafah"),
}  # fmt: skip
_SETTLEMENT = "STLMT"  # GeoNames feature code of Israeli settlements


def read_wof(path: Path, country: str) -> Iterator[Row]:
    """Read the current places of one country.

    Args:
        path: A gzipped file of one Who's On First record a line.
        country: ISO code of the country that the file holds.

    Yields:
        Rows with admin names from the records' own hierarchy; superseded and deprecated records are left out.
    """
    with gzip.open(path, "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    by_id = {r["wof:id"]: r for r in records}
    for record in records:
        stale = record.get("mz:is_current") == 0 or record.get("wof:superseded_by") or record.get("edtf:deprecated")
        if stale or record["wof:placetype"] in ("country", "localadmin"):
            continue
        if country == "PS" and record["wof:placetype"] in ("region", "county"):
            continue  # the governorates come from OCHA, with their p-codes
        yield _row(record, by_id, country)


def _names(record: dict[str, Any]) -> tuple[list[str], list[str]]:
    arabic = usable_arabic([n for f in _ARABIC_FIELDS for n in record.get(f, ())])
    english = [n for f in _ENGLISH_FIELDS for n in record.get(f, ())]
    return arabic, list(dict.fromkeys([*english[:1], record["wof:name"], *english[1:]]))


def _kind(record: dict[str, Any], population: int) -> str:
    placetype = record["wof:placetype"]
    if placetype != "locality":
        return {"region": "governorate", "county": "district", "neighbourhood": "neighbourhood"}[placetype]
    if _SETTLEMENT in (record.get("gn:feature_code"), record.get("gn:fcode")):
        return "settlement"
    if any("مخيم" in n for n in record.get("name:ara_x_preferred", ())):
        return "camp"
    return "city" if population >= 50_000 else "town" if population >= 8_000 else "village"


def _parent(record: dict[str, Any], level: str, by_id: dict[int, dict[str, Any]]) -> tuple[str, str]:
    for branch in record.get("wof:hierarchy", ()):
        parent = by_id.get(branch.get(level, 0))
        if parent and parent is not record:
            arabic, english = _names(parent)
            return _GOVERNORATES.get(english[0], (arabic[0] if arabic else "", english[0]))
    return ("", "")


def _row(record: dict[str, Any], by_id: dict[int, dict[str, Any]], country: str) -> Row:
    arabic, english = _names(record)
    population = int(record.get("wof:population") or record.get("gn:population") or 0)
    levels = ("county_id", "localadmin_id") if country == "PS" else ("region_id", "county_id")
    geonames = record.get("wof:concordances", {}).get("gn:id", record.get("gn:geonameid", ""))
    from_geonames = record.get("src:geom") == "geonames"
    return Row(
        id=f"wof:{record['wof:id']}",
        name_ar=arabic[0] if arabic else "",
        name_en=english[0],
        kind=_kind(record, population),
        country=country,
        lat=round(float(record.get("lbl:latitude") or record["geom:latitude"]), 5),
        lon=round(float(record.get("lbl:longitude") or record["geom:longitude"]), 5),
        source="wof+geonames" if from_geonames else "wof",
        admin1=_parent(record, levels[0], by_id),
        admin2=_parent(record, levels[1], by_id),
        population=population,
        names_ar=arabic[1:],
        names_en=[n for n in english[1:] if n.isascii()],
        geonameid=str(geonames or ""),
    )
