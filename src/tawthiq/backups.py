"""Back a project up and bring it back: database, evidence and settings, checked on the way out and on the way in.

A folder of backups holds `objects/`, which all of them share because objects never change, and one folder a backup,
named by its UTC time: the database as its own tools write it, settings, outlets, the head of the custody chain, and
`backup.json` with the hash of each file.

Order of a backup, so that others may go on working meanwhile: the head first, then the database, then the objects.
The head is then never newer than the database, and no row without its object: objects come before their rows.
"""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tawthiq.errors import IntegrityError, ProjectError, UsageError
from tawthiq.moving import write_database_setting
from tawthiq.store.clock import now_utc, tool_name
from tawthiq.store.copying import is_empty
from tawthiq.store.engine import is_sqlite, open_engine, reading
from tawthiq.store.objects import ObjectStore, hash_file
from tawthiq.store.postgres_tools import dump, restore
from tawthiq.store.project import SETTINGS_FILE, Project, open_project, read_settings
from tawthiq.store.verify import Checked, verify_project

__all__ = ["Backup", "back_up", "list_backups", "restore_backup"]

_LIST = "backup.json"
_SQLITE_FILE, _POSTGRES_FILE = "tawthiq.db", "database.dump"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup.

    Attributes:
        folder: Its own; `objects` stands beside it.
        at: UTC time at which it was begun.
        tool: Program and version that made it.
        database: "sqlite" or "postgresql".
        head: Hash of the custody entry that it certainly holds.
        files: Names of its files with their hashes.
        new_objects: Objects that no backup in the folder had before.
    """

    folder: Path
    at: str
    tool: str
    database: str
    head: str
    files: dict[str, str]
    new_objects: int


def back_up(
    project: Project, target: Path, *, keep: int | None = None, on_step: Callable[[str], None] = lambda _: None
) -> Backup:
    """Make a backup; others may work in the project meanwhile.

    Args:
        project: An open project.
        target: The folder of backups; made if it is missing.
        keep: How many to leave there, the newest; None for all. Objects always stay: evidence only grows.
        on_step: Told what was done, step by step.

    Returns:
        The backup.

    Raises:
        IntegrityError: An object of the project does not match its hash: damage is not copied over what is whole.
        ProjectError: The folder cannot be written, or the database's own tool fails or is missing.
    """
    at = now_utc()
    folder = target / at[:19].replace("-", "").replace(":", "")
    building = target / f".{folder.name}.building"
    try:
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir(parents=True)
        head = _copy_settings(project, building)
        kind = _dump(project, building)
        on_step(f"database written ({kind})")
        new = _copy_objects(project.objects, ObjectStore(target))
        on_step(f"{new:,} new objects copied")
        files = {path.relative_to(building).as_posix(): hash_file(path)[0] for path in _files(building)}
        backup = Backup(folder, at, tool_name(), kind, head, files, new)
        told = {name: value for name, value in asdict(backup).items() if name != "folder"}
        (building / _LIST).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
        building.rename(folder)
        for old in list_backups(target)[: -keep or None] if keep else ():
            shutil.rmtree(old)
            on_step(f"{old.name} removed")
    except OSError as err:
        raise ProjectError(
            f"the backup cannot be written: {err.strerror}", str(target), "check space and mode"
        ) from err
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return backup


def list_backups(target: Path) -> list[Path]:
    """List the folders of whole backups, the oldest first."""
    return sorted(path.parent for path in target.glob(f"[0-9]*/{_LIST}"))


def _copy_settings(project: Project, folder: Path) -> str:
    """Copy the head, the settings and the outlets; give the head's hash."""
    shutil.copyfile(project.head_file, folder / "head.json")
    shutil.copyfile(project.root / SETTINGS_FILE, folder / SETTINGS_FILE)
    (folder / SETTINGS_FILE).chmod(0o600)
    if (project.root / "outlets").is_dir():
        shutil.copytree(project.root / "outlets", folder / "outlets")
    return str(json.loads((folder / "head.json").read_text(encoding="utf-8"))["hash"])


