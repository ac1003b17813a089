"""Resolving all places of a report together, because they tell of each other.

Steps, in this order:
1. each place is resolved alone, with the theatre of the report's actors as its only context; what comes out votes for
   its country, by its confidence;
2. each is resolved again with these shares of countries; what is sure now becomes an anchor;
3. what is still in doubt is resolved a third time, near the anchors of its own event and, with less weight, of the
   other events.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tawthiq.places.context import Anchor, Context, theatre
from tawthiq.places.resolution import Resolution
from tawthiq.places.resolver import Resolver

__all__ = ["NamedPlace", "resolve_events", "resolve_report"]

_SURE, _CERTAIN = 0.8, 0.95
_SAME_EVENT, _NEXT_EVENT, _OTHER_EVENT = 1.0, 0.6, 0.25
_THEATRE_VOTES = 1.5  # actors count as much as one and a half places that are certain
_TOO_WIDE_KM = 60.0  # wider places do not tell where their neighbours in the text are


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place as one event of a report names it.

    Attributes:
        event: Number of the event in the report.
        name: The place as written.
        within: The larger place that the text gives for it.
    """

    event: int
    name: str
    within: str | None = None


def resolve_events(
    events: Sequence[Mapping[str, Any]], *, background: Sequence[str] = (), resolver: Resolver | None = None
) -> list[list[Resolution]]:
    """Resolve the places of a report's events.

    Args:
        events: Events in the codebook's JSON form, of which `places`, `actor1` and `actor2` are read.
        background: Names of places that the report tells outside its events (title, opening, tags).
        resolver: The resolver to use; None for the package's own gazetteer.

    Returns:
        For each event one resolution a place, in order of its `places`.
    """
    places = [
        NamedPlace(number, place["name"], place.get("within"))
        for number, event in enumerate(events)
        for place in event.get("places") or ()
    ]
    sides = (side for event in events for side in (event.get("actor1"), event.get("actor2")))
    actors = [actor["id"] for side in sides for actor in side or () if actor.get("id")]
    found = iter(resolve_report(places, actors=actors, background=background, resolver=resolver))
    return [[next(found) for _ in event.get("places") or ()] for event in events]


def resolve_report(
    places: Sequence[NamedPlace],
    *,
    actors: Iterable[str] = (),
    background: Sequence[str] = (),
    resolver: Resolver | None = None,
) -> list[Resolution]:
    """Resolve places that stand in one report.

    Args:
        places: The places, with the events that they belong to.
        actors: Actor ids of the report, as often as they occur.
        background: As in `resolve_events`.
        resolver: As in `resolve_events`.

    Returns:
        One resolution a place, in the same order.
    """
    used = resolver or Resolver.load()
    shares = theatre(actors)
    names = dict.fromkeys((p.name, p.within) for p in places) | dict.fromkeys((b, None) for b in background)
    alone = {key: used.resolve(key[0], within=key[1], context=Context(shares)) for key in names}
    countries = _countries(alone.values(), shares)
    known = {
        key: found if found.confidence >= _CERTAIN else used.resolve(key[0], within=key[1], context=Context(countries))
        for key, found in alone.items()
    }
    by_event: dict[int, list[NamedPlace]] = {}
    for place in places:
        by_event.setdefault(place.event, []).append(place)
    return [_settle(place, by_event, known, countries, used) for place in places]


def _countries(resolutions: Iterable[Resolution], shares: Mapping[str, float]) -> dict[str, float]:
    votes = {country: _THEATRE_VOTES * share for country, share in shares.items()}
    for found in resolutions:
        if found.country:
            votes[found.country] = votes.get(found.country, 0.0) + found.confidence
    total = sum(votes.values())
    return {country: vote / total for country, vote in votes.items()} if total else {}


_Key = tuple[str, str | None]


def _settle(
    place: NamedPlace,
    by_event: Mapping[int, Sequence[NamedPlace]],
    known: Mapping[_Key, Resolution],
    countries: Mapping[str, float],
    resolver: Resolver,
) -> Resolution:
    key = place.name, place.within
    found = known[key]
    if (found.confidence >= _SURE and found.is_resolved) or not (found.candidates or found.is_resolved):
        return found
    anchors = tuple(
        Anchor(other.lat, other.lon, _weight(abs(p.event - place.event)))
        for p in _told_near(place, by_event)
        if (p.name, p.within) != key
        and (other := known[p.name, p.within]).lat is not None
        and other.lon is not None
        and other.confidence >= _SURE
        and (other.radius_km or 0) <= _TOO_WIDE_KM
    )
    if not anchors:
        return found
    return resolver.resolve(place.name, within=place.within, context=Context(countries, anchors))


# How many events away a place is still told beside another; a longer reach would make work grow with its square.
_EVENTS_NEAR = 8
_PLACES_NEAR = 24


def _told_near(place: NamedPlace, by_event: Mapping[int, Sequence[NamedPlace]]) -> list[NamedPlace]:
    """Places of the events around a place's own, in order of the text, so many at most."""
    around = range(place.event - _EVENTS_NEAR, place.event + _EVENTS_NEAR + 1)
    return [p for event in around for p in by_event.get(event, ())[:_PLACES_NEAR]]


def _weight(events_apart: int) -> float:
    return (_SAME_EVENT, _NEXT_EVENT)[events_apart] if events_apart < 2 else _OTHER_EVENT
