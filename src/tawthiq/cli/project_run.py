"""Coding what a project has not coded yet: reports from its database, events into it."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from tawthiq.cli.coding_run import load_coder
from tawthiq.errors import ProjectError, UsageError
from tawthiq.model.wire import report_from_json, report_to_json
from tawthiq.store.coding import Coded, code_project
from tawthiq.store.project import Project, open_project
from tawthiq.workers import Workers

__all__ = ["code_rows", "code_stored", "open_here"]

# As many reports as keep a worker busy for a tenth of a second or two.
_CHUNK = 16

Row = dict[str, Any]


def open_here(folder: Path | None) -> Project:
    """Open the project to code.

    Args:
        folder: As named; None to look from the working folder upwards.

    Returns:
        The open project.

    Raises:
        UsageError: Nothing was named, and there is no project here.
        ProjectError: The project that was named cannot be opened.
    """
    try:
        return open_project(folder)
    except ProjectError as error:
        if folder is not None:
            raise
        raise UsageError(
            "no reports named, and no project here", remedy="name files, folders or -, or --project DIR"
        ) from error


def code_stored(
    project: Project,
    resources: tuple[Path, ...],
    jobs: int,
    *,
    retry_failed: bool = False,
    on_batch: Callable[[Coded], None] = lambda _: None,
) -> Coded:
    """Code the reports of a project that this version has not coded; what was coded before stays.

    Args:
        project: An open project.
        resources: Folders of the user's own tables.
        jobs: Processes.
        retry_failed: Whether to code again what failed under this version.
        on_batch: Called after each commit.

    Returns:
        What became of the reports of this run.

    Raises:
        ResourceError: A table of the user's is broken.
        ProjectError: The database is locked or full, or a worker was killed; run again to go on.
    """
    with Workers(jobs) as workers:

        def lines(rows: Sequence[Row]) -> Iterator[Row]:
            chunks = (rows[at : at + _CHUNK] for at in range(0, len(rows), _CHUNK))
            for coded in workers.map(partial(code_rows, resources), chunks):
                yield from coded

        version = load_coder(resources).version
        return code_project(project, lines, version, retry_failed=retry_failed, on_batch=on_batch)


def code_rows(resources: tuple[Path, ...], rows: Sequence[Row]) -> list[Row]:
    """Code reports in their JSON form; a fault of ours in one of them is a line with its error."""
    return [_code(resources, row) for row in rows]


def _code(resources: tuple[Path, ...], row: Row) -> Row:
    try:
        return report_to_json(load_coder(resources).code(report_from_json(row)))
    except Exception as error:  # noqa: BLE001 - a fault of ours in one report must not lose the others
        return {"id": row["id"], "error": f"the coder failed: {type(error).__name__}: {error}"}
