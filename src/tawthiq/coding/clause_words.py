"""Words of a clause that rules look for, by their role (lexicon/clause_words.tsv)."""

from functools import lru_cache

from tawthiq.coding.role_words import role_words
from tawthiq.errors import ResourceError

__all__ = ["clause_words"]

_TABLE = "lexicon/clause_words.tsv"


@lru_cache(maxsize=64)
def clause_words(role: str) -> frozenset[str]:
    """Words or phrases of one role.

    Args:
        role: As the table defines it: backer, target, cause…

    Returns:
        Folded words, never empty.

    Raises:
        ResourceError: The table breaks its columns or has no such role.
    """
    words = role_words(_TABLE).get(role)
    if not words:
        raise ResourceError(f"no words of the role {role!r}", _TABLE, "name it in the table")
    return words
