"""The ledger's tables: read what is settled, write a version, read a version as it was.

An event that did not change from one version to the next has one row for both: `since` is the first version that it
holds in, `until` the first that it does not.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, insert, select, update

from tawthiq.errors import ProjectError
from tawthiq.model.ledger import LedgerEvent
from tawthiq.store.bulk import insert_rows
from tawthiq.store.clock import now_utc, tool_name
from tawthiq.store.custody import Chain, canonical_json, sha256_text
from tawthiq.store.desk_rows import PEOPLE_FROM
from tawthiq.store.desk_schema import desk_rows
from tawthiq.store.engine import reading, writing
from tawthiq.store.link_decisions import standing
from tawthiq.store.project import Project
from tawthiq.store.schema import (
    codings,
    events,
    ledger_events,
    ledger_ids,
    ledger_versions,
    link_records,
    reports,
)

__all__ = [
    "Settled",
    "Version",
    "Written",
    "coding_states",
    "newest_version",
    "read_events",
    "read_records",
    "read_rejected",
    "read_reports",
    "read_settled",
    "read_version",
    "read_versions",
    "write_version",
]

_LOOKUP = 5000
_SOME = 1000


@dataclass(frozen=True, slots=True)
class Settled:
    """What is settled before a run.

    Attributes:
        version: The newest, 0 before the first.
        events: Living events by id, in order of their first version.
        ids: Every id that was ever given.
        apart: Pairs of records that a person parted.
        together: Pairs that a person joined.
    """

    version: int = 0
    events: Mapping[str, LedgerEvent] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    apart: tuple[tuple[str, str], ...] = ()
    together: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the ledger: its number, time, rule and hash."""

    no: int
    at: str
    rule: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Written:
    """What is to become the next version.

    Attributes:
        changed: Events that are new or differ; their `version` is that of the next version.
        gone: Ids that live no more, with the id that they went up in, or None.
        records: Keys to (report id, version of the coder, JSON) of records that are new.
        rule: By which numbers were reconciled.
        detail: For the version's row and the custody log.
    """

    changed: Sequence[LedgerEvent]
    gone: Mapping[str, str | None]
    records: Mapping[str, tuple[str, str, str]]
    rule: str
    detail: Mapping[str, Any]


def read_settled(project: Project) -> Settled:
    """Read what earlier runs and people settled.

    A later decision on a pair of records takes the place of an earlier one; one that was withdrawn was never said.
    """
    with reading(project.engine) as connection:
        version = connection.execute(select(func.coalesce(func.max(ledger_versions.c.no), 0))).scalar_one()
        rows = connection.execute(
            select(ledger_events.c.body)
            .join(ledger_ids, ledger_ids.c.id == ledger_events.c.id)
            .where(ledger_events.c.until.is_(None))
            .order_by(ledger_ids.c.since, ledger_events.c.id)
        )
        living = {body["id"]: body for (text,) in rows if (body := json.loads(text))}
        ids = frozenset(connection.execute(select(ledger_ids.c.id)).scalars())
        said = {pair: held[-1][1] for pair, held in standing(connection).items() if held}
    parted = tuple((a, b) for (a, b), kind in said.items() if kind == "split")
    joined = tuple((a, b) for (a, b), kind in said.items() if kind == "merge")
    return Settled(version, living, ids, parted, joined)


def newest_version(project: Project) -> Version:
    """The newest version.

    Raises:
        ProjectError: Nothing was linked yet.
    """
    with reading(project.engine) as connection:
        newest = connection.execute(select(func.max(ledger_versions.c.no))).scalar()
    if newest is None:
        raise ProjectError("the ledger is empty", str(project.root), "run `tawthiq link` first")
    return read_version(project, int(newest))


def read_version(project: Project, number: int) -> Version:
    """Read one version's row.

    Raises:
        ProjectError: There is no such version.
    """
    with reading(project.engine) as connection:
        row = connection.execute(select(ledger_versions).where(ledger_versions.c.no == number)).first()
    if row is None:
        raise ProjectError(
            f"the ledger has no version {number}", str(project.root), "`tawthiq export --list` lists them"
        )
    return Version(row.no, row.at, row.rule, row.sha256)


def read_versions(project: Project) -> list[tuple[Version, dict[str, Any]]]:
    """Read all versions, the newest first, each with the detail of its run: made, changed, merged, events."""
    with reading(project.engine) as connection:
        rows = connection.execute(select(ledger_versions).order_by(ledger_versions.c.no.desc())).all()
    return [(Version(row.no, row.at, row.rule, row.sha256), json.loads(row.detail)) for row in rows]


