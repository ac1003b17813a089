"""Agreement: Krippendorff's alpha, and the values that are compared for each field of a record.

alpha = 1 - D_o / D_e over units with two or more values (K. Krippendorff, "Computing Krippendorff's
Alpha-Reliability", 2011). Written here because the usual package is under the GPL; tests compare the two.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select

from tawthiq.model.codebook import HARMS
from tawthiq.store.desk_schema import adjudications, assignments, desk_rows
from tawthiq.store.engine import reading
from tawthiq.store.flat import harmed, search_keys
from tawthiq.store.project import Project
from tawthiq.store.schema import events

__all__ = ["FIELDS", "Agreed", "Reading", "alpha", "differing", "measure", "read_people", "read_program", "value_of"]

FIELDS: Final = ("event", "type", "places", "actor1", "actor2", *HARMS, "weapons", "objects", "date", "attribution")
"""What is compared; "event" is whether there is one at all."""
_NUMBERS: Final = frozenset(HARMS)
_IS_EVENT: Final = frozenset(("accepted", "corrected", "missed"))
_IS_NONE: Final = frozenset(("rejected", "not_event"))
Value = str | float


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader read of one record.

    Attributes:
        unit: Number of the record's desk row.
        month: "YYYY-MM" of the reading.
        event: In the codebook's form; None for "no event".
    """

    unit: int
    month: str
    event: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Agreed:
    """How well readers agree on a field.

    Attributes:
        alpha: 1 is agreement, 0 chance; None where it is not defined.
        units: Records that two or more read.
        agreed: Those of which all say the same.
    """

    alpha: float | None
    units: int
    agreed: int


def _unlike(one: Value, other: Value) -> float:
    return float(one != other)


def _apart(one: Value, other: Value) -> float:
    return (float(one) - float(other)) ** 2


def alpha(units: Iterable[Sequence[Value]], *, numbers: bool = False) -> float | None:
    """Compute Krippendorff's alpha.

    Args:
        units: The values that each unit was given; those with fewer than two are left out.
        numbers: Whether values are numbers whose difference counts (interval), else names (nominal).

    Returns:
        None where nothing can be said: fewer than two values, or all values the same.
    """
    told = [values for values in units if len(values) > 1]
    counts = Counter(value for values in told for value in values)
    total = sum(counts.values())
    far: Callable[[Value, Value], float] = _apart if numbers else _unlike
    expected = sum(n * m * far(a, b) for a, n in counts.items() for b, m in counts.items())
    if total < 2 or expected == 0:
        return None
    observed = sum(sum(far(a, b) for a in values for b in values) / (len(values) - 1) for values in told)
    return 1.0 - (observed / total) / (expected / (total * (total - 1)))


def value_of(field: str, event: Mapping[str, Any] | None) -> Value | None:
    """Give what a reading says of a field in a form that can be compared; None where there is no event to say it of."""
    if field == "event":
        return "yes" if event is not None else "no"
    if event is None:
        return None
    told = event.get(field)
    if field in _NUMBERS:
        return float(harmed(told) or 0)
    if field == "places":
        keys = [place.get("gazetteer_id") or "".join(search_keys([place.get("name")])) for place in told or []]
    elif field in ("actor1", "actor2"):
        keys = [actor.get("id") or "".join(search_keys([actor.get("name")])) for actor in told or []]
    elif field in ("weapons", "objects"):
        keys = [thing["class"] for thing in told or []]
    elif field == "attribution":
        keys = search_keys(told or [])
    else:
        return str(told or "")
    return "|".join(sorted(set(keys)))


def differing(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> list[str]:
    """Name the fields in which two readings differ, in the order of `FIELDS`; only "event" where one sees none."""
    if (one is None) != (other is None):
        return ["event"]
    return [field for field in FIELDS if value_of(field, one) != value_of(field, other)]


def measure(readings: Iterable[Reading]) -> dict[str, Agreed]:
    """Measure agreement of readings field by field."""
    by_unit: dict[int, list[Reading]] = defaultdict(list)
    for one in readings:
        by_unit[one.unit].append(one)
    found = {}
    for field in FIELDS:
        values = [
            [value for one in read if (value := value_of(field, one.event)) is not None] for read in by_unit.values()
        ]
        told = [one for one in values if len(one) > 1]
        same = sum(len(set(one)) == 1 for one in told)
        found[field] = Agreed(alpha(told, numbers=field in _NUMBERS), len(told), same)
    return found


def read_people(project: Project) -> list[Reading]:
    """Read the records that two people read blind to each other: the first coding and the second."""
    query = (
        select(
            assignments.c.row_no, assignments.c.reading.label("second"), assignments.c.done_at, desk_rows.c.state,
            desk_rows.c.reading, events.c.body, adjudications.c.first_reading,
        )
        .join(desk_rows, desk_rows.c.no == assignments.c.row_no)
        .join(events, events.c.no == desk_rows.c.event_no, isouter=True)
        .join(adjudications, adjudications.c.assignment_no == assignments.c.no, isouter=True)
        .where(assignments.c.state == "done")
    )  # fmt: skip
    found: list[Reading] = []
    with reading(project.engine) as connection:
        for row in connection.execute(query):
            month = row.done_at[:7]
            if row.first_reading is not None:
                first = json.loads(row.first_reading)
            elif row.state in _IS_EVENT:
                first = json.loads(row.reading or row.body)
            elif row.state in _IS_NONE:
                first = None
            else:
                continue  # the first decision was undone: there is one reading left
            found += [Reading(row.row_no, month, first), Reading(row.row_no, month, json.loads(row.second))]
    return found


def read_program(project: Project) -> list[Reading]:
    """Read the records that a person decided of: the program's reading and the person's."""
    query = (
        select(desk_rows.c.no, desk_rows.c.state, desk_rows.c.reading, desk_rows.c.decided_at, events.c.body)
        .join(events, events.c.no == desk_rows.c.event_no, isouter=True)
        .where(desk_rows.c.decided_at.is_not(None))
    )
    found: list[Reading] = []
    with reading(project.engine) as connection:
        for row in connection.execute(query):
            month = row.decided_at[:7]
            machine = json.loads(row.body) if row.body is not None else None
            person = json.loads(row.reading or row.body) if row.state in _IS_EVENT else None
            found += [Reading(row.no, month, machine), Reading(row.no, month, person)]
    return found
