"""Work that a person began on a record and has not decided yet, kept so that leaving the page loses nothing.

It is that person's alone, and it is never applied: it is shown to them again over what stands now, and goes when they
decide of the record or give it up.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, select

from tawthiq.errors import UsageError
from tawthiq.review.decisions import Change, check, find_row
from tawthiq.store.clock import now_utc
from tawthiq.store.custody import canonical_json
from tawthiq.store.desk_schema import begun, desk_rows
from tawthiq.store.engine import reading, writing
from tawthiq.store.project import Project

__all__ = ["Begun", "give_up", "keep", "numbers_of", "of_report"]

MOST: Final = 1000
"""Records that one person may have begun at a time."""


@dataclass(frozen=True, slots=True)
class Begun:
    """Work on one record.

    Attributes:
        row_version: Of the record as the person saw it.
        change: The fields that they changed.
        note: What they wrote beside it.
        at: When it was kept last, UTC.
    """

    row_version: int
    change: Change
    note: str | None
    at: str


def keep(project: Project, person: str, report: str, n: int, work: Begun) -> None:
    """Keep what a person began, in the place of what they kept of that record before.

    Args:
        project: An open project.
        person: Whose work it is.
        report: Id of the report.
        n: Number of the record.
        work: What they did; its `at` is set to now.

    Raises:
        NotFoundError: There is no such record.
        UsageError: A value is outside the report or the codebook, or the person has begun too many records.
    """
    with writing(project.engine) as connection:
        row = find_row(connection, report, n)
        told = {name: value for name, value in work.change.fields.items() if (name, value) != ("type", "")}
        check(Change(told, work.change.evidence), row.text)  # a type may not be chosen yet
        _drop(connection, person, row.no)
        held = connection.execute(select(func.count()).where(begun.c.person == person)).scalar_one()
        if held >= MOST:
            raise UsageError(f"{person} has begun {held} records", remedy="decide some of them, or give them up")
        body = {"fields": dict(work.change.fields), "evidence": dict(work.change.evidence)}
        cells = {"person": person, "row_no": row.no, "row_version": work.row_version, "note": work.note}
        connection.execute(insert(begun), [cells | {"body": canonical_json(body), "at": now_utc()}])


def give_up(project: Project, person: str, report: str, n: int) -> None:
    """Take away what a person began on a record, if they did.

    Raises:
        NotFoundError: There is no such record.
    """
    with writing(project.engine) as connection:
        _drop(connection, person, find_row(connection, report, n).no)


def _drop(connection: Connection, person: str, row_no: int) -> None:
    connection.execute(delete(begun).where(begun.c.person == person, begun.c.row_no == row_no))


def of_report(connection: Connection, person: str, report_no: int) -> Mapping[int, Begun]:
    """What a person began in a report, by the records' `n`."""
    query = (
        select(begun, desk_rows.c.n)
        .join(desk_rows, desk_rows.c.no == begun.c.row_no)
        .where(desk_rows.c.report_no == report_no, begun.c.person == person)
    )
    return {row.n: _read(row) for row in connection.execute(query)}


def _read(row: Any) -> Begun:
    held = json.loads(row.body)
    return Begun(row.row_version, Change(held["fields"], held["evidence"]), row.note, row.at)


def numbers_of(project: Project, person: str) -> list[int]:
    """Numbers of the rows that a person began, the latest first."""
    query = select(begun.c.row_no).where(begun.c.person == person).order_by(begun.c.at.desc(), begun.c.row_no)
    with reading(project.engine) as connection:
        return list(connection.execute(query).scalars())
