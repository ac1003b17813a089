"""Features by which the learned judgement fills slots: is this party who did it, is this place where it was?

As in features.py each is a name that holds or does not. The words around a candidate are given by what the lexicon
knows of them, and by themselves where they are short: particles and prepositions carry the syntax.
"""

from collections.abc import Iterator, Sequence

from tawthiq.coding.acts import Act
from tawthiq.coding.annotated import Annotated
from tawthiq.coding.frames import Frame
from tawthiq.coding.parties import Party

__all__ = ["around", "distance_of", "nearest", "order_features", "party_features", "shown"]

_LONGEST_PARTICLE = 6
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
    rule, _, _ = why.partition(".")
    party = parties[n]
    found = {
        f"rule={rule}",
        f"why={why}",
        f"make={party.make}",
        f"head={party.head}",
        f"prefix={party.prefix}",
        f"rule={rule}&make={party.make}",
    }
    found.add(f"rule={rule}&head={party.head}")
    if speaks:
        found |= {"speaks", f"speaks&{rule}"}
    found |= set(around(text, frame, party.start, party.end))
    left, right = nearest(frame, party.start, party.end)
    found |= set(_ties(text, "left", left, party, frame))
    found |= set(_ties(text, "right", right, party, frame))
    inside = [p for p in parties if frame.start <= p.start < frame.end]
    found |= order_features(inside, party, "parties")
    if n and party.start - parties[n - 1].end <= 2 and party.prefix.startswith("و"):
        found.add("joined")
    if any(p.id == party.id for k, p in enumerate(inside) if p is not party):
        found.add("named-again")
    main = (frame.acts or frame.harms)[0]
    found |= {
        f"main={main.kind}",
        f"main={main.kind}&rule={rule}",
        f"main-verb={main.is_verb}&side={'before' if party.end <= main.start else 'after'}",
    }
    found.add(f"main={main.kind}&side={'before' if party.end <= main.start else 'after'}")
    return found


def order_features(inside: Sequence[object], one: object, name: str) -> set[str]:
    """Which of the candidates of its clause a candidate is; `name` is what the feature calls them."""
    order = inside.index(one) if one in inside else -1
    return {
        f"order={min(order, 3)}",
        f"{name}={min(len(inside), 4)}",
        f"order={min(order, 3)}&of={min(len(inside), 4)}",
    }


def around(text: Annotated, frame: Frame, start: int, end: int) -> Iterator[str]:
    """The two words before and the one after, and whether the candidate stands in the clause."""
    beside = text.once(_beside)
    if (start, end) not in beside:
        if len(beside) >= _MOST_BESIDE:
            beside.clear()
        beside[start, end] = tuple(_words_beside(text, start, end))
    yield from beside[start, end]
    if not frame.start <= start < frame.end:
        yield f"outside={'before' if start < frame.start else 'after'}"


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
    acts = [*frame.triggers, *frame.lights]
    left = max((a for a in acts if a.end <= start), key=lambda a: a.end, default=None)
    right = min((a for a in acts if a.start >= end), key=lambda a: a.start, default=None)
    return left, right


def distance_of(words: int) -> str:
    """A distance in words as features give it."""
    return str(words) if words < 3 else "few" if words < 7 else "many"


def _ties(text: Annotated, side: str, act: Act | None, party: Party, frame: Frame) -> Iterator[str]:
    """The trigger nearest on one side: what it is, how it is voiced and what stands between."""
    if act is None:
        yield f"{side}=none"
        return
    shape = "verb" if act.is_verb else "noun"
    name = act.kind or act.role
    first, last = (act.end, party.start) if side == "left" else (party.end, act.start)
    gap = distance_of(last - first)
    yield f"{side}={name}"
    yield f"{side}={name}&{shape}&gap={gap}"
    yield f"{side}={act.role}&{shape}&{act.mention.voice}&gap={gap}"
    yield f"{side}-rule={act.rule}&gap={gap}"
    if act.mention.suffix:
        yield f"{side}-suffixed&{shape}"
    if act.mention.prefix:
        yield f"{side}-prefix={act.mention.prefix}"
    if first < last:
        at = text.at
        between = {m.entry.kind for i in range(first, last) if i in at for m in at[i]} & _KINDS_SHOWN
        yield from (f"{side}-between={kind}" for kind in between)
    forms = text.words.forms[first:last]
    yield from (f"{side}-through={f}&{shape}" for f in set(forms) & _TELLING)


_TELLING = frozenset(
    {"علي", "على", "ضد", "مع", "بين", "من", "في", "،", "قبل", "يد", "الي", "التي", "الذي", "ان", "صفوف", "بحق"}
)
