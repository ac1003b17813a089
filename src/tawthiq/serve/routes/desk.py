"""The desk: queue, reports, decisions, links, places."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import Field

from tawthiq.errors import ConflictError, UsageError
from tawthiq.review.begun import Begun, give_up, keep, numbers_of
from tawthiq.review.decisions import Decider, Decision, add_missed, decide
from tawthiq.review.queue import Wanted
from tawthiq.serve.access import Caller, DeskHere
from tawthiq.serve.desk import Desk
from tawthiq.serve.forms import candidate_of, change_of
from tawthiq.serve.report_page import desk_event, queue_item, report_page
from tawthiq.serve.same import keep_link, same_as
from tawthiq.serve.wire.base import Line, Question
from tawthiq.serve.wire.desk import (
    BegunIn,
    Conflict,
    DecisionIn,
    DecisionOut,
    DeskEvent,
    LinkIn,
    LinkOut,
    MarkedEventOut,
    MarkedIn,
    MissedIn,
    NextAnswer,
    PlacesAnswer,
    QueueAnswer,
    QueueFilter,
    ReadIn,
    ReadOut,
    ReportPage,
    SameAnswer,
)
from tawthiq.serve.words import read_event, read_words
from tawthiq.store.link_decisions import withdraw_decision
from tawthiq.store.search import find_reports

__all__ = ["ConflictAnswer", "router"]

router = APIRouter(tags=["desk"])
ReportId = Annotated[Line, Path(description="Id of a report; a slash in it is written as %2F.")]
RecordN = Annotated[int, Path(ge=0, le=1_000_000, description="Number of the record in its report.")]
Number = Annotated[int, Field(ge=0, le=2_000_000_000)]


class ConflictAnswer(ConflictError):
    """A conflict with both versions, for the answer 409.

    Attributes:
        answer: What is sent.
    """

    answer: Conflict


class QueueQuery(QueueFilter):
    """The filter, and which page of it."""

    after: Number | None = Field(default=None, description="`next` of the page before.")
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class NextQuery(QueueFilter):
    """The filter, and what the person has just had."""

    skip: list[Number] = Field(default_factory=list, max_length=100, description="`no` of items not to give.")
    with_report: bool = Field(default=True, description="Whether the report comes with it.")


class PlacesQuery(Question):
    """A name, and where to look first."""

    q: Annotated[Line, Field(min_length=1)]
    near: Annotated[str, Field(pattern=r"^-?\d{1,2}(\.\d{1,8})?,-?\d{1,3}(\.\d{1,8})?$")] | None = Field(
        default=None, description="LAT,LON: candidates near it come first."
    )
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    limit: Annotated[int, Field(ge=1, le=50)] = 10


def _wanted(desk: Desk, asked: QueueFilter) -> Wanted:
    return Wanted(
        types=tuple(asked.type),
        place=asked.place,
        actor=asked.actor,
        outlet=asked.outlet,
        confidence_below=asked.confidence_below,
        since=asked.from_,
        until=asked.to,
        state=asked.state,
        reports=frozenset(find_reports(desk.project, asked.q)) if asked.q and asked.q.strip() else None,
    )


@router.get("/queue")
def read_queue(asked: Annotated[QueueQuery, Query()], desk: DeskHere, caller: Caller) -> QueueAnswer:
    """List records to check, the least certain and most harmful first."""
    total, rows = desk.queue.page(_wanted(desk, asked), after=asked.after, limit=asked.limit)
    begun = frozenset(numbers_of(desk.project, caller.name))
    items = [queue_item(row, begun) for row in rows]
    return QueueAnswer(total=total, items=items, next=items[-1].no if len(items) == asked.limit else None)


@router.get("/queue/next")
def read_next(asked: Annotated[NextQuery, Query()], desk: DeskHere, caller: Caller) -> NextAnswer:
    """Give the next record to check and hold it for the person for ten minutes."""
    total, row = desk.queue.next(_wanted(desk, asked), caller.name, asked.skip)
    if row is None:
        return NextAnswer(total=total)
    page = report_page(desk, row["report"], caller.name) if asked.with_report else None
    return NextAnswer(total=total, item=queue_item(row, numbers_of(desk.project, caller.name)), report=page)


@router.post("/reports/{report:path}/events", status_code=201)
def add_event(report: ReportId, asked: MissedIn, desk: DeskHere, caller: Caller) -> DecisionOut:
    """Add an event that the program missed."""
    change = change_of(asked.fields)
    event = {**change.fields, "spans": [[s.start, s.end] for s in asked.spans], "evidence": change.evidence}
    made = add_missed(desk.project, _decider(caller.name, may=True), report, event, asked.note)
    return DecisionOut(event=desk_event(desk, report, made.n), decision=made.no)


@router.post("/reports/{report:path}/read", response_model_exclude_unset=True)
def read_value(report: ReportId, asked: ReadIn, desk: DeskHere) -> ReadOut:
    """Read a field from marked words by the coder's rules; nothing is kept."""
    return read_words(desk, report, asked)


