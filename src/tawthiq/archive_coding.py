"""Code an archive with the program's own coder: what `tawthiq code` does inside a project."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Self

from tawthiq.errors import ProjectError
from tawthiq.model.wire import report_from_json, report_to_json
from tawthiq.pipeline import Coder
from tawthiq.store.coding import Coded, code_project
from tawthiq.store.project import Project
from tawthiq.workers import begin_worker

__all__ = ["ProjectCoder", "code_archive"]

# Reports to a task: 50 take a process half a second, sending them 2 ms.
_PIECE = 50


class ProjectCoder:
    """The program's coder as `code_project` wants it, in this process or in others that stay for the whole run."""

    def __init__(self, resources: Sequence[Path] = (), jobs: int = 1) -> None:
        """Load nothing yet.

        Args:
            resources: Folders of the user's own tables.
            jobs: Processes; with 1 the work is done in this one.
        """
        self._resources = tuple(resources)
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        if self._jobs > 1:
            self._pool = ProcessPoolExecutor(self._jobs, get_context("forkserver"), begin_worker)
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    @property
    def version(self) -> str:
        """Of the program and its resources; what the archive keeps codings under."""
        return _coder(self._resources).version

    def __call__(self, reports: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """Code reports.

        Args:
            reports: In the codebook's form.

        Yields:
            One line a report, in order.

        Raises:
            ProjectError: A worker was killed, by the system for want of memory as a rule.
        """
        pieces = [reports[start : start + _PIECE] for start in range(0, len(reports), _PIECE)]
        run = self._pool.map if self._pool is not None else map
        try:
            for lines in run(_code, [self._resources] * len(pieces), pieces):
                yield from lines
        except BrokenProcessPool as err:
            remedy = "run again with fewer --jobs: it goes on where it stopped"
            raise ProjectError("a worker process was killed", remedy=remedy) from err


@lru_cache(maxsize=2)
def _coder(resources: tuple[Path, ...]) -> Coder:
    return Coder(resources)


def _code(resources: tuple[Path, ...], rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    coder = _coder(resources)
    return [report_to_json(coder.code(report_from_json(row))) for row in rows]


def code_archive(
    project: Project,
    resources: Sequence[Path] = (),
    *,
    jobs: int = 1,
    retry_failed: bool = False,
    on_batch: Callable[[Coded], None] = lambda _: None,
) -> Coded:
    """Code what this version of program and resources has not coded yet.

    Args:
        project: An open project.
        resources: Folders of the user's own tables.
        jobs: Processes.
        retry_failed: Whether to try again what failed under this version.
        on_batch: Called after each commit with the count so far.

    Returns:
        What became of the reports of this run.

    Raises:
        ProjectError: The database takes nothing, or a worker was killed; run again to go on.
    """
    with ProjectCoder(resources, jobs) as coder:
        return code_project(project, coder, coder.version, retry_failed=retry_failed, on_batch=on_batch)
