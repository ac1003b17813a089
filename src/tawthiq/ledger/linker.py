"""Join coding, places and linking: reports in, linked events out, without a project.

1. undated reports get the day of posting that their own page tells (linking/posting.py), so that relative days resolve;
2. reports that are not coded yet are coded;
3. records are linked, and each event of the ledger is built;
4. each coded event is given `event_id`; where it has no day of its own, `date_start` and `date_end` are those of its
   event, with `date_basis` "linked"; a report without events whose text as a whole was linked gets one entry,
   `{"event_id", "mention": true}`, which says that it speaks of the event and nothing more.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tawthiq.linking.copies import group_copies
from tawthiq.linking.dating import Dating
from tawthiq.linking.ledger import Member, build_event
from tawthiq.linking.linking import Known, Linked, link, without_mere_mentions
from tawthiq.linking.reconciling import DEFAULT_RULE
from tawthiq.linking.records import Record, RecordMaker, record_numbers
from tawthiq.linking.scoring import Engine
from tawthiq.linking.sources import speaking_actors
from tawthiq.linking.weights import Weights
from tawthiq.model.ledger import LedgerEvent
from tawthiq.model.records import Event, Report
from tawthiq.model.wire import report_from_json, report_to_json
from tawthiq.resources import Resources
from tawthiq.workers import map_in_order

if TYPE_CHECKING:
    from tawthiq.pipeline import Coder

__all__ = ["LEAST_READING", "LedgerRun", "Linker", "code_for_linking"]

Line = dict[str, Any]
LEAST_READING = 0.15
"""Least probability of the one event of a report that has none over the coder's threshold."""

# Reports whose records are made in one go.
_PIECE = 500
_REPORT = ("id", "text", "source", "url", "published", "title")


@dataclass(frozen=True)
class Linker:
    """Links reports with one load of the resources.

    Attributes:
        resources: Folders of the user's own tables.
        rule: By which numbers are reconciled.
        engine: How much of the machine may be used.
    """

    resources: Sequence[Path] = ()
    rule: str = DEFAULT_RULE
    engine: Engine = field(default_factory=Engine)

    @cached_property
    def tables(self) -> Resources:
        """The tables."""
        return Resources(tuple(self.resources))

    @cached_property
    def maker(self) -> RecordMaker:
        """Makes records."""
        return RecordMaker(self.tables)

    @cached_property
    def weights(self) -> Weights:
        """The fitted numbers."""
        return Weights.load(self.tables)

    @cached_property
    def actors(self) -> dict[str, str]:
        """Actor ids by the names under which they speak."""
        return speaking_actors(self.tables)

    def dated(self, report: Mapping[str, Any]) -> Line:
        """Give a report the day of posting that its own page tells, where `published` is missing.

        Args:
            report: A line in the codebook's form.

        Returns:
            A copy with `published`, and `published_basis` where it was found here.
        """
        line = dict(report)
        posting = self.maker.posting(report)
        if posting.day is not None and posting.doubt == 0 and posting.basis != "published":
            line |= {"published": posting.day.isoformat(), "published_basis": posting.basis}
        return line

    def run(self, reports: Sequence[Mapping[str, Any]], *, known: Known | None = None, jobs: int = 1) -> "LedgerRun":
        """Link coded reports.

        Args:
            reports: Lines with `id`, `text` and `events`; `source`, `url`, `published` where they are known.
            known: What is settled.
            jobs: Processes that make records.

        Returns:
            The lines with `event_id`, and the ledger. The same input gives the same output.
        """
        pieces = ((n, reports[n : n + _PIECE]) for n in range(0, len(reports), _PIECE))
        make = partial(_records, tuple(self.resources)) if jobs > 1 else self._piece
        records = [record for made in map_in_order(make, pieces, jobs) for record in made]
        linked = link(records, weights=self.weights, known=known, engine=self.engine)
        return LedgerRun(self, reports, records, linked)

    def _piece(self, piece: tuple[int, Sequence[Mapping[str, Any]]]) -> list[Record]:
        first, reports = piece
        return [
            record
            for number, report in enumerate(reports, first)
            for record in self.maker.records(report, report.get("events") or [], number)
        ]

    def build(
        self, linked: Linked, reports: Sequence[Mapping[str, Any]], records: Sequence[Record], version: int = 1
    ) -> Iterator[LedgerEvent]:
        """Build the ledger's events from linked records, one after another."""
        copy_of = self._copies(reports)
        record_of = {record.key: record for record in records}
        place = {
            f"{report['id']}#{number}": (at, n)
            for at, report in enumerate(reports)
            for n, number in enumerate(record_numbers(report, report.get("events") or ()))
        }

        def member(key: str) -> Member:
            at, n = place[key]
            report, r = reports[at], record_of[key]
            event = (report.get("events") or [{}])[n]
            dating = Dating(r.day, r.slack, r.year_day, r.weekday, r.basis)
            return Member(key, report, event, dating, copy_of[str(report["id"])])

        for event_id, keys in linked.events.items():
            yield build_event(event_id, version, [member(key) for key in keys], self.actors, rule=self.rule)

    @staticmethod
    def _copies(reports: Sequence[Mapping[str, Any]]) -> dict[str, int]:
        """Number of its family of copies by report: the archive's where it has one, else found here."""
        if all(report.get("family") is not None for report in reports):
            return {str(report["id"]): int(report["family"]) for report in reports}
        return {report: n for n, family in enumerate(group_copies(reports)) for report in family.members}


