"""Facts: the living events of the ledger as flat rows, kept in step with its versions.

`catch_up` writes the rows of what changed since the version that it last saw, and drops those of events that live no
more.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import delete, func, insert, select

from tawthiq.model.codebook import HARMS
from tawthiq.store.desk_rows import read_mark, write_mark
from tawthiq.store.desk_schema import facts
from tawthiq.store.engine import reading, writing
from tawthiq.store.flat import actor_cells, main_place, pack, place_cells
from tawthiq.store.project import Project
from tawthiq.store.schema import ledger_events, ledger_versions

__all__ = ["FACTS_MARK", "catch_up", "fact_cells"]

FACTS_MARK = "facts.version"
_BATCH = 1000
_ALL = "all"


def fact_cells(event: Mapping[str, Any], since: int) -> dict[str, Any]:
    """Give the row of an event of the ledger.

    Args:
        event: Its body.
        since: The version in which it got this form.
    """
    ranges: dict[str, Any] = {}
    for harm in HARMS:
        told = event[harm].get(_ALL) or {}
        ranges[f"{harm}_by"] = pack(_of_group(*one) for one in sorted(event[harm].items()) if one[0] != _ALL)
        ranges |= {f"{harm}_{end}": told.get(end) for end in ("low", "best", "high")}
    groups = [group for harm in HARMS for group in event[harm] if group != _ALL]
    return {
        "id": event["id"],
        "since": since,
        "type": event["type"],
        "scope": event["scope"],
        "date_start": event["date_start"],
        "date_end": event["date_end"],
        **main_place(event["places"]),
        "place_keys": place_cells(event["places"]),
        "actor1": actor_cells(event["actor1"]),
        "actor2": actor_cells(event["actor2"]),
        "weapons": pack(thing["class"] for thing in event["weapons"]),
        "groups": pack(groups),
        "outlets": pack(outlet for family in event["sources"] for outlet in family["outlets"] if outlet),
        **ranges,
        "grade": event["grade"],
        "sources": len(event["sources"]),
        "reports": pack(key.rpartition("#")[0] for key in event["records"]),
        "disputed": int(event["disputed"]),
    }


def _of_group(group: str, told: Mapping[str, int | None]) -> str:
    ends = ("-" if told.get(end) is None else str(told[end]) for end in ("low", "best", "high"))
    return f"{group} {' '.join(ends)}"


def catch_up(project: Project, on_batch: Callable[[int], None] = lambda _: None) -> int:
    """Bring the facts up to the newest version of the ledger.

    Args:
        project: An open project.
        on_batch: Called after each commit with the number of events so far.

    Returns:
        The version that they are of; 0 for a project without one.
    """
    with reading(project.engine) as connection:
        newest = int(connection.execute(select(func.coalesce(func.max(ledger_versions.c.no), 0))).scalar_one())
        mark = read_mark(connection, FACTS_MARK)
    if newest == mark:
        return newest
    _drop(project, mark)
    last, done = "", 0
    while True:
        query = (
            select(ledger_events.c.id, ledger_events.c.since, ledger_events.c.body)
            .where(ledger_events.c.until.is_(None), ledger_events.c.since > mark, ledger_events.c.id > last)
            .order_by(ledger_events.c.id)
            .limit(_BATCH)
        )
        with reading(project.engine) as connection:
            rows = [fact_cells(json.loads(row.body), row.since) for row in connection.execute(query)]
        if not rows:
            break
        last, done = str(rows[-1]["id"]), done + len(rows)
        with writing(project.engine) as connection:
            connection.execute(delete(facts).where(facts.c.id.in_([row["id"] for row in rows])))
            connection.execute(insert(facts), rows)
        on_batch(done)
    with writing(project.engine) as connection:
        write_mark(connection, FACTS_MARK, newest)
    return newest


def _drop(project: Project, mark: int) -> None:
    """Drop the rows of events that ended after a version; those that go on in another form are written again."""
    ended = select(ledger_events.c.id).where(ledger_events.c.until > mark)
    with writing(project.engine) as connection:
        connection.execute(delete(facts).where(facts.c.id.in_(ended)))
