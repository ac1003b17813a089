"""Which days an atom means, given the report's date and the year last told in the text."""

from dataclasses import dataclass
from datetime import date, timedelta

from tawthiq.arabic.calendar_days import (
    Span,
    day_of,
    latest_day,
    latest_month,
    month_span,
    next_day,
    shift,
    shift_months,
    stretch_of,
    week_of,
    weekday_near,
    year_span,
)
from tawthiq.arabic.date_atoms import Atom

__all__ = ["Resolved", "resolve"]

# "Six hours ago" is of the day of publication, "twenty hours ago" may be of the day before.
_SAME_DAY_HOURS = 12
_DAYS_OF_WEEK = 7
_ZONE_GRACE = timedelta(days=1)
# How far on each side "N weeks ago" and "N months ago" may be off.
_WEEK_SLACK = 3
_MONTH_SLACK = 15


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an atom comes to.

    Attributes:
        day: The one day, else None.
        start: The first day that it may mean; None if unknown or open.
        end: The last one.
        precision: day, week, month, year or span.
    """

    day: date | None
    start: date | None
    end: date | None
    precision: str


def resolve(atom: Atom, published: date | None, last_year: int | None) -> Resolved:
    """Work out the days of an atom.

    Args:
        atom: One atom, merged with its neighbours.
        published: The report's date, or None.
        last_year: The year last told in the text before it, for "of the same year".

    Returns:
        Its days; a day only where the words tell exactly one.
    """
    if atom.kind in ("date", "month"):
        return (_date if atom.kind == "date" else _month)(atom, published, last_year)
    if atom.kind == "year":
        return _year(atom)
    if published is None or atom.kind not in _POINTING:
        return Resolved(None, None, None, _precision(atom))
    return _POINTING[atom.kind](atom, published)


def _one(day: date | None) -> Resolved:
    return Resolved(day, day, day, "day")


def _spread(span: Span | None, precision: str) -> Resolved:
    return Resolved(None, span.start if span else None, span.end if span else None, precision)


def _precision(atom: Atom) -> str:
    if atom.kind == "weekdays":
        return "span"
    if atom.kind == "unit":
        return atom.unit if atom.unit in ("week", "month", "year") else "span"
    return "day"


def _relative(atom: Atom, published: date) -> Resolved:
    """The day that is so many days away, unless a weekday beside it says that the report is dated otherwise."""
    return _one(_relative_day(atom, published))


def _relative_day(atom: Atom, published: date) -> date | None:
    day = shift(published, atom.offset or 0)
    if day is None or atom.weekday is None or day.weekday() == atom.weekday:
        return day
    back = (day.weekday() - atom.weekday) % _DAYS_OF_WEEK
    nearest = shift(day, -back if back <= _DAYS_OF_WEEK - back else _DAYS_OF_WEEK - back)
    # A date in another time zone may be a day behind, never more ahead than that.
    late = nearest is not None and nearest - published > _ZONE_GRACE and (atom.offset or 0) <= 0
    return shift(day, -back) if late else nearest


def _weekday(atom: Atom, published: date) -> Resolved:
    exact = atom.which not in ("following", "preceding", "same")
    return _one(weekday_near(published, atom.weekday or 0, atom.which) if exact else None)


def _weekdays(atom: Atom, published: date) -> Resolved:
    first, last = atom.weekday or 0, atom.last_weekday or 0
    end = weekday_near(published, last, atom.which)
    start = shift(end, -((last - first) % _DAYS_OF_WEEK))
    return Resolved(None, start, end, "span")


def _years_told(atom: Atom, published: date | None, last_year: int | None) -> int | None:
    """The year that a dating tells in digits, or by "of last year" and the like."""
    if atom.year is not None:
        return atom.year
    if atom.told_year is not None:
        return atom.told_year
    if atom.which == "year-same":
        return last_year
    if published is None:
        return None
    return {"year-past": published.year - 1, "year-this": published.year, "year-next": published.year + 1}.get(
        atom.which
    )


def _date(atom: Atom, published: date | None, last_year: int | None) -> Resolved:
    first = _day(atom, atom.day or 1, published, last_year)
    if atom.last_day is None or (atom.night and atom.last_day == (atom.day or 0) + 1):
        return _one(first)
    return Resolved(None, first, shift(first, atom.last_day - (atom.day or 1)), "span")


def _day(atom: Atom, day: int, published: date | None, last_year: int | None) -> date | None:
    if atom.month is None:
        return _day_of_month(atom, day, published)
    year = _years_told(atom, published, last_year)
    if year is not None:
        hijri = atom.hijri and year < 1700  # a Hijri month beside a Gregorian year ("رمضان 2014") has no one day
        return day_of(year, atom.month, day, hijri=hijri) if hijri == atom.hijri else None
    if published is None or atom.which in ("year-same", "year-preceding"):
        return None
    if atom.which == "next":
        return next_day(atom.month, day, published, hijri=atom.hijri)
    return latest_day(atom.month, day, published, hijri=atom.hijri)


def _day_of_month(atom: Atom, day: int, published: date | None) -> date | None:
    """The Nth of this, last or next month."""
    months = {"this": 0, "past": -1, "next": 1}.get(atom.which)
    if published is None or months is None:
        return None
    month = shift_months(published.replace(day=1), months)
    return day_of(month.year, month.month, day) if month else None


def _month(atom: Atom, published: date | None, last_year: int | None) -> Resolved:
    if atom.month is None:
        return Resolved(None, None, None, "month")
    year = _years_told(atom, published, last_year)
    span: Span | None = None
    if year is not None:
        if not atom.hijri or year < 1700:
            span = month_span(year, atom.month, hijri=atom.hijri)
    elif published is not None and atom.which == "next":
        first = next_day(atom.month, 1, published, hijri=atom.hijri)
        span = month_span(first.year, first.month) if first and not atom.hijri else None
    elif published is not None and atom.which not in ("year-same", "year-preceding"):
        span = latest_month(atom.month, published, hijri=atom.hijri, strictly=atom.which == "past")
    if span is not None and atom.stretch:
        span = stretch_of(span, atom.stretch, months=False)
    return _spread(span, "month")


def _year(atom: Atom) -> Resolved:
    if atom.year is None:
        return Resolved(None, None, None, "year")
    span = year_span(atom.year, hijri=atom.hijri)
    if atom.last_year is not None:
        last = year_span(atom.last_year, hijri=atom.hijri)
        return _spread(Span(span.start, last.end) if span and last else None, "span")
    if atom.month is not None and atom.last_month is not None:
        first, final = month_span(atom.year, atom.month), month_span(atom.year, atom.last_month)
        return _spread(Span(first.start, final.end) if first and final else None, "span")
    if span is not None and atom.stretch:
        span = stretch_of(span, atom.stretch, months=True)
    return _spread(span, "year")


def _unit(atom: Atom, published: date) -> Resolved:
    if atom.which in ("ago", "since"):
        return _ago(atom, published)
    if atom.which == "past2":
        return Resolved(None, None, None, _precision(atom))
    if atom.count == 1 and atom.unit in ("week", "month", "year"):
        return _calendar_unit(atom, published)
    if atom.which in ("past", "this"):
        start = _before(published, atom.unit, atom.count) if atom.count else None
        return Resolved(None, start, published, "span")
    return Resolved(None, None, None, "span")


def _before(published: date, unit: str, count: int) -> date | None:
    if unit in ("month", "year"):
        return shift_months(published, -count * (12 if unit == "year" else 1))
    days = {"hour": -(-count // 24), "day": count, "week": count * _DAYS_OF_WEEK}.get(unit)
    return None if days is None else shift(published, -days)


def _calendar_unit(atom: Atom, published: date) -> Resolved:
    """This, last or next week, month or year."""
    steps = {"past": -1, "this": 0, "next": 1}.get(atom.which)
    if steps is None:
        return Resolved(None, None, None, atom.unit)
    if atom.unit == "week":
        span = week_of(published, steps)
    elif atom.unit == "month":
        first = shift_months(published.replace(day=1), steps)
        span = month_span(first.year, first.month) if first else None
    else:
        span = year_span(published.year + steps)
    if span is not None and atom.stretch and atom.unit != "week":
        span = stretch_of(span, atom.stretch, months=atom.unit == "year")
    if span is not None and atom.which == "this" and span.start <= published < span.end:
        span = Span(span.start, published)  # what is told of this month has happened
    return _spread(span, atom.unit)


def _ago(atom: Atom, published: date) -> Resolved:
    """So long ago: a day where days or a few hours are told, a stretch about it for longer units."""
    unit, count = atom.unit, atom.count
    if unit in ("moment", "minute") or (unit == "hour" and count <= _SAME_DAY_HOURS):
        return _one(published)
    if not count:
        return Resolved(None, None, published, _precision(atom))
    start = _before(published, unit, count)
    if unit == "day":
        return _one(start)
    if unit == "hour":
        return Resolved(None, start, published, "span")
    if unit == "year":
        return _spread(year_span(published.year - count), "year")
    slack = _WEEK_SLACK if unit == "week" else _MONTH_SLACK
    return Resolved(None, shift(start, -slack), shift(start, slack), unit)


_POINTING = {"relative": _relative, "weekday": _weekday, "weekdays": _weekdays, "unit": _unit}
