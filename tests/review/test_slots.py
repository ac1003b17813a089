from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.review.slots import SLOTS, Match, align, name_words, same_name

NAMES = st.text(alphabet="ابتدنةىأإآهي \u0640\u064e\u200fال", max_size=20)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("الرقة", "الرقه", True, id="ta marbuta"),
        pytest.param("أريحا", "اريحا", True, id="hamza"),
        pytest.param("المنشية", "منشية", True, id="article"),
        pytest.param("الربعة", "الرُبــعة", True, id="marks and tatweel"),
        pytest.param("حي المنشية", "المنشية", True, id="a kind word more"),
        pytest.param("درعا البلد", "البلد درعا", True, id="order of words"),
        pytest.param("ريف حمص الشمالي", "حمص", True, id="two words more"),
        pytest.param("محطة كهرباء تحويل العتيبة", "العتيبة", False, id="three words more"),
        pytest.param("تل رفعت", "تل تمر", False, id="one word shared, one each differs"),
        pytest.param("", "دوما", False, id="empty name"),
        pytest.param("؟!", "؟!", False, id="no letters"),
    ],
)
def test_same_name_folds_spelling_and_allows_two_words_more(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


@given(NAMES)
def test_a_name_with_a_word_is_its_own_name(name: str) -> None:
    assert same_name(name, name) is bool(name_words(name))


@pytest.mark.parametrize(
    ("slot", "gold", "predicted", "credit"),
    [
        pytest.param("actor1", {"name": "أ", "id": "isis"}, {"name": "ب", "id": "isis"}, 1.0, id="id right, name not"),
        pytest.param("actor1", {"name": "أ", "id": "isis"}, {"name": "أ", "id": None}, 0.0, id="id missing"),
        pytest.param(
            "actor2", {"name": "حركة طالبان", "id": None}, {"name": "طالبان", "id": "x"}, 1.0, id="gold has no id"
        ),
        pytest.param(
            "killed", {"group": "men", "min": 2, "max": None}, {"group": "men", "min": 2}, 1.0, id="no maximum"
        ),
        pytest.param(
            "killed",
            {"group": "men", "min": 2, "max": 2},
            {"group": "men", "min": 2, "max": 2, "part": False},
            1.0,
            id="part left out is no part",
        ),
        pytest.param(
            "injured",
            {"group": "men", "min": 2, "max": 2, "part": True},
            {"group": "men", "min": 2, "max": 2},
            0.0,
            id="total for a part",
        ),
        pytest.param(
            "detained",
            {"group": "men", "min": 2, "max": 2},
            {"group": "women", "min": 2, "max": 2},
            0.5,
            id="other group",
        ),
        pytest.param("weapons", {"name": "صاروخ", "class": "rocket"}, {"class": "rocket"}, 1.0, id="class alone"),
        pytest.param("places", {"name": "دوما"}, {"name": None}, 0.0, id="predicted place without a name"),
        pytest.param("attribution", "المرصد السوري", "المرصد", 1.0, id="shorter name of the source"),
    ],
)
def test_credit_follows_the_rule_of_the_slot(slot: str, gold: Any, predicted: Any, credit: float) -> None:
    assert SLOTS[slot].credit(gold, predicted) == credit


def test_weapons_count_once_a_class() -> None:
    named = [
        {"name": name, "class": kind} for name, kind in (("غراد", "rocket"), ("هاون", "mortar"), ("فيل", "rocket"))
    ]

    assert [thing["class"] for thing in SLOTS["weapons"].values({"weapons": named})] == ["rocket", "mortar"]


def test_unknown_scalars_and_lists_have_no_values() -> None:
    assert [
        len(SLOTS[name].values({"date": None, "places": None})) for name in ("date", "scope", "places", "objects")
    ] == [
        0,
        0,
        0,
        0,
    ]


def test_align_prefers_full_credit_then_the_earlier_value() -> None:
    gold = [{"group": "men", "min": 2, "max": 2}, {"group": "women", "min": 2, "max": 2}]
    predicted = [{"group": "women", "min": 2, "max": 2}, {"group": "children", "min": 2, "max": 2}]

    assert align(gold, predicted, SLOTS["killed"].credit) == (Match(1, 0, 1.0), Match(0, 1, 0.5))


@given(st.lists(st.integers(0, 3), max_size=6), st.lists(st.integers(0, 3), max_size=6))
def test_align_matches_each_value_once_and_as_many_as_are_shared(gold: list[int], predicted: list[int]) -> None:
    matches = align(gold, predicted, lambda g, p: float(g == p))

    assert len({m.gold for m in matches}) == len({m.predicted for m in matches}) == len(matches)
    assert len(matches) == sum(min(gold.count(n), predicted.count(n)) for n in set(gold))
