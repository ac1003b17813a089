"""One field read from words that a person marked, by the rules that read whole reports.

The report is read as a whole, so that "the forces" and "there" mean what they mean in it; of what was read, that which
stands in the marked words is given.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.coder import ReportCoder
from tawthiq.coding.drafts import draft_of
from tawthiq.coding.parties import written
from tawthiq.coding.persons import people_between
from tawthiq.coding.reading import SentenceReading
from tawthiq.coding.theatre import Theatre
from tawthiq.coding.things import weapon_class
from tawthiq.model.records import ActorName, Count, Place, Report, Thing

__all__ = ["MARKED_FIELDS", "Marked", "read_marked"]

_UNARMED: Final = frozenset({"fighters", "officers"})


@dataclass(frozen=True, slots=True)
class Marked:
    """A value with the words it was read from.

    Attributes:
        value: ActorName, Place, Count, Thing, or text.
        start: Offset of the first code point of the words.
        end: Offset after the last one.
        rule: Name of the rule.
    """

    value: Any
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class _Layers:
    """A read report, and the words that were marked.

    Attributes:
        text: Its layers.
        theatre: Where it plays.
        readings: The sentences that the marked words touch.
        first: Index of the first marked word.
        last: Index after the last one.
        coder: What read it.
    """

    text: Annotated
    theatre: Theatre
    readings: Sequence[SentenceReading]
    first: int
    last: int
    coder: ReportCoder

    def holds(self, start: int, end: int) -> bool:
        """Whether words touch the marked ones."""
        return start < self.last and end > self.first

    def marked(self, value: object, start: int, end: int, rule: str) -> Marked:
        """Give a value with the offsets of its words."""
        return Marked(value, *self.text.span(start, end), rule)


def read_marked(coder: ReportCoder, report: Report, start: int, end: int, field: str) -> list[Marked]:
    """Read a field from marked words.

    Args:
        coder: A coder.
        report: The report.
        start: Offset of the first marked code point.
        end: Offset after the last one.
        field: One of `MARKED_FIELDS`.

    Returns:
        Values in order of the text, equal ones once; empty where no rule reads any.
    """
    text, theatre, readings = coder.readings(report)
    spans = [text.span(n, n + 1) for n in range(len(text.words))]
    inside = [n for n, (first, last) in enumerate(spans) if first < end and last > start]
    if not inside:
        return []
    touched = [r for r in readings if r.sentence.start <= inside[-1] and r.sentence.end > inside[0]]
    layers = _Layers(text, theatre, touched, inside[0], inside[-1] + 1, coder)
    found: dict[str, Marked] = {}
    for marked in _READERS[field](layers):
        found.setdefault(repr(marked.value), marked)
    return list(found.values())


def _actors(layers: _Layers) -> Iterator[Marked]:
    for reading in layers.readings:
        for party in reading.parties:
            if layers.holds(party.start, party.end):
                yield layers.marked(ActorName(party.name, party.id), party.name_start, party.end, party.rule)


def _targets(layers: _Layers) -> Iterator[Marked]:
    """Parties, else unarmed people."""
    named = list(_actors(layers))
    yield from named
    if named:
        return
    for people in people_between(layers.text, layers.first, layers.last):
        if people.civilian and people.noun is not None and people.group not in _UNARMED:
            noun = people.noun
            name = written(layers.text, noun.start, noun.end, noun.prefix)
            identity = "protesters" if people.group == "protesters" else "civilians"
            yield layers.marked(ActorName(name, identity), noun.start, noun.end, "actor.victims")


def _places(layers: _Layers) -> Iterator[Marked]:
    for reading in layers.readings:
        for place in reading.locations:
            if layers.holds(place.name_start, place.end):
                parent = place.parent.name if place.parent and place.parent.name != place.name else None
                yield layers.marked(Place(place.name, parent), place.name_start, place.end, place.rule)


def _counts(layers: _Layers) -> Iterator[Marked]:
    text = layers.text
    for people in people_between(text, layers.first, layers.last):
        said = text.said(people.start, people.end)
        count = Count(people.group or "unspecified", people.low, people.high, said)
        yield layers.marked(count, people.start, people.end, people.rule)


def _things(kind: str) -> Callable[[_Layers], Iterable[Marked]]:
    slot = f"{kind}s"

    def read(layers: _Layers) -> Iterator[Marked]:
        reached = layers.first
        for mention in layers.text.within(layers.first, layers.last):
            if mention.entry.kind != kind or mention.start < reached or mention.end > layers.last:
                continue
            reached = mention.end
            cls = weapon_class(mention, frozenset()) if kind == "weapon" else mention.entry.label
            name = written(layers.text, mention.start, mention.end, mention.prefix)
            yield layers.marked(Thing(name, cls), mention.start, mention.end, f"{slot}.{cls}")

    return read


def _date(layers: _Layers) -> Iterator[Marked]:
    for date in layers.text.dates:
        if date.day is not None and layers.holds(date.start, date.end):
            yield layers.marked(date.day.isoformat(), date.start, date.end, f"date.{date.rule}")


def _speakers(layers: _Layers) -> Iterator[Marked]:
    for reading in layers.readings:
        for saying in reading.sayings:
            for name, start, end in saying.names:
                if layers.holds(start, end):
                    yield layers.marked(name, start, end, "attribution")
        for party in reading.parties:  # a party can be a speaker too
            if layers.holds(party.start, party.end):
                yield layers.marked(party.name, party.name_start, party.end, party.rule)


def _type(layers: _Layers) -> Iterator[Marked]:
    for reading in layers.readings:
        for frame in reading.frames:
            acts = [act for act in frame.triggers if layers.holds(act.start, act.end)]
            draft = draft_of(layers.text, reading, frame, layers.theatre, layers.coder.judges) if acts else None
            if draft is not None:
                yield layers.marked(draft.type, acts[0].start, acts[0].end, f"act.{acts[0].rule}")


_READERS: Final[Mapping[str, Callable[[_Layers], Iterable[Marked]]]] = {
    "actor1": _actors,
    "actor2": _targets,
    "places": _places,
    "killed": _counts,
    "injured": _counts,
    "detained": _counts,
    "weapons": _things("weapon"),
    "objects": _things("object"),
    "date": _date,
    "attribution": _speakers,
    "type": _type,
}
MARKED_FIELDS: Final = frozenset(_READERS)
"""Fields that can be read from marked words; `territory` follows from the parties."""
