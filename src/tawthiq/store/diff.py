"""Which events came, went or changed between two versions of the coder, and why.

Events of one report are paired by the words that carry them: the pair with the greatest overlap first. What is left
over went or came. The reason is read from what both versions wrote down: which part of the version differs, which rule
read a value, whether it read other words.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select

from tawthiq.errors import UsageError
from tawthiq.store.engine import reading
from tawthiq.store.project import Project
from tawthiq.store.schema import codings, events, reports

__all__ = ["EventChange", "FieldChange", "ReportDiff", "VersionCount", "coding_versions", "diff_events", "diff_project"]

# How sure the program is, and where it looked, may change without the event being another.
_NOT_COMPARED = frozenset({"confidence", "evidence", "spans", "quotes", "id", "event_id", "version"})
_BATCH = 500


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an event that reads otherwise.

    Attributes:
        field: Its name.
        old: Value of the old coding, None if it had none.
        new: Value of the new coding.
        why: One sentence.
    """

    field: str
    old: Any
    new: Any
    why: str


@dataclass(frozen=True, slots=True)
class EventChange:
    """An event that came, went or changed.

    Attributes:
        kind: "came", "went" or "changed".
        event: The new one, or the old one where it went.
        why: One sentence.
        fields: What changed, in order of the names.
    """

    kind: str
    event: Mapping[str, Any]
    why: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportDiff:
    """What differs in one report.

    Attributes:
        id: Of the report.
        changes: In order of the text.
    """

    id: str
    changes: tuple[EventChange, ...]


@dataclass(frozen=True, slots=True)
class VersionCount:
    """A version that the project was coded by.

    Attributes:
        version: Its name.
        first_at: When it was first used, UTC.
        statuses: How many reports it coded, found empty, failed on.
    """

    version: str
    first_at: str
    statuses: Mapping[str, int] = field(default_factory=dict)


def coding_versions(project: Project) -> list[VersionCount]:
    """List the versions that the project was coded by, the first used first.

    Args:
        project: An open project.

    Returns:
        May be empty.
    """
    query = select(codings.c.version, codings.c.status, func.min(codings.c.coded_at), func.count())
    found: dict[str, VersionCount] = {}
    with reading(project.engine) as connection:
        for version, status, first, count in connection.execute(query.group_by(codings.c.version, codings.c.status)):
            known = found.get(version)
            earliest = min(first, known.first_at) if known else first
            found[version] = VersionCount(version, earliest, {**(known.statuses if known else {}), status: count})
    return sorted(found.values(), key=lambda one: one.first_at)


def diff_project(project: Project, old: str, new: str) -> Iterator[ReportDiff]:
    """Compare two versions over all reports that both or one of them coded.

    Args:
        project: An open project.
        old: A version.
        new: Another.

    Yields:
        Reports in which something differs, in the order in which they were collected.

    Raises:
        UsageError: The project was never coded by one of them.
    """
    known = {one.version for one in coding_versions(project)}
    for version in (old, new):
        if version not in known:
            raise UsageError(
                f"no coding by version {version!r}", remedy=f"known are {', '.join(sorted(known)) or 'none'}"
            )
    last = 0
    while True:
        with reading(project.engine) as connection:
            rows = _codings(connection, (old, new), last)
            bodies = _bodies(connection, [row.no for row in rows])
        if not rows:
            return
        last = rows[-1].report_no
        for report_id, pair in _pairs(rows).items():
            changes = _compare(pair.get(old), pair.get(new), bodies, (old, new))
            if changes:
                yield ReportDiff(report_id, tuple(changes))


def _codings(connection: Connection, versions: tuple[str, str], last: int) -> Sequence[Any]:
    """Codings of the next reports; always both of a report, because reports are chosen first."""
    chosen = (
        select(codings.c.report_no)
        .where(codings.c.version.in_(versions), codings.c.report_no > last)
        .distinct()
        .order_by(codings.c.report_no)
        .limit(_BATCH)
        .subquery()
    )
    return connection.execute(
        select(codings.c.no, codings.c.report_no, codings.c.version, codings.c.status, codings.c.error, reports.c.id)
        .join(reports, reports.c.no == codings.c.report_no)
        .where(codings.c.version.in_(versions), codings.c.report_no.in_(select(chosen.c.report_no)))
        .order_by(codings.c.report_no)
    ).all()


