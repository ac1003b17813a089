"""Names of places as the coder needs them: is this run of words a place, and how sure is that alone?

A key is a folded name without the article of each word (`fold_key`, then `bare_key`). The names are those of the
gazetteer (see gazetteer.py); nothing of its rows is read until a name is asked for.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tawthiq.places.packed import AMBIGUOUS, ARTICLE, BARE, Packed, Postings, open_packed

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


@dataclass(frozen=True, slots=True)
class _File:
    """The names of one gazetteer file."""

    packed: Packed
    info: bytes
    rows: Postings


class PlaceNames:
    """All names of one or more gazetteers, in memory as one mapping a file from key to number."""

    def __init__(self, files: Sequence[Packed]) -> None:
        """Take the names of mapped gazetteers; use `load` unless you have some."""
        self._files = [_read(file) for file in files]
        self._numbers = [file.packed.key_numbers for file in self._files]
        self._found: dict[str, PlaceName] = {}

    @classmethod
    def load(cls, own: Sequence[Path] = ()) -> "PlaceNames":
        """Load the names of the gazetteer inside the product and of the user's own, once a process.

        Args:
            own: Files written by `tawthiq gazetteer import`.

        Returns:
            The names; the second call with the same files gives the same object.

        Raises:
            ResourceError: If a file is missing or of another version.
        """
        return _load(tuple(own))

    def __len__(self) -> int:
        return len(set().union(*self._numbers))

    def __contains__(self, key: str) -> bool:
        return any(key in numbers for numbers in self._numbers)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(key for numbers in self._numbers for key in numbers))

    def opened(self, first: str) -> tuple[int, frozenset[str]] | None:
        """Tell which names a word opens.

        Args:
            first: A folded word without article.

        Returns:
            The number of words of the longest, at most five, and the second words of all that have one; None where no
            name begins so. What is asked for is looked up in the sorted keys, so that no table of all first words need
            be made.
        """
        longest, seconds = 0, set()
        for file in self._files:
            keys = file.packed.keys
            longest = max(longest, int(first in file.packed.key_numbers))
            # All keys that open with the word and a space; "!" is the sign after the space.
            start = bisect_left(keys, first + " ")
            for key in keys[start : bisect_left(keys, first + "!", start)]:
                words = key.split(" ")
                longest = max(longest, len(words))
                seconds.add(words[1])
        return (min(longest, _MAX_WORDS), frozenset(seconds)) if longest else None

    def find(self, key: str) -> PlaceName | None:
        """Look a name up.

        Args:
            key: A folded name without articles.

        Returns:
            What is known of it, or None if no place has this name.
        """
        known = self._found.get(key)
        if known is None:
            for numbers in self._numbers:
                if key in numbers:
                    known = self._found[key] = self._join(key)
                    break
        return known

    def _join(self, key: str) -> PlaceName:
        kinds: dict[str, None] = {}
        countries: dict[str, None] = {}
        weight = flags = 0
        for file in self._files:
            number = file.packed.key_numbers.get(key)
            if number is None:
                continue
            meta = file.packed.meta
            for record in (file.packed.row(row) for row in file.rows[number]):
                kinds[meta["kinds"][record[_KIND]]] = None
                countries[meta["countries"][record[_COUNTRY]]] = None
            weight = max(weight, file.info[2 * number])
            flags |= file.info[2 * number + 1]
        both = flags & (ARTICLE | BARE)
        return PlaceName(
            key,
            tuple(countries),
            tuple(kinds),
            weight / 255,
            bool(flags & AMBIGUOUS),
            None if both == ARTICLE | BARE else bool(flags & ARTICLE),
        )


def _read(packed: Packed) -> _File:
    return _File(packed, packed.section("keyinfo"), packed.postings("keypost", "post"))


_KIND, _COUNTRY = 8, 9  # fields of a fixed record


@lru_cache(maxsize=4)
def _load(own: tuple[Path, ...]) -> PlaceNames:
    return PlaceNames([open_packed(path) for path in (DATA, *own)])
