"""What the build of the gazetteer mends, class by class, and the tables that it reads."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import mend
from gazetteer.latin import arabic_from_latin
from gazetteer.rows import Row, usable_arabic
from tawthiq.places.gazetteer import Gazetteer
from tawthiq.places.keys import key_of
from tawthiq.places.packed import KINDS
from tawthiq.resources.loader import PACKAGE_ROOT, read_table

TABLES = sorted((PACKAGE_ROOT / "gazetteer").glob("*.tsv"))


def village(name: str, lat: float, lon: float, **facts: object) -> Row:
    values: dict[str, object] = {
        "id": name,
        "name_en": "",
        "kind": "village",
        "country": "SY",
        "source": "wof",
        **facts,
    }
    return Row(name_ar=name, lat=lat, lon=lon, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        pytest.param("Tall aş Şayyād", "تل الصياد", id="sun letter with marks"),
        pytest.param("Khirbat `Abd al Gharbiyah", "خربة عبد الغربية", id="known words"),
        pytest.param("El Khenchara", "الخنشرة", id="French of Lebanon"),
        pytest.param("Beit ech Chaar", "بيت الشار", id="French article"),
        pytest.param("Būr Sūdān", "بور سودان", id="long vowels"),
        pytest.param("Camp 4", "", id="no transliteration"),
    ],
)
def test_latin_names_are_written_back(latin: str, arabic: str) -> None:
    assert arabic_from_latin(latin) == arabic


@given(st.text(max_size=30))
def test_writing_back_takes_any_text(text: str) -> None:
    assert not any("a" <= letter <= "z" for letter in arabic_from_latin(text))


def test_usable_arabic_leaves_kurdish_and_urdu_spellings_out() -> None:
    assert usable_arabic(["حلب", "حەلەب", "حلب\u200f ", "Aleppo", "بورٹ"]) == ["حلب"]


def test_merge_joins_two_spellings_and_keeps_the_pcode() -> None:
    rows = [village("تل جبين", 35.0, 36.0, id="a", pcode="C1"), village("تل جبن", 35.004, 36.0, id="b")]
    (found,), count = mend.merge(rows)
    assert (found.id, count) == ("a", 1)
    assert "تل جبن" in found.arabic


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        pytest.param("بقرص فوقاني", "بقرص تحتاني", 0.2, id="upper and lower"),
        pytest.param("تل جبين", "تل جبن", 5.0, id="too far apart"),
        pytest.param("العيس", "الشيخ عيسى", 0.5, id="names that are not alike"),
    ],
)
def test_merge_keeps_different_villages_apart(one: str, other: str, km: float) -> None:
    rows = [village(one, 35.0, 36.0, id="a"), village(other, 35.0 + km / 111, 36.0, id="b")]
    assert len(mend.merge(rows)[0]) == 2


def test_misplaced_points_are_given_up_and_say_so() -> None:
    rows = [
        village(f"قرية {n}", 35 + n / 100, 36, id=str(n), admin1=("حلب", ""), admin3=("منبج", "")) for n in range(12)
    ]
    rows.append(village("قرية بعيدة", 33.0, 40.0, id="far", admin1=("حلب", ""), admin3=("منبج", "")))
    assert mend.misplaced(rows) == 1
    assert rows[-1].quality == "district_centroid"
    assert 34.9 < rows[-1].lat < 35.2


def test_plain_names_drop_the_area_that_tells_homonyms_apart() -> None:
    rows = [village("مريمين عفرين", 36.5, 36.9, admin2=("عفرين", "Afrin"))]
    assert mend.plain_names(rows) == 1
    assert "مريمين" in rows[0].arabic


def test_double_names_are_parted_where_the_english_halves_say() -> None:
    rows = [village("معارة النعسان معارة الحاسكي", 36.0, 36.8, name_en="Maaret Elnaasan - Maaret Elhaski", pcode="C1")]
    assert mend.part_names(rows) == 1
    assert {"معارة النعسان", "معارة الحاسكي"} <= set(rows[0].arabic)


def test_patch_refuses_a_mend_of_a_row_that_is_gone() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        mend.patch([], [{"id": "nowhere", "field": "drop", "value": ""}])


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.name)
def test_tables_hold_clean_cells(path: Path) -> None:
    for row in read_table(path):
        for cell in row.cells.values():
            assert cell == unicodedata.normalize("NFKC", cell)
            assert not any(unicodedata.category(sign) in ("Cf", "Cc") or sign == "\u0640" for sign in cell)


def test_curated_rows_are_known_kinds_and_reach_the_packed_file() -> None:
    gazetteer = Gazetteer.load()
    for row in read_table(PACKAGE_ROOT / "gazetteer/curated.tsv"):
        names = row.items("names_ar")
        assert row["basis"]
        assert row["kind"] in (*KINDS, "alias")
        assert gazetteer.find(key_of(names[0].partition("(")[0])), names[0]


def test_curated_points_are_unique_by_id() -> None:
    ids = [row["id"] for row in read_table(PACKAGE_ROOT / "gazetteer/curated.tsv") if row["kind"] != "alias"]
    assert len(ids) == len(set(ids))
