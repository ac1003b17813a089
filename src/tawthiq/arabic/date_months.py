"""Datings with a month or year: "7 نيسان/أبريل 2017", "الرابع من آب", "5-12-2024", "عام 2014", "مطلع أيار", "صيف 2015"."""

from tawthiq.arabic.calendar_words import DateTables, Month
from tawthiq.arabic.date_atoms import READERS as ATOM_READERS
from tawthiq.arabic.date_atoms import Atom, Reader, absorb_parts, qualifier_at
from tawthiq.arabic.digit_forms import numeric_date, read_digits
from tawthiq.arabic.number_kinds import looks_counted
from tawthiq.arabic.number_words import number_tables
from tawthiq.arabic.numerals import follows_noun, read_numeral
from tawthiq.arabic.words import Words

__all__ = ["READERS", "read_numeric"]

_YEARS = range(1900, 2101)
_BARE_YEARS = range(1990, 2036)
_HIJRI_YEARS = range(1300, 1501)
_PREPOSITIONS = frozenset("في وفي منذ ومنذ خلال حتي وحتي بحلول من بين قبل بعد الي لغايه ل ب و شهري - / اواخر".split())
_DATED = frozenset(("بتاريخ", "تاريخ", "وبتاريخ", "يوم", "ليوم", "بيوم", "ويوم"))
_BEFORE_YEAR = frozenset("في وفي منذ ومنذ حتي وحتي خلال بحلول لغايه".split())
# "The first week of", "the second half of", "the first Friday of" a month are no days of that number.
_FRACTIONS = frozenset(
    "الاسبوع النصف الثلث الربع الشطر القسم الجزء الجمعه السبت الاحد الاثنين الثلاثاء الاربعاء الخميس".split()
)
_DAY_LINKS = frozenset(("و", "-", "/", "الي", "او", "حتي"))
_SAFAR = 2
_TAKEN_FOR = ({10, 11}, {12, 1})
_POINTERS = {"هذا": "this", "هذه": "this", "نفس": "same", "ذات": "same"}


def _month(words: Words, at: int, floor: int, tables: DateTables) -> Atom | None:
    """A month with what stands before it (day, "month of", "early") and after it (its other name, the year)."""
    forms = words.forms
    named = _name_at(forms, at, tables)
    if named is None:
        return _season(words, at, floor, tables) if forms[at] in tables.words["season"] else None
    month, end = named
    atom = Atom(at, end, "month", "month")
    atom.month, atom.hijri = month.number, month.hijri
    alias = _alias_end(forms, end, month, tables)
    atom.end = alias
    _look_back(forms, atom, floor, tables)
    if month.english and atom.day is None:
        _english_day(forms, atom)
    _year_after(words, atom, tables, comma=month.english or atom.day is not None)
    if atom.day is not None:
        atom.kind = "date"
        atom.rule = "day-month-year" if atom.year else "day-month"
    elif atom.year is not None:
        atom.rule = "month-year"
    told = alias > end or atom.year is not None or atom.start < at or bool(atom.which)
    before = forms[atom.start - 1] if atom.start > floor else ""
    if atom.year is None and before in tables.words["named-by"]:
        return None
    if not told and not _stands_alone(month, before):
        return None
    if month.number == _SAFAR and month.hijri and not atom.year and forms[at - 1] not in tables.words["month-noun"]:
        return None  # "صفر" is "zero" far more often
    if atom.day is not None:
        atom.start, atom.night = absorb_parts(forms, atom.start, floor, tables)
    return atom


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
    days_end = place - 1 if place > floor and forms[place - 1] == "من" else place
    days = _days_before(forms, days_end, floor, tables)
    if days is not None and not (days[0] > floor and forms[days[0] - 1] in _FRACTIONS):
        atom.start, atom.day, atom.last_day = days
    elif place > floor and forms[place - 1] in tables.words["stretch"]:
        atom.start = place - 1
        atom.stretch = tables.words["stretch"][forms[place - 1]]


