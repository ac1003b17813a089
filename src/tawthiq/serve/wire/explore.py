"""Exploring the ledger: one filter, and its faces: table, map, timeline, charts; places, actors, territory, search."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from tawthiq.serve.wire.base import Answer, Day, Grade, Line, Names, Question, RangeAnswer, Word

__all__ = [
    "ActorPage",
    "Bar",
    "ChartAnswer",
    "ChartBy",
    "ChartRow",
    "Cluster",
    "EventFilter",
    "EventRow",
    "EventTable",
    "LabelsAnswer",
    "MapAnswer",
    "MapPoint",
    "PlacePage",
    "PublicQuery",
    "SearchAnswer",
    "SearchHit",
    "Sort",
    "Step",
    "TerritoryAnswer",
    "TerritoryChange",
    "TimelineAnswer",
]

ChartBy = Literal["perpetrator", "weapon", "group", "governorate", "type", "family", "grade", "outlet"]
Step = Literal["day", "week", "month", "year"]
Sort = Literal[
    "date", "-date", "killed", "-killed", "injured", "-injured", "sources", "-sources", "reports", "-reports", "type",
    "-type", "place", "-place", "governorate", "-governorate", "grade", "-grade",
]  # fmt: skip
_BBOX = r"^-?\d{1,3}(\.\d{1,8})?(,-?\d{1,3}(\.\d{1,8})?){3}$"


class EventFilter(Question):
    """What events are narrowed to. Of a list one has to hold; all that are given must hold."""

    type: list[Word] = Field(default_factory=list, max_length=50)
    family: list[Word] = Field(default_factory=list, max_length=10)
    from_: Day | None = Field(default=None, alias="from", description="First day.")
    to: Day | None = None
    place: list[Line] = Field(
        default_factory=list, max_length=20, description="Gazetteer id or name of a place, or of what it lies within."
    )
    actor: list[Line] = Field(default_factory=list, max_length=20, description="Actor id, of either side.")
    perpetrator: list[Line] = Field(default_factory=list, max_length=20, description="Actor id among the doers.")
    weapon: list[Word] = Field(default_factory=list, max_length=30)
    group: list[Word] = Field(default_factory=list, max_length=20, description="A group of people harmed.")
    governorate: list[Line] = Field(default_factory=list, max_length=30)
    country: list[Word] = Field(default_factory=list, max_length=30)
    outlet: list[Line] = Field(default_factory=list, max_length=30)
    grade: list[Grade] = Field(default_factory=list, max_length=5)
    killed: Annotated[int, Field(ge=1, le=1_000_000)] | None = Field(
        default=None, description="Least number of killed, by the best value."
    )
    unmapped: bool = Field(default=False, description="Events without a point alone.")
    bbox: Annotated[str, StringConstraints(pattern=_BBOX)] | None = Field(
        default=None, description="WEST,SOUTH,EAST,NORTH in degrees."
    )
    q: Line | None = Field(default=None, description="Words that one of the event's reports must hold.")


class PublicQuery(Question):
    """What everybody may ask for: no words of reports, no outlets."""

    type: list[Word] = Field(default_factory=list, max_length=50)
    family: list[Word] = Field(default_factory=list, max_length=10)
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None
    country: list[Word] = Field(default_factory=list, max_length=30)
    page: Annotated[int, Field(ge=1, le=100_000)] = 1
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class EventRow(Answer):
    """An event of the ledger as a row of the table."""

    id: str
    type: str
    family: str
    scope: str
    date_start: str | None = None
    date_end: str | None = None
    place: Names = Field(default_factory=Names)
    place_id: str | None = None
    governorate: Names = Field(default_factory=Names)
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    geo_precision: int | None = None
    actor1: list[str] = Field(default_factory=list, description="Ids, or names of actors that have none.")
    actor2: list[str] = Field(default_factory=list)
    killed: RangeAnswer | None = None
    injured: RangeAnswer | None = None
    detained: RangeAnswer | None = None
    weapons: list[str] = Field(default_factory=list)
    groups: list[str] = Field(default_factory=list)
    grade: str
    sources: int = Field(description="Independent families of sources.")
    reports: int
    disputed: bool = False


class EventTable(Answer):
    """A page of the table."""

    total: int
    items: list[EventRow]
    version: int = Field(description="Of the ledger.")


class Cluster(Answer):
    """Events that share a cell of the map's grid, counted by family."""

    lat: float
    lon: float
    count: int
    families: dict[str, int]
    killed: RangeAnswer | None = None
    bounds: list[float] = Field(description="WEST, SOUTH, EAST, NORTH of its events' points.")


