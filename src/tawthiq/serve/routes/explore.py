"""Reading the ledger: table, map, timeline, charts, pages, search, export."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response
from pydantic import Field

from tawthiq.serve.access import Caller, DeskHere
from tawthiq.serve.accounts import Account
from tawthiq.serve.desk import Desk
from tawthiq.serve.explore.dossier import MASK, SEES_NAMES, dossier, history, mask_row
from tawthiq.serve.explore.faces import chart, page_of, timeline
from tawthiq.serve.explore.gatherings import actor_page, place_page, territory
from tawthiq.serve.explore.mapping import draw_map
from tawthiq.serve.explore.release import released
from tawthiq.serve.wire.base import Day, Line, Names, Question
from tawthiq.serve.wire.dossier import EventPage, HistoryAnswer
from tawthiq.serve.wire.explore import (
    ActorPage,
    ChartAnswer,
    ChartBy,
    ChartRow,
    EventFilter,
    EventRow,
    EventTable,
    MapAnswer,
    PlacePage,
    SearchAnswer,
    SearchHit,
    Sort,
    Step,
    TerritoryAnswer,
    TimelineAnswer,
)
from tawthiq.serve.wire.people import OpeningIn
from tawthiq.store.audit import note
from tawthiq.store.search import Filters, search_reports

__all__ = ["ExportQuery", "MapQuery", "TableQuery", "TimelineQuery", "router"]

router = APIRouter(tags=["explore"])
Profile = Literal[
    "acled", "ucdp", "plover", "csv", "xlsx", "parquet", "geoparquet", "geojson", "hxl", "hapi", "airwars"
]
EventId = Annotated[Line, Path()]


class TableQuery(EventFilter):
    """The filter, and which page of the table."""

    sort: Sort = "-date"
    page: Annotated[int, Field(ge=1, le=100_000)] = 1
    limit: Annotated[int, Field(ge=1, le=500)] = 50


class MapQuery(EventFilter):
    """The filter, and the zoom; `bbox` is the view."""

    zoom: Annotated[int, Field(ge=0, le=20)] = 5


class TimelineQuery(EventFilter):
    """The filter, and how long a bar is."""

    step: Step | None = None


class ExportQuery(EventFilter):
    """The filter, and whether what could lead to people is taken out."""

    redact: bool = True
    embargo: Annotated[int, Field(ge=0, le=36_500, description="With redact: youngest age of an event, in days.")] = 30


class SearchQuery(Question):
    """Words, and what the reports must be besides."""

    q: Line = ""
    outlet: Line | None = None
    from_: Day | None = Field(default=None, alias="from")
    to: Day | None = None
    place: Line | None = None
    actor: Line | None = None
    distinct: bool = Field(default=False, description="Of copies only the first seen.")
    rank: bool = Field(default=False, description="Best match first instead of newest first.")
    limit: Annotated[int, Field(ge=1, le=200)] = 20


def _shown(desk: Desk, caller: Account, rows: list[EventRow]) -> list[EventRow]:
    """Rows as a caller may see them."""
    return rows if caller.may(SEES_NAMES) else [mask_row(row, desk.labels.actors) for row in rows]


def _named(desk: Desk, caller: Account, rows: list[ChartRow]) -> list[ChartRow]:
    """Bars of doers as a caller may see them."""
    if caller.may(SEES_NAMES):
        return rows
    hidden = Names(ar=MASK, en=MASK)
    return [
        row if row.key in desk.labels.actors else row.model_copy(update={"key": f"masked:{n}", "label": hidden})
        for n, row in enumerate(rows)
    ]


@router.get("/events")
def list_events(asked: Annotated[TableQuery, Query()], desk: DeskHere, caller: Caller) -> EventTable:
    """Give a page of the table; names of parties that are no listed actor are masked for readers."""
    view = desk.explorer.view()
    mask = desk.explorer.mask(view, asked)
    ids = page_of(view, mask, asked.sort, asked.page, asked.limit)
    return EventTable(
        total=int(mask.sum()), items=_shown(desk, caller, desk.explorer.rows(ids)), version=desk.explorer.version
    )


@router.get("/events/map")
def map_events(asked: Annotated[MapQuery, Query()], desk: DeskHere, caller: Caller) -> MapAnswer:
    """Give the map: clusters by family, single events with the precision of their places, and what has no point."""
    drawn = draw_map(desk.explorer, asked, asked.zoom)
    return drawn.model_copy(update={"unresolved_items": _shown(desk, caller, drawn.unresolved_items)})


@router.get("/events/timeline")
def draw_timeline(asked: Annotated[TimelineQuery, Query()], desk: DeskHere) -> TimelineAnswer:
    """Give the timeline."""
    view = desk.explorer.view()
    return timeline(view, desk.explorer.mask(view, asked), asked.step)


@router.get("/events/charts/{by}")
def draw_chart(by: ChartBy, asked: Annotated[EventFilter, Query()], desk: DeskHere, caller: Caller) -> ChartAnswer:
    """Give harm by perpetrator, weapon, group, governorate and others."""
    view = desk.explorer.view()
    drawn = chart(view, desk.explorer.mask(view, asked), by, desk.labels.of_chart)
    return drawn.model_copy(update={"rows": _named(desk, caller, drawn.rows)}) if by == "perpetrator" else drawn


@router.get("/events/{event}")
def read_event(event: EventId, desk: DeskHere, caller: Caller) -> EventPage:
    """Give an event's dossier; names are masked for readers."""
    return dossier(desk, event, caller)


