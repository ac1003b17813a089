"""The compact form of the gazetteer: one file of sections that is mapped into memory and read where needed.

The file opens with `MAGIC`, then the number of sections, then for each its name (8 bytes), offset and length
(two unsigned 32-bit numbers). All numbers are little-endian. The sections:

| name | holds |
| --- | --- |
| meta | JSON: version of the data, counts, lists of countries, kinds, sources and coordinate qualities |
| keys | all name keys, sorted, one a line, UTF-8 |
| keyinfo | for each key its importance (one byte, 255 is 1.0) and its flags (one byte, `AMBIGUOUS` and others) |
| keypost | for each key where its rows begin in `post`, and one more for the end (32 bits) |
| post | numbers of rows (32 bits), grouped by key |
| loose | all loose keys (see variants.py), sorted, one a line; loosepos and loosekey lead from them to keys |
| rows | fixed records (`ROW`) |
| text | the strings of the rows, fields parted by tabs |
| areas | pairs of area names, Arabic and English, one a line; rows name them by number |
| cellpos, cells | for each area the cells of a tenth of a degree in which it has places (`cell_of`) |

Fixed records and lazy decoding keep loading under a tenth of a second: nothing is built for rows that no
report names.
"""

import json
import mmap
import struct
import sys
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from tawthiq.errors import ResourceError

__all__ = [
    "AMBIGUOUS",
    "AREA_KINDS",
    "ARTICLE",
    "BARE",
    "CELL_ROW",
    "KINDS",
    "ROW",
    "Packed",
    "Postings",
    "cell_of",
    "open_packed",
    "write",
]

MAGIC = b"TWTHGAZ3"
_ENTRY = struct.Struct("<8sII")
# lat and lon in 1e-5 degrees, population, offset of the text, three areas, radius in 100 m, kind, country, source,
# quality, importance (255 is 1.0), whether the Arabic name was made by rule
ROW = struct.Struct("<iiIIHHHHBBBBBB")
KINDS = (
    "country", "governorate", "district", "subdistrict", "city", "town", "village", "neighbourhood", "camp",
    "settlement", "base", "airport", "port", "dam", "crossing", "checkpoint", "road", "bridge", "front", "area",
    "mountain", "river", "island", "oilfield", "hospital", "landmark", "sea",
)  # fmt: skip

AMBIGUOUS = 1  # also an ordinary word or a person's name
ARTICLE = 2  # written with the definite article on its first word
BARE = 4  # written without it
AREA_KINDS = frozenset(("country", "governorate", "district", "subdistrict", "area", "mountain", "river", "sea"))
CELL_ROW = 4096  # cells of one row of latitude, more than there are tenths of a degree around the earth


def cell_of(lat: float, lon: float) -> int:
    """Number the cell of a tenth of a degree that a point lies in."""
    return int((lat + 90) * 10) * CELL_ROW + int((lon + 180) * 10)


@dataclass(frozen=True, slots=True)
class Postings:
    """A list of lists of numbers, laid end to end."""

    starts: "array[int]"
    values: "array[int]"

    def __getitem__(self, index: int) -> "array[int]":
        return self.values[self.starts[index] : self.starts[index + 1]]


class Packed:
    """The sections of one gazetteer file, mapped into memory.

    Attributes:
        path: The file.
        meta: The `meta` section, read at once because every reader needs it.
    """

    def __init__(self, path: Path) -> None:
        """Map a file.

        Args:
            path: A file written by `write`.

        Raises:
            ResourceError: If there is no such file, or it is of another make.
        """
        self.path = path
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise ResourceError(f"no gazetteer can be read: {error}", str(path), "install again") from error
        if self._map[: len(MAGIC)] != MAGIC:
            raise ResourceError("not a gazetteer of this version", str(path), "import it again")
        self._sections = dict(self._directory())
        self.meta: dict[str, Any] = json.loads(self.section("meta"))

    def _directory(self) -> Iterable[tuple[str, tuple[int, int]]]:
        (count,) = struct.unpack_from("<I", self._map, len(MAGIC))
        for number in range(count):
            name, start, length = _ENTRY.unpack_from(self._map, len(MAGIC) + 4 + number * _ENTRY.size)
            yield name.rstrip(b"\0").decode(), (start, length)

    @cached_property
    def keys(self) -> list[str]:
        """All name keys, sorted."""
        return self.lines("keys")

    @cached_property
    def key_numbers(self) -> dict[str, int]:
        """The number of each key; the one copy that names and rows are looked up by."""
        return dict(zip(self.keys, range(len(self.keys)), strict=True))

    def section(self, name: str) -> bytes:
        """Read a section whole."""
        start, length = self._sections[name]
        return self._map[start : start + length]

    def lines(self, name: str) -> list[str]:
        """Read a section of lines."""
        text = self.section(name).decode()
        return text.split("\n") if text else []

    def numbers(self, name: str) -> "array[int]":
        """Read a section of 32-bit numbers."""
        found = array("I")
        found.frombytes(self.section(name))
        if sys.byteorder == "big":
            found.byteswap()
        return found

    def postings(self, starts: str, values: str) -> Postings:
        """Read two sections as a list of lists."""
        return Postings(self.numbers(starts), self.numbers(values))

    def row(self, number: int) -> tuple[int, ...]:
        """Read one fixed record."""
        start, _ = self._sections["rows"]
        return ROW.unpack_from(self._map, start + number * ROW.size)

    def row_count(self) -> int:
        """Count the rows."""
        return self._sections["rows"][1] // ROW.size

    def text(self, offset: int) -> list[str]:
        """Read the tab-parted strings that begin at an offset of the section `text`."""
        start, _ = self._sections["text"]
        end = self._map.find(b"\n", start + offset)
        return self._map[start + offset : end].decode().split("\t")


@lru_cache(maxsize=8)
def open_packed(path: Path) -> Packed:
    """Map a file once a process, for all who read it; see `Packed`."""
    return Packed(path)


def write(path: Path, sections: dict[str, bytes]) -> None:
    """Write a gazetteer file.

    Args:
        path: Where to write.
        sections: Contents by name; names have at most eight ASCII letters.
    """
    head = len(MAGIC) + 4 + len(sections) * _ENTRY.size
    directory, body, offset = [], [], head
    for name, content in sections.items():
        directory.append(_ENTRY.pack(name.encode(), offset, len(content)))
        body.append(content)
        offset += len(content)
    path.write_bytes(MAGIC + struct.pack("<I", len(sections)) + b"".join(directory) + b"".join(body))
