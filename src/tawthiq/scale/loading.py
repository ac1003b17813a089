"""Load a dataset into PostgreSQL by COPY, one transaction a partition, so that a load that was stopped goes on.

1. tables are made of the columns of schemas.py, in a schema of PostgreSQL of their own: nothing else is touched;
2. each partition that the database does not have is hashed, copied in and noted, all in one transaction;
3. indexes are built once, when all rows are there: row by row they would take three times as long.

Lists and records become jsonb; what is JSON already is kept to the byte as json. PostgreSQL has no character 0: it
becomes U+FFFD, one for one, so that offsets stay true.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa  # type: ignore[import-untyped]

from tawthiq.errors import ProjectError, UsageError
from tawthiq.scale.dataset import Dataset, Marker
from tawthiq.scale.schemas import INDEXES, TOLD
from tawthiq.workers import map_in_order

if TYPE_CHECKING:
    import psycopg

__all__ = ["Loaded", "load_dataset"]

_SQL: Final = {pa.int64(): "bigint", pa.string(): "text", pa.float64(): "double precision", pa.bool_(): "boolean"}
# Columns that hold a line of JSON: kept as text that PostgreSQL knows to be JSON, byte for byte.
_JSON: Final = frozenset({"body", "exact"})
_NUL = "\x00"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load came to.

    Attributes:
        number: Of the dataset in the table `datasets`.
        partitions: Loaded now.
        known: Loaded before.
        rows: Loaded now, over all tables.
    """

    number: int
    partitions: int
    known: int
    rows: int


def load_dataset(
    dataset: Dataset, url: str, schema: str, jobs: int = 1, on_partition: Callable[[int, int], None] = lambda *_: None
) -> Loaded:
    """Load a whole dataset.

    Args:
        dataset: The dataset.
        url: "postgresql://USER@HOST/NAME"; a password stands better in PGPASSWORD or ~/.pgpass.
        schema: Of PostgreSQL; made if it is missing.
        jobs: Processes, each with a connection of its own.
        on_partition: Called with partitions done and in all.

    Returns:
        What was loaded; loading again loads nothing.

    Raises:
        ProjectError: A partition is not finished, or the database cannot be reached or refuses.
        IntegrityError: A file is not what was written.
        UsageError: psycopg is not installed.
    """
    markers = dataset.whole()
    with _connected(url) as connection:
        _create(connection, dataset, schema)
        number = _enter(connection, dataset, schema)
        known = _known(connection, schema, number)
        connection.commit()
    missing = [marker for partition, marker in markers.items() if partition not in known]
    rows = 0
    done = map_in_order(partial(_load, dataset, url, schema, number), missing, jobs)
    for at, count in enumerate(done, len(known) + 1):
        rows += count
        on_partition(at, len(markers))
    with _connected(url) as connection:
        _index(connection, dataset, schema)
    return Loaded(number, len(missing), len(known), rows)


@contextmanager
def _connected(url: str) -> Iterator["psycopg.Connection[Any]"]:
    try:
        import psycopg
    except ImportError as error:
        raise UsageError("a load needs psycopg", remedy="pip install 'tawthiq[postgres]'") from error
    try:
        with psycopg.connect(url) as connection:
            # A commit that is lost with the machine takes its note of the partition along: it is loaded again.
            connection.execute("SET synchronous_commit = off")
            yield connection
    except psycopg.Error as error:
        told = str(error).strip().partition("\n")[0]
        raise ProjectError(f"PostgreSQL: {told}", remedy="mend it and run again: what is loaded stays") from error


def _quoted(*names: str) -> Any:
    from psycopg import sql

    return sql.SQL(".").join(sql.Identifier(name) for name in names)


def _execute(connection: "psycopg.Connection[Any]", statement: str, *parts: Any) -> None:
    """Run a statement whose names are put in as quoted identifiers, never as text."""
    from psycopg import sql

    connection.execute(sql.SQL(statement).format(*parts))


def _create(connection: "psycopg.Connection[Any]", dataset: Dataset, schema: str) -> None:
    from psycopg import sql

    _execute(connection, "CREATE SCHEMA IF NOT EXISTS {}", _quoted(schema))
    datasets, loaded = _quoted(schema, "datasets"), _quoted(schema, "loaded")
    _execute(
        connection,
        "CREATE TABLE IF NOT EXISTS {} (number int PRIMARY KEY, fingerprint text NOT NULL UNIQUE, kind text NOT NULL,"
        " version text NOT NULL, settings jsonb NOT NULL, loaded_at timestamptz NOT NULL DEFAULT now())",
        datasets,
    )
    _execute(
        connection,
        "CREATE TABLE IF NOT EXISTS {} (dataset int NOT NULL REFERENCES {}, partition bigint NOT NULL,"
        " tables jsonb NOT NULL, PRIMARY KEY (dataset, partition))",
        loaded,
        datasets,
    )
    for table, columns in TOLD[dataset.kind].items():
        typed = [sql.SQL("{} {}").format(_quoted(one.name), sql.SQL(_sql_type(one))) for one in columns]
        _execute(
            connection,
            "CREATE TABLE IF NOT EXISTS {} (dataset int NOT NULL, {})",
            _quoted(schema, table),
            sql.SQL(", ").join(typed),
        )


