"""Groups of records out of pair weights."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tawthiq.linking import grouping
from tawthiq.linking.grouping import Bonds, group
from tawthiq.linking.scoring import Scored


def scored(*pairs: tuple[int, int, float]) -> Scored:
    ordered = sorted(pairs)
    return Scored(
        np.array([p[0] for p in ordered], np.int32),
        np.array([p[1] for p in ordered], np.int32),
        np.array([p[2] for p in ordered], np.float64),
    )


def test_group_joins_what_speaks_for_each_other() -> None:
    assert group([0, 1, 2], scored((0, 1, 5.0), (1, 2, -3.0), (0, 2, -3.0))) == [[0, 1], [2]]


def test_group_does_not_chain_by_one_likeness() -> None:
    pairs = scored((0, 1, 6.0), (2, 3, 6.0), (1, 2, 1.0))
    assert group([0, 1, 2, 3], pairs, uncompared_bits=-4.0) == [[0, 1], [2, 3]]


def test_group_never_joins_two_records_of_one_report() -> None:
    assert group([0, 0, 1], scored((0, 2, 5.0), (1, 2, 4.0))) == [[0, 2], [1]]


def test_group_keeps_known_events_whole_and_lets_new_records_join() -> None:
    pairs = scored((0, 2, 5.0), (1, 2, 5.0))
    assert group([0, 1, 2], pairs, Bonds(together=[[0, 1]])) == [[0, 1, 2]]


def test_group_parts_what_a_person_parted_whatever_the_weight() -> None:
    assert group([0, 1], scored((0, 1, 20.0)), Bonds(apart=[(0, 1)])) == [[0], [1]]


def test_group_keeps_parted_records_apart_through_a_third() -> None:
    pairs = scored((0, 1, 9.0), (1, 2, 8.0), (0, 2, 8.0))
    assert group([0, 1, 2], pairs, Bonds(apart=[(0, 2)])) == [[0, 1], [2]]


weights = st.dictionaries(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda p: p[0] < p[1]), st.floats(-8, 12), max_size=40
)


@given(weights, st.lists(st.integers(0, 5), min_size=12, max_size=12))
def test_group_is_a_partition_without_two_records_of_a_report(
    found: dict[tuple[int, int], float], reports: list[int]
) -> None:
    groups = group(reports, scored(*((a, b, w) for (a, b), w in found.items())))
    assert sorted(n for one in groups for n in one) == list(range(12))
    assert all(len({reports[n] for n in one}) == len(one) for one in groups)
    assert groups == group(reports, scored(*((a, b, w) for (a, b), w in found.items())))


def test_group_keeps_apart_groups_of_other_days_whatever_their_average() -> None:
    # Two reports of each tell no day and agree with everything; those that do tell one are 40 days apart.
    pairs = scored(*((a, b, 6.0 if (a < 3) == (b < 3) else 3.0) for a in range(6) for b in range(a + 1, 6)))
    assert group(list(range(6)), pairs) == [[0, 1, 2, 3, 4, 5]]
    days = [(1000, 0), None, None, (1040, 0), None, None]
    assert group(list(range(6)), pairs, days=days) == [[0, 1, 2], [3, 4, 5]]


def test_group_bears_one_wrong_day_and_days_of_posting() -> None:
    pairs = scored(*((a, b, 5.0) for a in range(5) for b in range(a + 1, 5)))
    days = [(1000, 0), (1001, 0), (1005, 2), (1000, 1), None]
    assert group(list(range(5)), pairs, days=days) == [[0, 1, 2, 3, 4]]
    # Two that agree on the day come together before the one of another day is asked.
    agreeing = scored((0, 1, 9.0), (0, 2, 5.0), (1, 2, 5.0))
    assert group([0, 1, 2], agreeing, days=[(1000, 0), (1001, 0), (1400, 0)]) == [[0, 1], [2]]


def test_group_leaves_together_what_is_known_to_be_one_event_on_other_days() -> None:
    assert group([0, 1], scored((0, 1, 5.0)), Bonds(together=[[0, 1]]), days=[(1000, 0), (1040, 0)]) == [[0, 1]]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.integers(-2, 9)), max_size=25), st.data())
def test_parts_that_hang_together_are_grouped_as_all_at_once(
    edges: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    pairs = {(min(a, b), max(a, b)): float(bits) for a, b, bits in edges if a != b}
    met = scored(*((a, b, bits) for (a, b), bits in pairs.items()))
    reports = data.draw(st.lists(st.integers(0, 9), min_size=12, max_size=12))
    bonds = Bonds([[0, 5]], [(1, 7)])
    whole = grouping._agglomerate(reports, met, bonds, (), grouping.LEAST_BITS, grouping.UNCOMPARED_BITS)
    assert group(reports, met, bonds) == whole
