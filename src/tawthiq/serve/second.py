"""Second eyes as the API shows them: assignments, adjudications, agreement."""

import json
from collections import defaultdict
from typing import Any

from sqlalchemy import or_, select

from tawthiq.errors import AccessError, NotFoundError
from tawthiq.review.agreement import Reading, measure, read_people, read_program
from tawthiq.review.second import ANYBODY
from tawthiq.serve.accounts import Account
from tawthiq.serve.desk import Desk
from tawthiq.serve.forms import form_of
from tawthiq.serve.report_page import desk_event, outlet_side
from tawthiq.serve.wire.forms import EventForm, Span
from tawthiq.serve.wire.second import (
    AdjudicationPage,
    AdjudicationRow,
    AgreementAnswer,
    AgreementPoint,
    AssignmentPage,
    AssignmentRow,
    FieldAgreement,
)
from tawthiq.store.desk_schema import adjudications, assignments, desk_rows
from tawthiq.store.engine import reading
from tawthiq.store.schema import events, reports

__all__ = ["adjudication_page", "agreement", "assignment_page", "list_adjudications", "list_assignments"]

_MOST = 500


def _assignments() -> Any:
    return (
        select(assignments, desk_rows.c.n, desk_rows.c.decided_by, reports.c.id.label("report"))
        .join(desk_rows, desk_rows.c.no == assignments.c.row_no)
        .join(reports, reports.c.no == desk_rows.c.report_no)
        .order_by(assignments.c.no)
    )


def list_assignments(desk: Desk, caller: Account, *, everybody: bool) -> list[AssignmentRow]:
    """List second codings: those open for the one who asks, or all for a reviewer."""
    query = _assignments().limit(_MOST)
    if not everybody:
        mine = or_(assignments.c.person == caller.name, assignments.c.person == ANYBODY)
        first = or_(desk_rows.c.decided_by.is_(None), desk_rows.c.decided_by != caller.name)
        query = query.where(mine, first, assignments.c.state == "open")
    with reading(desk.project.engine) as connection:
        return [AssignmentRow.model_validate(row) for row in connection.execute(query)]


def assignment_page(desk: Desk, no: int, caller: Account) -> AssignmentPage:
    """Give what the second coder sees: the text and where the event stands, nothing that anybody read.

    Raises:
        NotFoundError: There is no such assignment.
        AccessError: It is for somebody else, or the one who asks coded the record first.
    """
    query = _assignments().where(assignments.c.no == no)
    with reading(desk.project.engine) as connection:
        row = connection.execute(query).first()
        if row is None:
            raise NotFoundError(f"no assignment {no}")
        report = connection.execute(select(reports).where(reports.c.id == row.report)).one()
        held = (
            select(desk_rows.c.reading, events.c.body)
            .join(events, events.c.no == desk_rows.c.event_no, isouter=True)
            .where(desk_rows.c.no == row.row_no)
        )
        told = connection.execute(held).one()
    if row.person not in (ANYBODY, caller.name) or row.decided_by == caller.name:
        raise AccessError("this second coding is for somebody else")
    spans = json.loads(told.body or told.reading).get("spans") or []
    return AssignmentPage(
        assignment=AssignmentRow.model_validate(row),
        title=report.title,
        text=report.text,
        source=report.source,
        outlet=outlet_side(desk, report.outlet, report.source),
        published=report.published,
        spans=[Span(start=start, end=end) for start, end, *_ in spans],
    )


def _adjudications() -> Any:
    return (
        select(
            adjudications, desk_rows.c.n, reports.c.id.label("report"), assignments.c.reading.label("second_reading")
        )
        .join(desk_rows, desk_rows.c.no == adjudications.c.row_no)
        .join(reports, reports.c.no == desk_rows.c.report_no)
        .join(assignments, assignments.c.no == adjudications.c.assignment_no)
        .order_by(adjudications.c.no)
    )


def _row(row: Any) -> AdjudicationRow:
    return AdjudicationRow.model_validate(dict(row._mapping) | {"differs": row.differs.split()})


def list_adjudications(desk: Desk, *, state: str | None) -> list[AdjudicationRow]:
    """List codings that differ."""
    query = _adjudications().limit(_MOST)
    if state is not None:
        query = query.where(adjudications.c.state == state)
    with reading(desk.project.engine) as connection:
        return [_row(row) for row in connection.execute(query)]


def adjudication_page(desk: Desk, no: int) -> AdjudicationPage:
    """Give both codings side by side.

    Raises:
        NotFoundError: There is no such adjudication.
    """
    with reading(desk.project.engine) as connection:
        row = connection.execute(_adjudications().where(adjudications.c.no == no)).first()
        if row is None:
            raise NotFoundError(f"no adjudication {no}")
        report = connection.execute(select(reports).where(reports.c.id == row.report)).one()
    event = desk_event(desk, row.report, row.n)
    return AdjudicationPage(
        adjudication=_row(row),
        event=event,
        text=report.text,
        title=report.title,
        first=_form(row.first_reading),
        second=_form(row.second_reading),
        machine=event.machine,
        note=row.note,
    )


def _form(told: str) -> EventForm | None:
    event = json.loads(told)
    return form_of(event) if event is not None else None


def agreement(desk: Desk, between: str) -> AgreementAnswer:
    """Measure agreement between people, or between people and the program, in all and by month."""
    readings = read_people(desk.project) if between == "people" else read_program(desk.project)
    months: dict[str, list[Reading]] = defaultdict(list)
    for one in readings:
        months[one.month].append(one)
    points = [
        AgreementPoint(month=month, field=field, alpha=_rounded(told.alpha), units=told.units)
        for month in sorted(months)
        for field, told in measure(months[month]).items()
        if told.units
    ]
    fields = [
        FieldAgreement(field=field, alpha=_rounded(told.alpha), units=told.units, agreed=told.agreed)
        for field, told in measure(readings).items()
    ]
    return AgreementAnswer.model_validate({"between": between, "fields": fields, "over_time": points})


def _rounded(alpha: float | None) -> float | None:
    return None if alpha is None else round(alpha, 4)
