"""Count phrases: how many people of which group, whichever word of harm governs them."""

from itertools import pairwise

import pytest
from coding_cases import annotated
from hypothesis import given, settings
from hypothesis import strategies as st

from tawthiq.coding.persons import people_between

Row = tuple[str, int, int | None]


def phrases(text: str) -> list[Row]:
    read = annotated(text)
    return [(p.group, p.low, p.high) for p in people_between(read, 0, len(read.words))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("11 عاملا", [("civilians", 11, 11)], id="digits-before-a-noun"),
        pytest.param("سبع نساء", [("women", 7, 7)], id="words-before-a-noun"),
        pytest.param("طفلتان", [("children", 2, 2)], id="dual"),
        pytest.param("مدنيين اثنين", [("civilians", 2, 2)], id="dual-written-like-the-plural"),
        pytest.param("رجل واحد", [("men", 1, 1)], id="one-behind-its-noun"),
        pytest.param("المهاجمين الخمسة", [("fighters", 5, 5)], id="number-with-article-behind"),
        pytest.param("سكانا", [("civilians", 2, None)], id="plural-alone"),
        pytest.param("عدد من الجنود", [("fighters", 2, None)], id="vague-word"),
        pytest.param("عشرات المسافرين", [("unspecified", 20, None)], id="tens"),
        pytest.param("ما لا يقل عن ستة صيادين", [("civilians", 6, None)], id="bound-before"),
        pytest.param("أربعة حراس على الأقل", [("unspecified", 4, None)], id="bound-behind"),
        pytest.param("قتيلين على الأقل", [("unspecified", 2, None)], id="bound-behind-a-dual"),
        pytest.param("أحد الموظفين", [("civilians", 1, 1)], id="one-of"),
        pytest.param("ثلاثة من عناصر الكتيبة", [("fighters", 3, 3)], id="of-a-force"),
        pytest.param("9 من ميليشيا الحوثي", [("fighters", 9, 9)], id="of-a-party"),
        pytest.param("عدد من رجال الشرطة", [("fighters", 2, None)], id="men-of-a-force"),
    ],
)
def test_people_between_reads_how_many(text: str, expected: list[Row]) -> None:
    assert phrases(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("6 أشخاص مدنيين", [("civilians", 6, 6)], id="adjective-gives-the-group"),
        pytest.param("قتلى مدنيون", [("civilians", 2, None)], id="adjective-of-a-toll"),
        pytest.param("جرحى من المدنيين", [("civilians", 2, None)], id="class-behind-of"),
        pytest.param("قتلى في صفوف المتمردين", [("fighters", 2, None)], id="ranks-of-a-side"),
        pytest.param("18 قتيلا من الطرفين", [("fighters", 18, 18)], id="both-sides"),
        pytest.param("العشرات ممن قيل إنهم مدنيون", [("civilians", 20, None)], id="class-in-a-clause"),
        pytest.param("الطفلة ريم الأسعد (9 سنوات)", [("children", 1, 1)], id="name-and-age"),
        pytest.param("الشاب كنان الطويل البالغ 15 عاما", [("children", 1, 1)], id="age-below-18-makes-a-child"),
        pytest.param("الشاب كنان الطويل البالغ 25 عاما", [("men", 1, 1)], id="grown-man"),
        pytest.param("القيادي السابق", [("unspecified", 1, 1)], id="former-leader"),
        pytest.param("ضابط صف", [("fighters", 1, 1)], id="non-commissioned-officer"),
        pytest.param("آخرين", [("", 2, None)], id="others-take-the-group-before"),
        pytest.param("عدد آخر", [("", 2, None)], id="some-others"),
    ],
)
def test_people_between_reads_who_they_are(text: str, expected: list[Row]) -> None:
    assert phrases(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("9 منازل", id="a-number-of-things"),
        pytest.param("عمره 30 عاما", id="an-age"),
        pytest.param("عائلتان", id="families-are-no-number-of-people"),
        pytest.param("خسائر بشرية", id="losses"),
        pytest.param("ضحاياها", id="victims"),
        pytest.param("40 مفقودا", id="missing-people"),
    ],
)
def test_people_between_leaves_out(text: str) -> None:
    assert phrases(text) == []


@pytest.mark.parametrize(
    ("text", "harms"),
    [
        pytest.param("عشرات القتلى والجرحى", ("killed", "injured"), id="vague-number-of-both"),
        pytest.param("14 شهيدا وجريحا", ("killed", "injured"), id="one-number-of-both"),
        pytest.param("شهيدان", ("killed",), id="the-noun-tells-it"),
        pytest.param("عمال", (), id="the-noun-tells-nothing"),
    ],
)
def test_people_between_reads_harm_that_the_noun_tells(text: str, harms: tuple[str, ...]) -> None:
    read = annotated(text)
    (people,) = people_between(read, 0, len(read.words))
    assert people.harms == harms


@given(st.integers(min_value=3, max_value=999))
@settings(max_examples=60, deadline=None)
def test_people_between_reads_any_number_before_a_noun(number: int) -> None:
    assert phrases(f"{number} عاملا") == [("civilians", number, number)]


@given(st.text(st.sampled_from('قتلى وجرحى من في 12 ، بين آخرين مدنيين عدد () "'), max_size=60))
@settings(max_examples=150, deadline=None)
def test_people_between_never_overlaps(text: str) -> None:
    read = annotated(text)
    found = people_between(read, 0, len(read.words))
    assert all(p.start < p.end <= len(read.words) for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
