"""When an event was, as far as linking can tell: a day, or a day of the year, or a weekday.

The first of these that is there holds:
1. the day that the coder read (`date`, or `date_start` and `date_end` not more than a week apart); not where it is over
   a week before the posting and the event is the first of its report, since that is news;
2. the only full date of the text, in figures or words;
3. the day of posting: reports of violence follow it within a day or two. Where it is known to some days only, a
   weekday, or a day and month, of the text picks the day among them;
4. a day and month without a year, of the text or of the post's line;
5. a weekday that the text names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tawthiq.arabic.dates import DateMention, read_dates
from tawthiq.arabic.words import Words
from tawthiq.linking.posting import Posting

__all__ = ["Dating", "TextDates", "dates_of_text", "dating_of"]

# Yearless days are resolved against this, so that month and day can be read off; a leap year, so that 29 February is.
_ANY_YEAR = date(2000, 12, 31)
_WEEK = 7
_HALF_WEEK = 4
_LEAP_DAY = 60
# Bases of a stretch of days that tell nothing of the event itself: of the posting, or of an earlier run of linking.
_NOT_SAID = frozenset(("published", "linked"))


@dataclass(frozen=True, slots=True)
class Dating:
    """When an event was.

    Attributes:
        day: Ordinal of the day (`date.toordinal`), or None.
        slack: How many days before `day` it may have been: 0 for a day that is told, 2 for a day of posting, more
            where that is not known exactly.
        year_day: Day of the year, 1 to 366, where no year is known.
        weekday: 0 (Monday) to 6, where nothing else is known.
        sure: Whether the posting that it was read against is known to the day: a stretch that is far from another sure
            one is then no mistake of a year or of a page's number.
        basis: "said", "text", "posted", "day and month", "weekday" or "".
    """

    day: int | None = None
    slack: int = 0
    year_day: int | None = None
    weekday: int | None = None
    basis: str = ""
    sure: bool = False


@dataclass(frozen=True, slots=True)
class TextDates:
    """What the dates of a whole text come to.

    Attributes:
        full: Its dates with a year, in order, each once.
        year_day: Day of the year of its first date without one.
        weekday: Its first weekday.
    """

    full: tuple[date, ...] = ()
    year_day: int | None = None
    weekday: int | None = None


def dates_of_text(words: Words) -> TextDates:
    """Read the dates of a text that need no day of publication.

    Args:
        words: Its folded words.

    Returns:
        Full dates, and the first partial ones.
    """
    found = [m for m in read_dates(words, _ANY_YEAR) if m.precision == "day" or m.weekday is not None]
    full = dict.fromkeys(m.day for m in found if m.explicit_year and m.day is not None)
    partial = next((m.day for m in found if _is_day_and_month(m)), None)
    weekday = next((m.weekday for m in found if m.weekday is not None), None)
    return TextDates(tuple(full), _year_day(partial.month, partial.day) if partial else None, weekday)


def _is_day_and_month(mention: DateMention) -> bool:
    return mention.day is not None and not mention.explicit_year and not mention.relative


def _year_day(month: int, day: int) -> int:
    return date(2000, month, day).timetuple().tm_yday


def dating_of(event: Mapping[str, Any], text: TextDates, posting: Posting, *, first: bool) -> Dating:
    """Date an event for linking.

    Args:
        event: In the codebook's form.
        text: Dates of its report.
        posting: When the report was posted.
        first: Whether it is the first event of its report: that is news, and a day long before it the coder's error.

    Returns:
        What is known.
    """
    found = _dated(event, text, posting, first=first)
    near = posting.day is not None and found.day is not None and abs(posting.day.toordinal() - found.day) <= _WEEK
    return replace(found, sure=near and posting.doubt == 0)


def _dated(event: Mapping[str, Any], text: TextDates, posting: Posting, *, first: bool) -> Dating:
    start, end = _iso(event.get("date_start")), _iso(event.get("date_end"))
    if (day := _iso(event.get("date"))) is not None and not (first and _is_stale(day, posting)):
        return Dating(day.toordinal(), basis="said")
    if start and end and event.get("date_basis") not in _NOT_SAID and 0 <= (end - start).days <= _WEEK:
        return Dating(end.toordinal(), (end - start).days, basis="said")
    near = [d for d in text.full if posting.day is None or -posting.doubt <= (posting.day - d).days <= _WEEK]
    if len(near) == 1:
        return Dating(near[0].toordinal(), 1, basis="text")
    if posting.day is not None:
        return _posted(posting.day, posting.doubt, text)
    year_day = text.year_day or (_year_day(*posting.month_day) if posting.month_day else None)
    if year_day is not None:
        return Dating(year_day=year_day, weekday=text.weekday, basis="day and month")
    return Dating(weekday=text.weekday, basis="weekday" if text.weekday is not None else "")


def _is_stale(day: date, posting: Posting) -> bool:
    return posting.day is not None and posting.doubt == 0 and not -1 <= (posting.day - day).days <= _WEEK


def _posted(day: date, doubt: int, text: TextDates) -> Dating:
    if doubt == 0:
        return Dating(day.toordinal(), 2, basis="posted")
    if text.year_day is not None:
        told = min(
            (date(day.year + n, 1, 1).toordinal() + text.year_day - 1 for n in (-1, 0, 1)),
            key=lambda d: abs(d - day.toordinal()),
        )
        # The day of the year was counted in a leap year: in others it may be one late.
        told -= date.fromordinal(told).year % 4 != 0 and text.year_day > _LEAP_DAY
        if abs(told - day.toordinal()) <= 3 * doubt:
            return Dating(told, 1, basis="day and month, page number")
    if text.weekday is not None and doubt <= _HALF_WEEK:
        told = min(range(day.toordinal() - 3, day.toordinal() + 4), key=lambda d: (d + 6) % 7 != text.weekday)
        return Dating(told, 2, basis="weekday, page number")
    return Dating(day.toordinal() + doubt, 2 * doubt, basis="page number")


def _iso(written: object) -> date | None:
    try:
        return date.fromisoformat(str(written)[:10]) if written else None
    except ValueError:
        return None
