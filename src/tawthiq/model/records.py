"""The records that pass between the rooms; their JSON form is the codebook's (section 5), in wire.py.

All offsets count Unicode code points of `Report.text`, end exclusive. A value that the text does not give is None
or an empty tuple, never a default (design.md, promise 1).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["ActorName", "Count", "Event", "Evidence", "Place", "Report", "Thing"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words behind one value.

    Attributes:
        start: Offset of the first code point of the words in the report's text.
        end: Offset after the last one.
        rule: Name of the rule that read them, as docs/rules.md lists it.
        item: Index of the value inside its list field; 0 for a scalar.
    """

    start: int
    end: int
    rule: str
    item: int = 0


@dataclass(frozen=True, slots=True)
class ActorName:
    """An actor as written, with its id where actors.tsv knows it."""

    name: str
    id: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """A place as written, the larger place that the text gives for it, and what its resolution says."""

    name: str
    within: str | None = None
    resolution: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Count:
    """How many people of one group were killed, injured or detained (codebook, section 4).

    Attributes:
        group: One of `GROUPS`.
        min: The least number told.
        max: The greatest number told; None where the text sets no upper bound.
        text: The words that say it.
        who: Actor id of those harmed, None where the text does not tell their side.
        part: Whether it is a part of a total that is told beside it.
    """

    group: str
    min: int
    max: int | None
    text: str
    who: str | None = None
    part: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """A weapon or an object hit, as written, with its class."""

    name: str
    cls: str


@dataclass(frozen=True, slots=True)
class Event:
    """One occurrence told as fact (codebook, section 2).

    Attributes:
        type: ACLED sub-event type, a key of `FAMILY`.
        scope: "incident" or "aggregate".
        spans: Offsets of the quotes that carry the event, the main one first.
        places: In order of the text.
        actor1: Who did it; empty where the text does not say.
        actor2: Whom it was done to.
        killed: Totals first, then parts.
        injured: As killed.
        detained: As killed.
        weapons: One for each class and name.
        objects: Things hit or destroyed.
        date: ISO day that the text gives, or None.
        attribution: Who says so, as named in the text.
        territory: `to` and `from` of a change of control; empty for other types.
        evidence: For each field the words behind its values.
        confidence: 0 to 1; how sure the program is that this is one event with this type.
        date_start: First day of the stretch of time, ISO; inherited or publication day where `date_basis` says so.
        date_end: Last day.
        date_basis: "said", "inherited" or "published"; None without dates.
        time_precision: ACLED's 1 to 3.
        date_prec: UCDP's 1 to 5.
    """

    type: str
    scope: str
    spans: tuple[tuple[int, int], ...]
    places: tuple[Place, ...] = ()
    actor1: tuple[ActorName, ...] = ()
    actor2: tuple[ActorName, ...] = ()
    killed: tuple[Count, ...] = ()
    injured: tuple[Count, ...] = ()
    detained: tuple[Count, ...] = ()
    weapons: tuple[Thing, ...] = ()
    objects: tuple[Thing, ...] = ()
    date: str | None = None
    attribution: tuple[str, ...] = ()
    territory: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    confidence: float | None = None
    date_start: str | None = None
    date_end: str | None = None
    date_basis: str | None = None
    time_precision: int | None = None
    date_prec: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One text and, once coded, its events.

    Attributes:
        id: Unique within its file or archive.
        text: As it came; never changed.
        source: The outlet.
        url: Where it was published.
        published: ISO day of publication.
        title: Headline; never quoted by an event (codebook, section 2).
        events: In order of their main quote; empty before coding.
        version: Of program and resources, once coded.
    """

    id: str
    text: str
    source: str | None = None
    url: str | None = None
    published: str | None = None
    title: str | None = None
    events: tuple[Event, ...] = ()
    version: str | None = None
