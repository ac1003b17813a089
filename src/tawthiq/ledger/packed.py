"""Lines of reports kept as bytes: as Python's own objects a million coded reports would not find room on a laptop."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, overload

__all__ = ["PackedLines"]


class PackedLines(Sequence[Mapping[str, Any]]):
    """Lines that are read anew whenever one is asked for, in a fifth of the room.

    What is changed in a line that was given is not kept.
    """

    def __init__(self, lines: Iterable[Mapping[str, Any]]) -> None:
        """Keep lines.

        Args:
            lines: Of what JSON holds; halves of surrogate pairs come back as they are.
        """
        # A stray half of a surrogate pair may stand in any text.
        self._kept = [json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass") for line in lines]

    def __len__(self) -> int:
        """Number of lines."""
        return len(self._kept)

    @overload
    def __getitem__(self, at: int) -> Mapping[str, Any]: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Mapping[str, Any]]: ...

    def __getitem__(self, at: int | slice) -> Mapping[str, Any] | Sequence[Mapping[str, Any]]:
        """One line, or several in order."""
        if isinstance(at, slice):
            return [_read(kept) for kept in self._kept[at]]
        return _read(self._kept[at])


def _read(kept: bytes) -> Mapping[str, Any]:
    line: Mapping[str, Any] = json.loads(kept.decode("utf-8", "surrogatepass"))
    return line
