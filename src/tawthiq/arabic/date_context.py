"""What the rest of a text tells of a dating that does not tell it itself: its year, or the day that it points from.

Two readings of a day and month with no year, beside that of ruling 29 (the year of publication):
1. A tale of another year: after a full date of an earlier year, days of the same or a later month within 80 words, with
   no weekday or relative day between them, are of that year too. Of 24 such days in 7,700 uncoded news reports of 2009
   to 2018, all were; after a month with a year and no day ("since September 2015") only half were, so that these do not
   count, and days of the 45 days before publication always keep its year.
2. No date of publication: a year told with the Arabic name of the same month, and no other year with it, holds for the
   day (of 128 such days in captured posts one was found to be of another year). Dates in figures or English are mostly
   those of the page (codebook, ruling 27) and tell nothing.
"""

from datetime import date, timedelta

from tawthiq.arabic.calendar_days import latest_day, shift
from tawthiq.arabic.date_atoms import Atom

__all__ = ["narrative_day", "tell_years"]

_TALE_WORDS = 80
_RECENT = timedelta(days=45)
# "The next day", "the same day" point at the last day told if that stands no further back; of a sample of 20 within 60
# words 19 did.
_NARRATIVE_WORDS = 60
_STEPS = {"same-day": 0, "next-day": 1, "previous-day": -1}


def tell_years(atoms: list[Atom], published: date | None) -> None:
    """Give days and months without a year the year that the text tells for them.

    Args:
        atoms: The atoms of a text, in order; `told_year` is set where the text tells one.
        published: The report's date, or None.
    """
    if published is None:
        _tell_by_month(atoms)
    else:
        _tell_by_tale(atoms, published)


def _yearless(atom: Atom) -> bool:
    return atom.kind in ("date", "month") and atom.year is None and atom.month is not None


def _tell_by_month(atoms: list[Atom]) -> None:
    told: dict[tuple[int | None, bool], set[int]] = {}
    for atom in atoms:
        if atom.month is not None and atom.year is not None and atom.rule in ("day-month-year", "month-year"):
            told.setdefault((atom.month, atom.hijri), set()).add(atom.year)
    for atom in atoms if told else ():
        years = told.get((atom.month, atom.hijri), set())
        if _yearless(atom) and len(years) == 1 and atom.which in ("", "this", "past"):
            atom.told_year = next(iter(years))


def _tell_by_tale(atoms: list[Atom], published: date) -> None:
    opening: Atom | None = None
    for atom in atoms:
        if atom.kind in ("weekday", "relative"):
            opening = None
        elif atom.kind == "date" and atom.year is not None and not atom.hijri:
            opening = atom
        elif opening is not None and _yearless(atom) and atom.kind == "date" and _in_tale(atom, opening, published):
            atom.told_year = opening.year


def _in_tale(atom: Atom, opening: Atom, published: date) -> bool:
    if atom.which or atom.hijri or atom.start - opening.end > _TALE_WORDS or (atom.month or 0) < (opening.month or 0):
        return False
    day = latest_day(atom.month or 1, atom.day or 1, published)
    return day is not None and published - day > _RECENT and opening.year is not None and opening.year < day.year


def narrative_day(rule: str, last: date | None, distance: int, following: str) -> date | None:
    """Work out "the next day" and the like.

    Args:
        rule: same-day, next-day or previous-day.
        last: The last day that the text told before it, if it told one day.
        distance: Words between the two.
        following: The word after the mention; "the day after the truce", "the same day that" point at that instead.

    Returns:
        The day, or None.
    """
    if distance > _NARRATIVE_WORDS or following in ("الذي", "التي") or (following[:1] == "ل" and len(following) > 3):
        return None
    return shift(last, _STEPS[rule])