def _days_before(forms: list[str], end: int, floor: int, tables: DateTables) -> tuple[int, int, int | None] | None:
    """The day or days that end at an index: where they open, the first and the last of several."""
    if end <= floor:
        return None
    form = forms[end - 1]
    if "0" <= form[0] <= "9":
        return _digit_days(forms, end, floor)
    ordinals = tables.words["ordinal"]
    if form in ("عشر", "عشره"):
        unit = ordinals.get(forms[end - 2]) if end - 2 >= floor else None
        return (end - 2, 10 + int(unit), None) if unit is not None and int(unit) < 10 else None
    value = ordinals.get(form)
    if value is None:
        return None
    unit = ordinals.get(forms[end - 2]) if end - 2 >= floor and form[0] == "و" else None
    if unit is not None and int(value) >= 20 and int(unit) < 10 and int(value) + int(unit) <= 31:
        return end - 2, int(value) + int(unit), None
    if unit is not None and int(unit) < int(value):
        return end - 2, int(unit), int(value)
    return (end - 1, int(value), None) if form != "اول" or end - 1 > floor else None


def _digit_days(forms: list[str], end: int, floor: int) -> tuple[int, int, int | None] | None:
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
        if 1 <= first < day and not (forms[start - 1] == "و" and _counted_before(forms, start - 2, floor)):
            start -= 2
            start -= start > floor and forms[start - 1] == "ال"
            return start, first, day
    return start, day, None


def _counted_before(forms: list[str], at: int, floor: int) -> bool:
    """Whether the number before و is rather a count: "قتل 5 و8 آذار" is no list of days without a preposition."""
    before = forms[at - 1] if at > floor else ""
    return before not in (
        "في",
        "وفي",
        "بين",
        "مابين",
        "يومي",
        "ايام",
        "ليلتي",
        "ليله",
        "ليل",
        "من",
        "بتاريخ",
        "ال",
        "و",
        "-",
        "يوم",
    )


def _english_day(forms: list[str], atom: Atom) -> None:
    if (
        atom.end < len(forms)
        and forms[atom.end].isdecimal()
        and len(forms[atom.end]) <= 2
        and 1 <= int(forms[atom.end]) <= 31
    ):
        atom.day = int(forms[atom.end])
        atom.end += 1


def _year_after(words: Words, atom: Atom, tables: DateTables, *, comma: bool) -> None:
    """Take the year, or a qualifier that tells it, into a day or month."""
    forms = words.forms
    year = _bare_year(forms, atom, comma=comma)
    if year is not None:
        _set_year(forms, atom, year[0], year[1], tables)
        return
    qualifier, end = qualifier_at(forms, atom.end, tables)
    if qualifier in ("past", "this", "next"):
        atom.which, atom.end = qualifier, end
        return
    place = atom.end + (atom.end < len(forms) and forms[atom.end] == "من")
    pointer = forms[place] if place < len(forms) else ""
    place += pointer in _POINTERS
    if place >= len(forms) or forms[place] not in tables.words["year-noun"]:
        return
    year = _year_at(words, place + 1)
    if year is not None:
        _set_year(forms, atom, year[0], year[1], tables)
        return
    qualifier, end = qualifier_at(forms, place + 1, tables)
    if not qualifier and pointer in _POINTERS:
        qualifier, end = _POINTERS[pointer], place + 1
    if qualifier in ("past", "this", "next", "same", "preceding"):
        atom.which, atom.end = f"year-{qualifier}", end


def _bare_year(forms: list[str], atom: Atom, *, comma: bool) -> tuple[int, int] | None:
    """The digits of a year right after a day or month, after a comma, or in brackets."""
    place = atom.end
    if comma and place + 1 < len(forms) and forms[place] in (",", "،"):
        place += 1
    bracketed = place < len(forms) and forms[place] == "("
    year = _year_digits(forms, place + bracketed)
    if year is None or (year[0] == 2000 and follows_noun(forms, year[1])):
        return None
    if bracketed:
        return (year[0], year[1] + 1) if year[1] < len(forms) and forms[year[1]] == ")" else None
    # After a month alone ("في آذار 2015 قتيلا") the number may count; after day and month it is a year.
    return None if atom.day is None and looks_counted(forms, year[1]) else year


