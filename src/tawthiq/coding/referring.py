"""A definite "the attack" tells on of an attack whose means were said before, and takes its type (codebook, section 2).

Which explosion "the attack" or "the operation" was stands in the clause that told it first; read alone the word would
make a clash or an attack by gunfire, which nothing joins to the explosion.
"""

from collections.abc import Sequence

from tawthiq.coding.drafts import Draft

__all__ = ["refer_back"]

_UNNAMED_MEANS = frozenset({"assault", "target", "massacre"})
_VAGUE_TYPES = frozenset({"armed-clash", "attack", "shelling"})
_EXPLOSIONS = frozenset({"suicide-bomb", "remote-explosive", "air-drone-strike", "shelling", "chemical-weapon"})
# Sentences between an attack and the word that refers to it.
_REACH = 4
# So many drafts are looked back on, so that the work grows with the length of a text and not with its square.
_MOST_BEFORE = 40


def refer_back(drafts: Sequence[Draft], before: Sequence[Draft]) -> None:
    """Give drafts that refer back the type of the explosion they refer to.

    Args:
        drafts: Drafts of one sentence, in order; changed in place.
        before: Drafts of the sentences before it, in order.
    """
    told = list(before[-_MOST_BEFORE:])
    for draft in drafts:
        if _refers(draft):
            earlier = _told_before(draft, told)
            if earlier is not None:
                draft.type = earlier.type
        told.append(draft)


def _refers(draft: Draft) -> bool:
    if not draft.is_definite or draft.type not in _VAGUE_TYPES or draft.weapons:
        return False
    return draft.kinds <= _UNNAMED_MEANS and draft.frame.acts[0].kind in ("assault", "massacre")


def _told_before(draft: Draft, told: Sequence[Draft]) -> Draft | None:
    """The explosion that a draft refers to: the nearest attack of any kind before it, if that is one."""
    for earlier in reversed(told):
        if draft.frame.sentence - earlier.frame.sentence > _REACH:
            return None
        if earlier.type in _EXPLOSIONS:
            on_other_day = earlier.day and draft.day and earlier.day != draft.day
            return None if on_other_day else earlier
        if earlier.kinds & _UNNAMED_MEANS:
            return None
    return None