def _bodies(connection: Connection, numbers: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    query = select(events.c.coding_no, events.c.body).where(events.c.coding_no.in_(numbers))
    for row in connection.execute(query.order_by(events.c.coding_no, events.c.n)):
        found.setdefault(row.coding_no, []).append(json.loads(row.body))
    return found


def _pairs(rows: Sequence[Any]) -> dict[str, dict[str, Any]]:
    pairs: dict[str, dict[str, Any]] = {}
    for row in rows:
        pairs.setdefault(row.id, {})[row.version] = row
    return pairs


def _compare(
    old: Any, new: Any, bodies: Mapping[int, list[dict[str, Any]]], versions: tuple[str, str]
) -> list[EventChange]:
    before = bodies.get(old.no, []) if old else []
    after = bodies.get(new.no, []) if new else []
    for coding, version, there in ((old, versions[0], after), (new, versions[1], before)):
        if coding is None or coding.status == "failed":
            why = f"{version} failed: {coding.error}" if coding else f"{version} did not code this report"
            return [EventChange("came" if there is after else "went", event, why) for event in there]
    return diff_events(before, after, versions)


def diff_events(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]], versions: tuple[str, str]
) -> list[EventChange]:
    """Compare two codings of one report.

    Args:
        before: Events of the old one.
        after: Events of the new one.
        versions: Names of both.

    Returns:
        What came, went or changed, in order of the text; empty where nothing did.
    """
    cause = _cause(versions)
    pairs = _matched(before, after)
    changes: list[EventChange] = []
    for one, other in pairs:
        fields = tuple(_fields(before[one], after[other]))
        if fields:
            changes.append(EventChange("changed", after[other], cause, fields))
    left, right = {one for one, _ in pairs}, {other for _, other in pairs}
    for n, event in enumerate(before):
        if n not in left:
            changes.append(EventChange("went", event, f"{cause}; it had been read by {_rules(event)}"))
    for n, event in enumerate(after):
        if n not in right:
            changes.append(EventChange("came", event, f"{cause}; it is read by {_rules(event)}"))
    return sorted(changes, key=lambda change: (_start(change.event), change.kind))


def _cause(versions: tuple[str, str]) -> str:
    """Versions are written PROGRAM+RESOURCES; say which of the two differs."""
    (old_program, _, old_rest), (new_program, _, new_rest) = (version.partition("+") for version in versions)
    parts = [
        name
        for name, differs in (("program", old_program != new_program), ("resources", old_rest != new_rest))
        if differs
    ]
    return f"another version of {' and '.join(parts) or 'nothing'}"


def _matched(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[tuple[int, int]]:
    scores = sorted(
        (
            (-_overlap(one, other), n, m)
            for n, one in enumerate(before)
            for m, other in enumerate(after)
            if _overlap(one, other) > 0
        ),
    )
    pairs: list[tuple[int, int]] = []
    for _, n, m in scores:
        if all(n != one and m != other for one, other in pairs):
            pairs.append((n, m))
    return sorted(pairs)


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """Share of the words of both events that carry both; a like type settles ties."""
    mine, theirs = _letters(one), _letters(other)
    together = len(mine | theirs)
    shared = len(mine & theirs) / together if together else float(one.get("quotes") == other.get("quotes"))
    return shared and shared + 0.01 * (one["type"] == other["type"])


def _letters(event: Mapping[str, Any]) -> set[int]:
    return {at for start, end in event.get("spans", []) for at in range(start, end)}


def _start(event: Mapping[str, Any]) -> int:
    return min((start for start, _ in event.get("spans", [])), default=0)


def _fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[FieldChange]:
    for name in sorted((set(old) | set(new)) - _NOT_COMPARED):
        before, after = old.get(name), new.get(name)
        if before != after and (before or after):
            yield FieldChange(name, before, after, _why(name, old, new))


def _why(name: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    before, after = _evidence(old, name), _evidence(new, name)
    rules_before, rules_after = {one[2] for one in before}, {one[2] for one in after}
    if not before or not after:
        said = rules_before or rules_after
        verb = "no rule reads it any more; it was" if before else "it is now" if after else "no rule is named; it was"
        return f"{verb} read by {_listed(said)}" if said else "neither coding names a rule"
    if rules_before != rules_after:
        return f"read by {_listed(rules_after)} instead of {_listed(rules_before)}"
    if {tuple(one[:2]) for one in before} != {tuple(one[:2]) for one in after}:
        return f"{_listed(rules_after)} reads other words"
    return f"{_listed(rules_after)} reads the same words otherwise"


def _evidence(event: Mapping[str, Any], name: str) -> list[Any]:
    found = event.get("evidence", {}).get(name, [])
    return list(found)


def _rules(event: Mapping[str, Any]) -> str:
    return _listed(
        {one[2] for one in _evidence(event, "type")}
        or {one[2] for f in event.get("evidence", {}).values() for one in f}
    )


def _listed(rules: set[str]) -> str:
    return ", ".join(sorted(rules)) or "no rule that is named"
