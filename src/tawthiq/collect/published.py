"""When a report was published: from what its source writes to a day, a time with its zone, and the basis of both.

A time without a zone is never relabelled as UTC: it takes the outlet's zone where that is known, and says so in its
basis; else it stays naive, and its day stands as written. A time with a zone is turned into the outlet's zone before
its day is taken, because the words "today" and "yesterday" of the text were written there.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tawthiq.arabic.calendar_words import date_tables
from tawthiq.arabic.fold import fold_key
from tawthiq.model.drafts import Publication

__all__ = ["publication"]

_EARLIEST = 1900
_LATEST = 2100
_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?",
)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})(?!\d)")
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}))?(?!\d)\s*(am|pm|ص|م|صباحا|مساء)?(?![\u0621-\u064aa-z])", re.IGNORECASE
)
_ZONE = re.compile(
    r"(?:(?:UTC|GMT|غرينتش|جرينتش|غرينيتش)\s*)?([+-])(\d{1,2}):?(\d{2})?(?!\d)|(UTC|GMT|غرينتش|جرينتش|Z\b)",
    re.IGNORECASE,
)
_NAMED_DAY = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s,\-/]+(?:من )?(?:شهر )?([^\W\d_]+)(?: ([^\W\d_]+))?"
    r"[^\d:]{0,24}?(\d{4})(?!\d)"
)
_MONTH_FIRST = re.compile(r"([^\W\d_]+)(?: ([^\W\d_]+))?[\s,]+(\d{1,2})[\s,]+(\d{4})(?!\d)")
# Joomla writes the two-word months of the Levant so: كانون1, تشرين2.
_NUMBERED_MONTH = re.compile(r"(كانون|تشرين) ?([12])(?!\d)")
_ORDINALS = {"1": "الاول", "2": "الثاني"}
_EPOCH = re.compile(r"\d{9,10}(?:\d{3})?\Z")


def publication(written: str, basis: str, outlet_zone: str | None = None) -> Publication | None:
    """Read a time of publication.

    Args:
        written: As the source writes it: ISO 8601, RFC 822, seconds since 1970, or Arabic words and figures.
        basis: Where it was read.
        outlet_zone: IANA name of the zone that the outlet writes its times in, if known.

    Returns:
        Day, time, zone and basis; None where it cannot be read or lies outside 1900 to 2100.
    """
    text = fold_key(written.strip())[:200] if not written.isascii() else written.strip()[:200]
    read = _epoch(text) or _iso(text) or _mail(text) or _words(text)
    if read is None or not _EARLIEST <= read[0].year <= _LATEST:
        return None
    moment, has_clock = read
    home = _zone(outlet_zone)
    if not has_clock:
        return Publication(moment.date().isoformat(), None, None, basis)
    if moment.tzinfo is not None:
        day = moment.astimezone(home).date() if home else moment.date()
        return Publication(day.isoformat(), moment.isoformat(), _offset(moment), basis)
    if home:
        placed = moment.replace(tzinfo=home)
        return Publication(moment.date().isoformat(), placed.isoformat(), outlet_zone, f"{basis}; zone of the outlet")
    return Publication(moment.date().isoformat(), moment.isoformat(), None, basis)


@lru_cache(maxsize=256)
def _zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _offset(moment: datetime) -> str:
    written = moment.strftime("%z")
    return f"{written[:3]}:{written[3:5]}"


def _epoch(text: str) -> tuple[datetime, bool] | None:
    if not _EPOCH.match(text):
        return None
    seconds = int(text[:10]) if len(text) >= 12 else int(text)
    return datetime.fromtimestamp(seconds, UTC), True


def _iso(text: str) -> tuple[datetime, bool] | None:
    match = _ISO.match(text)
    if not match:
        return None
    year, month, day = (int(match[n]) for n in (1, 2, 3))
    clock = (int(match[4]), int(match[5]), int(match[6] or 0)) if match[4] else None
    return _moment((year, month, day), clock, _iso_zone(match[7]))


def _iso_zone(written: str | None) -> tzinfo | None:
    if not written:
        return None
    if written in {"Z", "UTC", "GMT"}:
        return UTC
    sign = -1 if written[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(written[1:3]), minutes=int(written[-2:])))


def _mail(text: str) -> tuple[datetime, bool] | None:
    if not text.isascii():
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if text.rstrip().endswith("-0000"):  # RFC 5322: a time in UTC of which no zone is known
        moment = moment.replace(tzinfo=UTC)
    return moment, ":" in text


def _words(text: str) -> tuple[datetime, bool] | None:
    """Arabic or English words and figures in any order: a day, perhaps a clock, perhaps a zone."""
    text = _NUMBERED_MONTH.sub(lambda match: f"{match[1]} {_ORDINALS[match[2]]}", text)
    day = _named_day(text) or _numeric_day(text)
    if day is None:
        return None
    match = _CLOCK.search(text)
    if not match:
        return _moment(day, None, None)
    hour, half = int(match[1]), (match[4] or "").lower()
    if half in {"pm", "م", "مساء"} and hour < 12:
        hour += 12
    elif half in {"am", "ص", "صباحا"} and hour == 12:
        hour = 0
    return _moment(day, (hour, int(match[2]), int(match[3] or 0)), _written_zone(text[match.end() :]))


def _written_zone(text: str) -> tzinfo | None:
    match = _ZONE.search(text)
    if not match:
        return None
    if match[4]:
        return UTC
    sign = -1 if match[1] == "-" else 1
    hours, minutes = int(match[2]), int(match[3] or 0)
    return timezone(sign * timedelta(hours=hours, minutes=minutes)) if hours <= 14 else None


def _named_day(text: str) -> tuple[int, int, int] | None:
    for match in _NAMED_DAY.finditer(text):
        month = _month(match[2], match[3])
        if month:
            return int(match[4]), month, int(match[1])
    for match in _MONTH_FIRST.finditer(text):
        month = _month(match[1], match[2])
        if month:
            return int(match[4]), month, int(match[3])
    return None


_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _month(word: str, second: str | None) -> int | None:
    if word.isascii():
        return _ENGLISH.index(word[:3].lower()) + 1 if word[:3].lower() in _ENGLISH else None
    found = date_tables().months.get(fold_key(word))
    if found is not None and found.second and second:
        found = found.second.get(fold_key(second), found)
    return found.number if found is not None and found.number and not found.hijri else None


def _numeric_day(text: str) -> tuple[int, int, int] | None:
    match = _NUMERIC.search(text)
    if not match:
        return None
    first, month, last = (int(match[n]) for n in (1, 2, 3))
    if len(match[1]) == 4:
        return first, month, last
    # Arabic outlets write the day first; a "month" over 12 shows the American order.
    return (last, first, month) if month > 12 else (last, month, first)


def _moment(
    day: tuple[int, int, int], clock: tuple[int, int, int] | None, zone: tzinfo | None
) -> tuple[datetime, bool] | None:
    try:
        plain = date(*day)
        if clock is None:
            return datetime(plain.year, plain.month, plain.day, tzinfo=UTC), False
        hour, minute, second = clock
        return datetime(plain.year, plain.month, plain.day, hour, minute, second, tzinfo=zone), True
    except ValueError:
        return None
