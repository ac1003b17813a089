"""Counts of people: "5 مدنيين بينهم طفلان" and its many forms (codebook, section 4 and rulings 20 to 22).

A count phrase is a number with a noun for people, such a noun alone, or a bare number; person_phrases.py reads what
belongs to it. Which harm befell the people is decided by harm.py; a noun may tell it itself ("قتلى").
"""

from bisect import bisect_left

from tawthiq.arabic.memo import Memo
from tawthiq.arabic.numbers import Number
from tawthiq.coding.annotated import Annotated
from tawthiq.coding.entries import Mention
from tawthiq.coding.harm_words import harm_words
from tawthiq.coding.person_nouns import MARKS, has_name, is_armed_party, party_end, person_at
from tawthiq.coding.person_phrases import People, Phrase

__all__ = ["People", "people_between"]

_FROM = frozenset({"من", "لل"})
_FILL_REACH = 3
_VAGUE_PLURAL = 2
_PAIR = 2


def people_between(text: Annotated, start: int, end: int) -> list[People]:
    """Read the count phrases of a stretch of words.

    Args:
        text: The annotated report.
        start: First word.
        end: Index after the last word.

    Returns:
        Phrases by start, none overlapping.
    """
    at = bisect_left(text.numbers, start, key=lambda n: n.start)
    numbers: dict[int, Number] = {}
    while at < len(text.numbers) and text.numbers[at].end <= end:
        numbers[text.numbers[at].start] = text.numbers[at]
        at += 1
    found: list[People] = []
    openers = text.once(_openers)
    i = start
    while i < end:
        if i not in openers:
            i += 1
            continue
        number = numbers.get(i)
        if number is not None:
            people = _numbered(text, number, end)
            stop = number.end
        else:
            people = _unnumbered(text, i, end)
            stop = i + 1
        if people is not None:
            found.append(people)
            stop = max(stop, people.end)
        i = stop
    return found


def _openers(text: Annotated) -> frozenset[int]:
    """Words at which a count phrase may begin: numbers, nouns for people and offices, others."""
    others = (i for i, form in enumerate(text.words.forms) if _OTHERS[form])
    return frozenset((*text.of("person"), *text.of("source"), *(n.start for n in text.numbers), *others))


def _numbered(text: Annotated, number: Number, end: int) -> People | None:
    """A number and what it counts: "11 مدنيا", "ثلاثة من عناصر", "46 اخرون", "مقتل 9"."""
    phrase = Phrase(text, number.start, end)
    phrase.number, phrase.stop = number, number.end
    phrase.low, phrase.high, phrase.rule = number.low, number.high, f"count.{number.rule}"
    forms = phrase.forms
    at = number.end
    while at < end and at < number.end + _FILL_REACH and (forms[at] in _FROM or forms[at] in MARKS):
        at += 1
    noun = person_at(text, at, counted=True) if at < end else None
    if noun is not None and noun.end <= end and not noun.prefix:
        phrase.set_noun(noun)
        phrase.is_definite = False
    elif (
        at < end
        and (forms[at - 1] in _FROM or forms[at - 1] == '"' or number.rule == "one-of")
        and is_armed_party(text, at)
    ):
        phrase.arm()
        phrase.stop = min(end, party_end(text, at))
        phrase.rule += "-of-party"
    elif forms[number.first].startswith("ال") and not number.vague:
        phrase.is_definite = True
    elif number.end < end and not _stands_alone(text, number):
        return None
    phrase.grow()
    if phrase.noun is None and not phrase.is_others and not phrase.rule.endswith("-of-party"):
        phrase.rule += "-bare"
    return phrase.people()


_OF_RANK = "برتبه"  # "ضابط برتبة عقيد" is one officer


