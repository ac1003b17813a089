"""Years: after a day or month, after the noun for them, with a season."""

from tawthiq.arabic.calendar_words import DateTables
from tawthiq.arabic.date_atoms import Atom, qualifier_at
from tawthiq.arabic.number_kinds import looks_counted
from tawthiq.arabic.number_words import number_tables
from tawthiq.arabic.numerals import follows_noun, read_numeral
from tawthiq.arabic.words import Words

__all__ = ["read_season", "read_year", "set_year", "take_year", "year_digits"]

# A day and month tell that what follows is a year, so that older ones are read there too; a bare noun "year" as well.
_YEARS = range(1000, 2101)
_MODERN_YEARS = range(1900, 2101)
_HIJRI_YEARS = range(1300, 1501)
# With no era told, only the Hijri years of living memory are more likely meant than Gregorian ones.
_LIKELY_HIJRI = range(1380, 1461)
_POINTERS = {"هذا": "this", "هذه": "this", "نفس": "same", "ذات": "same"}


def take_year(words: Words, atom: Atom, tables: DateTables, *, comma: bool) -> None:
    """Take the year, or a qualifier that tells it, into a day or month."""
    forms = words.forms
    year = _bare_year(forms, atom, comma=comma)
    if year is not None:
        set_year(forms, atom, year[0], year[1], tables)
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
    year = year_at(words, place + 1)
    if year is not None:
        set_year(forms, atom, year[0], year[1], tables)
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
    year = year_digits(forms, place + bracketed)
    if year is None:
        return None
    if bracketed:
        return (year[0], year[1] + 1) if year[1] < len(forms) and forms[year[1]] == ")" else None
    # After a month alone ("في آذار 2000 قتيل") the number may count; after day and month it is a year.
    if atom.day is not None or atom.hijri:
        return year
    counted = looks_counted(forms, year[1]) or (year[0] == 2000 and follows_noun(forms, year[1]))
    return None if counted or year[0] not in _MODERN_YEARS else year


def year_digits(forms: list[str], at: int) -> tuple[int, int] | None:
    """Digits that can be a year of either calendar, and the index after them; three only before the word of an era."""
    if at >= len(forms) or len(forms[at]) not in (3, 4) or not forms[at].isascii() or not forms[at].isdecimal():
        return None
    if len(forms[at]) == 3:
        era = at + 1 < len(forms) and forms[at + 1] in ("ه", "هجري", "هجريه", "م", "للهجره")
        return (int(forms[at]), at + 1) if era else None
    return (int(forms[at]), at + 1) if int(forms[at]) in _YEARS else None


def year_at(words: Words, at: int) -> tuple[int, int] | None:
    """A year in digits or in words ("عام ألفين وأربعة عشر")."""
    found = year_digits(words.forms, at)
    if found is not None or at >= len(words.forms) or words.forms[at] not in number_tables().words:
        return found
    numeral = read_numeral(words, at, number_tables())
    if numeral is None or numeral.form != "words" or numeral.low not in _YEARS:
        return None
    return numeral.low, numeral.end


def set_year(forms: list[str], atom: Atom, year: int, end: int, tables: DateTables) -> None:
    """Put a year into an atom, with the word of its era; that or the month tells of which calendar it is."""
    atom.year, atom.end = year, end
    era = tables.words["era"].get(forms[end], "") if end < len(forms) else ""
    if era:
        atom.end = end + 1
        atom.hijri = era == "hijri" or atom.hijri
    elif atom.month is None or atom.rule == "numeric-date":
        atom.hijri = year in (_HIJRI_YEARS if atom.rule == "numeric-date" else _LIKELY_HIJRI)


def read_year(words: Words, at: int, floor: int, tables: DateTables) -> Atom | None:
    """A year after the noun for it, or two of them."""
    forms = words.forms
    year = year_at(words, at + 1)
    if year is None:
        return None
    atom = Atom(at, year[1], "year", "year")
    set_year(forms, atom, year[0], year[1], tables)
    place = atom.end
    if place + 1 < len(forms) and forms[place] in ("و", "-", "الي", "حتي"):
        later = year_digits(forms, place + 1)
        if (
            later is not None
            and later[0] > year[0]
            and (tables.words["year-noun"][forms[at]] == "many" or forms[place] == "-")
        ):
            atom.last_year, atom.end, atom.rule = later[0], later[1], "years"
    stretch_before(forms, atom, floor, tables)
    return atom


def stretch_before(forms: list[str], atom: Atom, floor: int, tables: DateTables) -> None:
    """Take "early", "late", "summer" before a year into it."""
    before = forms[atom.start - 1] if atom.start > floor else ""
    if before in tables.words["season"]:
        first, last = tables.words["season"][before].split("-")
        atom.month, atom.last_month, atom.rule, atom.start = int(first), int(last), "season", atom.start - 1
    elif before in tables.words["stretch"]:
        atom.stretch, atom.start = tables.words["stretch"][before], atom.start - 1


def read_season(words: Words, at: int, floor: int, tables: DateTables) -> Atom | None:
    """A season with its year."""
    year = year_digits(words.forms, at + 1)
    if year is None:
        return None
    atom = Atom(at + 1, year[1], "year", "year")
    atom.year = year[0]
    stretch_before(words.forms, atom, floor, tables)
    return atom
