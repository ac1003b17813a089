"""Features by which the learned judgement fills slots: is this party who did it, is this place where it was?

As in features.py each is a name that holds or does not. The words around a candidate are given by what the lexicon
knows of them, and by themselves where they are short: particles and prepositions carry the syntax.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from tawthiq.coding.acts import Act
from tawthiq.coding.annotated import Annotated
from tawthiq.coding.frames import Frame
from tawthiq.coding.parties import Party

__all__ = ["around", "distance_of", "nearest", "order_features", "party_features", "shown"]

_LONGEST_PARTICLE = 6
# Groups of features that are kept by what makes them: their values are few, and met again in every report. A name is
# made once so, and not once a candidate.
_MOST_MADE = 8_192
# Candidates whose neighbours are kept: those of some hundred sentences, as only a sentence asks for them again.
_MOST_BESIDE = 2_000
_KINDS_SHOWN = frozenset({"object", "person", "head", "connector", "reporting", "kind", "direction", "cue"})


def party_features(
    text: Annotated, frame: Frame, parties: Sequence[Party], n: int, verdict: tuple[str, bool]
) -> set[str]:
    """Features of a party as one that acts, or is acted on, in a frame.

    Args:
        text: The annotated report.
        frame: The frame.
        parties: Parties of the sentence.
        n: Index of the party.
        verdict: Role that the rules of roles.py give it (agent, target, other; "outside" out of the clause) with a
            point and what tells it, and whether its words name who says it.

    Returns:
        Names of the features that hold.
    """
    why, speaks = verdict
    party = parties[n]
    rule, _, _ = why.partition(".")
    found = set(_of_verdict(rule, why, speaks, party.make, party.head, party.prefix))
    found.update(around(text, frame, party.start, party.end))
    left, right = nearest(frame, party.start, party.end)
    found.update(_ties(text, "left", left, party, frame))
    found.update(_ties(text, "right", right, party, frame))
    inside = [p for p in parties if frame.start <= p.start < frame.end]
    found.update(order_features(inside, party, "parties"))
    if n and party.start - parties[n - 1].end <= 2 and party.prefix.startswith("و"):
        found.add("joined")
    if party.id in [p.id for p in inside if p is not party]:
        found.add("named-again")
    main = (frame.acts or frame.harms)[0]
    found.update(_of_main(main.kind, rule, main.is_verb, party.end <= main.start))
    return found


@lru_cache(maxsize=_MOST_MADE)
def _of_verdict(rule: str, why: str, speaks: bool, make: str, head: str, prefix: str) -> Sequence[str]:  # noqa: PLR0913, PLR0917
    """What the rules say of a party and how it is named."""
    found = [f"rule={rule}", f"why={why}", f"make={make}", f"head={head}", f"prefix={prefix}"]
    found += [f"rule={rule}&make={make}", f"rule={rule}&head={head}"]
    return [*found, "speaks", f"speaks&{rule}"] if speaks else found


@lru_cache(maxsize=_MOST_MADE)
def _of_main(kind: str, rule: str, is_verb: bool, is_before: bool) -> Sequence[str]:
    """The main act of a party's clause."""
    side = "before" if is_before else "after"
    return (f"main={kind}", f"main={kind}&rule={rule}", f"main-verb={is_verb}&side={side}", f"main={kind}&side={side}")


def order_features(inside: Sequence[object], one: object, name: str) -> Sequence[str]:
    """Which of the candidates of its clause a candidate is; `name` is what the feature calls them."""
    order = next((at for at, other in enumerate(inside) if other is one), -1)
    return _of_order(min(order, 3), min(len(inside), 4), name)


@lru_cache(maxsize=_MOST_MADE)
def _of_order(order: int, count: int, name: str) -> Sequence[str]:
    return f"order={order}", f"{name}={count}", f"order={order}&of={count}"


