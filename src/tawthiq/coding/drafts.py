"""A frame with its fields read: the draft of an event, before what is told twice is joined."""

import datetime as dt
from dataclasses import dataclass, field

from tawthiq.arabic.dates import DateMention
from tawthiq.coding.annotated import Annotated
from tawthiq.coding.attribution import Saying
from tawthiq.coding.entries import Mention
from tawthiq.coding.event_places import event_places
from tawthiq.coding.event_types import type_of
from tawthiq.coding.facts import Findings, facts_of
from tawthiq.coding.factuality import told_as_fact
from tawthiq.coding.frames import Frame
from tawthiq.coding.harm import HarmCount, harm_of
from tawthiq.coding.judgement import Judges
from tawthiq.coding.locations import Location, Offer
from tawthiq.coding.parties import Party
from tawthiq.coding.persons import People
from tawthiq.coding.reading import SentenceReading, speaker_ranges
from tawthiq.coding.roles import roles_of
from tawthiq.coding.theatre import Theatre
from tawthiq.coding.things import objects_of, weapons_of
from tawthiq.coding.victims import victims_of
from tawthiq.coding.when import date_of
from tawthiq.model.codebook import FAMILY

__all__ = ["Draft", "draft_of"]

_AGGREGATE = "aggregate"
_MANY_RAIDS = 10


@dataclass(slots=True)
class Draft:
    """An event as one clause tells it. Joined and filled from its context by discourse.py.

    Attributes:
        type: Sub-event type.
        scope: incident or aggregate.
        frame: Its frame.
        ranges: Ranges of words that carry it, the main one first.
        places: Places of the event, by start.
        agents: Who did it.
        targets: Whom it was done to.
        victims: Unarmed people it was done to.
        counts: Its counts.
        weapons: Weapon mentions.
        objects: Object mentions.
        date: When, as told.
        sayings: Who says so.
        paragraph: Number of its paragraph.
        is_definite: Whether its main act refers back ("the shelling").
        strength: Probability that it tells an event, by the event model; 0 until that has judged it.
        reading: Its sentence.
        inherited: Names of the fields that came from context.
        offers: Places of the context that it may take; empty where it names its own, and where a model chose.
        leanings: For each actor how much more it is taken for one who did it than for one it was done to, in log odds.
    """

    type: str
    scope: str
    frame: Frame
    ranges: list[tuple[int, int]]
    places: list[Location]
    agents: list[Party]
    targets: list[Party]
    victims: list[People]
    counts: list[HarmCount]
    weapons: list[Mention]
    objects: list[Mention]
    date: DateMention | None
    sayings: list[Saying]
    paragraph: int
    is_definite: bool
    strength: float
    reading: SentenceReading
    kinds: frozenset[str] = frozenset()
    inherited: set[str] = field(default_factory=set)
    offers: list[Offer] = field(default_factory=list)
    leanings: dict[str, float] = field(default_factory=dict)

    @property
    def day(self) -> dt.date | None:
        """The one day that it tells, None where it tells none or a stretch of days."""
        return self.date.day if self.date else None

    @property
    def family(self) -> str:
        """Event type of the codebook's section 3."""
        return FAMILY[self.type]


def draft_of(text: Annotated, reading: SentenceReading, frame: Frame, theatre: Theatre,
             judges: Judges | None) -> Draft | None:  # fmt: skip
    """Read the fields of a frame.

    Args:
        text: The annotated report.
        reading: Its sentence.
        frame: The frame.
        theatre: Where the report plays.
        judges: The models that weigh candidates; None for the rules alone.

    Returns:
        The draft, or None where the frame tells no event.
    """
    sentence = reading.sentence
    told = told_as_fact(text, sentence, frame)
    if told is None:
        return None
    frame = told
    roles = roles_of(text, frame, reading.parties, speaker_ranges(reading), judges)
    counts, free = harm_of(text, sentence, frame)
    found = Findings(
        roles, counts, weapons_of(text, frame), objects_of(text, frame), victims_of(text, frame, counts, free)
    )
    facts = facts_of(text, frame, found, in_syria=theatre.main == "SY")
    kind = type_of(facts)
    if kind is None:
        return None
    places = event_places(text, reading, frame, judges)
    date = date_of(text, reading.sayings, frame)
    main = frame.acts[0] if frame.acts else frame.harms[0]
    return Draft(
        kind, _scope(text, frame), frame, [_range(text, reading, frame)], places, roles.agents, roles.targets,
        found.victims, counts, found.weapons, found.objects, date, _own_sayings(reading, frame), sentence.paragraph,
        bool(frame.acts) and main.mention.article and not main.is_verb, 0.0, reading, frozenset(facts.kinds),
        leanings=roles.leanings,
    )  # fmt: skip


def _scope(text: Annotated, frame: Frame) -> str:
    cues, triggers = text.of("cue"), text.of("trigger")
    if any(m.entry.label == _AGGREGATE for i in range(frame.start, frame.end) if i in cues for m in cues[i]):
        return "aggregate"
    many = any(
        n.low >= _MANY_RAIDS and any(m.entry.attrs["role"] == "act" for m in triggers.get(n.end, ()))
        for n in text.numbers_from(frame.start, frame.end)
    )
    return "aggregate" if many else "incident"


def _own_sayings(reading: SentenceReading, frame: Frame) -> list[Saying]:
    return [s for s in reading.sayings if s.names and any(s.tells(a.start, a.end) for a in frame.triggers)]


def _range(text: Annotated, reading: SentenceReading, frame: Frame) -> tuple[int, int]:
    """The words of the quote: the clause without what introduces its speaker and its closing speaker."""
    start, end = frame.start, frame.end
    for saying in reading.sayings:
        if start <= saying.start and saying.end <= frame.first:
            start = max(start, saying.end)
        elif saying.start >= frame.last and saying.start > start:
            end = min(end, saying.start)
    forms = text.words.forms
    while start < frame.first and (forms[start] in _EDGE or _is_connector(text, start)):
        start += 1
    while end > frame.last and forms[end - 1] in _EDGE:
        end -= 1
    return start, max(end, frame.last)


_EDGE = frozenset({"،", '"', ":", "؛", "-", ")", "(", ",", "ان", "\n", "·"})


def _is_connector(text: Annotated, at: int) -> bool:
    return any(
        m.entry.kind == "connector" and m.entry.label in ("cut", "join") and m.end == at + 1
        for m in text.at.get(at, ())
    )
