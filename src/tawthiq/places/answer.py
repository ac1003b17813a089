"""Writing a resolution: hierarchy, p-code, confidence and losers around a chosen row."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from tawthiq.places.gazetteer import Gazetteer, Place
from tawthiq.places.keys import key_of
from tawthiq.places.precision import Point, point_of
from tawthiq.places.query import Part
from tawthiq.places.ranking import Ranked
from tawthiq.places.resolution import Candidate, Resolution

__all__ = ["Answers"]

_LEVELS = ("governorate", "district", "subdistrict")
_SAME_KM = 8.0  # two rows this near are one place told twice, not two candidates
_SAME_AREA_KM = 30.0
_SAME_DEGREES = 0.5  # of latitude: more than 50 km, so that the distance need not be worked out
_TEMPERATURE = 0.8
_LOSERS = 5
_WEIGHED = 20  # losers that tell on the confidence; of some names there are hundreds
_TOWNS = frozenset(("city", "town", "camp", "neighbourhood"))


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was found out about a place beside its row and point."""

    basis: str
    confidence: float
    candidates: tuple[Candidate, ...] = ()
    reason: str = ""
    parts: Mapping[str, float] = field(default_factory=dict)


class Answers:
    """Writes resolutions for one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Take the gazetteer that the ranked rows come from."""
        self._gazetteer = gazetteer
        self._area_pcode = lru_cache(maxsize=8192)(self._find_area_pcode)
        self._hierarchy = lru_cache(maxsize=8192)(self._find_hierarchy)

    def found(self, ranked: Sequence[Ranked], part: Part) -> Resolution:
        """Write the resolution of a name that has a row."""
        best = ranked[0]
        point = point_of(best.match.place, part)
        basis = "relative" if point.is_moved else "name" if best.match.spelling == 1.0 else "spelling"
        return self._write(ranked, point, basis)

    def fallback(self, ranked: Sequence[Ranked], wanted: Part) -> Resolution:
        """Write the resolution of a place without a row inside one that has one."""
        place = ranked[0].match.place
        return self._write(ranked, self._parent_point(place, wanted), "parent", _missing(wanted))

    def of_scope(self, place: Place, wanted: Part | None) -> Resolution:
        """Write the resolution of a place of which only the record's governorate is known."""
        point = self._parent_point(place, wanted)
        return self._fill(place, point, _Answer("parent", 0.5, reason=_missing(wanted)))

    def too_wide(self, area: Place, wanted: Part | None) -> Resolution:
        """Write that a place is unresolved, with the area in which it lies."""
        text = self._gazetteer.text(area)
        arabic, english = self._hierarchy(area)
        return Resolution(
            country=area.country, hierarchy_ar=arabic, hierarchy_en=english, pcode=text.pcode,
            version=self._gazetteer.version,
            reason=f"{_missing(wanted)}; {text.name_ar} is too wide to stand for it ({area.reach_km:.0f} km)",
        )  # fmt: skip

    def between(self, ranked: Sequence[Ranked], other: Place, point: Point) -> Resolution:
        """Write the resolution of a place between two."""
        name = self._gazetteer.text(other).name_ar
        return self._write(ranked, point, "between", f"between it and {name}")

    def unresolved(self, reason: str) -> Resolution:
        """Write that a place is unresolved."""
        return Resolution(reason=reason, version=self._gazetteer.version)

    def candidate(self, ranked: Ranked) -> Candidate:
        """Write one candidate."""
        place, text = ranked.match.place, self._gazetteer.text(ranked.match.place)
        return Candidate(
            text.id, text.name_ar, text.name_en, place.kind, place.country, place.lat, place.lon, ranked.score,
            ranked.parts,
        )  # fmt: skip

    @staticmethod
    def _parent_point(place: Place, wanted: Part | None) -> Point:
        point = point_of(place)
        in_town = wanted is not None and (wanted.is_object or not wanted.words or _quarter(wanted))
        if place.kind in _TOWNS and not in_town:
            return Point(point.lat, point.lon, 2, 2, max(point.radius_km, 10.0))
        return point

    def _write(self, ranked: Sequence[Ranked], point: Point, basis: str, reason: str = "") -> Resolution:
        best = ranked[0]
        others = (r for r in ranked[1:] if not _is_same(r.match.place, best.match.place))
        losers = list(islice(others, _WEIGHED))
        confidence = _confidence(best, losers)
        candidates = tuple(self.candidate(r) for r in losers[:_LOSERS])
        return self._fill(best.match.place, point, _Answer(basis, confidence, candidates, reason, best.parts))

    def _fill(self, place: Place, point: Point, answer: "_Answer") -> Resolution:
        text = self._gazetteer.text(place)
        arabic, english = self._hierarchy(place)
        return Resolution(
            lat=point.lat, lon=point.lon, id=text.id, name_ar=text.name_ar, name_en=text.name_en, kind=place.kind,
            country=place.country, geo_precision=point.geo_precision, where_prec=point.where_prec,
            radius_km=point.radius_km, confidence=round(answer.confidence, 3), basis=answer.basis,
            hierarchy_ar=arabic, hierarchy_en=english, pcode=text.pcode or self._pcode_around(place),
            source=place.source, version=self._gazetteer.version, candidates=answer.candidates,
            reason=answer.reason, parts=answer.parts,
        )  # fmt: skip

    def _find_hierarchy(self, place: Place) -> tuple[tuple[str, ...], tuple[str, ...]]:
        names = [self._gazetteer.country_names(place.country)]
        names += [self._gazetteer.area(number) for number in place.areas if number]
        if place.kind != "country":
            text = self._gazetteer.text(place)
            names.append((text.name_ar, text.name_en))
        return tuple(a or e for a, e in names), tuple(e or a for a, e in names)

    def _pcode_around(self, place: Place) -> str:
        for level in (2, 1, 0):
            number = place.areas[level]
            code = self._area_pcode(number, _LEVELS[level], place.country) if number else ""
            if code:
                return code
        return ""

    def _find_area_pcode(self, number: int, kind: str, country: str) -> str:
        arabic, english = self._gazetteer.area(number)
        for place in self._gazetteer.find(key_of(arabic)):
            text = self._gazetteer.text(place)
            if place.kind == kind and place.country == country and text.name_en in (english, ""):
                return text.pcode
        return ""


def _is_same(one: Place, other: Place) -> bool:
    """Whether two rows of one name are no two candidates: a town and the district called after it."""
    if abs(one.lat - other.lat) > _SAME_DEGREES:
        return False
    return one.km_to(other) <= max(_SAME_KM, min(_SAME_AREA_KM, max(one.reach_km, other.reach_km)))


def _quarter(part: Part) -> bool:
    return any(
        kind in ("neighbourhood", "camp", "hospital", "bridge") for word in part.kinds for kind in word.kinds[:1]
    )


def _missing(part: Part | None) -> str:
    return f"no row for {' '.join(part.words)}" if part and part.words else "no name of its own"


def _confidence(best: Ranked, losers: Sequence[Ranked]) -> float:
    """Weigh the best against the losers, and by how well its name is spelt and how much speaks for it."""
    others = sum(math.exp((r.score - best.score) / _TEMPERATURE) for r in losers)
    support = 1 / (1 + math.exp(-(best.score - 1.5)))
    return support * min(1.0, 0.3 + 0.7 * best.match.spelling) / (1 + others)
