"""A project folder: settings, database, evidence.

- `DIR/tawthiq.toml`: settings, to be edited by hand;
- `DIR/tawthiq.db`: the database, where it is SQLite;
- `DIR/evidence/`: raw bytes and the head of the custody chain;
- `DIR/outlets/`: outlets of the user's own, one YAML each;
- `DIR/failures.spool`: failures that the database could not take (no space, locked); read in at the next run; reserved
  in advance.
"""

import getpass
import json
import os
import socket
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from sqlalchemy import Engine, insert, inspect
from sqlalchemy.exc import OperationalError

from tawthiq.errors import ProjectError
from tawthiq.store.clock import now_utc, tool_name
from tawthiq.store.custody import Chain
from tawthiq.store.engine import MOST_CONNECTIONS, open_engine, reading, writing
from tawthiq.store.objects import ObjectStore
from tawthiq.store.schema import HEAD, meta

__all__ = [
    "DATABASE_VARIABLE",
    "OWN_TABLES",
    "SETTINGS_FILE",
    "SPOOL_FILE",
    "Project",
    "Settings",
    "create_project",
    "database_url",
    "find_project",
    "open_project",
    "read_settings",
    "reserve_spool",
]

SETTINGS_FILE = "tawthiq.toml"
SPOOL_FILE = "failures.spool"
OWN_TABLES = "resources"
"""Folder of a project with tables of its own: proposals that an editor accepted are written there."""
_RESERVED_BYTES = 65536
# `verify` walks two tables side by side, each over a connection of its own.
_LEAST_CONNECTIONS = 2
DATABASE_VARIABLE = "TAWTHIQ_DATABASE"
_TEMPLATE = """\
# Settings of this Tawthiq project.
# name: what exports call it.
name = {name}
# database: sqlite:///FILE (a relative FILE stands in this folder) or postgresql://USER:PASSWORD@HOST/NAME.
# The environment variable TAWTHIQ_DATABASE goes before it, so that a password need not stand here.
database = {database}
# collector: who is written into the custody log; empty for the user and host of the moment.
collector = {collector}
# connections: most that one program of this project holds to PostgreSQL at once.
# connections = {connections}
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """What tawthiq.toml says.

    Attributes:
        name: Of the project.
        database: URL, with a relative SQLite file made absolute.
        collector: Who is written into the custody log.
        connections: Most to hold to PostgreSQL at once.
    """

    name: str
    database: str
    collector: str
    connections: int = MOST_CONNECTIONS


@dataclass(frozen=True, slots=True)
class Project:
    """An open project. Use it as a context manager, or call `close`.

    Attributes:
        root: The folder.
        settings: From tawthiq.toml.
        engine: To the database; use `reading` and `writing` of tawthiq.store.engine.
        objects: The evidence store.
    """

    root: Path
    settings: Settings
    engine: Engine = field(repr=False)
    objects: ObjectStore

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @property
    def own_tables(self) -> tuple[Path, ...]:
        """The folder of the project's own tables (docs/resources.md), where it has one."""
        folder = self.root / OWN_TABLES
        return (folder,) if folder.is_dir() else ()

    @property
    def head_file(self) -> Path:
        """Where the newest known entry of the custody chain is written beside the database."""
        return self.root / "evidence" / "head.json"

    def write_head(self, seq: int, digest: str) -> None:
        """Note the head of the custody chain after a commit, so that cutting entries off its end shows.

        Args:
            seq: Number of the newest entry.
            digest: Its hash.
        """
        held = self.head_file.with_suffix(f".{os.getpid()}.new")
        try:
            held.write_text(json.dumps({"seq": seq, "hash": digest}) + "\n", encoding="utf-8")
            os.replace(held, self.head_file)
        except OSError:
            # An older head is still a true one: it proves less, and nothing false.
            held.unlink(missing_ok=True)


def create_project(
    root: Path, *, database: str | None = None, name: str | None = None, collector: str | None = None
) -> Project:
    """Make a project folder, or bring an existing one's database to this program's form.

    Args:
        root: The folder; made if it is missing. Other files in it are left alone.
        database: URL; None for SQLite in the folder.
        name: None for the folder's name.
        collector: Who collects; None for user and host of each run.

    Returns:
        The open project.

    Raises:
        ProjectError: The folder cannot be written, or the database cannot be reached.
        UsageError: The URL names no known database.
    """
    file = root / SETTINGS_FILE
    try:
        root.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            said = {
                "name": json.dumps(name or root.resolve().name, ensure_ascii=False),
                "database": json.dumps(database or "sqlite:///tawthiq.db"),
                "collector": json.dumps(collector or "", ensure_ascii=False),
            }
            file.write_text(_TEMPLATE.format(**said, connections=MOST_CONNECTIONS), encoding="utf-8")
            file.chmod(0o600)  # it may hold the password of the database
        store = ObjectStore(root / "evidence")
        store.create()
        (root / "outlets").mkdir(exist_ok=True)
        reserve_spool(root)
    except OSError as err:
        raise ProjectError(f"the folder cannot be written: {err.strerror}", str(root)) from err
    settings = read_settings(root)
    project = Project(root, settings, open_engine(settings.database, settings.connections), store)
    try:
        _upgrade(project)
    except BaseException:
        project.close()
        raise
    return project


