"""What people said of pairs of records: that they are one event, or never are; a later line takes one back."""

from collections.abc import Iterable, Sequence
from typing import Final, Literal

from sqlalchemy import Connection, func, insert, select

from tawthiq.errors import UsageError
from tawthiq.store.clock import now_utc, tool_name
from tawthiq.store.custody import Chain
from tawthiq.store.engine import writing
from tawthiq.store.project import Project
from tawthiq.store.schema import link_decisions

__all__ = ["standing", "withdraw_decision", "write_decisions"]

_WITHDRAW: Final = "withdraw"


def standing(connection: Connection) -> dict[tuple[str, str], list[tuple[int, str]]]:
    """Number and kind of the decisions on each pair that were not withdrawn, in order."""
    said: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for row in connection.execute(select(link_decisions).order_by(link_decisions.c.no)):
        one, other = sorted((row.one, row.other))
        held = said.setdefault((one, other), [])
        if row.kind != _WITHDRAW:
            held.append((row.no, row.kind))
        elif held:
            held.pop()
    return said


def withdraw_decision(project: Project, number: int, person: str) -> None:
    """Take back what a person said of a pair of records, as if it had never been said; the log keeps both.

    Args:
        project: An open project.
        number: Of the decision, which must be the last of its pair.
        person: Who takes it back.

    Raises:
        UsageError: There is no such decision, or another one of the pair stands over it.
    """
    with writing(project.engine) as connection:  # asked and written in one: of two who withdraw it, one is refused
        row = connection.execute(select(link_decisions).where(link_decisions.c.no == number)).first()
        held = standing(connection)[tuple(sorted((row.one, row.other)))] if row is not None else []
        if row is None or not held or held[-1][0] != number:
            raise UsageError(f"link decision {number} does not stand", remedy="load the event again")
        _, chain = _append(connection, _WITHDRAW, [(row.one, row.other)], person)
    project.write_head(chain.seq, chain.head)


def write_decisions(
    project: Project, kind: Literal["merge", "split"], pairs: Iterable[tuple[str, str]], *, person: str | None = None
) -> list[int]:
    """Keep what a person decided of pairs of records; it holds from the next run on.

    Args:
        project: An open project.
        kind: What they said of each.
        pairs: Keys of records.
        person: Who; None for the project's collector.

    Returns:
        Their numbers, in order.
    """
    asked = list(pairs)
    if not asked:
        return []
    who = person or project.settings.collector
    with writing(project.engine) as connection:
        first, chain = _append(connection, kind, asked, who)
    project.write_head(chain.seq, chain.head)
    return [first + n for n in range(len(asked))]


def _append(connection: Connection, kind: str, pairs: Sequence[tuple[str, str]], who: str) -> tuple[int, Chain]:
    """Write decisions and their custody entries; the first one's number, and the chain to note the head of."""
    chain = Chain(connection, who, tool_name(), now_utc())
    first = 1 + int(connection.execute(select(func.coalesce(func.max(link_decisions.c.no), 0))).scalar_one())
    rows = []
    for n, (one, other) in enumerate(pairs):
        seq = chain.append(kind, f"{one} {other}", "", "", {"one": one, "other": other})
        rows.append({"no": first + n, "at": now_utc(), "person": who, "kind": kind,
                     "one": one, "other": other, "custody_seq": seq})  # fmt: skip
    connection.execute(insert(link_decisions), rows)
    chain.flush()
    return first, chain
