"""Search: Arabic words, phrases and beginnings over reports, with filters of outlet, day, place and actor.

A word is sought folded and without its article in text, headline and stems (tawthiq.store.terms). Where it was written
with a particle or pronoun ("وقصف") and the archive knows the bare word three times as often, that is sought too:
which letters are clitics is decided by what the reports say, not by chance.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    column,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
    text,
    true,
)

from tawthiq.arabic.fold import fold, fold_key
from tawthiq.arabic.words import bare_key, cut
from tawthiq.errors import UsageError
from tawthiq.store.engine import is_sqlite, reading
from tawthiq.store.matching import fts5_query, postgres_query, quoted_key
from tawthiq.store.project import Project
from tawthiq.store.schema import event_actors, event_places, events, reports
from tawthiq.store.terms import QueryTerm, parse_query, search_key, stem_keys

__all__ = ["Filters", "Found", "Hit", "find_reports", "search_reports"]

# A bare word is taken to be meant beside the written one where it is this many times as common.
_MORE_COMMON = 3
_COUNTED = 2000
# Looking up 2,000 reports costs what walking the index of 100,000 does.
_MANY = 2000
_BEFORE, _AFTER = 60, 100
# Folded letters around a place that may be a word sought; no word is longer.
_WORD_REACH = 40


@dataclass(frozen=True, slots=True)
class Filters:
    """What reports must be besides holding the words; None asks for nothing.

    Attributes:
        outlet: Id of an outlet, or the source's name as it is kept.
        since: First day of publication, ISO.
        until: Last day.
        place: Name of a place of one of its events, or of what that lies within, in any spelling.
        actor: Id or name of an actor of one of its events.
        all_versions: Whether older versions of changed pages count too.
        one_a_family: Whether of copies only the first seen is shown.
    """

    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    place: str | None = None
    actor: str | None = None
    all_versions: bool = False
    one_a_family: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A report found.

    Attributes:
        id: Of the report.
        title: Headline.
        source: Its source's name.
        outlet: Its outlet's id.
        url: Its address.
        published: ISO day.
        version: Of its page.
        copies: Reports in its family, itself included.
        snippet: Words of the text around the first that was sought, on one line.
        marks: (start, end) in the snippet of the words that were sought.
    """

    id: str
    title: str | None
    source: str | None
    outlet: str | None
    url: str | None
    published: str | None
    version: int
    copies: int
    snippet: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes:
        hits: The first of them, in the order asked for.
        total: How many there are.
    """

    hits: tuple[Hit, ...]
    total: int


def search_reports(
    project: Project, query: str, filters: Filters | None = None, *, limit: int = 20, by_rank: bool = False
) -> Found:
    """Search the reports of a project.

    Args:
        project: An open project.
        query: Words that must all occur, "phrases", -words that must not, beginnings with a star; "" for all reports
            that the filters let through.
        filters: What else they must be.
        limit: Most hits to give.
        by_rank: Whether the best match comes first (bm25, ts_rank) instead of the newest; slower for common words.

    Returns:
        Hits and their total.

    Raises:
        UsageError: The query asks for no word and no filter is given.
        ProjectError: The database cannot be read.
    """
    chosen = filters or Filters()
    if not query.strip() and chosen in {Filters(), Filters(all_versions=True), Filters(one_a_family=True)}:
        raise UsageError("nothing is asked for", remedy="give words, or a filter such as --place")
    terms = parse_query(query) if query.strip() else []
    with reading(project.engine) as connection:
        wanted = [_widened(connection, term) for term in terms]
        matching = _matching(connection, wanted, by_rank=by_rank) if wanted else None
        conditions = _conditions(chosen)
        rows, total = _found(connection, matching, conditions, limit, by_rank=by_rank)
        details = _details(connection, [row.no for row in rows])
        sizes = _family_sizes(connection, {row.family_no for row in details.values()})
    keys = frozenset(key for term in wanted if not term.negated for key in (*term.keys, *term.others))
    prefixes = tuple(term.keys[0] for term in wanted if term.prefix)
    return Found(tuple(_hit(details[row.no], sizes, keys, prefixes) for row in rows), total)


def find_reports(project: Project, query: str) -> dict[int, str]:
    """Find all reports that hold the words, in the newest version of their pages.

    Args:
        project: An open project.
        query: As for `search_reports`; not empty.

    Returns:
        Numbers of reports to their ids.

    Raises:
        UsageError: The query asks for no word.
    """
    terms = parse_query(query)
    with reading(project.engine) as connection:
        matching = _matching(connection, [_widened(connection, term) for term in terms], by_rank=False)
        rows = connection.execute(_select(matching, _conditions(Filters()), reports.c.no, reports.c.id))
        return {row.no: row.id for row in rows}


def _widened(connection: Connection, term: QueryTerm) -> QueryTerm:
    """Keep of a word's bare forms only those that the archive knows far better than the written one."""
    if not term.others:
        return term
    own = _count(connection, term.keys[0])
    known = tuple(key for key in term.others if _count(connection, key) >= max(1, own * _MORE_COMMON))
    return QueryTerm(term.keys, term.negated, term.prefix, known)


