"""The words around names of places, as the tables define them."""

from dataclasses import dataclass

from tawthiq.arabic.fold import fold_key
from tawthiq.arabic.words import bare_key
from tawthiq.resources import Resources

__all__ = ["PlaceWords"]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The words around names of places, folded (lexicon/place_words.tsv defines each).

    Attributes:
        common: Words that are no names by themselves.
        given: Given names of persons.
        articles: Keys of names that always have the article (True) or never (False).
        uses: Other words by their use.
    """

    common: frozenset[str]
    given: frozenset[str]
    articles: dict[str, bool]
    uses: dict[str, frozenset[str]]

    @classmethod
    def load(cls, resources: Resources) -> "PlaceWords":
        """Read the tables.

        Args:
            resources: The tables to use.
        """
        uses: dict[str, set[str]] = {}
        for row in resources.table("lexicon/place_words.tsv"):
            uses.setdefault(row["use"], set()).update(fold_key(form) or form for form in row.items("forms"))
        return cls(
            frozenset(resources.column("language/common_words.tsv", "word")),
            frozenset(bare_key(fold_key(row["name"])) for row in resources.table("linking/given_names.tsv")),
            {row["name"]: row["article"] == "yes" for row in resources.table("language/name_articles.tsv")},
            {use: frozenset(forms) for use, forms in uses.items()},
        )

    def __getitem__(self, use: str) -> frozenset[str]:
        return self.uses.get(use, frozenset())
