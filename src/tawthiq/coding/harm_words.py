"""Words around counts of people, by their role (lexicon/harm_words.tsv)."""

from collections.abc import Mapping
from functools import lru_cache

from tawthiq.arabic.fold import fold_key
from tawthiq.resources.loader import PACKAGE_ROOT, read_table

__all__ = ["harm_words"]


@lru_cache(maxsize=1)
def harm_words() -> Mapping[str, frozenset[str]]:
    """Load the table.

    Returns:
        Folded words by role.

    Raises:
        ResourceError: The table breaks its columns.
    """
    found: dict[str, set[str]] = {}
    for row in read_table(PACKAGE_ROOT / "lexicon" / "harm_words.tsv"):
        found.setdefault(row["role"], set()).update(fold_key(form) for form in row.items("forms"))
    return {role: frozenset(words) for role, words in found.items()}
