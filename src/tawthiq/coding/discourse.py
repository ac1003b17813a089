"""What a report tells twice is one event: drafts of one family that agree are joined (codebook, section 2).

Their fields are the union, and every range is kept.
"""

from collections.abc import Sequence

from tawthiq.arabic.dates import DateMention
from tawthiq.coding.annotated import Annotated
from tawthiq.coding.clause_words import clause_words
from tawthiq.coding.drafts import Draft
from tawthiq.coding.event_types import territory_of
from tawthiq.coding.features import plain_name
from tawthiq.coding.judgement import Linear
from tawthiq.coding.locations import Location
from tawthiq.coding.pair_features import pair_features
from tawthiq.coding.parties import Party
from tawthiq.coding.place_union import merge_places
from tawthiq.coding.sides import are_allies, are_foes
from tawthiq.coding.tolls import merge_counts

__all__ = ["join_drafts", "joined_draft"]

# Chosen by held-out folds of the learning reports (tools/train_judgement.py --check).
_JOIN_AT = 0.42


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
    open_groups: dict[str, list[int]] = {}
    for draft in drafts:
        near = [n for n in open_groups.get(draft.family, ()) if _is_near(groups[n][-1], draft)]
        scored = [] if _is_answered(text, draft) else [(_likeness(text, groups[n], draft, same), -n) for n in near]
        best = max(scored, default=(0.0, 0))
        if best[0] >= _JOIN_AT:
            groups[-best[1]].append(draft)
        else:
            near.append(len(groups))
            groups.append([draft])
        open_groups[draft.family] = near
    return [joined_draft(group) for group in groups]


# A draft is not compared with what was told so many sentences before, so that the work grows with the length of a
# text and not with its square; the longest report of the learning sets has fewer sentences.
_REACH_SENTENCES = 120


def _is_near(earlier: Draft, draft: Draft) -> bool:
    return draft.frame.sentence - earlier.frame.sentence <= _REACH_SENTENCES


def _likeness(text: Annotated, group: Sequence[Draft], draft: Draft, same: Linear) -> float:
    """How likely a draft tells what a group tells: the mean of its best pair and all its pairs."""
    group = [member for member in group if _is_near(member, draft)]
    if any(_cannot_be(member, draft) for member in group):
        return 0.0
    said = [same.probability(pair_features(text, member, draft)) for member in group]
    return (max(said) + sum(said) / len(said)) / 2


_ANSWERED_WITHIN = 3


def _is_answered(text: Annotated, draft: Draft) -> bool:
    """Whether a clause tells what the other side did, which an act told before it answers ("ردا على إطلاق صواريخ")."""
    first = draft.frame.first
    before = text.words.forms[max(0, first - _ANSWERED_WITHIN) : first]
    return not clause_words("answer").isdisjoint(before)


# Places up to this rank (a town, a front) are points: two of them that differ are two events.
_POINT_RANK = 4
_GOVERNORATE_RANK = 7


def _cannot_be(a: Draft, b: Draft) -> bool:
    """Whether two drafts tell different days, or different towns or governorates that both name (ruling 6)."""
    if _days_apart(a.date, b.date):
        return True
    if {a.type, b.type} == {"air-drone-strike", "shelling"} and _is_ground_fire(a) != _is_ground_fire(b):
        return True
    if "places" in a.inherited or "places" in b.inherited or not a.places or not b.places:
        return False
    ranks = {p.rank for p in (*a.places, *b.places)}
    if max(ranks) > _POINT_RANK and ranks != {_GOVERNORATE_RANK}:
        return False
    mine, theirs = _names(a.places), _names(b.places)
    above = {plain_name(p.parent.name) for p in (*a.places, *b.places) if p.parent}
    return not mine & theirs and not above & (mine | theirs)


def _days_apart(one: DateMention | None, other: DateMention | None) -> bool:
    """Whether two dates name different days, or stretches (a month, a year) without a common day."""
    if one is None or other is None:
        return False
    if one.day and other.day:
        return one.day != other.day
    if not (one.date_start and one.date_end and other.date_start and other.date_end):
        return False
    return one.date_end < other.date_start or other.date_end < one.date_start


_GROUND = frozenset({"artillery", "mortar", "rocket", "tank"})


def _is_ground_fire(draft: Draft) -> bool:
    """Whether a draft tells of guns; two weapons that act apart are two events (codebook, section 2)."""
    return draft.type == "shelling" and bool(_classes(draft) & _GROUND)


