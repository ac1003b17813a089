"""Tolls of one event told more than once: which counts are of the same people, and what they come to together.

Rules, in this order, for each count of a later clause (codebook, section 4 `killed`):
1. a figure for the killed and hurt in one gives way to figures for each;
2. a number beats a vague word;
3. figures of the same people become a range, and the more exact group holds;
4. what is far less than a toll told before, or makes it up with others, is a part of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tawthiq.arabic.fold import fold_key
from tawthiq.coding.harm import HarmCount
from tawthiq.coding.harm_words import harm_words

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
    known, fresh = _without_shared(mine, theirs)
    fresh = [_of_kind_before(known, c) for c in fresh]
    merged: dict[int, HarmCount] = dict(enumerate(known))
    for count in _as_parts(known, fresh):
        n = _told_before(known, merged, count)
        if count.is_part and _is_known_part(known, count):
            continue
        if n is None:
            merged[len(merged)] = count
        elif not _is_other_people(merged[n], count):
            merged[n] = _reconciled(merged[n], count)
        else:
            if _is_less(merged[n], count):
                merged[n] = replace(merged[n], is_part=True)
            other = replace(count, is_part=True) if _is_less(count, merged[n]) else count
            if not (other.is_part and _is_known_part(known, other)):
                merged[len(merged)] = other
    return list(merged.values())


def _of_kind_before(known: Sequence[HarmCount], count: HarmCount) -> HarmCount:
    """Others told of in a clause of their own are like those counted last: "إصابة آخرين" after eleven civilians."""
    totals = [m.group for m in known if not m.is_part and m.low > 0]
    if not count.people.is_others or count.people.noun is not None or count.group != "unspecified" or not totals:
        return count
    return replace(count, group=totals[-1]) if totals[-1] in ("fighters", "civilians") else count


def _told_before(known: Sequence[HarmCount], merged: Mapping[int, HarmCount], count: HarmCount) -> int | None:
    """Index of the count told before that may be of the same people; one that met its match only for another figure."""
    alike = [n for n, m in enumerate(known) if _comparable(m, count)]
    alike.sort(key=lambda n: (known[n].group != count.group, known[n].low != count.low))
    fresh = [n for n in alike if merged[n] is known[n]]
    other = [n for n in alike if known[n].low != count.low and not merged[n].is_part]
    return next(iter(fresh or other), None)


def _without_shared(mine: Sequence[HarmCount], theirs: Sequence[HarmCount]) -> tuple[list[HarmCount], list[HarmCount]]:
    """Leave out "seven killed and injured" where the other side tells how many of each."""

    def kept(some: Sequence[HarmCount], others: Sequence[HarmCount]) -> list[HarmCount]:
        told = [o for o in others if not o.is_part and o.harm != "detained" and not _is_shared(o, others)]
        return [
            c
            for c in some
            if not _is_shared(c, some)
            or (c.high is not None and sum(o.low for o in told) > c.high)
            or all(o.harm != c.harm for o in told)
        ]

    return kept(mine, theirs), kept(theirs, mine)


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
        listed = [c for c in exact if not c.is_part and c.group != "unspecified"]
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
        return a.group not in _ARMED or not {_side(a), _side(b)} >= {"troops", "rebels"}
    if 0 in (a.high, b.high):
        return a.high == b.high and "unspecified" in (a.group, b.group)
    if a.is_part:
        return False
    groups = {a.group, b.group}
    if groups <= _ARMED:
        return a.low == b.low and a.high == b.high
    return "unspecified" in groups or ("civilians" in groups and not groups & _ARMED)


def _side(count: HarmCount) -> str:
    """Whether the word for fighters tells soldiers of a state or rebels: these are no two tolls of the same people."""
    lemma = count.people.noun.entry.attrs["lemma"] if count.people.noun is not None else ""
    return next((side for side in ("troops", "rebels") if fold_key(lemma) in harm_words()[side]), "")


def _is_other_people(a: HarmCount, b: HarmCount) -> bool:
    """Whether two figures lie too far apart to be two tolls of the same people: then they are two counts."""
    if a.low == b.low or a.high == b.high == 0:
        return False
    if _is_vague(a) or _is_vague(b):
        # One person is not what "some" or "tens" told of.
        return _is_vague(a) and b.high is not None and b.high < a.low
    if "one-of" in a.people.rule:
        return False  # "one of the gunmen … the three gunmen"
    low, high = sorted((a, b), key=lambda c: c.low)
    if low.high is not None and low.high >= high.low:
        return False
    if b.low > a.low and a.group == b.group and a.people.noun is None:
        return False  # a toll that rose
    return low.low < _SAME_TOLL * high.low


def _is_less(count: HarmCount, total: HarmCount) -> bool:
    if count.group != total.group and (total.group not in _OPEN_GROUPS or count.group in _ARMED):
        return False
    return count.low < total.low


def _is_vague(count: HarmCount) -> bool:
    """Whether no figure is told, only a plural or a vague word."""
    return count.high is None and ("vague" in count.people.rule or count.people.rule == "count.form-plural")


def _reconciled(a: HarmCount, b: HarmCount) -> HarmCount:
    if _is_vague(a) != _is_vague(b):
        return b if _is_vague(a) else a
    group = _more_exact(a.group, b.group)
    if "one-of" in a.people.rule:
        return replace(b, group=group)
    if a.low == b.low and (a.high is None) != (b.high is None) and "more" not in b.people.rule:
        return replace(a, group=group)  # "at least five" of five: as told first
    low = min(a.low, b.low)
    high = None if a.high is None or b.high is None else max(a.high, b.high)
    return HarmCount(a.harm, a.people, group, low, high, a.is_part)


def _more_exact(a: str, b: str) -> str:
    if a == "unspecified" or (a == "civilians" and b != "unspecified"):
        return b
    return a
