"""The words that numbers are made of and those that bound or qualify them, loaded once from `resources/language/`."""

from dataclasses import dataclass
from functools import lru_cache

from tawthiq.arabic.calendar_words import Month, date_tables, with_particles
from tawthiq.arabic.fold import fold_key
from tawthiq.resources.loader import PACKAGE_ROOT, Row, read_table

__all__ = ["COUNT_OF", "OPTIONAL", "Bound", "Context", "NumberTables", "NumberWord", "number_tables"]

COUNT_OF = ("عدده", "عددهم", "عددها", "عددهن", "عددهما", "العدد")
OPTIONAL = "~"
"""Stands in a phrase for one of COUNT_OF, or for nothing."""


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A written form of a number word.

    Attributes:
        kind: Its class in number_words.tsv.
        value: What it counts; for vague words the least that it may mean.
        needs: "noun", "number", "whole" or "", as number_words.tsv defines it.
        conjunction: و or ف joined before it, else "".
        preposition: ب or ل joined before it, else "".
        article: Whether the definite article stands before it.
    """

    kind: str
    value: float
    needs: str
    conjunction: str
    preposition: str
    article: bool

    @property
    def bare(self) -> bool:
        """Whether no particle stands before it, so that it can follow inside a number."""
        return not self.conjunction and not self.preposition


@dataclass(frozen=True, slots=True)
class Bound:
    """A phrase that bounds a number.

    Attributes:
        words: The folded words of the phrase in order; OPTIONAL among them may be left out, and the first may have
            particles before it.
        effect: at-least, more, about, up-to or between.
    """

    words: tuple[str, ...]
    effect: str


@dataclass(frozen=True, slots=True)
class Context:
    """What a word beside a number makes of it.

    Attributes:
        kind: The kind of number, as number_context.tsv defines it.
        values: The only numbers that it holds for; empty: all.
        article: Whether the word has the definite article.
    """

    kind: str
    values: frozenset[float]
    article: bool


@dataclass(frozen=True, slots=True)
class NumberTables:
    """The loaded tables, by folded form with its particles.

    Attributes:
        words: Number words.
        bounds_before: Phrases before a number, by their last word, longest first.
        bounds_after: Phrases after a number, by their first word, longest first.
        before: Words before a number that make it no count.
        after: Words after a number that make it no count.
        change: Verbs and nouns of rise and fall.
        adjectives: Words that may stand between "a number" and "of".
        months: Names of months, with no particle before them.
        eras: Words of the era after a year.
        duals: Duals after which الاثنين is two and not Monday.
    """

    words: dict[str, NumberWord]
    bounds_before: dict[str, tuple[Bound, ...]]
    bounds_after: dict[str, tuple[Bound, ...]]
    before: dict[str, tuple[Context, ...]]
    after: dict[str, tuple[Context, ...]]
    change: frozenset[str]
    adjectives: frozenset[str]
    months: dict[str, Month]
    eras: frozenset[str]
    duals: frozenset[str]


@lru_cache(maxsize=1)
def number_tables() -> NumberTables:
    """Load the tables of numbers.

    Returns:
        The tables of the package.

    Raises:
        ResourceError: A table breaks its columns.
    """
    dates = date_tables()
    contexts = list(read_table(PACKAGE_ROOT / "language" / "number_context.tsv"))
    bounds = list(read_table(PACKAGE_ROOT / "language" / "number_bounds.tsv"))
    plain = {kind: _forms_of(contexts, kind) for kind in ("change", "adjective")}
    return NumberTables(
        words=_words(),
        bounds_before=_bounds([row for row in bounds if row["side"] == "before"], last=True),
        bounds_after=_bounds([row for row in bounds if row["side"] == "after"], last=False),
        before=_contexts([row for row in contexts if row["side"] == "before" and row["kind"] not in plain]),
        after=_contexts([row for row in contexts if row["side"] == "after" and row["kind"] not in plain]),
        change=plain["change"],
        adjectives=plain["adjective"],
        months={name: dates.months[name] for name in dates.month_names},
        eras=frozenset(dates.words["era"]),
        duals=frozenset(dates.words["dual"]),
    )


def _words() -> dict[str, NumberWord]:
    words: dict[str, NumberWord] = {}
    rows = list(read_table(PACKAGE_ROOT / "language" / "number_words.tsv"))
    never = {fold_key(form) for row in rows if row["class"] == "never" for form in row.items("forms")}
    for row in rows:
        if row["class"] not in ("never", "stem"):
            for form in row.items("forms"):
                _add_word(words, fold_key(form), row["class"], float(row["value"]), row["needs"])
    hundreds = {form for form, word in words.items() if word.value == 100 and word.bare and not word.article}
    for row in rows:
        if row["class"] == "stem":
            for stem in row.items("forms"):
                for hundred in hundreds:
                    _add_word(words, fold_key(stem) + hundred, "hundred", float(row["value"]) * 100, "")
    return {form: word for form, word in words.items() if form not in never}


def _add_word(words: dict[str, NumberWord], stem: str, kind: str, value: float, needs: str) -> None:
    for article in (False, True):
        body = "ال" + stem if article else stem
        for form, conjunction, preposition in with_particles(body, prepositions=True):
            known = words.get(form)
            # "واحد" is "one" before it is "and one of": the form with fewer particles wins.
            if known is None or len(known.conjunction + known.preposition) > len(conjunction + preposition):
                words[form] = NumberWord(kind, value, needs, conjunction, preposition, article)


def _bounds(rows: list[Row], *, last: bool) -> dict[str, tuple[Bound, ...]]:
    found: dict[str, set[Bound]] = {}
    for row in rows:
        for written in row.items("forms"):
            words = tuple(part if part == OPTIONAL else fold_key(part) for part in written.split())
            keys = [words[-1 if last else 0]]
            if keys[0] == OPTIONAL:
                keys = [words[-2], *COUNT_OF]
            for key in keys:
                bound = Bound(words, row["effect"])
                for form, _, _ in with_particles(key, prepositions=len(words) == 1 or not last or key == words[0]):
                    found.setdefault(form, set()).add(bound)
    return {key: tuple(sorted(bounds, key=lambda b: (-len(b.words), b.words))) for key, bounds in found.items()}


def _contexts(rows: list[Row]) -> dict[str, tuple[Context, ...]]:
    found: dict[str, tuple[Context, ...]] = {}
    for row in rows:
        values = frozenset(float(value.replace(",", ".")) for value in row.items("values"))
        bare, definite = (Context(row["kind"], values, article) for article in (False, True))
        for written in row.items("forms"):
            stem = fold_key(written)
            bodies = [(stem, definite if stem.startswith("ال") else bare)]
            if row["kind"] != "model" and not stem.startswith("ال") and not stem.isascii():
                bodies.append(("ال" + stem, definite))
            for body, context in bodies:
                for form, _, _ in with_particles(body, prepositions=True):
                    found[form] = (*found.get(form, ()), context)
    return found


def _forms_of(rows: list[Row], kind: str) -> frozenset[str]:
    return frozenset(
        form
        for row in rows
        if row["kind"] == kind
        for written in row.items("forms")
        for form, _, _ in with_particles(fold_key(written), prepositions=True)
    )
