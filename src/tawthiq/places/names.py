"""Names of places as the coder needs them: is this run of words a place, and how sure is that alone?

A key is a folded name without the article of each word (`fold_key`, then `bare_key`). The names are those of the
gazetteer (see gazetteer.py); nothing of its rows is read until a name is asked for.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tawthiq.places.packed import AMBIGUOUS, ARTICLE, BARE, Packed

__all__ = ["DATA", "PlaceName", "PlaceNames"]

DATA = Path(__file__).parent.parent / "resources" / "gazetteer" / "places.bin"
_MAX_WORDS = 5


@dataclass(frozen=True, slots=True)
class PlaceName:
    """What the gazetteer knows of one name.

    Attributes:
        key: The name's key.
        countries: ISO codes of the countries with a place of this name, the one with the greatest place first.
        kinds: Kinds of places of this name, in the same order.
        weight: Importance of the greatest of them, from 0 (a hamlet) to 1 (a country).
        ambiguous: Whether the word is also an ordinary word or a person's name, so that it counts as a place
            only with a kind word, a parent or a preposition of place beside it.
        article: True where the name always has the article on its first word, False where it never has,
            None where both are met.
    """

    key: str
    countries: tuple[str, ...]
    kinds: tuple[str, ...]
    weight: float
    ambiguous: bool
    article: bool | None


class PlaceNames:
    """All names of the gazetteer, in memory as one mapping from key to number."""

    def __init__(self, packed: Packed) -> None:
        """Take the names of a mapped gazetteer; use `load` unless you have one."""
        self._packed = packed
        keys = packed.lines("keys")
        self._numbers = dict(zip(keys, range(len(keys)), strict=True))
        self._info = packed.section("keyinfo")
        self._rows = packed.postings("keypost", "post")
        self._first = _first_words(keys)
        self._found: dict[str, PlaceName] = {}

    @classmethod
    def load(cls) -> "PlaceNames":
        """Load the names of the gazetteer inside the product, once a process.

        Returns:
            The names; the second call gives the same object.

        Raises:
            ResourceError: If the file is missing or of another version.
        """
        return _load()

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, key: str) -> bool:
        return key in self._numbers

    def first_words(self) -> dict[str, int]:
        """Give for each word that opens a name the number of words of the longest such name, at most five."""
        return self._first

    def find(self, key: str) -> PlaceName | None:
        """Look a name up.

        Args:
            key: A folded name without articles.

        Returns:
            What is known of it, or None if no place has this name.
        """
        known = self._found.get(key)
        if known is None:
            number = self._numbers.get(key)
            if number is None:
                return None
            known = self._found[key] = self._read(key, number)
        return known

    def _read(self, key: str, number: int) -> PlaceName:
        meta = self._packed.meta
        records = [self._packed.row(row) for row in self._rows[number]]
        kinds = dict.fromkeys(meta["kinds"][r[_KIND]] for r in records)
        countries = dict.fromkeys(meta["countries"][r[_COUNTRY]] for r in records)
        weight, flags = self._info[2 * number], self._info[2 * number + 1]
        both = flags & (ARTICLE | BARE)
        return PlaceName(
            key,
            tuple(countries),
            tuple(kinds),
            weight / 255,
            bool(flags & AMBIGUOUS),
            None if both == ARTICLE | BARE else bool(flags & ARTICLE),
        )


_KIND, _COUNTRY = 8, 9  # fields of a fixed record


def _first_words(keys: list[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for key in keys:
        first, _, rest = key.partition(" ")
        words = rest.count(" ") + 2 if rest else 1
        if words > longest.get(first, 0):
            longest[first] = min(words, _MAX_WORDS)
    return longest


@lru_cache(maxsize=1)
def _load() -> PlaceNames:
    return PlaceNames(Packed(DATA))