@router.post("/reports/{report:path}/read-event", response_model_exclude_unset=True)
def read_marked_words(report: ReportId, asked: MarkedIn, desk: DeskHere) -> MarkedEventOut:
    """Read an event from marked words as the coder reads it, likely or not; nothing is kept."""
    return read_event(desk, report, asked)


@router.get("/reports/{report:path}")
def read_report(report: ReportId, desk: DeskHere, caller: Caller) -> ReportPage:
    """Give a report with all that the desk shows of it."""
    return report_page(desk, report, caller.name)


@router.post("/records/{report:path}/{n}/decisions", responses={409: {"model": Conflict}})
def add_decision(report: ReportId, n: RecordN, asked: DecisionIn, desk: DeskHere, caller: Caller) -> DecisionOut:
    """Decide of a record; 409 with both versions if somebody was faster."""
    if (asked.kind == "correct") != (asked.fields is not None and bool(asked.fields.model_fields_set)):
        raise UsageError("`fields` belongs to a correction, and to nothing else", remedy="send kind: correct")
    change = change_of(asked.fields) if asked.fields is not None else None
    decision = Decision(asked.kind, asked.row_version, change, asked.note)
    try:
        made = decide(desk.project, _decider(caller.name, may=caller.may("reviewer")), report, n, decision)
    except ConflictError as err:
        conflict = ConflictAnswer(err.what, err.where, err.remedy)
        conflict.answer = Conflict(what=err.what, remedy=err.remedy, yours=asked, current=desk_event(desk, report, n))
        raise conflict from err
    desk.after_decision(made.row_no)
    return DecisionOut(event=desk_event(desk, report, n), decision=made.no)


@router.put("/records/{report:path}/{n}/begun", status_code=204)
def keep_begun(report: ReportId, n: RecordN, asked: BegunIn, desk: DeskHere, caller: Caller) -> None:
    """Keep what the person began on a record, for them alone, until they decide or give it up."""
    keep(desk.project, caller.name, report, n, Begun(asked.row_version, change_of(asked.fields), asked.note, ""))


@router.delete("/records/{report:path}/{n}/begun", status_code=204)
def drop_begun(report: ReportId, n: RecordN, desk: DeskHere, caller: Caller) -> None:
    """Take away what the person began on a record."""
    give_up(desk.project, caller.name, report, n)


def _decider(name: str, *, may: bool) -> Decider:
    return Decider(name, may_undo_others=may)


@router.get("/records/{report:path}/{n}/same")
def read_same(report: ReportId, n: RecordN, desk: DeskHere) -> SameAnswer:
    """List records that may be the same event, with what agrees and what differs."""
    return same_as(desk, report, n)


@router.get("/records/{report:path}/{n}")
def read_record(report: ReportId, n: RecordN, desk: DeskHere) -> DeskEvent:
    """Give one record."""
    return desk_event(desk, report, n)


@router.post("/links", status_code=201)
def add_link(asked: LinkIn, desk: DeskHere, caller: Caller) -> LinkOut:
    """Say that two records are, or are not, one event; the ledger follows at its next version."""
    return keep_link(desk, asked, caller.name)


@router.delete("/links/{no}", status_code=204)
def withdraw_link(no: Annotated[int, Path(ge=1, le=2_000_000_000)], desk: DeskHere, caller: Caller) -> None:
    """Take back what was said of two records; the log keeps both, the ledger takes it as never said."""
    withdraw_decision(desk.project, no, caller.name)


@router.get("/places")
def find_places(asked: Annotated[PlacesQuery, Query()], desk: DeskHere) -> PlacesAnswer:
    """Find the places that a name may mean."""
    found = desk.places(asked.q, country=asked.country, near=asked.near, limit=asked.limit)
    return PlacesAnswer(candidates=[candidate_of(one.as_record()) for one in found])
