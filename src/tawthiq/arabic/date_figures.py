"""Datings that open with digits: "5-12-2024", "5/12" after "dated", "15 الجاري", "في 2014", "2011-2015"."""

import re

from tawthiq.arabic.calendar_words import DateTables
from tawthiq.arabic.date_atoms import Atom, absorb_parts
from tawthiq.arabic.date_years import set_year
from tawthiq.arabic.digit_forms import full_date, read_digits
from tawthiq.arabic.number_kinds import looks_counted
from tawthiq.arabic.numerals import follows_noun
from tawthiq.arabic.words import Words

__all__ = ["read_numeric"]

_YEARS = range(1900, 2101)
_BARE_YEARS = range(1990, 2036)
_DATED = frozenset(("بتاريخ", "تاريخ", "وبتاريخ", "يوم", "ليوم", "بيوم", "ويوم"))
_BEFORE_YEAR = frozenset("في وفي منذ ومنذ حتي وحتي خلال بحلول لغايه".split())
_LINK_SIGNS = frozenset("/=&?@_+")


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
    if at and forms[at - 1] in _LINK_SIGNS and words.ends[at - 1] == words.starts[at]:
        return None  # part of an address of the web
    full = full_date(forms, at)
    before = forms[at - 1] if at else ""
    if full is not None:
        atom = Atom(at, full[1], "date", "numeric-date")
        (year, atom.month, atom.day) = full[0]
        set_year(forms, atom, year, full[1], tables)
        atom.start, atom.night = absorb_parts(forms, at, floor, tables)
        return atom
    digit = read_digits(forms[at])
    if digit.kind == "int":
        return _bare_year(forms, at, int(digit.value), before) or _day_of_month(forms, at, floor, tables)
    if digit.kind in ("pair", "range", "score") and digit.high is not None:
        return _day_and_month(forms, at, floor, tables)
    if digit.kind == "years":
        atom = Atom(at, at + 1, "year", "years")
        atom.year, atom.last_year = int(digit.value), digit.high
        return atom
    return None


def _bare_year(forms: list[str], at: int, year: int, before: str) -> Atom | None:
    if year not in _BARE_YEARS or len(forms[at]) != 4 or before not in _BEFORE_YEAR:
        return None
    if looks_counted(forms, at + 1) or (year == 2000 and follows_noun(forms, at + 1)):
        return None
    atom = Atom(at, at + 1, "year", "year")
    atom.year = year
    return atom


def _day_of_month(forms: list[str], at: int, floor: int, tables: DateTables) -> Atom | None:
    """A day of the current month: "في 15 الجاري"."""
    if len(forms[at]) > 2 or not 1 <= int(forms[at]) <= 31 or at + 1 >= len(forms):
        return None
    if forms[at + 1] not in tables.words["this"]:
        return None
    atom = Atom(at, at + 2, "date", "day-of-month")
    atom.day, atom.which = int(forms[at]), "this"
    atom.start, atom.night = absorb_parts(forms, at - (at > floor and forms[at - 1] == "ال"), floor, tables)
    return atom


def _day_and_month(forms: list[str], at: int, floor: int, tables: DateTables) -> Atom | None:
    """Day and month, or month and year, in digits; the first only after a word that says it is a date."""
    low, high = (int(part[:9]) for part in re.split(r"[/:-]", forms[at]))
    if "/" in forms[at] or "-" in forms[at]:
        year, month = (low, high) if low in _YEARS else (high, low)
        if year in _YEARS and 1 <= month <= 12:
            atom = Atom(at, at + 1, "month", "month-year")
            atom.year, atom.month = year, month
            return atom
    before = forms[at - 1] if at else ""
    if (before in _DATED or before in tables.words["weekday"]) and 1 <= low <= 31 and 1 <= high <= 12:
        atom = Atom(at, at + 1, "date", "day-month")
        atom.day, atom.month = low, high
        atom.start, atom.night = absorb_parts(forms, at, floor, tables)
        return atom
    return None
