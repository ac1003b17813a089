"""Failures are rows; where the database cannot take them they wait in a spool file for the next run.

The spool is written when the disk is full, too: its blocks are taken in advance, filled with line ends, and lines are
written over those.
"""

import contextlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, func, insert, select

from tawthiq.errors import ProjectError
from tawthiq.model.drafts import Failure
from tawthiq.store.clock import now_utc, tool_name
from tawthiq.store.engine import reading, writing
from tawthiq.store.project import SPOOL_FILE, Project, reserve_spool
from tawthiq.store.schema import failures

__all__ = ["FailureRow", "absorb_spool", "insert_failures", "read_failures", "record_failures"]


@dataclass(frozen=True, slots=True)
class FailureRow:
    """A failure as it is kept.

    Attributes:
        at: UTC time.
        failure: What failed and why.
        capture_no: The capture that it belongs to, if any.
        report_no: The report that it belongs to, if any.
    """

    at: str
    failure: Failure
    capture_no: int | None = None
    report_no: int | None = None


def insert_failures(connection: Connection, rows: Sequence[FailureRow]) -> None:
    """Write failures inside a write transaction.

    Args:
        connection: From `writing`.
        rows: May be empty.
    """
    if not rows:
        return
    newest = connection.execute(select(func.coalesce(func.max(failures.c.no), 0))).scalar_one()
    connection.execute(
        insert(failures),
        [
            {
                "no": newest + n,
                "at": row.at,
                "tool": tool_name(),
                "capture_no": row.capture_no,
                "report_no": row.report_no,
                **asdict(row.failure),
            }
            for n, row in enumerate(rows, 1)
        ],
    )


def record_failures(project: Project, found: Sequence[Failure]) -> bool:
    """Write failures in a transaction of their own, or to the spool where the database takes nothing.

    Args:
        project: An open project.
        found: What failed.

    Returns:
        Whether they are kept anywhere; false only where the disk takes not even a line.
    """
    rows = [FailureRow(now_utc(), failure) for failure in found]
    try:
        with writing(project.engine) as connection:
            insert_failures(connection, rows)
    except ProjectError:
        return _spool(project, rows)
    return True


def _spool(project: Project, rows: Sequence[FailureRow]) -> bool:
    lines = "".join(json.dumps({"at": row.at, **asdict(row.failure)}, ensure_ascii=True) + "\n" for row in rows)
    path = project.root / SPOOL_FILE
    try:
        with path.open("r+b" if path.exists() else "w+b") as file:
            file.seek(len(file.read().rstrip(b"\n")))
            if file.tell():
                file.write(b"\n")
            file.write(lines.encode("ascii"))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        return False
    return True


def absorb_spool(project: Project) -> int:
    """Bring spooled failures into the database; called at the start of every run that writes.

    Args:
        project: An open project.

    Returns:
        How many there were.
    """
    path = project.root / SPOOL_FILE
    rows = []
    for line in path.read_text(encoding="ascii", errors="replace").splitlines() if path.exists() else ():
        with contextlib.suppress(
            ValueError, KeyError, TypeError
        ):  # blank, or a line that was cut when the machine stopped
            said = json.loads(line)
            at = said.pop("at")
            rows.append(FailureRow(at, Failure(**said)))
    if rows:
        with writing(project.engine) as connection:
            insert_failures(connection, rows)
        path.unlink()
        reserve_spool(project.root)
    return len(rows)


def read_failures(project: Project, stage: str | None = None) -> Iterator[FailureRow]:
    """Read what failed, oldest first.

    Args:
        project: An open project.
        stage: Only those of one stage.

    Yields:
        Failures with their time.
    """
    query = select(failures).order_by(failures.c.no)
    if stage is not None:
        query = query.where(failures.c.stage == stage)
    with reading(project.engine) as connection:
        for row in connection.execute(query):
            failure = Failure(row.stage, row.source, row.locator, row.error, row.remedy)
            yield FailureRow(row.at, failure, row.capture_no, row.report_no)
