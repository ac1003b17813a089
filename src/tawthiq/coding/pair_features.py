"""Features of pairs of drafts, by which the model judges whether two clauses tell one occurrence (see judgement.py).

As in features.py each is a name that holds or does not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.drafts import Draft
from tawthiq.coding.features import bare_form, opening_features, plain_name
from tawthiq.coding.harm import HarmCount
from tawthiq.coding.locations import Location

__all__ = ["pair_features"]

_WIDE_RANK = 6
_LONGEST_PARTICLE = 7
# Words of fewer letters are shared by chance.
_TELLING_LETTERS = 5
_NEAR_RATIO = 0.6


def pair_features(text: Annotated, a: Draft, b: Draft) -> set[str]:
    """Features that speak for or against two drafts of one family telling the same occurrence.

    Args:
        text: The annotated report.
        a: The earlier draft.
        b: The later draft.

    Returns:
        Names of the features that hold.
    """
    gap = b.frame.sentence - a.frame.sentence
    apart = "here" if gap == 0 else "near" if gap <= 2 else "far"
    told = [*_field_pairs(a, b), *_form_pair(a, b)]
    told += [f"{apart}|{f}" for f in told if f.startswith(_BY_DISTANCE)]
    alike = len(_kept(text, a).telling & _kept(text, b).telling)
    return {*told, f"shared-words={min(alike, 4)}", *_position_pair(text, a, b, gap), *_kept(text, b).second}


# Features that say different things of two clauses of a sentence and of two sentences.
_BY_DISTANCE = (
    "places=",
    "agents=",
    "targets=",
    "killed=",
    "injured=",
    "types=",
    "second=",
    "family=",
    "dates=",
    "kinds=",
)


def _field_pairs(a: Draft, b: Draft) -> Iterator[str]:
    """How the fields of two drafts compare."""
    yield f"types={'same' if a.type == b.type else 'unlike'}"
    yield f"family={a.family}"
    yield f"family={a.family}&types={a.type == b.type}"
    yield f"kinds={'same' if set(a.kinds) & set(b.kinds) else 'unlike'}"
    inherited = "places" in b.inherited
    yield from (f"{name}&{'inherited' if inherited else 'said'}" for name in _place_pair(a.places, b.places))
    yield from _told_places(a, b)
    yield from _figures(a.counts, b.counts)
    for name, mine, theirs in (("agents", a.agents, b.agents), ("targets", a.targets, b.targets)):
        yield f"{name}={_sets({p.id for p in mine}, {p.id for p in theirs})}"
    if a.victims and b.victims:
        yield "victims=both"
    for harm in ("killed", "injured"):
        yield f"{harm}={_count_pair(a.counts, b.counts, harm)}"
    yield f"dates={_date_pair(a, b)}"
    yield f"times={_time(a)}-{_time(b)}"
    yield f"weapons={_sets({m.entry.label for m in a.weapons}, {m.entry.label for m in b.weapons})}"
    yield f"objects={_sets({m.entry.label for m in a.objects}, {m.entry.label for m in b.objects})}"
    yield f"speakers={_sets(_speakers(a), _speakers(b))}"
    yield f"scopes={a.scope[:3]}-{b.scope[:3]}"


@dataclass(frozen=True, slots=True)
class _Worded:
    """What the words of a draft tell, whichever draft it is held against.

    Attributes:
        telling: The longer words of its own range.
        second: Features of its clause as the second one.
    """

    telling: frozenset[str]
    second: frozenset[str]


def _kept(text: Annotated, draft: Draft) -> _Worded:
    """The words of a draft, read once: it is held against every one before it."""
    kept = text.once(_worded)
    key = (draft.ranges[0], draft.frame.start, draft.frame.first, draft.frame.last)
    if key not in kept:
        opening = opening_features(text, draft, "second-")
        words = (f"second-word={form}" for form in _particles(text, draft))
        kept[key] = _Worded(_telling_words(text, draft), frozenset((*opening, *words)))
    return kept[key]


def _worded(_text: Annotated) -> dict[tuple[tuple[int, int], int, int, int], _Worded]:
    """Where a text keeps what the words of its drafts tell."""
    return {}


def _form_pair(a: Draft, b: Draft) -> Iterator[str]:
    """How the clauses are made: a bare or definite second clause refers back, one with a new subject goes on."""
    yield f"first-acts={min(len(a.frame.acts), 2)}"
    trigger = b.frame.triggers[0]
    if b.agents and not trigger.mention.article:
        yield f"second=new-subject&verb={trigger.is_verb}"
    if b.is_definite:
        yield "second=definite"
        yield f"second=definite&{'place' if b.places else 'no-place'}"
    if trigger.mention.suffix:
        yield "second=suffixed"
    if not b.places and not b.agents:
        yield "second=bare"
    if not b.frame.acts:
        yield "second=harm-only"
    if not a.frame.acts:
        yield "first=harm-only"


def _position_pair(text: Annotated, a: Draft, b: Draft, gap: int) -> Iterator[str]:
    """Where the clauses stand to each other; `gap` counts sentences."""
    yield f"gap={gap if gap < 4 else 'some' if gap < 9 else 'far'}"
    if a.frame.sentence == 0:
        yield "first=lead"
        yield f"first=lead&gap={min(gap, 3)}"
    yield f"paragraph={'same' if a.paragraph == b.paragraph else 'other'}"
    if gap == 0 and b.frame.start > a.frame.start:
        for i in range(a.frame.last, b.frame.first):
            yield from (f"between={m.entry.label}" for m in text.at.get(i, ()) if m.entry.kind == "connector")


def _sets(mine: set[str] | set[str | None], theirs: set[str] | set[str | None]) -> str:
    if not mine and not theirs:
        return "none"
    if not mine or not theirs:
        return "one"
    if mine == theirs:
        return "equal"
    return "share" if mine & theirs else "apart"


def _place_pair(a: Sequence[Location], b: Sequence[Location]) -> Iterator[str]:
    mine, theirs = {plain_name(p.name) for p in a}, {plain_name(p.name) for p in b}
    kind = _sets(mine, theirs)
    if kind == "apart":
        up_a = {plain_name(q.parent.name) for q in a if q.parent}
        up_b = {plain_name(q.parent.name) for q in b if q.parent}
        if up_a & theirs or up_b & mine:
            kind = "inside"
        elif any(p.rank >= 5 for p in a) != any(p.rank >= 5 for p in b):
            kind = "apart-wide"
        elif up_a & up_b:
            kind = "siblings"
    yield f"places={kind}"
    if len(mine) > 1 or len(theirs) > 1:
        yield f"places={kind}&many"


def _count_pair(a: Sequence[HarmCount], b: Sequence[HarmCount], harm: str) -> str:
    mine = {(c.low, c.high) for c in a if c.harm == harm}
    theirs = {(c.low, c.high) for c in b if c.harm == harm}
    if not mine and not theirs:
        return "none"
    if not mine or not theirs:
        return "one"
    if mine & theirs:
        return "equal"
    if any(high is None for _, high in mine | theirs):
        return "vague"
    return "apart"


def _date_pair(a: Draft, b: Draft) -> str:
    if a.day is None and b.day is None:
        return "none"
    if a.day is None or b.day is None:
        return "one"
    return "equal" if a.day == b.day else "apart"


def _told_places(a: Draft, b: Draft) -> Iterator[str]:
    """Which of two drafts names its places itself, and whether each is a point or a region."""
    yield f"told-places={_told(a)}-{_told(b)}"
    wide = [min((p.rank for p in d.places), default=9) >= _WIDE_RANK for d in (a, b)]
    yield f"wide-places={wide[0]}-{wide[1]}"


def _told(draft: Draft) -> str:
    if not draft.places:
        return "none"
    return "context" if "places" in draft.inherited else "own"


def _figures(a: Sequence[HarmCount], b: Sequence[HarmCount]) -> Iterator[str]:
    """How exact totals compare: few people are equal by chance, many are not; a toll that grows is told again."""
    for harm in ("killed", "injured"):
        mine, theirs = _exact(a, harm), _exact(b, harm)
        if not mine or not theirs:
            continue
        if mine & theirs:
            yield f"{harm}=same-figure&{'many' if max(mine & theirs) > 2 else 'few'}"
            continue
        low, high = sorted((max(mine), max(theirs)))
        change = "near" if low >= _NEAR_RATIO * high else "less" if max(theirs) < max(mine) else "more"
        yield f"{harm}=other-figure&{change}"


def _exact(counts: Sequence[HarmCount], harm: str) -> set[int]:
    return {c.low for c in counts if c.harm == harm and c.low == c.high and not c.is_part}


def _particles(text: Annotated, draft: Draft) -> set[str]:
    """Short words from the opening of a clause to shortly after its act: "another", "then", "also", "in it"."""
    forms = text.words.forms[draft.frame.start : draft.frame.last + 4]
    return {"line-end" if form.isspace() else form for form in forms if len(form) <= _LONGEST_PARTICLE}


def _speakers(draft: Draft) -> set[str]:
    return {name for saying in draft.sayings for name, _, _ in saying.names}


def _time(draft: Draft) -> str:
    if draft.date is None:
        return "none"
    return "day" if draft.date.day else "vague"


def _telling_words(text: Annotated, draft: Draft) -> frozenset[str]:
    """The longer words of a draft's own range, without what is joined to their front."""
    start, end = draft.ranges[0]
    return frozenset(bare for form in text.words.forms[start:end] if len(bare := bare_form(form)) >= _TELLING_LETTERS)
