"""The parts that datings are made of: a relative day, a weekday, a stretch of time, an "ago".

An atom says what the words say; which day that is, `date_resolve` works out. Readers are pure: each looks at the
words around one that `calendar_words` knows as a trigger and gives one atom or None. Dates with a month, in words
and in digits, are read in `date_months`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tawthiq.arabic.calendar_words import DateTables
from tawthiq.arabic.number_words import number_tables
from tawthiq.arabic.numerals import read_numeral
from tawthiq.arabic.words import Words

__all__ = ["READERS", "Atom", "absorb_parts", "qualifier_at"]

_QUALIFIERS = ("past", "this", "next", "same", "following", "preceding")
_MIDDAY = frozenset(("ظهر", "منتصف"))
_AROUND_MIDDAY = frozenset(("بعد", "قبل", "قبيل", "وبعد", "وقبل", "وقبيل", "بعيد"))
_BETWEEN_NIGHTS = frozenset(("-", "/", "علي", "الي", "الى"))
_LISTS = frozenset(("يومي", "ليلتي", "ايام", "يومين", "وايام", "ويومي", "يوما", "ليالي"))
_APPROXIMATE = frozenset("نحو حوالي قرابه زهاء اكثر اقل من ما يقارب يقرب يزيد عن علي".split())
_OUTLET_REACH = 3


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


def _relative(words: Words, at: int, floor: int, tables: DateTables) -> Atom | None:
    """Today, yesterday, tomorrow, and one day further; the noun "the day" where it is none of these."""
    forms = words.forms
    offset = int(tables.words["relative"][forms[at]])
    before = forms[at - 1] if at > floor else ""
    following = forms[at + 1] if at + 1 < len(forms) else ""
    atom = Atom(at, at + 1, "relative", {0: "today", -1: "yesterday"}.get(offset, "tomorrow"))
    if offset == 0:
        if not _is_today(forms, at, floor, tables):
            return None
        qualifier, end = qualifier_at(forms, at + 1, tables)
        if qualifier in ("same", "following", "preceding") or tables.words["demonstrative"].get(before) == "that":
            return _narrative(forms, at, end, floor, qualifier or "same", tables)
    elif _in_title(forms, at, floor, tables) or before in ("تيار", "حزب", "جيل"):
        return None
    elif offset < 0 and following in ("الاول", "اول"):
        offset, atom.end, atom.rule = -2, at + 2, "day-before-yesterday"
    elif offset < 0 and before in tables.words["beyond"]:
        offset, atom.start, atom.rule = -2, at - 1, "day-before-yesterday"
    elif offset < 0 and before == "من" and at - 1 > floor and forms[at - 2] in tables.words["beyond"]:
        offset, atom.start, atom.rule = -2, at - 2, "day-before-yesterday"
    elif offset < 0 and following == "القريب":
        return None
    elif offset > 0 and before in ("بعد", "وبعد"):
        offset, atom.start, atom.rule = 2, at - 1, "day-after-tomorrow"
    atom.offset = offset
    atom.start, atom.night = absorb_parts(forms, atom.start, floor, tables)
    return atom


def _is_today(forms: list[str], at: int, floor: int, tables: DateTables) -> bool:
    if at > floor and (forms[at - 1] in tables.words["title"] or "مثل" in forms[max(floor, at - 2) : at]):
        return False
    if _in_title(forms, at, floor, tables):
        return False
    return at + 1 >= len(forms) or forms[at + 1] not in tables.words["not-before"]


def _in_title(forms: list[str], at: int, floor: int, tables: DateTables) -> bool:
    """Whether a word of the press stands so near that the day word is part of a title ("صحيفة اليمن اليوم")."""
    return any(form in tables.words["outlet"] for form in forms[max(floor, at - _OUTLET_REACH + 1) : at])


def _narrative(forms: list[str], at: int, end: int, floor: int, qualifier: str, tables: DateTables) -> Atom:
    rules = {"same": "same-day", "following": "next-day", "preceding": "previous-day"}
    atom = Atom(at, end, "narrative", rules[qualifier])
    if at > floor and forms[at - 1] in tables.words["demonstrative"]:
        at -= 1
    atom.start, atom.night = absorb_parts(forms, at, floor, tables)
    return atom


def _weekday(words: Words, at: int, floor: int, tables: DateTables) -> Atom | None:
    """A weekday, two of them as one night (ruling 24), or a list of them."""
    forms, weekdays = words.forms, tables.words["weekday"]
    atom = Atom(at, at + 1, "weekday", "weekday")
    atom.weekday = int(weekdays[forms[at]])
    atom.start, atom.night = absorb_parts(forms, at, floor, tables)
    before = forms[atom.start - 1] if atom.start > floor else ""
    if (before in tables.words["not-after"] and before not in _LISTS) or (
        at + 1 < len(forms) and forms[at + 1] == "عشر"
    ):
        return None
    if atom.night:
        _close_night(forms, atom, tables)
    if before in _LISTS or before in ("بين", "مابين"):
        _take_list(forms, atom, before, tables)
    qualifier, end = qualifier_at(forms, atom.end, tables)
    if qualifier:
        atom.which, atom.end = qualifier, end
        atom.rule = f"{atom.rule}-{qualifier}"
    elif atom.end + 2 < len(forms) and forms[atom.end] == "من" and forms[atom.end + 1] == "الاسبوع":
        qualifier, end = qualifier_at(forms, atom.end + 2, tables)
        if qualifier in ("past", "this", "next"):
            atom.which, atom.end = {"past": "last-week", "this": "", "next": "next"}[qualifier], end
            atom.rule = f"weekday-{qualifier}-week"
    if atom.end < len(forms) and forms[atom.end] in tables.words["part-after"]:
        atom.end += 1
    return atom


def _close_night(forms: list[str], atom: Atom, tables: DateTables) -> None:
    """Take the second day of "the night of Sunday to Monday" into the first."""
    at = atom.end + (atom.end < len(forms) and forms[atom.end] in _BETWEEN_NIGHTS)
    second = tables.words["weekday"].get(forms[at]) if at < len(forms) else None
    if second is not None and atom.weekday is not None and int(second) == (atom.weekday + 1) % 7:
        atom.end, atom.rule = at + 1, "weekday-night"


def _take_list(forms: list[str], atom: Atom, before: str, tables: DateTables) -> None:
    """Take "the days Thursday and Friday" as one stretch."""
    at = atom.end
    while at < len(forms) and forms[at].startswith("و") and forms[at] in tables.words["weekday"]:
        atom.last_weekday = int(tables.words["weekday"][forms[at]])
        at += 1
    if atom.last_weekday is not None:
        atom.kind, atom.rule, atom.end, atom.start = "weekdays", "weekdays", at, atom.start - 1


def _night_noun(words: Words, at: int, floor: int, tables: DateTables) -> Atom | None:
    """The night: last night is yesterday, but "after midnight of last night" is already today."""
    forms = words.forms
    demonstrative = tables.words["demonstrative"].get(forms[at - 1], "") if at > floor else ""
    qualifier, end = qualifier_at(forms, at + 1, tables)
    if demonstrative == "that" or qualifier in ("same", "following", "preceding"):
        return _narrative(forms, at, end, floor, qualifier or "same", tables)
    if end == at + 1 and end < len(forms) and forms[end] in tables.words["ordinal"]:
        return None
    atom = Atom(at, end, "relative", "tonight")
    atom.start, _ = absorb_parts(forms, at - 1 if demonstrative else at, floor, tables)
    atom.night = True
    atom.offset = 0
    if qualifier in ("past", "past2"):
        past_midnight = "منتصف" in forms[atom.start : at] and forms[atom.start].endswith("بعد")
        atom.offset = {"past": -1, "past2": -2}[qualifier] + past_midnight
        atom.rule = "last-night"
    elif qualifier == "next":
        atom.rule = "next-night"
    return atom


def _this_part(words: Words, at: int, floor: int, tables: DateTables) -> Atom | None:
    """This morning; also "since the morning" and "since the hours of the morning"."""
    forms = words.forms
    before = forms[at - 1] if at > floor else ""
    demonstrative = tables.words["demonstrative"].get(before, "")
    if demonstrative == "that":
        return _narrative(forms, at, at + 1, floor, "same", tables)
    start = at - 1 if demonstrative or before in ("ساعات", "ساعه") else at
    since = (
        start > floor and forms[start - 1] in tables.words["ago"] and tables.words["ago"][forms[start - 1]] == "since"
    )
    if demonstrative != "this" and not since:
        return None
    atom = Atom(start, at + 1, "relative", "this-part")
    if atom.end < len(forms) and forms[atom.end] in ("الاولي", "الباكر", "الباكره"):
        atom.end += 1
    atom.offset = 0
    return atom


def _ago(words: Words, at: int, floor: int, tables: DateTables) -> Atom | None:
    """Two days ago, since a week; not "two days before the vote", and not "before Friday"."""
    forms = words.forms
    since = tables.words["ago"][forms[at]] == "since"
    place, approximate = at + 1, False
    while place < len(forms) and forms[place] in _APPROXIMATE and place < at + 4:
        place, approximate = place + 1, True
    amount = _amount(words, place, tables)
    if amount is None:
        return None
    unit, count, end = amount
    if end < len(forms) and _anchored(forms, end, tables, since=since):
        return None
    atom = Atom(at, end, "unit", f"{unit}s-since" if since else f"{unit}s-ago")
    atom.unit, atom.count, atom.which = unit, 0 if approximate else count, "since" if since else "ago"
    return atom


def _anchored(forms: list[str], end: int, tables: DateTables, *, since: bool) -> bool:
    """Whether the time is counted from something else, or the unit is the noun of a date ("قبل يوم الجمعة")."""
    form = forms[end]
    if form == "من":
        return not since and not (end + 1 < len(forms) and forms[end + 1] == "قبل")
    if "0" <= form[0] <= "9" or form in tables.months or form in tables.words["this-part"]:
        return True
    return form in tables.words["weekday"] or form in tables.words["relative"]


def _amount(words: Words, at: int, tables: DateTables) -> tuple[str, int, int] | None:
    """A unit with its count: the form's own, a number before it, or none told; and the index after it."""
    forms = words.forms
    if at >= len(forms):
        return None
    if forms[at] in tables.words["moment"]:
        return "moment", 1, at + 1
    unit = tables.units.get(forms[at])
    if unit is not None:
        one = at + 1 < len(forms) and forms[at + 1] in ("واحد", "واحده", "فقط")
        return unit.name, unit.count, at + 1 + one
    if not ("0" <= forms[at][0] <= "9" or forms[at] in number_tables().words):
        return None
    numeral = read_numeral(words, at, number_tables())
    unit = tables.units.get(forms[numeral.end]) if numeral is not None and numeral.end < len(forms) else None
    if numeral is None or unit is None:
        return None
    exact = numeral.form in ("digits", "words") and numeral.low < 10_000
    return unit.name, numeral.low if exact else 0, numeral.end + 1


