"""One way to both databases: SQLite in a file (WAL, foreign keys on) and PostgreSQL by URL.

`reading` and `writing` are the only two ways to a connection. A writer excludes other writers from its first
statement on (BEGIN IMMEDIATE, or an advisory lock), because numbers and the custody chain are given inside it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from tawthiq.errors import ProjectError, UsageError

__all__ = ["MOST_CONNECTIONS", "is_sqlite", "open_engine", "reading", "writing"]

# 30 s: longer than any batch of ours takes to commit, short enough for a person to wait.
BUSY_SECONDS = 30.0
# A server process of PostgreSQL takes 5 to 10 MiB; its own default is 100 for all programs together.
MOST_CONNECTIONS = 15
# Routers and firewalls forget connections that are silent for an hour.
_RECYCLE_SECONDS = 1800
# 64 MiB of pages hold the upper levels of every index at 100,000 reports; more does not speed collecting up.
_CACHE_KIB = 65536
# Any constant does; it only has to differ from other programs' advisory locks in the same database.
_ADVISORY_KEY = 0x7461777468697121 >> 1

_SQLITE_SIGNS = (
    ("database is locked", "the database is locked by another program", "wait for it to end, then run again"),
    ("database or disk is full", "the disk is full", "free some space, then run again: it goes on where it stopped"),
    ("disk i/o error", "the disk refused to write", "check space and quota, then run again"),
    ("readonly database", "the database may not be written", "check the owner and mode of the project folder"),
    ("unable to open database file", "the database file cannot be opened", "check the folder and its mode"),
    ("file is not a database", "the database file is damaged or not SQLite", "restore it from a backup"),
    ("malformed", "the database file is damaged", "restore it from a backup; the evidence is apart from it"),
)
_POSTGRES_SIGNS = (
    ("53100", "the disk of the database server is full", "free some space there, then run again"),
    ("55P03", "the database is locked by another program", "wait for it to end, then run again"),
)


def is_sqlite(bind: Connection | Engine) -> bool:
    """Tell whether a connection or engine speaks to SQLite rather than to PostgreSQL."""
    return bind.dialect.name == "sqlite"


def open_engine(url: str, connections: int = MOST_CONNECTIONS) -> Engine:
    """Open an engine; nothing is connected yet.

    Args:
        url: "sqlite:///FILE" or "postgresql://USER:PASSWORD@HOST/NAME".
        connections: Most to hold to PostgreSQL at once; a third of them stay open between uses.

    Returns:
        The engine; dispose of it when done.

    Raises:
        UsageError: The URL names no database that we know.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as err:
        raise UsageError(f"{url!r} is no database URL", remedy="write sqlite:///FILE or postgresql://…") from err
    if parsed.drivername in {"postgresql", "postgres"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise UsageError(f"no support for {parsed.drivername}", remedy="use sqlite or postgresql")
    if parsed.drivername == "sqlite":
        engine = create_engine(parsed)
        _prepare_sqlite(engine)
        return engine
    kept = max(1, connections // 3)
    engine = create_engine(
        parsed,
        pool_size=kept,
        max_overflow=connections - kept,
        pool_timeout=BUSY_SECONDS,
        pool_pre_ping=True,  # a server that was started anew is met here, not by whoever asked for something
        pool_recycle=_RECYCLE_SECONDS,
        connect_args={"application_name": "tawthiq"} if "application_name" not in parsed.query else {},
    )
    _prepare_postgres(engine)
    return engine


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connected(raw: sqlite3.Connection, _record: object) -> None:
        raw.isolation_level = None  # we say BEGIN ourselves: the driver would start a reader and upgrade it late
        cursor = raw.cursor()
        for pragma in (
            f"busy_timeout={int(BUSY_SECONDS * 1000)}",
            "journal_mode=WAL",
            "foreign_keys=ON",
            # FULL: evidence/head.json is written after a commit and must never be ahead of the database.
            "synchronous=FULL",
            f"cache_size=-{_CACHE_KIB}",
            "temp_store=MEMORY",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare_postgres(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connected(raw: Any, _record: object) -> None:  # a psycopg connection, without importing psycopg here
        with raw.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {int(BUSY_SECONDS * 1000)}")
            cursor.execute("SET TIME ZONE 'UTC'")
        raw.commit()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection for reading; its transaction ends with the block.

    Args:
        engine: An engine of `open_engine`.

    Yields:
        The connection.

    Raises:
        ProjectError: The database is locked, damaged or out of reach.
    """
    with _translated(engine), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection whose transaction excludes other writers; committed at the end of the block.

    Args:
        engine: An engine of `open_engine`.

    Yields:
        The connection. An exception inside the block takes everything back.

    Raises:
        ProjectError: The database is locked, full, damaged or out of reach; nothing was written.
    """
    with _translated(engine), engine.execution_options(writes=True).begin() as connection:
        if not is_sqlite(connection):
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_KEY})
        yield connection


@contextmanager
def _translated(engine: Engine) -> Iterator[None]:
    """Turn what the drivers say of locks, space and damage into a ProjectError; other faults pass."""
    try:
        yield
    except PoolTimeout as err:
        raise ProjectError(
            "all connections to the database are in use",
            engine.url.render_as_string(hide_password=True),
            "raise `connections` in tawthiq.toml, below what the server allows",
        ) from err
    except DBAPIError as err:
        where = engine.url.render_as_string(hide_password=True)
        told = str(err.orig).lower()
        for sign, what, remedy in _SQLITE_SIGNS:
            if is_sqlite(engine) and sign in told:
                raise ProjectError(what, where, remedy) from err
        code = getattr(err.orig, "sqlstate", None)
        for state, what, remedy in _POSTGRES_SIGNS:
            if code == state:
                raise ProjectError(what, where, remedy) from err
        if err.connection_invalidated or "connection" in told:
            raise ProjectError("the database cannot be reached", where, "check that its server runs") from err
        raise
