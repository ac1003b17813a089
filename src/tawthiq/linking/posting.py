"""The day a report was posted, where nothing but the report itself tells it.

Tried in this order, the first that is read holds:
1. `published`, if the report has it and the post's own line does not tell another year;
2. the number of an X post, which holds the time of its making (Twitter "snowflake": milliseconds since
   2010-11-04T01:42:54.657Z, shifted left by 22 bits; https://github.com/twitter-archive/snowflake);
3. the line that Facebook sets over a post ("May 5, 2025 · Shared with Public"); without a year it gives a day and
   month only;
4. a date in the address ("/2024/12/05/");
5. the number of a page in its address, between two numbers of the same site whose days are known: sites number their
   pages as they make them (resources/linking/page_numbers.tsv). On the learning texts, each page left out of the table
   in turn, the median error is a day and four of five are within three.

What is found here serves linking and relative days; it never becomes the day of an event by itself (codebook, ruling
27).
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from math import ceil

from tawthiq.resources import Resources

__all__ = ["PageNumbers", "Posting", "page_number", "posting_of"]

_SNOWFLAKE_START = datetime(2010, 11, 4, 1, 42, 54, 657000, UTC)
_X_POST = re.compile(r"(?:^|[/.])(?:x|twitter)\.com/[^/]+/status(?:es)?/(\d{15,20})")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_FACEBOOK = re.compile(
    rf"({'|'.join(_MONTHS)}) (\d{{1,2}})(?:, (\d{{4}}))?(?: at \d{{1,2}}:\d{{2}}\s*[AP]M)?\s*\u00b7\s"
)
_PATH = re.compile(r"/(20\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/_-]|$)")
# Syria, Iraq, Yemen and Saudi Arabia keep UTC+3, the others of the region +2 or +3: a post of 22:30 UTC is of the next
# day.
_REGION = timedelta(hours=3)
_HOST = re.compile(r"//(?:(?:www|m|ar|arabic|amp)\.)*([a-z0-9.-]+)/", re.IGNORECASE)
_ESCAPED = re.compile("%[0-9A-Fa-f]{2}")
_NUMBER = re.compile(r"(?<!\d)(?!20[012]\d(?!\d))\d{4,8}(?!\d)")
# Two days for the error between neighbours, and one more for each three weeks between them.
_DOUBT_DAYS, _DOUBT_SHARE, _MOST_DOUBT = 2, 1 / 20, 15
_EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Posting:
    """When a report was posted.

    Attributes:
        day: The day, or None.
        month_day: Month and day where the year is not told, or None.
        basis: "published", "post number", "post line", "address", "page number"; "" where nothing is known.
        doubt: How many days `day` may be off in both directions; 0 where it is told.
    """

    day: date | None = None
    month_day: tuple[int, int] | None = None
    basis: str = ""
    doubt: int = 0


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """Numbers of pages whose days are known.

    Attributes:
        sites: Host to its numbers and the ordinals of their days, both ascending.
    """

    sites: Mapping[str, tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=dict)

    @classmethod
    def load(cls, resources: Resources) -> "PageNumbers":
        """Read linking/page_numbers.tsv and what the user adds to it."""
        found: dict[str, list[tuple[int, int]]] = {}
        for row in resources.table("linking/page_numbers.tsv"):
            found.setdefault(row["host"], []).append((int(row["number"]), date.fromisoformat(row["day"]).toordinal()))
        return cls({host: _columns(rows) for host, rows in found.items()})

    def posting(self, url: str) -> Posting:
        """Tell the day of a page by its number.

        Args:
            url: The page's address.

        Returns:
            Its posting; empty for unknown sites and numbers outside those that are known.
        """
        host, number = page_number(url)
        numbers, days = self.sites.get(host, ((), ()))
        after = bisect_right(numbers, number)
        if number == 0 or not 0 < after < len(numbers):
            return Posting()
        share = (number - numbers[after - 1]) / (numbers[after] - numbers[after - 1])
        gap = days[after] - days[after - 1]
        doubt = ceil(_DOUBT_DAYS + _DOUBT_SHARE * gap)
        day = date.fromordinal(round(days[after - 1] + share * gap))
        return Posting(day, None, "page number", doubt) if doubt <= _MOST_DOUBT else Posting()


def page_number(url: str) -> tuple[str, int]:
    """Read host and number of a page.

    Args:
        url: Its address.

    Returns:
        The host without "www." and the like, and the last number of four to eight digits that is no year; 0 for none.
    """
    found = _HOST.search(url)
    if not found:
        return "", 0
    path = _ESCAPED.sub("_", url[found.end() :].partition("?")[0])
    numbers = _NUMBER.findall(path)
    return found[1].lower(), int(numbers[-1]) if numbers else 0


def _columns(rows: list[tuple[int, int]]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    ordered = sorted(set(rows))
    return tuple(number for number, _ in ordered), tuple(day for _, day in ordered)


def posting_of(text: str, url: str | None, published: str | None, pages: PageNumbers) -> Posting:
    """Find the day a report was posted.

    Args:
        text: The report's text with its page furniture.
        url: Its address.
        published: ISO day or time, or None.
        pages: Known numbers of pages.

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
    return pages.posting(url or "")


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
