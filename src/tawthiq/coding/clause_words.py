"""Words of a clause that rules look for, by their role (lexicon/clause_words.tsv)."""

from functools import lru_cache

from tawthiq.arabic.fold import fold_key
from tawthiq.errors import ResourceError
from tawthiq.resources.loader import PACKAGE_ROOT, read_table

__all__ = ["clause_words"]


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
    rows = [row for row in read_table(PACKAGE_ROOT / "lexicon" / "clause_words.tsv") if row["role"] == role]
    if not rows:
        raise ResourceError(f"no words of the role {role!r}", "lexicon/clause_words.tsv", "name it in the table")
    return frozenset(fold_key(form) for row in rows for form in row.items("forms"))
