"""What people decide of reports and events: kept beside the machine's reading, never instead of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select

from tawthiq.errors import UsageError
from tawthiq.store.clock import now_utc, tool_name
from tawthiq.store.custody import Chain, canonical_json, sha256_text
from tawthiq.store.engine import reading, writing
from tawthiq.store.project import Project
from tawthiq.store.schema import custody, decisions, events, reports

__all__ = ["StoredDecision", "add_decision", "note_head", "read_decisions", "record_decision"]


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """A decision as it is kept.

    Attributes:
        no: Its number; later ones go before earlier ones on the same field.
        report_id: The report.
        event_no: The machine's event that it is about; None for one that the machine missed.
        person: Who.
        at: When, UTC.
        kind: "accept", "correct", "reject", "missed" or whatever the desk defines.
        body: What was decided.
    """

    no: int
    report_id: str
    event_no: int | None
    person: str
    at: str
    kind: str
    body: Mapping[str, Any]


def record_decision(
    project: Project, report_id: str, person: str, kind: str, body: Mapping[str, Any]
) -> StoredDecision:
    """Keep a decision and write it into the custody log.

    Args:
        project: An open project.
        report_id: The report that it is about.
        person: Who decided.
        kind: See `StoredDecision`.
        body: JSON; `event_no` in it names the machine's event.

    Returns:
        The decision as it is kept.

    Raises:
        UsageError: There is no such report or event.
        ProjectError: The database takes nothing.
    """
    event_no = body.get("event_no")
    with writing(project.engine) as connection:
        report_no = connection.execute(select(reports.c.no).where(reports.c.id == report_id)).scalar()
        if report_no is None:
            raise UsageError(f"no report {report_id!r}")
        owner = select(events.c.no).where(events.c.no == event_no, events.c.report_no == report_no)
        if event_no is not None and connection.execute(owner).first() is None:
            raise UsageError(f"report {report_id!r} has no event {event_no}")
        no = add_decision(connection, report_no, event_no, person, kind, body)
        kept = connection.execute(select(decisions.c.at).where(decisions.c.no == no)).scalar_one()
    note_head(project)
    return StoredDecision(no, report_id, event_no, person, kept, kind, dict(body))


def add_decision(  # noqa: PLR0913, PLR0917  (the cells of a row)
    connection: Connection, report_no: int, event_no: int | None, person: str, kind: str, body: Mapping[str, Any]
) -> int:
    """Keep a decision inside a write transaction, and write it into the custody log.

    Call `note_head` after the commit: the head beside the database must never be ahead of it.

    Args:
        connection: Of `writing`.
        report_no: Number of the report.
        event_no: Number of the machine's event, None for one that it missed.
        person: Who decided.
        kind: See `StoredDecision`.
        body: JSON.

    Returns:
        The decision's number.
    """
    no = 1 + int(connection.execute(select(func.coalesce(func.max(decisions.c.no), 0))).scalar_one())
    at, said = now_utc(), canonical_json(dict(body))
    chain = Chain(connection, person, tool_name(), at)
    report_id = connection.execute(select(reports.c.id).where(reports.c.no == report_no)).scalar_one()
    seq = chain.append("decide", report_id, "", sha256_text(said), {"decision": no, "kind": kind})
    row = {"no": no, "report_no": report_no, "event_no": event_no, "person": person, "at": at, "kind": kind}
    connection.execute(insert(decisions), [row | {"body": said, "custody_seq": seq}])
    chain.flush()
    return no


def note_head(project: Project) -> None:
    """Note the head of the custody chain beside the database, after a transaction that used `add_decision`."""
    with reading(project.engine) as connection:
        query = select(custody.c.seq, custody.c.hash).order_by(custody.c.seq.desc()).limit(1)
        seq, digest = connection.execute(query).one()
    project.write_head(seq, digest)


def read_decisions(project: Project, report_id: str | None = None) -> list[StoredDecision]:
    """Read decisions in the order in which they were made.

    Args:
        project: An open project.
        report_id: Only those on one report.

    Returns:
        May be empty.
    """
    query = select(decisions, reports.c.id.label("report_id")).join(reports, reports.c.no == decisions.c.report_no)
    if report_id is not None:
        query = query.where(reports.c.id == report_id)
    with reading(project.engine) as connection:
        return [
            StoredDecision(row.no, row.report_id, row.event_no, row.person, row.at, row.kind, json.loads(row.body))
            for row in connection.execute(query.order_by(decisions.c.no))
        ]
