"""Between the codebook's JSON and the desk's form: values with their words beside them, and back.

In the codebook evidence stands apart (`{field: [[start, end, rule, item], …]}`), in the form each value has its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tawthiq.review.decisions import Change
from tawthiq.serve.wire.base import Names
from tawthiq.serve.wire.forms import (
    ActorValue,
    CountValue,
    EventFields,
    EventForm,
    PlaceCandidate,
    PlaceValue,
    SaidBy,
    Span,
    TerritoryValue,
    ThingValue,
    Words,
)

__all__ = ["candidate_of", "change_of", "form_of"]

Row = Mapping[str, Any]
_WORDS_OF = {"type_words": "type", "date_words": "date"}


def form_of(event: Row) -> EventForm:
    """Make the form of an event in the codebook's JSON."""
    words = _words_by_item(event.get("evidence") or {})
    return EventForm.model_validate(
        {
            "type": event["type"],
            "scope": event.get("scope", "incident"),
            "spans": [Span(start=a, end=b) for a, b, *_ in event.get("spans") or []],
            "type_words": words("type", None),
            "places": [_place(place, words("places", n)) for n, place in _numbered(event, "places")],
            **{
                side: [_actor(actor, words(side, n)) for n, actor in _numbered(event, side)]
                for side in ("actor1", "actor2")
            },
            **{
                harm: [_count(count, words(harm, n)) for n, count in _numbered(event, harm)]
                for harm in ("killed", "injured", "detained")
            },
            **{
                slot: [
                    ThingValue(name=t.get("name", ""), kind=t["class"], words=words(slot, n))
                    for n, t in _numbered(event, slot)
                ]
                for slot in ("weapons", "objects")
            },
            **{name: event.get(name) for name in ("date", "date_start", "date_end", "date_basis")},
            "date_words": words("date", None),
            "attribution": [SaidBy(name=name, words=words("attribution", n))
                            for n, name in _numbered(event, "attribution")],
            "territory": event.get("territory") or None,
        }
    )  # fmt: skip


def _numbered(event: Row, field: str) -> Iterable[tuple[int, Any]]:
    return enumerate(event.get(field) or [])


def _words_by_item(evidence: Mapping[str, Sequence[Sequence[Any]]]) -> Any:
    def words(field: str, item: int | None) -> list[Words]:
        return [
            Words(start=start, end=end, rule=str(rule))
            for start, end, rule, n in evidence.get(field, ())
            if item is None or n == item
        ]

    return words


def _actor(actor: Row, words: list[Words]) -> ActorValue:
    return ActorValue(name=actor["name"], id=actor.get("id"), words=words)


def _count(count: Row, words: list[Words]) -> CountValue:
    return CountValue(
        group=count["group"],
        min=count["min"],
        max=count.get("max"),
        who=count.get("who"),
        part=bool(count.get("part")),
        text=count.get("text", ""),
        words=words,
    )


def _place(place: Row, words: list[Words]) -> PlaceValue:
    hierarchy = place.get("hierarchy") or {}
    return PlaceValue(
        name=place["name"],
        within=place.get("within"),
        lat=place.get("lat"),
        lon=place.get("lon"),
        radius_km=place.get("radius_km"),
        geo_precision=place.get("geo_precision"),
        where_prec=place.get("where_prec"),
        gazetteer_id=place.get("gazetteer_id"),
        label=Names(ar=place.get("name_ar"), en=place.get("name_en")),
        kind=place.get("kind"),
        country=place.get("country"),
        hierarchy_ar=list(hierarchy.get("ar") or []),
        hierarchy_en=list(hierarchy.get("en") or []),
        basis=place.get("place_basis"),
        confidence=place.get("place_confidence"),
        reason=place.get("reason"),
        candidates=[candidate_of(one) for one in place.get("candidates") or []],
        words=words,
    )


def candidate_of(row: Row) -> PlaceCandidate:
    """Make the form of a candidate as a resolution keeps it."""
    return PlaceCandidate(
        id=row["id"],
        name=Names(ar=row.get("name_ar") or None, en=row.get("name_en") or None),
        kind=row.get("kind"),
        country=row.get("country"),
        lat=row["lat"],
        lon=row["lon"],
        score=row.get("score"),
        parts=row.get("parts") or {},
    )


def change_of(fields: EventFields) -> Change:
    """Read which fields a form sets, with their words.

    A field that the form does not name stays as it was; one that it names as null or empty is "not stated".
    """
    told: dict[str, Any] = {}
    evidence: dict[str, list[list[Any]]] = {}
    for name in fields.model_fields_set:
        value = getattr(fields, name)
        if name in _WORDS_OF:
            evidence[_WORDS_OF[name]] = [[w.start, w.end, w.rule, 0] for w in value or []]
        elif name == "spans":
            told["spans"] = [[span.start, span.end] for span in value or []]
        elif name == "territory":
            told["territory"] = {} if value is None else _territory(value)
        elif isinstance(value, list):
            told[name] = [_value(name, one) for one in value]
            evidence[name] = [[w.start, w.end, w.rule, n] for n, one in enumerate(value) for w in one.words]
        else:
            told[name] = value
    return Change(told, evidence)


def _territory(value: TerritoryValue) -> dict[str, str]:
    return {key: said for key, said in (("to", value.to), ("from", value.from_)) if said}


def _value(name: str, value: Any) -> Any:
    if name == "attribution":
        return value.name
    if name == "places":
        return _place_row(value)
    row = value.model_dump(exclude={"words"})
    if name in ("weapons", "objects"):
        return {"name": row["name"], "class": row["kind"]}
    if name in ("killed", "injured", "detained"):
        return _without(row, {"who": None, "part": False})
    return row


def _without(row: Row, absent: Row) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in absent or value != absent[key]}


def _place_row(value: PlaceValue) -> dict[str, Any]:
    return {
        "name": value.name,
        "within": value.within,
        "gazetteer_id": value.gazetteer_id,
        "lat": value.lat,
        "lon": value.lon,
        "geo_precision": value.geo_precision,
        "where_prec": value.where_prec,
        "radius_km": value.radius_km,
        "place_confidence": value.confidence,
        "place_basis": value.basis,
        "name_ar": value.label.ar,
        "name_en": value.label.en,
        "kind": value.kind,
        "country": value.country,
        "hierarchy": {"ar": value.hierarchy_ar, "en": value.hierarchy_en},
        "reason": value.reason,
        "candidates": list(_candidate_rows(value.candidates)),
    }


def _candidate_rows(candidates: Iterable[PlaceCandidate]) -> Iterable[dict[str, Any]]:
    for one in candidates:
        row = one.model_dump(exclude={"name"})
        yield row | {"name_ar": one.name.ar or "", "name_en": one.name.en or ""}
