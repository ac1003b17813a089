"""Speakers whom no table and no rule knows: between "قال" and "إن" stands somebody, whatever the words are."""

from tawthiq.coding.speaker_context import SIGNS, Phrase, SpeakerContext
from tawthiq.coding.speaker_far import far_person

__all__ = ["anybody"]

_LONGEST = 6
_FARTHEST_CLAUSE = 16
_SHORTEST = 3
# Mentions that open what is told, not who tells it.
_TELLING = frozenset({"trigger", "reporting", "connector", "cue", "weapon", "object"})


def anybody(ctx: SpeakerContext, at: int) -> Phrase | None:
    """Read the words between a verb of saying and the clause that it tells as its speaker.

    Args:
        ctx: The sentence.
        at: Index after a verb that needs a speaker.

    Returns:
        The first words up to a preposition, a time or a sign, or the person named behind them; None where no clause
        follows near, or nothing stands before it.
    """
    start = ctx.skip(at)
    end = start
    while end < min(ctx.end, start + _LONGEST) and not _ends(ctx, end):
        end += 1
    if end == start or not _is_nominal(ctx, start) or not _has_clause(ctx, end):
        return None
    person = far_person(ctx, end)
    if person is not None:
        return Phrase(start, person.end, ctx.known(person.start, person.end, person), is_sure=False)
    is_person = end - start > 1 and not ctx.form(start).startswith("ال")
    speaker = ctx.speaker(start, end, is_person=is_person)
    return Phrase(start, end, ctx.known(start, end, speaker), is_sure=False)


def _ends(ctx: SpeakerContext, at: int) -> bool:
    form = ctx.form(at)
    if form in SIGNS or ctx.cls(at) in ("stop", "complement", "time", "filler") or ctx.skip(at) > at:
        return True
    return any(m.entry.kind in _TELLING for m in ctx.text.at.get(at, ()))


def _is_nominal(ctx: SpeakerContext, at: int) -> bool:
    """Whether a word can be a subject: no preposition is joined to it, and it is more than a particle."""
    form = ctx.form(at)
    mentions = ctx.text.at.get(at, ())
    if len(form) < _SHORTEST or not form.isalpha() or any(set("بكل") & set(m.prefix) for m in mentions):
        return False
    return not form.startswith(("لل", "بال"))


def _has_clause(ctx: SpeakerContext, at: int) -> bool:
    """Whether "أن" or a colon follows before another word of reporting or an act is told."""
    for i in range(at, min(ctx.end, at + _FARTHEST_CLAUSE)):
        if ctx.is_complement(i):
            return True
        if any(m.entry.kind in ("reporting", "trigger") for m in ctx.text.at.get(i, ())):
            return False
    return False
