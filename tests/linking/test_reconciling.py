"""Ranges out of claims, by each rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.errors import UsageError
from tawthiq.linking.reconciling import RULES, reconcile
from tawthiq.model.ledger import Claim, SourceFamily


def claim(
    family: int, low: int, high: int | None, *, day: str = "2024-01-01", part: bool = False, group: str = "unspecified"
) -> Claim:
    return Claim(
        report=f"r{family}-{day}", source=None, published=day, source_family=family, speakers=[], harm="killed",
        group=group, who=None, min=low, max=high, part=part, text="",
    )  # fmt: skip


def family(number: int, *, official: bool = False) -> SourceFamily:
    return SourceFamily(
        number=number, reports=[], outlets=[], speakers=[], reason="one report", official=official, first_published=None
    )


THREE = [claim(1, 5, 5), claim(2, 7, 7), claim(3, 12, 12, day="2024-01-03")]


@pytest.mark.parametrize(
    ("rule", "best"), [("most-conservative", 5), ("median-independent", 7), ("latest-official", 12)]
)
def test_rules_choose_their_best_within_one_range(rule: str, best: int) -> None:
    families = [family(1), family(2), family(3, official=True)]
    assert reconcile(THREE, families, rule)["killed"]["all"] == {"low": 5, "best": best, "high": 12}


def test_a_family_speaks_once_with_its_last_number() -> None:
    claims = [claim(1, 3, 3, day="2024-01-01"), claim(1, 6, 6, day="2024-01-02"), claim(2, 8, 8)]
    assert reconcile(claims, [family(1), family(2)])["killed"]["all"] == {"low": 6, "best": 6, "high": 8}


def test_parts_count_in_their_group_and_not_in_the_total() -> None:
    claims = [claim(1, 9, 9), claim(1, 4, 4, part=True, group="children")]
    found = reconcile(claims, [family(1)])["killed"]
    assert found["all"]["best"] == 9
    assert found["children"]["best"] == 4


def test_an_open_number_leaves_the_upper_end_open() -> None:
    assert reconcile([claim(1, 20, None)], [family(1)])["killed"]["all"] == {"low": 20, "best": 20, "high": None}


def test_nothing_told_is_no_range() -> None:
    assert reconcile([], [family(1)]) == {"killed": {}, "injured": {}, "detained": {}}


def test_an_unknown_rule_names_the_rules() -> None:
    with pytest.raises(UsageError, match="most-conservative"):
        reconcile([], [], "mean")


claims_of = st.lists(
    st.builds(
        lambda f, low, more: claim(f, low, None if more is None else low + more),
        st.integers(1, 4), st.integers(0, 300), st.one_of(st.none(), st.integers(0, 50)),
    ),
    min_size=1, max_size=8,
)  # fmt: skip


@given(claims_of, st.sampled_from(sorted(RULES)))
def test_low_is_never_over_best_nor_best_over_high(claims: list[Claim], rule: str) -> None:
    unique = {c["source_family"]: c for c in claims}
    found = reconcile(list(unique.values()), [family(n) for n in range(1, 5)], rule)["killed"]["all"]
    assert found["best"] is not None
    assert found["low"] <= found["best"]
    assert found["high"] is None or found["best"] <= found["high"]
