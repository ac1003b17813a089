"""Candidates of a name, and the features that rank them.

A score is a sum of named features, each kept in the resolution, so that a person can see why a place won:

| feature | says | range |
| --- | --- | --- |
| spelling | the name is written as in the gazetteer, or how near it comes | 0 to 3 |
| kind | the row is of the kind that the kind word says | -1 to 1 |
| size | greater places are named more often | 0 to 2.4 |
| only | no other place of the country has this name | 0 or 0.8 |
| article | the article is not written as in the name | -0.3 or 0 |
| further | the name is not the chief one of the place | -0.4 or 0 |
| words | a name of several words is seldom a chance hit | 0 or 0.4 |
| country | it lies in the country that the record gives | -4 or 0 |
| theatre | it lies in one of the countries that the reports read here are mostly about | 0 or 0.5 |
| interest | share of its country in what the report is about | 0 to 2.5 |
| parent | it lies in the larger place that the text gives, or how far from it | -5 to 2.5 |
| admin1 | the same for the governorate of the record | -4 to 1.5 |
| near | other places of the event and report are near | 0 to 1.6 |
| point | its point is that of a larger area, or its Arabic name was made by rule | -0.5 to 0 |

The weights were set on incident strings of the development set by class of error, then rounded; `tawthiq place` on
that set with its scorer (docs/places.md) shows what a change does.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from tawthiq.arabic.fold import fold_key
from tawthiq.places.context import Context, Scope
from tawthiq.places.gazetteer import Gazetteer, Place, distance_km
from tawthiq.places.keys import key_of
from tawthiq.places.packed import AREA_KINDS
from tawthiq.places.query import Part

__all__ = ["Match", "Ranked", "Surroundings", "find_matches", "rank", "similarity"]

_EXACT, _NEAR_KM = 3.0, 50.0
_SETTLED = frozenset(("city", "town", "village", "neighbourhood", "camp", "settlement"))
# Without a kind word, a name that is both a province and its city means the city.
_PRIOR = {"governorate": 0.5, "district": 0.3, "subdistrict": 0.25, "country": 0.9, "sea": 0.8}
_THEATRES = frozenset(("SY", "IQ", "YE", "PS", "LB", "LY", "SD"))
_NEIGHBOURS = frozenset((("PS", "IL"), ("IL", "PS"), ("SY", "LB"), ("LB", "SY")))
# Every town has a quarter, a street or a mosque of these names: outside the governorate they mean nothing.
_LOCAL = frozenset(("neighbourhood", "landmark", "road", "hospital", "bridge"))


@dataclass(frozen=True, slots=True)
class Match:
    """A place whose name agrees with the words, and how well.

    Attributes:
        spelling: 1 for the same key, less the more letters differ.
        through_object: Whether only the name inside the name of a thing agrees ("مدرسة X" and a village X).
        is_chief: Whether it agrees with the chief name of the place, not with a further one.
        has_article: Whether the article is written as in the chief name.
    """

    place: Place
    spelling: float
    through_object: bool = False
    is_chief: bool = True
    has_article: bool = True


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


class Ranked(NamedTuple):
    """A match with its score."""

    match: Match
    score: float
    parts: dict[str, float]


_BORDER_KM = 15.0  # villages at a border are often told with the neighbouring district
_SITES = frozenset(("airport", "base", "dam", "port", "crossing", "bridge", "oilfield", "hospital"))
_MAX_OTHER_SPELLINGS = 12
_CHIEFS_READ = 60  # beyond so many homonyms the chief names are not read: it would cost more than it tells
# Read off the development set: of spellings that differ in weak letters only (0.95 and more) nearly all are right, at
# 0.85 half, below a tenth; outside the governorate that the record gives only the first kind may stand.
_LOOSE_FLOOR, _NEAR_FLOOR, _SURE = 0.85, 0.87, 0.95


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
    found = list(_exact(gazetteer, full, "")) if full else []
    first = part.words[0]
    if part.kinds and part.kinds[-1].keep and _SITES.intersection(part.kinds[-1].kinds):
        # "مطار الرياض": the airport itself, or else only the town that it belongs to.
        kinds = part.kinds[-1].kinds
        named = _exact(gazetteer, key, first)
        found += [Match(m.place, 1.0, m.place.kind not in kinds, m.is_chief, m.has_article) for m in named]
    elif not part.is_object:
        found += _exact(gazetteer, key, first)
    elif "road" not in part.kinds[-1].kinds and not gazetteer.is_word(key):
        # Streets and squares are called after far towns; a mosque or a bakery of a village after the village.
        found += [Match(p, 1.0, through_object=True) for p in gazetteer.find(key) if p.kind in _SETTLED]
    if any(around.holds(m.place) for m in found if not m.through_object):
        return found
    for tried in (full, "" if part.is_object else key):
        if len(tried) > 3:
            found += _other_spellings(gazetteer, tried, around)
    return found


@lru_cache(maxsize=8192)
def _exact(gazetteer: Gazetteer, key: str, first: str) -> tuple[Match, ...]:
    """The places of a name; kept like `_alike`."""
    places = gazetteer.find(key)
    if not 1 < len(places) <= _CHIEFS_READ:
        return tuple(Match(place, 1.0) for place in places)
    names = ((place, gazetteer.text(place).name_ar) for place in places)
    return tuple(
        Match(place, 1.0, is_chief=_is_chief(key, name), has_article=not first or first in fold_key(name).split())
        for place, name in names
    )


def _is_chief(key: str, name: str) -> bool:
    chief = key_of(name)
    return key == chief or key == chief.partition(" ")[2]


def _other_spellings(gazetteer: Gazetteer, key: str, around: Surroundings) -> list[Match]:
    found = _placed(gazetteer, _alike(gazetteer, key, is_near=False), around)
    if not found and len(key) > 3 and (around.country or around.parents or around.admin1):
        found = _placed(gazetteer, _alike(gazetteer, key, is_near=True), around)
    return found


def _placed(gazetteer: Gazetteer, keys: Iterable[tuple[float, str]], around: Surroundings) -> list[Match]:
    return [
        Match(place, 0.9 * alike)
        for alike, key in keys
        for place in gazetteer.find(key)
        if around.holds(place) or alike > _SURE
    ]


@lru_cache(maxsize=16384)
def _alike(gazetteer: Gazetteer, key: str, *, is_near: bool) -> tuple[tuple[float, str], ...]:
    """Keys that are spelt like this one, the likest first; kept, because a report names a place again and again."""
    floor = _NEAR_FLOOR if is_near else _LOOSE_FLOOR
    others = gazetteer.near_loose(key) if is_near else gazetteer.spelt_like(key)
    size = len(key.replace(" ", ""))
    lengths = ((other, len(other.replace(" ", ""))) for other in others)
    # Each letter more costs 0.4 at the least, so that most of the others need not be compared letter by letter.
    close = [other for other, length in lengths if 1 - _SLIGHT * abs(length - size) / max(length, size) >= floor]
    pairs = ((similarity(key, other, floor), other) for other in close)
    ranked = sorted((p for p in pairs if p[0] >= floor), key=lambda p: (-p[0], p[1]))
    return tuple(ranked[:_MAX_OTHER_SPELLINGS])


def similarity(one: str, other: str, floor: float = 0.0) -> float:
    """Compare two keys: 1 for the same letters, 0 for none in common; spaces do not count.

    Letters that are often written for each other, and an exchange of two neighbours, cost less than others.

    Args:
        one: A key.
        other: Another one.
        floor: Below it 0 stands for any value: most keys are soon seen to be too far apart.
    """
    one, other = one.replace(" ", ""), other.replace(" ", "")
    longest = max(len(one), len(other), 1)
    most = (1 - floor) * longest + _ROUNDING
    one, other = _differing(one, other)
    if len(one) == 2 and one == other[::-1]:
        return 1 - _EXCHANGED / longest
    if _unshared(one, other) > most or _unshared(other, one) > most:
        return 0.0
    before = [0.0]
    for b in other:
        before.append(before[-1] + _COST.get(b, 1.0))
    for a in one:
        gone = _COST.get(a, 1.0)
        now = [before[0] + gone]
        for j, b in enumerate(other):
            change = before[j] if a == b else before[j] + _COST.get(a + b, 1.0)
            now.append(min(before[j + 1] + gone, now[j] + _COST.get(b, 1.0), change))
        if min(now) > most:
            return 0.0
        before = now
    return 1 - before[-1] / longest


def _unshared(one: str, other: str) -> int:
    """How many letters of a word the other lacks that are never written for another: each costs a whole letter."""
    return sum([letter not in other and letter not in _EXCHANGEABLE for letter in one])


def _differing(one: str, other: str) -> tuple[str, str]:
    """What is left of two words without their common beginning and end."""
    start, shorter = 0, min(len(one), len(other))
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]


_WEAK = "اويهء"
_PAIRS = "ضظ ذز ذد ثس ثت سص طت قك غق جغ هح هخ دض عا كج"
_EXCHANGEABLE = frozenset(_WEAK + _PAIRS)
_SLIGHT = 0.4  # what a weak letter costs, or one that is often written for another; a whole letter costs 1
_ROUNDING = 1e-9
_EXCHANGED = 0.5  # two neighbours exchanged: a slip of the fingers
_COST = {
    **dict.fromkeys(_WEAK, _SLIGHT),
    **{a + b: _SLIGHT for a in _WEAK for b in _WEAK if a != b},
    **{pair[::turn]: _SLIGHT for pair in _PAIRS.split() for turn in (1, -1)},
}


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
    kinds = tuple(kind for word in part.kinds for kind in word.kinds)
    for match in matches:
        parts = _features(match, part, kinds, around, alone=alone)
        ranked = Ranked(match, sum(parts.values()), parts)
        known = best.get(match.place.number)
        if known is None or known.score < ranked.score:
            best[match.place.number] = ranked
    return sorted(best.values(), key=lambda r: (-r.score, -r.match.place.weight, r.match.place.number))


def _one_spot(matches: Sequence[Match]) -> bool:
    places = [m.place for m in matches if m.spelling == 1.0]
    return all(places[0].km_to(p) < 15.0 + p.radius_km for p in places[1:8]) and len(places) < 8


def _features(match: Match, part: Part, kinds: Sequence[str], around: Surroundings, *, alone: bool) -> dict[str, float]:
    place = match.place
    parts = {
        "spelling": _EXACT * match.spelling**2,
        "kind": _kind(match, part, kinds),
        "size": 2.5 * _PRIOR.get(place.kind, place.weight) if not part.kinds else place.weight,
    }
    local = place.kind in _LOCAL
    if alone and match.spelling == 1.0 and not local:
        parts["only"] = 0.8
    if len(part.words) > 1:
        parts["words"] = 0.4
    if not match.is_chief:
        parts["further"] = -0.4
    elif not match.has_article:
        parts["article"] = -0.3
    if around.country and place.country != around.country:
        parts["country"] = -1.5 if (place.country, around.country) in _NEIGHBOURS else -4.0
    if place.country in _THEATRES:
        parts["theatre"] = 0.5
    if around.context.countries:
        parts["interest"] = 2.5 * around.context.countries.get(place.country, 0.0)
    for scope in around.parents:
        excess = scope.excess_km(place)
        parts["parent"] = parts.get("parent", 0.0) + (2.5 if excess == 0 else -min(5.0, 0.5 + excess / 10))
    if around.admin1:
        excess = around.admin1.excess_km(place)
        parts["admin1"] = 1.5 if excess == 0 else -min(4.0, (2.0 if local else 0.5) + excess / 10)
    if around.context.anchors:
        parts["near"] = _near(place, around.context)
    poor = place.quality.endswith("centroid") or "approx" in place.quality
    if place.made or (poor and place.kind not in AREA_KINDS):
        parts["point"] = -0.5 if place.made else -0.2
    return parts


def _kind(match: Match, part: Part, kinds: Sequence[str]) -> float:
    if match.through_object:
        return -1.5
    if not kinds:
        return 0.0
    if match.place.kind not in kinds:
        return -1.0 if part.kinds[-1].role != "front" else 0.0
    return 1.0 if match.place.kind == kinds[0] else 0.6


def _near(place: Place, context: Context) -> float:
    """Closeness to the nearest anchor and to all of them: a report may tell of several towns, each with its own."""
    total = sum(a.weight for a in context.anchors)
    close = [a.weight * math.exp(-distance_km(place.lat, place.lon, a.lat, a.lon) / _NEAR_KM) for a in context.anchors]
    return 1.0 * max(close) + 0.6 * sum(close) / total
