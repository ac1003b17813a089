"""The parts that datings are made of, and what their readers share.

An atom says what the words say; which day that is, `date_resolve` works out. Readers are pure: each looks at the
words around one that `calendar_words` knows as a trigger and gives one atom or None. They stand in `date_days`
(relative days, weekdays), `date_spans` (stretches of time), `date_years`, `date_months` and `date_figures`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tawthiq.arabic.calendar_words import DateTables
from tawthiq.arabic.digit_forms import read_digits
from tawthiq.arabic.words import Words

__all__ = ["Atom", "Days", "Reader", "absorb_parts", "days_before", "qualifier_at"]

_QUALIFIERS = ("past", "this", "next", "same", "following", "preceding")
_MIDDAY = frozenset(("ظهر", "منتصف"))
_AROUND_MIDDAY = frozenset(("بعد", "قبل", "قبيل", "وبعد", "وقبل", "وقبيل", "بعيد"))
_DAY_LINKS = frozenset(("و", "وال", "-", "/", "الي", "او", "حتي"))


@dataclass(slots=True, eq=False)
class Atom:
    """One part of a dating; mutable only while it is read and merged, then a record.

    Attributes:
        start: Index of its first word.
        end: Index after its last word.
        kind: date, month, year, relative, weekday, weekdays, unit (a stretch of time), or narrative (a day that
            points at another of the text).
        rule: The rule that read it.
        weekday: 0 (Monday) to 6, or None.
        last_weekday: The last of several weekdays, or None.
        which: Qualifier of a weekday, month or stretch: past, past2, this, next, last-week, same, or "".
        offset: Days after publication, or None.
        year: Year as told, or None.
        last_year: The later of two years, or None.
        told_year: The year that the rest of the text tells for it (`date_context`), or None.
        month: 1 to 12, or None; with `offset` in months where `kind` is date and the month is "this month".
        last_month: The last month of a season, or None.
        day: Day of the month, or None.
        last_day: The last of several days of the month, or None.
        hijri: Whether day, month and year are of the Hijri calendar.
        stretch: early, mid, late, or "".
        unit: Name of a unit of time, or "".
        count: How many units; 0 if not told.
        night: Whether it is told as a night, which belongs to the day on which it opens.
        edge: before, after, until, since, or "".
    """

    start: int
    end: int
    kind: str
    rule: str
    weekday: int | None = None
    last_weekday: int | None = None
    which: str = ""
    offset: int | None = None
    year: int | None = None
    last_year: int | None = None
    told_year: int | None = None
    month: int | None = None
    last_month: int | None = None
    day: int | None = None
    last_day: int | None = None
    hijri: bool = False
    stretch: str = ""
    unit: str = ""
    count: int = 0
    night: bool = False
    edge: str = ""


Reader = Callable[[Words, int, int, DateTables], Atom | None]
"""Reads the atom that a trigger belongs to: the words, the trigger's index, the index before which words belong to
another dating, and the loaded tables."""

Days = tuple[int, int, int | None]
"""Where days of the month open, the first of them, and the last of several."""


def absorb_parts(forms: list[str], start: int, floor: int, tables: DateTables) -> tuple[int, bool]:
    """Take the part of the day and the noun "day" before a dating into it.

    Args:
        forms: The words of the text.
        start: Index of the dating's first word.
        floor: Index before which words belong to another dating.
        tables: The loaded tables.

    Returns:
        The new start, and whether a word for night is among the parts.
    """
    parts, nouns = tables.words["part"], tables.words["day-noun"]
    night = False
    while start > floor:
        before = forms[start - 1]
        if before in parts:
            night = night or parts[before] == "night"
        elif before not in nouns and not (before in _AROUND_MIDDAY and forms[start] in _MIDDAY):
            break
        start -= 1
    return start, night


def qualifier_at(forms: list[str], at: int, tables: DateTables) -> tuple[str, int]:
    """Read a qualifier after a noun of time.

    Args:
        forms: The words of the text.
        at: Index of the word after the noun.
        tables: The loaded tables.

    Returns:
        past, past2 ("قبل الماضي"), this, next, same, following or preceding, and the index after it; "" and `at` if
        there is none.
    """
    if at >= len(forms):
        return "", at
    form = forms[at]
    for name in _QUALIFIERS:
        if form in tables.words[name]:
            return name, at + 1
    if form in ("قبل", "ما") and at + 1 < len(forms) and forms[at + 1] in tables.words["past"]:
        return "past2", at + 2
    return "", at


def days_before(forms: list[str], end: int, floor: int, tables: DateTables) -> Days | None:
    """Read the day or days of the month that end at an index, in figures or as ordinals.

    Args:
        forms: The words of the text.
        end: Index after their last word.
        floor: Index before which words belong to another dating.
        tables: The loaded tables.

    Returns:
        The days, or None if there are none.
    """
    if end <= floor:
        return None
    if "0" <= forms[end - 1][0] <= "9":
        return _digit_days(forms, end, floor)
    ordinals = tables.words["ordinal"]
    before = ordinals.get(forms[end - 2]) if end - 2 >= floor else None
    unit = int(before) if before is not None and int(before) < 10 else None
    if forms[end - 1] in ("عشر", "عشره"):
        return (end - 2, 10 + unit, None) if unit is not None else None
    value = int(ordinals.get(forms[end - 1], 0))
    if value and unit is not None and forms[end - 1][0] == "و":
        if value >= 20:
            return (end - 2, value + unit, None) if value + unit <= 31 else None
        return (end - 2, unit, value) if unit < value else (end - 1, value, None)
    return (end - 1, value, None) if value else None


def _digit_days(forms: list[str], end: int, floor: int) -> Days | None:
    digit = read_digits(forms[end - 1])
    if digit.kind in ("range", "pair", "score") and digit.high is not None and 1 <= digit.value < digit.high <= 31:
        return end - 1, int(digit.value), digit.high
    day = int(digit.value)
    if digit.kind != "int" or not 1 <= day <= 31:
        return None
    start = end - 1
    start -= start > floor and forms[start - 1] == "ال"
    if (
        start - 1 > floor
        and forms[start - 1] in _DAY_LINKS
        and forms[start - 2].isdecimal()
        and len(forms[start - 2]) < 3
    ):
        first = int(forms[start - 2])
        # "12/5 آب" would be a day and month before a month; "10 و12 آب" two days.
        if 1 <= first < day:
            start -= 2
            start -= start > floor and forms[start - 1] == "ال"
            return start, first, day
    return start, day, None
