"""What people decide of records: accept, correct, reject, undo, add; the machine's reading stays beside it.

A decision names the row version that the person saw; if another one was made meanwhile, nothing is written. The state
of a record follows from its decisions alone, in order: an undo takes back the one before it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select, update

from tawthiq.errors import AccessError, ConflictError, NotFoundError, UsageError
from tawthiq.model.codebook import FAMILY
from tawthiq.review.priority import judge
from tawthiq.store.clock import now_utc
from tawthiq.store.custody import canonical_json
from tawthiq.store.decisions import add_decision, note_head
from tawthiq.store.desk_rows import PEOPLE_FROM, next_change, row_cells
from tawthiq.store.desk_schema import begun, desk_rows
from tawthiq.store.engine import writing
from tawthiq.store.project import Project
from tawthiq.store.schema import decisions, events, reports

__all__ = ["Change", "Decided", "Decider", "Decision", "add_missed", "decide", "effective", "find_row", "settle"]

STATES: Final[Mapping[str, str]] = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "not_event": "not_event",
    "missed": "missed",
    "settle": "corrected",
}
_UNDO: Final = "undo"


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides, and whether they may undo what others decided."""

    name: str
    may_undo_others: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """New values of some fields.

    Attributes:
        fields: Field to its value in the codebook's form; None or an empty list takes it out ("not stated").
        evidence: Field to the words behind its values, as in a coded event.
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    evidence: Mapping[str, Sequence[Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided.

    Attributes:
        kind: A key of `STATES` that people may choose, or "undo".
        row_version: The one that the person saw.
        change: For "correct".
        note: For others to read.
    """

    kind: str
    row_version: int
    change: Change | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as kept: its number, and those of the record."""

    no: int
    row_no: int
    report_no: int
    n: int


def find_row(connection: Connection, report: str, n: int) -> Row[Any]:
    """Find a record's row with the body of the machine's event.

    Raises:
        NotFoundError: There is none.
    """
    query = (
        select(desk_rows, reports.c.text, events.c.body)
        .join(reports, reports.c.no == desk_rows.c.report_no)
        .join(events, events.c.no == desk_rows.c.event_no, isouter=True)
        .where(reports.c.id == report, desk_rows.c.n == n)
    )
    row = connection.execute(query).first()
    if row is None:
        raise NotFoundError(f"report {report!r} has no event {n}", remedy="load the report again")
    return row


def effective(row: Mapping[str, Any]) -> dict[str, Any]:
    """The event as it stands: what people made of it, else the machine's reading."""
    held: dict[str, Any] = json.loads(row["reading"] or row["body"])
    return held


def decide(project: Project, who: Decider, report: str, n: int, decision: Decision) -> Decided:
    """Keep a decision of a record, and bring its row up.

    Args:
        project: An open project.
        who: Who decides.
        report: Id of the report.
        n: Number of the record.
        decision: What.

    Returns:
        The decision as kept.

    Raises:
        NotFoundError: There is no such record.
        UsageError: There is nothing to undo, or a value is outside the report or the codebook.
        ConflictError: Somebody decided since; nothing was written.
        AccessError: The last decision is somebody else's.
    """
    with writing(project.engine) as connection:
        row = find_row(connection, report, n)
        _check_version(row, decision.row_version)
        said = {"row": row.no, "n": n, "row_version": row.row_version}
        if decision.note:
            said["note"] = decision.note
        if decision.kind == _UNDO:
            said["undoes"] = _last_to_undo(connection, row, who)
        if decision.change is not None:
            check(decision.change, row.text)
            said |= {"fields": dict(decision.change.fields), "evidence": dict(decision.change.evidence)}
        decided = _keep(connection, row, who.name, decision.kind, said)
        if decision.kind != _UNDO:  # what they began is decided
            connection.execute(delete(begun).where(begun.c.person == who.name, begun.c.row_no == row.no))
    note_head(project)
    return decided


def settle(
    connection: Connection, row: Row[Any], person: str, event: Mapping[str, Any] | None, note: str | None
) -> Decided:
    """Write what an adjudicator made of two codings, an event or none; inside a write transaction of the caller."""
    said: dict[str, Any] = {"row": row.no, "n": row.n, "row_version": row.row_version}
    if note:
        said["note"] = note
    if event is None:
        return _keep(connection, row, person, "not_event", said)
    return _keep(connection, row, person, "settle", said | {"event": dict(event)})


