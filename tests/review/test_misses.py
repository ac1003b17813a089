from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from review_cases import DEMO, disturbed, event, report

from tawthiq.review.goldfiles import read_gold
from tawthiq.review.misses import REASONS, count_misses, find_misses
from tawthiq.review.scoring import evaluate
from tawthiq.review.slots import POOLED, SLOTS

TEXT = "قصفت قوات النظام حي الصالحين بالمدفعية. واندلعت اشتباكات قرب الجسر."
SHELLING = "قصفت قوات النظام حي الصالحين بالمدفعية"
CLASH = "واندلعت اشتباكات قرب الجسر"


def _reasons(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> list[tuple[str, str, float]]:
    found = find_misses({"r": report(TEXT, *gold)}, {"r": report(TEXT, *predicted)})
    return [(miss.slot, miss.reason, miss.lost) for miss in found]


def _people(number: int, group: str = "civilians", **fields: Any) -> dict[str, Any]:
    return {"group": group, "min": number, "max": number, **fields}


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        pytest.param([event(SHELLING)], [], ["event missed"], id="nothing on these words"),
        pytest.param([], [event(SHELLING)], ["event extra"], id="nothing in gold on these words"),
        pytest.param([event(SHELLING)], [event(CLASH)], ["event missed", "event extra"], id="elsewhere in the text"),
        pytest.param(
            [event(SHELLING)], [event(SHELLING, "armed-clash")], ["wrong family", "wrong family"], id="other family"
        ),
        pytest.param(
            [event(SHELLING)],
            [event("قصفت")],
            ["quote overlap too small", "quote overlap too small"],
            id="a word of a long quote",
        ),
        pytest.param([event(SHELLING), event(SHELLING)], [event(SHELLING)], ["merged"], id="two events read as one"),
        pytest.param([event(SHELLING)], [event(SHELLING), event(SHELLING)], ["split"], id="one event read as two"),
        pytest.param(
            [event(SHELLING)], [event("غيره")], ["event missed", "no words in the text"], id="words not in text"
        ),
    ],
)
def test_unpaired_events_are_told_with_their_reason(
    gold: list[dict[str, Any]], predicted: list[dict[str, Any]], expected: list[str]
) -> None:
    assert _reasons(gold, predicted) == [("detection", reason, 1.0) for reason in expected]


@pytest.mark.parametrize(
    ("slot", "gold", "predicted", "reason", "lost"),
    [
        pytest.param("type", "shelling", "grenade", "wrong type in family", 1.0, id="type"),
        pytest.param("places", [{"name": "الصالحين"}], [], "place not read", 1.0, id="no place"),
        pytest.param(
            "places", [{"name": "الصالحين", "within": "حلب"}], [{"name": "حلب"}], "larger place taken", 1.0, id="larger"
        ),
        pytest.param(
            "places", [{"name": "تل رفعت"}], [{"name": "تل تمر"}], "name cut or too long", 1.0, id="share a word"
        ),
        pytest.param("places", [{"name": "دوما"}], [{"name": "حرستا"}], "other name", 1.0, id="other place"),
        pytest.param(
            "places",
            [{"name": "دوما", "within": "الغوطة"}],
            [{"name": "دوما", "within": None}],
            "place within differs",
            0.0,
            id="within is told, not scored",
        ),
        pytest.param("places", [], [{"name": "دوما"}], "extra value", 1.0, id="place that gold has not"),
        pytest.param(
            "actor1",
            [{"name": "قوات النظام", "id": "syrian-government"}],
            [{"name": "النظام", "id": None}],
            "id missing",
            1.0,
            id="name without id",
        ),
        pytest.param(
            "actor1",
            [{"name": "قسد", "id": "sdf"}],
            [{"name": "قسد", "id": "pkk"}],
            "other id",
            1.0,
            id="other actor",
        ),
        pytest.param(
            "actor2", [{"name": "طالبان", "id": None}], [{"name": "الناتو"}], "other name", 1.0, id="no id in gold"
        ),
        pytest.param("killed", [_people(5)], [_people(5, "men")], "group", 0.5, id="group"),
        pytest.param("killed", [_people(5)], [_people(6)], "min/max", 1.0, id="numbers"),
        pytest.param("killed", [_people(5)], [_people(5, "men", part=True)], "part", 1.0, id="part"),
        pytest.param("injured", [_people(5)], [], "missing value", 1.0, id="count not read"),
        pytest.param(
            "weapons",
            [{"name": "صاروخ", "class": "rocket"}],
            [{"name": "صاروخ", "class": "missile"}],
            "other class",
            1.0,
            id="class",
        ),
        pytest.param("objects", [{"name": "جسر", "class": "infrastructure"}], [], "missing value", 1.0, id="object"),
        pytest.param("date", "2018-02-20", "2018-02-21", "other day", 1.0, id="day"),
        pytest.param("date", None, "2018-02-21", "extra value", 1.0, id="day that gold has not"),
        pytest.param("attribution", ["ناشطون"], ["مصدر طبي"], "other name", 1.0, id="source"),
        pytest.param("scope", "incident", "aggregate", "other scope", 1.0, id="scope"),
    ],
)
def test_values_of_a_pair_are_told_with_their_reason(
    slot: str, gold: Any, predicted: Any, reason: str, lost: float
) -> None:
    ours, theirs = ({**event(SHELLING), slot: value} for value in (gold, predicted))

    assert _reasons([ours], [theirs]) == [(slot, reason, lost)]


