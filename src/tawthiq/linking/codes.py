"""Numbers and ASCII keys that stand for Arabic names and words, alike for every engine that compares them.

DuckDB measures edit distances in bytes and Spark in characters, and the two sort Arabic differently; one ASCII letter
for each Arabic letter, or a number, leaves them nothing to differ on (docs/linking.md, "Engines").
"""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

from tawthiq.arabic.fold import fold_key
from tawthiq.arabic.words import bare_key

__all__ = ["BITS_MASK", "ascii_key", "block_code", "name_code", "weighted_code"]

_LETTERS = "ءابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ASCII = "QabtTjHxdDrzsScCvVoGfqklmnhwy"
_TO_ASCII = str.maketrans(_LETTERS, _ASCII)
BITS_MASK = 15
"""The lowest four bits of a weighted code are its weight, 0 to 15."""


@lru_cache(maxsize=65536)
def ascii_key(name: str) -> str:
    """Write a name with one ASCII letter for each Arabic letter.

    Args:
        name: As written.

    Returns:
        Folded words without article and without spaces; what is no letter or figure is left out.
    """
    return "".join(c for c in bare_key(fold_key(name)).translate(_TO_ASCII) if c.isascii() and c.isalnum())


def _number(*parts: str) -> int:
    return int.from_bytes(blake2b("\x1f".join(parts).encode(), digest_size=8).digest()) >> 1


@lru_cache(maxsize=131072)
def name_code(kind: str, key: str) -> int:
    """Number a key of one kind.

    Args:
        kind: What the key is of ("place", "weapon"), so that equal spellings of two kinds differ.
        key: An id or ASCII key.

    Returns:
        63 bits.
    """
    return _number(kind, key)


@lru_cache(maxsize=262144)
def weighted_code(word: str, bits: int) -> int:
    """Number a word so that its weight can be read off the number.

    Args:
        word: A folded stem.
        bits: How much it tells, 0 to 15.

    Returns:
        63 bits, of which the lowest four are `bits`.
    """
    return (_number("word", word) & ~BITS_MASK) | bits


def block_code(parts: Iterable[str], *, broad: bool = False) -> int:
    """Number a key under which records meet to be compared.

    Args:
        parts: What the records share.
        broad: Whether it is a key that tells something only where few share it, as a day alone does.

    Returns:
        63 bits, of which the lowest is 1 for a broad key.
    """
    return (_number("block", *parts) & ~1) | broad
