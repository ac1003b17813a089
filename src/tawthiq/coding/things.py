"""Weapons and objects of a frame (codebook, section 4; ruling 25)."""

from collections.abc import Collection, Sequence

from tawthiq.arabic.memo import Memo
from tawthiq.arabic.words import bare_key
from tawthiq.coding.annotated import Annotated
from tawthiq.coding.clause_words import clause_words
from tawthiq.coding.entries import Mention
from tawthiq.coding.frames import Frame
from tawthiq.coding.nearby import word_set

__all__ = ["is_hit", "objects_of", "weapon_class", "weapons_of"]

_HIT_KINDS = frozenset(
    "bombard target air rocketry assault destruction control clash blast"
    " base suicide shooting killing disrupted handover torture arrest abduction dispersal".split()
)
_HIT_PREPOSITIONS = frozenset({"علي", "على", "ضد", "تجاه", "باتجاه", "صوب", "بحق", "نحو"})
_REACH = 9


def weapons_of(text: Annotated, frame: Frame) -> list[Mention]:
    """Weapon mentions of a frame's clause, one a class and place.

    Args:
        text: The annotated report.
        frame: The frame.

    Returns:
        Mentions by start; where two begin at one word the longer.
    """
    found: list[Mention] = []
    weapons = text.of("weapon")
    for i in range(frame.start, frame.end):
        if i not in weapons:
            continue
        here = [m for m in weapons[i] if m.end <= frame.end and _counts(text, frame, m)]
        if here and (not found or i >= found[-1].end):
            found.append(max(here, key=lambda m: m.end))
    return found


def weapon_class(mention: Mention, conditions: Collection[str]) -> str:
    """Class of a weapon, which for bare words ("صواريخ") depends on who fires (weapons.tsv, column `alt`).

    Args:
        mention: A weapon mention.
        conditions: The event's type and the ids of those who fire.

    Returns:
        The class of the first alternative of which a condition holds, else the entry's own class.
    """
    for alternative in mention.entry.attrs.get("alt", "").split(";"):
        name, _, needed = alternative.partition(":")
        if name and not frozenset(needed.split(",")).isdisjoint(conditions):
            return name
    return mention.entry.label


def _counts(text: Annotated, frame: Frame, mention: Mention) -> bool:
    attrs = mention.entry.attrs
    only, never = attrs.get("only_with", ""), attrs.get("not_with", "")
    if only and not _has_any(text, frame.start, frame.end, only):
        return False
    return not (never and _has_any(text, max(frame.start, mention.start - 2), min(frame.end, mention.end + 2), never))


def _has_any(text: Annotated, start: int, end: int, cell: str) -> bool:
    wanted = word_set(cell)
    return any(not wanted.isdisjoint(_STEMS[form]) for form in text.words.forms[start:end])


def _stems(form: str) -> frozenset[str]:
    return frozenset({form, bare_key(form), bare_key(form.lstrip("وبلف"))})


_STEMS = Memo(_stems)


def objects_of(text: Annotated, frame: Frame) -> list[Mention]:
    """Objects of a frame's clause that are hit or destroyed.

    Args:
        text: The annotated report.
        frame: The frame.

    Returns:
        Mentions by start.
    """
    found: list[Mention] = []
    objects = text.of("object")
    for i in range(frame.start, frame.end):
        here = [m for m in objects[i] if m.end <= frame.end] if i in objects else None
        if not here or (found and i < found[-1].end):
            continue
        mention = max(here, key=lambda m: m.end)
        listed = bool(found) and mention.prefix == "و" and i - found[-1].end <= 4
        if listed or is_hit(text, frame, i):
            found.append(mention)
    return found


def is_hit(text: Annotated, frame: Frame, at: int) -> bool:
    """Whether a thing or people at a word are what an act of the frame is done to."""
    triggers = {a.end - 1: a for a in frame.triggers}
    forms: Sequence[str] = text.words.forms
    for i in range(at - 1, max(frame.start, at - _REACH) - 1, -1):
        form = forms[i]
        if form in clause_words("damage"):
            return True
        if form in _HIT_PREPOSITIONS:
            return any(k < i for k in triggers)
        act = triggers.get(i)
        if act is not None:
            if act.role == "harm":
                return False
            return act.kind in _HIT_KINDS and (
                act.is_verb or act.rule in ("hit", "bombard", "demolish", "base", "control")
            )
        if form in ("في", "قرب", "من", "خلال", "داخل", "بعد", "جراء", "الي", "اثر"):
            return False
    return False
