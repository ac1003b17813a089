"""Events out of pair weights, report by report first."""

from hypothesis import given
from hypothesis import strategies as st
from test_grouping import scored

from tawthiq.linking.grouping import Bonds
from tawthiq.linking.stories import group_stories

LEAST = (0.0, 2.0)


def test_stories_join_reports_whose_coder_told_one_event_twice() -> None:
    # Reports 0 and 2 speak for different records of report 1; record by record two events would be left.
    pairs = scored((0, 1, 4.0), (2, 3, 4.0), (0, 3, 3.0))
    assert group_stories([0, 1, 1, 2], [0, 0, 0, 0], pairs, least_bits=LEAST) == [[0, 1, 3], [2]]


def test_stories_take_of_each_report_the_record_that_agrees_most() -> None:
    pairs = scored((0, 1, 2.0), (0, 2, 6.0), (2, 3, 6.0), (0, 3, 5.0))
    assert group_stories([0, 1, 1, 2], [0, 0, 0, 0], pairs, least_bits=LEAST) == [[0, 2, 3], [1]]


def test_stories_leave_other_events_of_the_reports_to_be_linked_by_themselves() -> None:
    pairs = scored((0, 2, 8.0), (1, 3, 5.0))
    assert group_stories([0, 0, 1, 1], [0, 0, 0, 0], pairs, least_bits=LEAST) == [[0, 2], [1, 3]]


def test_stories_never_join_an_aggregate_to_an_incident() -> None:
    pairs = scored((0, 2, 5.0), (1, 3, 5.0))
    assert group_stories([0, 0, 1, 1], [0, 1, 0, 1], pairs, least_bits=LEAST) == [[0, 2], [1, 3]]


def test_stories_let_a_new_report_join_a_known_event() -> None:
    pairs = scored((0, 1, 5.0), (0, 2, 4.0))
    bonds = Bonds(together=[[1, 2]])
    assert group_stories([2, 0, 1], [0, 0, 0], pairs, bonds, least_bits=LEAST) == [[0, 1, 2]]


def test_stories_keep_apart_what_a_person_parted() -> None:
    pairs = scored((0, 1, 9.0))
    assert group_stories([0, 1], [0, 0], pairs, Bonds(apart=[(0, 1)]), least_bits=LEAST) == [[0], [1]]


weights = st.dictionaries(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda p: p[0] < p[1]), st.floats(-8, 12), max_size=40
)


@given(weights, st.lists(st.integers(0, 5), min_size=12, max_size=12))
def test_stories_are_a_partition_without_two_records_of_a_report(
    found: dict[tuple[int, int], float], reports: list[int]
) -> None:
    told = scored(*((a, b, w) for (a, b), w in found.items() if reports[a] != reports[b]))
    groups = group_stories(reports, [0] * 12, told)
    assert sorted(n for one in groups for n in one) == list(range(12))
    assert all(len({reports[n] for n in one}) == len(one) for one in groups)
    assert groups == group_stories(reports, [0] * 12, told)
