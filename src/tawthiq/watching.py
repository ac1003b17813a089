"""Watch a folder: collect what is put into it, once it has stopped growing, until told to stop."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tawthiq.acquiring import Collected, CollectOptions, file_time
from tawthiq.archive import collect
from tawthiq.errors import UsageError
from tawthiq.store.captures import is_known_file
from tawthiq.store.project import Project

__all__ = ["watch"]


@dataclass(frozen=True, slots=True)
class _Look:
    """What a file looked like; two equal looks in a row mean that nobody writes to it."""

    size: int
    modified_ns: int


def watch(
    project: Project,
    folder: Path,
    options: CollectOptions,
    *,
    every_seconds: float = 2.0,
    goes_on: Callable[[Collected | None], bool] = lambda _: True,
) -> None:
    """Collect new and changed files of a folder, looking again and again.

    Looking, not listening: folders on network drives and removable disks tell no program of their changes.

    Args:
        project: An open project.
        folder: Watched with all folders below it; hidden files are left out.
        options: How to collect.
        every_seconds: Between two looks.
        goes_on: Asked after each look, with what came of it if anything did; false ends the watch.

    Raises:
        UsageError: The folder is missing.
        ProjectError: The database takes nothing; see `collect`.
    """
    if not folder.is_dir():
        raise UsageError("there is no such folder to watch", str(folder))
    before: dict[Path, _Look] = {}
    done: dict[Path, _Look] = {}
    while True:
        now = _look(folder)
        settled = [path for path, look in now.items() if before.get(path) == look and done.get(path) != look]
        fresh = [path for path in settled if not _is_known(project, path)]
        outcome = collect(project, [str(path) for path in fresh], options) if fresh else None
        done.update((path, now[path]) for path in settled)
        before = now
        if not goes_on(outcome):
            return
        time.sleep(every_seconds)


def _look(folder: Path) -> dict[Path, _Look]:
    looks: dict[Path, _Look] = {}
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        try:
            if not hidden and path.is_file():
                stat = path.stat()
                looks[path] = _Look(stat.st_size, stat.st_mtime_ns)
        except OSError:  # it was there a moment ago: the next look will tell
            continue
    return looks


def _is_known(project: Project, path: Path) -> bool:
    try:
        return is_known_file(project, str(path.resolve()), file_time(path), path.stat().st_size)
    except OSError:
        return False
