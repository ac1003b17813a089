"""Which of the places that a sentence names are those of one of its events (codebook, section 4, `places`)."""

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.frames import Frame
from tawthiq.coding.judgement import Judges
from tawthiq.coding.locations import Location
from tawthiq.coding.place_features import place_features
from tawthiq.coding.reading import SentenceReading

__all__ = ["event_places", "ruled_places"]

# Chosen by held-out folds of the learning reports.
_LEAST_PLACE = 0.4
_WIDE = 7


def event_places(text: Annotated, reading: SentenceReading, frame: Frame, judges: Judges | None) -> list[Location]:
    """Places of the clause: those that the rules take, or that the model takes in view of the rules.

    Args:
        text: The annotated report.
        reading: The sentence.
        frame: One of its frames.
        judges: The models that weigh candidates; None for the rules alone.

    Returns:
        Places by start; empty where the clause names none.
    """
    ruled = ruled_places(text, reading, frame)
    if judges is None:
        return [p for p, rule in ruled if rule == "place"]
    taken: list[Location] = []
    for n, (place, rule) in enumerate(ruled):
        if rule in ("parent", "party"):
            continue
        listed = rule == "place" and any(p is place.listed_after for p in taken)
        if listed or _is_likely(judges, place_features(text, frame, reading.locations, n, rule)):
            taken.append(place)
    return taken


def _is_likely(judges: Judges, features: set[str]) -> bool:
    return judges.place.probability(features) >= _LEAST_PLACE


def ruled_places(text: Annotated, reading: SentenceReading, frame: Frame) -> list[tuple[Location, str]]:
    """What the rules say of every place of a sentence in one of its frames.

    Returns:
        For each place in order, the place and one of: place; parent (the larger place of another); origin, home,
        dateline, heading (see `Location.role`); weak (a site of a town that is named); station (a force
        and the country where it is); speaker; party; wide (a region beside nearer places); outside (out of
        the clause).
    """
    spoken = [(s.start, s.end) for s in reading.sayings]
    party_words = {i for q in reading.parties for i in range(q.start, q.end)}
    inside = [p for p in reading.locations if frame.start <= p.start < frame.end]
    parents = {p.parent.start for p in inside if p.parent is not None and not _gives_way(p)}
    ruled: list[tuple[Location, str]] = []
    for p in reading.locations:
        rule = "place"
        if not frame.start <= p.start < frame.end:
            rule = "outside"
        elif any(a <= p.start < b for a, b in spoken):
            rule = "speaker"
        elif p.name_start in party_words:
            rule = "party"
        elif p.start in parents:
            rule = "parent"
        elif p.rank >= _WIDE and any(q.end == p.start - (p.lead == "في") for q in reading.parties):
            rule = "station"
        elif p.role or _gives_way(p):
            rule = p.role or "weak"
        ruled.append((p, rule))
    narrow = [p.rank for p, rule in ruled if rule == "place" and not p.is_region]
    return [
        (p, "wide" if rule == "place" and narrow and (p.is_region or p.rank > min(narrow) + 4) else rule)
        for p, rule in ruled
    ]


def _gives_way(place: Location) -> bool:
    """Whether a site without a name of its own stands in a town that is named ("السوق الشعبي في بلدة آفس")."""
    return place.is_weak and place.parent is not None and not place.parent.is_region
