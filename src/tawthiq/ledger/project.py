"""Link what is new in a project, and write the next version of its ledger.

1. decisions of people are kept, those of this call included;
2. records of reports that are new, coded anew, or corrected at the desk are made; the others are read back; what people
   rejected is left out, what they added is in;
3. new records join the events that are there; a recoded record stays in its event if its family is the same;
4. events that changed are built again, with an entry in their change log, and a version is written if any did.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tawthiq.ledger.linker import Linker, code_for_linking
from tawthiq.linking.linking import Known, Linked, link, without_mere_mentions
from tawthiq.linking.records import Record
from tawthiq.model.ledger import Change, LedgerEvent
from tawthiq.store.coding import Coded, code_project
from tawthiq.store.ledger import (
    Settled,
    Written,
    coding_states,
    read_records,
    read_rejected,
    read_reports,
    read_settled,
    write_version,
)
from tawthiq.store.link_decisions import write_decisions
from tawthiq.store.project import Project

__all__ = ["ProjectLinked", "code_missing", "link_project", "record_from_json"]


@dataclass(frozen=True, slots=True)
class ProjectLinked:
    """What a run came to.

    Attributes:
        version: The ledger's newest version; unchanged where nothing changed.
        made: New events.
        changed: Events that got another form.
        merged: Events that went up in another one.
        events: Living events.
    """

    version: int
    made: int
    changed: int
    merged: int
    events: int


def code_missing(project: Project, linker: Linker) -> Coded:
    """Code the reports that this version of the coder has not coded.

    Args:
        project: An open project.
        linker: For the resources, and for the day of posting of undated reports.

    Returns:
        What became of them.
    """
    from tawthiq.pipeline import Coder

    coder = Coder(tuple(linker.resources))

    def lines(reports: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for report in reports:
            yield code_for_linking(linker.dated(report), coder, keep_likeliest=False)

    return code_project(project, lines, coder.version)


def link_project(
    project: Project,
    linker: Linker,
    *,
    parted: Sequence[tuple[str, str]] = (),
    joined: Sequence[tuple[str, str]] = (),
    dry_run: bool = False,
) -> ProjectLinked:
    """Link a project's reports.

    Args:
        project: An open project.
        linker: Resources, rule and engine.
        parted: Pairs of records that are not one event, as a person decides now.
        joined: Pairs that are.
        dry_run: Whether to write nothing.

    Returns:
        What would change, or did.
    """
    if not dry_run:
        write_decisions(project, "split", parted)
        write_decisions(project, "merge", joined)
    settled = read_settled(project)
    apart = {*settled.apart, *(tuple(sorted(pair)) for pair in parted)} - {tuple(sorted(pair)) for pair in joined}
    together = {*settled.together, *(tuple(sorted(pair)) for pair in joined)} - apart
    records = _Records(project, linker, settled)
    events = _released(settled, records.living, {(a, b) for a, b in apart})
    linked_keys = {key for keys in events.values() for key in keys}
    new = [record for record in records.all if record.key not in linked_keys]
    old = [record for record in records.all if record.key in linked_keys]
    known = Known(events, settled.ids, sorted((a, b) for a, b in apart), sorted(together))
    linked = link(new, old, weights=linker.weights, known=known, engine=linker.engine)
    linked = without_mere_mentions(linked, records.all)
    return _write(project, linker, settled, records, linked, dry_run=dry_run)


class _Records:
    """The records of all coded reports, and which of them are fresh."""

    def __init__(self, project: Project, linker: Linker, settled: Settled) -> None:
        states = coding_states(project)
        numbers = {report: n for n, report in enumerate(states)}
        kept = read_records(project)
        self.fresh: dict[str, tuple[str, str, str]] = {}
        found: dict[str, Record] = {}
        missing: list[str] = []
        for report, (version, ns) in states.items():
            keys = [f"{report}#{n}" for n in ns or (0,)]  # one of the whole text where none was read
            if all(key in kept and kept[key][0] == version for key in keys):
                found |= {key: record_from_json(kept[key][1], numbers[report]) for key in keys}
            else:
                missing.append(report)
        family_of = {key: event["family"] for event in settled.events.values() for key in event["records"]}
        self.moved: set[str] = set()
        for line in read_reports(project, missing):
            report = str(line["id"])
            for record in linker.maker.records(line, line["events"], numbers[report]):
                found[record.key] = record
                self.fresh[record.key] = (report, states[report][0], json.dumps(record.as_row()))
                if record.key in family_of and family_of[record.key] != record.family:
                    self.moved.add(record.key)
        for key in read_rejected(project):
            found.pop(key, None)
            self.fresh.pop(key, None)
        order = {key: n for n, key in enumerate(found)}
        self.all = sorted(found.values(), key=lambda r: (r.report, r.order, order[r.key]))
        self.living = set(found) - self.moved


def record_from_json(body: str, number: int) -> Record:
    """Read a record as it was kept.

    Args:
        body: JSON of `link_records`.
        number: Its report's number among those of this run.
    """
    return Record.of_row(json.loads(body) | {"report": number})


def _released(settled: Settled, living: set[str], apart: set[tuple[str, str]]) -> dict[str, list[str]]:
    """The known events without records that are gone; one that a person parted keeps its founder only."""
    events: dict[str, list[str]] = {}
    for event_id, event in settled.events.items():
        keys = [key for key in event["records"] if key in living]
        if any((a, b) in apart for a in keys for b in keys):
            keys = keys[:1]
        if keys:
            events[event_id] = keys
    return events


def _write(  # noqa: PLR0913
    project: Project, linker: Linker, settled: Settled, records: _Records, linked: Linked, *, dry_run: bool
) -> ProjectLinked:
    before = {event_id: set(event["records"]) for event_id, event in settled.events.items()}
    touched = {
        event_id: keys
        for event_id, keys in linked.events.items()
        if before.get(event_id) != set(keys) or any(key in records.fresh for key in keys)
    }
    version = settled.version + 1
    changed = _built(project, linker, settled, records, Linked(touched, linked.merged), version)
    gone = {event_id: linked.merged.get(event_id) for event_id in settled.events if event_id not in linked.events}
    made = sum(event["id"] not in settled.events for event in changed)
    merged = sum(into is not None for into in gone.values())
    result = ProjectLinked(settled.version, made, len(changed) - made, merged, len(linked.events))
    if dry_run or not (changed or gone):
        return result
    detail = {"made": made, "changed": len(changed) - made, "merged": merged, "events": len(linked.events)}
    number = write_version(project, settled, Written(changed, gone, records.fresh, linker.rule, detail))
    return ProjectLinked(number, made, len(changed) - made, merged, len(linked.events))


def _built(  # noqa: PLR0913, PLR0917
    project: Project, linker: Linker, settled: Settled, records: _Records, touched: Linked, version: int
) -> list[LedgerEvent]:
    wanted = {key for keys in touched.events.values() for key in keys}
    ids = sorted({key.rpartition("#")[0] for key in wanted})
    lines = list(read_reports(project, ids))
    used = [record for record in records.all if record.key in wanted]
    built = linker.build(touched, lines, used, version)
    merged: dict[str, list[str]] = {}
    for old, new in touched.merged.items():
        merged.setdefault(new, []).append(old)
    same = []
    for event in built:
        earlier = settled.events.get(event["id"])
        event["changes"] = [*(earlier["changes"] if earlier else []), *_changes(event, earlier, merged, version)]
        if earlier is None or not _is_same(event, earlier):
            same.append(event)
    return same


def _is_same(event: LedgerEvent, earlier: LedgerEvent) -> bool:
    """Whether nothing but version and log differ."""
    skip = ("version", "changes")
    return all(value == earlier.get(key) for key, value in event.items() if key not in skip)


def _changes(
    event: LedgerEvent, earlier: LedgerEvent | None, merged: Mapping[str, Iterable[str]], version: int
) -> list[Change]:
    if earlier is None:
        return [Change(version=version, action="made", detail=" ".join(event["records"]))]
    log = [Change(version=version, action="merged", detail=old) for old in merged.get(event["id"], ())]
    joined = [key for key in event["records"] if key not in earlier["records"]]
    left = [key for key in earlier["records"] if key not in event["records"]]
    told: list[tuple[str, Any]] = [("joined", joined), ("split" if left else "left", left)]
    log += [Change(version=version, action=action, detail=" ".join(keys)) for action, keys in told if keys]
    return log or [Change(version=version, action="recoded", detail="")]
