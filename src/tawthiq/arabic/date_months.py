"""Months, and days of a month: "7 نيسان/أبريل 2017", "الرابع من آب", "مطلع أيار", "الخامس من الشهر الجاري"."""

from tawthiq.arabic.calendar_words import DateTables, Month
from tawthiq.arabic.date_atoms import Atom, absorb_parts, days_before
from tawthiq.arabic.date_spans import read_span
from tawthiq.arabic.date_years import read_season, read_year, take_year
from tawthiq.arabic.words import Words

__all__ = ["read_month", "read_span_or_year"]

_PREPOSITIONS = frozenset("في وفي منذ ومنذ خلال حتي وحتي بحلول من بين قبل بعد الي لغايه ل ب و شهري - / اواخر".split())
# "The first week of", "the second half of", "the first Friday of" a month are no days of that number.
_FRACTIONS = frozenset(
    "الاسبوع النصف الثلث الربع الشطر القسم الجزء الجمعه السبت الاحد الاثنين الثلاثاء الاربعاء الخميس".split()
)
_DAY_TO_MONTH = frozenset(("من", "/", "-"))
_SAFAR = 2
_TAKEN_FOR = ({10, 11}, {12, 1})


def read_month(words: Words, at: int, floor: int, tables: DateTables) -> Atom | None:
    """A month with what stands before it (day, "month of", "early") and after it (its other name, the year)."""
    forms = words.forms
    named = _name_at(forms, at, tables)
    if named is None:
        return read_season(words, at, floor, tables) if forms[at] in tables.words["season"] else None
    month, end = named
    atom = Atom(at, end, "month", "month")
    atom.month, atom.hijri = month.number, month.hijri
    alias = _alias_end(forms, end, month, tables)
    atom.end = alias
    if month.english:
        _english_day(forms, atom)
    if atom.day is None:
        _look_back(forms, atom, floor, tables)
    take_year(words, atom, tables, comma=month.english or atom.day is not None)
    if atom.day is not None:
        atom.kind = "date"
        atom.rule = "english-date" if month.english else "day-month-year" if atom.year else "day-month"
    elif atom.year is not None:
        atom.rule = "month-year"
    told = alias > end or atom.year is not None or atom.start < at or bool(atom.which)
    before = forms[atom.start - 1] if atom.start > floor else ""
    if atom.year is None and (
        _is_name(forms, atom.start, floor, tables) or forms[atom.end : atom.end + 2] == ["من", "كل"]
    ):
        return None
    if not told and not _stands_alone(month, before):
        return None
    if month.number == _SAFAR and month.hijri and not atom.year and forms[at - 1] not in tables.words["month-noun"]:
        return None  # "صفر" is "zero" far more often
    if atom.day is not None:
        atom.start, atom.night = absorb_parts(forms, atom.start, floor, tables)
    return atom


def _is_name(forms: list[str], start: int, floor: int, tables: DateTables) -> bool:
    """Whether the date names a street, a revolution, a newspaper: "ثورة 25 يناير", "موقع «26 سبتمبر»"."""
    quoted = start - 1 > floor and forms[start - 1] == '"'
    return start - quoted > floor and forms[start - 1 - quoted] in tables.words["named-by"]


def _stands_alone(month: Month, before: str) -> bool:
    return month.alone == "strong" or (month.alone == "preposition" and before in _PREPOSITIONS)


def _name_at(forms: list[str], at: int, tables: DateTables) -> tuple[Month, int] | None:
    """The month named at an index, and the index after its one or two words."""
    month = tables.months.get(forms[at]) if at < len(forms) else None
    if month is None:
        return None
    if at + 1 < len(forms) and forms[at + 1] in month.second:
        return month.second[forms[at + 1]], at + 2
    return (month, at + 1) if month.number else None


def _alias_end(forms: list[str], end: int, month: Month, tables: DateTables) -> int:
    """The index after the same month's name of another land: "آب/أغسطس", "يوليو (تموز)"."""
    place = end
    sign = forms[place] if place < len(forms) else ""
    if sign in ("/", "\\", "-", "(", "او"):
        place += 1
    other = _name_at(forms, place, tables)
    if other is None or other[0].hijri != month.hijri:
        return end
    # The two Tishrins and the two Kanuns are often taken for each other; the other name of the pair then tells.
    if other[0].number != month.number and not (sign == "/" and {other[0].number, month.number} in _TAKEN_FOR):
        return end
    closed = sign == "(" and other[1] < len(forms) and forms[other[1]] == ")"
    return other[1] + closed


def _look_back(forms: list[str], atom: Atom, floor: int, tables: DateTables) -> None:
    """Take the words before a month's name into it: "month of", the day or days, or "early" and the like."""
    place = atom.start
    if place > floor and forms[place - 1] in tables.words["month-noun"]:
        place -= 1
        atom.start = place
    days_end = place - 1 if place > floor and forms[place - 1] in _DAY_TO_MONTH else place
    days = days_before(forms, days_end, floor, tables)
    if days is not None and not (days[0] > floor and forms[days[0] - 1] in _FRACTIONS):
        atom.start, atom.day, atom.last_day = days
    elif place > floor and forms[place - 1] in tables.words["stretch"]:
        atom.start = place - 1
        atom.stretch = tables.words["stretch"][forms[place - 1]]


def _english_day(forms: list[str], atom: Atom) -> None:
    if (
        atom.end < len(forms)
        and forms[atom.end].isdecimal()
        and len(forms[atom.end]) <= 2
        and 1 <= int(forms[atom.end]) <= 31
    ):
        atom.day = int(forms[atom.end])
        atom.end += 1


def read_span_or_year(words: Words, at: int, floor: int, tables: DateTables) -> Atom | None:
    """Read a noun of time: "العام" before digits is a year, "الشهر" after a day is that day's month, else a stretch."""
    if words.forms[at] in tables.words["year-noun"]:
        found = read_year(words, at, floor, tables)
        if found is not None:
            return found
    atom = read_span(words, at, floor, tables)
    if atom is None or atom.unit != "month" or atom.count != 1 or atom.stretch:
        return atom
    place = atom.start - 1
    if place > floor and words.forms[place] == "من":
        days = days_before(words.forms, place, floor, tables)
        if days is not None:
            atom.kind, atom.rule = "date", "day-of-month"
            atom.start, atom.day, atom.last_day = days
            atom.start, atom.night = absorb_parts(words.forms, atom.start, floor, tables)
    return atom
