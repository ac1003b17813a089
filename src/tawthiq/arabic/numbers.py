"""Numbers of a text: what they say (codebook, section 4), how they are bounded, and whether they count at all.

Steps for each number, in this order:
1. its value (`numerals`);
2. a second number that makes it a range: "10-15", "بين 10 و15", "من 10 إلى 15", "10 أو 12";
3. the phrases before and after it that bound it: "ما لا يقل عن", "نحو", "على الأقل";
4. its kind: a count, or a year, clock time, calibre, model, percentage, label…, by the words beside it.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from tawthiq.arabic.number_kinds import kind_of, percent_end
from tawthiq.arabic.number_words import COUNT_OF, OPTIONAL, Bound, NumberTables, number_tables
from tawthiq.arabic.numerals import Numeral, follows_noun, read_numeral
from tawthiq.arabic.words import Words

__all__ = ["Number", "post_bound", "read_numbers"]

# A bound behind the noun ("5 من عناصر التنظيم على الأقل") stands at most this many words after the number; in the
# uncoded news reports all but 3 in 100 of them do.
_POST_REACH = 5
_PARTICLES = frozenset(("و", "ف", "ب", "ل", "وب", "ول", "فب", "فل"))
_BETWEEN = frozenset(("بين", "مابين", "وبين", "فبين"))
_OPENERS = _BETWEEN | {"من", "ومن"}
_LINKS = frozenset(("-", "الي", "او", "و", "وال", "حتي", "ل", "لغايه", "وحتي", "والي"))
_CHANGE_REACH = 8
_LISTED = frozenset(("label", "age", "calibre", "model", "clock", "year"))


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text.

    Attributes:
        start: Index of its first word, with the phrase before it that bounds it.
        end: Index after its last word, with a bounding phrase right behind it; a counted noun stands here.
        low: Least value; 1 where only an upper bound is told.
        high: Greatest value; None if open.
        rule: The rule that read it, as "words" or "at-least:digits".
        vague: Whether a vague word (عشرات, عدد من) tells it and no figure.
        approximate: Whether "about" qualifies it.
        kind: "count", or what else it is: year, clock, calibre, model, percent, ordinal, date, label, money, measure,
            duration, age, score, superseded (the old figure of "rose from A to B") or other.
        first: Index of the first word of the number itself.
        last: Index after the last word of the number itself.
        post: Words of a bounding phrase that stands behind the counted noun ("5 مدنيين على الأقل"), else None.
    """

    start: int
    end: int
    low: int
    high: int | None
    rule: str
    vague: bool
    approximate: bool
    kind: str
    first: int
    last: int
    post: tuple[int, int] | None = None


def read_numbers(words: Words) -> list[Number]:
    """Read all numbers of a text.

    Args:
        words: The words of a folded text.

    Returns:
        Numbers in order of the text, none overlapping. Ordinals of one word are not numbers; dual nouns are not
        either, but "اثنين" after them is.
    """
    tables = number_tables()
    known = tables.words
    found: list[Number] = []
    done = 0
    for at, form in enumerate(words.forms):
        if at < done or (form not in known if form[0] > "9" else form[0] < "0"):
            continue
        numeral = read_numeral(words, at, tables)
        if numeral is None:
            continue
        read = _number(words, numeral, done, tables)
        if found and read[0].kind == "count" and _continues(words.forms, found[-1], read[0]):
            read[0] = replace(read[0], kind=found[-1].kind)
        found.extend(read)
        done = read[-1].end
    return found


def _continues(forms: list[str], last: Number, new: Number) -> bool:
    """Whether a number goes on with a list of labels or the like: "القراران 2139 و2254", "عيار 57 و23"."""
    if last.kind not in _LISTED or new.start - last.end != 1 or forms[last.end] not in ("و", "او", "،", "-"):
        return False
    return not follows_noun(forms, new.end) or last.kind == "age"


def post_bound(words: Words, at: int) -> tuple[int, str] | None:
    """Read a phrase that bounds what stands before it, as "على الأقل" after a dual.

    Args:
        words: The words of a folded text.
        at: Index of the word after a count or its noun.

    Returns:
        The index after the phrase and its effect (at-least, more, about or up-to); None if there is none.
    """
    return _bound_after(words.forms, at, number_tables())


def _number(words: Words, numeral: Numeral, done: int, tables: NumberTables) -> list[Number]:
    forms = words.forms
    first, last = numeral.start, numeral.end
    before = first - 1 if first > done and forms[first - 1] == "ال" else first
    second = None
    if last < len(forms) and numeral.high is not None:
        second = _second(words, numeral, before, tables)
    if second is not None and _is_change(forms, before, last, done, tables):
        old = _Bounds(before, last, "", None)
        return [_made(numeral, old, last, "superseded"), *_number(words, second, last + 1, tables)]
    if second is not None:
        low, last = _low_of_range(numeral, second), second.end
        numeral.low, numeral.high, numeral.form = low, second.low, "range"
    elif last + 2 < len(forms) and forms[last] == "(" and forms[last + 2] == ")" and _repeats(forms[last + 1], numeral):
        last += 3
    bracketed = before > done and forms[before - 1] == "(" and last < len(forms) and forms[last] == ")"
    if bracketed and follows_noun(forms, last + 1):
        before, last = before - 1, last + 1
    bounds = _bounds_of(forms, before, last, done, tables)
    if bounds.effect == "between" and second is None:
        bounds = _bounds_of(forms, first, last, first, tables)
    kind = kind_of(words, numeral, last, bounds.start, tables)
    if kind == "percent":
        bounds.end = max(bounds.end, percent_end(forms, last))
    return [_made(numeral, bounds, last, kind)]


@dataclass(slots=True)
class _Bounds:
    """Where a number and its bounding phrases stand, and what these say."""

    start: int
    end: int
    effect: str
    post: tuple[int, int] | None


