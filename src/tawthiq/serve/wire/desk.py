"""The desk: queue, reports with their events, decisions, links, places."""

from typing import Annotated, Literal

from pydantic import Field

from tawthiq.serve.wire.base import Answer, Day, Line, Names, Question, Word, Written
from tawthiq.serve.wire.forms import CountValue, EventFields, EventForm, PlaceCandidate, Span

__all__ = [
    "BegunIn",
    "BegunWork",
    "Conflict",
    "Copy",
    "DecisionIn",
    "DecisionOut",
    "DeskEvent",
    "LinkIn",
    "LinkOut",
    "MarkedEventOut",
    "MarkedIn",
    "MissedIn",
    "NextAnswer",
    "OutletSide",
    "PastDecision",
    "PlacesAnswer",
    "QueueAnswer",
    "QueueFilter",
    "QueueItem",
    "ReadIn",
    "ReadOut",
    "ReportPage",
    "SameAnswer",
    "SameCandidate",
    "State",
]

State = Literal["open", "accepted", "corrected", "rejected", "not_event", "missed"]
DecisionKind = Literal["accept", "correct", "reject", "not_event", "undo"]
FieldName = Literal[
    "type", "places", "actor1", "actor2", "killed", "injured", "detained", "weapons", "objects", "date",
    "attribution", "territory",
]  # fmt: skip


class QueueFilter(Question):
    """What the queue is narrowed to; every given one must hold."""

    type: list[Word] = Field(default_factory=list, max_length=50)
    place: Line | None = Field(default=None, description="Name of a place of the event or of what it lies within.")
    actor: Line | None = Field(default=None, description="Id or name of an actor of the event.")
    outlet: Line | None = None
    confidence_below: Annotated[float, Field(ge=0, le=1)] | None = None
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None
    state: State | Literal["any"] = "open"
    q: Line | None = Field(default=None, description="Words that the report must hold.")


class QueueItem(Answer):
    """A line of the queue."""

    no: int
    report: str
    n: int
    type: str
    family: str
    date: str | None = None
    place: Names = Field(default_factory=Names)
    governorate: Names = Field(default_factory=Names)
    actors: list[str] = Field(default_factory=list)
    killed: int | None = Field(default=None, description="Least number killed.")
    injured: int | None = None
    confidence: float | None = None
    priority: float
    state: State
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    row_version: int
    needs_second: bool = False
    begun: bool = Field(default=False, description="Whether the person who asks has begun it.")


class QueueAnswer(Answer):
    """Lines of the queue in its order; `next` is what to give as `after` for more, null at the end."""

    total: int
    items: list[QueueItem]
    next: int | None = None


class OutletSide(Answer):
    """Who publishes, and on whose side."""

    id: str | None = None
    name: Names = Field(default_factory=Names)
    country: str | None = None
    side: str | None = Field(default=None, description="Actor id that runs or speaks through it.")


class Copy(Answer):
    """A report of the same family of copies."""

    id: str
    source: str | None = None
    published: str | None = None
    is_first: bool = False


class PastDecision(Answer):
    """A decision that was made of an event."""

    no: int
    person: str
    at: str
    kind: str
    note: str | None = None
    fields: list[str] = Field(default_factory=list, description="Names of the fields that it set.")


class DeskEvent(Answer):
    """An event of a report at the desk: what the program read, what a person says, and where it stands.

    `n` counts the program's events from 0; those that people added count from 1000.
    """

    report: str
    n: int
    key: str = Field(description="REPORT#N, as the ledger names records.")
    origin: Literal["machine", "person"]
    state: State
    row_version: int = Field(description="Send it with a decision; 409 tells that somebody else was faster.")
    machine: EventForm | None = Field(description="The program's reading; null for an event that it missed.")
    person: EventForm | None = Field(description="What people made of it; null as long as nobody changed a field.")
    confidence: float | None = None
    field_confidence: dict[str, float] = Field(default_factory=dict)
    priority: float
    event_id: str | None = Field(default=None, description="Id of its event in the ledger.")
    decided_by: str | None = None
    decided_at: str | None = None
    note: str | None = None
    needs_second: bool = False
    decisions: list[PastDecision] = Field(default_factory=list)


