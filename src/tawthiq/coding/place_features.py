"""Features by which the learned judgement weighs a place named in a sentence as the place of one of its events.

As in features.py each is a name that holds or does not.
"""

from collections.abc import Sequence
from functools import lru_cache

from tawthiq.coding.acts import Act
from tawthiq.coding.annotated import Annotated
from tawthiq.coding.frames import Frame
from tawthiq.coding.locations import Location
from tawthiq.coding.slot_features import around, distance_of, nearest, order_features

__all__ = ["place_features"]

# As in slot_features.py.
_MOST_MADE = 8_192


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
    known = place.known
    found = set(_of_rule(rule, place.kind, place.rank, place.rule, place.lead[:6]))
    for name, holds in (("weak", place.is_weak), ("region", place.is_region), ("known", known is not None),
                        ("has-parent", place.parent is not None)):  # fmt: skip
        if holds:
            found.update((name, f"{name}&{rule}"))
    if known is not None:
        found.add(f"weight={round(known.weight, 1)}")
        if known.ambiguous:
            found.add("ambiguous")
    found.update(around(text, frame, place.start, place.end))
    left, right = nearest(frame, place.start, place.end)
    found.update(_of_side("left", left, place.start - left.end if left is not None else 0))
    found.update(_of_side("right", right, right.start - place.end if right is not None else 0))
    inside = [p for p in locations if frame.start <= p.start < frame.end]
    found.update(order_features(inside, place, "places"))
    if frame.start <= place.start < frame.end:
        found.add(f"narrowest={place.rank == min([p.rank for p in inside])}")
    return found


@lru_cache(maxsize=_MOST_MADE)
def _of_rule(rule: str, kind: str, rank: int, by: str, lead: str) -> Sequence[str]:
    """What the rules say of a place and how it is named."""
    return (
        f"rule={rule}", f"kind={kind}", f"rank={rank}", f"by={by}", f"lead={lead}",
        f"rule={rule}&rank={rank}", f"rule={rule}&by={by}", f"rule={rule}&lead={lead}",
    )  # fmt: skip


def _of_side(side: str, act: Act | None, words: int) -> Sequence[str]:
    """The nearest trigger on one side, so many words away."""
    return _of_trigger(side, act.kind, distance_of(words)) if act is not None else _of_trigger(side, "none", "none")


@lru_cache(maxsize=_MOST_MADE)
def _of_trigger(side: str, kind: str, gap: str) -> Sequence[str]:
    return f"{side}={kind}&gap={gap}", f"{side}-gap={gap}"
