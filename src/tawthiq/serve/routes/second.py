"""Second eyes and proposals."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from pydantic import Field

from tawthiq.errors import UsageError
from tawthiq.review.second import adjudicate, ask, second_coding
from tawthiq.serve.access import Caller, DeskHere, NotAllowedError
from tawthiq.serve.forms import change_of
from tawthiq.serve.proposals import add_proposal, decide_proposal, list_proposals, preview
from tawthiq.serve.second import (
    adjudication_page,
    agreement,
    assignment_page,
    list_adjudications,
    list_assignments,
)
from tawthiq.serve.wire.base import Question
from tawthiq.serve.wire.second import (
    AdjudicationIn,
    AdjudicationPage,
    AdjudicationRow,
    AgreementAnswer,
    AssignmentIn,
    AssignmentPage,
    AssignmentRow,
    Preview,
    ProposalIn,
    ProposalOut,
    ProposalVerdict,
    SecondDone,
    SecondReading,
)
from tawthiq.store.audit import note

__all__ = ["router"]

router = APIRouter(tags=["second eyes"])
Number = Annotated[int, Path(ge=1, le=2_000_000_000)]


class AssignmentsQuery(Question):
    """Whose second codings."""

    everybody: bool = Field(default=False, description="All of them, done ones too; for reviewers.")


class StateQuery(Question):
    """Of which state."""

    state: Literal["open", "settled"] | None = "open"


class ProposalsQuery(Question):
    """Of which state."""

    state: Literal["open", "accepted", "refused"] | None = None


class AgreementQuery(Question):
    """Between whom."""

    between: Literal["people", "program"] = "people"


@router.get("/assignments")
def read_assignments(
    asked: Annotated[AssignmentsQuery, Query()], desk: DeskHere, caller: Caller
) -> list[AssignmentRow]:
    """List the second codings that one may take, or all of them."""
    if asked.everybody and not caller.may("reviewer"):
        raise NotAllowedError("only reviewers see the second codings of others")
    return list_assignments(desk, caller, everybody=asked.everybody)


@router.post("/assignments", status_code=201)
def add_assignment(asked: AssignmentIn, desk: DeskHere, caller: Caller) -> list[AssignmentRow]:
    """Ask a person to code a record again, blind."""
    person = desk.accounts.find(asked.person)
    if not person.may("coder"):
        raise UsageError(f"{person.name} is no coder", remedy="ask somebody who may code")
    ask(desk.project, asked.report, asked.n, person.name, caller.name)
    return list_assignments(desk, caller, everybody=True)


@router.get("/assignments/{no}")
def read_assignment(no: Number, desk: DeskHere, caller: Caller) -> AssignmentPage:
    """Give what the second coder sees."""
    return assignment_page(desk, no, caller)


@router.post("/assignments/{no}")
def do_assignment(no: Number, asked: SecondReading, desk: DeskHere, caller: Caller) -> SecondDone:
    """Keep a second coding; where it differs, an adjudication is opened."""
    if asked.is_event != (asked.fields is not None):
        raise UsageError("`fields` belongs to an event, and to nothing else")
    change = change_of(asked.fields) if asked.fields is not None else None
    return SecondDone(differs=second_coding(desk.project, no, caller.name, change, asked.note))


@router.get("/adjudications")
def read_adjudications(asked: Annotated[StateQuery, Query()], desk: DeskHere) -> list[AdjudicationRow]:
    """List codings that differ."""
    return list_adjudications(desk, state=asked.state)


@router.get("/adjudications/{no}")
def read_adjudication(no: Number, desk: DeskHere) -> AdjudicationPage:
    """Give both codings side by side."""
    return adjudication_page(desk, no)


@router.post("/adjudications/{no}")
def settle_adjudication(no: Number, asked: AdjudicationIn, desk: DeskHere, caller: Caller) -> AdjudicationPage:
    """Settle two codings that differ."""
    if (asked.choice == "other") != (asked.fields is not None):
        raise UsageError("`fields` belongs to a third reading, and to nothing else", remedy="send choice: other")
    change = change_of(asked.fields) if asked.fields is not None else None
    adjudicate(
        desk.project, no, caller.name, asked.choice, row_version=asked.row_version, change=change, note=asked.note
    )
    return adjudication_page(desk, no)


@router.get("/agreement")
def read_agreement(asked: Annotated[AgreementQuery, Query()], desk: DeskHere) -> AgreementAnswer:
    """Give Krippendorff's alpha of each field, in all and by month."""
    return agreement(desk, asked.between)


@router.get("/proposals")
def read_proposals(asked: Annotated[ProposalsQuery, Query()], desk: DeskHere) -> list[ProposalOut]:
    """List proposals for the tables."""
    return list_proposals(desk, asked.state)


@router.post("/proposals", status_code=201)
def propose(asked: ProposalIn, desk: DeskHere, caller: Caller) -> ProposalOut:
    """Propose a row for one of the tables."""
    return add_proposal(desk, asked, caller.name)


@router.post("/proposals/{no}/preview")
def preview_proposal(no: Number, desk: DeskHere) -> Preview:
    """Say which coded reports a proposal would change."""
    return preview(desk, no)


@router.post("/proposals/{no}/decision")
def decide_of_proposal(no: Number, asked: ProposalVerdict, desk: DeskHere, caller: Caller) -> ProposalOut:
    """Accept a proposal, which writes its row into the project's own tables, or refuse it."""
    made = decide_proposal(desk, no, caller.name, accept=asked.accept, verdict=asked.note)
    note(desk.project, caller.name, "decide-proposal", str(no), {"accept": asked.accept, "table": made.table})
    return made
