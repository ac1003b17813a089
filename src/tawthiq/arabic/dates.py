"""Datings of a text, and the days that they mean against the report's date (codebook, section 4 `date`, rulings 22-30).

Steps, in this order:
1. atoms: every word that `calendar_words` knows as a trigger, and every word of digits, is read with its neighbours
   (`date_atoms` names the modules);
2. atoms that tell one day together are merged: "صباح اليوم الخميس 5 كانون الأول 2024 (الموافق …)";
3. days without a year take the one that the text tells for them (`date_context`);
4. a preposition that makes the day an edge ("since", "until", "after") is taken in, and two edges become a stretch;
5. each is resolved (`date_resolve`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tawthiq.arabic.calendar_days import shift, shift_months
from tawthiq.arabic.calendar_words import DateTables, date_tables
from tawthiq.arabic.date_atoms import Atom, Reader
from tawthiq.arabic.date_context import narrative_day, tell_years
from tawthiq.arabic.date_days import read_night, read_relative, read_this_part, read_weekday
from tawthiq.arabic.date_figures import read_numeric
from tawthiq.arabic.date_months import read_month, read_span_or_year
from tawthiq.arabic.date_resolve import Resolved, resolve
from tawthiq.arabic.date_spans import read_ago
from tawthiq.arabic.date_years import read_season, read_year
from tawthiq.arabic.words import Words

__all__ = ["DateMention", "read_dates"]

# Signs and words that may stand between two atoms that tell one day.
_GLUE = frozenset(
    ("،", ",", "(", ")", "-", "/", "يوم", "ليوم", "بتاريخ", "تاريخ", "ل", "ب", "في", "من", ":", "هو", "هجري", "م")
)
_DATE_GLUE = frozenset(("من", "في", "-"))
_COMMAS = frozenset(("،", ","))
# Rules and offsets of "today" and "yesterday"; after midnight the offset is another.
_SAID_OF_WRITING = frozenset((("today", 0), ("yesterday", -1)))
# Days between writing and print, at most.
_LATEST_PRINT = 2
_MAX_GLUE = 4
_RANGE_LINKS = frozenset(("الي", "حتي", "لغايه", "-", "وحتي"))
_RANGE_OPENERS = frozenset(("من", "بين", "مابين", "منذ", "ومن", "وبين", "ومنذ"))
_EXACT = frozenset(("date", "relative", "weekday"))

_READERS: dict[str, Reader] = {
    "relative": read_relative,
    "weekday": read_weekday,
    "night-noun": read_night,
    "this-part": read_this_part,
    "ago": read_ago,
    "span-noun": read_span_or_year,
    "year-noun": read_year,
    "season": read_season,
    "month": read_month,
}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A dating of a text.

    Attributes:
        start: Index of its first word; part of the day and a preposition that makes it an edge are inside.
        end: Index after its last word.
        day: The one day that it means, else None.
        date_start: First day that it may mean; None if unknown or open.
        date_end: Last day that it may mean; None if unknown or open.
        precision: "day", "week", "month", "year" or "span".
        rule: The rule that read it; with "since-", "until-", "after-" or "before-" where the day is only an edge.
        relative: Whether it takes the report's date to resolve it.
        explicit_year: Whether the text tells the year in figures or words.
        weekday: The weekday that it names, 0 (Monday) to 6, or None.
    """

    start: int
    end: int
    day: date | None
    date_start: date | None
    date_end: date | None
    precision: str
    rule: str
    relative: bool
    explicit_year: bool
    weekday: int | None


def read_dates(words: Words, published: date | None) -> list[DateMention]:
    """Read all datings of a text.

    Args:
        words: The words of a folded text.
        published: The report's date, or None if it is not known.

    Returns:
        Mentions in order of the text, none overlapping. A mention whose day cannot be known is given all the same,
        with day None.
    """
    tables = date_tables()
    atoms = _atoms(words, published, tables)
    tell_years(atoms, published)
    written = _written_on(atoms, published)
    mentions: list[DateMention] = []
    last_year: int | None = None
    last_day: tuple[date | None, int] = (None, 0)
    floor = at = 0
    while at < len(atoms):
        atom = atoms[at]
        _take_edge(words.forms, atom, floor, tables)
        last = _range_end(words.forms, atoms, at)
        if last is not None and atom.year is None and last.year is not None and atom.month and last.month:
            atom.told_year = last.year - (atom.month > last.month)  # "31 آب إلى 7 أيلول 1942"
        is_bare = atom.kind == "relative" and atom.weekday is None
        resolved = resolve(atom, written if is_bare else published, last_year)
        if atom.kind == "narrative":
            resolved = _pointed(words.forms, atom, last_day)
        if last is None:
            mentions.append(_mention(atom, resolved, published))
        else:
            mentions.append(_range(atom, resolved, last, resolve(last, published, last_year)))
            at += 1
        last_year = (last.year if last else None) or atom.year or last_year
        floor = mentions[-1].end
        if mentions[-1].precision == "day":
            last_day = mentions[-1].day, floor
        at += 1
    return mentions


