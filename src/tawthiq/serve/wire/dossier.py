"""An event's page: all that the ledger holds of it, and its history."""

from pydantic import Field

from tawthiq.serve.wire.base import Answer, Names, RangeAnswer
from tawthiq.serve.wire.explore import EventRow
from tawthiq.serve.wire.forms import PlaceCandidate

__all__ = [
    "ActorTag",
    "ClaimAnswer",
    "EventPage",
    "EventPlace",
    "HistoryAnswer",
    "HistoryItem",
    "QuoteAnswer",
    "RecordTag",
    "SourceAnswer",
    "ThingTag",
]


class ActorTag(Answer):
    """An actor of an event: `id` is null where actors.tsv does not know the name."""

    id: str | None = None
    name: str
    label: Names = Field(default_factory=Names)
    reports: int = 0


class ThingTag(Answer):
    """A class of weapon or object, with the words of one report."""

    kind: str
    name: str = ""
    reports: int = 0


class EventPlace(Answer):
    """A place of a ledger event, with the candidates that lost."""

    name: str
    within: str | None = None
    label: Names = Field(default_factory=Names)
    gazetteer_id: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    geo_precision: int | None = None
    kind: str | None = None
    country: str | None = None
    hierarchy_ar: list[str] = Field(default_factory=list)
    hierarchy_en: list[str] = Field(default_factory=list)
    reason: str | None = None
    reports: int = 0
    candidates: list[PlaceCandidate] = Field(default_factory=list)


class ClaimAnswer(Answer):
    """A number as one report tells it."""

    report: str
    source: str | None = None
    published: str | None = None
    source_family: int
    speakers: list[str]
    harm: str
    group: str
    who: str | None = None
    min: int
    max: int | None = None
    part: bool = False
    text: str = ""


class SourceAnswer(Answer):
    """Reports that count as one source."""

    number: int
    reports: list[str]
    outlets: list[str]
    speakers: list[str]
    reason: str
    official: bool
    first_published: str | None = None


class QuoteAnswer(Answer):
    """The words of a report that carry the event."""

    report: str
    quote: str


class RecordTag(Answer):
    """A record of the event: an event of one report."""

    key: str
    report: str
    n: int
    title: str | None = None
    source: str | None = None
    published: str | None = None
    state: str = "open"


class EventPage(Answer):
    """An event's dossier. Where `masked`, names of people and their words are left out; see POST …/opening."""

    row: EventRow
    masked: bool
    places: list[EventPlace]
    actor1: list[ActorTag]
    actor2: list[ActorTag]
    weapons: list[ThingTag]
    objects: list[ThingTag]
    territory: dict[str, str]
    date: str | None = None
    date_start: str | None = None
    date_end: str | None = None
    date_basis: str | None = None
    killed: dict[str, RangeAnswer]
    injured: dict[str, RangeAnswer]
    detained: dict[str, RangeAnswer]
    rule: str
    claims: list[ClaimAnswer]
    sources: list[SourceAnswer]
    attribution: list[str]
    quotes: list[QuoteAnswer]
    grade: str
    grade_reason: str
    records: list[RecordTag]
    version: int = Field(description="Of the ledger in which it got this form.")


class HistoryItem(Answer):
    """One thing that happened to an event; `who` is null for the program."""

    at: str | None = None
    who: str | None = None
    action: str
    detail: str = ""
    version: int | None = None


class HistoryAnswer(Answer):
    """What machine and people did to an event, oldest first."""

    id: str
    items: list[HistoryItem]
