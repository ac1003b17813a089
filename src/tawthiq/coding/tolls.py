"""Tolls of one event told more than once: which counts are of the same people, and what they come to together.

Rules, in this order, for each count of a later clause (codebook, section 4 `killed`):
1. a figure for the killed and hurt in one gives way to figures for each;
2. a number beats a vague word;
3. figures of the same people become a range, and the more exact group holds;
4. what is far less than a toll told before, or makes it up with others, is a part of it.
"""

from collections.abc import Sequence
from dataclasses import replace

from tawthiq.coding.harm import HarmCount

__all__ = ["merge_counts"]

# Groups that a more exact word may stand in for when the same people are told of again.
_OPEN_GROUPS = frozenset({"unspecified", "civilians"})
_ARMED = frozenset({"fighters", "officers"})
# Tolls of one event by different sources lie within this ratio in the learning reports.
_SAME_TOLL = 0.6


def merge_counts(mine: Sequence[HarmCount], theirs: Sequence[HarmCount]) -> list[HarmCount]:
    """Merge the counts of two drafts of one event.

    Args:
        mine: Counts so far.
        theirs: Counts of a later clause.

    Returns:
        Counts in which a number beats a vague word and figures that differ become a range (codebook, section 4).
    """
    merged, fresh = _without_shared(list(mine), list(theirs))
    fresh = _as_parts(merged, fresh)
    for count in fresh:
        if count.is_part and _is_known_part(merged, count):
            continue
        same = next((m for m in merged if _comparable(m, count)), None)
        if same is None:
            merged.append(count)
        elif _is_other_people(same, count):
            merged.append(replace(count, is_part=True) if _is_less(count, same) else count)
        else:
            merged[merged.index(same)] = _reconciled(same, count)
    return merged


def _without_shared(mine: list[HarmCount], theirs: list[HarmCount]) -> tuple[list[HarmCount], list[HarmCount]]:
    """Leave out "seven killed and injured" where the other side tells how many of each."""
    for some, others in ((mine, theirs), (theirs, mine)):
        for count in list(some):
            told = [o for o in others if not o.is_part and o.harm != "detained" and not _is_shared(o, others)]
            fits = count.high is None or sum(o.low for o in told) <= count.high
            if fits and _is_shared(count, some) and any(o.harm == count.harm for o in told):
                some.remove(count)
    return mine, theirs


def _is_shared(count: HarmCount, among: Sequence[HarmCount]) -> bool:
    """Whether one figure was told for two harms."""
    twin = any(c is not count and c.people is count.people and c.harm != count.harm for c in among)
    return twin and not count.is_part and count.low <= 1 and count.high != count.low


def _as_parts(merged: Sequence[HarmCount], fresh: Sequence[HarmCount]) -> list[HarmCount]:
    """Counts of a later clause that are parts of a toll told before.

    Either they make it up ("six killed" … "three children, two women and a man"), alone or with the parts told before,
    or they are one leader of the fighters counted before.
    """
    result = list(fresh)
    for total in merged:
        if total.is_part or total.high != total.low or total.low < 2:
            continue
        exact = [c for c in fresh if c.harm == total.harm and c.high == c.low and c.group != total.group]
        listed = [c for c in exact if not c.is_part]
        known = sum(c.low for c in merged if c.is_part and c.harm == total.harm and c.high == c.low)
        told = sum(c.low for c in listed)
        if (len(listed) > 1 and told == total.low) or (len(listed) == 1 and known and told + known == total.low):
            result = [replace(c, is_part=True) if c in listed else c for c in result]
    return [replace(c, is_part=True) if _is_leader_of(merged, c) else c for c in result]


def _is_leader_of(merged: Sequence[HarmCount], count: HarmCount) -> bool:
    """Whether one officer is told of where fighters were counted, and no officer yet."""
    if count.group != "officers" or count.is_part or not count.low == count.high == 1:
        return False
    groups = {m.group for m in merged if m.harm == count.harm and (m.low > 1 or m.group == "officers")}
    return "fighters" in groups and "officers" not in groups


def _is_known_part(merged: Sequence[HarmCount], count: HarmCount) -> bool:
    """Whether a part is told again, by the same figures or more vaguely."""
    for m in merged:
        alike = m.harm == count.harm and m.is_part and m.group == count.group
        if alike and ((m.low, m.high) == (count.low, count.high) or _is_vague(count)):
            return True
    return False


def _comparable(a: HarmCount, b: HarmCount) -> bool:
    """Whether two counts may be of the same people."""
    if a.harm != b.harm or a.is_part != b.is_part:
        return False
    if a.group == b.group:
        return True
    if a.is_part or 0 in (a.high, b.high):
        return False
    if {a.group, b.group} <= _ARMED:
        return a.low == b.low and a.high == b.high
    return a.group in _OPEN_GROUPS or b.group in _OPEN_GROUPS


def _is_other_people(a: HarmCount, b: HarmCount) -> bool:
    """Whether two figures lie too far apart to be two tolls of the same people: then they are two counts."""
    if _is_vague(a) or _is_vague(b) or a.low == b.low or 0 in (a.high, b.high):
        return False
    low, high = sorted((a, b), key=lambda c: c.low)
    if low.high is not None and low.high >= high.low:
        return False
    if b.low > a.low and a.group == b.group:
        return False  # a toll that rose
    return low.low < _SAME_TOLL * high.low


def _is_less(count: HarmCount, total: HarmCount) -> bool:
    return count.low < total.low and (count.group == total.group or total.group in _OPEN_GROUPS)


def _is_vague(count: HarmCount) -> bool:
    """Whether no figure is told, only a plural or a vague word."""
    return count.high is None and ("vague" in count.people.rule or count.people.rule == "count.form-plural")


def _reconciled(a: HarmCount, b: HarmCount) -> HarmCount:
    group = _more_exact(a.group, b.group)
    if _is_vague(a) != _is_vague(b):
        return replace(b if _is_vague(a) else a, group=group)
    if a.low == b.low and (a.high is None) != (b.high is None) and "more" not in b.people.rule:
        return replace(a, group=group)  # "at least five" of five: as told first
    low = min(a.low, b.low)
    high = None if a.high is None or b.high is None else max(a.high, b.high)
    return HarmCount(a.harm, a.people, group, low, high, a.is_part)


def _more_exact(a: str, b: str) -> str:
    if a == "unspecified" or (a == "civilians" and b != "unspecified"):
        return b
    return a
