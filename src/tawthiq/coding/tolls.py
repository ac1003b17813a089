"""Tolls of one event told more than once: which counts are of the same people, and what they come to together."""

from collections.abc import Sequence

from tawthiq.coding.harm import HarmCount

__all__ = ["merge_counts"]

# Groups that a more exact word may stand in for when the same people are told of again.
_OPEN_GROUPS = frozenset({"unspecified", "civilians"})
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
    merged = list(mine)
    for count in theirs:
        same = next((m for m in merged if _comparable(m, count)), None)
        if same is None or _is_other_people(same, count):
            merged.append(count)
            continue
        merged[merged.index(same)] = _reconciled(same, count)
    return merged


def _comparable(a: HarmCount, b: HarmCount) -> bool:
    if a.harm != b.harm or a.is_part != b.is_part:
        return False
    if a.group == b.group:
        return True
    return not a.is_part and (a.group in _OPEN_GROUPS or b.group in _OPEN_GROUPS)


def _is_other_people(a: HarmCount, b: HarmCount) -> bool:
    """Whether two exact figures lie too far apart to be two tolls of the same people: then they are two counts."""
    if a.high != a.low or b.high != b.low or a.low == b.low:
        return False
    return min(a.low, b.low) < _SAME_TOLL * max(a.low, b.low)


def _is_vague(count: HarmCount) -> bool:
    return count.high is None and ("vague" in count.people.rule or count.people.rule == "count.plural")


def _reconciled(a: HarmCount, b: HarmCount) -> HarmCount:
    if _is_vague(a) != _is_vague(b):
        return b if _is_vague(a) else a
    if (a.low, a.high) == (b.low, b.high):
        return a if a.group != "unspecified" else b
    low = min(a.low, b.low)
    high = None if a.high is None or b.high is None else max(a.high, b.high)
    group = a.group if a.group != "unspecified" else b.group
    return HarmCount(a.harm, a.people, group, low, high, a.is_part)
