"""Counts of people: "مقتل 5 مدنيين بينهم طفلان" and its many forms (codebook, section 4 and rulings 20 to 22).

A count phrase is a number with a noun for people, a noun for people in the singular, dual or plural, or a bare
number that stands where such a phrase is due. "بينهم" and the like open parts. What the phrase means is decided by
the harm word that governs it, or by the noun itself ("قتلى", "جرحى").
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tawthiq.arabic.numbers import Number
from tawthiq.coding.annotated import Annotated
from tawthiq.coding.entries import Mention

__all__ = ["People", "people_between"]

_FROM = frozenset({"من"})
_OTHERS = frozenset({"اخرين", "اخرون", "اخريات", "اخر", "اخرى", "اخري", "غيرهم", "سواهم"})
_FILL = frozenset({'"', "(", ")", "ما", "لا", "يقل", "عن"})
_VAGUE_PLURAL = 2


@dataclass(frozen=True, slots=True)
class People:
    """Some people told of, with how many.

    Attributes:
        start: Index of the first word.
        end: Index after the last word.
        low: The least number.
        high: The greatest, None where open.
        group: Group of the codebook; "" for a bare number, whose group is that of the phrase before.
        harm: killed, injured or detained where the noun itself says it, else "".
        is_part: Whether "among them" opens it.
        civilian: Whether they are unarmed people.
        noun: The noun's mention, None for a bare number.
        rule: Name of the rule that read it.
    """

    start: int
    end: int
    low: int
    high: int | None
    group: str
    harm: str
    is_part: bool
    civilian: bool
    noun: Mention | None
    rule: str


def people_between(text: Annotated, start: int, end: int) -> list[People]:
    """Read the count phrases of a stretch of words.

    Args:
        text: The annotated report.
        start: First word.
        end: Index after the last word.

    Returns:
        Phrases by start.
    """
    numbers = {n.start: n for n in text.numbers if start <= n.start < end and n.end <= end}
    covered = {i for n in numbers.values() for i in range(n.start, n.end)}
    found: list[People] = []
    in_parts = False
    i = start
    while i < end:
        if _opens_parts(text, i):
            in_parts = True
        elif _closes_parts(text, i):
            in_parts = False
        people = None
        if i in numbers:
            people = _numbered(text, numbers[i], end, in_parts=in_parts)
        elif i not in covered:
            people = _unnumbered(text, i, end, in_parts=in_parts)
        if people is None:
            i = numbers[i].end if i in numbers else i + 1
            continue
        found.append(people)
        i = max(people.end, i + 1)
    return found


def _opens_parts(text: Annotated, at: int) -> bool:
    return any(m.entry.kind == "connector" and m.entry.label == "part" for m in text.at.get(at, ()))


def _closes_parts(text: Annotated, at: int) -> bool:
    return any(m.entry.kind in ("trigger", "connector") and m.entry.label != "part" for m in text.at.get(at, ()))


def _person(text: Annotated, at: int, *, counted: bool = False) -> Mention | None:
    """The noun for people at a word. "إصابة" tells the harm, not who was hurt, unless a number counts it."""
    here = text.at.get(at, ())
    noun = next((m for m in here if m.entry.kind == "person"), None)
    if noun is None or counted or noun.entry.attrs["_number"] != "singular":
        return noun
    tells_harm = any(m.entry.kind == "trigger" and m.entry.attrs["role"] == "harm" and m.end >= noun.end for m in here)
    return None if tells_harm else noun


def _numbered(text: Annotated, number: Number, end: int, *, in_parts: bool) -> People | None:
    """A number and what it counts: "11 مدنيا", "ثلاثة من عناصر", "46 اخرون", "مقتل 9"."""
    forms = text.words.forms
    at = number.end
    noun = None
    while at < end and at < number.end + 3:
        noun = _person(text, at, counted=at == number.end)
        if noun is not None or not (forms[at] in _FROM or forms[at] in _FILL):
            break
        at += 1
    low, high, rule = number.low, number.high, f"count.{number.rule}"
    if noun is not None:
        noun, stop = _specific(text, noun, end)
        stop = _trailing(text, stop, end)
        group, harm = noun.entry.label, noun.entry.attrs["harm"]
        return People(number.start, stop, low, high, group, "" if harm == "none" else harm, in_parts,
                      noun.entry.attrs["civilian_victim"] == "yes", noun, rule)  # fmt: skip
    if number.end < end and forms[number.end] in _OTHERS:
        return People(number.start, number.end + 1, low, high, "", "", in_parts, True, None, rule)
    if number.end + 1 < end and forms[number.end] in _FROM and _is_armed_party(text, number.end + 1):
        return People(number.start, number.end, low, high, "fighters", "", in_parts, False, None, f"{rule}-of-party")
    if number.end < end and _counts_things(text, number.end):
        return None
    return People(number.start, number.end, low, high, "", "", in_parts, True, None, f"{rule}-bare")


def _is_armed_party(text: Annotated, at: int) -> bool:
    """Whether a party or a head of armed people stands at a word ("10 من ميليشيات الحوثي")."""
    return any(
        (m.entry.kind == "actor" and m.entry.label not in ("civilians", "protesters"))
        or (m.entry.kind == "head" and m.entry.label in ("force", "fighters", "organisation"))
        for m in text.at.get(at, ())
    )


def _counts_things(text: Annotated, at: int) -> bool:
    """Whether the word after a bare number is something else that it counts ("9 غارات", "10 منازل")."""
    form = text.words.forms[at]
    if form in ("،", ".", ",", ")", "و", '"', "\n", "على", "علي", "في", "خلال", "جراء", "اثر", "بينهم", "منهم", "من"):
        return False
    if any(m.entry.kind in ("connector", "direction") for m in text.at.get(at, ())):
        return False
    return not any(m.entry.kind == "trigger" and m.prefix.startswith("و") for m in text.at.get(at, ()))


def _specific(text: Annotated, noun: Mention, end: int) -> tuple[Mention, int]:
    """The noun or adjective after a general one whose group is meant: "قتلى مدنيين", "شخص مدني", "9 قتلى من المدنيين"."""
    at = noun.end
    if at < end and text.words.forms[at] in _FROM:
        at += 1
    following = _person(text, at) if at < end else None
    if following is None or following.prefix or noun.entry.label not in ("unspecified", "fighters", "civilians"):
        return noun, noun.end
    if noun.entry.label == "unspecified" and following.entry.label != "unspecified":
        chosen = Mention(noun.start, following.end, following.entry, noun.prefix, article=noun.article)
        if noun.entry.attrs["harm"] != "none":
            attrs = dict(following.entry.attrs) | {"harm": noun.entry.attrs["harm"]}
            chosen.entry = type(noun.entry)("person", following.entry.label, attrs)
        return chosen, following.end
    return noun, noun.end


def _trailing(text: Annotated, stop: int, end: int) -> int:
    """Over "على الأقل", "آخرين" and adjectives that are nouns for people too ("خمسة جنود إيرانيين")."""
    forms = text.words.forms
    while stop < end and (forms[stop] in _OTHERS or _is_adjective(text, stop)):
        stop += 1
    if stop + 1 < end and forms[stop] in ("علي", "على") and forms[stop + 1] == "الاقل":
        stop += 2
    return stop


def _is_adjective(text: Annotated, at: int) -> bool:
    noun = _person(text, at)
    return noun is not None and not noun.prefix and not noun.suffix and noun.entry.label in ("unspecified", "fighters", "civilians")


def _unnumbered(text: Annotated, at: int, end: int, *, in_parts: bool) -> People | None:
    """A noun for people alone: its form says how many ("مدنيان", "طفل", "جرحى")."""
    noun = _person(text, at)
    if noun is None or noun.end > end:
        return None
    specific, stop = _specific(text, noun, end)
    stop = _trailing(text, stop, end)
    number = noun.entry.attrs["_number"]
    after = text.words.forms[noun.end : noun.end + 1]
    if number == "singular":
        low: int
        high: int | None
        low, high = 1, 1
    elif number == "dual":
        low, high = 2, 2
    else:
        low, high = (1 if in_parts else _VAGUE_PLURAL), None
    postposed = next((n for n in text.numbers if n.start == stop and n.end <= end), None)
    if postposed is not None and (postposed.low, postposed.high) == (2, 2) and after:
        low, high, stop = postposed.low, postposed.high, postposed.end
    harm = specific.entry.attrs["harm"]
    if noun.entry.attrs["harm"] != "none":
        harm = noun.entry.attrs["harm"]
    return People(at, stop, low, high, specific.entry.label, "" if harm == "none" else harm, in_parts,
                  specific.entry.attrs["civilian_victim"] == "yes", specific, f"count.{number}")  # fmt: skip
