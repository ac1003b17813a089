"""Words that stand beside names of places: kinds, things in a town, relations and directions (kind_words.tsv)."""

from dataclasses import dataclass
from functools import lru_cache

from tawthiq.arabic.fold import fold_key
from tawthiq.arabic.words import bare_key, readings
from tawthiq.errors import ResourceError
from tawthiq.places.packed import KINDS
from tawthiq.resources.loader import Resources

__all__ = ["KindWord", "KindWords"]

_ROLES = frozenset(
    ("place", "front", "object", "near", "inside", "countryside", "road", "between", "direction", "in", "qualifier")
)


@dataclass(frozen=True, slots=True)
class KindWord:
    """One word beside a name.

    Attributes:
        key: Folded, without article.
        role: What it does; one of the roles that kind_words.tsv lists.
        kinds: Kinds of rows that it agrees with, the best first.
        keep: Whether it is part of proper names.
        azimuth: Degrees clockwise from north, for directions.
    """

    key: str
    role: str
    kinds: tuple[str, ...] = ()
    keep: bool = False
    azimuth: int | None = None


class KindWords:
    """All kind words, found with the particles that stand before them."""

    def __init__(self, words: dict[str, KindWord]) -> None:
        """Take the words by key; use `load` unless you make your own."""
        self._words = words

    @classmethod
    def load(cls, resources: Resources | None = None) -> "KindWords":
        """Read kind_words.tsv.

        Args:
            resources: Where the tables stand; None for the package's own.

        Raises:
            ResourceError: A row has an unknown role or kind.
        """
        return _load(resources or Resources())

    def get(self, form: str) -> tuple[KindWord, str] | None:
        """Read a folded word as a kind word.

        Args:
            form: A folded word, with particles and article as written.

        Returns:
            The kind word and the particles before it ("بمدينة" gives مدينة and ب), or None.
        """
        if form in self._words:
            return self._words[form], ""
        for reading in readings(form):
            word = self._words.get(reading.key)
            if word is not None and not reading.suffix:
                return word, reading.prefix
        return None

    def get_two(self, first: str, second: str) -> KindWord | None:
        """Read two folded words as one kind word ("نقطة تفتيش")."""
        return self._words.get(bare_key(f"{first} {second}"))


@lru_cache(maxsize=2)
def _load(resources: Resources) -> KindWords:
    words: dict[str, KindWord] = {}
    for row in resources.table("gazetteer/kind_words.tsv"):
        key, role, kinds = bare_key(fold_key(row["word"])), row["role"], tuple(row.items("kinds"))
        azimuth = int(kinds[0]) if role == "direction" else None
        kinds = () if role == "direction" else kinds
        if role not in _ROLES or not set(kinds) <= set(KINDS):
            raise ResourceError(f"unknown role or kind of {row['word']}", row.where, "use one of the header's list")
        words.setdefault(key, KindWord(key, role, kinds, row["keep"] == "yes", azimuth))
    return KindWords(words)
