"""Features by which the learned judgement weighs a place named in a sentence as the place of one of its events.

As in features.py each is a name that holds or does not.
"""

from collections.abc import Sequence

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.frames import Frame
from tawthiq.coding.locations import Location
from tawthiq.coding.slot_features import around, distance_of, nearest, order_features

__all__ = ["place_features"]


def place_features(text: Annotated, frame: Frame, locations: Sequence[Location], n: int, rule: str) -> set[str]:
    """Features of a place as the place of a frame.

    Args:
        text: The annotated report.
        frame: The frame.
        locations: Place phrases of the sentence.
        n: Index of the place.
        rule: What the rules say: place, parent, origin, other, or "outside" the clause.

    Returns:
        Names of the features that hold.
    """
    place = locations[n]
    found = {f"rule={rule}", f"kind={place.kind}", f"rank={place.rank}", f"by={place.rule}", f"lead={place.lead[:6]}"}
    found |= {f"rule={rule}&rank={place.rank}", f"rule={rule}&by={place.rule}", f"rule={rule}&lead={place.lead[:6]}"}
    for name, holds in (("weak", place.is_weak), ("region", place.is_region), ("known", place.known is not None),
                        ("has-parent", place.parent is not None)):  # fmt: skip
        if holds:
            found |= {name, f"{name}&{rule}"}
    if place.known is not None:
        found.add(f"weight={round(place.known.weight, 1)}")
        if place.known.ambiguous:
            found.add("ambiguous")
    found |= set(around(text, frame, place.start, place.end))
    left, right = nearest(frame, place.start, place.end)
    for side, act in (("left", left), ("right", right)):
        gap = "none" if act is None else distance_of(place.start - act.end if side == "left" else act.start - place.end)
        found.add(f"{side}={act.kind if act else 'none'}&gap={gap}")
        found.add(f"{side}-gap={gap}")
    inside = [p for p in locations if frame.start <= p.start < frame.end]
    found |= order_features(inside, place, "places")
    if place in inside:
        found.add(f"narrowest={place.rank == min(p.rank for p in inside)}")
    return found