def _count(connection: Connection, key: str) -> int:
    """How many reports have a word in text or headline, counted up to a bound."""
    if is_sqlite(connection):
        inner, said = "SELECT 1 FROM report_search WHERE report_search MATCH :q", f'{{title body}} : "{key}"'
    else:
        inner, said = "SELECT 1 FROM report_search WHERE vector @@ to_tsquery('simple', :q)", f"{quoted_key(key)}:AB"
    counted: int = connection.execute(
        text(f"SELECT count(*) FROM ({inner} LIMIT {_COUNTED}) AS counted"),  # noqa: S608  (two fixed texts)
        {"q": said},
    ).scalar_one()
    return counted


@dataclass(frozen=True, slots=True)
class _Matching:
    """How the full-text index is asked, in the database's own way.

    Attributes:
        index: The index as a table.
        number: Its column with the number of the report.
        condition: What must hold.
        rank: Smaller is better.
        joins: Whether each report that matches is looked up, which is faster where few do.
    """

    index: Any
    number: ColumnElement[Any]
    condition: ColumnElement[bool]
    rank: ColumnElement[Any]
    joins: bool = True


def _matching(connection: Connection, terms: Sequence[QueryTerm], *, by_rank: bool) -> _Matching:
    if is_sqlite(connection):
        index = table("report_search", column("rowid"))
        # Headlines count three times, what a word may be half as much as what it is.
        rank: ColumnElement[Any] = literal_column("bm25(report_search, 3.0, 1.0, 0.5)")
        condition: ColumnElement[bool] = literal_column("report_search").op("MATCH")(literal(fts5_query(terms)))
        few = select(index.c.rowid).where(condition).limit(_MANY).subquery()
        joins = by_rank or connection.execute(select(func.count()).select_from(few)).scalar_one() < _MANY
        return _Matching(index, index.c.rowid, condition, rank, joins)
    index = table("report_search", column("report_no"), column("vector"))
    asked = func.to_tsquery("simple", postgres_query(terms))
    score: tuple[ColumnElement[Any], ...] = (func.ts_rank(index.c.vector, asked).label("score"),) if by_rank else ()
    query = select(index.c.report_no, *score).where(index.c.vector.op("@@")(asked))
    # Apart, or PostgreSQL may start from a filter and look at thousands of vectors one by one: it takes that for cheap,
    # because it does not count what unpacking them costs.
    matched = query.cte("matched").prefix_with("MATERIALIZED")
    return _Matching(matched, matched.c.report_no, true(), -matched.c.score if by_rank else literal(0))


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if not filters.all_versions:
        found.append(reports.c.replaced_by.is_(None))
    if filters.outlet:
        found.append(or_(reports.c.outlet == filters.outlet, reports.c.source == filters.outlet))
    if filters.since:
        found.append(reports.c.published >= filters.since)
    if filters.until:
        found.append(reports.c.published <= filters.until)
    if filters.place:
        found.append(_has_event(event_places, event_places.c.name_key, bare_key(fold_key(filters.place))))
    if filters.actor:
        names = [filters.actor, bare_key(fold_key(filters.actor))]
        found.append(_has_event(event_actors, event_actors.c.actor_key, *names))
    if filters.one_a_family:
        found.append(_is_first_seen())
    return found


def _has_event(table: Any, column: ColumnElement[str], *keys: str) -> ColumnElement[bool]:
    """Whether an event of the report's newest coding has one of the keys."""
    return reports.c.coding_no.in_(
        select(events.c.coding_no).join(table, table.c.event_no == events.c.no).where(column.in_(keys))
    )


def _is_first_seen() -> ColumnElement[bool]:
    """Whether no other of the family was published before, or collected before where days are equal or unknown."""
    other = reports.alias("other")
    day, other_day = func.coalesce(reports.c.published, "9999"), func.coalesce(other.c.published, "9999")
    earlier = or_(other_day < day, and_(other_day == day, other.c.no < reports.c.no))
    return ~exists(select(other.c.no).where(other.c.family_no == reports.c.family_no, earlier))


