"""Across sentences: what a paragraph sets, what refers back, and what is told twice (codebook, section 2).

1. A clause without a place takes the one that its paragraph's opening set, or that "المدينة", "البلدة" refers to.
2. Drafts of one family that agree are joined: their fields are the union, every range is kept.
"""

from collections.abc import Sequence

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.drafts import Draft
from tawthiq.coding.features import pair_features, plain_name
from tawthiq.coding.harm import HarmCount
from tawthiq.coding.judgement import Linear
from tawthiq.coding.locations import Location

__all__ = ["join_drafts"]

# Chosen by held-out folds of the learning reports (tools/train_judgement.py --check).
_JOIN_AT = 0.6


def join_drafts(text: Annotated, drafts: Sequence[Draft], same: Linear) -> list[Draft]:
    """Join the drafts of a report that tell one occurrence.

    Args:
        text: The annotated report.
        drafts: In order of the text.
        same: The model that judges pairs.

    Returns:
        Events in order of their first range.
    """
    groups: list[list[Draft]] = []
    for draft in drafts:
        scored = [(_likeness(text, group, draft, same), -n) for n, group in enumerate(groups) if group[0].family == draft.family]
        best = max(scored, default=(0.0, 0))
        if best[0] >= _JOIN_AT:
            groups[-best[1]].append(draft)
        else:
            groups.append([draft])
    return [_joined(group) for group in groups]


def _likeness(text: Annotated, group: Sequence[Draft], draft: Draft, same: Linear) -> float:
    """How likely a draft tells what a group tells: the mean of its best pair and all its pairs."""
    said = [same.probability(pair_features(text, member, draft)) for member in group]
    return (max(said) + sum(said) / len(said)) / 2


def _joined(group: Sequence[Draft]) -> Draft:
    event = group[0]
    for draft in group[1:]:
        _merge(event, draft)
    return event


def _names(places: Sequence[Location]) -> set[str]:
    return {plain_name(p.name) for p in places}


def _merge(event: Draft, draft: Draft) -> None:
    event.ranges += draft.ranges
    event.places = _more_specific(event.places, draft.places)
    event.agents = _union(event.agents, draft.agents)
    event.targets = _union(event.targets, draft.targets)
    event.victims = event.victims or draft.victims
    event.counts = _merge_counts(event.counts, draft.counts)
    event.weapons += draft.weapons
    event.objects += draft.objects
    event.sayings += [s for s in draft.sayings if s not in event.sayings]
    event.strength = max(event.strength, draft.strength)
    if event.date is None or (event.date.day is None and draft.date is not None):
        event.date = draft.date
    if event.type != draft.type and draft.type == "air-drone-strike":
        event.type = draft.type


def _union(mine: list, theirs: list) -> list:  # type: ignore[type-arg]
    ids = {p.id or p.name for p in mine}
    return mine + [p for p in theirs if (p.id or p.name) not in ids]


def _more_specific(mine: list[Location], theirs: list[Location]) -> list[Location]:
    if not mine or not theirs:
        return mine or theirs
    names = _names(mine)
    fresh = [p for p in theirs if plain_name(p.name) not in names]
    if not fresh:
        return mine
    low, high = min(p.rank for p in fresh), min(p.rank for p in mine)
    if low < high - 1:
        return theirs
    if high < low - 1 or any(p.is_region for p in fresh):
        return mine
    parents = {plain_name(p.parent.name) for p in theirs if p.parent}
    kept = [p for p in mine if plain_name(p.name) not in parents]
    mine_parents = {plain_name(p.parent.name) for p in mine if p.parent}
    return kept + [p for p in fresh if plain_name(p.name) not in mine_parents]


def _merge_counts(mine: list[HarmCount], theirs: list[HarmCount]) -> list[HarmCount]:
    """A number beats a vague word; figures that differ become a range (codebook, section 4)."""
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


# Groups that a more exact word may stand in for when the same people are told of again.
_OPEN_GROUPS = frozenset({"unspecified", "civilians"})


def _is_other_people(a: HarmCount, b: HarmCount) -> bool:
    """Whether two exact figures lie too far apart to be two tolls of the same people: then they are two counts."""
    if a.high != a.low or b.high != b.low or a.low == b.low:
        return False
    return min(a.low, b.low) < _SAME_TOLL * max(a.low, b.low)


# Tolls of one event by different sources lie within this ratio in the learning reports.
_SAME_TOLL = 0.6


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
