"""Candidates of a name, and the features that rank them.

A score is a sum of named features, each kept in the resolution, so that a person can see why a place won:

| feature | says | range |
| --- | --- | --- |
| spelling | the name is written as in the gazetteer, or how near it comes | 0 to 3 |
| kind | the row is of the kind that the kind word says | -1 to 1 |
| size | greater places are named more often | 0 to 2 |
| only | no other place of the country has this name | 0 or 0.8 |
| words | a name of several words is seldom a chance hit | 0 or 0.4 |
| country | it lies in the country that the record gives | -4 or 0 |
| interest | share of its country in what the report is about | 0 to 2.5 |
| parent | it lies in the larger place that the text gives, or how far from it | -4 to 2.5 |
| admin1 | the same for the governorate of the record | -3.5 to 1.5 |
| near | other places of the event and report are near | 0 to 2 |
| point | its point is that of a larger area, or its Arabic name was made by rule | -0.5 to 0 |

The weights were set on incident strings of the development set by class of error, then rounded; `tawthiq place` on
that set with its scorer (docs/places.md) shows what a change does.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tawthiq.places.context import Context, Scope
from tawthiq.places.gazetteer import Gazetteer, Place, distance_km
from tawthiq.places.query import Part

__all__ = ["Match", "Ranked", "Surroundings", "find_matches", "rank", "similarity"]

_EXACT, _NEAR_KM = 3.0, 50.0
_SETTLED = frozenset(("city", "town", "village", "neighbourhood", "camp", "settlement"))
# Without a kind word, a name that is both a province and its city means the city.
_PRIOR = {"governorate": 0.5, "district": 0.3, "subdistrict": 0.25, "country": 0.9}
_NEIGHBOURS = frozenset((("PS", "IL"), ("IL", "PS"), ("SY", "LB"), ("LB", "SY")))
_POOR_POINTS = ("centroid", "approx")


@dataclass(frozen=True, slots=True)
class Match:
    """A place whose name agrees with the words, and how well.

    Attributes:
        spelling: 1 for the same key, less the more letters differ.
        through_object: Whether only the name inside the name of a thing agrees ("مدرسة X" and a village X).
    """

    place: Place
    spelling: float
    through_object: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that is known around the name when its candidates are ranked.

    Attributes:
        country: ISO code that the record gives.
        admin1: The governorate that the record gives.
        parents: Larger places of the string, resolved.
    """

    country: str | None = None
    admin1: Scope | None = None
    parents: tuple[Scope, ...] = ()
    context: Context = field(default_factory=Context)

    def holds(self, place: Place) -> bool:
        """Whether a place lies where it is looked for, so that no other spelling need be tried."""
        if self.country and place.country != self.country:
            return False
        scopes = (*self.parents, *((self.admin1,) if self.admin1 else ()))
        return all(scope.excess_km(place) <= _BORDER_KM for scope in scopes)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A match with its score."""

    match: Match
    score: float
    parts: dict[str, float]


_BORDER_KM = 15.0  # villages at a border are often told with the neighbouring district
_MAX_OTHER_SPELLINGS = 12


def find_matches(gazetteer: Gazetteer, part: Part, around: Surroundings) -> list[Match]:
    """Find the places that a part of a string may mean.

    Args:
        gazetteer: Where to look.
        part: The words and their kind words.
        around: Other spellings are tried only where no place of the same spelling lies in these surroundings.

    Returns:
        Matches in no order; empty if nothing is spelt like it.
    """
    key = part.key
    full = f"{part.kinds[-1].key} {key}" if part.kinds and part.kinds[-1].keep else ""
    found = [Match(place, 1.0) for place in gazetteer.find(full)] if full else []
    if not part.is_object:
        found += [Match(place, 1.0) for place in gazetteer.find(key)]
    elif not gazetteer.is_word(key):
        found += [Match(p, 1.0, through_object=True) for p in gazetteer.find(key) if p.kind in _SETTLED]
    if any(around.holds(m.place) for m in found if not m.through_object):
        return found
    for tried in (full, "" if part.is_object else key):
        if len(tried) > 3:
            found += _other_spellings(gazetteer, tried, around)
    return found


def _other_spellings(gazetteer: Gazetteer, key: str, around: Surroundings) -> list[Match]:
    found = _weighed(gazetteer, key, gazetteer.spelt_like(key), around, floor=0.5)
    if not found and len(key) > 4 and (around.country or around.parents or around.admin1):
        found = _weighed(gazetteer, key, gazetteer.near_loose(key), around, floor=0.7)
    return found


def _weighed(
    gazetteer: Gazetteer, key: str, others: Iterable[str], around: Surroundings, *, floor: float
) -> list[Match]:
    pairs = sorted(((similarity(key, other), other) for other in others), key=lambda p: (-p[0], p[1]))
    close = [(alike, other) for alike, other in pairs[:_MAX_OTHER_SPELLINGS] if alike >= floor]
    return [
        Match(place, 0.9 * alike)
        for alike, other in close
        for place in gazetteer.find(other)
        if around.holds(place) or alike > 0.9
    ]


def similarity(one: str, other: str) -> float:
    """Compare two keys: 1 for the same letters, 0 for none in common; spaces do not count.

    Letters that are often written for each other cost half.
    """
    one, other = one.replace(" ", ""), other.replace(" ", "")
    before = [float(n) for n in range(len(other) + 1)]
    for i, a in enumerate(one, 1):
        now = [float(i)]
        for j, b in enumerate(other, 1):
            change = 0.0 if a == b else _cost(a, b)
            now.append(min(before[j] + _cost(a, ""), now[-1] + _cost(b, ""), before[j - 1] + change))
        before = now
    return 1 - before[-1] / max(len(one), len(other), 1)


_WEAK = frozenset("اويهء")
_ALIKE = frozenset(
    frozenset(pair)
    for pair in ("ضظ", "ذز", "ذد", "ثس", "ثت", "سص", "طت", "قك", "غق", "جغ", "هح", "هخ", "دض", "عا", "كج")
)


def _cost(one: str, other: str) -> float:
    if not other:
        return 0.4 if one in _WEAK else 1.0
    if frozenset((one, other)) in _ALIKE or (one in _WEAK and other in _WEAK):
        return 0.4
    return 1.0


def rank(matches: Sequence[Match], part: Part, around: Surroundings) -> list[Ranked]:
    """Rank the matches of a part.

    Args:
        matches: As `find_matches` gives them.
        part: The part of the string.
        around: What is known around it.

    Returns:
        One entry a place, the best first; ties by weight, then by number, so that the order is always the same.
    """
    alone = len({m.place.country for m in matches if m.spelling == 1.0}) == 1 and _one_spot(matches)
    best: dict[int, Ranked] = {}
    for match in matches:
        parts = _features(match, part, around, alone=alone)
        ranked = Ranked(match, sum(parts.values()), parts)
        known = best.get(match.place.number)
        if known is None or known.score < ranked.score:
            best[match.place.number] = ranked
    return sorted(best.values(), key=lambda r: (-r.score, -r.match.place.weight, r.match.place.number))


def _one_spot(matches: Sequence[Match]) -> bool:
    places = [m.place for m in matches if m.spelling == 1.0]
    return all(places[0].km_to(p) < 15.0 + p.radius_km for p in places[1:8]) and len(places) < 8


def _features(match: Match, part: Part, around: Surroundings, *, alone: bool) -> dict[str, float]:
    place = match.place
    parts = {
        "spelling": _EXACT * match.spelling**2,
        "kind": _kind(match, part),
        "size": 2.0 * _PRIOR.get(place.kind, place.weight) if not part.kinds else place.weight,
    }
    if alone and match.spelling == 1.0:
        parts["only"] = 0.8
    if len(part.words) > 1:
        parts["words"] = 0.4
    if around.country and place.country != around.country:
        parts["country"] = -1.5 if (place.country, around.country) in _NEIGHBOURS else -4.0
    if around.context.countries:
        parts["interest"] = 2.5 * around.context.countries.get(place.country, 0.0)
    for scope in around.parents:
        excess = _excess(scope, place)
        parts["parent"] = parts.get("parent", 0.0) + (2.5 if excess == 0 else -min(4.0, excess / 10))
    if around.admin1:
        excess = _excess(around.admin1, place)
        parts["admin1"] = 1.5 if excess == 0 else -min(3.5, excess / 25)
    if around.context.anchors:
        parts["near"] = _near(place, around.context)
    if place.made or place.quality.endswith(_POOR_POINTS) or "approx" in place.quality:
        parts["point"] = -0.5 if place.made else -0.2
    return parts


def _excess(scope: Scope, place: Place) -> float:
    """How far outside; a place is not inside itself, unless it is all that the text can mean."""
    return scope.excess_km(place)


def _kind(match: Match, part: Part) -> float:
    if match.through_object:
        return -1.5
    kinds = [kind for word in part.kinds for kind in word.kinds]
    if not kinds:
        return 0.0
    if match.place.kind not in kinds:
        return -1.0 if part.kinds[-1].role != "front" else 0.0
    return 1.0 if match.place.kind == kinds[0] else 0.6


def _near(place: Place, context: Context) -> float:
    total = sum(a.weight for a in context.anchors)
    close = sum(
        a.weight * math.exp(-distance_km(place.lat, place.lon, a.lat, a.lon) / _NEAR_KM) for a in context.anchors
    )
    return 2.0 * close / total
