"""The words of dates and the names of months, loaded once from `resources/language/`.

The tables are small and are looked up by the folded form of a word with its particles on it, so that the readers
in `dates` pass over all other words with one look-up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tawthiq.arabic.fold import fold_key
from tawthiq.resources.loader import PACKAGE_ROOT, read_table

__all__ = ["DateTables", "Month", "Unit", "date_tables", "with_particles"]

_CONJUNCTIONS = ("", "و", "ف")
# Classes of date_words.tsv whose words are met with the prepositions ب and ل as well.
_WITH_PREPOSITIONS = frozenset(
    {"weekday", "relative", "part", "day-noun", "stretch", "year-noun", "month-noun", "named-by"}
)


@dataclass(frozen=True, slots=True)
class Month:
    """A month's name.

    Attributes:
        number: 1 to 12; 0 where a second word must tell.
        hijri: Whether it is a month of the Hijri calendar.
        alone: "strong", "preposition" or "weak", as months.tsv defines it.
        second: Second words and what they make of the name; empty for names of one word.
        english: Whether it is an English name, which may stand before its day.
    """

    number: int
    hijri: bool
    alone: str
    second: "dict[str, Month]"
    english: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A noun of time.

    Attributes:
        name: "minute", "hour", "day", "week", "month", "year" or "period".
        count: How many the form itself counts; 0 where a number beside it does, or nothing.
    """

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class DateTables:
    """The loaded tables, each from folded form to what its class in date_words.tsv says.

    Attributes:
        months: Names of months, by their first word.
        month_names: Names of months with no particle before them.
        triggers: Words that open or anchor a mention, with the name of their reader.
        words: Class to its forms and values.
        units: Amounts of time (يومين).
        span_nouns: Nouns of time with the article (الأسبوع).
    """

    months: dict[str, Month]
    month_names: frozenset[str]
    triggers: dict[str, str]
    words: dict[str, dict[str, str]]
    units: dict[str, Unit]
    span_nouns: dict[str, Unit]


def with_particles(form: str, *, prepositions: bool) -> Iterator[tuple[str, str, str]]:
    """Write a folded form with the particles that may be joined to it.

    Args:
        form: A folded word.
        prepositions: Whether ب and ل are put on too, besides و and ف.

    Yields:
        The written form, its conjunction and its preposition; the bare form first. After ل the article loses its alif.
    """
    for preposition in ("", "ب", "ل") if prepositions else ("",):
        body = preposition + form
        if preposition == "ل" and form.startswith("ال"):
            body = "لل" + form[2:]
        for conjunction in _CONJUNCTIONS:
            yield conjunction + body, conjunction, preposition


@lru_cache(maxsize=1)
def date_tables() -> DateTables:
    """Load the tables of dates.

    Returns:
        The tables of the package.

    Raises:
        ResourceError: A table breaks its columns.
    """
    words = _date_words()
    months, names = _months()
    units = {form: _unit(value) for form, value in words["unit"].items()}
    span_nouns = {form: _unit(value) for form, value in words["span-noun"].items()}
    triggers: dict[str, str] = {}
    for name in ("season", "year-noun", "span-noun", "night-noun", "this-part", "ago", "relative", "weekday"):
        triggers |= dict.fromkeys(words[name], name)
    triggers |= dict.fromkeys(months, "month")
    return DateTables(months, names, triggers, words, units, span_nouns)


def _unit(value: str) -> Unit:
    name, count = value.split(":")
    return Unit(name, int(count))


def _date_words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = {}
    for row in read_table(PACKAGE_ROOT / "language" / "date_words.tsv"):
        forms = words.setdefault(row["class"], {})
        prepositions = row["class"] in _WITH_PREPOSITIONS
        for written in row.items("forms"):
            for form, _, _ in with_particles(fold_key(written), prepositions=prepositions):
                forms.setdefault(form, row["value"])
    return words


def _months() -> tuple[dict[str, Month], frozenset[str]]:
    """The months by every written form, and the forms that have no particle."""
    months: dict[str, Month] = {}
    names: set[str] = set()
    for row in read_table(PACKAGE_ROOT / "language" / "months.tsv"):
        number, hijri = int(row["month"]), row["calendar"] == "hijri"
        for written in row.items("forms"):
            english = written.isascii()
            names.add(fold_key(written))
            month = Month(number, hijri, row["alone"], {}, english)
            # With ب or ل a weak name would be another word (باب "door"), and English names take no particles.
            prepositions = not english and row["alone"] != "weak"
            for form, _, _ in with_particles(fold_key(written), prepositions=prepositions):
                _add_month(months, form, month, [fold_key(second) for second in row.items("second")])
    return months, frozenset(names)


def _add_month(months: dict[str, Month], form: str, month: Month, seconds: list[str]) -> None:
    if not seconds:
        months.setdefault(form, month)
        return
    first = months.setdefault(form, Month(0, month.hijri, month.alone, {}, english=False))
    for second in seconds:
        first.second.setdefault(second, month)
