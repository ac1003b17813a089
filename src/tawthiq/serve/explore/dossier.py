"""An event's page: all that the ledger holds of it, names masked for those who may not see them; and its history."""

import json
from collections.abc import Container, Mapping
from typing import Any, Final

from sqlalchemy import or_, select

from tawthiq.errors import NotFoundError
from tawthiq.model.ledger import LedgerEvent
from tawthiq.serve.accounts import Account
from tawthiq.serve.desk import Desk
from tawthiq.serve.forms import candidate_of
from tawthiq.serve.wire.base import Names, RangeAnswer
from tawthiq.serve.wire.dossier import (
    ActorTag,
    ClaimAnswer,
    EventPage,
    EventPlace,
    HistoryAnswer,
    HistoryItem,
    QuoteAnswer,
    RecordTag,
    SourceAnswer,
    ThingTag,
)
from tawthiq.serve.wire.explore import EventRow
from tawthiq.store.desk_schema import desk_rows
from tawthiq.store.engine import reading
from tawthiq.store.schema import decisions, events, ledger_events, ledger_versions, link_decisions, reports

__all__ = ["MASK", "SEES_NAMES", "dossier", "history", "mask_row"]

SEES_NAMES: Final = "coder"
"""From this role on, people may open masked names, with a reason that the audit trail keeps, and export them."""
MASK: Final = "\u2588\u2588\u2588"


def dossier(desk: Desk, event_id: str, caller: Account | None, *, opened: bool = False) -> EventPage:
    """Make an event's page.

    Args:
        desk: The services.
        event_id: Of a living event.
        caller: Who asks; None for the public.
        opened: Whether they opened the masked names.

    Raises:
        NotFoundError: No such event lives.
    """
    event = desk.explorer.event(event_id)
    rows = desk.explorer.rows([event_id])
    if event is None or not rows:
        raise NotFoundError(f"no event {event_id!r} in the ledger")
    masked = not (opened and caller is not None and caller.may(SEES_NAMES))
    told = _masked(event) if masked else event
    held = _records(desk, event["records"])
    row = rows[0]
    if masked:
        row = mask_row(row, desk.labels.actors)
    return EventPage(
        row=row,
        masked=masked,
        places=[_place(place, held) for place in told["places"]],
        actor1=[_actor(desk, actor) for actor in told["actor1"]],
        actor2=[_actor(desk, actor) for actor in told["actor2"]],
        weapons=[ThingTag(kind=t["class"], name=t["name"], reports=t["reports"]) for t in told["weapons"]],
        objects=[ThingTag(kind=t["class"], name=t["name"], reports=t["reports"]) for t in told["objects"]],
        territory=told["territory"],
        date=told["date"],
        date_start=told["date_start"],
        date_end=told["date_end"],
        date_basis=told["date_basis"],
        killed=_ranges(told["killed"]),
        injured=_ranges(told["injured"]),
        detained=_ranges(told["detained"]),
        rule=told["rule"],
        claims=[ClaimAnswer(**claim) for claim in told["claims"]],
        sources=[SourceAnswer(**family) for family in told["sources"]],
        attribution=told["attribution"],
        quotes=[QuoteAnswer(**quote) for quote in told["quotes"]],
        grade=told["grade"],
        grade_reason=told["grade_reason"],
        records=[_record_tag(key, held) for key in told["records"]],
        version=told["version"],
    )


def mask_row(row: EventRow, listed: Container[str]) -> EventRow:
    """Hide names of parties of a row that are no listed actor: a victim may stand there by name.

    Args:
        row: Of the table.
        listed: Ids of actors.
    """
    sides = {"actor1": row.actor1, "actor2": row.actor2}
    return row.model_copy(
        update={side: [one if one in listed else MASK for one in told] for side, told in sides.items()}
    )


def _masked(event: LedgerEvent) -> LedgerEvent:
    """Hide the words of reports, the names of speakers, and of parties that are no listed actor."""
    copy = event.copy()
    copy["quotes"] = [{"report": quote["report"], "quote": MASK} for quote in event["quotes"]]
    copy["attribution"] = [MASK for _ in event["attribution"]]
    copy["claims"] = [
        claim | {"speakers": [MASK for _ in claim["speakers"]], "text": MASK} for claim in event["claims"]
    ]
    copy["sources"] = [
        family | {"speakers": [MASK for _ in family["speakers"]],
                  "reason": f"quotes {MASK}" if family["reason"].startswith("quotes") else family["reason"]}
        for family in event["sources"]
    ]  # fmt: skip
    copy["actor1"], copy["actor2"] = (
        [actor if actor.get("id") else actor | {"name": MASK} for actor in side]
        for side in (event["actor1"], event["actor2"])
    )
    copy["weapons"], copy["objects"] = (
        [thing | {"name": ""} for thing in things] for things in (event["weapons"], event["objects"])
    )
    copy["territory"] = {key: who if who == who.lower() else MASK for key, who in event["territory"].items()}
    copy["grade_reason"] = f"{len(event['sources'])} independent families of sources"
    return copy


