"""What a resolution says of itself: point, precision, confidence, hierarchy, and what lost."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Candidate", "Resolution"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that was weighed.

    Attributes:
        id: Its gazetteer id.
        score: The sum of `parts`; only differences between candidates of one name mean anything.
        parts: The features that made the score, by name (ranking.py says what each is).
    """

    id: str
    name_ar: str
    name_en: str
    kind: str
    country: str
    lat: float
    lon: float
    score: float
    parts: Mapping[str, float] = field(default_factory=dict)

    def as_record(self) -> dict[str, object]:
        """Give the JSON form."""
        parts = {name: round(value, 2) for name, value in self.parts.items()}
        return {
            "id": self.id, "name_ar": self.name_ar, "name_en": self.name_en, "kind": self.kind,
            "country": self.country, "lat": self.lat, "lon": self.lon, "score": round(self.score, 2), "parts": parts,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where a place is, how exactly, and how sure that is.

    Attributes:
        lat: Degrees north; None where the place is unresolved.
        lon: Degrees east; None where the place is unresolved.
        id: Gazetteer id of the row that gave the point; for a fallback that of the parent.
        kind: Kind of that row.
        geo_precision: ACLED: 1 the named place, 2 near it or part of a region, 3 a larger region.
        where_prec: UCDP GED: 1 exact, 2 within 25 km, 3 second-level area, 4 first-level area, 5 line or fuzzy area,
            6 country, 7 international waters.
        radius_km: The place lies within this distance of the point, as far as its precision tells.
        confidence: 0 to 1; how sure it is that this row is meant.
        basis: How it was found: "name", "spelling" (another spelling of the name), "parent" (only the larger place
            is known), "relative" (moved from a named place), "between", "unresolved".
        hierarchy_ar: Names from the country down to the place, in Arabic.
        hierarchy_en: The same in English; each has as many items as the other.
        pcode: OCHA p-code of the place itself, or of the smallest area around it that has one; empty if none.
        source: Sources of the row, as sources.tsv names them.
        candidates: Those that lost, the nearest loser first.
        reason: Why it is unresolved or a fallback; empty otherwise.
    """

    lat: float | None = None
    lon: float | None = None
    id: str = ""
    name_ar: str = ""
    name_en: str = ""
    kind: str = ""
    country: str = ""
    geo_precision: int | None = None
    where_prec: int | None = None
    radius_km: float | None = None
    confidence: float = 0.0
    basis: str = "unresolved"
    hierarchy_ar: tuple[str, ...] = ()
    hierarchy_en: tuple[str, ...] = ()
    pcode: str = ""
    source: str = ""
    version: str = ""
    candidates: tuple[Candidate, ...] = ()
    reason: str = ""
    parts: Mapping[str, float] = field(default_factory=dict)

    @property
    def is_resolved(self) -> bool:
        """Whether it has a point."""
        return self.lat is not None

    def as_record(self) -> dict[str, object]:
        """Give the JSON form that stands in a record beside `name` and `within`.

        Returns:
            All fields; `hierarchy` has one list a language, numbers are rounded to what they can mean.
        """
        return {
            "gazetteer_id": self.id or None,
            "lat": self.lat,
            "lon": self.lon,
            "geo_precision": self.geo_precision,
            "where_prec": self.where_prec,
            "radius_km": self.radius_km,
            "place_confidence": round(self.confidence, 3),
            "place_basis": self.basis,
            "name_ar": self.name_ar or None,
            "name_en": self.name_en or None,
            "kind": self.kind or None,
            "country": self.country or None,
            "hierarchy": {"ar": list(self.hierarchy_ar), "en": list(self.hierarchy_en)},
            "pcode": self.pcode or None,
            "place_source": self.source or None,
            "gazetteer_version": self.version or None,
            "candidates": [c.as_record() for c in self.candidates],
            "reason": self.reason or None,
        }
