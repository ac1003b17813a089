"""A field, or a whole event, read from marked words: by the coder's rules, a name else as it stands."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from tawthiq.coding.marked import MARKED_FIELDS, Marked, read_marked
from tawthiq.coding.marked_event import read_marked_event
from tawthiq.errors import NotFoundError, UsageError
from tawthiq.model.records import Report
from tawthiq.model.wire import event_to_json
from tawthiq.pipeline import located
from tawthiq.places.report import resolve_events
from tawthiq.places.resolver import Resolver
from tawthiq.serve.desk import Desk
from tawthiq.serve.forms import form_of
from tawthiq.serve.wire.desk import MarkedEventOut, MarkedIn, ReadIn, ReadOut
from tawthiq.serve.wire.forms import EventFields
from tawthiq.store.engine import reading
from tawthiq.store.schema import reports

__all__ = ["read_event", "read_words"]

_NAMED = frozenset({"actor1", "actor2", "places", "attribution"})
_LONGEST = 2000


def read_words(desk: Desk, report_id: str, asked: ReadIn) -> ReadOut:
    """Read a field from the words of a report.

    Args:
        desk: The services.
        report_id: The report.
        asked: The words and the field.

    Returns:
        The field's value with its words. Where no rule reads one, names are given as written, and other fields empty.

    Raises:
        NotFoundError: There is no such report.
        UsageError: The words are not in it.
    """
    report = _report(desk, report_id, asked)
    found: list[Marked] = []
    if asked.field in MARKED_FIELDS:
        found = read_marked(desk.coder().reader, report, asked.start, asked.end, asked.field)
    read = bool(found)
    if not found and asked.field in _NAMED:
        found = [_as_written(report.text, asked)]
    return ReadOut(field=asked.field, read=read, fields=_fields(desk, asked.field, found))


def read_event(desk: Desk, report_id: str, asked: MarkedIn) -> MarkedEventOut:
    """Read an event from the words of a report, as the coder reads them, likely or not; nothing is kept.

    Args:
        desk: The services.
        report_id: The report.
        asked: The words.

    Returns:
        All fields with their words; `read` is false, and they are empty, where the coder reads no event there.

    Raises:
        NotFoundError: There is no such report.
        UsageError: The words are not in it.
    """
    report = _report(desk, report_id, asked)
    event = read_marked_event(desk.coder().reader, report, asked.start, asked.end)
    if event is None:
        return MarkedEventOut(read=False, fields=EventFields())
    (event,) = located(replace(report, events=(event,)), Resolver.load(desk.tables.gazetteers)).events
    form = form_of(event_to_json(event, report.text))
    return MarkedEventOut(
        read=True, fields=EventFields(**{name: getattr(form, name) for name in EventFields.model_fields})
    )


def _report(desk: Desk, report_id: str, asked: MarkedIn) -> Report:
    query = select(reports.c.id, reports.c.text, reports.c.published, reports.c.source).where(reports.c.id == report_id)
    with reading(desk.project.engine) as connection:
        row = connection.execute(query).first()
    if row is None:
        raise NotFoundError(f"no report {report_id!r}")
    if not asked.start < asked.end <= len(row.text) or asked.end - asked.start > _LONGEST:
        raise UsageError(f"words {asked.start} to {asked.end} cannot be read", remedy="mark the words again")
    return Report(id=row.id, text=row.text, source=row.source, published=row.published)


def _as_written(text: str, asked: ReadIn) -> Marked:
    said = text[asked.start : asked.end].strip()
    start = text.index(said, asked.start)
    return Marked(said, start, start + len(said), "person")


def _fields(desk: Desk, field: str, found: list[Marked]) -> EventFields:
    if not found:
        return EventFields()
    words = [[one.start, one.end, one.rule, n] for n, one in enumerate(found)]
    event: dict[str, Any] = {"type": "other", "evidence": {field: words}}
    if field in ("type", "date"):
        event |= {field: found[0].value, "evidence": {field: words[:1]}}
    else:
        event[field] = [_row(field, one.value) for one in found]
    if field == "places":
        _resolve(desk, event)
    form = form_of(event)
    names = [field, *([f"{field}_words"] if field in ("type", "date") else [])]
    return EventFields(**{name: getattr(form, name) for name in names})


def _row(field: str, value: Any) -> Any:
    if field == "attribution":
        return value
    if isinstance(value, str):
        return {"name": value, **({"within": None} if field == "places" else {"id": None})}
    if field == "places":
        return {"name": value.name, "within": value.within}
    if field in ("weapons", "objects"):
        return {"name": value.name, "class": value.cls}
    if field in ("actor1", "actor2"):
        return {"name": value.name, "id": value.id}
    return {"group": value.group, "min": value.min, "max": value.max, "text": value.text}


def _resolve(desk: Desk, event: dict[str, Any]) -> None:
    resolver = Resolver.load(desk.tables.gazetteers)
    (found,) = resolve_events([event], resolver=resolver)
    for place, resolution in zip(event["places"], found, strict=True):
        place |= resolution.as_record()
