"""Harm that is denied: "دون إصابات", "لم يصب أحد", "لم تسفر عن ضحايا" count 0 (codebook, section 4; ruling 22)."""

from dataclasses import dataclass

from tawthiq.coding.annotated import Annotated, Sentence
from tawthiq.coding.frames import Frame
from tawthiq.coding.harm_words import harm_words
from tawthiq.coding.person_nouns import is_armed_party, person_at

__all__ = ["Denied", "denied_of"]

_REACH = 10
_GROUP_REACH = 4
_UNSPECIFIED = "unspecified"
_BEFORE_GROUP = frozenset({"بين", "في", "من", "اي", "ايه", "صفوف", "احد", "لدي", "عن", "و", "او"})


@dataclass(frozen=True, slots=True)
class Denied:
    """A harm that nobody suffered.

    Attributes:
        start: Index of the word that denies it.
        end: Index after the last word.
        harm: killed or injured; "" where it is only not known.
        group: Of whom it is denied; unspecified where the text says no group.
    """

    start: int
    end: int
    harm: str
    group: str


def denied_of(text: Annotated, sentence: Sentence, frame: Frame) -> list[Denied]:
    """Read the denied harms of a frame.

    Args:
        text: The annotated report.
        sentence: Its sentence.
        frame: The frame.

    Returns:
        Denied harms by start, one a harm and denial.
    """
    found: list[Denied] = []
    done = frame.start
    cues = text.of("cue")
    for i in range(frame.start, frame.end):
        if i < done or i not in cues:
            continue
        cue = next((m for m in cues[i] if m.entry.label == "negation"), None)
        if cue is not None:
            here = _from(text, i, min(cue.end, i + 1), min(sentence.end, frame.end))
            found += here
            done = here[-1].end if here else cue.end if cue.end == i + 1 else i + 1
    return found


def _from(text: Annotated, start: int, at: int, end: int) -> list[Denied]:
    """The harms that a negation denies."""
    words, forms = harm_words(), text.words.forms
    harms: list[str] = []
    stop = i = at
    while i < min(end, at + _REACH):
        form = forms[i]
        if form in words["unknown"]:
            return _unknown(text, start, i, end)
        harm, length = _harm_at(text, i)
        if harm:
            if harm == "verb":
                return []
            harms.append(harm)
            i += length
            stop = i
            continue
        if not {form, form.removeprefix("و")} & words["denied"] and form not in words["nobody"]:
            break
        i += 1
    if not harms:
        return []
    group, stop = _group(text, stop, end)
    if group is None:
        return []
    return [Denied(start, stop, harm, group) for harm in dict.fromkeys(harms)]


def _unknown(text: Annotated, start: int, at: int, end: int) -> list[Denied]:
    """Harm of which nobody knows ("دون معلومات عن إصابات"): neither it nor its denial is told."""
    for i in range(at + 1, min(end, at + _REACH)):
        harm, length = _harm_at(text, i)
        if harm in ("killed", "injured"):
            return [Denied(start, i + length, "", "")]
        if text.words.forms[i] not in harm_words()["denied"]:
            break
    return []


def _harm_at(text: Annotated, i: int) -> tuple[str, int]:
    """The harm that a word tells, with the number of its words."""
    words, forms = harm_words(), text.words.forms
    if forms[i] in words["loss"] or forms[i].removeprefix("ال") in words["loss"]:
        following = forms[i + 1] if i + 1 < len(forms) else ""
        if following in words["thing"]:
            return "verb", 1
        return "killed", 1 + (following in ("بشريه", "البشريه"))
    for mention in text.at.get(i, ()):
        entry = mention.entry
        if entry.kind == "trigger" and entry.attrs["role"] == "harm":
            if entry.attrs["type"] == "fallen" or (mention.person and "-3" not in mention.person):
                continue
            return ("injured" if entry.attrs["type"] == "injured" else "killed"), mention.end - i
        if entry.kind == "person" and entry.attrs["harm"] in ("killed", "injured"):
            return entry.attrs["harm"], mention.end - i
    return "", 0


def _group(text: Annotated, at: int, end: int) -> tuple[str | None, int]:
    """The group that was spared, with the index after its words; None where it is things that were not hit."""
    words, forms = harm_words(), text.words.forms
    i = at
    nobody = False
    while i < min(end, at + _GROUP_REACH):
        noun = person_at(text, i)
        if noun is not None:
            label = noun.entry.label
            return (label if label != _UNSPECIFIED else _UNSPECIFIED), noun.end
        if is_armed_party(text, i):
            return "fighters", i + 1
        if forms[i] in words["nobody"]:
            nobody = True
        elif forms[i] not in _BEFORE_GROUP:
            if i > at and forms[i - 1] in ("اي", "ايه") and not nobody:
                return None, i
            break
        i += 1
    return _UNSPECIFIED, at + (1 if nobody else 0)
