"""Pages that gather events: of a place, of an actor, and the changes of territory."""

from typing import Any, Final

import numpy as np

from tawthiq.errors import NotFoundError, UsageError
from tawthiq.review.columns import View
from tawthiq.serve.desk import Desk
from tawthiq.serve.explore.faces import chart, families_of, page_of, sum_of, timeline
from tawthiq.serve.explore.ledger import Mask
from tawthiq.serve.wire.base import Names
from tawthiq.serve.wire.explore import ActorPage, EventFilter, PlacePage, TerritoryAnswer, TerritoryChange

__all__ = ["actor_page", "place_page", "territory"]

_LATEST: Final = 50
_TERRITORIAL: Final = ("government-regains-territory", "non-state-overtakes-territory", "non-violent-transfer")
_MOST_CHANGES: Final = 5000


def place_page(desk: Desk, place_id: str) -> PlacePage:
    """Make the page of a place: events at it or inside it.

    Raises:
        NotFoundError: No event of the ledger is at such a place.
    """
    view = desk.explorer.view()
    mask = view.alive & view.holds("place_keys", [place_id])
    if not mask.any():
        raise NotFoundError(f"no event at a place {place_id!r}", remedy="search for its name")
    place = _place_told(desk, view, mask, place_id)
    rows = np.flatnonzero(mask)
    hierarchy = place.get("hierarchy") or {}
    return PlacePage(
        id=place_id,
        name=Names(ar=place.get("name_ar"), en=place.get("name_en")),
        kind=place.get("kind"),
        country=place.get("country"),
        hierarchy_ar=list(hierarchy.get("ar") or []),
        hierarchy_en=list(hierarchy.get("en") or []),
        lat=place.get("lat"),
        lon=place.get("lon"),
        events=len(rows),
        killed=sum_of(view, rows, "killed"),
        injured=sum_of(view, rows, "injured"),
        families=families_of(view, rows),
        perpetrators=chart(view, mask, "perpetrator", desk.labels.of_chart, 10).rows,
        timeline=timeline(view, mask),
        latest=desk.explorer.rows(page_of(view, mask, "-date", 1, _LATEST)),
    )


def _place_told(desk: Desk, view: View, mask: Mask, place_id: str) -> dict[str, Any]:
    """What the newest event of a place says of it."""
    for event_id in page_of(view, mask, "-date", 1, 5):
        event = desk.explorer.event(event_id)
        for place in event["places"] if event else []:
            if place.get("gazetteer_id") == place_id:
                return place
    return {}


def actor_page(desk: Desk, actor_id: str) -> ActorPage:
    """Make the page of an actor: one of actors.tsv, or a name that reports give.

    Raises:
        NotFoundError: There is no such actor and no such name.
    """
    view = desk.explorer.view()
    doer = view.alive & view.holds("actor1", [actor_id])
    target = view.alive & view.holds("actor2", [actor_id])
    row = desk.actors.get(actor_id, {})
    if not row and not doer.any() and not target.any():
        raise NotFoundError(f"no actor {actor_id!r}")
    rows = np.flatnonzero(doer)
    aliases = [one["alias"] for one in desk.tables.table("actors/aliases.tsv") if one["id"] == actor_id]
    return ActorPage(
        id=actor_id,
        name=desk.labels.actor(actor_id),
        kind=row.get("kind") or None,
        country=row.get("country") or None,
        side=row.get("side") or None,
        from_year=row.get("from") or None,
        to_year=row.get("to") or None,
        aliases=aliases[:_LATEST],
        as_doer=len(rows),
        as_target=int(target.sum()),
        killed=sum_of(view, rows, "killed"),
        injured=sum_of(view, rows, "injured"),
        families=families_of(view, rows),
        weapons=chart(view, doer, "weapon", desk.labels.of_chart, 12).rows,
        governorates=chart(view, doer, "governorate", desk.labels.of_chart, 12).rows,
        timeline=timeline(view, doer),
        latest=desk.explorer.rows(page_of(view, doer | target, "-date", 1, _LATEST)),
    )


def territory(desk: Desk, wanted: EventFilter) -> TerritoryAnswer:
    """List the changes of control in order of their days; those without a day stand last.

    Raises:
        UsageError: There are more than fit into one answer.
    """
    view = desk.explorer.view()
    mask = desk.explorer.mask(view, wanted) & view.is_one_of("type", _TERRITORIAL)
    rows = np.flatnonzero(mask)
    if len(rows) > _MOST_CHANGES:
        raise UsageError(f"{len(rows)} changes are too many for one answer", remedy="narrow days or place")
    order = np.argsort(view.numbers["day"][rows], kind="stable")  # nan, no day, is sorted last
    ids = [view.keys[row] for row in rows[order]]
    held = {event["id"]: event for event in desk.explorer.events(ids)}
    changes = []
    for row in desk.explorer.rows(ids):
        event = held[row.id]
        to, lost = event["territory"].get("to"), event["territory"].get("from")
        changes.append(
            TerritoryChange(
                event_id=row.id, type=row.type, date=row.date_start, place=row.place, place_id=row.place_id,
                lat=row.lat, lon=row.lon, radius_km=row.radius_km, to=to,
                to_label=desk.labels.actor(to) if to else Names(), **{"from": lost},
                from_label=desk.labels.actor(lost) if lost else Names(), grade=row.grade, reports=row.reports,
            )
        )  # fmt: skip
    return TerritoryAnswer(changes=changes, total=len(changes))
