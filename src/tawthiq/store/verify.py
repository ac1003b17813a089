"""Prove offline that nothing was changed or is missing, and name what is.

Steps, in order:
1. the chain of custody: numbers without gaps, every hash right, every entry joined to the one before, the head noted
   beside the database (and one that the caller brings) part of it;
2. every object: its file there, its bytes hashing to its name;
3. every report: its text hashing to what the custody log says was read, its facts too, no report without an entry
   and no entry without its report;
4. every coding: its events hashing to what it says, all codings of a run to what the custody log says.

All reading is in order of numbers and a thousand rows at a time: memory does not grow with the archive.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from tawthiq.errors import IntegrityError
from tawthiq.store.coding import coding_batch_sha256, coding_sha256
from tawthiq.store.custody import GENESIS, Entry, entry_hash, read_entries, sha256_text
from tawthiq.store.engine import reading
from tawthiq.store.intake import facts_sha256
from tawthiq.store.project import Project
from tawthiq.store.schema import captures, codings, custody, events, objects, reports

__all__ = ["Checked", "Fault", "verify_project"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was.

    Attributes:
        part: "custody", "object", "report" or "coding".
        subject: Which: an entry's number, a hash, a report id.
        what: What is wrong with it.
    """

    part: str
    subject: str
    what: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome.

    Attributes:
        entries: Custody entries checked.
        objects: Objects hashed again.
        reports: Texts hashed again.
        codings: Codings hashed again.
        head: Hash of the newest custody entry. Written down elsewhere, it proves later that the log only grew.
        faults: What is wrong; empty where all is well.
        notes: What is harmless: files that a stopped run left without a row.
    """

    entries: int
    objects: int
    reports: int
    codings: int
    head: str
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]


def verify_project(
    project: Project, *, head: str | None = None, on_part: Callable[[str], None] = lambda _: None
) -> Checked:
    """Check a whole project.

    Args:
        project: An open project.
        head: Hash of a custody entry that was written down earlier; it must be part of the chain.
        on_part: Called with the name of each part as its check begins.

    Returns:
        What was checked and what is wrong.

    Raises:
        ProjectError: The database cannot be read.
    """
    check = _Check(project)
    with reading(project.engine) as connection:
        on_part("custody")
        check.chain(connection, head)
        for part, run in (("object", check.objects), ("report", check.reports), ("coding", check.codings)):
            on_part(part)
            run(connection)
    return Checked(
        check.counts["custody"],
        check.counts["object"],
        check.counts["report"],
        check.counts["coding"],
        check.head,
        tuple(check.faults),
        tuple(check.notes),
    )


class _Check:
    def __init__(self, project: Project) -> None:
        self.project = project
        self.faults: list[Fault] = []
        self.notes: list[str] = []
        self.counts = {"custody": 0, "object": 0, "report": 0, "coding": 0}
        self.seq = 0  # the newest entry: what another program writes after it is not looked at
        self.head = GENESIS

    def _fault(self, part: str, subject: object, what: str) -> None:
        self.faults.append(Fault(part, str(subject), what))

    def chain(self, connection: Connection, brought: str | None) -> None:
        wanted = {
            digest: name for digest, name in ((brought, "the head given"), (self._noted(), "head.json")) if digest
        }
        for entry in read_entries(connection):
            self.counts["custody"] += 1
            if entry.seq != self.seq + 1:
                self._fault("custody", entry.seq, f"entries {self.seq + 1} to {entry.seq - 1} are missing")
            self.seq = entry.seq
            if entry.previous != self.head:
                self._fault("custody", entry.seq, "does not follow the entry before it")
            if entry_hash(_hashed(entry)) != entry.hash:
                self._fault("custody", entry.seq, f"was changed ({entry.action} {entry.subject})")
            self.head = entry.hash
            wanted.pop(entry.hash, None)
        for digest, name in wanted.items():
            self._fault("custody", name, f"entry {digest} is not in the log: entries were cut off or replaced")

    def _noted(self) -> str | None:
        try:
            noted = json.loads(self.project.head_file.read_text(encoding="utf-8"))
            return str(noted["hash"])
        except FileNotFoundError:
            self._fault("custody", "head.json", "is missing from the evidence folder")
        except (OSError, ValueError, KeyError, TypeError):
            self._fault("custody", "head.json", "cannot be read")
        return None

    def objects(self, connection: Connection) -> None:
        known: set[str] = set()
        for row in _stream(connection, select(objects.c.sha256, objects.c.size).order_by(objects.c.sha256)):
            known.add(row.sha256)
            self.counts["object"] += 1
            try:
                self.project.objects.check(row.sha256)
            except IntegrityError as err:
                self._fault("object", row.sha256, f"{err.what}; {self._origin(connection, row.sha256)}")
        logged = select(custody.c.subject).where(custody.c.action == "store").distinct()
        for row in _stream(connection, logged):
            if row.subject not in known:
                self._fault("object", row.subject, "is in the custody log, its row is missing")
        self.notes += [f"object {name} has no row: a stopped run left it" for name in self._strays(known)]

    def _strays(self, known: set[str]) -> Iterator[str]:
        return (name for name in self.project.objects.names() if name not in known)

    def _origin(self, connection: Connection, sha256: str) -> str:
        source = connection.execute(
            select(captures.c.source).where(captures.c.object_sha256 == sha256).order_by(captures.c.no)
        ).scalar()
        return f"it came from {source}"

    def reports(self, connection: Connection) -> None:
        """Walk reports and their custody entries side by side, both in order of the entry's number."""
        with reading(self.project.engine) as second:
            entries = iter(
                _stream(
                    second,
                    select(custody)
                    .where(custody.c.action == "read", custody.c.seq <= self.seq)
                    .order_by(custody.c.seq),
                )
            )
            entry = next(entries, None)
            for row in _stream(
                connection, select(reports).where(reports.c.custody_seq <= self.seq).order_by(reports.c.custody_seq)
            ):
                self.counts["report"] += 1
                while entry is not None and entry.seq < row.custody_seq:
                    self._fault("report", entry.subject, "is in the custody log, its row is missing")
                    entry = next(entries, None)
                if entry is None or entry.seq != row.custody_seq:
                    self._fault("report", row.id, "has no custody entry")
                    continue
                self._report(row, entry)
                entry = next(entries, None)
            while entry is not None:
                self._fault("report", entry.subject, "is in the custody log, its row is missing")
                entry = next(entries, None)

    def _report(self, row: Any, entry: Any) -> None:
        told = json.loads(entry.detail)
        if not row.text_sha256 == sha256_text(row.text) == entry.sha256:
            self._fault("report", row.id, "its text was changed")
        facts = row._asdict()
        if facts_sha256(facts) != told["facts"]:
            self._fault("report", row.id, "its title, address, time or language was changed")
        found = {"object": row.object_sha256, "locator": row.locator, "raw": row.raw_sha256}
        if row.id != entry.subject or found != {name: told[name] for name in found}:
            self._fault("report", row.id, "points at other evidence than the custody log says")

    def codings(self, connection: Connection) -> None:
        """Hash every coding's events, and every run's codings."""
        with reading(self.project.engine) as second:
            told = iter(
                _stream(second, select(events.c.coding_no, events.c.body).order_by(events.c.coding_no, events.c.n))
            )
            event = next(told, None)
            for row in _stream(
                connection, select(codings).where(codings.c.custody_seq <= self.seq).order_by(codings.c.no)
            ):
                self.counts["coding"] += 1
                bodies = []
                while event is not None and event.coding_no <= row.no:
                    bodies.append(json.loads(event.body))
                    event = next(told, None)
                if coding_sha256(bodies) != row.sha256:
                    self._fault("coding", f"{row.version} of report {row.report_no}", "its events were changed")
        self._runs(connection)

    def _runs(self, connection: Connection) -> None:
        query = (
            select(custody.c.seq, custody.c.sha256)
            .where(custody.c.action == "code", custody.c.seq <= self.seq)
            .order_by(custody.c.seq)
        )
        for entry in connection.execute(query).all():
            made = connection.execute(
                select(codings.c.report_no, codings.c.sha256)
                .where(codings.c.custody_seq == entry.seq, codings.c.status != "failed")
                .order_by(codings.c.report_no)
            )
            if coding_batch_sha256((row.report_no, row.sha256) for row in made) != entry.sha256:
                self._fault("coding", f"run of custody entry {entry.seq}", "codings are missing or were changed")


def _hashed(entry: Entry) -> tuple[object, ...]:
    return (
        entry.seq, entry.at, entry.actor, entry.tool, entry.action, entry.subject, entry.origin, entry.sha256,
        entry.detail, entry.previous,
    )  # fmt: skip


def _stream(connection: Connection, query: Any) -> Iterator[Any]:
    yield from connection.execution_options(yield_per=1000).execute(query)
