"""People told by name alone, or by the pronoun of a word of harm: "استشهد محمد علي", "ما أدى إلى مقتله"."""

from collections.abc import Sequence
from functools import lru_cache

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.frames import Frame
from tawthiq.coding.harm_slots import Slot
from tawthiq.coding.harm_words import harm_words
from tawthiq.coding.person_nouns import may_be_name
from tawthiq.coding.person_phrases import People
from tawthiq.resources.loader import PACKAGE_ROOT, read_table

__all__ = ["names_behind", "referred_by"]

_LONGEST_NAME = 6
_LEAST_WORDS = 2
# Names of people stand in fewer texts of the reading corpus than this, but for those of harm_words.tsv.
_COMMON = 35
_PLURAL = frozenset({"هم", "هن", "هما"})
_OPENS = frozenset({'"', "(", "-", ":", ","})


def names_behind(text: Annotated, frame: Frame, slot: Slot, people: Sequence[People]) -> People | None:
    """Read the names behind a word of harm.

    Args:
        text: The annotated report.
        frame: The frame.
        slot: The word of harm.
        people: Count phrases of the frame: names are read only where none stands right there.

    Returns:
        The named as one count, or None where what follows is no name.
    """
    if slot.kind in ("fallen", "bodies") or any(slot.end - 1 <= p.start <= slot.end + 1 for p in people):
        return None
    if slot.suffix or (slot.is_verb and not (slot.person.startswith("past") and slot.person.endswith("s"))):
        return None
    forms = text.words.forms
    taken = {p.start for p in people}
    start = stop = None
    number, i = 0, slot.end
    while i < frame.end and i not in taken:
        while i < frame.end and (forms[i] in _OPENS or forms[i].isdecimal() or (forms[i] == "و" and number)):
            i += 1
        end = _name_end(text, i, frame.end)
        if end - i < _LEAST_WORDS:
            break
        if not (number or not forms[i].startswith(("ال", "ب", "ل", "و")) or forms[i] in harm_words()["name"]):
            break
        start, stop = (i if start is None else start), end
        number, i = number + 1, end
        while i < frame.end and forms[i] in ('"', ")", "،"):
            i += 1
        if i >= frame.end or not (forms[i].startswith("و") or forms[i - 1] == "،" or forms[i].isdecimal()):
            break
    if start is None or stop is None:
        return None
    return People(start, stop, number, number, "unspecified", (), True, None, "count.name", is_definite=True)


def _name_end(text: Annotated, at: int, end: int) -> int:
    """Index after the words that make a name; the index itself where there is none."""
    forms = text.words.forms
    i = at
    while i < min(end, at + _LONGEST_NAME):
        joined = i == at and forms[i].startswith("و") and not text.at.get(i) and len(forms[i]) > 3
        if i in text.timed or (not joined and not may_be_name(text, i)):
            break
        if i >= at + _LEAST_WORDS and not _is_telling(forms[i]):
            break
        i += 1
    return i if any(_is_telling(f) for f in forms[at:i]) else at


def _is_telling(form: str) -> bool:
    """Whether a word is a name rather than a common word of reports."""
    return form in harm_words()["name"] or form.removeprefix("ال") not in _common_words()


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    rows = read_table(PACKAGE_ROOT / "language" / "common_words.tsv")
    return frozenset(row["word"] for row in rows if int(row["texts"]) >= _COMMON)


def referred_by(text: Annotated, slot: Slot, people: Sequence[People]) -> People | None:
    """The people that a pronoun on a word of harm points to: the last phrase of its number.

    Args:
        text: The annotated report.
        slot: The word of harm.
        people: Count phrases that nothing befell yet.

    Returns:
        The phrase, or None.
    """
    plural = slot.suffix in _PLURAL
    before = (p for p in people if p.end <= slot.start and p.group and not p.is_weak)
    fitting = [p for p in before if (p.low > 1 or p.high is None) == plural]
    last = fitting[-1] if fitting else None
    return None if last is not None and slot.suffix == "ها" and not _is_feminine(text, last) else last


def _is_feminine(text: Annotated, people: People) -> bool:
    noun = people.noun
    return noun is not None and (noun.entry.label == "women" or text.words.forms[noun.end - 1].endswith("ه"))
