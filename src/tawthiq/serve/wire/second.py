"""Second eyes: blind double coding, adjudication, agreement, and proposals for the tables."""

from typing import Annotated, Literal

from pydantic import Field

from tawthiq.serve.wire.base import Answer, Line, Name, Question, Word, Written
from tawthiq.serve.wire.desk import DeskEvent, OutletSide
from tawthiq.serve.wire.forms import EventFields, EventForm, Span

__all__ = [
    "AdjudicationIn",
    "AdjudicationPage",
    "AdjudicationRow",
    "AgreementAnswer",
    "AgreementPoint",
    "AssignmentIn",
    "AssignmentPage",
    "AssignmentRow",
    "FieldAgreement",
    "Preview",
    "PreviewChange",
    "ProposalIn",
    "ProposalOut",
    "ProposalVerdict",
    "SecondDone",
    "SecondReading",
]


class AssignmentIn(Question):
    """Ask a person to code an event again, blind."""

    report: Line
    n: Annotated[int, Field(ge=0, le=1_000_000)]
    person: Name


class AssignmentRow(Answer):
    """A second coding that was asked for."""

    no: int
    report: str
    n: int
    person: str
    asked_by: str
    asked_at: str
    rule: str = Field(description="Which rule of second_coding.tsv asked for it; by hand: 'asked'.")
    state: Literal["open", "done"]
    done_at: str | None = None


class AssignmentPage(Answer):
    """What the second coder sees: the report and the words of the event, nothing that anybody read."""

    assignment: AssignmentRow
    title: str | None = None
    text: str
    source: str | None = None
    outlet: OutletSide
    published: str | None = None
    spans: list[Span]


class SecondReading(Question):
    """What the second coder reads; `fields` is the whole event where it is one."""

    is_event: bool
    fields: EventFields | None = None
    note: Written | None = None


class SecondDone(Answer):
    """A second coding was kept; `differs` names the fields that an adjudicator will settle."""

    differs: list[str]


class AdjudicationRow(Answer):
    """Two codings of an event that differ, to be settled."""

    no: int
    report: str
    n: int
    first: str
    second: str
    differs: list[str]
    state: Literal["open", "settled"]
    settled_by: str | None = None
    settled_at: str | None = None


class AdjudicationPage(Answer):
    """Both codings side by side, with the event as it stands."""

    adjudication: AdjudicationRow
    event: DeskEvent
    text: str
    title: str | None = None
    first: EventForm | None = Field(description="Null: the first coder says that it is no event.")
    second: EventForm | None
    machine: EventForm | None
    note: str | None = None


class AdjudicationIn(Question):
    """How it is settled: one of the two, or fields of a third reading."""

    choice: Literal["first", "second", "other"]
    row_version: Annotated[int, Field(ge=1, le=2_000_000_000)]
    fields: EventFields | None = None
    note: Written | None = None


class FieldAgreement(Answer):
    """Krippendorff's alpha of a field; null where fewer than two values or no variation leave it undefined."""

    field: str
    alpha: float | None
    units: int = Field(description="Events that two or more read.")
    agreed: int = Field(description="Events on which all who read say the same.")


class AgreementPoint(Answer):
    """A field's alpha in one month."""

    month: str
    field: str
    alpha: float | None
    units: int


class AgreementAnswer(Answer):
    """Agreement between people, or between people and the program."""

    between: Literal["people", "program"]
    fields: list[FieldAgreement]
    over_time: list[AgreementPoint]


class ProposalIn(Question):
    """A row for one of the tables that a project may add to, with the decision that it comes from."""

    table: Literal["lexicon/triggers.tsv", "lexicon/weapons.tsv", "lexicon/objects.tsv", "lexicon/persons.tsv",
                   "lexicon/kinds.tsv", "actors/aliases.tsv", "actors/actors.tsv", "gazetteer"]  # fmt: skip
    row: Annotated[dict[Word, Line], Field(min_length=1, max_length=30)]
    report: Line | None = None
    n: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    note: Written | None = None


class ProposalVerdict(Question):
    """What the editor says of a proposal."""

    accept: bool
    note: Written | None = None


class PreviewChange(Answer):
    """A coded report that the row would change."""

    report: str
    title: str | None = None
    before: int = Field(description="Events before.")
    after: int
    changed: list[str] = Field(description="Fields that would differ.")


class Preview(Answer):
    """What a proposal would change, found by coding again those reports that hold its words."""

    words: list[str]
    reports: int = Field(description="Coded reports that hold one of the words.")
    tried: int = Field(description="How many of them were coded again for this preview.")
    changes: list[PreviewChange]


class ProposalOut(Answer):
    """A proposal and what became of it."""

    no: int
    table: str
    row: dict[str, str]
    report: str | None = None
    n: int | None = None
    person: str
    at: str
    note: str | None = None
    state: Literal["open", "accepted", "refused"]
    decided_by: str | None = None
    decided_at: str | None = None
    verdict: str | None = None
    file: str | None = Field(default=None, description="Where it was written, below the project's folder.")
