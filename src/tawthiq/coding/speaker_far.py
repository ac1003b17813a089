"""Persons whose name stands far behind their title: "قال رئيس الهيئة المكلف من المجلس، فلان الفلاني، إن".

What lies between title and name is more of the office, which no table can hold. The name shows itself by what stands
around it:
1. a rank or a form of address before it, or a given name at its head;
2. a comma before it and a sign, the addressee or what is said behind it;
3. a definite noun before it, that ends the office, and what closes it behind its two words.
"""

from tawthiq.coding.speaker_context import SIGNS, SpeakerContext
from tawthiq.coding.speaker_memory import Speaker

__all__ = ["far_person"]

_FARTHEST = 18
_FULL_NAME = 2
_CLOSING = frozenset({"،", "(", "-", ":", "—", "–"})
# Small words behind a name that only go on with when and where he spoke.
_BEHIND = frozenset({"في", "خلال", "عبر", "لدي", "اثناء", "عقب", "بعد"})
_CUTS = frozenset({"الذي", "التي", "الذين", "؛", ".", "\n", '"', "بينما", "فيما", "حيث"})


def far_person(ctx: SpeakerContext, at: int) -> Speaker | None:
    """Find the person behind the words of an office.

    Args:
        ctx: The sentence.
        at: Index after the part of the office that was read.

    Returns:
        The person; None where what is said, another word of reporting or an act comes first.
    """
    for i in range(at, min(ctx.end, at + _FARTHEST)):
        if ctx.is_complement(i) or ctx.form(i) in _CUTS or _is_clause(ctx, i):
            return None
        end = ctx.name_end(i) if ctx.cls(i) != "rank" else i
        while end > i + 1 and _is_office_word(ctx, end - 1):
            end -= 1
        if end > i and _is_name(ctx, i, end):
            return ctx.speaker(i, end, is_person=True)
    return None


def _is_clause(ctx: SpeakerContext, at: int) -> bool:
    return any(m.entry.kind in ("reporting", "connector", "cue") for m in ctx.text.at.get(at, ()))


def _is_office_word(ctx: SpeakerContext, at: int) -> bool:
    return any(m.entry.kind == "source" for m in ctx.text.at.get(at, ()))


def _is_name(ctx: SpeakerContext, start: int, end: int) -> bool:
    if ctx.cls(start - 1) == "address" or (ctx.cls(start - 1) == "rank" and ctx.cls(start - 2) == "address"):
        return True
    if ctx.form(start).startswith("ال") or _is_place(ctx, start):
        return False
    is_full = end - start >= _FULL_NAME
    if is_full and (ctx.is_given(start) or ctx.cls(start) == "name-part"):
        return True
    if ctx.form(start - 1) == "،":
        return is_full and _is_closed(ctx, end)
    return end - start == _FULL_NAME and _is_closed(ctx, end) and _closes_office(ctx, start - 1)


def _is_closed(ctx: SpeakerContext, at: int) -> bool:
    """Whether nothing that belongs to a name follows: a sign, the addressee, what is said."""
    return ctx.is_complement(at) or ctx.form(at) in _CLOSING or ctx.form(at) in _BEHIND or ctx.skip(at) > at


def _closes_office(ctx: SpeakerContext, at: int) -> bool:
    """Whether a word is the last one of an office: with the article, or a country's name, no genitive follows."""
    if ctx.form(at).lstrip("ولب").startswith("ال") and ctx.form(at) not in SIGNS:
        return True
    return any(m.entry.kind in ("actor", "nisba") for m in ctx.text.at.get(at, ()))


def _is_place(ctx: SpeakerContext, at: int) -> bool:
    return any(m.entry.kind in ("kind", "direction", "place") for m in ctx.text.at.get(at, ()))
