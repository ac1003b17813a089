"""Measure linking at size: simulated reports, all at once, then some new ones to the events that are there.

usage: python tools/bench_linking.py [RECORDS] [NEW]

Prints for each step the time by the clock, the processor's time, the peak memory so far, and pairwise F1 against the
truth. The marks: 100,000 records in under 10 minutes and 4 GB on two cores, 1,000 new ones in under a minute.
"""

import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import Any, TypeVar

from simulate_reports import reports
from tawthiq.ledger.linker import Linker
from tawthiq.linking.linking import Known, Linked, link
from tawthiq.linking.records import Record

__all__ = ["pairwise_f1"]

_Made = TypeVar("_Made")


def pairwise_f1(truth: Mapping[str, int], events: Mapping[str, Sequence[str]]) -> float:
    """F1 of pairs of records against the truth.

    Args:
        truth: Report to the number of its incident.
        events: Event to its records.
    """
    known: dict[int, int] = defaultdict(int)
    for incident in truth.values():
        known[incident] += 1
    positive = sum(n * (n - 1) // 2 for n in known.values())
    found = right = 0
    for keys in events.values():
        incidents = [truth[key.rpartition("#")[0]] for key in keys]
        found += len(incidents) * (len(incidents) - 1) // 2
        right += sum(a == b for a, b in combinations(incidents, 2))
    return 2 * right / max(1, found + positive)


def _measured(what: str, work: Callable[[], _Made]) -> _Made:
    clock, used = time.perf_counter(), time.process_time()
    made = work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024
    clock, used = time.perf_counter() - clock, time.process_time() - used
    print(f"{what}: {clock:.0f} s by the clock, {used:.0f} s of processor, peak {peak:.2f} GB", flush=True)
    return made


def main(arguments: Sequence[str]) -> None:
    """Measure and print."""
    number, new = (int(n) for n in (*arguments, *("100000", "1000")[len(arguments) :]))
    linker = Linker()
    truth: dict[str, int] = {}

    def made() -> list[Record]:
        records: list[Record] = []
        for n, line in enumerate(reports(number + new)):
            truth[line["id"]] = line["truth"]
            records += linker.maker.records(line, line["events"], n)
        return records

    records = _measured(f"{number + new} records made", made)
    # Every so-maniest comes late, so that late ones belong to events that are there.
    step = len(records) // new
    late, early = records[::step][:new], [r for n, r in enumerate(records) if n % step or n // step >= new]
    weights: Any = linker.weights
    first: Linked = _measured(f"{len(early)} linked", lambda: link(early, weights=weights, engine=linker.engine))
    print(f"{len(first.events)} events, pairwise F1 {pairwise_f1(_of(early, truth), first.events):.3f}", flush=True)
    known = Known(first.events, frozenset(first.events))
    both: Linked = _measured(
        f"{len(late)} added", lambda: link(late, early, weights=weights, known=known, engine=linker.engine)
    )
    print(f"{len(both.events)} events, pairwise F1 {pairwise_f1(truth, both.events):.3f}")


def _of(records: Sequence[Record], truth: Mapping[str, int]) -> dict[str, int]:
    kept = (record.key.rpartition("#")[0] for record in records)
    return {report: truth[report] for report in kept}


if __name__ == "__main__":
    main(sys.argv[1:])
