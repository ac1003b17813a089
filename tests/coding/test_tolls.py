"""What counts of one event come to that were told in several clauses."""

import pytest
from coding_cases import harm_counts
from hypothesis import given, settings
from hypothesis import strategies as st

from tawthiq.coding.tolls import merge_counts

Row = tuple[str, str, int, int | None, bool]


def merged(first: str, later: str) -> list[Row]:
    return [(c.harm, c.group, c.low, c.high, c.is_part) for c in merge_counts(harm_counts(first), harm_counts(later))]


K, J = "killed", "injured"


@pytest.mark.parametrize(
    ("first", "later", "expected"),
    [
        pytest.param(
            "مقتل عدد من العمال في غارة",
            "مقتل 12 عاملا في الغارة",
            [(K, "civilians", 12, 12, False)],
            id="figure-beats-vague",
        ),
        pytest.param(
            "مقتل 12 شخصا في غارة",
            "مقتل 15 شخصا في الغارة",
            [(K, "unspecified", 12, 15, False)],
            id="figures-make-a-range",
        ),
        pytest.param(
            "مقتل 4 أشخاص في غارة", "مقتل 4 مزارعين في الغارة", [(K, "civilians", 4, 4, False)], id="exact-group-holds"
        ),
        pytest.param(
            "إصابة 50 شخصا بالقصف",
            "إصابة ما لا يقل عن 50 بالقصف",
            [(J, "unspecified", 50, 50, False)],
            id="as-told-first",
        ),
        pytest.param(
            "مقتل 40 عاملا في القصف",
            "مقتل 9 عمال في القصف",
            [(K, "civilians", 40, 40, False), (K, "civilians", 9, 9, True)],
            id="far-less-is-a-part",
        ),
        pytest.param(
            "مقتل 3 أشخاص في غارة",
            "مقتل طفلين وامرأة في الغارة",
            [(K, "unspecified", 3, 3, False), (K, "children", 2, 2, True), (K, "women", 1, 1, True)],
            id="what-makes-up-a-toll",
        ),
        pytest.param(
            "مقتل جندي في هجوم",
            "مقتل ثلاثة متشددين في الهجوم",
            [(K, "fighters", 1, 1, False), (K, "fighters", 3, 3, False)],
            id="soldiers-are-not-rebels",
        ),
        pytest.param(
            "مقتل مدني في هجوم",
            "مقتل مسلح في الهجوم",
            [(K, "civilians", 1, 1, False), (K, "fighters", 1, 1, False)],
            id="civilians-are-not-fighters",
        ),
    ],
)
def test_merge_counts_joins_what_is_told_of_the_same_people(first: str, later: str, expected: list[Row]) -> None:
    assert merged(first, later) == expected


def test_figures_for_each_harm_replace_one_for_both() -> None:
    found = merged("مقتل وإصابة 7 جنود في كمين", "مقتل 5 جنود وإصابة اثنين آخرين في كمين")
    assert sorted(found) == [(J, "fighters", 2, 2, False), (K, "fighters", 5, 5, False)]


def test_others_of_a_later_clause_are_like_those_before() -> None:
    assert merged("مقتل 6 مزارعين في غارة", "إصابة آخرين بالغارة")[-1] == (J, "civilians", 2, None, False)


@given(st.integers(min_value=3, max_value=500), st.integers(min_value=3, max_value=500))
@settings(max_examples=40, deadline=None)
def test_merge_counts_changes_nothing_told_twice(killed: int, hurt: int) -> None:
    told = harm_counts(f"مقتل {killed} عاملا وإصابة {hurt} شخصا في القصف")
    assert merge_counts(told, told) == told
