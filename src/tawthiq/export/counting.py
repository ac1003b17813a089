"""Counts of the ledger, and who held which place from when to when.

A count is of events and, beside it, of the best numbers of killed and injured. An event with several actors counts
under
each; so the rows of such a table add up to more than the total, which stands in `TOTAL`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from tawthiq.errors import UsageError
from tawthiq.export.books import Book, Sheet, country_of, day_of, main_place
from tawthiq.model.ledger import LedgerEvent

__all__ = ["BY", "COLUMNS", "HELD_COLUMNS", "TOTAL", "count", "held_places"]

TOTAL: Final = "all"
UNKNOWN: Final = "not stated"
COLUMNS: Final = ("by", "value", "events", "killed_low", "killed_best", "killed_high", "injured_best")
HELD_COLUMNS: Final = (
    "place",
    "country",
    "holder",
    "from",
    "from_day",
    "until_day",
    "event",
    "type",
    "reports",
    "sources",
)
_Values = Callable[[LedgerEvent, Book], Sequence[str]]


def _time(length: int) -> _Values:
    return lambda event, _book: [str(day_of(event))[:length] if day_of(event) else UNKNOWN]


def _area(level: int) -> _Values:
    def values(event: LedgerEvent, _book: Book) -> list[str]:
        names = ((main_place(event) or {}).get("hierarchy") or {}).get("en") or []
        return [names[level] if len(names) > level else UNKNOWN]

    return values


def _country(event: LedgerEvent, book: Book) -> list[str]:
    found = country_of(event, book)
    return [found.name if found else UNKNOWN]


def _place(event: LedgerEvent, _book: Book) -> list[str]:
    return [str(place["name"]) for place in event["places"]] or [UNKNOWN]


def _doers(event: LedgerEvent, book: Book) -> list[str]:
    return [book.actor_name(actor) for actor in event["actor1"]] or [UNKNOWN]


def _targets(event: LedgerEvent, book: Book) -> list[str]:
    return [book.actor_name(actor) for actor in event["actor2"]] or [UNKNOWN]


def _weapons(event: LedgerEvent, _book: Book) -> list[str]:
    return [weapon["class"] for weapon in event["weapons"]] or [UNKNOWN]


def _groups(event: LedgerEvent, _book: Book) -> list[str]:
    return sorted({g for harm in (event["killed"], event["injured"]) for g in harm if g != "all"}) or [UNKNOWN]


def _outlets(event: LedgerEvent, _book: Book) -> list[str]:
    return sorted({outlet for family in event["sources"] for outlet in family["outlets"]}) or [UNKNOWN]


BY: Final[Mapping[str, _Values]] = {
    "year": _time(4),
    "month": _time(7),
    "day": _time(10),
    "country": _country,
    "admin1": _area(1),
    "admin2": _area(2),
    "place": _place,
    "type": lambda event, _: [event["type"]],
    "family": lambda event, _: [event["family"]],
    "actor": _doers,
    "target": _targets,
    "weapon": _weapons,
    "group": _groups,
    "outlet": _outlets,
    "grade": lambda event, _: [event["grade"]],
}
"""What can be counted by: a name, and the values that an event has of it."""


def count(events: Iterable[LedgerEvent], by: str, book: Book) -> Sheet:
    """Count events by one thing.

    Args:
        events: Of the ledger.
        by: A key of `BY`.
        book: Names of actors and countries.

    Returns:
        Rows of time in order of time, others by falling number of events; the total last.

    Raises:
        UsageError: Nothing can be counted by that.
    """
    if by not in BY:
        raise UsageError(f"cannot count by {by!r}", remedy=f"count by {', '.join(BY)}")
    tallies: dict[str, dict[str, int]] = {}
    total = _empty()
    for event in events:
        _add(total, event)
        for value in dict.fromkeys(BY[by](event, book)):
            tally = tallies.setdefault(value, _empty())
            _add(tally, event, value if by == "group" else "all")
    in_time = by in ("year", "month", "day")
    order = sorted(tallies, key=lambda v: (v == UNKNOWN, v) if in_time else (0, -tallies[v]["events"], v))
    rows: list[dict[str, Any]] = [{"by": by, "value": value, **tallies[value]} for value in order]
    return Sheet(COLUMNS, [*rows, {"by": by, "value": TOTAL, **total}], [])


def _empty() -> dict[str, int]:
    return dict.fromkeys(COLUMNS[2:], 0)


def _add(tally: dict[str, int], event: LedgerEvent, group: str = "all") -> None:
    tally["events"] += 1
    killed, injured = event["killed"].get(group), event["injured"].get(group)
    if killed:
        tally["killed_low"] += killed["low"]
        tally["killed_best"] += killed["best"] or 0
        # An open end adds its best: the sum is then the least that the upper bound may be.
        tally["killed_high"] += killed["high"] if killed["high"] is not None else killed["best"] or 0
    if injured:
        tally["injured_best"] += injured["best"] or 0


def held_places(events: Iterable[LedgerEvent], book: Book) -> Sheet:
    """Tell who held which place from when to when, by the changes of control that are told.

    Args:
        events: Of the ledger.
        book: Names of actors and countries.

    Returns:
        One row a change and place, by place and day; `until_day` is the day of the next change there, empty where
        none is
        told. Nothing is said of the time before the first change but whom the place was taken from.
    """
    changes: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        holder = event["territory"].get("to") or _winner(event)
        day = day_of(event)
        if not holder or day is None:
            continue
        for place in event["places"]:
            country = book.countries.get(str(place.get("country") or ""))
            row = {
                "place": place["name"],
                "country": country.name if country else None,
                "holder": _named(holder, book),
                "from": _named(event["territory"].get("from"), book),
                "from_day": day,
                "until_day": None,
                "event": event["id"],
                "type": event["type"],
                "reports": sum(len(family["reports"]) for family in event["sources"]),
                "sources": " | ".join(r for family in event["sources"] for r in family["reports"]),
            }
            changes.setdefault(str(place.get("gazetteer_id") or place["name"]), []).append(row)
    rows = []
    for key in sorted(changes, key=lambda k: (changes[k][0]["place"], k)):
        told = sorted(changes[key], key=lambda row: (row["from_day"], row["event"]))
        for row, following in zip(told, [*told[1:], None], strict=True):
            row["until_day"] = following["from_day"] if following else None
            rows.append(row)
    return Sheet(HELD_COLUMNS, rows, [])


_TAKING: Final = frozenset(("government-regains-territory", "non-state-overtakes-territory", "non-violent-transfer"))


def _winner(event: LedgerEvent) -> str | None:
    if event["type"] not in _TAKING or not event["actor1"] or event["disputed"]:
        return None
    return event["actor1"][0].get("id") or str(event["actor1"][0]["name"])


def _named(actor: str | None, book: Book) -> str | None:
    return book.actors[actor].name if actor is not None and actor in book.actors else actor