def _upgrade(project: Project) -> None:
    from tawthiq.store.upgrade import upgrade  # Alembic takes 0.2 s to import

    before = _revision(project.engine)
    if before == HEAD:
        return
    with writing(project.engine) as connection:
        upgrade(connection)
        chain = Chain(connection, project.settings.collector, tool_name(), now_utc())
        origin = str(project.root.resolve())
        chain.append("migrate" if before else "init", HEAD, origin, "", {"from": before, "host": socket.gethostname()})
        chain.flush()
        if before is None:
            connection.execute(insert(meta), [{"key": "name", "value": project.settings.name}])
    project.write_head(chain.seq, chain.head)


def _revision(engine: Engine) -> str | None:
    with reading(engine) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        return found


def reserve_spool(root: Path) -> None:
    """Take the blocks of the spool of failures while there is space (see tawthiq.store.failures).

    Args:
        root: The project's folder.
    """
    held, spool = root / f"{SPOOL_FILE}.new", root / SPOOL_FILE
    try:
        if not spool.exists() or not spool.read_bytes().strip():
            held.write_bytes(b"\n" * _RESERVED_BYTES)
            os.replace(held, spool)
    except OSError:
        held.unlink(missing_ok=True)  # no space even for this: the spool that is there will do


def find_project(start: Path) -> Path:
    """Find the project folder at or above a folder.

    Args:
        start: Where to look first.

    Returns:
        The folder that holds tawthiq.toml.

    Raises:
        ProjectError: There is none.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / SETTINGS_FILE).is_file():
            return folder
    raise ProjectError(
        f"no {SETTINGS_FILE} here or above", str(start), "run `tawthiq init DIR`, or name one with --project DIR"
    )


def open_project(root: Path | None = None) -> Project:
    """Open an existing project.

    Args:
        root: Its folder; None to look from the working folder upwards.

    Returns:
        The open project.

    Raises:
        ProjectError: There is none, its settings cannot be read, or its database is of another version.
    """
    folder = find_project(Path.cwd()) if root is None else root
    if not (folder / SETTINGS_FILE).is_file():
        raise ProjectError(f"no {SETTINGS_FILE} in it", str(folder), f"run `tawthiq init {folder}`")
    settings = read_settings(folder)
    engine = open_engine(settings.database, settings.connections)
    project = Project(folder, settings, engine, ObjectStore(folder / "evidence"))
    try:
        _check_revision(project)
    except BaseException:
        project.close()
        raise
    return project


def _check_revision(project: Project) -> None:
    with reading(project.engine) as connection:
        try:
            found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        except OperationalError as err:
            if "no such table" not in str(err):
                raise
            found = None
    if found != HEAD:
        raise ProjectError(
            f"the database is of revision {found or 'none'}, this program's is {HEAD}",
            str(project.root),
            f"run `tawthiq init {project.root}` to bring it up, or use the newer program",
        )


def read_settings(root: Path) -> Settings:
    """Read the settings of a project's folder.

    Args:
        root: The folder.

    Returns:
        What they say; TAWTHIQ_DATABASE goes before the database that they name.

    Raises:
        ProjectError: They cannot be read, or say what makes no sense.
    """
    file = root / SETTINGS_FILE
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as err:
        raise ProjectError(f"the settings cannot be read: {err}", str(file), "mend the file by hand") from err
    unknown = sorted(set(said) - {"name", "database", "collector", "connections"})
    if unknown:
        raise ProjectError(f"unknown settings: {', '.join(unknown)}", str(file), "take them out")
    connections = said.get("connections", MOST_CONNECTIONS)
    if not isinstance(connections, int) or connections < _LEAST_CONNECTIONS:
        raise ProjectError(
            f"connections is {connections!r}", str(file), f"write a number, {_LEAST_CONNECTIONS} or more"
        )
    url = os.environ.get(DATABASE_VARIABLE) or str(said.get("database", "sqlite:///tawthiq.db"))
    collector = str(said.get("collector", "")) or f"{getpass.getuser()}@{socket.gethostname()}"
    return Settings(str(said.get("name", root.name)), database_url(root, url), collector, connections)


def database_url(root: Path, url: str) -> str:
    """Make the URL of a relative SQLite file that of the file in the project's folder; others pass.

    Args:
        root: The folder.
        url: As the settings say.

    Returns:
        The URL to open.
    """
    if url.startswith("sqlite:///") and not url.startswith("sqlite:////"):
        return f"sqlite:///{root.resolve() / url.removeprefix('sqlite:///')}"
    return url
