"""From scored pairs to events in two steps: which reports tell one story, then which of their records are its event.

The coder may read one occurrence of a report as two records, a second that is told in other words. Groups of records
alone would then fall apart, as each report that joins takes one half of it. So
1. the records of a report that nothing binds yet stand together as one unit; a record of a known event, or one that a
   person bound or parted, is a unit of its own; incidents and aggregates are never of one unit;
2. units are grouped by the best weight between their records (grouping.py): stories;
3. of each unit of a story the record that agrees best with the others' is the story's event;
4. what is left is grouped record by record, with those events standing.
In both steps groups of other days stay apart (grouping.py); a unit's day is that of its first record that has one.
Held-out folds of the learning texts: recall of pairs 0.04 higher at the same precision than by step 4 alone.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from tawthiq.linking.grouping import Bonds, Days, group
from tawthiq.linking.records import Record
from tawthiq.linking.scoring import Scored

__all__ = ["LEAST_RECORD_BITS", "LEAST_STORY_BITS", "days_of", "group_stories"]

LEAST_STORY_BITS = -1.1
"""Least average weight of two groups of reports that tell one story; by held-out folds (tools/fit_linking.py)."""

LEAST_RECORD_BITS = 2.0
"""Least average weight of two groups of single records; higher, since what is told beside the story is told shortly."""

_MOST_SLACK = 2  # that of a day of posting; where it is known worse than that, it parts nothing

_Pairs = Mapping[tuple[int, int], float]


def days_of(records: Sequence[Record]) -> list[tuple[int, int] | None]:
    """Give the day of each record and its slack, for those that are known to a few days.

    Args:
        records: Records, in the order of their indexes.
    """
    return [(r.day, r.slack) if r.day is not None and r.slack <= _MOST_SLACK else None for r in records]


def group_stories(  # noqa: PLR0913
    reports: Sequence[int],
    scopes: Sequence[int],
    scored: Scored,
    bonds: Bonds | None = None,
    *,
    days: Days = (),
    least_bits: tuple[float, float] = (LEAST_STORY_BITS, LEAST_RECORD_BITS),
) -> list[list[int]]:
    """Group records into events.

    Args:
        reports: For each record the number of its report.
        scopes: For each record 0 for an incident, 1 for an aggregate.
        scored: The pairs of records.
        bonds: What is known or was decided.
        days: Of each record, as `days_of` gives them; empty where none is compared.
        least_bits: Of stories and of records.

    Returns:
        Every record's index in one group, each group ascending, groups in order of their first.
    """
    bound = bonds or Bonds()
    units = _units(reports, scopes, bound)
    unit_of = {record: n for n, records in enumerate(units) for record in records}
    unit_bonds = Bonds(
        [[unit_of[record] for record in records] for records in bound.together],
        [(unit_of[a], unit_of[b]) for a, b in bound.apart],
    )
    told = [next((days[n] for n in records if days[n]), None) for records in units] if days else ()
    owners = [reports[records[0]] for records in units]
    stories = group(owners, _best(scored, unit_of), unit_bonds, days=told, least_bits=least_bits[0])
    # Only a unit of several records has one to choose.
    several = {record for records in units if len(records) > 1 for record in records}
    weights = {
        (a, b): bits
        for a, b, bits in zip(scored.one.tolist(), scored.other.tolist(), scored.bits.tolist(), strict=True)
        if unit_of[a] != unit_of[b] and (a in several or b in several)
    }
    cores = [_core([units[n] for n in story], weights) for story in stories if len(story) > 1]
    bound = Bonds([*bound.together, *cores], bound.apart)
    return group(reports, scored, bound, days=days, least_bits=least_bits[1])


def _units(reports: Sequence[int], scopes: Sequence[int], bonds: Bonds) -> list[list[int]]:
    alone = {record for records in bonds.together for record in records}
    alone |= {record for pair in bonds.apart for record in pair}
    units: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for record, (report, scope) in enumerate(zip(reports, scopes, strict=True)):
        units[report, scope, record if record in alone else -1].append(record)
    return sorted(units.values())


def _best(scored: Scored, unit_of: Mapping[int, int]) -> Scored:
    """The best weight between the records of every two units."""
    if not len(scored):
        return scored
    place = np.array([unit_of[n] for n in range(len(unit_of))], np.int64)
    one, other = place[scored.one], place[scored.other]
    one, other = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((-scored.bits, other, one))
    one, other, bits = one[order], other[order], scored.bits[order]
    first = np.r_[True, (one[1:] != one[:-1]) | (other[1:] != other[:-1])] & (one != other)
    return Scored(one[first].astype(np.int32), other[first].astype(np.int32), bits[first])


def _core(units: Sequence[Sequence[int]], weights: _Pairs) -> list[int]:
    """Of each unit the record whose best weights with the other units add up to most; the first of equals."""
    chosen = []
    for n, records in enumerate(units):
        if len(records) == 1:
            chosen.append(records[0])
            continue
        others = [unit for k, unit in enumerate(units) if k != n]
        chosen.append(max(records, key=lambda record: (_sum(record, others, weights), -record)))
    return sorted(chosen)


def _sum(record: int, units: Sequence[Sequence[int]], weights: _Pairs) -> float:
    keys = ([(min(record, one), max(record, one)) for one in unit] for unit in units)
    told = ([weights[pair] for pair in pairs if pair in weights] for pairs in keys)
    return sum(max(bits) for bits in told if bits)
