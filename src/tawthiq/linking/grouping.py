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
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from tawthiq.linking.components import components
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
    bound = bonds or Bonds()
    found: list[list[int]] = []
    for members, pairs, held in _parts(len(reports), scored, bound):
        if len(members) == 1:
            found.append(members)
            continue
        told = [days[n] for n in members] if days else ()
        grouped = _agglomerate([reports[n] for n in members], pairs, held, told, least_bits, uncompared_bits)
        found += [[members[n] for n in one] for one in grouped]
    return sorted(found)


def _parts(count: int, scored: Scored, bonds: Bonds) -> Iterator[tuple[list[int], Scored, Bonds]]:
    """What hangs together by pairs or bonds, each part by itself: a million records at once would take gigabytes.

    Yields:
        Records of a part, ascending, and its pairs and bonds by their places among them.
    """
    held = [(bound[0], other) for bound in bonds.together for other in bound[1:]] + list(bonds.apart)
    edges = np.array(held, np.int64).reshape(-1, 2)
    label = components(count, np.r_[scored.one, edges[:, 0]], np.r_[scored.other, edges[:, 1]])
    order = np.argsort(label, kind="stable")
    place = np.empty(count, np.int64)
    starts = np.flatnonzero(np.r_[True, np.diff(label[order]) != 0]) if count else np.empty(0, np.int64)
    place[order] = np.arange(count) - np.repeat(starts, np.diff(np.r_[starts, count]))
    of_pair = label[scored.one]
    by_part = np.argsort(of_pair, kind="stable")
    sorted_parts = of_pair[by_part]
    together, apart = _by_part(label, bonds)
    for start, end in pairwise((*starts.tolist(), count)):
        members = order[start:end]
        part = int(label[members[0]])
        mine = by_part[np.searchsorted(sorted_parts, part) : np.searchsorted(sorted_parts, part, "right")]
        sides = [place[side[mine]].astype(np.int32) for side in (scored.one, scored.other)]
        pairs = Scored(sides[0], sides[1], scored.bits[mine])
        own = Bonds(
            [[int(place[n]) for n in bound] for bound in together.get(part, ())],
            [(int(place[a]), int(place[b])) for a, b in apart.get(part, ())],
        )
        yield members.tolist(), pairs, own


def _by_part(
    label: npt.NDArray[np.int64], bonds: Bonds
) -> tuple[dict[int, list[Sequence[int]]], dict[int, list[tuple[int, int]]]]:
    together: dict[int, list[Sequence[int]]] = defaultdict(list)
    apart: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for bound in bonds.together:
        if bound:
            together[int(label[bound[0]])].append(bound)
    for pair in bonds.apart:
        apart[int(label[pair[0]])].append(pair)
    return together, apart


def _agglomerate(  # noqa: PLR0913, PLR0917
    reports: Sequence[int], scored: Scored, bonds: Bonds, days: Days, least_bits: float, uncompared_bits: float
) -> list[list[int]]:
    groups, of = _start(reports, bonds, days or [None] * len(reports))
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
