"""The noun lexicons keep what their headers promise: columns, classes, spelling, no form twice."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

import pytest

from tawthiq.arabic.fold import fold_key
from tawthiq.arabic.words import cut, entry_key
from tawthiq.resources.loader import PACKAGE_ROOT, Row, read_table

FOLDER = PACKAGE_ROOT / "lexicon"

COLUMNS = {
    "weapons": ("forms", "class", "only_with", "not_with", "alt", "gloss", "note"),
    "objects": ("forms", "class", "ambiguous", "alt", "gloss", "note"),
    "persons": ("lemma", "group", "singular", "dual", "plural", "civilian_victim", "harm", "needs", "gloss", "note"),
    "kinds": ("forms", "many", "kind", "part_of_name", "takes", "gloss", "note"),
    "directions": ("forms", "code", "kind", "gloss", "note"),
    "cues": ("forms", "kind", "scope", "gloss", "note"),
    "connectors": ("forms", "kind", "gloss", "note"),
    "reporting": ("forms", "construction", "complement", "use", "gloss", "note"),
    "speaker_words": ("word", "class", "gloss"),
    "filters": ("phrase", "match", "which", "action", "gloss", "note"),
    "whole": ("word", "gloss"),
}
FORM_COLUMNS = {
    "persons": ("singular", "dual", "plural"),
    "filters": (),
    "whole": ("word",),
    "speaker_words": ("word",),
}
WORD_COLUMNS = {"weapons": ("only_with", "not_with")}

# The closed lists: classes and groups are those of the codebook, section 4; the others those of the files' headers.
CLOSED = {
    ("weapons", "class"): "air-bomb vacuum barrel-bomb cluster incendiary napalm-phosphorus chemical missile rocket"
    " artillery mortar tank drone naval ied car-bomb suicide-vest mine sniper small-arms knife grenade anti-tank"
    " anti-aircraft other",
    ("objects", "class"): "residential medical education worship market camp infrastructure vehicle military media"
    " humanitarian heritage agriculture other",
    ("objects", "ambiguous"): "yes no",
    ("persons", "group"): "civilians children women men elderly fighters officers medics journalists aid-workers"
    " protesters prisoners unspecified",
    ("persons", "civilian_victim"): "yes no protester",
    ("persons", "harm"): "killed injured detained none",
    ("persons", "needs"): "count name",
    ("kinds", "kind"): "governorate district subdistrict province region city town village neighbourhood suburb camp"
    " front area street road junction mountain hill valley plain river sea island desert airport base post dam"
    " crossing port bridge hospital school university mosque church market square building field farm factory station"
    " prison checkpoint border countryside country",
    ("kinds", "part_of_name"): "yes no if-generic",
    ("kinds", "takes"): "any unlisted known",
    ("directions", "code"): "N NE E SE S SW W NW C near around edge approach inside outside between part countryside"
    " suburb steppe coast border",
    ("directions", "kind"): "compass compass-adjective near part countryside",
    ("cues", "kind"): "negation denial future plan hypothetical attempt foiled allegation frame background anniversary"
    " aggregate ongoing exercise figurative crime judged control none",
    ("cues", "scope"): "next-verb clause complement sentence report",
    ("connectors", "kind"): "cut join time cause effect agent part contrast purpose relative apposition",
    ("reporting", "construction"): "verb-subject preposition-source source-noun source-head verb-through outlet"
    " passive",
    ("reporting", "complement"): "that of any must",
    ("reporting", "use"): "goes-on participle weak claim accuses denies condemns learned as-said back owned",
    ("speaker_words", "class"): "complement stop time filler back body name-part rank adjective quantity local-office"
    " address addressee ordinal given",
    ("filters", "match"): "line start inside pattern",
    ("filters", "which"): "first last each",
    ("filters", "action"): "drop-line drop-rest drop-before drop-phrase drop-tail",
}

OPTIONAL = {("reporting", "use"), ("persons", "needs")}

# Vowel marks and Quranic marks, tatweel, joiners and bidirectional marks, presentation forms of Arabic.
UNNATURAL = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad"
    "\ufb50-\ufdff\ufe70-\ufefc]"
)
NOUN_TABLES = ("weapons", "objects", "persons", "kinds", "directions")


def rows(table: str) -> list[Row]:
    return list(read_table(FOLDER / f"{table}.tsv"))


def forms(table: str) -> Iterator[tuple[str, str]]:
    for row in rows(table):
        for column in FORM_COLUMNS.get(table, ("forms",)):
            for form in row.items(column):
                yield form.removeprefix("="), row.where


def written(table: str) -> Iterator[tuple[str, str]]:
    """Every word that is compared with a text, those of conditions and filters too."""
    yield from forms(table)
    for row in rows(table):
        for column in WORD_COLUMNS.get(table, ()):
            yield from ((word, row.where) for word in row.items(column))
        if table == "filters" and row["match"] != "pattern":
            yield row["phrase"], row.where


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_are_those_that_the_header_defines(table: str) -> None:
    found = rows(table)
    assert found
    assert all(tuple(row.cells) == COLUMNS[table] for row in found)


@pytest.mark.parametrize(("table", "column"), CLOSED, ids="-".join)
def test_closed_columns_hold_only_listed_values(table: str, column: str) -> None:
    allowed = set(CLOSED[table, column].split())
    optional = {""} if (table, column) in OPTIONAL else set()
    assert [(row[column], row.where) for row in rows(table) if row[column] not in allowed | optional] == []


@pytest.mark.parametrize("table", COLUMNS)
def test_each_row_has_an_english_gloss(table: str) -> None:
    assert [row.where for row in rows(table) if not re.search("[A-Za-z]{2}", row["gloss"])] == []


@pytest.mark.parametrize("table", COLUMNS)
def test_arabic_is_written_naturally(table: str) -> None:
    """No marks that folding drops, no presentation forms, nothing that NFKC would change."""
    odd = [(f, w) for f, w in written(table) if UNNATURAL.search(f) or unicodedata.normalize("NFKC", f) != f]
    assert [(f, w) for f, w in odd if table != "filters" or UNNATURAL.search(f)] == []


@pytest.mark.parametrize("table", [t for t in COLUMNS if t != "filters"])
def test_no_form_stands_twice(table: str) -> None:
    """Two forms that fold to one key would make the second row dead, or a word mean two things by chance."""
    met = Counter(entry_key(form) for form, _ in forms(table))
    assert [key for key, times in met.items() if times > 1] == []


def test_no_filter_stands_twice() -> None:
    met = Counter(
        (row["match"], row["phrase"] if row["match"] == "pattern" else fold_key(row["phrase"]).strip(" :"))
        for row in rows("filters")
    )
    assert [phrase for phrase, times in met.items() if times > 1] == []


@pytest.mark.parametrize("table", [t for t in COLUMNS if t != "filters"])
def test_forms_are_cut_into_words_as_texts_are(table: str) -> None:
    """A form with a sign inside ("a/b", "H2") would never be met, for texts are cut there."""
    apart = [(f, w) for f, w in written(table) if cut(fold_key(f)).forms != fold_key(f).split()]
    assert apart == []


@pytest.mark.parametrize("table", NOUN_TABLES)
def test_nouns_are_listed_without_article(table: str) -> None:
    """The article is taken off before look-up; a form that opens with it says nothing more."""
    bare = [
        (form, row.where)
        for row in rows(table)
        for column in FORM_COLUMNS.get(table, ("forms",))
        for form in row.items(column)
    ]
    assert [(f, w) for f, w in bare if f.startswith("ال") and len(f.split()[0]) > 3] == []


def test_patterns_of_filters_compile_and_match_no_plain_report() -> None:
    """A pattern must not take a sentence of a report for furniture."""
    report = fold_key("قصفت مدفعية القوات بلدة في ريف المحافظة يوم الأحد 3 آذار 2024 ما أدى إلى مقتل 5 مدنيين")
    patterns = [re.compile(row["phrase"]) for row in rows("filters") if row["match"] == "pattern"]
    assert patterns
    assert [p.pattern for p in patterns if p.search(report)] == []


@pytest.mark.parametrize(
    ("table", "form", "column", "value"),
    [
        pytest.param("weapons", "قذيفة", "class", "artillery", id="shell is artillery by ruling 25"),
        pytest.param("weapons", "قذائف الهاون", "class", "mortar", id="mortar shells are not plain shells"),
        pytest.param("weapons", "قذائف صاروخية", "class", "rocket", id="rocket shells"),
        pytest.param("weapons", "إطلاق النار", "class", "small-arms", id="gunfire by ruling 25"),
        pytest.param("weapons", "الدفاعات الجوية", "class", "anti-aircraft", id="air defence by ruling 25"),
        pytest.param("weapons", "سيارة مفخخة", "class", "car-bomb", id="car bomb"),
        pytest.param("weapons", "حزامين ناسفين", "class", "suicide-vest", id="dual of noun and adjective"),
        pytest.param("objects", "الأحياء السكنية", "class", "residential", id="residential quarters"),
        pytest.param("objects", "مواقع عسكرية", "class", "military", id="military positions"),
        pytest.param("objects", "أرضاً زراعية", "class", "agriculture", id="accusative with its mark folded away"),
        pytest.param("persons", "مواطنا", "group", "civilians", id="citizen, ruling 21"),
        pytest.param("persons", "فتاة", "group", "women", id="girl, ruling 21"),
        pytest.param("persons", "شاب", "group", "men", id="young man, ruling 21"),
        pytest.param("persons", "عنصرين", "group", "fighters", id="member of a force, ruling 21"),
        pytest.param("persons", "قتلى", "harm", "killed", id="killed people"),
        pytest.param("persons", "إصابات", "harm", "injured", id="injuries"),
        pytest.param("persons", "ضحايا", "harm", "none", id="victims say neither killed nor injured"),
        pytest.param("kinds", "مطار", "part_of_name", "yes", id="airport stays, ruling 23"),
        pytest.param("kinds", "بلدة", "part_of_name", "no", id="town is dropped"),
    ],
)
def test_form_means_what_the_codebook_rules(table: str, form: str, column: str, value: str) -> None:
    key = entry_key(form)
    found = [
        row[column]
        for row in rows(table)
        for listed in FORM_COLUMNS.get(table, ("forms",))
        if key in {entry_key(f) for f in row.items(listed)}
    ]
    assert found == [value]


def test_words_read_whole_stand_once_and_are_single_words() -> None:
    """The loader compares single folded words; a phrase or an article would never be met."""
    words = [row["word"] for row in rows("whole")]
    assert [w for w in words if " " in w or w.startswith("ال")] == []
    assert [w for w, times in Counter(map(fold_key, words)).items() if times > 1] == []
