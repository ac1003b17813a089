"""Weapons and objects of a frame (codebook, section 4; ruling 25)."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from tawthiq.arabic.memo import Memo
from tawthiq.arabic.words import bare_key
from tawthiq.coding.acts import Act
from tawthiq.coding.annotated import Annotated
from tawthiq.coding.clause_words import clause_words
from tawthiq.coding.entries import Mention
from tawthiq.coding.frames import Frame
from tawthiq.coding.nearby import word_set

__all__ = ["is_hit", "objects_of", "weapon_class", "weapons_of"]

_HIT_KINDS = frozenset(
    "bombard target air rocketry assault destruction clash blast suicide shooting killing disrupted torture chem"
    " massacre operation".split()
)
# What is told of a place or thing with these is no hit on it: it is taken, held, set up, crossed.
_NO_HIT_KINDS = frozenset(
    "control handover base movement withdraw enter advance agreement protest arrest abduction other".split()
)
_EXPLODES = frozenset({"blast", "suicide", "chem"})
_DIRECT_RULES = frozenset({"hit", "bombard", "demolish"})
_HIT_PREPOSITIONS = frozenset({"علي", "على", "ضد", "تجاه", "باتجاه", "صوب", "بحق", "نحو"})
_STOPS = frozenset(
    {"في", "قرب", "من", "خلال", "داخل", "بعد", "جراء", "الي", "اثر", "امام", "قباله", "بجانب", "بجوار", "جوار"}
    | {"بالقرب", "خلف", "بمحاذاه", "اطراف", "محيط", "شارع", "وسط"}
)
_INSIDE = frozenset({"في", "داخل", "وسط"})
_REACH = 9
_SITE_REACH = 7
_SITE_GAP = 2
_DAMAGE_REACH = 4
_RETORT_REACH = 6
_SUBJECT_GAP = 2
_TARGET_REACH = 6
_MADE_MILITARY = frozenset({"infrastructure", "vehicle", "other"})
_KIND_REACH = 3


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
    if not clause_words("answer").isdisjoint(
        text.words.forms[max(frame.start, mention.start - _RETORT_REACH) : mention.start]
    ):
        return False  # "غارات ردا على إطلاق صواريخ": what the other side fired
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
        if _attacks(text, frame, mention) or _only_names(text, mention, found):
            continue
        listed = bool(found) and mention.prefix == "و" and i - found[-1].end <= 4
        if listed or is_hit(text, frame, i) or _is_struck(text, frame, mention):
            found.append(_with_its_kind(text, mention))
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
            return _nearest_hits(frame, i)
        act = triggers.get(i)
        if act is not None:
            return _hits_next(frame, act, at)
        if form in _STOPS and not (form == "من" and _is_quantity(text, frame, i)):
            return form in _INSIDE and at - i <= _SITE_GAP and (_explodes_before(frame, i) or _damages(text, frame, i))
        if form in clause_words("passing"):
            return any(a.kind in _EXPLODES for a in frame.acts)
    return False


def _hits_next(frame: Frame, act: Act, at: int) -> bool:
    """Whether an act is done to what follows it: a verb, a verbal noun, or a noun that is the subject of a verb."""
    if act.role == "harm" or act.kind not in _HIT_KINDS:
        return False
    if act.is_verb or act.rule in _DIRECT_RULES or (act.kind == "blast" and act.end == at):
        return True
    # "استهدفت الغارات ثلاث قواعد"
    return any(
        a.is_verb and a.role != "harm" and a.kind in _HIT_KINDS and 0 <= act.start - a.end <= _SUBJECT_GAP
        for a in frame.triggers
    )


def _nearest_hits(frame: Frame, at: int) -> bool:
    """Whether the act before a preposition ("على", "باتجاه") can be done to what follows it."""
    before = [a for a in frame.triggers if a.end <= at]
    return bool(before) and before[-1].kind not in _NO_HIT_KINDS


def _explodes_before(frame: Frame, at: int) -> bool:
    """Whether something went off right before "in": "انفجار عبوة في سوق", "فجر نفسه داخل مسجد"."""
    return any(a.kind in _EXPLODES and 0 <= at - a.end <= _SITE_REACH for a in frame.acts)


def _damages(text: Annotated, frame: Frame, at: int) -> bool:
    """Whether damage is told right before "in": "أضرار مادية في المنازل"."""
    before = text.words.forms[max(frame.start, at - _DAMAGE_REACH) : at]
    return not clause_words("damage").isdisjoint(before)


def _is_quantity(text: Annotated, frame: Frame, at: int) -> bool:
    """Whether "of" stands behind a quantity: "عددا من الأهداف", "جزء كبير من جسرين"."""
    return any(text.words.forms[i] in clause_words("some of") for i in range(max(frame.start, at - 2), at))


def _is_struck(text: Annotated, frame: Frame, mention: Mention) -> bool:
    """Whether a thing is told to have been hit: "تعرض منزل لقصف", "أصيب مسجد", "كان المركز هدفا لهجوم"."""
    forms = text.words.forms
    if not any(a.kind in _HIT_KINDS for a in frame.acts):
        return False
    before = forms[max(frame.start, mention.start - 2) : mention.start]
    if not clause_words("undergoing").isdisjoint(f.removeprefix("و") for f in before):
        return True
    after = forms[mention.end : min(frame.end, mention.end + _TARGET_REACH)]
    return not clause_words("made a target").isdisjoint(after)


def _attacks(text: Annotated, frame: Frame, mention: Mention) -> bool:
    """Whether a thing is the subject of the verb before it: "قصفت طائرات حربية البلدة"."""
    forms = text.words.forms
    if forms[mention.start - 1] in clause_words("carried out by") and mention.start > frame.start:
        return True  # "قصف نفذته طائرة"
    if forms[mention.start] not in clause_words("aircraft"):
        return False
    return any(a.is_verb and a.end == mention.start and a.mention.person == "past-3fs" for a in frame.acts)


def _only_names(text: Annotated, mention: Mention, found: Sequence[Mention]) -> bool:
    """Whether a word is part of a name, a road something is on, or what fires: "مسجد مقر الفوج", "على طريق المطار"."""
    forms = text.words.forms
    if found and found[-1].end == mention.start and not mention.prefix:
        return True
    after = forms[mention.end] if mention.end < len(forms) else ""
    if after in clause_words("town's second word"):
        return True
    before = forms[mention.start - 1] if mention.start else ""
    is_road = forms[mention.start].removeprefix("ال") in clause_words("road")
    if is_road and before in ("علي", "على"):
        return True
    fires = mention.prefix.endswith("ب") and mention.entry.label == "military"
    return fires and mention.start in text.of("weapon")


def _with_its_kind(text: Annotated, mention: Mention) -> Mention:
    """An object of the military where an adjective behind its name says so: "مطار المزة العسكري"."""
    if mention.entry.label not in _MADE_MILITARY:
        return mention
    for form in text.words.forms[mention.end : mention.end + _KIND_REACH]:
        if form in clause_words("military"):
            return replace(mention, entry=replace(mention.entry, label="military"))
        if form in _STOPS or not form[0].isalpha():
            break
    return mention