def _written_on(atoms: Sequence[Atom], published: date | None) -> date | None:
    """The day that "yesterday" points from: not that of publication where a weekday beside it says so each time.

    Newspapers print on Thursday what was written on Wednesday: "أمس الثلاثاء" makes every other "أمس" a Tuesday.
    """
    if published is None:
        return None
    told = [a for a in atoms if a.weekday is not None and (a.rule, a.offset) in _SAID_OF_WRITING]
    days = [(resolve(a, published, None).day, a.offset or 0) for a in told]
    gaps = {(day - published).days - offset for day, offset in days if day is not None}
    gap = gaps.pop() if len(gaps) == 1 else 0
    return published if abs(gap) > _LATEST_PRINT else shift(published, gap)


def _atoms(words: Words, published: date | None, tables: DateTables) -> list[Atom]:
    """Read the atoms and merge each with the one before it where they tell one day."""
    atoms: list[Atom] = []
    triggers = tables.triggers
    floor = 0
    for at, form in enumerate(words.forms):
        if at < floor or (form not in triggers if form[0] > "9" else form[0] < "0"):
            continue
        if form[0] <= "9":
            atom = read_numeric(words, at, floor, tables)
        else:
            atom = _READERS[triggers[form]](words, at, floor, tables)
        if atom is None:
            continue
        floor = atom.end
        if not (atoms and _merge(words.forms, atoms[-1], atom, published, tables)):
            atoms.append(atom)
    return atoms


def _contradict(first: Atom, second: Atom, published: date | None) -> bool:
    """Whether two atoms that only a comma joins are of two days: "اليوم، الجمعة" on a Thursday."""
    one, other = (resolve(atom, published, None).day for atom in (first, second))
    return one is not None and other is not None and one.weekday() != other.weekday()


def _merge(forms: list[str], first: Atom, second: Atom, published: date | None, tables: DateTables) -> bool:
    """Join a second atom to the first where both tell one day; say whether it was joined."""
    between = forms[first.end : second.start]
    if _closes_night(first, second, between):
        first.end, first.rule = second.end, f"{first.rule}-night"
        return True
    if not _joinable(forms, first, second, tables):
        return False
    if between and between[0] in _COMMAS and _contradict(first, second, published):
        return False
    corresponds = any(form in tables.words["corresponds"] for form in between)
    if not (_compatible(first, second, between) or (corresponds and first.kind == second.kind == "date")):
        return False
    _join(first, second)
    if "(" in between and second.end < len(forms) and forms[second.end] == ")":
        first.end = second.end + 1
    return True


def _closes_night(first: Atom, second: Atom, between: list[str]) -> bool:
    """Whether the second weekday of a night stands behind the first: "ليل أمس الثلاثاء الأربعاء"."""
    if not first.night or first.weekday is None or second.kind != "weekday" or between not in ([], ["-"], ["/"]):
        return False
    return second.weekday == (first.weekday + 1) % 7


def _joinable(forms: list[str], first: Atom, second: Atom, tables: DateTables) -> bool:
    """Whether two atoms are days, and nothing but glue stands between them."""
    between = forms[first.end : second.start]
    if len(between) > _MAX_GLUE or first.kind not in _EXACT or second.kind not in _EXACT:
        return False
    if forms[second.start][0] == "و":
        return False
    if not all(form in _GLUE or form in tables.words["corresponds"] for form in between):
        return False
    return (second.kind == "date" and first.kind != "date") or not any(form in _DATE_GLUE for form in between)