def _dump(project: Project, folder: Path) -> str:
    if not is_sqlite(project.engine):
        dump(project.engine.url, folder / _POSTGRES_FILE)
        return "postgresql"
    with (
        closing(sqlite3.connect(str(project.engine.url.database))) as source,
        closing(sqlite3.connect(folder / _SQLITE_FILE)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, whose hash is the database's
    return "sqlite"


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != _LIST)


def _copy_objects(source: ObjectStore, target: ObjectStore) -> int:
    """Copy the objects that the target lacks, each hashed as it is copied."""
    target.create()
    there = set(target.names())
    count = 0
    for sha256 in source.names():
        if sha256 in there:
            continue
        stored = target.put(source.path(sha256))
        if stored.sha256 != sha256:
            target.path(stored.sha256).unlink()
            raise IntegrityError(f"the object was changed: its hash is now {stored.sha256}", sha256, "restore it")
        count += 1
    return count


def restore_backup(
    folder: Path, root: Path, *, database: str | None = None, on_step: Callable[[str], None] = lambda _: None
) -> Checked:
    """Bring a project back and prove that it is whole.

    Args:
        folder: Of one backup.
        root: The project's folder; must not exist or be empty.
        database: URL of an empty database; None for SQLite in the folder, or where the backup is of PostgreSQL for the
            database that its settings name, which must be empty.
        on_step: Told what was done, step by step.

    Returns:
        What `verify` says of the project.

    Raises:
        UsageError: The project's folder or the database is not empty, or the database is of the other kind.
        IntegrityError: A file of the backup is missing or does not match its hash; nothing was restored.
        ProjectError: The database's own tool fails or is missing.
    """
    told = _checked_list(folder)
    if root.exists() and any(root.iterdir()):
        raise UsageError("the folder is not empty", str(root), "name one that does not exist")
    on_step("backup is as it was written")
    root.mkdir(parents=True, exist_ok=True)
    for name in sorted(told["files"]):
        if name not in {_SQLITE_FILE, _POSTGRES_FILE, "head.json"}:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / name, root / name)
    settings = root / SETTINGS_FILE
    settings.chmod(0o600)
    if database is not None or told["database"] == "sqlite":
        write_database_setting(settings, database or f"sqlite:///{_SQLITE_FILE}")
    _restore_database(folder, root, told["database"])
    on_step("database restored")
    count = _copy_objects(ObjectStore(folder.parent), ObjectStore(root / "evidence"))
    shutil.copyfile(folder / "head.json", root / "evidence" / "head.json")
    on_step(f"{count:,} objects restored")
    with open_project(root) as project:
        return verify_project(project, head=str(told["head"]))


def _checked_list(folder: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads((folder / _LIST).read_text(encoding="utf-8"))
        for name, stated in told["files"].items():
            if hash_file(folder / name)[0] != stated:
                raise IntegrityError("a file of the backup was changed", str(folder / name), "take another backup")
    except (OSError, ValueError, KeyError, AttributeError) as err:
        raise IntegrityError(f"no whole backup: {err}", str(folder), "name a folder that holds backup.json") from err
    return told


def _restore_database(folder: Path, root: Path, kind: str) -> None:
    engine = open_engine(read_settings(root).database)
    try:
        if is_sqlite(engine) != (kind == "sqlite"):
            raise UsageError(f"the backup is of {kind}", remedy="restore it as that, then `tawthiq move` it")
        if is_sqlite(engine):
            shutil.copyfile(folder / _SQLITE_FILE, str(engine.url.database))
            return
        with reading(engine) as connection:
            if not is_empty(connection):
                raise UsageError("the database is not empty", engine.url.render_as_string(), "make one: createdb NAME")
        restore(engine.url, folder / _POSTGRES_FILE)
    finally:
        engine.dispose()