@router.post("/events/{event}/opening")
def open_names(event: EventId, asked: OpeningIn, desk: DeskHere, caller: Caller) -> EventPage:
    """Give the dossier with its names, which is written into the audit trail."""
    page = dossier(desk, event, caller, opened=True)
    note(desk.project, caller.name, "open-names", event, {"reason": asked.reason})
    return page


@router.get("/events/{event}/history")
def read_history(event: EventId, desk: DeskHere) -> HistoryAnswer:
    """Tell what machine and people did to an event."""
    return history(desk, event)


@router.get("/places/{place:path}")
def read_place(place: Annotated[Line, Path(description="Gazetteer id.")], desk: DeskHere, caller: Caller) -> PlacePage:
    """Give a place's page."""
    page = place_page(desk, place)
    doers = _named(desk, caller, page.perpetrators)
    return page.model_copy(update={"latest": _shown(desk, caller, page.latest), "perpetrators": doers})


@router.get("/actors/{actor:path}")
def read_actor(
    actor: Annotated[Line, Path(description="Actor id, or a name.")], desk: DeskHere, caller: Caller
) -> ActorPage:
    """Give an actor's page."""
    page = actor_page(desk, actor)
    return page.model_copy(update={"latest": _shown(desk, caller, page.latest)})


@router.get("/territory")
def read_territory(asked: Annotated[EventFilter, Query()], desk: DeskHere) -> TerritoryAnswer:
    """List changes of control in order of their days, with the events behind them."""
    return territory(desk, asked)


@router.get("/search")
def search(asked: Annotated[SearchQuery, Query()], desk: DeskHere) -> SearchAnswer:
    """Search the texts of reports."""
    filters = Filters(
        asked.outlet, asked.from_, asked.to, asked.place, asked.actor, all_versions=False, one_a_family=asked.distinct
    )
    found = search_reports(desk.project, asked.q, filters, limit=asked.limit, by_rank=asked.rank)
    return SearchAnswer(total=found.total, hits=[SearchHit.model_validate(hit) for hit in found.hits])


@router.get("/export/{profile}", response_class=Response)
def export_events(profile: Profile, asked: Annotated[ExportQuery, Query()], desk: DeskHere, caller: Caller) -> Response:
    """Give a file of exactly what is filtered; readers get it redacted, and what is not redacted is logged."""
    return _file(desk, caller, profile, asked)


def _file(desk: Desk, caller: Account, profile: str, asked: ExportQuery) -> Response:
    redact = asked.redact or not caller.may(SEES_NAMES)
    made = released(desk, profile, asked, embargo_days=asked.embargo if redact else None)
    detail = {"profile": profile, "events": made.rows, "redacted": redact, "filter": asked.model_dump(mode="json")}
    note(desk.project, caller.name, "export", made.name, detail)
    return made.response()
