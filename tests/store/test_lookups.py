"""PostgreSQL finds what every look-up asks for by an index: none reads a table, or walks an index, from end to end.

Each statement of a look-up is explained with whole reads made dear, on tables of some thousand rows. What is left as a
whole read then has no index that answers it. Work that is about everything (verify, exports, counts, families, what is
not coded yet) is no look-up and not run here.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Connection

from archive_cases import VERSION, fake_coder, write_reports
from postgres_server import Server
from tawthiq.archive import collect
from tawthiq.store import captures, coding, decisions, failures, ledger, queries
from tawthiq.store.bag import export_evidence
from tawthiq.store.engine import writing
from tawthiq.store.project import Project, create_project
from tawthiq.store.search import Filters, search_reports

_GROWN = """
INSERT INTO objects SELECT md5('o' || n), 1, 'x' FROM generate_series(1, 5000) n;
INSERT INTO captures SELECT 1000 + n, md5('o' || n), '/in/' || n, 'file', 'x', 'x', 'x', 'done', 1, NULL, NULL, '{}'
    FROM generate_series(1, 5000) n;
INSERT INTO families SELECT 10000 + n, 10000 + n, NULL FROM generate_series(1, 5000) n;
INSERT INTO reports (no, id, capture_no, object_sha256, locator, raw_sha256, text_sha256, page_key, version, outlet,
    source, url, title, published, text, collected_at, family_no, custody_seq, coding_no)
    SELECT 10000 + n, 'x' || n, 1000 + n, md5('o' || n), 'line:1', md5('r' || n), md5('t' || n), 'url:' || n, 1,
    'outlet' || n % 50, 'source' || n % 50, 'u' || n, 't', '20' || 10 + n % 15 || '-01-1' || n % 10, 'text ' || n, 'x',
    10000 + n, 100000 + n, 10000 + n FROM generate_series(1, 5000) n;
INSERT INTO report_search SELECT 10000 + n, to_tsvector('simple', (
    SELECT string_agg('word' || (n * 7 + k) % 20000, ' ') FROM generate_series(1, 200) k))
    FROM generate_series(1, 5000) n;
INSERT INTO sightings SELECT 10000 + n, 10000 + n, 1000 + n, md5('s' || n), 'l', 'r', 'x'
    FROM generate_series(1, 5000) n;
INSERT INTO failures SELECT 10000 + n, 'x', 'read', 's', 'l', 'e', 'r', 't', 1000 + n, 10000 + n
    FROM generate_series(1, 5000) n;
INSERT INTO bands SELECT n * 7919, 10000 + n / 2 FROM generate_series(1, 10000) n;
INSERT INTO codings SELECT 10000 + n, 10000 + n, 'fake-1', 'coded', 'x', NULL, 's', 100000 + n
    FROM generate_series(1, 5000) n;
INSERT INTO events SELECT 10000 + n, 10000 + n, 10000 + n, 0, 'shelling', 'incident', '2016-01-01', 0.5,
    '{"type": "shelling"}' FROM generate_series(1, 5000) n;
INSERT INTO event_places SELECT 10000 + n, 'place' || n % 500 FROM generate_series(1, 5000) n;
INSERT INTO event_actors SELECT 10000 + n, 'actor' || n % 500 FROM generate_series(1, 5000) n;
INSERT INTO decisions SELECT 10000 + n, 10000 + n, 10000 + n, 'p', 'x', 'accept', '{}', 1
    FROM generate_series(1, 5000) n;
INSERT INTO desk_rows (no, report_no, n, event_no, coding_no, changed, type, scope, place_keys, actors, actor_keys,
    priority, state, row_version, needs_second, reading)
    SELECT 10000 + n, 10000 + n, 0, 10000 + n, 10000 + n, n, 'shelling', 'incident', '[]', '[]', '[]', 0.5, 'open',
    1, 0, CASE WHEN n % 50 = 0 THEN '{}' END FROM generate_series(1, 5000) n;
INSERT INTO custody SELECT 100000 + n, 'x', 'a', 't', 'read', 'x' || n, '', 's', '{}', 'p', 'h'
    FROM generate_series(1, 5000) n;
