"""The small words that lead to, part and end the names of speakers (resources/lexicon/speaker_words.tsv)."""

from dataclasses import dataclass

from tawthiq.arabic.fold import fold_key
from tawthiq.resources import Resources

__all__ = ["SpeakerWords"]

_PARTICLES = ("", "و", "ف")
# Classes whose words mean something else behind a conjunction ("وأن" goes on with a clause).
_BARE = frozenset({"body", "complement"})
# Classes whose words are met with and without the article.
_ARTICLE_FREE = frozenset({"adjective", "body", "rank"})


@dataclass(frozen=True, slots=True)
class SpeakerWords:
    """What each word does in the phrase of a speaker.

    Attributes:
        classes: Folded form, with its particles, to its class (the table's header names them).
        given_names: Folded given names: where one begins, the name of a body ends.
    """

    classes: dict[str, str]
    given_names: frozenset[str]

    @classmethod
    def load(cls, resources: Resources) -> "SpeakerWords":
        """Read the tables.

        Args:
            resources: The package's tables and the user's.

        Returns:
            The words, with the conjunctions that may be joined to them.
        """
        classes: dict[str, str] = {}
        for row in resources.table("lexicon/speaker_words.tsv"):
            form = fold_key(row["word"])
            forms = (form, f"ال{form}") if row["class"] in _ARTICLE_FREE else (form,)
            for written in forms:
                for particle in _PARTICLES if row["class"] not in _BARE else ("",):
                    classes.setdefault(particle + written, row["class"])
        for form in [form for form, kind in classes.items() if kind == "filler"]:
            classes.setdefault(f"ال{form}", "adjective")  # "في وقت سابق", but "الرئيس السابق"
        names = resources.table("linking/given_names.tsv")
        return cls(classes, frozenset(fold_key(row["name"]) for row in names))
