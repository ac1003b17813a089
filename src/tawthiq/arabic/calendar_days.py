"""Which day a dating means: weekdays and months against a day of publication, Hijri days, spans of the calendar.

Pure arithmetic over `datetime.date`; every function gives None where no such day exists, and never raises for day,
month and year numbers out of range.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

__all__ = [
    "Span", "day_of", "hijri_day", "latest_day", "latest_month", "month_span", "next_day", "shift", "shift_months",
    "stretch_of", "week_of", "weekday_near", "year_span",
]  # fmt: skip

# The days of a month, or thirds of a year in months, that "early", "mid" and "late" stand for.
_STRETCH_DAYS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_STRETCH_MONTHS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_SATURDAY = 5
# A report dated a day early, or read east of its outlet, may speak of the day after its date.
_GRACE = timedelta(days=1)
# No 29 February is further from the next than eight years (1896 to 1904).
_LEAP_REACH = 9


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, both ends included."""

    start: date
    end: date


def shift(day: date | None, days: int) -> date | None:
    """Move a day; None stays None, and so does a day that leaves the calendar."""
    if day is None:
        return None
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def day_of(year: int, month: int, day: int, *, hijri: bool = False) -> date | None:
    """Make a day of either calendar; None if there is none."""
    if hijri:
        return hijri_day(year, month, day)
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def hijri_day(year: int, month: int, day: int) -> date | None:
    """Turn a Hijri day into a Gregorian one, by the Umm al-Qura calendar (package hijridate, 1343 to 1500).

    Args:
        year: Hijri year.
        month: 1 to 12.
        day: 1 to 30; the 30th of a month of 29 days gives None.

    Returns:
        The Gregorian day, or None.
    """
    from hijridate import Hijri  # its tables take 20 ms to load, and few reports use them

    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)


def _hijri_year(day: date) -> int | None:
    from hijridate import Gregorian  # see hijri_day

    try:
        return Gregorian.fromdate(day).to_hijri().year
    except (ValueError, OverflowError):
        return None


def latest_day(month: int, day: int, published: date, *, hijri: bool = False) -> date | None:
    """Find the day that a day and month with no year mean (codebook, ruling 29).

    Args:
        month: 1 to 12.
        day: Day of the month.
        published: The report's date.
        hijri: Whether the month is of the Hijri calendar.

    Returns:
        The latest such day that is not after the day after publication.
    """
    year = _hijri_year(published) if hijri else published.year
    if year is None:
        return None
    limit = shift(published, _GRACE.days) or published
    for candidate in range(year + 1, year - _LEAP_REACH, -1):
        found = day_of(candidate, month, day, hijri=hijri)
        if found is not None and found <= limit:
            return found
    return None


def next_day(month: int, day: int, published: date, *, hijri: bool = False) -> date | None:
    """Find the first day with this number and month after publication."""
    year = _hijri_year(published) if hijri else published.year
    if year is None:
        return None
    for candidate in range(year, year + _LEAP_REACH):
        found = day_of(candidate, month, day, hijri=hijri)
        if found is not None and found > published:
            return found
    return None


def month_span(year: int, month: int, *, hijri: bool = False) -> Span | None:
    """Give the days of a month; None if the year or month is none."""
    first = day_of(year, month, 1, hijri=hijri)
    if first is None:
        return None
    if not hijri:
        return Span(first, first.replace(day=monthrange(year, month)[1]))
    last = hijri_day(year, month, 30) or hijri_day(year, month, 29)
    return Span(first, last) if last else None


def latest_month(month: int, published: date, *, hijri: bool = False, strictly: bool = False) -> Span | None:
    """Give the latest month of a name that had begun at publication.

    Args:
        month: 1 to 12.
        published: The report's date.
        hijri: Whether the month is of the Hijri calendar.
        strictly: Whether it must have ended before publication ("last April" said in April).

    Returns:
        Its days, or None.
    """
    year = _hijri_year(published) if hijri else published.year
    for candidate in range(year, year - 3, -1) if year else ():
        span = month_span(candidate, month, hijri=hijri)
        if span is not None and (span.end < published if strictly else span.start <= published):
            return span
    return None


def year_span(year: int, *, hijri: bool = False) -> Span | None:
    """Give the days of a year; None if the year is out of the calendar."""
    first, last = month_span(year, 1, hijri=hijri), month_span(year, 12, hijri=hijri)
    return Span(first.start, last.end) if first and last else None


def shift_months(day: date, months: int) -> date | None:
    """Move a day by whole months, to the month's last day where the number is too high."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def week_of(day: date, weeks: int = 0) -> Span | None:
    """Give the week, Saturday to Friday as the Arab press counts it, some weeks away from a day's own."""
    start = shift(day, -((day.weekday() - _SATURDAY) % 7) + 7 * weeks)
    end = shift(start, 6)
    return Span(start, end) if start and end else None


def weekday_near(published: date, weekday: int, which: str) -> date | None:
    """Find the day that a weekday means.

    Args:
        published: The report's date.
        weekday: 0 (Monday) to 6.
        which: "" the latest on or before publication · "past" strictly before · "past2" the one before that ·
            "next" strictly after · "next2" a week later · "last-week" in the week before publication's.

    Returns:
        The day; None only at the edges of the calendar.
    """
    back = (published.weekday() - weekday) % 7
    if which == "past":
        back = back or 7
    elif which == "past2":
        back = (back or 7) + 7
    elif which == "next":
        back -= 7
    elif which == "next2":
        back -= 14
    elif which == "last-week":
        week = week_of(published, -1)
        return shift(week.start, (weekday - _SATURDAY) % 7) if week else None
    return shift(published, -back)


def stretch_of(span: Span, stretch: str, *, months: bool) -> Span | None:
    """Narrow a month or year to its beginning, middle or end.

    Args:
        span: The days of the month or year.
        stretch: "early", "mid" or "late".
        months: Whether the span is a year, whose thirds are of four months.

    Returns:
        The days of that third.
    """
    if months:
        low, high = _STRETCH_MONTHS[stretch]
        opens, beyond = shift_months(span.start, low - 1), shift_months(span.start, high)
        return Span(opens, min(shift(beyond, -1) or span.end, span.end)) if opens else None
    low, high = _STRETCH_DAYS[stretch]
    first, last = shift(span.start, low - 1), shift(span.start, high - 1)
    return Span(first, min(last or span.end, span.end)) if first else None