@cache
def _linker(resources: tuple[Path, ...]) -> Linker:
    return Linker(resources)


def _records(resources: tuple[Path, ...], piece: tuple[int, Sequence[Mapping[str, Any]]]) -> list[Record]:
    """Make the records of some reports in a process that has read the tables."""
    return _linker(resources)._piece(piece)


def _line(
    report: Mapping[str, Any],
    of_record: Mapping[str, str],
    days: Mapping[str, tuple[str | None, str | None]],
    mentioned: Mapping[str, str],
) -> Line:
    told: list[Line] = []
    for n, event in enumerate(report.get("events") or []):
        event_id = of_record[f"{report['id']}#{n}"]
        row = dict(event) | {"event_id": event_id}
        start, end = days[event_id]
        if not row.get("date") and not row.get("date_start") and start:
            row |= {"date_start": start, "date_end": end, "date_basis": "linked"}
        told.append(row)
    if not told and (event_id := mentioned.get(f"{report['id']}#0", "")):
        told = [{"event_id": event_id, "mention": True}]
    keep = {k: report[k] for k in ("published", "published_basis", "version") if report.get(k)}
    return {"id": report["id"], "events": told} | keep


@dataclass(frozen=True, slots=True)
class LedgerRun:
    """What linking came to; lines and events are made as they are asked for, so that those of a million find room.

    Attributes:
        linker: That linked them.
        reports: As they were given.
        records: What was compared, for explanations.
        linked: Ids and records, events in order of their first records.
    """

    linker: "Linker"
    reports: Sequence[Mapping[str, Any]]
    records: Sequence[Record]
    linked: Linked

    def __len__(self) -> int:
        """Number of events."""
        return len(self._read().events)

    def events(self) -> Iterator[LedgerEvent]:
        """Build the ledger, in order of the events' first records."""
        return self.linker.build(self._read(), self.reports, self.records)

    def lines(self) -> Iterator[Line]:
        """Write `{"id", "events", ...}` in order of the input, each event with `event_id`."""
        days = {event["id"]: (event["date_start"], event["date_end"]) for event in self.events()}
        of_record = {key: event_id for event_id in days for key in self.linked.events[event_id]}
        mentioned = {key: one for one, keys in self.linked.events.items() if len(keys) > 1 for key in keys}
        for report in self.reports:
            yield _line(report, of_record, days, mentioned)

    def _read(self) -> Linked:
        return without_mere_mentions(self.linked, self.records)


def code_for_linking(report: Mapping[str, Any], coder: "Coder", *, keep_likeliest: bool = True) -> Line:
    """Code one report, keeping its most probable reading where nothing is sure, and resolve its places.

    A report that was collected for what it tells is more likely to tell of an event than a page at random: of the
    learning texts that were listed under an incident, one in ten had no event over the coder's own threshold.

    Args:
        report: A dated line in the codebook's form.
        coder: The coder.
        keep_likeliest: Whether a report without events keeps its most probable reading.

    Returns:
        The line with `events` and `version`; the reading's `confidence` is as low as it is.
    """
    asked = report_from_json({k: v for k, v in report.items() if k in _REPORT})
    coded = coder.code(asked)
    if keep_likeliest and not coded.events and (likeliest := _likeliest(asked, coder)) is not None:
        coded = replace(coded, events=(likeliest,))
    row = report_to_json(coded)
    _resolve(row["events"])
    return dict(report) | row


def _likeliest(report: Report, coder: "Coder") -> Event | None:
    from tawthiq.coding.assembly import event_of

    text, drafts = coder.reader.weighed(report)
    best = max(drafts, key=lambda draft: draft.strength, default=None)
    if best is None or best.strength < LEAST_READING:
        return None
    event = event_of(text, best)
    return event if event.spans else None


def _resolve(events: Sequence[Line]) -> None:
    """Give coordinates to places that the coder left without."""
    from tawthiq.places.report import resolve_events

    if all(place.get("geo_precision") or "place_basis" in place for e in events for place in e.get("places") or []):
        return
    for event, resolutions in zip(events, resolve_events(events), strict=True):
        for place, found in zip(event.get("places") or [], resolutions, strict=True):
            place |= {k: v for k, v in found.as_record().items() if k != "candidates"}
