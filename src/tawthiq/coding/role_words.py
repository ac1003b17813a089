"""Tables of words by their role: which words open, part or end what a rule looks for is data."""

from collections.abc import Mapping
from functools import lru_cache

from tawthiq.arabic.fold import fold_key
from tawthiq.resources.loader import PACKAGE_ROOT, read_table

__all__ = ["role_words"]


@lru_cache(maxsize=8)
def role_words(table: str) -> Mapping[str, frozenset[str]]:
    """Load a table with the columns `role` and `forms`; each is read once a process.

    Args:
        table: Its path below resources/.

    Returns:
        Folded words and phrases by role.

    Raises:
        ResourceError: The table breaks its columns.
    """
    found: dict[str, set[str]] = {}
    for row in read_table(PACKAGE_ROOT / table):
        found.setdefault(row["role"], set()).update(fold_key(form) for form in row.items("forms"))
    return {role: frozenset(words) for role, words in found.items()}
