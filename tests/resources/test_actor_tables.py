"""The actor tables hold what their columns promise, and name each actor of the codebook's list."""

import os
import re
from collections import defaultdict
from pathlib import Path

import pytest

from tawthiq.arabic.fold import fold_key
from tawthiq.arabic.words import entry_key
from tawthiq.resources import Resources, Row

RESOURCES = Resources()
SHARED = Path(os.environ.get("TAWTHIQ_SHARED", Path(__file__).parents[3] / "shared"))
COLUMNS = {
    "actors": "id name_en name_ar country kind side has_air_force from to listed gloss",
    "aliases": "alias id theatre from to ambiguous article country_name gloss",
    "nisbas": "forms id theatre from to gloss",
    "heads": "forms role alone gloss",
    "attributors": "phrase kind id ambiguous gloss",
}
ARABIC_COLUMN = {"aliases": "alias", "nisbas": "forms", "heads": "forms", "attributors": "phrase"}
ONE_OF = [
    ("actors", "kind", "state-forces rebel political-militia identity-militia external-forces civilians rioters "
     "protesters coalition un other"),
    ("actors", "has_air_force", "yes no"),
    ("actors", "listed", "yes no"),
    ("aliases", "article", "any must"),
    ("heads", "role", "force air artillery naval organisation fighters target"),
    ("attributors", "kind", "person-title generic-source agency organisation outlet official-body"),
]  # fmt: skip
FLAGS = [
    ("aliases", "ambiguous"),
    ("aliases", "country_name"),
    ("heads", "alone"),
    ("attributors", "ambiguous"),
]
IDS = {row["id"] for row in RESOURCES.table("actors/actors.tsv")}
# A form holds letters, digits and the signs of names; no mark, tatweel, invisible character or presentation form.
PLAIN = re.compile('[\u0621-\u063a\u0641-\u064aA-Za-z0-9 ./"()\u00ab\u00bb\u2013]+')


def rows(table: str) -> list[Row]:
    return RESOURCES.table(f"actors/{table}.tsv")


def years(row: Row) -> tuple[int, int]:
    return int(row["from"] or 0), int(row["to"] or 9999)


@pytest.mark.parametrize("table", COLUMNS, ids=str)
def test_columns_are_those_defined(table: str) -> None:
    found = rows(table)
    assert found
    assert list(found[0].cells) == COLUMNS[table].split()


@pytest.mark.parametrize("table", COLUMNS, ids=str)
def test_every_row_has_an_english_gloss(table: str) -> None:
    assert [row.where for row in rows(table) if not re.search("[A-Za-z]", row["gloss"])] == []


@pytest.mark.parametrize(("table", "column", "allowed"), ONE_OF, ids=lambda value: str(value)[:12])
def test_closed_columns_hold_allowed_values(table: str, column: str, allowed: str) -> None:
    assert {row[column] for row in rows(table)} <= set(allowed.split())


@pytest.mark.parametrize(("table", "column"), FLAGS, ids=str)
def test_flags_are_yes_or_empty(table: str, column: str) -> None:
    assert {row[column] for row in rows(table)} == {"", "yes"}