def _year_digits(forms: list[str], at: int) -> tuple[int, int] | None:
    """Four digits that can be a year of either calendar, and the index after them."""
    if at >= len(forms) or len(forms[at]) != 4 or not forms[at].isascii() or not forms[at].isdecimal():
        return None
    year = int(forms[at])
    return (year, at + 1) if year in _YEARS or year in _HIJRI_YEARS else None


def _year_at(words: Words, at: int) -> tuple[int, int] | None:
    """A year in digits or in words ("عام ألفين وأربعة عشر")."""
    found = _year_digits(words.forms, at)
    if found is not None or at >= len(words.forms) or words.forms[at] not in number_tables().words:
        return found
    numeral = read_numeral(words, at, number_tables())
    if numeral is None or numeral.form != "words" or numeral.low not in _YEARS:
        return None
    return numeral.low, numeral.end


def _set_year(forms: list[str], atom: Atom, year: int, end: int, tables: DateTables) -> None:
    atom.year, atom.end = year, end
    if end < len(forms) and forms[end] in tables.words["era"] and (forms[end] != "م" or year in _YEARS):
        atom.end = end + 1
    atom.hijri = atom.hijri or year in _HIJRI_YEARS


def _year_noun(words: Words, at: int, floor: int, tables: DateTables) -> Atom | None:
    """A year after the noun for it, or two of them."""
    forms = words.forms
    year = _year_at(words, at + 1)
    if year is None:
        return None
    atom = Atom(at, year[1], "year", "year")
    _set_year(forms, atom, year[0], year[1], tables)
    place = atom.end
    if place + 1 < len(forms) and forms[place] in ("و", "-", "الي", "حتي"):
        later = _year_digits(forms, place + 1)
        if (
            later is not None
            and later[0] > year[0]
            and (tables.words["year-noun"][forms[at]] == "many" or forms[place] == "-")
        ):
            atom.last_year, atom.end, atom.rule = later[0], later[1], "years"
    _stretch_before(forms, atom, floor, tables)
    return atom


def _stretch_before(forms: list[str], atom: Atom, floor: int, tables: DateTables) -> None:
    """Take "early", "late", "summer" before a year into it."""
    before = forms[atom.start - 1] if atom.start > floor else ""
    if before in tables.words["season"]:
        first, last = tables.words["season"][before].split("-")
        atom.month, atom.last_month, atom.rule, atom.start = int(first), int(last), "season", atom.start - 1
    elif before in tables.words["stretch"]:
        atom.stretch, atom.start = tables.words["stretch"][before], atom.start - 1


def _season(words: Words, at: int, floor: int, tables: DateTables) -> Atom | None:
    """A season with its year."""
    year = _year_digits(words.forms, at + 1)
    if year is None:
        return None
    atom = Atom(at + 1, year[1], "year", "year")
    atom.year = year[0]
    _stretch_before(words.forms, atom, floor, tables)
    return atom


def _span_or_year(words: Words, at: int, floor: int, tables: DateTables) -> Atom | None:
    """ "العام" before digits is a year; "الشهر" after a day is that day's month; else a stretch."""
    if words.forms[at] in tables.words["year-noun"]:
        found = _year_noun(words, at, floor, tables)
        if found is not None:
            return found
    atom = ATOM_READERS["span-noun"](words, at, floor, tables)
    if atom is None or atom.unit != "month" or atom.count != 1 or atom.stretch:
        return atom
    place = atom.start - 1
    if place > floor and words.forms[place] == "من":
        days = _days_before(words.forms, place, floor, tables)
        if days is not None:
            atom.kind, atom.rule = "date", "day-of-month"
            atom.start, atom.day, atom.last_day = days
            atom.start, atom.night = absorb_parts(words.forms, atom.start, floor, tables)
    return atom


