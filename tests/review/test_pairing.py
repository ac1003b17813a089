import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_cases import event

from tawthiq.review.pairing import Pair, Spans, event_spans, pair_events, text_overlap

TEXT = "قصفت طائرات حي الصالحين، واندلعت اشتباكات قرب الجسر."


@pytest.mark.parametrize(
    ("coded", "expected"),
    [
        pytest.param({"quotes": ["قصفت"]}, ((0, 4),), id="quote"),
        pytest.param({"quotes": ["ليس هنا"]}, (), id="quote that is not in the text"),
        pytest.param({"quotes": [""]}, (), id="empty quote"),
        pytest.param({"spans": [[0, 4]], "quotes": ["حي"]}, ((0, 4),), id="spans before quotes"),
        pytest.param({"spans": [[0, 4], [2, 9]]}, ((0, 9),), id="overlapping spans joined"),
        pytest.param({"spans": [[8, 5], [0, 999], [-1, 3]]}, (), id="spans outside the text"),
        pytest.param({"spans": [], "quotes": None}, (), id="neither"),
    ],
)
def test_event_spans_are_disjoint_and_inside_the_text(coded: dict[str, object], expected: Spans) -> None:
    assert event_spans(coded, TEXT) == expected


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=4), st.data())
def test_text_overlap_equals_counting_characters(starts: list[tuple[int, int]], data: st.DataObject) -> None:
    others = data.draw(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=4))
    text = "ا" * 50
    one, other = (event_spans({"spans": [[a, a + n] for a, n in some]}, text) for some in (starts, others))
    counted = [{i for start, length in some for i in range(start, start + length)} for some in (starts, others)]

    longer = max(map(len, counted))
    assert text_overlap(one, other) == (len(counted[0] & counted[1]) / longer if longer else 0.0)


@pytest.mark.parametrize(
    ("predicted", "paired"),
    [
        pytest.param(event("قصفت طائرات حي الصالحين", "air-drone-strike"), True, id="same words, same type"),
        pytest.param(event("قصفت طائرات حي الصالحين", "chemical-weapon"), True, id="other type of the family"),
        pytest.param(event("قصفت طائرات حي الصالحين", "armed-clash"), False, id="other family"),
        pytest.param(event("قصفت طائرات حي الصالحين", "no-such-type"), False, id="unknown type"),
        pytest.param(event("قصفت", "air-drone-strike"), False, id="less than a fifth of the longer quote"),
        pytest.param(event("قصفت طائ", "air-drone-strike"), True, id="a third of the longer quote"),
        pytest.param(event("قرب الجسر", "air-drone-strike"), False, id="other words"),
    ],
)
def test_events_pair_by_family_and_shared_words(predicted: dict[str, object], paired: bool) -> None:
    gold = [event("قصفت طائرات حي الصالحين", "air-drone-strike")]

    assert pair_events(gold, [predicted], TEXT) == ((Pair(0, 0),) if paired else ())


def test_the_event_with_the_right_place_is_paired_first() -> None:
    gold = [event("قصفت طائرات حي الصالحين", places=[{"name": "الصالحين"}])]
    elsewhere, right = (event("قصفت طائرات حي الصالحين", places=[{"name": n}]) for n in ("الجسر", "الصالحين"))

    assert pair_events(gold, [elsewhere, right], TEXT) == (Pair(0, 1),)


def test_each_event_is_paired_once() -> None:
    same = event("قصفت طائرات حي الصالحين")

    assert pair_events([same, same], [same, same, same], TEXT) == (Pair(0, 0), Pair(1, 1))
