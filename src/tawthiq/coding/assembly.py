"""A joined draft to the event record: offsets, names, evidence for every value (design.md, promise 1)."""

from collections.abc import Iterable, Sequence
from typing import Any

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.demonstrators import demonstrators_of
from tawthiq.coding.drafts import Draft
from tawthiq.coding.entries import Mention
from tawthiq.coding.locations import Location
from tawthiq.coding.parties import Party, written
from tawthiq.coding.speaker_memory import is_short_form
from tawthiq.coding.things import weapon_class
from tawthiq.coding.victims import count_rows, victim_names
from tawthiq.coding.when import when_of
from tawthiq.model.records import ActorName, Count, Event, Evidence, Place, Thing

__all__ = ["event_of"]

_TERRITORY = frozenset({"government-regains-territory", "non-state-overtakes-territory", "non-violent-transfer"})
_TOO_MANY_PLACES = 25


class _Evidence:
    """Collects the words behind each field."""

    def __init__(self, text: Annotated) -> None:
        self._text = text
        self.rows: dict[str, list[Evidence]] = {}

    def add(self, slot: str, item: int, start: int, end: int, rule: str) -> None:
        first, last = self._text.span(start, end)
        self.rows.setdefault(slot, []).append(Evidence(first, last, rule, item))


def event_of(text: Annotated, draft: Draft) -> Event:
    """Write a draft as an event record.

    Args:
        text: The annotated report.
        draft: A joined draft.

    Returns:
        The event; every value of it has evidence.
    """
    evidence = _Evidence(text)
    for act in draft.frame.triggers:
        evidence.add("type", 0, act.start, act.end, f"act.{act.rule}")
    actors = _actors(draft.agents, "actor1", evidence) + _demonstrators(text, draft, evidence)
    targets = _actors(draft.targets, "actor2", evidence) + _victims(text, draft, evidence)
    places = _places(draft.places[:_TOO_MANY_PLACES], evidence)
    event = Event(
        type=draft.type,
        scope=draft.scope,
        spans=tuple(text.span(start, end) for start, end in _distinct_ranges(draft.ranges)),
        places=places,
        actor1=actors,
        actor2=targets,
        killed=_counts(text, draft, "killed", evidence),
        injured=_counts(text, draft, "injured", evidence),
        detained=_counts(text, draft, "detained", evidence),
        weapons=_things(text, draft.weapons, "weapons", evidence, _who_fires(draft)),
        objects=_things(text, draft.objects, "objects", evidence),
        date=_date(draft, evidence),
        attribution=_attribution(draft, evidence),
        territory=_territory(draft),
        evidence={slot: tuple(rows) for slot, rows in evidence.rows.items()},
        confidence=round(draft.strength, 3),
        **_stretch(text, draft),
    )
    return event


