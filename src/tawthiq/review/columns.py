"""Rows in columns of memory, so that a filter over 300,000 of them takes a millisecond or two.

A row never changes: a new form of it is added at the end and the old one is no longer alive. Readers take a `view`,
which stays as it is while others add. Why not the database's indexes: any mix of ten filters, a total and a sum by
family would need one index a mix (docs/decisions/0011-columns-in-memory.md).
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Columns", "View"]

Mask = NDArray[np.bool_]
_FIRST = 1024


class _Grown:
    """An array that grows at its end; arrays handed out before stay as they are."""

    def __init__(self, kind: Any) -> None:
        self._held = np.empty(_FIRST, dtype=kind)
        self.size = 0

    def add(self, values: Sequence[Any]) -> None:
        wanted = self.size + len(values)
        if wanted > len(self._held):
            grown = np.empty(max(wanted, 2 * len(self._held)), dtype=self._held.dtype)
            grown[: self.size] = self._held[: self.size]
            self._held = grown
        self._held[self.size : wanted] = values
        self.size = wanted

    def view(self) -> NDArray[Any]:
        return self._held[: self.size]


class _Words:
    """Texts to small numbers, in order of their first use."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._codes: dict[str, int] = {}

    def code(self, text: str | None) -> int:
        if text is None:
            return -1  # inside only: never handed out
        found = self._codes.get(text)
        if found is None:
            found = self._codes[text] = len(self.texts)
            self.texts.append(text)
        return found

    def codes(self, texts: Iterable[str]) -> list[int]:
        return [self._codes[text] for text in texts if text in self._codes]


@dataclass(frozen=True, slots=True)
class View:
    """The rows as they were at one moment.

    Attributes:
        numbers: Columns of numbers; nan where unknown.
        codes: Columns of texts as numbers; -1 where unknown.
        lists: For each column of lists the codes, and the row that each belongs to.
        alive: Which rows are the newest form of theirs.
        words: The texts of codes.
        keys: Key of each row.
    """

    numbers: Mapping[str, NDArray[np.float64]]
    codes: Mapping[str, NDArray[np.int32]]
    lists: Mapping[str, tuple[NDArray[np.int32], NDArray[np.int32]]]
    alive: Mask
    words: Mapping[str, _Words]
    keys: Sequence[Any]

    def is_one_of(self, column: str, texts: Iterable[str]) -> Mask:
        """Rows whose text is one of these."""
        return np.isin(self.codes[column], self.words[column].codes(texts))

    def holds(self, column: str, texts: Iterable[str]) -> Mask:
        """Rows whose list holds one of these."""
        codes, owners = self.lists[column]
        mask = np.zeros(len(self.alive), dtype=np.bool_)
        mask[owners[np.isin(codes, self.words[column].codes(texts))]] = True
        return mask

    def text(self, column: str, row: int) -> str | None:
        """The text of a row, None where it is unknown."""
        code = int(self.codes[column][row])
        return None if code < 0 else self.words[column].texts[code]

    def pairs(self, column: str, mask: Mask) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Codes and rows of a column of lists, of rows in the mask only."""
        codes, owners = self.lists[column]
        chosen = mask[owners]
        return codes[chosen], owners[chosen]


class Columns:
    """Rows in columns.

    Args:
        numbers: Names of columns of numbers.
        texts: Of columns of texts.
        lists: Of columns of lists of texts.
    """

    def __init__(self, numbers: Sequence[str], texts: Sequence[str], lists: Sequence[str]) -> None:
        self._numbers = {name: _Grown(np.float64) for name in numbers}
        self._codes = {name: _Grown(np.int32) for name in texts}
        self._lists = {name: (_Grown(np.int32), _Grown(np.int32)) for name in lists}
        self._words = {name: _Words() for name in (*texts, *lists)}
        self._alive = _Grown(np.bool_)
        self._keys: list[Hashable] = []
        self._row_of: dict[Hashable, int] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._row_of)

    def put(self, rows: Sequence[tuple[Hashable, Mapping[str, Any]]]) -> None:
        """Add rows, each with its key; a row of a key that is there takes its place.

        Args:
            rows: Key and cells; lists as sequences of texts, unknown numbers and texts as None.
        """
        if not rows:
            return
        with self._lock:
            first = len(self._keys)
            for name, column in self._numbers.items():
                column.add([np.nan if (value := cells[name]) is None else value for _, cells in rows])
            for name, codes in self._codes.items():
                code = self._words[name].code
                codes.add([code(cells[name]) for _, cells in rows])
            for name, (flat, owners) in self._lists.items():
                code = self._words[name].code
                told = [(code(text), first + n) for n, (_, cells) in enumerate(rows) for text in cells[name]]
                flat.add([one for one, _ in told])
                owners.add([row for _, row in told])
            self._alive.add([True] * len(rows))
            for n, (key, _) in enumerate(rows):
                self._bury(key)
                self._row_of[key] = first + n
                self._keys.append(key)

    def drop(self, keys: Iterable[Hashable]) -> None:
        """Let rows live no more; unknown keys are left alone."""
        with self._lock:
            for key in keys:
                self._bury(key)
                self._row_of.pop(key, None)

    def living(self) -> list[Any]:
        """Keys of the rows that live, in order of their coming."""
        with self._lock:
            return list(self._row_of)

    def _bury(self, key: Hashable) -> None:
        row = self._row_of.get(key)
        if row is not None:
            self._alive.view()[row] = False

    def view(self) -> View:
        """Give the rows as they are now."""
        with self._lock:
            size = len(self._keys)
            return View(
                {name: column.view()[:size] for name, column in self._numbers.items()},
                {name: column.view()[:size] for name, column in self._codes.items()},
                {name: (flat.view(), owners.view()) for name, (flat, owners) in self._lists.items()},
                self._alive.view().copy(),
                self._words,
                self._keys,
            )
