"""The audit trail: who did and saw what, in a chain of hashes that only grows.

An entry's hash is the SHA-256 of the JSON array [seq, at, person, action, subject, detail, previous], as in the chain
of custody (tawthiq.store.custody), of which it is apart: what people look at is no evidence of a report.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select

from tawthiq.store.clock import now_utc
from tawthiq.store.custody import GENESIS, canonical_json, entry_hash
from tawthiq.store.desk_schema import audit
from tawthiq.store.engine import reading, writing
from tawthiq.store.project import Project

__all__ = ["AuditRow", "audit_is_whole", "note", "read_audit"]


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One entry."""

    seq: int
    at: str
    person: str
    action: str
    subject: str
    detail: Mapping[str, Any]
    hash: str


def note(project: Project, person: str, action: str, subject: str, detail: Mapping[str, Any] | None = None) -> int:
    """Add an entry.

    Args:
        project: An open project.
        person: Who.
        action: What they did, such as "sign-in", "open-names", "export".
        subject: What to.
        detail: JSON.

    Returns:
        The entry's number.
    """
    with writing(project.engine) as connection:
        newest = connection.execute(select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)).first()
        seq, previous = (newest.seq + 1, newest.hash) if newest else (1, GENESIS)
        fields = (seq, now_utc(), person, action, subject, canonical_json(dict(detail or {})), previous)
        row = dict(zip(("seq", "at", "person", "action", "subject", "detail", "previous"), fields, strict=True))
        connection.execute(insert(audit), [row | {"hash": entry_hash(fields)}])
    return seq


def read_audit(
    project: Project, *, before: int | None = None, person: str | None = None, action: str | None = None,
    limit: int = 100,
) -> list[AuditRow]:  # fmt: skip
    """Read entries, the newest first.

    Args:
        project: An open project.
        before: Only entries with a smaller number.
        person: Only of this person.
        action: Only of this kind.
        limit: How many.
    """
    query = select(audit).order_by(audit.c.seq.desc()).limit(limit)
    if before is not None:
        query = query.where(audit.c.seq < before)
    if person is not None:
        query = query.where(audit.c.person == person)
    if action is not None:
        query = query.where(audit.c.action == action)
    with reading(project.engine) as connection:
        return [
            AuditRow(r.seq, r.at, r.person, r.action, r.subject, json.loads(r.detail), r.hash)
            for r in connection.execute(query)
        ]


def audit_is_whole(project: Project) -> bool:
    """Whether every entry carries its own hash and that of the one before it."""
    previous, expected = GENESIS, 1
    with reading(project.engine) as connection:
        for row in connection.execution_options(yield_per=1000).execute(select(audit).order_by(audit.c.seq)):
            fields = (row.seq, row.at, row.person, row.action, row.subject, row.detail, row.previous)
            if row.seq != expected or row.previous != previous or row.hash != entry_hash(fields):
                return False
            previous, expected = row.hash, expected + 1
    return True