def _unnumbered(text: Annotated, at: int, end: int) -> People | None:
    """A noun for people alone: its form says how many ("مدنيان", "طفل", "جرحى")."""
    noun = person_at(text, at)
    if noun is None:
        return _other(text, at, end)
    if noun.end > end or (at and text.words.forms[at - 1] == _OF_RANK) or _is_nobody_known(text, at):
        return None
    phrase = Phrase(text, at, end)
    phrase.set_noun(noun)
    shape = noun.entry.attrs["_number"]
    alike = noun.end == at + 1 and phrase.forms[at].endswith("ين") and "ون" in noun.entry.attrs.get("plural", "")
    if shape == "dual" and alike:
        shape = "plural"  # "المصابين" is written alike for two and for many
    phrase.rule = f"count.form-{shape}"
    needs = noun.entry.attrs["needs"]
    named = shape == "singular" and bool(needs) and has_name(text, noun.end, end)
    addressed = named and phrase.is_definite and (phrase.group != "unspecified" or _tells_harm(text, at - 1))
    counted = addressed or (needs == "count" and shape == "singular" and _is_noun(text, noun))
    phrase.is_weak = (needs == "name" and not named) or (needs == "count" and not counted)
    if shape == "dual":
        phrase.low = phrase.high = _PAIR
    elif shape == "plural":
        phrase.low, phrase.high = _VAGUE_PLURAL, None
    phrase.grow()
    if shape == "singular":
        phrase.take_name()
    return phrase.people()


def _is_nobody_known(text: Annotated, at: int) -> bool:
    """Whether "unknown gunmen" stand here: without a number they are who did it, not who was harmed."""
    actors = text.of("actor").get(at, ())
    return any(form.startswith(("مجهول", "ملثم")) for m in actors for form in text.words.forms[at + 1 : m.end])


# "عسكريا", "إعلاميا" are rather "by arms", "in the media".
_ADVERBS = frozenset({"عسكري", "إعلامي"})


def _is_noun(text: Annotated, noun: Mention) -> bool:
    """Whether a word that may be an adjective is a noun here: "قتل الجيش مسلحا", "جندي ومسلح"; not "هجوما مسلحا"."""
    at = noun.start
    if noun.entry.attrs["lemma"] in _ADVERBS:
        return False
    before = text.words.forms[at - 1] if at else ""
    if noun.prefix == "و":
        return any(m.end == at for m in text.of("person").get(at - 1, ()))
    return not noun.prefix and text.words.forms[at].endswith("ا") and not before.endswith("ا")


def _tells_harm(text: Annotated, at: int) -> bool:
    return any(m.entry.attrs["role"] == "harm" for m in text.of("trigger").get(at, ()))


def _is_other(form: str) -> bool:
    words = harm_words()
    bare = form[1:] if form[0] in "ولب" else form
    return bare in words["others"] or bare in words["other_one"]


# Whether a word may tell of others with no number (see `_other`).
_OTHERS = Memo(_is_other)


def _other(text: Annotated, at: int, end: int) -> People | None:
    """Others with no number: "وآخرين" 2 or more, "وآخر" one, "وآخران" two."""
    form = text.words.forms[at]
    if not _OTHERS[form]:
        return None
    bare = form[1:] if form[0] in "ولب" else form
    words = harm_words()
    phrase = Phrase(text, at, end)
    phrase.stop, phrase.is_others = phrase.start + 1, True
    if bare in words["other_one"] and phrase.forms[phrase.start - 1] in words["some"]:
        phrase.start -= 1
        phrase.low, phrase.high, phrase.rule = _VAGUE_PLURAL, None, "count.vague"
        return phrase.people()
    if bare in words["other_one"]:
        phrase.rule = "count.form-singular"
    elif bare in words["other_two"]:
        phrase.low = phrase.high = _PAIR
        phrase.rule = "count.form-dual"
    else:
        phrase.low, phrase.high = _VAGUE_PLURAL, None
        phrase.rule = "count.form-plural"
    phrase.is_weak = bare in words["other_one"]
    phrase.grow()
    return phrase.people()


def _stands_alone(text: Annotated, number: Number) -> bool:
    """Whether a bare number is one of people by what follows, or counts something else ("9 غارات", "10 منازل")."""
    at = number.end
    form = text.words.forms[at]
    words = harm_words()
    if form in words["others"] or form in words["amid"] or form in words["all"]:
        return True
    if not form[0].isalpha() or form in words["after_bare"] or form in words["between"]:
        return form not in ("%", "/")
    if form[0] in "وب" and len(form) > 2:
        return True
    if at in text.timed:
        return True
    return _tells_harm(text, at) or any(m.entry.kind in ("connector", "direction", "cue") for m in text.at.get(at, ()))
