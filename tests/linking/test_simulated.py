"""Simulated reports whose truth is known: what linking finds of it, and that it finds the same piece by piece."""

import pytest

from bench_linking import pairwise_f1
from simulate_reports import reports
from tawthiq.ledger.linker import Linker
from tawthiq.linking.linking import Known, link

_RECORDS, _LATE, _SEED = 260, 40, 3


def test_linking_recovers_the_truth_of_simulated_reports_at_once_and_in_parts() -> None:
    linker = Linker()
    lines = list(reports(_RECORDS, _SEED))
    truth = {line["id"]: line["truth"] for line in lines}
    records = [r for n, line in enumerate(lines) for r in linker.maker.records(line, line["events"], n)]
    whole = link(records, weights=linker.weights)
    assert pairwise_f1(truth, whole.events) >= 0.95
    early, late = records[_LATE:], records[:_LATE]
    first = link(early, weights=linker.weights)
    both = link(late, early, weights=linker.weights, known=Known(first.events, frozenset(first.events)))
    assert pairwise_f1(truth, both.events) >= 0.95
    # What was given stays: every event of before is there, or says where it went.
    for event, keys in first.events.items():
        kept = both.merged.get(event, event)
        assert set(keys) <= set(both.events[kept])


@pytest.mark.slow
def test_linking_holds_among_many_records_of_few_places() -> None:
    linker = Linker()
    lines = list(reports(20_000))
    records = [r for n, line in enumerate(lines) for r in linker.maker.records(line, line["events"], n)]
    linked = link(records, weights=linker.weights, engine=linker.engine)
    assert pairwise_f1({line["id"]: line["truth"] for line in lines}, linked.events) >= 0.95


def test_simulated_reports_are_the_same_for_the_same_seed() -> None:
    assert list(reports(30, _SEED)) == list(reports(30, _SEED))
    assert list(reports(30, _SEED)) != list(reports(30, _SEED + 1))


def test_records_made_by_two_processes_give_the_same_ledger() -> None:
    lines = list(reports(1100, 3))
    one, two = Linker().run(lines), Linker().run(lines, jobs=2)
    assert list(one.records) == list(two.records)
    assert list(one.events()) == list(two.events())
    assert len(one) == len(list(one.events())) > 100
    assert [line["id"] for line in one.lines()] == [line["id"] for line in lines]