def around(text: Annotated, frame: Frame, start: int, end: int) -> Sequence[str]:
    """The two words before and the one after, and whether the candidate stands in the clause."""
    beside = text.once(_beside)
    if (start, end) not in beside:
        if len(beside) >= _MOST_BESIDE:
            beside.clear()
        beside[start, end] = tuple(_words_beside(text, start, end))
    told = beside[start, end]
    if frame.start <= start < frame.end:
        return told
    return (*told, f"outside={'before' if start < frame.start else 'after'}")


def _beside(_text: Annotated) -> dict[tuple[int, int], tuple[str, ...]]:
    """Where a text keeps the features of the words beside its candidates: each is judged in every frame."""
    return {}


def _words_beside(text: Annotated, start: int, end: int) -> Iterator[str]:
    for distance in (1, 2):
        if start - distance >= 0:
            yield from (f"w-{distance}={word}" for word in shown(text, start - distance))
    if end < len(text.words.forms):
        yield from (f"w+1={word}" for word in shown(text, end))


def shown(text: Annotated, at: int) -> Iterator[str]:
    """A word as features give it: what the lexicon knows of it, and itself where it is short."""
    form = text.words.forms[at]
    if len(form) <= _LONGEST_PARTICLE:
        yield form if form not in ("\n", "\t") else "line-end"
    for mention in text.at.get(at, ()):
        if mention.entry.kind in _KINDS_SHOWN:
            yield f"{mention.entry.kind}:{mention.entry.label}"
            if mention.prefix:
                yield f"{mention.prefix}+{mention.entry.kind}"
        elif mention.entry.kind == "trigger":
            yield f"act:{mention.entry.attrs['type'] or mention.entry.attrs['role']}"


def nearest(frame: Frame, start: int, end: int) -> tuple[Act | None, Act | None]:
    """The triggers of a frame that stand nearest before and after some words."""
    left = right = None
    for act in (*frame.triggers, *frame.lights):
        if act.end <= start:
            if left is None or act.end > left.end:
                left = act
        elif act.start >= end and (right is None or act.start < right.start):
            right = act
    return left, right


def distance_of(words: int) -> str:
    """A distance in words as features give it."""
    return str(words) if words < 3 else "few" if words < 7 else "many"


def _ties(text: Annotated, side: str, act: Act | None, party: Party, frame: Frame) -> Sequence[str]:
    """The trigger nearest on one side: what it is, how it is voiced and what stands between."""
    if act is None:
        return (f"{side}=none",)
    first, last = (act.end, party.start) if side == "left" else (party.end, act.start)
    mention = act.mention
    found = _of_tie(
        side, act.kind or act.role, act.role, act.rule, act.is_verb, mention.voice, mention.prefix,
        bool(mention.suffix), distance_of(last - first),
    )  # fmt: skip
    if first >= last:
        return found
    at, forms = text.at, text.words.forms
    told = [*found]
    for i in range(first, last):
        if i in at:
            told += [f"{side}-between={m.entry.kind}" for m in at[i] if m.entry.kind in _KINDS_SHOWN]
        if forms[i] in _TELLING:
            told.append(f"{side}-through={forms[i]}&{'verb' if act.is_verb else 'noun'}")
    return told


@lru_cache(maxsize=_MOST_MADE)
def _of_tie(side: str, name: str, role: str, rule: str, is_verb: bool, voice: str, prefix: str,  # noqa: PLR0913, PLR0917
            suffixed: bool, gap: str) -> Sequence[str]:  # fmt: skip
    shape = "verb" if is_verb else "noun"
    found = [
        f"{side}={name}",
        f"{side}={name}&{shape}&gap={gap}",
        f"{side}={role}&{shape}&{voice}&gap={gap}",
        f"{side}-rule={rule}&gap={gap}",
    ]
    if suffixed:
        found.append(f"{side}-suffixed&{shape}")
    if prefix:
        found.append(f"{side}-prefix={prefix}")
    return found


_TELLING = frozenset(
    {"علي", "على", "ضد", "مع", "بين", "من", "في", "،", "قبل", "يد", "الي", "التي", "الذي", "ان", "صفوف", "بحق"}
)