def _sql_type(column: Any) -> str:
    return "json" if column.name in _JSON else _SQL.get(column.type, "jsonb")


def _enter(connection: "psycopg.Connection[Any]", dataset: Dataset, schema: str) -> int:
    """Give the dataset's number, a new one where the database has not met it."""
    from psycopg import sql

    table = _quoted(schema, "datasets")
    # One load at a time may give a number; another waits here for a moment.
    _execute(connection, "LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE", table)
    print_of = dataset.fingerprint()
    query = sql.SQL("SELECT number FROM {} WHERE fingerprint = %s").format(table)
    found = connection.execute(query, (print_of,)).fetchone()
    if found is not None:
        return int(found[0])
    statement = sql.SQL(
        "INSERT INTO {table} (number, fingerprint, kind, version, settings)"
        " SELECT coalesce(max(number), 0) + 1, %s, %s, %s, %s FROM {table} RETURNING number"
    ).format(table=table)
    settings = _without_nul(json.dumps(dict(dataset.settings)))
    made = connection.execute(statement, (print_of, dataset.kind, dataset.version, settings)).fetchone()
    assert made is not None
    return int(made[0])


def _known(connection: "psycopg.Connection[Any]", schema: str, number: int) -> frozenset[int]:
    from psycopg import sql

    query = sql.SQL("SELECT partition FROM {} WHERE dataset = %s").format(_quoted(schema, "loaded"))
    return frozenset(int(row[0]) for row in connection.execute(query, (number,)))


def _load(dataset: Dataset, url: str, schema: str, number: int, marker: Marker) -> int:
    """Load one partition and note it, in one transaction; give its rows."""
    from psycopg import sql

    dataset.verify(marker)
    with _connected(url) as connection:
        for table, columns in TOLD[dataset.kind].items():
            names = [_quoted(name) for name in ("dataset", *columns.names)]
            copying = sql.SQL("COPY {} ({}) FROM STDIN").format(_quoted(schema, table), sql.SQL(", ").join(names))
            with connection.cursor() as cursor, cursor.copy(copying) as copy:
                for row in _cells(dataset, table, marker.partition, columns):
                    copy.write_row((number, *row))
        noted = sql.SQL("INSERT INTO {} VALUES (%s, %s, %s)").format(_quoted(schema, "loaded"))
        connection.execute(noted, (number, marker.partition, json.dumps(marker.tables)))
    return sum(int(facts["rows"]) for facts in marker.tables.values())


def _cells(dataset: Dataset, table: str, partition: int, columns: pa.Schema) -> Iterator[tuple[Any, ...]]:
    write = [_as_json if pa.types.is_nested(one.type) else _as_text if _is_text(one) else _as_is for one in columns]
    for batch in dataset.batches(table, partition):
        for row in zip(*(batch.column(name).to_pylist() for name in columns.names), strict=True):
            yield tuple(w(cell) for w, cell in zip(write, row, strict=True))


def _is_text(column: Any) -> bool:
    return bool(column.type == pa.string()) and column.name not in _JSON


def _as_is(cell: Any) -> Any:
    return cell


def _as_text(cell: str | None) -> str | None:
    return cell.replace(_NUL, "\ufffd") if cell is not None and _NUL in cell else cell


def _as_json(cell: Any) -> str | None:
    return None if cell is None else _without_nul(json.dumps(cell, ensure_ascii=False))


def _without_nul(body: str) -> str:
    r"""Put U+FFFD for each `\u0000` of JSON, but not for a backslash before the letters u0000."""
    if "\\u0000" not in body:
        return body
    return json.dumps(_mended(json.loads(body)), ensure_ascii=False)


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace(_NUL, "\ufffd")
    if isinstance(value, Mapping):
        return {_mended(key): _mended(one) for key, one in value.items()}
    return [_mended(one) for one in value] if isinstance(value, list) else value


def _index(connection: "psycopg.Connection[Any]", dataset: Dataset, schema: str) -> None:
    for table in TOLD[dataset.kind]:
        for number, (unique, method, columns) in enumerate(INDEXES[table]):
            name = f"{table}_{number}"
            kind = "UNIQUE INDEX" if unique else "INDEX"
            statement = f"CREATE {kind} IF NOT EXISTS {{}} ON {{}} USING {method} ({columns})"
            _execute(connection, statement, _quoted(name), _quoted(schema, table))
        connection.commit()
        _execute(connection, "ANALYZE {}", _quoted(schema, table))