def read_events(project: Project, version: int) -> Iterator[LedgerEvent]:
    """Read the events of a version, in order of their ids.

    Args:
        project: An open project.
        version: Number of the version.

    Yields:
        Events as they were.
    """
    held = (ledger_events.c.since <= version) & (ledger_events.c.until.is_(None) | (ledger_events.c.until > version))
    last = ""
    while True:
        query = (
            select(ledger_events.c.id, ledger_events.c.body)
            .where(held, ledger_events.c.id > last)
            .order_by(ledger_events.c.id)
            .limit(_LOOKUP)
        )
        with reading(project.engine) as connection:
            rows = connection.execute(query).all()
        if not rows:
            return
        last = rows[-1].id
        yield from (json.loads(row.body) for row in rows)


def write_version(project: Project, settled: Settled, written: Written) -> int:
    """Write the next version in one transaction.

    Args:
        project: An open project.
        settled: What the run started from.
        written: What it came to.

    Returns:
        The version's number.

    Raises:
        ProjectError: Another run wrote a version in the meantime; nothing was written.
    """
    number = settled.version + 1
    with writing(project.engine) as connection:
        newest = connection.execute(select(func.coalesce(func.max(ledger_versions.c.no), 0))).scalar_one()
        if newest != settled.version:
            raise ProjectError("another run has linked meanwhile", str(project.root), "run `tawthiq link` again")
        bodies = {event["id"]: canonical_json(event) for event in written.changed}
        hashes = {event_id: sha256_text(body) for event_id, body in sorted(bodies.items())}
        whole = sha256_text("".join(f"{event_id} {digest}\n" for event_id, digest in hashes.items()))
        chain = Chain(connection, project.settings.collector, tool_name(), now_utc())
        seq = chain.append("link", f"version {number}", "", whole, dict(written.detail))
        connection.execute(
            insert(ledger_versions),
            [{"no": number, "at": now_utc(), "tool": tool_name(), "rule": written.rule, "sha256": whole,
              "detail": canonical_json(dict(written.detail)), "custody_seq": seq}],
        )  # fmt: skip
        _write_events(connection, settled, written, number, bodies, hashes)
        _write_records(connection, written.records)
        chain.flush()
    project.write_head(chain.seq, chain.head)
    return number


def _write_events(  # noqa: PLR0913, PLR0917
    connection: Connection, settled: Settled, written: Written, number: int, bodies: Mapping[str, str],
    hashes: Mapping[str, str],
) -> None:  # fmt: skip
    closed = [{"event": one} for one in (*written.gone, *(i for i in bodies if i in settled.events))]
    if closed:
        current = (ledger_events.c.id == bindparam("event")) & ledger_events.c.until.is_(None)
        connection.execute(update(ledger_events).where(current).values(until=number), closed)
    fresh = [{"id": event_id, "since": number} for event_id in bodies if event_id not in settled.ids]
    insert_rows(connection, ledger_ids, fresh)
    merged = [{"event": old, "into": new} for old, new in written.gone.items() if new]
    if merged:
        change = update(ledger_ids).where(ledger_ids.c.id == bindparam("event"))
        connection.execute(change.values(merged_into=bindparam("into")), merged)
    rows = [{"id": i, "since": number, "sha256": hashes[i], "body": body} for i, body in bodies.items()]
    insert_rows(connection, ledger_events, rows)


def _write_records(connection: Connection, records: Mapping[str, tuple[str, str, str]]) -> None:
    if not records:
        return
    keys = sorted(records)
    for start in range(0, len(keys), _LOOKUP):
        chosen = keys[start : start + _LOOKUP]
        connection.execute(link_records.delete().where(link_records.c.key.in_(chosen)))
    rows = [{"key": k, "report": r, "coded_by": c, "body": body} for k, (r, c, body) in sorted(records.items())]
    insert_rows(connection, link_records, rows)


def read_records(project: Project) -> dict[str, tuple[str, str]]:
    """Read the kept records: key to version of the coder and JSON."""
    with reading(project.engine) as connection:
        rows = connection.execute(select(link_records.c.key, link_records.c.coded_by, link_records.c.body))
        return {row.key: (row.coded_by, row.body) for row in rows}


