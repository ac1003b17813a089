"""Copies of a report: the same words spread by many outlets, exactly or with light edits.

1. Words of the folded text, without signs and digits' punctuation, in order.
2. Shingles of four words: long enough that two reports of one event in their own words share few, short enough that
   an edit every twelve words leaves two thirds of them.
3. MinHash by rensa over the set of shingles, 120 permutations, seed 7.
4. 24 bands of 5: two texts whose sets overlap by 0.6 meet in a band with a probability of 0.86, by 0.7 of 0.99, by
   0.3 of 0.06 (1 - (1 - J^5)^24).
5. What met is a copy where the estimated overlap is `COPY_THRESHOLD` or more.

Method and seed are part of what is stored (`METHOD`): signatures of another method are not comparable.
Source: Broder 1997, "On the resemblance and containment of documents".
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations, pairwise

import numpy as np
from rensa import RMinHash  # type: ignore[import-untyped]

from tawthiq.arabic.fold import fold
from tawthiq.arabic.words import cut

__all__ = ["COPY_THRESHOLD", "METHOD", "CopyFamily", "bands", "group_copies", "signature", "similarity"]

_SHINGLE = 4
_PERMUTATIONS = 120
_SEED = 7
_ROWS = 5
_BANDS = _PERMUTATIONS // _ROWS
# Fewer words than this have too few shingles to estimate anything from: such posts are copies only if equal.
_MIN_WORDS = 12
_NO_DAY = "9999"
COPY_THRESHOLD = 0.55
"""Least estimated overlap of shingles; chosen on simulated edits, see tests/linking/test_copies.py."""

METHOD = (
    f"rensa RMinHash {RMinHash.ALGORITHM_VERSION} perm={_PERMUTATIONS} seed={_SEED} shingle={_SHINGLE} rows={_ROWS}"
)


def signature(forms: Sequence[str]) -> bytes:
    """Sign a text by the words it is made of.

    Args:
        forms: Folded words in order, as `tawthiq.arabic.words.cut` gives them; signs are left out here.

    Returns:
        480 bytes, or none for a text of fewer than 12 words.
    """
    kept = [form for form in forms if form.isalnum()]
    if len(kept) < _MIN_WORDS:
        return b""
    shingles = {" ".join(kept[i : i + _SHINGLE]) for i in range(len(kept) - _SHINGLE + 1)}
    sketch = RMinHash(_PERMUTATIONS, _SEED)
    sketch.update(sorted(shingles))
    return np.array(sketch.digest(), dtype="<u4").tobytes()


def bands(signed: bytes) -> tuple[int, ...]:
    """Cut a signature into the keys under which its copies are looked for.

    Args:
        signed: From `signature`.

    Returns:
        24 numbers of 63 bits; none for an empty signature.
    """
    width = 4 * _ROWS
    return tuple(
        int.from_bytes(blake2b(bytes([n]) + signed[n * width : (n + 1) * width], digest_size=8).digest()) >> 1
        for n in range(_BANDS if signed else 0)
    )


def similarity(one: bytes, other: bytes) -> float:
    """Estimate the overlap (Jaccard) of two texts' shingles.

    Args:
        one: A signature.
        other: Another of the same method.

    Returns:
        0 to 1, with a standard error of 0.05 at the most; 0 where either is empty.
    """
    if not one or not other:
        return 0.0
    return float(np.mean(np.frombuffer(one, dtype="<u4") == np.frombuffer(other, dtype="<u4")))


@dataclass(frozen=True, slots=True)
class CopyFamily:
    """Reports that are one text.

    Attributes:
        first: Id of the first seen: the earliest published, then the first of the input.
        members: Ids in order of the input.
    """

    first: str
    members: tuple[str, ...]


def group_copies(reports: Iterable[Mapping[str, object]]) -> list[CopyFamily]:
    """Group reports of a file by copy, without a project.

    Args:
        reports: Lines in the codebook's form: `id`, `text` and, where known, `published`.

    Returns:
        Every report in one family, families in order of their earliest member in the input.
    """
    index = _Index()
    ids: list[str] = []
    days: list[str] = []
    roots: list[int] = []
    for n, report in enumerate(reports):
        ids.append(str(report["id"]))
        days.append(str(report.get("published") or _NO_DAY))
        roots.append(index.add(n, cut(fold(str(report["text"])).text).forms))
    for one, other in index.met():
        first, later = sorted((_root(roots, one), _root(roots, other)))
        # Of two that others have joined already nothing more is to be learnt.
        if first != later and similarity(index.signed(one), index.signed(other)) >= COPY_THRESHOLD:
            roots[later] = first
    gathered: dict[int, list[int]] = {}
    for n in range(len(ids)):
        gathered.setdefault(_root(roots, n), []).append(n)
    return [
        CopyFamily(ids[min(group, key=lambda n: (days[n], n))], tuple(ids[n] for n in group))
        for group in gathered.values()
    ]


class _Index:
    """Texts by their words and by the bands of their signatures, some 700 bytes each."""

    def __init__(self) -> None:
        self._exact: dict[bytes, int] = {}
        self._row: dict[int, int] = {}
        self._owners = array("q")
        self._signed = bytearray()
        self._bands = array("q")

    def add(self, n: int, forms: Sequence[str]) -> int:
        """Enter the n-th text, and give the number of the first one with the same words: its own if it is the first."""
        words = " ".join(forms).encode("utf-8", "surrogatepass")
        same = self._exact.setdefault(blake2b(words, digest_size=16).digest(), n)
        if same == n and (signed := signature(forms)):  # else its bands would only lead to the same texts again
            self._row[n] = len(self._owners)
            self._owners.append(n)
            self._signed += signed
            self._bands.extend(bands(signed))
        return same

    def signed(self, n: int) -> bytes:
        """The signature of a text that `met` gave."""
        width, row = 4 * _PERMUTATIONS, self._row[n]
        return bytes(self._signed[row * width : (row + 1) * width])

    def met(self) -> Iterator[tuple[int, int]]:
        """Every two texts that share a band, the earlier first; once for each band that they share."""
        keys = np.frombuffer(self._bands, np.int64)
        order = np.argsort(keys, kind="stable")
        ends = [*(np.flatnonzero(np.diff(keys[order])) + 1).tolist(), len(order)]
        owners = np.repeat(np.frombuffer(self._owners, np.int64), _BANDS)[order]
        for start, end in pairwise((0, *ends)):
            if end - start > 1:
                yield from combinations(owners[start:end].tolist(), 2)


def _root(roots: list[int], n: int) -> int:
    while roots[n] != n:
        roots[n] = roots[roots[n]]
        n = roots[n]
    return n
