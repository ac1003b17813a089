"""Code what a version of the coder has not coded yet, and keep every coding that was ever made.

The coder is handed in as a callable, so that this room knows nothing of how coding is done. It gets reports in the
codebook's form and gives lines `{"id", "events", "version"}`, or `{"id", "error"}` for one that it could not code.
Lines that are not Arabic are blanked with spaces before it sees them: offsets hold, and nothing in them is coded.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, func, select, update

from tawthiq.arabic.fold import fold_key
from tawthiq.arabic.words import bare_key
from tawthiq.errors import ProjectError, TawthiqError
from tawthiq.model.drafts import Failure
from tawthiq.store.bulk import insert_rows
from tawthiq.store.clock import now_utc, tool_name
from tawthiq.store.custody import Chain, canonical_json, sha256_text
from tawthiq.store.engine import reading, writing
from tawthiq.store.failures import FailureRow, insert_failures
from tawthiq.store.project import Project
from tawthiq.store.schema import codings, event_actors, event_places, events, reports

__all__ = ["Coded", "Coder", "actor_keys", "code_project", "coding_batch_sha256", "coding_sha256", "place_keys"]

Coder = Callable[[Sequence[dict[str, Any]]], Iterable[Mapping[str, Any]]]
"""Reports in, lines out; order and gaps do not matter, ids do."""

# Large enough that two processes of a coder are kept busy, small enough that a stop loses a second's work.
BATCH = 400
# Numbers that are looked through at once for what is uncoded. Without a bound PostgreSQL plans each batch as a join of
# all reports with all codings, and the time for an archive grows with its square.
_WINDOW = 4000


@dataclass(slots=True)
class Coded:
    """What became of the reports of one run.

    Attributes:
        coded: With events.
        empty: Without.
        failed: Not coded, with a row that says why.
        events: In all.
        errors: "ID: REASON" for each that failed.
    """

    coded: int = 0
    empty: int = 0
    failed: int = 0
    events: int = 0
    errors: list[str] = field(default_factory=list)


def coding_sha256(events_of_report: Sequence[Mapping[str, Any]]) -> str:
    """Hash the events of one report in canonical JSON."""
    return sha256_text(canonical_json(list(events_of_report)))


def coding_batch_sha256(codings_of_batch: Iterable[tuple[int, str]]) -> str:
    """Hash what one transaction coded, for the custody log; what failed is left out, since it may be coded again.

    Args:
        codings_of_batch: Report number and hash of its coding, in order of the number.

    Returns:
        SHA-256 of lines "NUMBER HASH".
    """
    return sha256_text("".join(f"{no} {digest}\n" for no, digest in codings_of_batch))


def code_project(
    project: Project,
    coder: Coder,
    version: str,
    *,
    retry_failed: bool = False,
    on_batch: Callable[[Coded], None] = lambda _: None,
) -> Coded:
    """Code every report that this version has not coded; older codings stay.

    While one batch is written, the coder is at work on the next, in a thread of its own: a coder that uses processes
    is never idle.

    Args:
        project: An open project.
        coder: See `Coder`. If it raises for a batch, the batch's reports are given to it one by one.
        version: Of the program and its resources; what "already coded" is judged by.
        retry_failed: Whether to code again what failed under this version.
        on_batch: Called after each commit with the count so far.

    Returns:
        What became of the reports of this run.

    Raises:
        ProjectError: The database is locked or full, or the coder became another version. What was committed stays;
            the next run goes on from there.
    """
    if retry_failed:
        _forget_failed(project, version)
    total = Coded()
    with ThreadPoolExecutor(max_workers=1) as ahead:
        waiting: Future[list[_Line]] | None = None
        for rows in _uncoded(project, version):
            ready, waiting = waiting, ahead.submit(_run, coder, version, rows)
            if ready is not None:
                _write(project, version, ready.result(), total)
                on_batch(total)
        if waiting is not None:
            _write(project, version, waiting.result(), total)
            on_batch(total)
    return total


@dataclass(frozen=True, slots=True)
class _Row:
    no: int
    report: dict[str, Any]
    codable: bool


@dataclass(frozen=True, slots=True)
class _Line:
    no: int
    id: str
    events: tuple[Mapping[str, Any], ...]
    error: str | None


def _uncoded(project: Project, version: str) -> Iterator[list[_Row]]:
    """Read batches of uncoded reports, each in a transaction of its own so that no reader is held open."""
    names = ("no", "id", "source", "url", "published", "title", "text", "language", "foreign_lines")
    join = and_(codings.c.report_no == reports.c.no, codings.c.version == version)
    last = 0
    while True:
        with reading(project.engine) as connection:
            newest = connection.execute(select(func.coalesce(func.max(reports.c.no), 0))).scalar_one()
            end = min(last + _WINDOW, newest)
            query = (
                select(*(reports.c[name] for name in names))
                .select_from(reports.outerjoin(codings, and_(join, codings.c.report_no.between(last + 1, end))))
                .where(codings.c.no.is_(None), reports.c.no.between(last + 1, end))
                .order_by(reports.c.no)
                .limit(BATCH)
            )
            rows = [_row(found._asdict()) for found in connection.execute(query)]
        if last >= newest:
            return
        last = rows[-1].no if len(rows) == BATCH else end
        if rows:
            yield rows


def _row(found: dict[str, Any]) -> _Row:
    text = _blanked(found["text"], json.loads(found["foreign_lines"]))
    report = {name: found[name] for name in ("id", "source", "url", "published", "title")} | {"text": text}
    return _Row(found["no"], report, codable=bool(text.strip()))


def _blanked(text: str, foreign: Sequence[Sequence[Any]]) -> str:
    for start, end, _language in foreign:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _run(coder: Coder, version: str, rows: Sequence[_Row]) -> list[_Line]:
    """Code a batch; whatever the coder does, every report comes out as a line."""
    asked = [row for row in rows if row.codable]
    given: dict[str, Mapping[str, Any]] = {}
    try:
        given = {str(line["id"]): line for line in coder([row.report for row in asked])}
    except ProjectError:
        raise  # no fault of a report: the run stops, and goes on from here when it is started again
    except Exception:  # noqa: BLE001  (one report must not stop the run; found out one by one, and kept as a row)
        for row in asked:
            given[row.report["id"]] = _alone(coder, row)
    _check_version(given.values(), version)
    return [_line(row, given.get(row.report["id"])) for row in rows]


def _check_version(lines: Iterable[Mapping[str, Any]], version: str) -> None:
    """Stop where another version answers: that is no fault of any report, and would be one failure row for each."""
    other = next((str(line["version"]) for line in lines if line.get("version", version) != version), None)
    if other is not None:
        raise ProjectError(
            f"the coder became {other} while {version} was coding: program or tables were changed",
            remedy="run again: it goes on with the new version, and what is coded stays",
        )


def _alone(coder: Coder, row: _Row) -> Mapping[str, Any]:
    try:
        return next(iter(coder([row.report])))
    except ProjectError:
        raise
    except Exception as err:  # noqa: BLE001  (kept as a row with its reason)
        told = str(err) if isinstance(err, TawthiqError) else f"{type(err).__name__}: {err}"
        return {"id": row.report["id"], "error": told}


def _line(row: _Row, given: Mapping[str, Any] | None) -> _Line:
    report_id = row.report["id"]
    if not row.codable:
        return _Line(row.no, report_id, (), None)
    if given is None:
        return _Line(row.no, report_id, (), "the coder gave no line for this report")
    if given.get("error") is not None:
        return _Line(row.no, report_id, (), str(given["error"]))
    told = given.get("events", [])
    fault = _fault(told)
    return _Line(row.no, report_id, () if fault else tuple(told), fault)


def _fault(told: object) -> str | None:
    if not isinstance(told, list):
        return "the coder's events are not a list"
    for n, event in enumerate(told):
        if not isinstance(event, Mapping) or not isinstance(event.get("type"), str):
            return f"the coder's event {n} has no type"
    try:
        canonical_json(told).encode()
    except (TypeError, ValueError) as err:
        return f"the coder's events are no JSON: {err}"
    return None


def _write(project: Project, version: str, lines: Sequence[_Line], total: Coded) -> None:
    with writing(project.engine) as connection:
        known = select(codings.c.report_no).where(
            codings.c.version == version, codings.c.report_no.in_([line.no for line in lines])
        )
        taken = {row.report_no for row in connection.execute(known)}  # another run may be at the same work
        fresh = [line for line in lines if line.no not in taken]
        if not fresh:
            return
        chain = Chain(connection, project.settings.collector, tool_name(), now_utc())
        _insert(connection, version, fresh, chain)
        chain.flush()
    project.write_head(chain.seq, chain.head)
    for line in fresh:
        total.failed += line.error is not None
        total.empty += line.error is None and not line.events
        total.coded += bool(line.events)
        total.events += len(line.events)
        if line.error is not None:
            total.errors.append(f"{line.id}: {line.error}")


def _insert(connection: Connection, version: str, lines: Sequence[_Line], chain: Chain) -> None:
    at = now_utc()
    first = 1 + connection.execute(select(func.coalesce(func.max(codings.c.no), 0))).scalar_one()
    hashes = [coding_sha256(line.events) for line in lines]
    made = zip(lines, hashes, strict=True)
    whole = coding_batch_sha256((line.no, digest) for line, digest in made if line.error is None)
    seq = chain.append("code", version, "", whole, {"reports": len(lines), "first": first})
    insert_rows(
        connection,
        codings,
        [
            {
                "no": first + n,
                "report_no": line.no,
                "version": version,
                "status": _status(line),
                "coded_at": at,
                "error": line.error,
                "sha256": hashes[n],
                "custody_seq": seq,
            }
            for n, line in enumerate(lines)
        ],
    )
    _insert_events(connection, first, lines)
    current = [{"report": line.no, "coding": first + n} for n, line in enumerate(lines) if not line.error]
    if current:
        change = update(reports).where(reports.c.no == bindparam("report")).values(coding_no=bindparam("coding"))
        connection.execute(change, current)
    failed = [Failure("code", line.id, "", line.error) if line.error else None for line in lines]
    insert_failures(
        connection,
        [FailureRow(at, fault, None, line.no) for fault, line in zip(failed, lines, strict=True) if fault],
    )


def _status(line: _Line) -> str:
    if line.error:
        return "failed"
    return "coded" if line.events else "empty"


def _insert_events(connection: Connection, first_coding: int, lines: Sequence[_Line]) -> None:
    number = connection.execute(select(func.coalesce(func.max(events.c.no), 0))).scalar_one()
    told, places, actors = [], [], []
    for coding_no, line in enumerate(lines, first_coding):
        for n, event in enumerate(line.events):
            number += 1
            told.append(
                {
                    "no": number,
                    "coding_no": coding_no,
                    "report_no": line.no,
                    "n": n,
                    "type": event["type"],
                    "scope": event.get("scope", "incident"),
                    "date": event.get("date"),
                    "confidence": event.get("confidence"),
                    "body": canonical_json(event),
                }
            )
            places += [{"event_no": number, "name_key": key} for key in sorted(place_keys(event))]
            actors += [{"event_no": number, "actor_key": key} for key in sorted(actor_keys(event))]
    for table, rows in ((events, told), (event_places, places), (event_actors, actors)):
        insert_rows(connection, table, rows)


def place_keys(event: Mapping[str, Any]) -> set[str]:
    """Folded names of an event's places and of what they lie within, as `search --place` asks for them."""
    names = {name for place in event.get("places", []) for name in (place.get("name"), place.get("within")) if name}
    return {key for name in names if (key := bare_key(fold_key(name)))}


def actor_keys(event: Mapping[str, Any]) -> set[str]:
    """Ids and folded names of both sides of an event, as `search --actor` asks for them."""
    actors = [actor for side in ("actor1", "actor2") for actor in event.get(side, [])]
    names = {bare_key(fold_key(actor["name"])) for actor in actors if actor.get("name")}
    return {key for key in names | {actor["id"] for actor in actors if actor.get("id")} if key}


def _forget_failed(project: Project, version: str) -> None:
    """Take back the failed codings of a version; their failure rows and custody entries stay."""
    with writing(project.engine) as connection:
        connection.execute(delete(codings).where(codings.c.version == version, codings.c.status == "failed"))