def coding_states(project: Project) -> dict[str, tuple[str, list[int]]]:
    """Which reports are coded: id to version of the coder and its events' numbers, in order of collection.

    Where people corrected a report at the desk, the version says so, so that its records are made anew.
    """
    query = (
        select(reports.c.id, codings.c.version, func.count(events.c.no))
        .select_from(reports.join(codings, codings.c.no == reports.c.coding_no))
        .join(events, events.c.coding_no == codings.c.no, isouter=True)
        .where(reports.c.replaced_by.is_(None))
        .group_by(reports.c.no, reports.c.id, codings.c.version)
        .order_by(reports.c.no)
    )
    decided = (
        select(reports.c.id, func.sum(desk_rows.c.row_version))
        .join(reports, reports.c.no == desk_rows.c.report_no)
        .where(desk_rows.c.reading.is_not(None))
        .group_by(reports.c.id)
    )
    with reading(project.engine) as connection:
        corrected = {row[0]: row[1] for row in connection.execute(decided)}
        added: dict[str, list[int]] = {}
        for row in connection.execute(_added().add_columns(reports.c.id)):
            added.setdefault(row.id, []).append(row.n)
        return {
            row[0]: (
                f"{row[1]} corrected {corrected[row[0]]}" if row[0] in corrected else row[1],
                [*range(row[2]), *added.get(row[0], ())],
            )
            for row in connection.execute(query)
        }


def _added() -> Select[int, int, str]:
    """Events that stand by what people say alone: missed by the program, or confirmed and not read again since."""
    return (
        select(desk_rows.c.report_no, desk_rows.c.n, func.coalesce(desk_rows.c.reading, events.c.body).label("event"))
        .join(reports, reports.c.no == desk_rows.c.report_no)
        .join(events, events.c.no == desk_rows.c.event_no, isouter=True)
        .where(desk_rows.c.n >= PEOPLE_FROM, desk_rows.c.state.in_(("missed", "accepted", "corrected")))
        .order_by(desk_rows.c.report_no, desk_rows.c.n)
    )


def read_rejected(project: Project) -> set[str]:
    """Keys of the records that people rejected at the desk, or said to be no event: the ledger leaves them out."""
    query = (
        select(reports.c.id, desk_rows.c.n)
        .join(reports, reports.c.no == desk_rows.c.report_no)
        .where(desk_rows.c.state.in_(("rejected", "not_event")), desk_rows.c.event_no.is_not(None))
    )
    with reading(project.engine) as connection:
        return {f"{row.id}#{row.n}" for row in connection.execute(query)}


def _corrected(codings_of_reports: Sequence[int | None]) -> Select[int, int, str]:
    """What people made of events of some codings: it stands in the place of the program's reading."""
    # By the codings' events, which are indexed, to the rows of each event.
    return select(events.c.coding_no, events.c.n, desk_rows.c.reading).where(
        events.c.coding_no.in_(codings_of_reports),
        desk_rows.c.event_no == events.c.no,
        desk_rows.c.reading.is_not(None),
    )


def read_reports(project: Project, ids: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Read some reports with their events of the newest coding.

    Args:
        project: An open project.
        ids: Of reports.

    Yields:
        `id`, `source`, `url`, `published`, `title`, `text`, `family` (of copies), `events` with what people made of
        them and added, and their `numbers`; in order of collection within each thousand.
    """
    names = ("id", "source", "url", "published", "title", "text", "family_no", "coding_no", "no")
    for start in range(0, len(ids), _SOME):
        chosen = ids[start : start + _SOME]
        query = select(*(reports.c[name] for name in names)).where(reports.c.id.in_(chosen)).order_by(reports.c.no)
        with reading(project.engine) as connection:
            rows = connection.execute(query).all()
            told: dict[int, list[Any]] = {}
            bodies = select(events.c.coding_no, events.c.body).where(
                events.c.coding_no.in_([row.coding_no for row in rows])
            )
            for coding_no, body in connection.execute(bodies.order_by(events.c.coding_no, events.c.n)):
                told.setdefault(coding_no, []).append(json.loads(body))
            for coding_no, n, body in connection.execute(_corrected([row.coding_no for row in rows])):
                told[coding_no][n] = json.loads(body)
            added: dict[int, list[tuple[int, Any]]] = {}
            for report_no, n, body in connection.execute(
                _added().where(desk_rows.c.report_no.in_([row.no for row in rows]))
            ):
                added.setdefault(report_no, []).append((n, json.loads(body)))
        for row in rows:
            facts = {name: row._mapping[name] for name in names[:6]}
            held = [*enumerate(told.get(row.coding_no, [])), *added.get(row.no, [])]
            yield facts | {"family": row.family_no, "events": [e for _, e in held], "numbers": [n for n, _ in held]}
