"""Slots of harm, and those that words make which are no acts: lives that were lost, people who fell."""

from collections.abc import Set
from dataclasses import dataclass

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.frames import Frame
from tawthiq.coding.harm_words import harm_words

__all__ = ["Slot", "fallen", "lost_lives"]

_LIFE_REACH = 7


@dataclass(frozen=True, slots=True)
class Slot:
    """A word of harm with what it does.

    Attributes:
        start: Index of its first word.
        end: Index after its last word.
        harms: killed, injured, detained; two where two words are joined.
        kind: Kind of its act.
        suffix: The pronoun that stands for its victim ("مقتله"), else "".
        is_either: Whether "or" joins its words.
        is_verb: Whether it is a verb.
        is_passive: Whether its form can only be passive.
        is_many: Whether it is a verb of several people ("قتلوا", "قتلتا").
        person: Tense, person, gender and number of a verb, else "".
        is_over: Whether "على" leads to its people ("قضى على ثلاثة").
    """

    start: int
    end: int
    harms: tuple[str, ...]
    kind: str
    suffix: str = ""
    is_either: bool = False
    is_verb: bool = False
    is_passive: bool = False
    is_many: bool = False
    person: str = ""
    is_over: bool = False


def lost_lives(text: Annotated, frame: Frame) -> list[Slot]:
    """Read lives that were lost: "فقدان شخص لحياته", "فقدوا حياتهم", "فارق الحياة".

    Args:
        text: The annotated report.
        frame: The frame.

    Returns:
        Slots by start.
    """
    words, forms = harm_words(), text.words.forms
    found: list[Slot] = []
    if words["lose"].isdisjoint(forms[frame.start : frame.end]):
        return found
    for i in range(frame.start, frame.end):
        if forms[i] in words["lose"]:
            life = next((k for k in range(i + 1, min(frame.end, i + _LIFE_REACH)) if forms[k] in words["life"]), None)
            if life is not None:
                many = forms[i].endswith("وا")
                verb = forms[i] not in words["losing"]
                found.append(Slot(i, i + 1, ("killed",), "killed", is_verb=verb, is_many=many))
    return found


def fallen(text: Annotated, frame: Frame, people: Set[int], taken: Set[int]) -> list[Slot]:
    """Read people who fell where the word is no act: "سقوط 11 مواطنا", "سقط ثلاثة بين قتيل وجريح".

    Args:
        text: The annotated report.
        frame: The frame.
        people: First words of its indefinite count phrases.
        taken: Words of other slots.

    Returns:
        Slots by start.
    """
    forms, words = text.words.forms, harm_words()
    before = (start - 1 for start in sorted(people))
    return [
        Slot(i, i + 1, ("killed",), "fallen", is_verb=forms[i] not in words["falling"])
        for i in before
        if frame.start <= i < frame.end and forms[i] in words["fallen"] and i not in taken
    ]
