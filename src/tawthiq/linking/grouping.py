"""From scored pairs to events: agglomeration by average weight, under what must and must not be together.

1. every record starts alone, but for records that belong to a known event or that a person has put together;
2. the two groups whose records speak most for each other on average are joined, a pair that was not compared counting
   as `UNCOMPARED_BITS`;
3. until no two groups reach `LEAST_BITS`.

Groups whose middle days lie more than `MOST_DAYS` apart are never joined: of twenty reports many tell no day, and an
average over them outweighs the few that tell two. The middle one bears a wrong day or two.

Two records of one report are never joined, since the coder has told them apart; nor are pairs that a person has
parted. An average rather than the best pair decides, so that one chance likeness does not chain two events together.
Ties go to the group whose first record comes first: the same input gives the same groups.
"""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tawthiq.linking.scoring import LEAST_BITS as PAIR_BITS
from tawthiq.linking.scoring import Scored

__all__ = ["LEAST_BITS", "MOST_DAYS", "UNCOMPARED_BITS", "Bonds", "Days", "group"]

LEAST_BITS = 0.0
"""Least average weight of two groups that are joined, where the caller says nothing else (stories.py does)."""

UNCOMPARED_BITS = PAIR_BITS
"""Weight of two records that shared no key or weighed less than is kept (scoring.py): no pair speaks more against."""

MOST_DAYS = 3
"""Most days between the middle days of two groups that are joined."""

Days = Sequence[tuple[int, int] | None]
"""For each record its day's ordinal and how many days before it are as likely; None where no day is known."""


@dataclass(frozen=True, slots=True)
class Bonds:
    """What holds whatever the weights say, by index of record.

    Attributes:
        together: Groups of records that are one event: known events, and what people merged.
        apart: Pairs that people parted.
    """

    together: Sequence[Sequence[int]] = ()
    apart: Sequence[tuple[int, int]] = ()


@dataclass(slots=True)
class _Group:
    members: list[int]
    reports: frozenset[int]
    # Of those members that tell one, ascending.
    days: list[tuple[int, int]]
    # Other group to [sum of weights, number of compared pairs].
    links: dict[int, list[float]] = field(default_factory=dict)
    parted: set[int] = field(default_factory=set)


def group(  # noqa: PLR0913
    reports: Sequence[int],
    scored: Scored,
    bonds: Bonds | None = None,
    *,
    days: Days = (),
    least_bits: float = LEAST_BITS,
    uncompared_bits: float = UNCOMPARED_BITS,
) -> list[list[int]]:
    """Group records into events.

    Args:
        reports: For each record the number of its report.
        scored: The pairs.
        bonds: What is known or was decided; it holds whatever the days.
        days: Of each record; empty where none is compared.
        least_bits: See `LEAST_BITS`.
        uncompared_bits: See `UNCOMPARED_BITS`.

    Returns:
        Every record's index in one group, each group ascending, groups in order of their first.
    """
    groups, of = _start(reports, bonds or Bonds(), days or [None] * len(reports))
    _connect(groups, of, scored)
    heap: list[tuple[float, int, int]] = []
    for a, one in groups.items():
        for b in one.links:
            if a < b:
                _push(heap, groups, a, b, least_bits, uncompared_bits)
    heapq.heapify(heap)
    while heap:
        weight, a, b = heapq.heappop(heap)
        if a not in groups or b not in groups or -weight != _average(groups, a, b, uncompared_bits):
            continue  # an entry of before one of the two grew
        _join(groups, a, b)
        for c in list(groups[a].links):
            _push(heap, groups, min(a, c), max(a, c), least_bits, uncompared_bits)
    return sorted(sorted(one.members) for one in groups.values())


def _start(reports: Sequence[int], bonds: Bonds, days: Days) -> tuple[dict[int, _Group], list[int]]:
    root = list(range(len(reports)))

    def find(n: int) -> int:
        while root[n] != n:
            root[n] = root[root[n]]
            n = root[n]
        return n

    for bound in bonds.together:
        for other in bound[1:]:
            one, two = sorted((find(bound[0]), find(other)))
            root[two] = one
    of = [find(n) for n in range(len(reports))]
    members: dict[int, list[int]] = {}
    for n, first in enumerate(of):
        members.setdefault(first, []).append(n)
    groups = {
        first: _Group(found, frozenset(reports[n] for n in found), sorted(day for n in found if (day := days[n])))
        for first, found in members.items()
    }
    for a, b in bonds.apart:
        groups[of[a]].parted.add(of[b])
        groups[of[b]].parted.add(of[a])
    return groups, of


def _connect(groups: dict[int, _Group], of: Sequence[int], scored: Scored) -> None:
    rows: Iterable[tuple[int, int, float]] = zip(
        scored.one.tolist(), scored.other.tolist(), scored.bits.tolist(), strict=True
    )
    for one, other, bits in rows:
        a, b = of[one], of[other]
        if a != b:
            for x, y in ((a, b), (b, a)):
                link = groups[x].links.setdefault(y, [0.0, 0.0])
                link[0] += bits
                link[1] += 1


def _average(groups: dict[int, _Group], a: int, b: int, uncompared_bits: float) -> float | None:
    one, other = groups[a], groups[b]
    if b in one.parted or not one.reports.isdisjoint(other.reports) or _are_far(one.days, other.days):
        return None
    link = one.links.get(b)
    if link is None:
        return None
    pairs = len(one.members) * len(other.members)
    return (link[0] + uncompared_bits * (pairs - link[1])) / pairs


def _are_far(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> bool:
    if not one or not other:
        return False
    (day_l, slack_l), (day_r, slack_r) = one[len(one) // 2], other[len(other) // 2]
    return max(day_l - slack_l - day_r, day_r - slack_r - day_l) > MOST_DAYS


def _push(  # noqa: PLR0913, PLR0917
    heap: list[tuple[float, int, int]], groups: dict[int, _Group], a: int, b: int, least: float, uncompared: float
) -> None:
    weight = _average(groups, a, b, uncompared)
    if weight is not None and weight >= least:
        heapq.heappush(heap, (-weight, a, b))


def _join(groups: dict[int, _Group], a: int, b: int) -> None:
    one, other = groups[a], groups.pop(b)
    one.members += other.members
    one.reports |= other.reports
    one.days = sorted(one.days + other.days)
    one.parted |= other.parted
    one.links.pop(b, None)
    for c in other.parted:
        if c in groups:
            groups[c].parted.add(a)
    for c, (bits, pairs) in other.links.items():
        if c == a or c not in groups:
            continue
        for x, y in ((a, c), (c, a)):
            link = groups[x].links.setdefault(y, [0.0, 0.0])
            link[0] += bits
            link[1] += pairs
        groups[c].links.pop(b, None)
