"""An event as a form of the codebook: every value with its words, offsets in code points of the report's text."""

from typing import Annotated

from pydantic import Field

from tawthiq.serve.wire.base import Answer, Day, Line, Name, Names, Question, Word

__all__ = [
    "ActorValue",
    "CountValue",
    "EventFields",
    "EventForm",
    "PlaceCandidate",
    "PlaceValue",
    "SaidBy",
    "Span",
    "TerritoryValue",
    "ThingValue",
    "Words",
]

Offset = Annotated[int, Field(ge=0, le=10_000_000)]
Number = Annotated[int, Field(ge=0, le=10_000_000)]


class Span(Question):
    """A stretch of the report's text, end exclusive."""

    start: Offset
    end: Offset


class Words(Span):
    """The words behind a value, and the rule that read them; rule "person" where a person marked them."""

    rule: Line = "person"


class ActorValue(Question):
    """An actor as written; `id` where actors.tsv knows it."""

    name: Line
    id: Word | None = None
    words: list[Words] = Field(default_factory=list, max_length=200)


class PlaceCandidate(Question):
    """A place that a name may mean, with the features of its score."""

    id: Line
    name: Names = Field(default_factory=Names)
    kind: Word | None = None
    country: Word | None = None
    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    score: float | None = None
    parts: dict[str, float] = Field(default_factory=dict, max_length=50)


class PlaceValue(Question):
    """A place as written, and what its resolution says; `lat` and `lon` are null where it is unresolved."""

    name: Line
    within: Line | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    radius_km: Annotated[float, Field(ge=0, le=20_100)] | None = None
    geo_precision: Annotated[int, Field(ge=1, le=3)] | None = None
    where_prec: Annotated[int, Field(ge=1, le=7)] | None = None
    gazetteer_id: Line | None = None
    label: Names = Field(default_factory=Names)
    kind: Word | None = None
    country: Word | None = None
    hierarchy_ar: list[Line] = Field(default_factory=list, max_length=20)
    hierarchy_en: list[Line] = Field(default_factory=list, max_length=20)
    basis: Word | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    reason: Line | None = None
    candidates: list[PlaceCandidate] = Field(default_factory=list, max_length=100)
    words: list[Words] = Field(default_factory=list, max_length=200)


class CountValue(Question):
    """How many of a group; `max` is null where the text sets no upper bound."""

    group: Word
    min: Number
    max: Number | None = None
    who: Word | None = None
    part: bool = False
    text: Line = ""
    words: list[Words] = Field(default_factory=list, max_length=200)


class ThingValue(Question):
    """A weapon or an object, as written, with its class of the codebook."""

    name: Line = ""
    kind: Word
    words: list[Words] = Field(default_factory=list, max_length=200)


class SaidBy(Question):
    """Somebody who says so."""

    name: Name
    words: list[Words] = Field(default_factory=list, max_length=200)


class TerritoryValue(Question):
    """Who took a place from whom, as ids or names."""

    to: Line | None = None
    from_: Line | None = Field(default=None, alias="from")


class EventFields(Question):
    """Some fields of an event: those that are set take the place of the ones before, null means "not stated"."""

    type: Word | None = None
    scope: Word | None = None
    spans: list[Span] | None = Field(default=None, max_length=200)
    type_words: list[Words] | None = Field(default=None, max_length=200)
    places: list[PlaceValue] | None = Field(default=None, max_length=100)
    actor1: list[ActorValue] | None = Field(default=None, max_length=100)
    actor2: list[ActorValue] | None = Field(default=None, max_length=100)
    killed: list[CountValue] | None = Field(default=None, max_length=100)
    injured: list[CountValue] | None = Field(default=None, max_length=100)
    detained: list[CountValue] | None = Field(default=None, max_length=100)
    weapons: list[ThingValue] | None = Field(default=None, max_length=100)
    objects: list[ThingValue] | None = Field(default=None, max_length=100)
    date: Day | None = None
    date_words: list[Words] | None = Field(default=None, max_length=200)
    attribution: list[SaidBy] | None = Field(default=None, max_length=100)
    territory: TerritoryValue | None = None


class EventForm(Answer):
    """A whole event; empty lists and nulls are what the text does not state."""

    type: str
    scope: str = "incident"
    spans: list[Span] = Field(default_factory=list)
    type_words: list[Words] = Field(default_factory=list)
    places: list[PlaceValue] = Field(default_factory=list)
    actor1: list[ActorValue] = Field(default_factory=list)
    actor2: list[ActorValue] = Field(default_factory=list)
    killed: list[CountValue] = Field(default_factory=list)
    injured: list[CountValue] = Field(default_factory=list)
    detained: list[CountValue] = Field(default_factory=list)
    weapons: list[ThingValue] = Field(default_factory=list)
    objects: list[ThingValue] = Field(default_factory=list)
    date: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    date_basis: str | None = None
    date_words: list[Words] = Field(default_factory=list)
    attribution: list[SaidBy] = Field(default_factory=list)
    territory: TerritoryValue | None = None
