"""How alike two names are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.places.ranking import similarity

KEYS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي ", min_size=1, max_size=18)


@given(KEYS, KEYS)
def test_similarity_is_symmetric_and_within_bounds(one: str, other: str) -> None:
    assert similarity(one, other) == pytest.approx(similarity(other, one))
    assert 0 <= similarity(one, other) <= 1


@given(KEYS, KEYS, st.sampled_from([0.5, 0.85, 0.87]))
def test_a_floor_changes_no_value_above_it(one: str, other: str, floor: float) -> None:
    whole, floored = similarity(one, other), similarity(one, other, floor)
    assert floored == whole or (floored == 0 and whole < floor)


@given(KEYS)
def test_similarity_to_itself_is_one(key: str) -> None:
    assert similarity(key, key) == 1


@pytest.mark.parametrize(
    ("key", "nearer", "farther"),
    [
        pytest.param("كفر زيتا", "كفرزيته", "كفر نبل", id="weak end"),
        pytest.param("تل ضبع", "تل ظبع", "تل سبع", id="letters that are written for each other"),
        pytest.param("سراقب", "سرقب", "سرغب", id="vowel left out"),
    ],
)
def test_weak_changes_count_less(key: str, nearer: str, farther: str) -> None:
    assert similarity(key, nearer) > similarity(key, farther)