class MapPoint(Answer):
    """One event with a point; it lies within `radius_km` of it."""

    id: str
    lat: float
    lon: float
    radius_km: float | None = None
    geo_precision: int | None = None
    type: str
    family: str
    date: str | None = None
    killed: int | None = Field(default=None, description="Best number killed.")
    injured: int | None = None
    grade: str


class MapAnswer(Answer):
    """Clusters and single events of one view of the map, and what has no point."""

    total: int
    shown: int
    zoom: int
    clusters: list[Cluster]
    points: list[MapPoint]
    unresolved: int = Field(description="Events without a point; never dropped from the count.")
    unresolved_items: list[EventRow]


class Bar(Answer):
    """A stretch of the timeline; events of several days count on their first."""

    start: str
    end: str
    events: int
    families: dict[str, int]
    killed: RangeAnswer
    injured: RangeAnswer


class TimelineAnswer(Answer):
    """Bars without gaps from the first day to the last."""

    step: Step
    bars: list[Bar]
    undated: int
    total: int


class ChartRow(Answer):
    """One bar of a chart. An event with two of a kind counts for both."""

    key: str
    label: Names
    events: int
    killed: RangeAnswer
    injured: RangeAnswer
    detained: RangeAnswer
    families: dict[str, int]


class ChartAnswer(Answer):
    """A chart: the largest first, and how many events say nothing of what it is by."""

    by: ChartBy
    rows: list[ChartRow]
    unknown: int
    total: int


class PlacePage(Answer):
    """A place: what the gazetteer says, and the events there."""

    id: str
    name: Names
    kind: str | None = None
    country: str | None = None
    hierarchy_ar: list[str] = Field(default_factory=list)
    hierarchy_en: list[str] = Field(default_factory=list)
    lat: float | None = None
    lon: float | None = None
    events: int
    killed: RangeAnswer
    injured: RangeAnswer
    families: dict[str, int]
    perpetrators: list[ChartRow]
    timeline: TimelineAnswer
    latest: list[EventRow]


class ActorPage(Answer):
    """An actor: what the table of actors says, and its events as doer and as the one it was done to."""

    id: str
    name: Names
    kind: str | None = None
    country: str | None = None
    side: str | None = None
    from_year: str | None = None
    to_year: str | None = None
    aliases: list[str] = Field(default_factory=list)
    as_doer: int
    as_target: int
    killed: RangeAnswer
    injured: RangeAnswer
    families: dict[str, int]
    weapons: list[ChartRow]
    governorates: list[ChartRow]
    timeline: TimelineAnswer
    latest: list[EventRow]


class TerritoryChange(Answer):
    """A place changing hands as the ledger tells it."""

    event_id: str
    type: str
    date: str | None = None
    place: Names
    place_id: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    to: str | None = None
    to_label: Names = Field(default_factory=Names)
    from_: str | None = Field(default=None, alias="from")
    from_label: Names = Field(default_factory=Names)
    grade: str
    reports: int


class TerritoryAnswer(Answer):
    """All changes in order of their days; who holds a place on a day follows from the last one before it."""

    changes: list[TerritoryChange]
    total: int


class SearchHit(Answer):
    """A report found; `marks` are the words sought in the snippet."""

    id: str
    title: str | None = None
    source: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    version: int
    copies: int
    snippet: str
    marks: list[tuple[int, int]]


class SearchAnswer(Answer):
    """Reports found."""

    total: int
    hits: list[SearchHit]


class LabelsAnswer(Answer):
    """What the closed lists and actors are called in both languages: list, then key; and the families of types."""

    labels: dict[str, dict[str, Names]]
    families: dict[str, list[str]]
    actors: dict[str, Names]
    keys: dict[str, str] = Field(description="The desk's key for each field.")
