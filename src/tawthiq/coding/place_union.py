"""Places of an event that several clauses tell: their union, the nearer ones before the larger ones around them."""

from collections.abc import Sequence

from tawthiq.coding.drafts import Draft
from tawthiq.coding.features import plain_name
from tawthiq.coding.locations import Location

__all__ = ["merge_places"]

# A governorate or country beside a town is where the town lies.
_WIDE = 6
_NEAR = 4


def merge_places(event: Draft, draft: Draft) -> None:
    """Add the places of a clause to those of the event that it tells again.

    What a clause names itself goes before what one took from its context.

    Args:
        event: The event so far, changed in place.
        draft: The clause.
    """
    if not draft.places or ("places" in draft.inherited and event.places):
        return
    if not event.places or ("places" in event.inherited and "places" not in draft.inherited):
        event.places = list(draft.places)
        event.inherited = event.inherited - {"places"} | draft.inherited & {"places"}
        return
    names = {plain_name(p.name) for p in event.places}
    event.places = _nearest([*event.places, *(p for p in draft.places if plain_name(p.name) not in names)])


def _nearest(places: Sequence[Location]) -> list[Location]:
    """Places without those that only say where others lie."""
    above = {plain_name(p.parent.name) for p in places if p.parent is not None}
    least = min((p.rank for p in places if not p.is_region), default=_WIDE)
    kept = [
        p
        for p in places
        if plain_name(p.name) not in above and not (least <= _NEAR and (p.is_region or p.rank >= _WIDE))
    ]
    return kept or list(places)
