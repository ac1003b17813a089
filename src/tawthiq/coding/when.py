"""When an event was: the time told of the act, not of the saying (codebook, field `date`, rulings 24, 27 and 29).

1. `date_of` finds the time that a clause itself tells;
2. `joined_day` gives a clause without one the day of the clause that it is joined to, `digest_days` that of a heading;
3. `when_of` turns what was found into the days and precisions of a record.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tawthiq.arabic.dates import DateMention
from tawthiq.coding.annotated import Annotated
from tawthiq.coding.attribution import Saying
from tawthiq.coding.clause_words import clause_words
from tawthiq.coding.frames import Frame

__all__ = ["When", "date_of", "digest_days", "joined_day", "when_of"]

_SINCE = frozenset({"منذ", "ومنذ", "منذو"})
_SINCE_REACH = 20
_DOING_REACH = 6
_ISSUE_REACH = 2
_JOINS = frozenset({"join"})
_JOIN_REACH = 3
# Headings of digests; a day in such a line is that of every item below it (ruling 29).
_DIGESTS = frozenset(
    {"حصاد", "ملخص", "موجز", "نشره", "حصيله", "ابرز", "احداث", "الاحداث", "تطورات", "التطورات", "جوله", "يوميات"}
)
_LONGEST_HEADING = 14
# Of the events of the learning reports that happened within a month of publication, 95 in 100 did in these days.
_DAYS_BEFORE_PUBLICATION = 6
# Longest stretches, in days, of UCDP's date_prec 1 to 4 and of ACLED's time precision 1 and 2.
_UCDP_DAYS = ((1, 1), (6, 2), (7, 3), (31, 4))
_ACLED_DAYS = ((1, 1), (7, 2))
_WIDEST_UCDP, _WIDEST_ACLED = 5, 3


@dataclass(frozen=True, slots=True)
class When:
    """The time of an event.

    Attributes:
        day: The one day, as the text tells it; None where it tells none (codebook, `date`).
        start: First day of the stretch that it falls in; None where that side is open.
        end: Last day.
        time_precision: ACLED's: 1 a day, 2 a week, 3 a month or worse.
        date_prec: UCDP's: 1 a day, 2 two to six days, 3 a week, 4 a month, 5 a year or worse.
        basis: "said", "inherited" or "published".
    """

    day: dt.date | None
    start: dt.date | None
    end: dt.date | None
    time_precision: int
    date_prec: int
    basis: str


def date_of(text: Annotated, sayings: Sequence[Saying], frame: Frame) -> DateMention | None:
    """Find the time told of a frame's act.

    Args:
        text: The annotated report.
        sayings: Sayings of the frame's sentence.
        frame: The frame.

    Returns:
        The dating: a known day before "today" in a report without a date before anything wider, then one told of the
        main act before one of another; None where the clause tells none.
    """
    first = bisect_left(text.dates, frame.start, key=_start)
    inside = text.dates[first : bisect_left(text.dates, frame.end, lo=first, key=_start)]
    found = [d for d in inside if not (_is_of_saying(text, sayings, d) or _is_since(text, frame, d))]
    found = [d for d in found if not _is_of_other_doing(text, frame, d)]
    days = [d for d in found if d.day is not None] or [d for d in found if d.precision == "day"]
    told = min(days or found, key=lambda d: _distance(frame, d), default=None)
    return told if told is None or told.day is None else _with_further(text, told)


def _with_further(text: Annotated, told: DateMention) -> DateMention:
    """The stretch from one day to a second joined to it: "الجمعة والسبت" is no one day (ruling 6)."""
    first = bisect_left(text.dates, told.end, key=_start)
    after = text.dates[first] if first < len(text.dates) else None
    if after is None or after.start != told.end or not text.words.forms[after.start].startswith("و"):
        return told
    if after.day is None or told.day is None or after.day == told.day:
        return told
    start, end = sorted((told.day, after.day))
    return replace(told, end=after.end, day=None, date_start=start, date_end=end, precision="span", rule="two-days")


def _start(date: DateMention) -> int:
    return date.start


def _is_of_saying(text: Annotated, sayings: Sequence[Saying], date: DateMention) -> bool:
    """Whether a time is that of a saying: told with its speakers, or right before its verb.

    Before "بحسب" and its like stands the clause that is told, with its own time.
    """
    return any(
        s.start <= date.start < s.end or (not s.closes and _is_right_before(text, date.end, s.start)) for s in sayings
    )


def _is_of_other_doing(text: Annotated, frame: Frame, date: DateMention) -> bool:
    """Whether a day is that of a funeral, meeting or statement before it: "شيعت … السبت", "بيان أصدره الثلاثاء"."""
    acts = {i for a in frame.triggers for i in range(a.start, a.end)}
    for i in range(date.start - 1, max(frame.start, date.start - _DOING_REACH) - 1, -1):
        if i in acts:
            return False
        if text.words.forms[i] in clause_words("other doing"):
            return True
        is_near = date.start - i <= _ISSUE_REACH
        if is_near and any(m.entry.label == "source-noun" for m in text.at.get(i, ())):
            return True
    return False


def _is_right_before(text: Annotated, end: int, start: int) -> bool:
    return 0 <= start - end <= 1 and all(text.words.forms[i] == "،" for i in range(end, start))


def _is_since(text: Annotated, frame: Frame, date: DateMention) -> bool:
    """Whether a day only says since when: "منذ اندلاع الحرب في الثالث من الشهر"."""
    if date.rule.startswith("since"):
        return False
    forms = text.words.forms
    for i in range(date.start - 1, max(frame.start, date.start - _SINCE_REACH) - 1, -1):
        if forms[i] in _SINCE or forms[i] == "،":
            return forms[i] != "،"
    return False


def _distance(frame: Frame, date: DateMention) -> tuple[int, int]:
    """How far a time is from the main act: which act it is nearest to, then how near."""
    triggers = frame.triggers
    gaps = [date.start - a.end if a.end <= date.start else a.start - date.end + 1 for a in triggers]
    nearest = min(range(len(gaps)), key=lambda n: gaps[n])
    return nearest, gaps[nearest]


def joined_day(text: Annotated, frames: Sequence[Frame], sayings: Sequence[Saying], frame: Frame) -> DateMention | None:
    """Find the day of a clause that tells no time itself (ruling 24).

    Args:
        text: The annotated report.
        frames: All frames of the clause's sentence, by start.
        sayings: The sayings of that sentence.
        frame: The clause.

    Returns:
        The dating of the nearest clause before it to which it is joined by و, كما and their like, if that is a day.
    """
    at = next((n for n, f in enumerate(frames) if f is frame), 0)
    while at > 0 and _is_joined(text, frames[at]):
        at -= 1
        told = date_of(text, sayings, frames[at])
        if told is not None:
            return told if told.day is not None else None
    return None


def _is_joined(text: Annotated, frame: Frame) -> bool:
    """Whether a clause goes on with the one before it: it opens with و or كما, not with فيما or بينما."""
    kinds = {
        m.entry.label
        for i in range(frame.start, min(frame.start + _JOIN_REACH, frame.first + 1))
        for m in text.at.get(i, ())
        if m.entry.kind == "connector"
    }
    if "cut" in kinds:
        return False
    return (
        bool(kinds & _JOINS)
        or text.words.forms[frame.start].startswith("و")
        or text.words.forms[frame.first].startswith("و")
    )


def digest_days(text: Annotated) -> list[DateMention]:
    """Find the headings that date the items of a digest below them (ruling 29).

    Args:
        text: The annotated report.

    Returns:
        Their datings in order; none for most reports.
    """
    return [d for d in text.dates if _is_heading(text, d)]


def _is_heading(text: Annotated, date: DateMention) -> bool:
    """Whether a full date stands in a short line of its own that names a digest."""
    forms = text.words.forms
    if date.day is None or not date.explicit_year:
        return False
    start = date.start
    while start > 0 and forms[start - 1] != "\n" and date.end - start <= _LONGEST_HEADING:
        start -= 1
    end = date.end
    while end < len(forms) and forms[end] != "\n" and end - start <= _LONGEST_HEADING:
        end += 1
    return end - start <= _LONGEST_HEADING and not _DIGESTS.isdisjoint(forms[start : date.start])


def when_of(date: DateMention | None, published: dt.date | None, *, is_inherited: bool = False) -> When | None:
    """Write the time of an event as days with their precision.

    Args:
        date: The time told of it.
        published: Day of publication.
        is_inherited: Whether another clause or a heading told it.

    Returns:
        The time; from the day of publication where the text tells none; None where that is not known either.
    """
    if date is None or (date.date_start is None and date.date_end is None):
        if published is None:
            return None
        start = published - dt.timedelta(days=min(_DAYS_BEFORE_PUBLICATION, published.toordinal() - 1))
        return _stretch(None, start, published, "published")
    return _stretch(date.day, date.date_start, date.date_end, "inherited" if is_inherited else "said")


def _stretch(day: dt.date | None, start: dt.date | None, end: dt.date | None, basis: str) -> When:
    if start is None or end is None:
        return When(day, start, end, _WIDEST_ACLED, _WIDEST_UCDP, basis)
    days = (end - start).days + 1
    acled = next((code for most, code in _ACLED_DAYS if days <= most), _WIDEST_ACLED)
    ucdp = next((code for most, code in _UCDP_DAYS if days <= most), _WIDEST_UCDP)
    return When(day, start, end, acled, ucdp, basis)
