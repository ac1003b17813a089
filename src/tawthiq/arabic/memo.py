"""What is worked out once a key and looked up ever after: most words of a text have been met before."""

from collections.abc import Callable
from typing import TypeVar

__all__ = ["Memo"]

Key = TypeVar("Key")
Value = TypeVar("Value")

# Enough for most word forms of some thousand reports; memory stays bounded whatever comes in. With 100,000 a worker
# took 258 MB for 30,000 reports; a form costs some 5 KB in all that is kept of it.
_MOST_KEPT = 24_000


class Memo(dict[Key, Value]):
    """A mapping that works out a value where it has none: `memo[key]` costs one look-up for a key met before.

    Args:
        work: Gives the value of a key; always the same for the same key.
        size: How many values are kept; where there would be more, all are forgotten.
    """

    def __init__(self, work: Callable[[Key], Value], size: int = _MOST_KEPT) -> None:
        super().__init__()
        self._work = work
        self._size = size

    def __missing__(self, key: Key) -> Value:
        value = self._work(key)
        if len(self) >= self._size:
            self.clear()
        self[key] = value
        return value
