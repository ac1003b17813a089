"""Across sentences: what a paragraph sets, what refers back, and what is told twice (codebook, section 2).

1. A clause without a place takes the one that its paragraph's opening set, or that "المدينة", "البلدة" refers to.
2. Drafts of one family that agree are joined: their fields are the union, every range is kept.
"""

from collections.abc import Sequence

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.drafts import Draft
from tawthiq.coding.harm import HarmCount
from tawthiq.coding.locations import Location

__all__ = ["join_drafts"]

# Chosen by hand on the learning reports; `make accuracy` after any change.
_JOIN_AT = 2.0
_FAR_APART = 9


def join_drafts(text: Annotated, drafts: Sequence[Draft]) -> list[Draft]:
    """Join the drafts of a report that tell one occurrence.

    Args:
        text: The annotated report.
        drafts: In order of the text.

    Returns:
        Events in order of their first range.
    """
    events: list[Draft] = []
    for draft in drafts:
        scored = [(_agreement(event, draft), n) for n, event in enumerate(events)]
        best = max(scored, default=(0.0, -1))
        if best[0] >= _JOIN_AT:
            _merge(events[best[1]], draft)
        else:
            events.append(draft)
    return events


def _names(places: Sequence[Location]) -> set[str]:
    return {_plain(p.name) for p in places}


def _plain(name: str) -> str:
    return " ".join(w.removeprefix("ال") for w in name.split())


def _agreement(event: Draft, draft: Draft) -> float:
    if event.family != draft.family:
        return -9.0
    score = 0.0
    score += _type_agreement(event, draft)
    score += _place_agreement(event, draft)
    score += _party_agreement(event, draft)
    score += _count_agreement(event, draft)
    score += _date_agreement(event, draft)
    if draft.is_definite:
        score += 1.5
    gap = draft.frame.sentence - event.frame.sentence
    if event.frame.sentence == 0:
        score += 0.5
    elif gap > _FAR_APART:
        score -= 1.0
    if gap == 0:
        score -= 1.0
    if event.scope != draft.scope:
        score -= 0.7
    return score


def _type_agreement(event: Draft, draft: Draft) -> float:
    if event.type == draft.type:
        return 0.7
    return -0.8


def _place_agreement(event: Draft, draft: Draft) -> float:
    if not draft.places or not event.places:
        return 0.3
    mine, theirs = _names(event.places), _names(draft.places)
    if mine & theirs:
        return 1.5
    parents = {_plain(p.parent.name) for p in (*event.places, *draft.places) if p.parent}
    if parents & (mine | theirs):
        return 0.8
    wide = all(p.rank >= 5 for p in event.places) or all(p.rank >= 5 for p in draft.places)
    return -0.3 if wide else -3.0


def _party_agreement(event: Draft, draft: Draft) -> float:
    score = 0.0
    for mine, theirs in ((event.agents, draft.agents), (event.targets, draft.targets)):
        a, b = {p.id for p in mine}, {p.id for p in theirs}
        if a and b:
            score += 0.6 if a & b else -1.8
    return score


def _count_agreement(event: Draft, draft: Draft) -> float:
    score = 0.0
    for harm in ("killed", "injured"):
        a = [c for c in event.counts if c.harm == harm and not c.is_part]
        b = [c for c in draft.counts if c.harm == harm and not c.is_part]
        exact_a = {c.low for c in a if c.high == c.low}
        exact_b = {c.low for c in b if c.high == c.low}
        if exact_a and exact_b:
            score += 1.4 if exact_a & exact_b else -1.0
    return score


def _date_agreement(event: Draft, draft: Draft) -> float:
    if event.date is None or draft.date is None or event.date.day is None or draft.date.day is None:
        return 0.0
    return 0.6 if event.date.day == draft.date.day else -3.0


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
    event.strength = max(event.strength, draft.strength) + 0.5
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
    fresh = [p for p in theirs if _plain(p.name) not in names]
    if not fresh:
        return mine
    low, high = min(p.rank for p in fresh), min(p.rank for p in mine)
    if low < high - 1:
        return theirs
    if high < low - 1 or any(p.is_region for p in fresh):
        return mine
    parents = {_plain(p.parent.name) for p in theirs if p.parent}
    kept = [p for p in mine if _plain(p.name) not in parents]
    mine_parents = {_plain(p.parent.name) for p in mine if p.parent}
    return kept + [p for p in fresh if _plain(p.name) not in mine_parents]


def _merge_counts(mine: list[HarmCount], theirs: list[HarmCount]) -> list[HarmCount]:
    """A number beats a vague word; figures that differ become a range (codebook, section 4)."""
    merged = list(mine)
    for count in theirs:
        same = next((m for m in merged if _comparable(m, count)), None)
        if same is None:
            merged.append(count)
            continue
        merged[merged.index(same)] = _reconciled(same, count)
    return merged


def _comparable(a: HarmCount, b: HarmCount) -> bool:
    if a.harm != b.harm or a.is_part != b.is_part:
        return False
    return not a.is_part or a.group == b.group


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
