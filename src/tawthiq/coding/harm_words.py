"""Words around counts of people, by their role (lexicon/harm_words.tsv)."""

from collections.abc import Mapping

from tawthiq.coding.role_words import role_words

__all__ = ["harm_words"]


def harm_words() -> Mapping[str, frozenset[str]]:
    """Folded words by role.

    Raises:
        ResourceError: The table breaks its columns.
    """
    return role_words("lexicon/harm_words.tsv")