def _distinct_ranges(ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return list(dict.fromkeys(ranges))


def _actors(parties: Iterable[Party], slot: str, evidence: _Evidence) -> tuple[ActorName, ...]:
    found: dict[str, ActorName] = {}
    for party in parties:
        key = party.id or party.name
        if key in found:
            continue
        evidence.add(slot, len(found), party.name_start, party.end, party.rule)
        found[key] = ActorName(party.name, party.id)
    return tuple(found.values())


def _demonstrators(text: Annotated, draft: Draft, evidence: _Evidence) -> tuple[ActorName, ...]:
    names = []
    for name, start, end in demonstrators_of(text, draft):
        evidence.add("actor1", 0, start, end, "actor.demonstrators")
        names.append(name)
    return tuple(names)


def _victims(text: Annotated, draft: Draft, evidence: _Evidence) -> tuple[ActorName, ...]:
    """Unarmed people as the party it was done to (codebook, `actor2`)."""
    known = len({p.id or p.name for p in draft.targets})
    names = []
    acting = [(a.start, a.end) for a in draft.agents] + [told[1:] for told in demonstrators_of(text, draft)]
    hit = [v for v in draft.victims if not any(start < v.end and v.start < end for start, end in acting)]
    for n, (name, start, end) in enumerate(victim_names(text, draft.type, hit, draft.targets)):
        evidence.add("actor2", known + n, start, end, "actor.victims")
        names.append(name)
    return tuple(names)


def _counts(text: Annotated, draft: Draft, harm: str, evidence: _Evidence) -> tuple[Count, ...]:
    rows = count_rows(text, harm, draft.counts, draft.targets, draft.agents)
    for n, (_, people) in enumerate(rows):
        evidence.add(harm, n, people.start, people.end, people.rule)
    return tuple(count for count, _ in rows)


def _places(locations: Sequence[Location], evidence: _Evidence) -> tuple[Place, ...]:
    found: dict[str, Place] = {}
    for location in locations:
        if location.name in found:
            continue
        evidence.add("places", len(found), location.name_start, location.end, location.rule)
        within = location.parent.name if location.parent is not None and location.parent.name != location.name else None
        found[location.name] = Place(location.name, within)
    return tuple(found.values())


def _who_fires(draft: Draft) -> frozenset[str]:
    """What a weapon's class may hang on: the type, and the ids of those who fire (actor2 of an interception)."""
    parties = draft.targets if draft.type == "disrupted-weapons-use" else draft.agents
    return frozenset({draft.type} | {party.id for party in parties if party.id})


def _things(text: Annotated, mentions: Sequence[Mention], slot: str, evidence: _Evidence,
            conditions: frozenset[str] = frozenset()) -> tuple[Thing, ...]:  # fmt: skip
    found: dict[str, Thing] = {}
    for mention in mentions:
        cls = weapon_class(mention, conditions) if slot == "weapons" else mention.entry.label
        if cls in found and slot == "weapons":
            continue
        name = written(text, mention.start, mention.end, mention.prefix)
        if name in {t.name for t in found.values()}:
            continue
        evidence.add(slot, len(found), mention.start, mention.end, f"{slot}.{cls}")
        found[cls if slot == "weapons" else f"{cls}:{name}"] = Thing(name, cls)
    return tuple(found.values())


def _date(draft: Draft, evidence: _Evidence) -> str | None:
    if draft.date is None or draft.date.day is None:
        return None
    evidence.add("date", 0, draft.date.start, draft.date.end, f"date.{draft.date.rule}")
    return draft.date.day.isoformat()


def _stretch(text: Annotated, draft: Draft) -> dict[str, Any]:
    """The stretch of time that the event falls in, with its precisions and what it rests on; empty where unknown."""
    when = when_of(draft.date, text.published, is_inherited="date" in draft.inherited)
    if when is None:
        return {}
    return {
        "date_start": when.start.isoformat() if when.start else None,
        "date_end": when.end.isoformat() if when.end else None,
        "date_basis": when.basis,
        "time_precision": when.time_precision,
        "date_prec": when.date_prec,
    }


def _attribution(draft: Draft, evidence: _Evidence) -> tuple[str, ...]:
    found: dict[str, None] = {}
    told = {name for saying in draft.sayings for name, _, _ in saying.names}
    short = {name for name in told if any(is_short_form(name, full) for full in told)}
    for saying in draft.sayings:
        for name, start, end in saying.names:
            if name not in found and name not in short:
                evidence.add(
                    "attribution",
                    len(found),
                    start,
                    end,
                    "attribution.continued" if saying.is_continued else "attribution",
                )
                found[name] = None
    return tuple(found)


def _territory(draft: Draft) -> dict[str, str]:
    if draft.type not in _TERRITORY:
        return {}
    row = {}
    if draft.agents:
        row["to"] = draft.agents[0].id or draft.agents[0].name
    if draft.targets:
        row["from"] = draft.targets[0].id or draft.targets[0].name
    return row
