"""The words of a sentence that tell an act or its harm, one reading each."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tawthiq.arabic.fold import fold_key
from tawthiq.coding.annotated import Annotated, Sentence
from tawthiq.coding.clause_words import clause_words
from tawthiq.coding.entries import Mention
from tawthiq.coding.nearby import distance_to

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
    cues, told = text.of("cue"), text.of("trigger")
    for i in range(sentence.start, sentence.end):
        if i in cues:
            dead = max([dead, *(m.end for m in cues[i] if _hides_acts(m))])
        if i not in told or i < dead or i in text.timed or (found and i < found[-1].end):
            continue
        triggers = [m for m in told[i] if _may_be(text, m)]
        if not triggers:
            continue
        act = _act(text, _best(text, _fitting(text, triggers)))
        if not _describes_control(text, act) and not _is_aim(text, act) and not _is_result(act, found):
            found.append(act)
    return found


_AFTER_REACH = 3
_WITH_REACH = 4


def _may_be(text: Annotated, mention: Mention) -> bool:
    """Whether the surroundings of a trigger let it be one (columns not_forms, not_after and not_with of the table)."""
    attrs = mention.entry.attrs
    forms = text.words.forms
    start, end = mention.start, mention.end
    if mention.suffix == "ه" and text.said(end - 1, end).endswith("ة"):
        return False
    if attrs.get("not_forms") and forms[start] in _written(attrs["not_forms"]):
        return False
    if attrs.get("not_after") and _is_barred(forms, mention, attrs["not_after"]):
        return False
    return not (attrs.get("not_with") and distance_to(forms, range(end, end + _WITH_REACH), attrs["not_with"]))


def _is_barred(forms: Sequence[str], mention: Mention, cell: str) -> bool:
    """Whether a word before a trigger makes it part of another phrase: "مناطق القتال", "مذكرة اعتقال".

    A definite noun owns no indefinite one after it: in "شهدت المنطقة معارك" the fighting stands by itself, unless the
    table lists the noun with its article.
    """
    steps = distance_to(forms, range(mention.start - 1, mention.start - 1 - _AFTER_REACH, -1), cell)
    if steps is None:
        return False
    word = forms[mention.start - steps].lstrip("وف")
    is_apart = word.startswith("ال") and mention.entry.attrs["_number"] != "verb" and not mention.article
    return not is_apart or bool(mention.suffix) or word in _written(cell)


@lru_cache(maxsize=256)
def _written(cell: str) -> frozenset[str]:
    return frozenset(fold_key(part) for part in cell.split("|"))


def _hides_acts(mention: Mention) -> bool:
    """Whether the phrase of a cue holds words of war that tell no act."""
    return mention.entry.label in _NO_ACT and mention.end - mention.start > 1


_EFFECTS = "أدى|أدت|تؤدي|يؤدي|أفضى|أفضت|مما|ما"
_ATTEMPTS = "حاول|حاولت|حاولوا|تحاول|يحاول|يحاولون|محاولة|محاولات|محاولته|محاولتها|محاولتهم|محاولتهما|فشل|فشلت|سعى|سعت"


def _is_aim(text: Annotated, act: Act) -> bool:
    """What an act of control is wanted for did not happen by that: "هجوما لاستعادة المدينة"."""
    if act.kind != "control" or act.is_verb:
        return False
    if not act.mention.prefix.endswith("ل"):
        return act.mention.prefix == "و" and _has_purpose(text, act.start)
    before = range(act.start - 1, act.start - 3, -1)
    return distance_to(text.words.forms, before, _EFFECTS) is None


_PURPOSE_REACH = 7


def _has_purpose(text: Annotated, at: int) -> bool:
    """Whether words of purpose open a list of aims before a word: "in order to storm the town and to control it"."""
    connectors = text.of("connector")
    return any(
        m.entry.label == "purpose" for i in range(max(at - _PURPOSE_REACH, 0), at) for m in connectors.get(i, ())
    )


# A thing destroyed is told as the result of an act before it, where no other subject stands between.
_RESULT_REACH = 25
_SEIZING = frozenset({"abduction", "arrest"})


def _is_result(act: Act, found: Sequence[Act]) -> bool:
    """Whether an act is what one before it led to.

    Destruction after another act ("قصف القرية ودمر منازل"), and being led away after having been seized ("اختطفوا شابا
    واقتادوه إلى جهة مجهولة").
    """
    if act.rule == "ledAway":
        return any(before.kind in _SEIZING for before in found)
    joined = act.mention.prefix[:1] in ("و", "ف")
    return act.rule == "destroy" and joined and bool(found) and act.start - found[-1].end < _RESULT_REACH


# Cues whose phrase holds words of war that tell no act: "منذ اندلاع الحرب", "تحت سيطرة", "هجوم لاذع".
_NO_ACT = frozenset({"control", "frame", "figurative", "crime", "exercise", "anniversary"})
_WHICH = frozenset({"الذي", "التي", "الذين", "اللذين", "اللتين"})
_ON_IT = frozenset({"عليه", "عليها", "عليهما", "عليهم"})


def _describes_control(text: Annotated, act: Act) -> bool:
    """As in "التي تسيطر عليها": a bare description of control is no event (codebook, section 2)."""
    after = text.words.forms[act.end] if act.end < len(text.words) else ""
    if act.kind != "control":
        return False
    if after in _ON_IT and act.is_verb:
        return True
    before = text.words.forms[act.start - 1] if act.start else ""
    if act.is_verb and before in _WHICH and text.words.forms[act.start].startswith(("ي", "ت")):
        return True
    if before == "من" and not act.is_verb and not act.mention.article and act.rule == "control":
        return text.words.forms[act.start].startswith("سيطر")
    return before in ("مناطق", "لمناطق", "بمناطق", "تحت", "ومناطق", "خارج", "مواقع")


def _fitting(text: Annotated, triggers: Sequence[Mention]) -> Sequence[Mention]:
    """Of a word that may be a verb or its verbal noun ("قتل"), the readings that its surroundings allow."""
    verbs = [m for m in triggers if m.entry.attrs["_number"] == "verb"]
    nouns = [m for m in triggers if m.entry.attrs["_number"] != "verb"]
    if not verbs or not nouns or max(m.end for m in nouns) > verbs[0].end:
        return triggers
    at = triggers[0].start
    before = text.words.forms[at - 1] if at else ""
    is_noun = before in clause_words("noun_lead") or any(m.article or m.prefix.endswith(("ب", "ل", "ك")) for m in nouns)
    return nouns if is_noun else verbs


def _best(text: Annotated, triggers: Sequence[Mention]) -> Mention:
    if len(triggers) == 1:
        return triggers[0]
    return min(
        triggers,
        key=lambda m: (
            m.start - m.end,
            not m.entry.attrs["needs"],
            _need_distance(text, m),
            _ROLE_ORDER.get(m.entry.attrs["role"], 9),
            len(m.prefix) + len(m.suffix),
        ),
    )


_FAR = 99


def _need_distance(text: Annotated, mention: Mention) -> int:
    """How far the word stands that a trigger needs: of two meanings the one whose word is nearer holds."""
    cell = mention.entry.attrs["needs"]
    if not cell:
        return 0
    after = distance_to(text.words.forms, range(mention.end, mention.end + 12), cell)
    before = distance_to(text.words.forms, range(mention.start - 1, mention.start - 6, -1), cell)
    return min(after or _FAR, before or _FAR)


def _act(text: Annotated, mention: Mention) -> Act:
    attrs = mention.entry.attrs
    kind = attrs["type"]
    if kind == "control" and distance_to(text.words.forms, range(mention.start - 1, mention.start - 4, -1), _ATTEMPTS):
        # An attempt to take a place is fighting for it (codebook, section 2).
        kind = "advance"
    return Act(
        mention.start,
        mention.end,
        attrs["role"],
        kind,
        mention.entry.label,
        attrs["strength"] == "strong",
        attrs["_number"] == "verb",
        mention,
    )