def _select(matching: _Matching | None, conditions: Sequence[ColumnElement[bool]], *what: Any) -> Select[Any]:
    query = select(*what)
    if matching is None:
        return query.select_from(reports).where(*conditions)
    if matching.joins:
        joined = matching.index.join(reports, reports.c.no == matching.number)
        return query.select_from(joined).where(matching.condition, *conditions)
    chosen = select(matching.number).select_from(matching.index).where(matching.condition)
    # The plus keeps SQLite from looking each number up: it walks the covering index and asks whether it is one of them.
    return query.select_from(reports).where(literal_column("+reports.no").in_(chosen), *conditions)


def _ordered(matching: _Matching | None, conditions: Sequence[ColumnElement[bool]], *, by_rank: bool) -> Select[Any]:
    newest = (reports.c.published.desc().nulls_last(), reports.c.no.desc())
    order = (matching.rank, *newest) if by_rank and matching is not None else newest
    return _select(matching, conditions, reports.c.no).order_by(*order)


def _found(
    connection: Connection,
    matching: _Matching | None,
    conditions: Sequence[ColumnElement[bool]],
    limit: int,
    *,
    by_rank: bool,
) -> tuple[Sequence[Any], int]:
    """Find the first reports, and how many there are.

    PostgreSQL does both in one pass, because looking at the vectors of what matches is most of its work; SQLite counts
    in its covering indexes faster than it fills a window.
    """
    query = _ordered(matching, conditions, by_rank=by_rank).limit(limit)
    if not is_sqlite(connection) and limit > 0:
        rows = connection.execute(query.add_columns(func.count().over().label("total"))).all()
        return rows, rows[0].total if rows else 0
    total = connection.execute(_select(matching, conditions, func.count())).scalar_one()
    return connection.execute(query).all(), total


def _details(connection: Connection, numbers: Sequence[int]) -> dict[int, Any]:
    names = ("no", "id", "title", "source", "outlet", "url", "published", "version", "family_no", "text")
    rows = connection.execute(select(*(reports.c[name] for name in names)).where(reports.c.no.in_(numbers)))
    return {row.no: row for row in rows}


def _family_sizes(connection: Connection, families: set[int]) -> dict[int, int]:
    """How many pages each family has; versions of one page count once."""
    counted = (
        select(reports.c.family_no, func.count())
        .where(reports.c.family_no.in_(sorted(families)), reports.c.replaced_by.is_(None))
        .group_by(reports.c.family_no)
    )
    return {row[0]: row[1] for row in connection.execute(counted)}


def _hit(row: Any, sizes: dict[int, int], keys: frozenset[str], prefixes: tuple[str, ...]) -> Hit:
    snippet, marks = _snippet(row.text, keys, prefixes)
    return Hit(
        row.id,
        row.title,
        row.source,
        row.outlet,
        row.url,
        row.published,
        row.version,
        sizes.get(row.family_no, 1),
        snippet,
        marks,
    )


def _snippet(whole: str, keys: frozenset[str], prefixes: tuple[str, ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Cut the words around the first that was sought, and mark all that were.

    Only words that hold the letters of a key are looked at: cutting twenty whole texts takes longer than the search.
    """
    folded = fold(whole)
    first, marks = None, []
    for start, end in _sought(folded.text, keys, prefixes):
        span = folded.original(start, end)
        first = span[0] if first is None else first
        if span[0] > first + _AFTER:
            break
        marks.append(span)
    return _cut_around(whole, first or 0, marks)


def _sought(text: str, keys: frozenset[str], prefixes: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Spans of the words of a folded text that were sought."""
    if not keys:
        return
    letters = re.compile("|".join(re.escape(key) for key in sorted(keys, key=len, reverse=True)), re.IGNORECASE)
    last = 0
    for match in letters.finditer(text):
        if match.start() < last:
            continue
        window = max(last, match.start() - _WORD_REACH)
        words = cut(text[window : match.end() + _WORD_REACH])
        for form, start, end in zip(words.forms, words.starts, words.ends, strict=True):
            if not window + start <= match.start() < window + end:
                continue
            key = search_key(form)
            if key in keys or (prefixes and key.startswith(prefixes)) or keys & {*stem_keys(form)}:
                last = window + end
                yield window + start, last


def _cut_around(whole: str, first: int, marks: Sequence[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    start = whole.rfind(" ", 0, max(0, first - _BEFORE)) + 1 if first > _BEFORE else 0
    end = whole.find(" ", first + _AFTER) if len(whole) > first + _AFTER else len(whole)
    end = end if end >= 0 else len(whole)
    shown = tuple((a - start, b - start) for a, b in marks if start <= a and b <= end)
    return "".join(" " if sign in "\n\r\t" else sign for sign in whole[start:end]), shown
