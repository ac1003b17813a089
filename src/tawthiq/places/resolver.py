"""From a place string to a resolution.

Steps, in this order:
1. read the string (query.py) and, after it, the larger place that the text gives (`within`);
2. resolve the parts from the largest, which stands last, to the smallest, each one inside those before it;
3. take the first part; where it has no row, the nearest larger place stands for it, and the precision says so;
4. move and widen the point by what the words beside the name say (precision.py).
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from tawthiq.places import precision
from tawthiq.places.answer import Answers
from tawthiq.places.context import Anchor, Context, Scope, scope_of
from tawthiq.places.gazetteer import Gazetteer, Place
from tawthiq.places.keys import key_of
from tawthiq.places.kinds import KindWords
from tawthiq.places.query import Part, parse
from tawthiq.places.ranking import Ranked, Surroundings, find_matches, rank
from tawthiq.places.resolution import Candidate, Resolution

__all__ = ["Resolver"]

# A best candidate below this is no answer: an exact name far outside the governorate that the record gives, or a
# distant spelling with nothing that speaks for it.
_ACCEPTED = 1.0
# An unknown village of a governorate that reaches further than this is nowhere: the governorate's seat would be a
# pin 100 km off. A thing of a town (mosque, street) is told without its town only where that is the seat.
_WIDEST_PARENT_KM = 60.0
_FAR_OUTSIDE = -3.5  # the feature "parent" at 30 km beyond the edge
_AREAS = frozenset(("country", "governorate", "district", "subdistrict", "city", "town", "area", "mountain", "river"))
_RULED = frozenset(("governorate", "district", "subdistrict", "city", "town"))  # kinds that give an area its name


class Resolver:
    """Resolves place strings against one gazetteer."""

    def __init__(self, gazetteer: Gazetteer, kinds: KindWords) -> None:
        """Take a loaded gazetteer; use `load` unless you have one."""
        self.gazetteer = gazetteer
        self._kinds = kinds
        self._answers = Answers(gazetteer)
        self._scope = lru_cache(maxsize=4096)(lambda name, country: scope_of(gazetteer, name, country))
        self._parse = lru_cache(maxsize=16384)(lambda text: parse(text, gazetteer.has, kinds))

    @classmethod
    def load(cls, own: Sequence[Path] = ()) -> "Resolver":
        """Load the gazetteer and the kind words.

        Args:
            own: The user's gazetteer files.

        Returns:
            A resolver; the same object for the same files.

        Raises:
            ResourceError: If a file is missing or broken.
        """
        return _load(tuple(own))

    def resolve(
        self,
        name: str,
        *,
        within: str | None = None,
        admin1: str | None = None,
        country: str | None = None,
        context: Context | None = None,
    ) -> Resolution:
        """Resolve one place.

        Args:
            name: The place as written, a name or a description.
            within: The larger place that the text gives for it.
            admin1: Name of the governorate, where a record gives one.
            country: ISO code of the country, where a record gives one.
            context: What the report is about.

        Returns:
            A point with its precision, or an unresolved place with the reason.
        """
        around = Surroundings(country, self._scope(admin1, country) if admin1 else None, (), context or Context())
        query = self._parse(name)
        parts = self._split(query.parts, around)
        outer = self._split(self._parse(within).parts, around) if within else ()
        if query.between:
            return self._between(parts, outer, around)
        return self._resolve(parts, outer, around)

    def _resolve(self, parts: Sequence[Part], outer: Sequence[Part], around: Surroundings) -> Resolution:
        siblings = [p for p in parts[1:] if p.link == "and"]
        chain = [p for p in parts if p.link != "and" or p is parts[0]]
        chain += [replace(p, link="in") for p in outer]
        best, around = self._climb(chain, around)
        for sibling in siblings:
            if best and best[0]:
                break
            found = self._best(sibling, around)
            if found:
                best, chain = [found], [sibling]
        return self._answer(chain, best, around)

    def _climb(self, chain: Sequence[Part], around: Surroundings) -> tuple[list["list[Ranked] | None"], Surroundings]:
        """Resolve the parts from the last to the first, each inside those after it."""
        best: list[list[Ranked] | None] = [None for _ in chain]
        for index in range(len(chain) - 1, -1, -1):
            best[index] = self._best(chain[index], around)
            ranked = best[index]
            if index and ranked:
                around = replace(around, parents=(*around.parents, self._as_scope(ranked[0].match.place)))
        return best, around

    def _best(self, part: Part, around: Surroundings) -> "list[Ranked] | None":
        part = self._named_by_parent(part, around)
        if not part.words:
            return None
        ranked = rank(find_matches(self.gazetteer, part, around), part, around)
        if not ranked or ranked[0].score < _ACCEPTED:
            return None
        # One of many homonyms, all far outside the place that the text gives: the text's own place is worth more.
        is_outside = ranked[0].parts.get("parent", 0.0) <= _FAR_OUTSIDE
        return None if is_outside and ranked[1:] and ranked[1].score > ranked[0].score - 1 else ranked

    def _named_by_parent(self, part: Part, around: Surroundings) -> Part:
        """Read "المطار" within a town as the airport of that town, where there is one."""
        words = part.words or tuple(w.key for w in part.kinds[-1:])
        kind = self._kinds.get(words[0]) if len(words) == 1 and around.parents else None
        if kind is None or not kind[0].keep:
            return part
        parent = self.gazetteer.text(around.parents[-1].place).name_ar
        named = f"{kind[0].key} {key_of(parent)}"
        return replace(part, words=tuple(named.split()), kinds=()) if self.gazetteer.has(named) else part

    def _as_scope(self, place: Place) -> Scope:
        arabic = self.gazetteer.text(place).name_ar
        known = self._scope(arabic, place.country)
        if known and known.place.number == place.number:
            return known
        reach = {"city": 15.0, "town": 10.0, "village": 6.0, "camp": 4.0, "neighbourhood": 3.0}
        areas = (
            known.areas if known and place.kind in ("governorate", "district", "subdistrict", "city", "town") else ()
        )
        return Scope(place, frozenset(areas), max(place.reach_km, reach.get(place.kind, 0.0)))

    def _answer(self, chain: Sequence[Part], best: "Sequence[list[Ranked] | None]", around: Surroundings) -> Resolution:
        target = 0
        if len(best) > 1 and best[0] and best[1] and chain[1].link in ("sign", "next"):
            target = self._smaller(best[0][0].match.place, best[1][0].match.place)
        ranked = best[target] if best else None
        if ranked and ranked[0].match.through_object:
            return self._answers.fallback(ranked, chain[target])
        if ranked:
            return self._answers.found(ranked, chain[target])
        for parent in best:
            if parent and not self._is_too_wide(parent[0].match.place, chain[0]):
                return self._answers.fallback(parent, chain[0])
            if parent:
                # "متحف باردو، تونس": the capital that bears the country's name, for a thing of a town.
                towns = [r for r in parent if r.match.place.kind == "city" and r.match.spelling == 1.0]
                if towns and chain[0].is_object and towns[0].match.place.country == parent[0].match.place.country:
                    return self._answers.fallback(towns, chain[0])
                return self._answers.too_wide(parent[0].match.place, chain[0])
        return self._outside(chain, around)

    def _outside(self, chain: Sequence[Part], around: Surroundings) -> Resolution:
        """Answer for a place of which no part is known: by the record's governorate, if that says enough."""
        wanted = chain[0] if chain else None
        if around.admin1 is None:
            return self._answers.unresolved("no place of this name is known" if chain else "no name")
        area = around.admin1.place
        if self._is_too_wide(area, wanted):
            return self._answers.too_wide(area, wanted)
        return self._answers.of_scope(area, wanted)

    @staticmethod
    def _is_too_wide(area: Place, wanted: Part | None) -> bool:
        """Whether an area is no answer for a place inside it."""
        if area.kind == "country":
            return True
        return area.reach_km > _WIDEST_PARENT_KM and (wanted is None or not wanted.is_object)

    @staticmethod
    def _smaller(first: Place, second: Place) -> int:
        """Which of two parts is meant when the string may name the larger place first."""
        inside = first.kind in _AREAS and second.kind not in _AREAS | {"district"}
        near = first.km_to(second) <= max(20.0, first.reach_km)
        wider = first.kind in ("area", "mountain", "governorate", "district", "subdistrict") and second.kind in (
            "city", "town", "village", "neighbourhood", "camp",
        )  # fmt: skip
        return 1 if near and (wider or (inside and second.kind in ("neighbourhood", "camp"))) else 0

    def _between(self, parts: Sequence[Part], outer: Sequence[Part], around: Surroundings) -> Resolution:
        _, around = self._climb([Part(), *outer], around)
        found = [(p, r) for p in parts if (r := self._best(p, around))]
        if len(found) < 2:
            return self._resolve(parts, outer, around)
        first = found[0][1][0].match.place
        anchored = replace(
            around, context=replace(around.context, anchors=(*around.context.anchors, Anchor(first.lat, first.lon)))
        )
        second = (self._best(found[1][0], anchored) or found[1][1])[0].match.place
        again = replace(
            around, context=replace(around.context, anchors=(*around.context.anchors, Anchor(second.lat, second.lon)))
        )
        ranked = self._best(found[0][0], again) or found[0][1]
        return self._answers.between(ranked, second, precision.between(ranked[0].match.place, second))

    def _split(self, parts: Sequence[Part], around: Surroundings) -> tuple[Part, ...]:
        """Part a run of words that is no name into two that are ("اللابد موحسن": Labid, of Muhasan).

        An unknown first half with a known second is taken so only where the record says where to look.
        """
        found: list[Part] = []
        for part in parts:
            found += self._split_one(part, around)
        return tuple(found)

    def _split_one(self, part: Part, around: Surroundings) -> list[Part]:
        count = len(part.words)
        if count < 2 or part.is_object or find_matches(self.gazetteer, part, around):
            return [part]
        for cut in range(count - 1, 0, -1):
            head, tail = replace(part, words=part.words[:cut]), Part(words=part.words[cut:], link="next")
            if self._stands(head, around) and self._stands(tail, around):
                return [replace(head, azimuth=None), tail]
        if not (around.country or around.admin1):
            return [part]
        for cut in range(count - 1, 0, -1):
            tail = Part(words=part.words[cut:], link="next")
            if self._stands(tail, around) and not self.gazetteer.is_word(tail.key):
                return [replace(part, words=part.words[:cut]), tail]
        return [part]

    def _stands(self, part: Part, around: Surroundings) -> bool:
        """Whether the words are a name that the gazetteer has where the record looks for it."""
        return len(part.key) > 2 and any(around.holds(p) for p in self.gazetteer.find(part.key))

    def candidates(self, name: str, *, country: str | None = None, limit: int = 10) -> list[Candidate]:
        """Give the places that a name may mean, for people who look it up.

        Args:
            name: A name or description.
            country: ISO code to look in.
            limit: How many at most.

        Returns:
            The best first, with the features of their scores.
        """
        around = Surroundings(country)
        parts = self._split(self._parse(name).parts, around)
        ranked = rank(find_matches(self.gazetteer, parts[0], around), parts[0], around) if parts else []
        return [self._answers.candidate(r) for r in ranked[:limit]]


@lru_cache(maxsize=4)
def _load(own: tuple[Path, ...]) -> Resolver:
    return Resolver(Gazetteer.load(own), KindWords.load())
