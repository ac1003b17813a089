"""The day a report was posted, where nothing but the report itself tells it.

Tried in this order, the first that is read holds:
1. `published`, if the report has it and the post's own line does not tell another year;
2. the number of an X post, which holds the time of its making (Twitter "snowflake": milliseconds since
   2010-11-04T01:42:54.657Z, shifted left by 22 bits; https://github.com/twitter-archive/snowflake);
3. the line that Facebook sets over a post ("May 5, 2025 · Shared with Public"); without a year it gives a day and
   month only;
4. a date in the address ("/2024/12/05/").

What is found here serves linking and relative days; it never becomes the day of an event by itself (codebook, ruling 27).
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

__all__ = ["Posting", "posting_of"]

_SNOWFLAKE_START = datetime(2010, 11, 4, 1, 42, 54, 657000, UTC)
_X_POST = re.compile(r"(?:^|[/.])(?:x|twitter)\.com/[^/]+/status(?:es)?/(\d{15,20})")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_FACEBOOK = re.compile(
    rf"({'|'.join(_MONTHS)}) (\d{{1,2}})(?:, (\d{{4}}))?(?: at \d{{1,2}}:\d{{2}}\s*[AP]M)?\s*\u00b7\s"
)
_PATH = re.compile(r"/(20\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/_-]|$)")
# Syria, Iraq, Yemen and Saudi Arabia keep UTC+3, the others of the region +2 or +3: a post of 22:30 UTC is of the next day.
_REGION = timedelta(hours=3)
_EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Posting:
    """When a report was posted.

    Attributes:
        day: The day, or None.
        month_day: Month and day where the year is not told, or None.
        basis: "published", "post number", "post line", "address"; "" where nothing is known.
    """

    day: date | None = None
    month_day: tuple[int, int] | None = None
    basis: str = ""


def posting_of(text: str, url: str | None, published: str | None) -> Posting:
    """Find the day a report was posted.

    Args:
        text: The report's text with its page furniture.
        url: Its address.
        published: ISO day or time, or None.

    Returns:
        The posting; empty where nothing tells it.
    """
    line = _FACEBOOK.search(text)
    if (day := _iso(published)) is not None:
        # Capturing tools have dated old posts by the year of the capture; the page's own line is the better witness.
        told = _day(int(line[3]), _month_of(line), int(line[2])) if line and line[3] else None
        if told is not None and told != day and (told.month, told.day) == (day.month, day.day):
            return Posting(told, None, "post line")
        return Posting(day, None, "published")
    if (number := _X_POST.search(url or "")) and (made := _snowflake(int(number[1]))) is not None:
        return Posting(made, None, "post number")
    if line:
        if line[3] is None:
            return Posting(None, (_month_of(line), int(line[2])), "post line")
        if (day := _day(int(line[3]), _month_of(line), int(line[2]))) is not None:
            return Posting(day, None, "post line")
    if (path := _PATH.search(url or "")) and (day := _day(int(path[1]), int(path[2]), int(path[3]))) is not None:
        return Posting(day, None, "address")
    return Posting()


def _month_of(line: "re.Match[str]") -> int:
    return _MONTHS.index(line[1]) + 1


def _snowflake(number: int) -> date | None:
    made = _SNOWFLAKE_START + timedelta(milliseconds=number >> 22)
    return (made + _REGION).date() if made.year < 2100 else None


def _iso(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if found >= _EARLIEST else None
