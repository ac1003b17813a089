"""Places carried over: a clause that names none takes the one the text is at (design.md, section 4.6).

Nearly every event of a report has a place. For a clause without one the memory offers what it may be, each offer a set
of places with what speaks for it: what "المدينة" and its like refer to, the rest of the sentence, the opening of the
paragraph, the events before, what the report names most. The model `carry` weighs the offers; without it the first of a
fixed order holds.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.drafts import Draft
from tawthiq.coding.judgement import Linear
from tawthiq.coding.locations import Location, Offer
from tawthiq.coding.reading import SentenceReading

__all__ = ["PlaceMemory"]

# How many sentences back a place is still the one that the text is at.
_REACH = 6
# Least probability at which an offer is taken; nearly every event has a place. Chosen by held-out folds.
_LEAST = 0.15
_KINDS = {
    "city": frozenset({"city", "town", "governorate", "capital"}),
    "town": frozenset({"town", "city", "village"}),
    "village": frozenset({"village", "town", "hamlet"}),
    "governorate": frozenset({"governorate", "province", "city"}),
    "camp": frozenset({"camp"}),
    "neighbourhood": frozenset({"neighbourhood", "suburb", "street"}),
    "airport": frozenset({"airport"}),
    "area": frozenset({"area", "district", "town", "city", "village", "front", "mountain", "valley", "camp"}),
    "district": frozenset({"district", "subdistrict"}),
    "province": frozenset({"province", "governorate"}),
    "country": frozenset({"country"}),
    "port": frozenset({"port"}),
    "base": frozenset({"base"}),
    "island": frozenset({"island"}),
}
# Words in the opening of a sentence that turns to something else.
_TURNS = frozenset("جهه صعيد سياق غضون المقابل اخري ناحيه متصل موازاه كذلك ايضا سابق وقت".split())
# Groups of features that are kept, as in slot_features.py.
_MOST_MADE = 8_192
# In this order the rules take them.
_ORDER = ("anaphor", "opening", "before", "last", "prev1", "prev2", "prev3", "after")


class PlaceMemory:
    """The places that a report has been at.

    Args:
        locations: All places of the report, sentence by sentence.
        carry: The model that weighs offers; None for the rules alone.
    """

    def __init__(self, locations: Sequence[Sequence[Location]], carry: Linear | None) -> None:
        self._locations = locations
        self._carry = carry
        told = [p for places in locations for p in places if _is_told(p)]
        self._times = Counter(p.name for p in told)
        self._top = max(told, key=lambda p: self._times[p.name], default=None)
        self._last_of_kind: dict[str, tuple[int, Location]] = {}
        self._first: list[Location] = []
        self._last: tuple[Draft, list[Location]] | None = None
        self._last_alike: dict[str, list[Location]] = {}

    def fill(self, text: Annotated, reading: SentenceReading, drafts: Sequence[Draft]) -> None:
        """Give the drafts of a sentence that name no place the one that they take from context.

        Args:
            text: The annotated report.
            reading: The sentence.
            drafts: Its drafts, changed in place; `inherited` says where a place was carried over.
        """
        for draft in drafts:
            if not draft.places:
                offers = self.offers(text, reading, draft)
                draft.places = self._chosen(offers)
                if self._carry is None:
                    draft.offers = offers  # to learn from; half of a long text's memory where all were kept
                if draft.places:
                    draft.inherited.add("places")
            if draft.places:
                self._note(draft)
        for place in reading.locations:
            if not place.role:
                self._last_of_kind[place.kind] = (place.start, place)

    def _note(self, draft: Draft) -> None:
        self._first = self._first or draft.places
        self._last = (draft, draft.places)
        self._last_alike[draft.family] = draft.places

    def _chosen(self, offers: Sequence[Offer]) -> list[Location]:
        if not offers:
            return []
        if self._carry is None:
            return min(offers, key=_place_in_order).places
        best = max((self._carry.probability(o.features), -n) for n, o in enumerate(offers))
        return offers[-best[1]].places if best[0] >= _LEAST else []

    def offers(self, text: Annotated, reading: SentenceReading, draft: Draft) -> list[Offer]:
        """What a clause may take.

        Args:
            text: The annotated report.
            reading: Its sentence.
            draft: The clause.

        Returns:
            Offers with other places each, those of the likeliest sources first.
        """
        found: dict[frozenset[str], Offer] = {}
        wanted = list(_definite_kinds(text, draft))
        for source, places in self._sources(text, reading, draft, wanted):
            key = frozenset(p.name for p in places)
            if not key:
                continue
            offer = found.setdefault(key, Offer(places, []))
            offer.sources.append(source)
        main = (draft.frame.acts or draft.frame.harms)[0]
        tags = {
            f"offers={min(len(found), 4)}",
            f"names={min(len(self._times), 6)}",
            *self._relations(text, reading, draft),
        }
        for offer in found.values():
            offer.features = _features(offer, draft, wanted)
            offer.features.add(f"times={min(4, max(self._times[p.name] for p in offer.places))}")
            if self._top is not None and any(p.name == self._top.name for p in offer.places):
                offer.features.add("top")
            sources = tuple(offer.sources)
            offer.features.update(_with_sources(sources, f"main={main.kind}"))
            for tag in tags:
                offer.features.update(_with_sources(sources, tag))
        return list(found.values())

    def _relations(self, text: Annotated, reading: SentenceReading, draft: Draft) -> Iterator[str]:
        """How the clause goes on from the last event: by the same party, with a time of its own, after a turn."""
        if draft.date is not None:
            yield "dated"
        if not draft.frame.acts:
            yield "harm-only"
        if any(f in _TURNS for f in text.words.forms[reading.sentence.start : reading.sentence.start + 3]):
            yield "turn"
        if self._last is not None:
            last = self._last[0]
            mine, theirs = ({p.id or p.name for p in d.agents} for d in (draft, last))
            yield "agent=" + ("none" if not mine else "same" if mine & theirs else "other")
            yield "in-sentence" if last.reading.index == reading.index else "sentences-before"

    def _sources(self, text: Annotated, reading: SentenceReading, draft: Draft,
                 wanted: Sequence[str]) -> Iterator[tuple[str, list[Location]]]:  # fmt: skip
        before = [p for p in reading.locations if p.end <= draft.frame.first and not p.role]
        for label in wanted:
            kinds = _KINDS.get(label, frozenset())
            met = [self._last_of_kind[kind] for kind in kinds if kind in self._last_of_kind]
            met += [(p.start, p) for p in before if p.kind in kinds]
            if met:
                yield "anaphor", [max(met, key=lambda m: m[0])[1]]
        yield "opening", _opening(text, reading, self._locations)
        inside = [p for p in reading.locations if not p.is_weak]
        yield "before", _nearest([p for p in inside if p.start < draft.frame.first])[-1:]
        yield "after", _nearest([p for p in inside if p.start >= draft.frame.first])[:1]
        yield from self._told_before(reading, draft)
        for back in (1, 2, 3):
            if reading.index - back >= 0:
                nearest = _nearest(self._locations[reading.index - back])
                yield f"prev{back}", nearest[:1]
                if len(nearest) > 1:
                    yield f"prev{back}-last", nearest[-1:]
        if reading.index + 1 < len(self._locations):
            yield "next", _nearest(self._locations[reading.index + 1])[:1]
        yield "top", [self._top] if self._top is not None else []

    def _told_before(self, reading: SentenceReading, draft: Draft) -> Iterator[tuple[str, list[Location]]]:
        """Places of the events before: the last one, the last of the same family, the first one."""
        if self._last is not None and reading.index - self._last[0].reading.index <= _REACH:
            places = self._last[1]
            yield "last", places
            yield "last-above", [p.parent for p in places if p.parent is not None][:1]
        yield "last-alike", self._last_alike.get(draft.family, [])
        yield "first", self._first


def _place_in_order(offer: Offer) -> int:
    return min((_ORDER.index(s) for s in offer.sources if s in _ORDER), default=len(_ORDER))


def _features(offer: Offer, draft: Draft, wanted: Sequence[str]) -> set[str]:
    sources = tuple(offer.sources)
    found = set(_of_sources(sources, min([p.rank for p in offer.places])))
    found.add(f"many={len(offer.places) > 1}")
    found |= {f"by={p.rule}" for p in offer.places} | {f"role={p.role}" for p in offer.places if p.role}
    if any(p.is_region for p in offer.places):
        found.add("region")
    if any(p.is_weak for p in offer.places):
        found.add("weak")
    main = (draft.frame.acts or draft.frame.harms)[0]
    if main.mention.article and not main.is_verb:
        found |= {f"definite&{s}" for s in offer.sources}
    found |= {f"wants={label}&{s}" for label in wanted for s in offer.sources}
    found |= {f"wants={label}&kind={p.kind}" for label in wanted for p in offer.places}
    return found


@lru_cache(maxsize=_MOST_MADE)
def _of_sources(sources: Sequence[str], rank: int) -> Sequence[str]:
    """The sources of an offer, by themselves, with each other and with the size of its smallest place."""
    found = [*sources, f"first-source={sources[0]}", f"rank={rank}"]
    found += [f"{s}&rank={rank}" for s in sources]
    return found + [f"{s}&{t}" for s in sources for t in sources if s < t]


@lru_cache(maxsize=_MOST_MADE)
def _with_sources(sources: Sequence[str], tag: str) -> Sequence[str]:
    return [f"{s}&{tag}" for s in sources]


def _definite_kinds(text: Annotated, draft: Draft) -> Iterator[str]:
    """Kind words with the article and no name, as "المدينة": they refer to a place told before."""
    seen: set[str] = set()
    kinds = text.of("kind")
    for i in range(draft.frame.start, draft.frame.end):
        if i not in kinds or not text.words.forms[i].startswith(("ال", "وال", "بال", "لل", "كال")):
            continue
        for mention in kinds[i]:
            if mention.article and mention.entry.label not in seen:
                seen.add(mention.entry.label)
                yield mention.entry.label


def _opening(text: Annotated, reading: SentenceReading, locations: Sequence[Sequence[Location]]) -> list[Location]:
    """The place that the paragraph or the sentence opens with ("وفي حلب، ...", "حلب::")."""
    index = reading.index
    least = max(0, index - _REACH)
    while index > least and text.sentences[index - 1].paragraph == reading.sentence.paragraph:
        index -= 1
    for at in (reading.index, index):
        first = text.sentences[at].start
        opening = [p for p in locations[at] if p.start - first <= 1 and p.role != "dateline"]
        if opening:
            return opening[:1]
    return []


def _is_told(place: Location) -> bool:
    return not (place.is_weak or place.role in ("dateline", "home", "distance"))


def _nearest(places: Sequence[Location]) -> list[Location]:
    """Places that are not only where others lie or come from, the smaller ones where there are such."""
    above = {p.parent.start for p in places if p.parent is not None}
    told = [p for p in places if p.start not in above and _is_told(p) and p.role not in ("origin", "office")]
    near = [p for p in told if not p.is_region and p.rank < _WIDE]
    return near or told


_WIDE = 7