def read_numeric(words: Words, at: int, floor: int, tables: DateTables) -> Atom | None:
    """Read a dating that opens with digits: a date of three numbers, "5/12" after "dated", "15 الجاري", "في 2014".

    Args:
        words: The words of the text.
        at: Index of a word of digits.
        floor: Index before which words belong to another dating.
        tables: The loaded tables.

    Returns:
        An atom, or None; days before a month's name are read from the month.
    """
    forms = words.forms
    full = _full_date(forms, at)
    before = forms[at - 1] if at > floor else ""
    if full is not None:
        atom = Atom(at, full[1], "date", "numeric-date")
        (year, atom.month, atom.day) = full[0]
        atom.hijri = year in _HIJRI_YEARS
        _set_year(forms, atom, year, full[1], tables)
        atom.start, atom.night = absorb_parts(forms, at, floor, tables)
        return atom
    digit = read_digits(forms[at])
    if digit.kind == "int":
        return _bare_number(words, at, floor, tables, int(digit.value), before)
    if digit.kind in ("pair", "range", "score") and digit.high is not None:
        return _day_and_month(forms, at, floor, tables, (int(digit.value), digit.high))
    if digit.kind == "years":
        atom = Atom(at, at + 1, "year", "years")
        atom.year, atom.last_year = int(digit.value), digit.high
        return atom
    return None


def _full_date(forms: list[str], at: int) -> tuple[tuple[int, int, int], int] | None:
    """A date of three numbers in one word, or with spaces about its signs."""
    found = numeric_date(forms[at])
    if found is not None:
        return found, at + 1
    if at + 2 < len(forms) and forms[at + 1] in ("/", "-") and "0" <= forms[at + 2][0] <= "9":
        for length in (5, 3):
            if at + length <= len(forms) and (found := numeric_date("".join(forms[at : at + length]))) is not None:
                return found, at + length
    return None


def _bare_number(words: Words, at: int, floor: int, tables: DateTables, value: int, before: str) -> Atom | None:
    forms = words.forms
    if value in _BARE_YEARS and len(forms[at]) == 4 and before in _BEFORE_YEAR:
        if looks_counted(forms, at + 1) or (value == 2000 and follows_noun(forms, at + 1)):
            return None
        atom = Atom(at, at + 1, "year", "year")
        atom.year = value
        return atom
    if 1 <= value <= 31 and at + 1 < len(forms) and forms[at + 1] in tables.words["this"]:
        atom = Atom(at, at + 2, "date", "day-of-month")
        atom.day, atom.which = value, "this"
        atom.start, atom.night = absorb_parts(forms, at - (before == "ال"), floor, tables)
        return atom
    return None


def _day_and_month(forms: list[str], at: int, floor: int, tables: DateTables, pair: tuple[int, int]) -> Atom | None:
    """Day and month, or month and year, in digits; the first only after a word that says it is a date."""
    low, high = pair
    if "/" in forms[at] or "-" in forms[at]:
        year, month = (low, high) if low in _YEARS else (high, low)
        if year in _YEARS and 1 <= month <= 12 and forms[at].replace("-", "/").count("/") == 1:
            atom = Atom(at, at + 1, "month", "month-year")
            atom.year, atom.month = year, month
            return atom
    before = forms[at - 1] if at > floor else ""
    if (before in _DATED or before in tables.words["weekday"]) and 1 <= low <= 31 and 1 <= high <= 12:
        atom = Atom(at, at + 1, "date", "day-month")
        atom.day, atom.month = low, high
        atom.start, atom.night = absorb_parts(forms, at, floor, tables)
        return atom
    return None


READERS: dict[str, Reader] = {
    **ATOM_READERS, "month": _month, "season": _season, "year-noun": _year_noun, "span-noun": _span_or_year,
}  # fmt: skip