def _span_noun(words: Words, at: int, floor: int, tables: DateTables) -> Atom | None:
    """Last week, this month, the past three days."""
    forms = words.forms
    unit = tables.span_nouns[forms[at]]
    count, place = _count_within(words, at + 1, tables)
    qualifier, end = qualifier_at(forms, place, tables)
    demonstrative = tables.words["demonstrative"].get(forms[at - 1], "") if at > floor else ""
    if not qualifier and demonstrative == "this":
        qualifier, end = "this", at + 1
    if (
        not qualifier
        or qualifier in ("following", "preceding")
        or (unit.name == "hour" and qualifier in ("this", "same"))
    ):
        return None
    atom = Atom(at - bool(demonstrative), end, "unit", f"{unit.name}-{qualifier}")
    atom.unit, atom.count, atom.which = unit.name, unit.count or count, qualifier
    if atom.start > floor and forms[atom.start - 1] in tables.words["stretch"] and unit.name in ("month", "year"):
        atom.start -= 1
        atom.stretch = tables.words["stretch"][forms[atom.start]]
    return atom


def _count_within(words: Words, at: int, tables: DateTables) -> tuple[int, int]:
    """The number between a noun and its qualifier: "الأيام الثلاثة الماضية", "الساعات الـ24 الأخيرة"."""
    forms = words.forms
    if at < len(forms) and forms[at] in ("القليله", "العشر", "القليلين", "القلايل"):
        return 10 if forms[at] == "العشر" else 0, at + 1
    place = at + (at < len(forms) and forms[at] == "ال")
    if place >= len(forms) or not ("0" <= forms[place][0] <= "9" or forms[place] in number_tables().words):
        return 0, at
    numeral = read_numeral(words, place, number_tables())
    if numeral is None or numeral.form not in ("digits", "words") or numeral.low > 1000:
        return 0, at
    return numeral.low, numeral.end


READERS: dict[str, Reader] = {
    "relative": _relative, "weekday": _weekday, "night-noun": _night_noun, "this-part": _this_part, "ago": _ago,
    "span-noun": _span_noun,
}  # fmt: skip
