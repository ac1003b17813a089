"""A place named in a sentence, and what the coder asks of a gazetteer."""

from dataclasses import dataclass, field
from typing import Protocol

__all__ = ["RANKS", "KnownName", "Location", "NameTable", "Offer"]

# Size of a kind of place, from 8 (country) down; what is not listed is a site, 1.
RANKS = {
    "country": 8, "governorate": 7, "province": 7, "region": 7, "desert": 6, "countryside": 6, "district": 5,
    "subdistrict": 5, "city": 4, "sea": 5, "plain": 5, "mountain": 3, "area": 3, "front": 3, "town": 3, "camp": 2,
    "village": 2, "suburb": 2, "valley": 3, "island": 4, "border": 5, "neighbourhood": 2, "hamlet": 2, "settlement": 2,
}  # fmt: skip


class KnownName(Protocol):
    """What the gazetteer says of a name (see tawthiq.places.names.PlaceName)."""

    @property
    def countries(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def kinds(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def weight(self) -> float: ...  # noqa: D102
    @property
    def ambiguous(self) -> bool: ...  # noqa: D102
    @property
    def article(self) -> bool | None: ...  # noqa: D102


class NameTable(Protocol):
    """The gazetteer's names as one more lexicon (see tawthiq.places.names.PlaceNames)."""

    def opened(self, first: str) -> tuple[int, frozenset[str]] | None: ...  # noqa: D102
    def find(self, key: str) -> KnownName | None: ...  # noqa: D102


@dataclass(slots=True)
class Location:
    """A place named in a sentence; a record once the sentence is read.

    Attributes:
        start: Index of the first word of the whole phrase, kind word and direction included.
        name_start: Index of the first word of the name.
        end: Index after the last word.
        name: The name as written, without prefixed particles and kind words.
        kind: Kind by its kind word, else by the gazetteer; "" if neither tells.
        rank: Size, 1 (a site) to 8 (a country).
        known: What the gazetteer says of the name.
        lead: The word before the phrase, or the particle on it: what ties the place to the clause.
        is_region: Whether it is a countryside or a direction of a larger place, a place only for want of a nearer.
        is_weak: Whether the name is a description rather than a name ("المستشفى الوحيد"): a place only for want of
        others.
        parent: The larger place that the text gives for it.
        rule: What read it.
        listed_after: The place before it in a list, None for the first.
        role: "" or why the place is hardly one of an event: origin (something comes from there or is stationed
            there), from (behind "من"), distance (so far away), between (it lies between), office (it names one),
            home (people come from there), dateline (the desk that sends the report), heading (it opens an
            item of a digest).
        is_ordinary: Whether its only word is an ordinary word too.
        opens_list: Whether a kind word in the plural leads it or the list that it stands in.
    """

    start: int
    name_start: int
    end: int
    name: str
    kind: str
    rank: int
    known: KnownName | None
    lead: str
    is_region: bool = False
    is_weak: bool = False
    parent: "Location | None" = field(default=None, repr=False)
    rule: str = ""
    listed_after: "Location | None" = field(default=None, repr=False)
    role: str = ""
    is_ordinary: bool = False
    opens_list: bool = False

    @property
    def is_country(self) -> bool:
        """Whether the greatest place of this name is a country."""
        return self.known is not None and self.known.kinds[:1] == ("country",)


@dataclass(slots=True)
class Offer:
    """Places that a clause which names none may take from its context (see place_memory.py).

    Attributes:
        places: The places, never empty.
        sources: Where they come from, the likeliest first.
        features: What speaks for or against them, for the model.
    """

    places: list[Location]
    sources: list[str]
    features: set[str] = field(default_factory=set)