def test_actor_ids_are_unique_slugs() -> None:
    ids = [row["id"] for row in rows("actors")]
    assert len(set(ids)) == len(ids)
    assert [i for i in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", i)] == []


def test_actor_facts_are_well_formed() -> None:
    for row in rows("actors"):
        assert re.fullmatch("([A-Z]{2})?", row["country"]), row.where
        assert row["side"] in IDS | {""}, row.where
        assert years(row)[0] <= years(row)[1], row.where
        assert row["name_en"], row.where
        assert row["name_ar"], row.where


@pytest.mark.parametrize("table", ["aliases", "nisbas", "attributors"], ids=str)
def test_ids_are_those_of_the_actor_table(table: str) -> None:
    missing = {row["id"] for row in rows(table)} - IDS - ({""} if table == "attributors" else set())
    assert missing == set()


@pytest.mark.parametrize("table", ["aliases", "nisbas"], ids=str)
def test_theatres_and_years_are_valid(table: str) -> None:
    for row in rows(table):
        assert re.fullmatch(r"\*|[A-Z]{2}(\|[A-Z]{2})*(\|\*)?", row["theatre"]), row.where
        assert all(re.fullmatch(r"(\d{4})?", row[column]) for column in ("from", "to")), row.where
        assert years(row)[0] <= years(row)[1], row.where


@pytest.mark.parametrize("table", ARABIC_COLUMN, ids=str)
def test_forms_are_plain_arabic_letters(table: str) -> None:
    column = ARABIC_COLUMN[table]
    forms = [(row.where, form) for row in rows(table) for form in row.items(column) or [""]]
    assert [(where, form) for where, form in forms if not PLAIN.fullmatch(form)] == []


def test_an_alias_has_one_meaning_in_one_country_and_year() -> None:
    met: dict[str, list[Row]] = defaultdict(list)
    clashes = []
    for row in rows("aliases"):
        key = entry_key(row["alias"])
        for other in met[key]:
            shared = set(row.items("theatre")) & set(other.items("theatre"))
            overlap = max(years(row)[0], years(other)[0]) <= min(years(row)[1], years(other)[1])
            if shared and overlap:
                clashes.append((row.where, other.where, row["alias"]))
        met[key].append(row)
    assert clashes == []


def test_a_nisba_has_one_meaning_in_one_country_and_year() -> None:
    met: dict[str, list[Row]] = defaultdict(list)
    clashes = []
    for row in rows("nisbas"):
        for form in set(map(fold_key, row.items("forms"))):
            for other in met[form]:
                shared = set(row.items("theatre")) & set(other.items("theatre"))
                if shared and max(years(row)[0], years(other)[0]) <= min(years(row)[1], years(other)[1]):
                    clashes.append((row.where, other.where, form))
            met[form].append(row)
    assert clashes == []


@pytest.mark.parametrize("table", ["heads", "attributors"], ids=str)
def test_phrases_stand_once(table: str) -> None:
    keys = [fold_key(form) for row in rows(table) for form in row.items(ARABIC_COLUMN[table])]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def test_every_listed_actor_has_an_alias_or_person_nouns() -> None:
    listed = {row["id"] for row in rows("actors") if row["listed"] == "yes"}
    assert listed - {row["id"] for row in rows("aliases")} == {"civilians", "protesters"}


@pytest.mark.parametrize(
    ("alias", "theatre", "year", "expected"),
    [
        pytest.param("الجيش الوطني", "SY", 2020, "syrian-national-army", id="national army in Syria"),
        pytest.param("الجيش الوطني", "YE", 2018, "yemeni-government", id="national army in Yemen"),
        pytest.param("الجيش الوطني", "LY", 2019, "libyan-lna", id="national army in Libya"),
        pytest.param("المقاومة", "PS", 2014, "palestinian-factions", id="resistance in Palestine"),
        pytest.param("المقاومة", "YE", 2015, "popular-resistance-yemen", id="resistance in Yemen"),
        pytest.param("الأسايش", "SY", 2022, "sdf", id="Asayish in Syria"),
        pytest.param("الأسايش", "IQ", 2022, "peshmerga", id="Asayish in Iraq"),
        pytest.param("التحالف", "YE", 2016, "saudi-coalition", id="coalition in Yemen"),
        pytest.param("التحالف", "IQ", 2016, "international-coalition", id="coalition in Iraq"),
        pytest.param("وزارة الدفاع السورية", "SY", 2016, "syrian-government", id="Syrian ministry to 2024"),
        pytest.param("وزارة الدفاع السورية", "SY", 2025, "syrian-transitional", id="Syrian ministry from 2025"),
        pytest.param("القوات المشتركة", "YE", 2018, "yemeni-joint-forces", id="joint forces in Yemen"),
        pytest.param("القوات المشتركة", "IQ", 2016, "iraqi-government", id="joint forces in Iraq"),
    ],
)
def test_an_alias_is_read_by_country_and_year(alias: str, theatre: str, year: int, expected: str) -> None:
    key = entry_key(alias)
    found = [
        row["id"]
        for row in rows("aliases")
        if entry_key(row["alias"]) == key and theatre in row.items("theatre") and years(row)[0] <= year <= years(row)[1]
    ]
    assert found == [expected]


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="not run: no shared folder")
def test_every_actor_of_the_codebook_is_listed() -> None:
    text = (SHARED / "actors.md").read_text(encoding="utf-8")
    wanted = {found for found in re.findall(r"(?m)^\| ([a-z0-9-]+) \|", text) if re.search("[a-z]", found)} - {"id"}
    assert wanted == {row["id"] for row in rows("actors") if row["listed"] == "yes"}
