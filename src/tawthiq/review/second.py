"""Second eyes: which records need another coder, what that coder reads, and how differences are settled.

The second coder sees the report and the words of the event, and nothing that program or people read of it. Where the
two readings differ, a third person settles it; where they agree, nothing more is asked.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, Row, func, insert, select, update

from tawthiq.errors import AccessError, ConflictError, UsageError
from tawthiq.review.agreement import differing
from tawthiq.review.decisions import Change, Decided, applied, check, effective, find_row, settle
from tawthiq.store.clock import now_utc
from tawthiq.store.custody import canonical_json
from tawthiq.store.decisions import note_head
from tawthiq.store.desk_rows import next_change
from tawthiq.store.desk_schema import adjudications, assignments, desk_rows
from tawthiq.store.engine import writing
from tawthiq.store.flat import harmed
from tawthiq.store.project import Project
from tawthiq.store.schema import events, reports

__all__ = ["ANYBODY", "Rule", "adjudicate", "ask", "ask_by_rules", "find_assignment", "second_coding"]

ANYBODY: Final = "*"
"""In `assignments.person`: whoever takes it, but not the first coder."""
_DECIDED: Final = frozenset(("accepted", "corrected", "missed", "rejected", "not_event"))


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of second_coding.tsv.

    Attributes:
        name: Of the rule.
        field: A harm, "type", or "any".
        test: at-least, is or share.
        value: A number, a type, or a percentage.
    """

    name: str
    field: str
    test: str
    value: str

    def asks(self, key: str, event: Mapping[str, Any]) -> bool:
        """Whether an event needs second eyes by this rule; a share is drawn by a digest of its key, always alike."""
        if self.test == "at-least":
            return (harmed(event.get(self.field)) or 0) >= int(self.value)
        if self.test == "is":
            return bool(event.get(self.field) == self.value)
        return int(sha256(key.encode()).hexdigest()[:8], 16) % 10_000 < float(self.value) * 100


def ask_by_rules(project: Project, row_no: int, rules: Sequence[Rule]) -> str | None:
    """Ask for a second coding of a record that was just decided, where a rule says so.

    Args:
        project: An open project.
        row_no: Its desk row.
        rules: In order; the first that asks is noted.

    Returns:
        Name of the rule; None where none asks, or it was asked for already.
    """
    with writing(project.engine) as connection:
        row = _row(connection, row_no)
        if row.state not in _DECIDED or _asked(connection, row_no):
            return None
        event, key = effective(dict(row._mapping)), f"{row.report}#{row.n}"
        rule = next((rule for rule in rules if rule.asks(key, event)), None)
        if rule is None:
            return None
        _ask(connection, row_no, ANYBODY, "program", rule.name)
        return rule.name


def ask(project: Project, report: str, n: int, person: str, by: str) -> int:
    """Ask a person to code a record again.

    Returns:
        The assignment's number.

    Raises:
        UsageError: There is no such record, the person decided of it, or was asked already.
    """
    with writing(project.engine) as connection:
        row = find_row(connection, report, n)
        if row.decided_by == person:
            raise UsageError(f"{person} decided of it first", remedy="ask somebody else")
        asked = connection.execute(select(assignments).where(assignments.c.row_no == row.no)).first()
        if asked is not None and (asked.state, asked.person) == ("open", ANYBODY):  # a rule asked, nobody took it
            connection.execute(update(assignments).where(assignments.c.no == asked.no).values(person=person))
            return int(asked.no)
        if asked is not None:
            raise UsageError("a second coding was asked for already")
        return _ask(connection, row.no, person, by, "asked")


def _row(connection: Connection, row_no: int) -> Row[Any]:
    query = (
        select(desk_rows, events.c.body, reports.c.id.label("report"), reports.c.text)
        .join(reports, reports.c.no == desk_rows.c.report_no)
        .join(events, events.c.no == desk_rows.c.event_no, isouter=True)
        .where(desk_rows.c.no == row_no)
    )
    return connection.execute(query).one()


def _asked(connection: Connection, row_no: int) -> bool:
    return connection.execute(select(assignments.c.no).where(assignments.c.row_no == row_no)).first() is not None


def _ask(connection: Connection, row_no: int, person: str, by: str, rule: str) -> int:
    no = 1 + int(connection.execute(select(func.coalesce(func.max(assignments.c.no), 0))).scalar_one())
    row = {"no": no, "row_no": row_no, "person": person, "asked_by": by, "asked_at": now_utc(), "rule": rule}
    connection.execute(insert(assignments), [row | {"state": "open"}])
    change = {"needs_second": 1, "changed": next_change(connection)}
    connection.execute(update(desk_rows).where(desk_rows.c.no == row_no).values(**change))
    return no