class BegunWork(Answer):
    """What the person who asks began on a record and has not decided yet."""

    n: int
    row_version: int = Field(description="That they saw; if the record has another one, somebody decided meanwhile.")
    form: EventForm = Field(description="Their changes over what stands now.")
    fields: list[str] = Field(description="Names of the fields that they changed.")
    note: str | None = None
    at: str


class ReportPage(Answer):
    """A report with all that the desk shows of it."""

    id: str
    title: str | None = None
    text: str
    language: str | None = None
    source: str | None = None
    outlet: OutletSide
    url: str | None = None
    published: str | None = None
    published_at: str | None = None
    published_basis: str | None = None
    collected_at: str
    copies: list[Copy] = Field(default_factory=list, description="Others of its family of copies.")
    versions: list[str] = Field(default_factory=list, description="Ids of all versions of its page, oldest first.")
    coded_by: str | None = None
    events: list[DeskEvent] = Field(default_factory=list)
    begun: list[BegunWork] = Field(default_factory=list, description="Of the person who asks, and nobody else.")


class NextAnswer(Answer):
    """The next event to check, with its report; both null when nothing is left."""

    total: int
    item: QueueItem | None = None
    report: ReportPage | None = None


class DecisionIn(Question):
    """A decision; `fields` belongs to "correct", and to nothing else."""

    kind: DecisionKind
    row_version: Annotated[int, Field(ge=1, le=2_000_000_000)]
    fields: EventFields | None = None
    note: Written | None = None


class DecisionOut(Answer):
    """The event as it stands after a decision."""

    event: DeskEvent
    decision: int


class BegunIn(Question):
    """Work on a record that is not decided yet: the changed fields, as a correction takes them."""

    row_version: Annotated[int, Field(ge=1, le=2_000_000_000)]
    fields: EventFields = Field(default_factory=EventFields)
    note: Written | None = None


class Conflict(Answer):
    """Somebody decided meanwhile: both versions, nothing was written."""

    what: str
    remedy: str
    yours: DecisionIn
    current: DeskEvent


class MissedIn(Question):
    """An event that the program missed: its words and what they say."""

    spans: Annotated[list[Span], Field(min_length=1, max_length=200)]
    fields: EventFields
    note: Written | None = None


class MarkedIn(Question):
    """Words of a report, as a person marked them."""

    start: Annotated[int, Field(ge=0, le=10_000_000)]
    end: Annotated[int, Field(ge=1, le=10_000_000)]


class MarkedEventOut(Answer):
    """The event that the coder reads in marked words, whether or not it held it to be one."""

    read: bool = Field(description="Whether it reads one there; else all fields are empty.")
    fields: EventFields


class ReadIn(MarkedIn):
    """Words to read a field from."""

    field: FieldName


class ReadOut(Answer):
    """What the coder's rules read from the words: `fields` holds the one field; empty where they read nothing."""

    field: FieldName
    read: bool = Field(description="Whether a rule read a value; else the words stand as they are, for a person.")
    fields: EventFields


class SameCandidate(Answer):
    """Another record that may be the same event, and what speaks for it and against, in words."""

    key: str
    report: str
    n: int
    event_id: str | None = None
    linked: bool = Field(description="Whether it is in the same event of the ledger already.")
    bits: float = Field(description="Weight of the evidence; over 0 speaks for one event.")
    type: str
    date: str | None = None
    place: Names = Field(default_factory=Names)
    killed: list[CountValue] = Field(default_factory=list)
    source: str | None = None
    published: str | None = None
    quote: str = ""
    agrees: list[Names] = Field(default_factory=list)
    differs: list[Names] = Field(default_factory=list)


class SameAnswer(Answer):
    """Records of the same event and those that may be."""

    event_id: str | None = None
    candidates: list[SameCandidate]


class LinkIn(Question):
    """What a person says of two records, named REPORT#N."""

    one: Line
    other: Line
    kind: Literal["merge", "split", "never"]


class LinkOut(Answer):
    """A link decision as kept; the ledger follows at its next version."""

    no: int
    kind: str
    one: str
    other: str
    version: int | None = Field(default=None, description="The ledger's version where it took effect at once.")
    event_id: str | None = None


class PlacesAnswer(Answer):
    """Places that a name may mean, the best first."""

    candidates: list[PlaceCandidate]