INSERT INTO ledger_versions VALUES (1, 'x', 't', 'r', 's', '{}', 1);
INSERT INTO ledger_events SELECT 'e' || n, 1, 2, 's', '{"id": "e"}' FROM generate_series(1, 5000) n;
INSERT INTO ledger_ids SELECT 'e' || n, 1, NULL FROM generate_series(1, 5000) n;
"""


# On tables of this size PostgreSQL joins by reading both sides whole; on large ones it would not.
_DEAR = ("seqscan", "hashjoin", "mergejoin")
# What a statement may read whole: tables of a few rows, and the custody log, which a bag holds from its beginning.
_WHOLE = frozenset({"meta", "words_coming", "ledger_versions", "custody"})


@dataclass
class Watch:
    """The whole reads of the statements that went by."""

    project: Project
    whole: list[str] = field(default_factory=list)

    def look(self, connection: Connection, statement: str, parameters: Any) -> None:
        raw: Any = connection.connection.driver_connection
        with raw.cursor() as cursor:
            for kind in _DEAR:
                cursor.execute(f"SET LOCAL enable_{kind} = off")
            cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}", parameters)
            (plan,) = cursor.fetchone()[0]
            for kind in _DEAR:
                cursor.execute(f"SET LOCAL enable_{kind} = on")
        for found in _whole_reads(plan["Plan"], limited=False):
            self.whole.append(f"{found}: {' '.join(statement.split())[:300]}")


def _whole_reads(plan: dict[str, Any], *, limited: bool) -> Iterator[str]:
    """What is read from end to end; an index that is walked until enough is found is not."""
    kind, about = plan["Node Type"], plan.get("Relation Name", "")
    limited = limited or kind == "Limit"
    if about in _WHOLE:
        return
    if kind == "Seq Scan":
        yield f"{about} by {plan.get('Filter')}"
    elif kind in {"Index Scan", "Index Only Scan"} and "Index Cond" not in plan and not limited:
        yield f"{about} along {plan['Index Name']}"
    for below in plan.get("Plans", ()):
        yield from _whole_reads(below, limited=limited)


@contextmanager
def _watched(project: Project) -> Iterator[Watch]:
    watch = Watch(project)

    def look(connection: Connection, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        if statement.split()[0] in {"SELECT", "UPDATE", "DELETE"}:
            watch.look(connection, statement, parameters[0] if many else parameters)

    event.listen(project.engine, "before_cursor_execute", look)
    try:
        yield watch
    finally:
        event.remove(project.engine, "before_cursor_execute", look)


@pytest.fixture(scope="module")
def grown(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Some real reports among thousands of rows that are only there."""
    folder = tmp_path_factory.mktemp("grown")
    with create_project(folder / "project", database=postgres.create("grown"), collector="tester") as project:
        collect(project, [str(write_reports(folder / "a.jsonl", range(30)))])
        coding.code_project(project, fake_coder, VERSION)
        with writing(project.engine) as connection:
            for statement in _GROWN.strip().split(";\n"):
                connection.exec_driver_sql(statement.rstrip(";").replace("%", "%%"))
            # What autovacuum does: rows that wait before the index are read one by one.
            connection.exec_driver_sql("SELECT gin_clean_pending_list('ix_report_search')")
            connection.exec_driver_sql("ANALYZE")
        yield project


def _collect_more(project: Project) -> object:
    """New reports, some seen again, some changed."""
    path = write_reports(project.root.parent / "b.jsonl", range(20, 40))
    path.write_text(path.read_text(encoding="utf-8").replace("الكهرباء والاتصالات", "الكهرباء"), encoding="utf-8")
    return collect(project, [str(path)])


_FILTERS: dict[str, Filters] = {
    "outlet": Filters(outlet="outlet3"),
    "since": Filters(since="2023-01-01"),
    "place": Filters(place="حلب"),
    "actor": Filters(actor="syrian-government"),
    "one a family": Filters(one_a_family=True),
    "all versions": Filters(all_versions=True),
}
_LISTS = ("outlet", "since", "place", "actor")
_LOOKUPS: dict[str, Callable[[Project], object]] = {
    "collect": _collect_more,
    "code again what failed": lambda p: coding._forget_failed(p, VERSION),
    "search": lambda p: search_reports(p, "وقصف"),
    "search a phrase": lambda p: search_reports(p, '"قوات النظام"'),
    "search a beginning": lambda p: search_reports(p, "قصف*"),
    **{f"search by {name}": partial(search_reports, query="قصف", filters=told) for name, told in _FILTERS.items()},
    **{f"list by {name}": partial(search_reports, query="", filters=_FILTERS[name]) for name in _LISTS},
    "versions of a page": lambda p: queries.report_versions(p, "r1"),
    "captures of a source": lambda p: (
        captures.is_captured(p, "/in/5"),
        captures.validators(p, "/in/5"),
        captures.is_known_file(p, "/in/5", "x", 1),
    ),
    "failures of a stage": lambda p: list(failures.read_failures(p, "fetch")),
    "decide": lambda p: decisions.record_decision(p, "r1", "reem", "accept", {}),
    "decisions on a report": lambda p: decisions.read_decisions(p, "r1"),
    "evidence of a report": lambda p: export_evidence(p, p.root.parent / "bag", ["r1"]),
    "reports to link": lambda p: list(ledger.read_reports(p, ["r1", "r2"])),
    "events of a version": lambda p: next(iter(ledger.read_events(p, 1))),
}


@pytest.mark.parametrize("name", list(_LOOKUPS))
def test_lookup_uses_an_index(grown: Project, name: str) -> None:
    with _watched(grown) as watch:
        _LOOKUPS[name](grown)
    assert watch.whole == []


def test_whole_read_would_be_seen(grown: Project) -> None:
    with _watched(grown) as watch, writing(grown.engine) as connection:
        connection.exec_driver_sql("SELECT count(*) FROM reports WHERE author = 'x'")
    assert watch.whole
    assert watch.whole[0].startswith("reports")


def test_every_reference_to_another_table_has_an_index_or_is_never_followed_back(grown: Project) -> None:
    """PostgreSQL makes none by itself; without one, what belongs to a row is found by reading all."""
    query = """
        SELECT conrelid::regclass::text || '.' || a.attname FROM pg_constraint c
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
        WHERE c.contype = 'f' AND NOT EXISTS (
            SELECT 1 FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1])
    """
    with writing(grown.engine) as connection:
        without = set(connection.exec_driver_sql(query).scalars())
    # Of these only the way to the other table is ever gone: by its own key.
    assert without <= {
        "reports.capture_no",
        "sightings.capture_no",
        "failures.report_no",
        "ledger_events.since",
        "invitations.person_no",
        "adjudications.row_no",
        "adjudications.assignment_no",
    }
