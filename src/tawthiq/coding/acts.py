"""The words of a sentence that tell an act or its harm, one reading each."""

from collections.abc import Sequence
from dataclasses import dataclass

from tawthiq.coding.annotated import Annotated, Sentence
from tawthiq.coding.entries import Mention

__all__ = ["Act", "acts_of"]

# Where a word can be read as several triggers, the roles are tried in this order; a trigger with its needed word
# beside it goes before one that needs none.
_ROLE_ORDER = {"act": 0, "harm": 1, "means": 2, "effect": 3, "light": 4}


@dataclass(frozen=True, slots=True, eq=False)
class Act:
    """A trigger as it stands in a sentence.

    Attributes:
        start: Index of its first word.
        end: Index after its last word.
        role: act, harm, means, effect or light (lexicon/triggers.tsv).
        kind: The kind of act or harm (column `type` of the table).
        rule: Id of the trigger.
        is_strong: Whether it makes an event by itself.
        is_verb: Whether it is a verb form.
        mention: The mention it was read from.
    """

    start: int
    end: int
    role: str
    kind: str
    rule: str
    is_strong: bool
    is_verb: bool
    mention: Mention

    @property
    def is_passive(self) -> bool:
        """Whether its form can only be passive."""
        return self.mention.voice == "passive"


def acts_of(text: Annotated, sentence: Sentence) -> list[Act]:
    """Read the triggers of a sentence.

    Args:
        text: The annotated report.
        sentence: One of its sentences.

    Returns:
        Acts by start, none overlapping.
    """
    found: list[Act] = []
    dead = -1
    timed = {k for d in text.dates for k in range(d.start, d.end)}
    for i in range(sentence.start, sentence.end):
        here = text.at.get(i, ())
        dead = max([dead, *(m.end for m in here if m.entry.kind == "cue" and m.entry.label in _NO_ACT and m.end - i > 1)])
        triggers = [m for m in here if m.entry.kind == "trigger"]
        if not triggers or i < dead or i in timed or (found and i < found[-1].end):
            continue
        act = _act(_best(_fitting(text, triggers)))
        if not _describes_control(text, act):
            found.append(act)
    return found


# Cues whose phrase holds words of war that tell no act: "منذ اندلاع الحرب", "تحت سيطرة", "هجوم لاذع".
_NO_ACT = frozenset({"control", "frame", "figurative", "crime", "exercise", "anniversary"})
_ON_IT = frozenset({"عليه", "عليها", "عليهما", "عليهم"})


def _describes_control(text: Annotated, act: Act) -> bool:
    """ "التي تسيطر عليها": a bare description of control is no event (codebook, section 2)."""
    after = text.words.forms[act.end] if act.end < len(text.words) else ""
    if act.kind != "control":
        return False
    if after in _ON_IT and act.is_verb:
        return True
    before = text.words.forms[act.start - 1] if act.start else ""
    return before in ("مناطق", "لمناطق", "بمناطق", "تحت", "ومناطق", "خارج", "مواقع")


_NOUN_LEADS = frozenset({"في", "عن", "من", "الي", "علي", "بعد", "جراء", "اثر", "خلال", "عمليه", "جريمه", "حادثه", "محاوله", "نتيجه", "تم", "حيث_تم",
    "يتم", "تمت", "بسبب", "عمليات", "عقب", "الي", "وتم", "منذ"})  # fmt: skip


def _fitting(text: Annotated, triggers: Sequence[Mention]) -> Sequence[Mention]:
    """Of a word that may be a verb or its verbal noun ("قتل"), the readings that its surroundings allow."""
    verbs = [m for m in triggers if m.entry.attrs["_number"] == "verb"]
    nouns = [m for m in triggers if m.entry.attrs["_number"] != "verb"]
    if not verbs or not nouns or max(m.end for m in nouns) > verbs[0].end:
        return triggers
    at = triggers[0].start
    before = text.words.forms[at - 1] if at else ""
    is_noun = before in _NOUN_LEADS or any(m.article or m.prefix.endswith(("ب", "ل", "ك")) for m in nouns)
    return nouns if is_noun else verbs


def _best(triggers: Sequence[Mention]) -> Mention:
    return min(
        triggers,
        key=lambda m: (
            m.start - m.end,
            not m.entry.attrs["needs"],
            _ROLE_ORDER.get(m.entry.attrs["role"], 9),
            len(m.prefix) + len(m.suffix),
        ),
    )


def _act(mention: Mention) -> Act:
    attrs = mention.entry.attrs
    return Act(
        mention.start,
        mention.end,
        attrs["role"],
        attrs["type"],
        mention.entry.label,
        attrs["strength"] == "strong",
        attrs["_number"] == "verb",
        mention,
    )