def _ranges(told: Mapping[str, Any]) -> dict[str, RangeAnswer]:
    return {group: RangeAnswer(**ends) for group, ends in told.items()}


def _actor(desk: Desk, actor: Mapping[str, Any]) -> ActorTag:
    label = desk.labels.actor(actor["id"]) if actor.get("id") else Names(ar=actor["name"], en=actor["name"])
    return ActorTag(id=actor.get("id"), name=actor["name"], label=label, reports=actor["reports"])


def _place(place: Mapping[str, Any], held: Mapping[str, Mapping[str, Any]]) -> EventPlace:
    hierarchy = place.get("hierarchy") or {}
    return EventPlace(
        **{name: place.get(name) for name in ("within", "gazetteer_id", "lat", "lon", "radius_km", "geo_precision",
                                              "kind", "country", "reason")},
        name=place["name"],
        label=Names(ar=place.get("name_ar"), en=place.get("name_en")),
        hierarchy_ar=list(hierarchy.get("ar") or []),
        hierarchy_en=list(hierarchy.get("en") or []),
        reports=place.get("reports", 0),
        candidates=[candidate_of(one) for one in _losers(place["name"], held)],
    )  # fmt: skip


def _losers(name: str, held: Mapping[str, Mapping[str, Any]]) -> list[Any]:
    """The candidates that lost for a place, from the first record that has some: the ledger leaves them out."""
    for record in held.values():
        for place in record["event"].get("places") or []:
            if place.get("name") == name and place.get("candidates"):
                found: list[Any] = place["candidates"]
                return found
    return []


def _records(desk: Desk, keys: list[str]) -> dict[str, dict[str, Any]]:
    wanted = {key.rpartition("#")[0] for key in keys}
    query = (
        select(
            reports.c.id, reports.c.title, reports.c.source, reports.c.published, desk_rows.c.n, desk_rows.c.state,
            desk_rows.c.reading, events.c.body,
        )
        .join(reports, reports.c.no == desk_rows.c.report_no)
        .join(events, events.c.no == desk_rows.c.event_no, isouter=True)
        .where(reports.c.id.in_(wanted))
    )  # fmt: skip
    with reading(desk.project.engine) as connection:
        rows = connection.execute(query).mappings().all()
    found = {
        f"{row['id']}#{row['n']}": dict(row) | {"event": json.loads(row["reading"] or row["body"])} for row in rows
    }
    return {key: found[key] for key in keys if key in found}


def _record_tag(key: str, held: Mapping[str, Mapping[str, Any]]) -> RecordTag:
    report, _, n = key.rpartition("#")
    row = held.get(key, {})
    return RecordTag(
        key=key, report=report, n=int(n), title=row.get("title"), source=row.get("source"),
        published=row.get("published"), state=row.get("state", "open"),
    )  # fmt: skip


def history(desk: Desk, event_id: str) -> HistoryAnswer:
    """Tell what machine and people did to an event, oldest first.

    Raises:
        NotFoundError: No such event was ever in the ledger.
    """
    with reading(desk.project.engine) as connection:
        bodies = connection.execute(
            select(ledger_events.c.body).where(ledger_events.c.id == event_id).order_by(ledger_events.c.since.desc())
        ).scalars()
        newest = next(iter(bodies), None)
        if newest is None:
            raise NotFoundError(f"no event {event_id!r} in the ledger")
        event = json.loads(newest)
        at = {row.no: row.at for row in connection.execute(select(ledger_versions.c.no, ledger_versions.c.at))}
        items = [
            HistoryItem(
                at=at.get(change["version"]), who=None, action=change["action"], detail=change["detail"],
                version=change["version"],
            )
            for change in event["changes"]
        ]  # fmt: skip
        keys = event["records"]
        items += _decided(connection, keys)
        pairs = select(link_decisions).where(or_(link_decisions.c.one.in_(keys), link_decisions.c.other.in_(keys)))
        items += [
            HistoryItem(at=row.at, who=row.person, action=row.kind, detail=f"{row.one} {row.other}")
            for row in connection.execute(pairs)
        ]
    return HistoryAnswer(id=event_id, items=sorted(items, key=lambda item: item.at or ""))


def _decided(connection: Any, keys: list[str]) -> list[HistoryItem]:
    wanted = {key.rpartition("#")[0] for key in keys}
    query = select(decisions, reports.c.id.label("report")).join(reports, reports.c.no == decisions.c.report_no)
    found = []
    for row in connection.execute(query.where(reports.c.id.in_(wanted)).order_by(decisions.c.no)):
        said = json.loads(row.body)
        key = f"{row.report}#{said.get('n')}"
        if key in keys:
            fields = " ".join(sorted(said.get("fields") or {}))
            found.append(HistoryItem(at=row.at, who=row.person, action=row.kind, detail=f"{key} {fields}".strip()))
    return found