def _bounds_of(forms: list[str], before: int, last: int, done: int, tables: NumberTables) -> _Bounds:
    effect, start = _bound_before(forms, before, done, tables) or ("", before)
    bounds = _Bounds(start, last, effect, None)
    if effect in ("", "about"):
        after = _bound_after(forms, last, tables)
        if after is not None:
            bounds.end, bounds.effect = after
        elif (behind := _bound_behind(forms, last, tables)) is not None:
            bounds.post, bounds.effect = behind
    return bounds


def _repeats(form: str, numeral: Numeral) -> bool:
    """Whether digits in brackets say a number in words again: "خمسة (5) قتلى"."""
    return numeral.form == "words" and form.isdecimal() and form == str(numeral.low)


def _made(numeral: Numeral, bounds: _Bounds, last: int, kind: str) -> Number:
    low, high, vague = numeral.low, numeral.high, numeral.form == "vague"
    if bounds.effect in ("at-least", "more"):
        high = None
    elif bounds.effect == "up-to" and not vague:
        low = min(1, low)
    return Number(
        start=bounds.start,
        end=bounds.end,
        low=low,
        high=high,
        rule=_rule(bounds.effect, numeral.form),
        vague=vague,
        approximate=bounds.effect == "about",
        kind=kind,
        first=numeral.start,
        last=last,
        post=bounds.post,
    )


@lru_cache(maxsize=256)
def _rule(effect: str, form: str) -> str:
    return f"{effect}:{form}" if effect and effect != "between" else form


def _second(words: Words, numeral: Numeral, before: int, tables: NumberTables) -> Numeral | None:
    """Find the number that makes a range with this one."""
    forms, at = words.forms, numeral.end
    opener = forms[before - 1] if before else ""
    if forms[at] in _LINKS:
        link, at = "و" if forms[at] == "وال" else forms[at], at + 1
    else:
        word = tables.words.get(forms[at])
        link = (word.conjunction or word.preposition) if word is not None else ""
    if not link or not _links(link, opener) or at >= len(forms):
        return None
    if forms[at] == "ال" and at + 1 < len(forms):
        at += 1
    if not ("0" <= forms[at][0] <= "9" or forms[at] in tables.words):
        return None
    second = read_numeral(words, at, tables)
    if second is None or second.high is None or second.form not in ("digits", "words", "decimal"):
        return None
    if numeral.form not in ("digits", "words", "decimal"):
        return None
    return second if _low_of_range(numeral, second) < second.low else None


def _links(link: str, opener: str) -> bool:
    if link == "و":
        return opener in _BETWEEN
    if link in ("ل", "حتي", "لغايه", "وحتي", "والي"):
        return opener in _OPENERS
    return link in ("-", "الي", "او")


def _low_of_range(first: Numeral, second: Numeral) -> int:
    """The lower end of a range; the scale of the second holds for it too ("3 إلى 4 آلاف")."""
    if first.scale == 1 < second.scale and first.low < second.factor:
        return round(first.factor * second.scale)
    return first.low


def _is_change(forms: list[str], before: int, last: int, done: int, tables: NumberTables) -> bool:
    """Whether "from A to B" follows a verb of rise or fall, so that B is the figure and A the old one."""
    if not before or forms[before - 1] not in ("من", "ومن") or forms[last] not in ("الي", "والي"):
        return False
    return any(form in tables.change for form in forms[max(done, before - _CHANGE_REACH) : before])


def _bound_before(forms: list[str], at: int, done: int, tables: NumberTables) -> tuple[str, int] | None:
    """The phrase that ends right before an index: its effect and where it opens."""
    if at <= done:
        return None
    for bound in tables.bounds_before.get(forms[at - 1], ()):
        start = _match_back(forms, at, bound)
        if start is not None and start >= done:
            return bound.effect, start
    return None


def _match_back(forms: list[str], at: int, bound: Bound) -> int | None:
    place = at
    for number in range(len(bound.words) - 1, -1, -1):
        word = bound.words[number]
        if word == OPTIONAL:
            place -= place > 0 and forms[place - 1] in COUNT_OF
            continue
        place -= 1
        if place < 0 or (forms[place] != word and (number or not _opens(forms[place], word))):
            return None
    return place


def _opens(form: str, word: str) -> bool:
    """Whether a form is a word with particles before it."""
    return form.endswith(word) and form[: -len(word)] in _PARTICLES


def _bound_after(forms: list[str], at: int, tables: NumberTables) -> tuple[int, str] | None:
    if at < len(forms):
        for bound in tables.bounds_after.get(forms[at], ()):
            end = at + len(bound.words)
            if tuple(forms[at + 1 : end]) == bound.words[1:] and not _opens_next(forms, end, bound):
                return end, bound.effect
    return None


def _opens_next(forms: list[str], end: int, bound: Bound) -> bool:
    """Whether "and more" goes on with "than" and so bounds the number after it."""
    return bound.effect == "more" and end < len(forms) and forms[end] == "من"


def _bound_behind(forms: list[str], at: int, tables: NumberTables) -> tuple[tuple[int, int], str] | None:
    """The phrase behind the counted noun; no other number, mark or و may stand between."""
    for place in range(at, min(at + _POST_REACH, len(forms))):
        form = forms[place]
        if form == "،" and place > at and place + 1 < len(forms) and forms[place + 1] == "علي":
            continue  # "اثنان من الحراس، على الأقل"
        if form[0] < "ء" or (place > at and form in tables.words):
            return None
        if form in tables.bounds_after and place > at:
            found = _bound_after(forms, place, tables)
            if found is not None:
                return (place, found[0]), found[1]
        if form[0] == "و" and place > at:
            return None
    return None
