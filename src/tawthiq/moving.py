"""Move a project's database to another place: from SQLite to the team's PostgreSQL, or back.

1. no other writer comes in while it lasts;
2. the new database gets this program's tables, then all rows, by COPY where it is PostgreSQL;
3. the full-text index, which is each database's own, is made anew from the reports;
4. the custody log notes the move; all of that is one transaction of the new database;
5. tawthiq.toml names the new one. The old one stays as it was, for the person to throw away.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select
from sqlalchemy.engine import make_url

from tawthiq.arabic.fold import fold
from tawthiq.arabic.words import cut
from tawthiq.errors import ProjectError, UsageError
from tawthiq.store.clock import now_utc, tool_name
from tawthiq.store.copying import copy_tables, is_empty
from tawthiq.store.custody import Chain
from tawthiq.store.engine import open_engine, reading, writing
from tawthiq.store.indexing import index_reports
from tawthiq.store.project import DATABASE_VARIABLE, SETTINGS_FILE, Project, database_url
from tawthiq.store.schema import reports
from tawthiq.store.terms import index_text
from tawthiq.store.upgrade import upgrade
from tawthiq.workers import map_in_order

__all__ = ["Moved", "index_all", "move_database", "write_database_setting"]

# Reports to a task: a worker indexes them in a fifth of a second.
_SOME = 200
_DATABASE_LINE = re.compile(r"(?m)^database\s*=.*$")


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved.

    Attributes:
        rows: By table.
        old: The database that was left, without its password.
        new: The database that the project has now, without its password.
    """

    rows: dict[str, int]
    old: str
    new: str


def move_database(
    project: Project, url: str, *, jobs: int = 1, on_step: Callable[[str], None] = lambda _: None
) -> Moved:
    """Move the database.

    Args:
        project: An open project; open it anew afterwards.
        url: Of an empty database.
        jobs: Processes that make the full-text index.
        on_step: Told what was done, step by step.

    Returns:
        What was moved.

    Raises:
        UsageError: The new database is not empty, or TAWTHIQ_DATABASE would go before what is written.
        ProjectError: One of both cannot be reached, or takes nothing; the project is as it was.
    """
    if os.environ.get(DATABASE_VARIABLE):
        raise UsageError(f"{DATABASE_VARIABLE} is set, and goes before the settings", remedy="unset it and run again")
    engine = open_engine(database_url(project.root, url))
    try:
        rows, chain = _move(project, engine, jobs, on_step)
    finally:
        engine.dispose()
    project.write_head(chain.seq, chain.head)
    write_database_setting(project.root / SETTINGS_FILE, url)
    return Moved(rows, *(_shown(one) for one in (project.settings.database, url)))


def _move(project: Project, engine: Engine, jobs: int, on_step: Callable[[str], None]) -> tuple[dict[str, int], Chain]:
    with reading(engine) as target:
        if not is_empty(target):
            raise UsageError("the new database is not empty", _shown(str(engine.url)), "make one: createdb NAME")
    with writing(project.engine) as source, writing(engine) as target:
        upgrade(target)
        rows = copy_tables(source, target, lambda name, count: on_step(f"{name}: {count:,} rows"))
        index_all(target, jobs)
        on_step("full-text index made")
        chain = Chain(target, project.settings.collector, tool_name(), now_utc())
        places = {"from": _shown(project.settings.database), "to": _shown(str(engine.url))}
        chain.append("migrate", "database", str(project.root.resolve()), "", places)
        chain.flush()
    return rows, chain


def index_all(connection: Connection, jobs: int = 1) -> int:
    """Make the full-text index of all reports, where it is empty.

    Args:
        connection: From `writing`.
        jobs: Processes.

    Returns:
        How many reports there are.
    """
    count = 0
    for indexed in map_in_order(_index, _texts(connection), jobs):
        index_reports(connection, indexed)
        count += len(indexed)
    return count


Text = tuple[int, str, str | None]


def _texts(connection: Connection) -> Iterator[list[Text]]:
    last = 0
    while True:
        query = select(reports.c.no, reports.c.text, reports.c.title).where(reports.c.no > last)
        rows = connection.execute(query.order_by(reports.c.no).limit(_SOME)).all()
        if not rows:
            return
        last = rows[-1].no
        yield [(row.no, row.text, row.title) for row in rows]


def _index(texts: Sequence[Text]) -> list[dict[str, Any]]:
    found = []
    for no, text, title in texts:
        folded = fold(text)
        offsets = folded.offsets
        words = index_text(text, cut(folded.text), offsets.__getitem__ if offsets is not None else int, title)
        found.append({"no": no, "title": words.title, "body": words.body, "stems": words.stems})
    return found


def write_database_setting(file: Path, url: str) -> None:
    """Put the URL of the database into tawthiq.toml, leaving every other line as a person wrote it.

    Args:
        file: The settings.
        url: Of the database.

    Raises:
        ProjectError: The settings cannot be written.
    """
    line = f'database = "{url.replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34))}"'
    before = file.read_text(encoding="utf-8")
    after, found = _DATABASE_LINE.subn(lambda _: line, before, count=1)
    held = file.with_suffix(".new")
    try:
        held.touch(mode=0o600)
        held.write_text(after if found else f"{before.rstrip()}\n{line}\n", encoding="utf-8")
        os.replace(held, file)
    except OSError as err:
        raise ProjectError(
            f"the settings cannot be written: {err.strerror}", str(file), f"write by hand: {line}"
        ) from err


def _shown(url: str) -> str:
    return make_url(url).render_as_string(hide_password=True)
