"""Does one of the words of a table's cell stand near? For the conditions of lexicon tables (`needs`, `not_with`…)."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from tawthiq.arabic.fold import fold_key
from tawthiq.arabic.words import bare_key

__all__ = ["distance_to", "word_set"]


@lru_cache(maxsize=4096)
def word_set(cell: str) -> frozenset[str]:
    """The folded words of a '|' list cell, without their articles."""
    return frozenset(bare_key(fold_key(part)) for part in cell.split("|") if part)


@lru_cache(maxsize=65536)
def _stems(form: str) -> frozenset[str]:
    """A folded word without its article, as it stands and without a conjunction or particle before it."""
    found = {bare_key(form)}
    for head in ("و", "ف", "ب", "ل", "وب", "ول"):
        if form.startswith(head) and len(form) > len(head) + 1:
            found.add(bare_key(form[len(head) :]))
    if form.startswith("لل"):
        found.add(form[2:])
    return frozenset(found)


def distance_to(forms: Sequence[str], indices: Iterable[int], cell: str) -> int | None:
    """How far away the first of the listed words stands.

    Args:
        forms: Folded words of a text.
        indices: Where to look, nearest first; indices outside the text end the search.
        cell: '|' list of words as written.

    Returns:
        The number of steps to it, 1 for the first index; None where none stands there.
    """
    wanted = word_set(cell)
    for steps, i in enumerate(indices, 1):
        if not 0 <= i < len(forms):
            return None
        if not wanted.isdisjoint(_stems(forms[i])):
            return steps
    return None