def joined_draft(group: Sequence[Draft]) -> Draft:
    """Join drafts that tell one occurrence, in order of the text; the first of them is changed and given back."""
    event = group[0]
    for draft in group[1:]:
        _merge(event, draft)
    _settle_sides(event)
    if event.type in _TAKEN:
        agents, targets = ({p.id or "" for p in side} for side in (event.agents, event.targets))
        event.type = territory_of(agents, targets) if agents or targets else event.type
    return event


_TAKEN = frozenset({"government-regains-territory", "non-state-overtakes-territory"})


def _settle_sides(event: Draft) -> None:
    """Keep an actor on one side: who hits in one clause and is hit in another is what its clauses lean to together."""
    both = {_key(p) for p in event.agents} & {_key(p) for p in event.targets}
    acting = {key for key in both if event.leanings.get(key, 0.0) > 0}
    event.agents = [p for p in event.agents if _key(p) not in both - acting]
    event.targets = [p for p in event.targets if _key(p) not in acting]
    if event.type not in _TOGETHER:
        _part_foes(event)


# Types in which sides that fight each other elsewhere act together: they sign, or they move.
_TOGETHER = frozenset({"agreement", "change-to-group"})


def _part_foes(event: Draft) -> None:
    """Keep one side as those who did it: the party that is surest to act, and its allies (codebook, `actor1`).

    A party of another side is whom it was done to, unless people are, or somebody else who stands on no side with it.
    """
    named = [p for p in event.agents if p.id]
    if len(named) < _TWO_SIDES:
        return
    first = named[0] if event.type == _DISRUPTED else max(named, key=lambda p: event.leanings.get(_key(p), 0.0))
    foes = [p for p in named if are_foes(p.id or "", first.id or "") and not _are_joined(p, first)]
    hit = [p for p in event.targets if p.id not in _UNARMED]
    event.agents = [p for p in event.agents if p not in foes]
    if hit:
        foes = [p for p in foes if any(are_allies(p.id, other.id) for other in hit)]
    elif event.victims or event.targets:
        return
    event.targets = _union(event.targets, foes)


def _are_joined(one: Party, other: Party) -> bool:
    """Whether "و" joins two parties: whoever they are, they are told as one side here."""
    first, second = sorted((one, other), key=lambda p: p.start)
    return second.start - first.end <= _JOINED_REACH and second.prefix.startswith("و")


_JOINED_REACH = 1
_TWO_SIDES = 2
# Who shoots down or defuses is named first; who fired or laid it acts as surely, in a clause of its own.
_DISRUPTED = "disrupted-weapons-use"
_UNARMED = frozenset({"civilians", "protesters"})


def _key(party: Party) -> str:
    return party.id or party.name


def _names(places: Sequence[Location]) -> set[str]:
    return {plain_name(p.name) for p in places}


def _merge(event: Draft, draft: Draft) -> None:
    event.ranges += draft.ranges
    merge_places(event, draft)
    event.agents = _union(event.agents, draft.agents)
    event.targets = _union(event.targets, draft.targets)
    for key, leaning in draft.leanings.items():
        event.leanings[key] = event.leanings.get(key, 0.0) + leaning
    event.victims = event.victims + draft.victims
    event.counts = merge_counts(event.counts, draft.counts)
    event.weapons += draft.weapons
    event.objects += draft.objects
    event.sayings += [s for s in draft.sayings if s not in event.sayings]
    event.strength = max(event.strength, draft.strength)
    if event.date is None or (event.date.day is None and draft.date is not None):
        event.date = draft.date
    event.type = _heavier(event, draft)


# Of two types that one event is told with, the heavier holds, or else the one told first. A blast of no told means is
# what the shell or the raid did; a fight that takes a place is the taking of it.
_WEIGHTS = {
    "suicide-bomb": 3, "air-drone-strike": 2, "shelling": 1, "government-regains-territory": 1,
    "non-state-overtakes-territory": 1, "excessive-force-protest": 2, "protest-intervention": 1,
}  # fmt: skip
_BOMBS = frozenset({"ied", "car-bomb", "mine"})


def _heavier(event: Draft, draft: Draft) -> str:
    if event.type == "remote-explosive" and draft.type == "shelling" and _classes(event) & _BOMBS:
        return event.type
    return max(event.type, draft.type, key=lambda kind: _WEIGHTS.get(kind, 0))


def _classes(draft: Draft) -> set[str]:
    return {m.entry.label for m in draft.weapons}


def _union(mine: list[Party], theirs: list[Party]) -> list[Party]:
    known = {_key(p) for p in mine}
    return mine + [p for p in theirs if _key(p) not in known]