def _compatible(first: Atom, second: Atom, between: list[str]) -> bool:
    """Whether two atoms can be one day: each tells what the other does not, or the same in two calendars."""
    if first.which not in ("", "past") or (second.which and second.kind == "weekday"):
        return False
    if first.kind == second.kind == "date":
        return first.hijri != second.hijri
    if first.kind == "date":
        # After a full date only a weekday right beside it, or in brackets, belongs to it.
        return second.kind == "weekday" and between in ([], ["("])
    if {first.kind, second.kind} == {"relative", "weekday"}:
        return first.weekday is None or second.weekday is None
    return second.kind == "date" and (first.weekday is None or second.weekday is None)


def _join(first: Atom, second: Atom) -> None:
    first.end = second.end
    first.night = first.night or second.night
    weekday = first.weekday if first.weekday is not None else second.weekday
    if second.kind == "date" and (first.kind != "date" or first.hijri):
        for name in ("kind", "rule", "year", "month", "day", "last_day", "hijri", "which", "stretch"):
            setattr(first, name, getattr(second, name))
    elif second.kind == "relative" and first.kind == "weekday":
        first.kind, first.rule, first.offset = "relative", second.rule, second.offset
    first.weekday = weekday


def _take_edge(forms: list[str], atom: Atom, floor: int, tables: DateTables) -> None:
    """Take the preposition that makes a day an edge into its mention."""
    before = forms[atom.start - 1] if atom.start > floor else ""
    edge = tables.words["bound"].get(before, "")
    if not edge or atom.which in ("ago", "since"):
        return
    if before == "الي" and atom.kind not in _EXACT:
        return
    atom.edge = edge
    atom.start -= 1


def _range_end(forms: list[str], atoms: list[Atom], at: int) -> Atom | None:
    """The next atom, if "from A to B" or "between A and B" join the two."""
    if at + 1 >= len(atoms):
        return None
    first, second = atoms[at], atoms[at + 1]
    opener = forms[first.start] if first.edge == "since" else forms[first.start - 1] if first.start else ""
    if opener not in _RANGE_OPENERS or second.kind not in ("date", "month", "year", "weekday", "relative"):
        return None
    between = forms[first.end : second.start]
    joined = forms[second.start][0] == "و" and not between
    if opener in ("بين", "مابين", "وبين"):
        if not (joined or between in (["و"], ["و", "ال"]) or (len(between) == 1 and between[0] in _RANGE_LINKS)):
            return None
    elif len(between) != 1 or between[0] not in _RANGE_LINKS:
        return None
    return second


def _pointed(forms: list[str], atom: Atom, last_day: tuple[date | None, int]) -> Resolved:
    following = forms[atom.end] if atom.end < len(forms) else ""
    day = narrative_day(atom.rule, last_day[0], atom.start - last_day[1], following)
    return Resolved(day, day, day, "day")


def _mention(atom: Atom, resolved: Resolved, published: date | None) -> DateMention:
    day, precision = resolved.day, resolved.precision
    start: date | None = resolved.start
    end: date | None = resolved.end
    rule = f"{atom.rule}-told-year" if atom.told_year else atom.rule
    rule = f"{atom.edge}-{rule}" if atom.edge else rule
    # "Since" the day of publication is that day; any other edge leaves the day open.
    if atom.edge and not (atom.edge == "since" and atom.which != "since" and day is not None and day == published):
        precision = "span"
        if atom.edge in ("after", "since"):
            known = published is not None and start is not None and start <= published
            end = published if atom.edge == "since" and (known or start is None) else None
        else:
            end = shift(start, -1) if atom.edge == "before" else end
            start = None
        day = None
    relative = atom.kind not in ("date", "month", "year") or bool(atom.which)
    return DateMention(
        atom.start, atom.end, day, start, end, precision, rule, relative, atom.year is not None, atom.weekday
    )


def _range(first: Atom, opened: Resolved, second: Atom, closed: Resolved) -> DateMention:
    start, end = opened.start, closed.end
    if start is not None and end is not None and start > end:
        if first.kind == "weekday":
            start = shift(start, -7)
        elif second.year is None and second.month is not None:
            end = shift_months(end, 12)  # the end is still to come: "من 28 تشرين الثاني إلى 8 كانون الأول"
    if start is not None and end is not None and start > end:
        start = None
    relative = any(atom.kind not in ("date", "month", "year") for atom in (first, second))
    explicit = first.year is not None or second.year is not None
    return DateMention(first.start, second.end, None, start, end, "span", "from-to", relative, explicit, None)
