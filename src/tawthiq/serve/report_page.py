"""A report as the desk shows it: text, outlet, copies, and its records with both readings."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, func, select

from tawthiq.collect.outlets import Outlet
from tawthiq.errors import NotFoundError
from tawthiq.model.codebook import FAMILY
from tawthiq.review.begun import Begun, of_report
from tawthiq.review.decisions import applied
from tawthiq.serve.desk import Desk
from tawthiq.serve.forms import form_of
from tawthiq.serve.wire.base import Names
from tawthiq.serve.wire.desk import BegunWork, Copy, DeskEvent, OutletSide, PastDecision, QueueItem, ReportPage
from tawthiq.store.desk_schema import desk_rows
from tawthiq.store.engine import reading
from tawthiq.store.flat import unpack
from tawthiq.store.schema import codings, decisions, events, reports

__all__ = ["desk_event", "outlet_side", "queue_item", "report_page"]

_FACTS: Final = (
    "no", "id", "title", "text", "language", "source", "outlet", "url", "published", "published_at", "published_basis",
    "collected_at", "family_no", "page_key", "coding_no",
)  # fmt: skip
_MOST_COPIES: Final = 200


def queue_item(row: Mapping[str, Any], begun: Collection[int] = ()) -> QueueItem:
    """Make a line of the queue from the cells of a desk row with its report's id and title.

    Args:
        row: The cells.
        begun: Numbers of the rows that the person who asks has begun.
    """
    same = ("no", "report", "n", "type", "date", "killed", "injured", "confidence", "priority", "state", "outlet",
            "published", "title", "row_version")  # fmt: skip
    return QueueItem(
        **{name: row[name] for name in same},
        family=FAMILY.get(row["type"], "strategic"),
        place=Names(ar=row["place_ar"], en=row["place_en"]),
        governorate=Names(ar=row["area_ar"], en=row["area_en"]),
        actors=unpack(row["actors"]),
        needs_second=bool(row["needs_second"]),
        begun=row["no"] in begun,
    )


def report_page(desk: Desk, report_id: str, person: str) -> ReportPage:
    """Read a report with all that the desk shows of it to a person.

    Raises:
        NotFoundError: There is no such report.
    """
    with reading(desk.project.engine) as connection:
        report = connection.execute(select(*(reports.c[n] for n in _FACTS)).where(reports.c.id == report_id)).first()
        if report is None:
            raise NotFoundError(f"no report {report_id!r}")
        coded_by = connection.execute(select(codings.c.version).where(codings.c.no == report.coding_no)).scalar()
        copies = _copies(connection, report)
        pages = select(reports.c.id).where(reports.c.page_key == report.page_key).order_by(reports.c.version)
        versions = list(connection.execute(pages).scalars())
        records = _records(connection, report.no)
        said = _decisions(connection, report.no)
        begun = of_report(connection, person, report.no)
    linked = desk.explorer.of_report(report_id)
    same = [name for name in _FACTS if name not in {"no", "outlet", "family_no", "page_key", "coding_no"}]
    return ReportPage(
        **{name: report._mapping[name] for name in same},
        outlet=outlet_side(desk, report.outlet, report.source),
        copies=copies,
        versions=versions,
        coded_by=coded_by,
        events=[_event(desk, report_id, row, said, linked) for row in records],
        begun=[_work(row, begun[row.n], report.text) for row in records if row.n in begun],
    )


def _work(row: Any, work: Begun, text: str) -> BegunWork:
    stands = json.loads(row.reading if row.reading is not None else row.body)
    return BegunWork(
        n=row.n,
        row_version=work.row_version,
        form=form_of(applied(stands, work.change, text)),
        fields=sorted(work.change.fields),
        note=work.note,
        at=work.at,
    )


def desk_event(desk: Desk, report_id: str, n: int) -> DeskEvent:
    """Read one record.

    Raises:
        NotFoundError: There is none.
    """
    with reading(desk.project.engine) as connection:
        report_no = connection.execute(select(reports.c.no).where(reports.c.id == report_id)).scalar()
        records = [] if report_no is None else _records(connection, report_no, n)
        if report_no is None or not records:
            raise NotFoundError(f"report {report_id!r} has no event {n}")
        said = _decisions(connection, report_no)
    return _event(desk, report_id, records[0], said, desk.explorer.of_report(report_id))


def outlet_side(desk: Desk, outlet_id: str | None, source: str | None) -> OutletSide:
    """Say who publishes, and on whose side, as far as outlets are known."""
    outlet: Outlet | None = desk.outlets.all.get(outlet_id) if outlet_id else None
    if outlet is None:
        return OutletSide(id=None, name=Names(ar=source, en=source))
    name = Names(ar=outlet.name_ar, en=outlet.name_en)
    return OutletSide(id=outlet.id, name=name, country=outlet.country, side=outlet.side)


def _copies(connection: Connection, report: Any) -> list[Copy]:
    query = (
        select(reports.c.no, reports.c.id, reports.c.source, reports.c.published)
        .where(reports.c.family_no == report.family_no, reports.c.replaced_by.is_(None))
        .order_by(func.coalesce(reports.c.published, "9999"), reports.c.no)
        .limit(_MOST_COPIES)
    )
    family = connection.execute(query).all()
    return [
        Copy(id=row.id, source=row.source, published=row.published, is_first=n == 0)
        for n, row in enumerate(family)
        if row.no != report.no
    ]


def _records(connection: Connection, report_no: int, n: int | None = None) -> Sequence[Any]:
    query = (
        select(desk_rows, events.c.body)
        .join(events, events.c.no == desk_rows.c.event_no, isouter=True)
        .where(desk_rows.c.report_no == report_no)
        .order_by(desk_rows.c.n)
    )
    if n is not None:
        query = query.where(desk_rows.c.n == n)
    return connection.execute(query).all()


def _decisions(connection: Connection, report_no: int) -> dict[int, list[PastDecision]]:
    """Decisions by number of the desk row."""
    found: dict[int, list[PastDecision]] = {}
    for row in connection.execute(select(decisions).where(decisions.c.report_no == report_no).order_by(decisions.c.no)):
        said = json.loads(row.body)
        made = PastDecision(
            no=row.no, person=row.person, at=row.at, kind=row.kind, note=said.get("note"),
            fields=sorted(said.get("fields") or {}),
        )  # fmt: skip
        found.setdefault(int(said.get("row", -1)), []).append(made)
    return found


def _event(
    desk: Desk, report_id: str, row: Any, said: Mapping[int, list[PastDecision]], linked: Mapping[str, str]
) -> DeskEvent:
    machine = json.loads(row.body) if row.body is not None else None
    person = json.loads(row.reading) if row.reading is not None else None
    key = f"{report_id}#{row.n}"
    return DeskEvent(
        report=report_id,
        n=row.n,
        key=key,
        origin="person" if machine is None else "machine",
        state=row.state,
        row_version=row.row_version,
        machine=form_of(machine) if machine is not None else None,
        person=form_of(person) if person is not None else None,
        confidence=row.confidence,
        field_confidence=desk.fields.confidence(machine) if machine is not None else {},
        priority=row.priority,
        event_id=linked.get(key),
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        note=row.note,
        needs_second=bool(row.needs_second),
        decisions=said.get(row.no, []),
    )
