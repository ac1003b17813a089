"""Copy every table from one database to another, SQLite or PostgreSQL, in whatever revision the other is."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, MetaData, Table, insert, inspect, select

from tawthiq.store.bulk import copy_rows
from tawthiq.store.engine import is_sqlite

__all__ = ["copy_tables", "is_empty"]

# The full-text index is each database's own and made anew; the revision is written by the migrations.
_OWN = ("report_search", "alembic_version")
_ROWS = 2000


def is_empty(connection: Connection) -> bool:
    """Tell whether a database has no table yet."""
    return not inspect(connection).get_table_names()


def copy_tables(
    source: Connection, target: Connection, on_table: Callable[[str, int], None] = lambda *_: None
) -> dict[str, int]:
    """Copy all rows of all tables of the target, in an order in which no row refers to one that is not there yet.

    Args:
        source: Reads; a transaction that no other writer comes into.
        target: Writes; its tables are there and empty. Columns that only one of both has are left out.
        on_table: Called with the name of each table and its rows, when it is done.

    Returns:
        Rows by table.
    """
    held, wanted = _tables(source), _tables(target)
    counts: dict[str, int] = {}
    for table in wanted.sorted_tables:
        if table.name.startswith(_OWN) or table.name not in held.tables:
            continue
        counts[table.name] = _copy(source, held.tables[table.name], target, table)
        on_table(table.name, counts[table.name])
    return counts


def _tables(connection: Connection) -> MetaData:
    found = MetaData()
    found.reflect(connection, only=lambda name, _: not name.startswith(_OWN))
    return found


def _copy(source: Connection, old: Table, target: Connection, new: Table) -> int:
    names = [column.name for column in new.columns if column.name in old.columns]
    query = select(*(old.columns[name] for name in names)).order_by(*old.primary_key.columns)
    rows = _streamed(source, query)
    if not is_sqlite(target):
        return copy_rows(target, new.name, names, rows)
    count = 0
    while some := list(islice(rows, _ROWS)):
        target.execute(insert(new), [dict(zip(names, row, strict=True)) for row in some])
        count += len(some)
    return count


def _streamed(connection: Connection, query: Any) -> Iterator[Any]:
    with connection.execution_options(yield_per=_ROWS).execute(query) as rows:
        yield from rows