def find_assignment(connection: Connection, no: int, person: str) -> Row[Any]:
    """Find an open assignment that a person may take.

    Raises:
        UsageError: There is none of this number.
        AccessError: It is somebody else's, or the person coded the record first.
        ConflictError: It is done.
    """
    found = connection.execute(select(assignments).where(assignments.c.no == no)).first()
    if found is None:
        raise UsageError(f"no assignment {no}")
    first = connection.execute(select(desk_rows.c.decided_by).where(desk_rows.c.no == found.row_no)).scalar()
    if found.person not in (ANYBODY, person) or first == person:
        raise AccessError("this second coding is for somebody else")
    if found.state != "open":
        raise ConflictError("this second coding is done", remedy="take the next one")
    return found


def second_coding(project: Project, no: int, person: str, change: Change | None, note: str | None) -> list[str]:
    """Keep a second coding; where it differs from the first, an adjudication is opened.

    Args:
        project: An open project.
        no: The assignment.
        person: Who coded.
        change: All fields of the event; None for "no event".
        note: For the adjudicator.

    Returns:
        Names of the fields that differ; empty where both agree or the first coding was undone.

    Raises:
        UsageError: There is no such assignment, or a value is outside the report or the codebook.
        AccessError: It is somebody else's.
        ConflictError: It is done.
    """
    with writing(project.engine) as connection:
        found = find_assignment(connection, no, person)
        row = _row(connection, found.row_no)
        second = _second_event(row, change)
        values = {"person": person, "state": "done", "done_at": now_utc(), "reading": canonical_json(second)}
        connection.execute(update(assignments).where(assignments.c.no == no).values(**values, note=note))
        if row.state not in _DECIDED:
            return []
        first = effective(dict(row._mapping)) if row.state not in ("rejected", "not_event") else None
        differs = differing(first, second)
        if differs:
            number = 1 + int(connection.execute(select(func.coalesce(func.max(adjudications.c.no), 0))).scalar_one())
            made = {
                "no": number, "row_no": row.no, "assignment_no": no, "first": row.decided_by or "",
                "first_reading": canonical_json(first), "second": person, "differs": " ".join(differs),
                "state": "open", "made_at": now_utc(),
            }  # fmt: skip
            connection.execute(insert(adjudications), [made])
        return differs


def _second_event(row: Row[Any], change: Change | None) -> dict[str, Any] | None:
    if change is None:
        return None
    check(change, row.text)
    whole = Change({"spans": effective(dict(row._mapping)).get("spans", []), **change.fields}, change.evidence)
    event = applied({}, whole, row.text)
    if not event.get("type"):
        raise UsageError("an event needs a type", remedy="choose one, or say that it is no event")
    return event


def adjudicate(  # noqa: PLR0913
    project: Project, no: int, person: str, choice: str, *, row_version: int, change: Change | None, note: str | None
) -> Decided:
    """Settle two codings that differ.

    Args:
        project: An open project.
        no: The adjudication.
        person: Who settles it: neither of the two.
        choice: first, second or other.
        row_version: Of the record, as the person saw it.
        change: With "other": fields that go over the first coding.
        note: Why.

    Returns:
        The decision as kept.

    Raises:
        UsageError: There is no such adjudication, or "other" comes without fields.
        AccessError: The person is one of the two coders.
        ConflictError: It is settled, or the record was decided of meanwhile.
    """
    with writing(project.engine) as connection:
        found = connection.execute(select(adjudications).where(adjudications.c.no == no)).first()
        if found is None:
            raise UsageError(f"no adjudication {no}")
        if person in (found.first, found.second):
            raise AccessError("a third person settles what two coders read", remedy="leave it to another reviewer")
        if found.state != "open":
            raise ConflictError("this is settled already", remedy="load it again")
        row = _row(connection, found.row_no)
        if row.row_version != row_version:
            raise ConflictError("somebody decided of the record meanwhile", remedy="load it again")
        second = connection.execute(select(assignments.c.reading).where(assignments.c.no == found.assignment_no))
        event = json.loads(found.first_reading if choice != "second" else second.scalar_one())
        if choice == "other":
            if change is None:
                raise UsageError("a third reading needs its fields")
            check(change, row.text)
            event = applied(event or {}, change, row.text)
        made = settle(connection, row, person, event, note)
        values = {"state": "settled", "settled_by": person, "settled_at": now_utc(), "note": note}
        connection.execute(update(adjudications).where(adjudications.c.no == no).values(**values))
    note_head(project)
    return made