def test_actor_on_the_wrong_side_is_told_as_such() -> None:
    actor = {"name": "قسد", "id": "sdf"}

    assert _reasons([event(SHELLING, actor1=[actor])], [event(SHELLING, actor2=[actor])]) == [
        ("actor1", "other side", 1.0),
        ("actor2", "extra value", 1.0),
    ]


def test_count_under_another_harm_is_told_as_such() -> None:
    assert _reasons([event(SHELLING, killed=[_people(3)])], [event(SHELLING, injured=[_people(3)])]) == [
        ("killed", "other harm", 1.0),
        ("injured", "extra value", 1.0),
    ]


def test_two_differences_left_over_are_told_one_by_one() -> None:
    gold = event(SHELLING, killed=[_people(3), _people(1, "children", part=True)])
    predicted = event(SHELLING, killed=[_people(4)])

    assert _reasons([gold], [predicted]) == [("killed", "min/max", 1.0), ("killed", "missing value", 1.0)]


def test_misses_are_counted_by_slot_and_reason_most_costly_first() -> None:
    gold = event(SHELLING, killed=[_people(5)], date="2020-01-01", places=[{"name": "دوما", "within": "الغوطة"}])
    predicted = event(SHELLING, killed=[_people(5, "men")], places=[{"name": "دوما"}])
    rows = {"a": report(TEXT, gold), "b": report(TEXT, gold)}

    counted = count_misses(find_misses(rows, {key: report(TEXT, predicted) for key in rows}))

    assert counted == [
        ("date", "missing value", 2, 2.0),
        ("killed", "group", 2, 1.0),
        ("places", "place within differs", 2, 0.0),
    ]


def test_gold_against_itself_has_no_miss() -> None:
    gold = read_gold([DEMO])

    assert list(find_misses(gold, gold)) == []


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(min_value=0, max_value=10**6))
def test_hits_lost_over_pairs_explain_every_gold_value_without_credit(seed: int) -> None:
    gold = read_gold([DEMO])
    made = {row["id"]: row for row in disturbed(map(dict, gold.values()), seed)}
    misses = list(find_misses(gold, made))
    scores = {score.name: score.figure for score in evaluate(gold, made).slots}
    unpaired = {(m.report, m.quote) for m in misses if m.slot == "detection" and m.gold is not None}

    assert {m.reason for m in misses} <= set(REASONS)
    assert len(unpaired) == scores["detection"].gold - scores["detection"].hits
    for slot in (*POOLED, "scope"):
        in_pairs = sum(m.lost for m in misses if m.slot == slot and m.gold is not None)
        in_unpaired = sum(
            len(SLOTS[slot].values(e))
            for row in gold.values()
            for e in row["events"]
            if (row["id"], e["quotes"][0]) in unpaired
        )
        assert in_pairs + in_unpaired == scores[slot].gold - scores[slot].hits