def add_missed(project: Project, who: Decider, report: str, event: Mapping[str, Any], note: str | None) -> Decided:
    """Add an event that the program missed.

    Args:
        project: An open project.
        who: Who found it.
        report: Id of its report.
        event: In the codebook's form, with spans and evidence.
        note: For others to read.

    Returns:
        The decision as kept.

    Raises:
        UsageError: There is no such report, or a value is outside the report or the codebook.
    """
    with writing(project.engine) as connection:
        found = connection.execute(select(reports).where(reports.c.id == report)).first()
        if found is None:
            raise UsageError(f"no report {report!r}")
        change = Change({k: v for k, v in event.items() if k != "evidence"}, event.get("evidence", {}))
        check(change, found.text)
        if not event.get("type") or not event.get("spans"):
            raise UsageError("an event needs a type and its words", report, "mark the words, choose a type")
        body = applied({}, change, found.text)
        taken = select(desk_rows.c.n).where(desk_rows.c.report_no == found.no, desk_rows.c.n >= PEOPLE_FROM)
        n = 1 + max(connection.execute(taken).scalars(), default=PEOPLE_FROM - 1)
        number = 1 + max(connection.execute(select(desk_rows.c.no).order_by(desk_rows.c.no.desc()).limit(1)).scalars(),
                         default=0)  # fmt: skip
        cells = {
            "no": number, "report_no": found.no, "n": n, "changed": next_change(connection), "state": "missed",
            "published": found.published, "outlet": found.outlet or found.source, "row_version": 1, "needs_second": 0,
            **row_cells(body, judge),
        }  # fmt: skip
        connection.execute(insert(desk_rows), [cells])
        said: dict[str, Any] = {"row": number, "n": n, "row_version": 0, "event": body}
        if note:
            said["note"] = note
        decided = _keep(connection, find_row(connection, report, n), who.name, "missed", said)
    note_head(project)
    return decided


def check(change: Change, text: str) -> None:
    """Refuse words outside the text, and types that the codebook does not have.

    Raises:
        UsageError: With the value that is wrong.
    """
    spans = [*(change.fields.get("spans") or ()), *(words for told in change.evidence.values() for words in told)]
    for start, end, *_ in spans:
        if not 0 <= start < end <= len(text):
            raise UsageError(f"words {start} to {end} are not in the report", remedy="mark them again")
    kind = change.fields.get("type")
    if "type" in change.fields and kind not in FAMILY:
        raise UsageError(f"no event type {kind!r}", remedy=f"types are {', '.join(FAMILY)}")


def applied(event: Mapping[str, Any], change: Change, text: str) -> dict[str, Any]:
    """Give an event with a change applied to it; quotes follow from the spans."""
    made = {key: value for key, value in event.items() if key != "confidence"}
    evidence = {key: value for key, value in made.get("evidence", {}).items() if key not in change.fields}
    for key, value in change.fields.items():
        made.pop(key, None)
        if value not in (None, [], {}):
            made[key] = value
    if "date" in change.fields:
        for name in ("date_start", "date_end", "date_basis", "time_precision", "date_prec"):
            made.pop(name, None)
    evidence |= {key: list(value) for key, value in change.evidence.items() if value}
    made["evidence"] = evidence
    made.setdefault("scope", "incident")
    made["quotes"] = [text[start:end] for start, end, *_ in made.get("spans", [])]
    return made


def _check_version(row: Row[Any], seen: int) -> None:
    if row.row_version != seen:
        raise ConflictError(
            f"{row.decided_by or 'somebody'} decided of this event meanwhile", f"version {row.row_version}, not {seen}",
            "compare both, then decide again",
        )  # fmt: skip


def _standing(connection: Connection, row: Row[Any]) -> list[tuple[Row[Any], dict[str, Any]]]:
    """The decisions of a record that hold: those that were undone are left out with what undid them."""
    query = select(decisions).where(decisions.c.report_no == row.report_no).order_by(decisions.c.no)
    held: list[tuple[Row[Any], dict[str, Any]]] = []
    for made in connection.execute(query):
        said = json.loads(made.body)
        if said.get("row") != row.no:
            continue
        if made.kind == _UNDO:
            held.pop()
        else:
            held.append((made, said))
    return held


def _last_to_undo(connection: Connection, row: Row[Any], who: Decider) -> int:
    held = _standing(connection, row)
    if not held:
        raise UsageError("there is nothing to undo", remedy="load the event again")
    last = held[-1][0]
    if last.person != who.name and not who.may_undo_others:
        raise AccessError(f"{last.person} decided this", remedy="ask them, or a reviewer")
    return int(last.no)


def _keep(connection: Connection, row: Row[Any], person: str, kind: str, said: Mapping[str, Any]) -> Decided:
    no = add_decision(connection, row.report_no, row.event_no, person, kind, said)
    state, body = "open", None
    held = _standing(connection, row)
    for made, told in held:
        state = STATES[made.kind]
        if "event" in told:
            body = told["event"]
        elif "fields" in told:
            base = body if body is not None else json.loads(row.body)
            body = applied(base, Change(told["fields"], told.get("evidence", {})), row.text)
    if not held and row.body is None:
        state, body = "rejected", json.loads(row.reading)  # a person's event, taken back by that person
    cells = row_cells(body, judge) if body is not None else row_cells(json.loads(row.body), judge)
    cells |= {
        "state": state,
        "reading": canonical_json(body) if body is not None else None,
        "row_version": row.row_version + 1,
        "changed": next_change(connection),
        "decided_by": held[-1][0].person if held else None,
        "decided_at": now_utc() if held else None,
        "note": held[-1][1].get("note") if held else None,
    }
    connection.execute(update(desk_rows).where(desk_rows.c.no == row.no).values(**cells))
    return Decided(no, row.no, row.report_no, row.n)
