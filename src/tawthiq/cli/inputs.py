"""Files, folders and standard input cut into pieces, one a report.

A piece that cannot be had (no such file, a line over the limit) comes as the `InputError` that says so, in its place.
"""

import codecs
import io
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BufferedRandom, BufferedReader
from pathlib import Path
from typing import IO, Any, Final

from tawthiq.collect.items import Limits, bounded, lines
from tawthiq.errors import InputError

__all__ = ["STDIN", "Cut", "Piece", "Sources", "can_be_cut", "cut", "lines_between"]

STDIN: Final = "-"
_LINE_ENDINGS: Final = frozenset({".jsonl", ".ndjson", ".jsonlines", ".json"})
_TEXT_ENDINGS: Final = frozenset({".txt", ".text"})
_HEAD: Final = 65536
_WIDE: Final = frozenset({b"\xff\xfe", b"\xfe\xff"})
_BLANK: Final = b"\xef\xbb\xbf \t\r\n"

_Peekable = BufferedReader | BufferedRandom


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of one report.

    Attributes:
        where: "file" of a text, "file:line" of a line.
        body: Its bytes.
        name: Id of a text: its path as given, with forward slashes; empty for a line, which brings its own id.
        encoding: What the file was in where that is told by the file and not by the piece: "utf-16"; else None.
    """

    where: str
    body: bytes
    name: str = ""
    encoding: str | None = None


Cut = Piece | InputError


@dataclass(frozen=True, slots=True)
class Sources:
    """What to read.

    Attributes:
        paths: Files, folders, "-" for standard input.
        max_bytes: Longest line and longest text that are read.
        skip: A file that is left out of folders: the one that is being written.
    """

    paths: Sequence[str]
    max_bytes: int
    skip: Path | None = None

    def size(self) -> int | None:
        """Bytes of all files; None if standard input or something else without a size is among them."""
        files = [path for path in self.files() if isinstance(path, str)]
        return sum(map(os.path.getsize, files)) if all(map(os.path.isfile, files)) else None

    def pieces(self) -> Iterator[Cut]:
        """Cut the sources.

        Yields:
            Pieces and errors in order of the sources, of a folder in order of the paths below it.
        """
        for path in self.files():
            if isinstance(path, InputError):
                yield path
                continue
            try:
                yield from _stdin(self.max_bytes) if path == STDIN else _file(path, self.max_bytes)
            except OSError as error:
                yield InputError(f"cannot be read: {error.strerror}", path, "check the path and its rights")
            except InputError as error:
                yield error if error.where else replace(error, where=path)

    def files(self) -> Iterator[str | InputError]:
        """List the files to read, folders as the files below them, and errors for folders that cannot be read."""
        for path in self.paths:
            if path != STDIN and os.path.isdir(path):
                yield from self._below(path)
            else:
                yield path

    def _below(self, folder: str) -> Iterator[str | InputError]:
        """Files below a folder; hidden ones, linked folders, devices and the file being written are passed over."""
        faults: list[OSError] = []
        for root, folders, names in os.walk(folder, onerror=faults.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                path = os.path.join(root, name)
                if not name.startswith(".") and os.path.isfile(path) and not self._is_skipped(path):
                    yield path
        for fault in faults:
            yield InputError(f"the folder cannot be read: {fault.strerror}", str(fault.filename), "check its rights")

    def _is_skipped(self, path: str) -> bool:
        return self.skip is not None and self.skip.exists() and os.path.samefile(path, self.skip)


def _file(path: str, max_bytes: int) -> Iterator[Cut]:
    with open(path, "rb") as file:
        yield from cut(file, Path(path).as_posix(), Path(path).suffix.lower(), max_bytes)


def _stdin(max_bytes: int) -> Iterator[Cut]:
    # Not read whole: what comes from another program is coded as it comes.
    stream: Any = sys.stdin.buffer
    yield from cut(stream if hasattr(stream, "peek") else io.BufferedReader(stream), "stdin", "", max_bytes)


def cut(file: _Peekable, name: str, ending: str, max_bytes: int) -> Iterator[Cut]:
    """Cut an open file.

    Args:
        file: At its beginning.
        name: As pieces tell where they are from.
        ending: Of the file's name, in small letters with its dot.
        max_bytes: Longest line and longest text that are read.

    Yields:
        Its pieces in order.

    Raises:
        InputError: It is JSON, but not one record a line, or longer than the limit.
    """
    head = file.peek(_HEAD)
    if head[:2] in _WIDE:
        with _as_utf8(file, name) as narrow:
            for piece in cut(narrow, name, ending, max_bytes):
                yield replace(piece, encoding="utf-16") if isinstance(piece, Piece) else piece
    elif _holds_lines(head, ending):
        yield from _lines(file, name, max_bytes)
    else:
        yield Piece(name, bounded(file, Limits(item_bytes=max_bytes)), name)


def _holds_lines(head: bytes, ending: str) -> bool:
    """Tell JSON Lines from text: by the name, else because no text opens like a record.

    Raises:
        InputError: It is JSON, but not one record a line.
    """
    start = head.lstrip(_BLANK)
    if ending in _TEXT_ENDINGS or not (ending in _LINE_ENDINGS or start.startswith((b'{"', b"{}", b"[{"))):
        return False
    if start.startswith(b"[") or start.rstrip(_BLANK) == b"{" or start.startswith((b"{\n", b"{\r")):
        raise InputError("a JSON document, not one report a line", remedy="write JSON Lines: jq -c '.[]' FILE")
    return True


def can_be_cut(file: _Peekable, ending: str) -> bool:
    """Tell whether stretches of a file can be read apart, because its bytes show where lines begin.

    Args:
        file: At its beginning, where it stays.
        ending: Of the file's name.

    Returns:
        True for JSON Lines, but in UTF-16.
    """
    head = file.peek(_HEAD)
    try:
        return head[:2] not in _WIDE and _holds_lines(head, ending)
    except InputError:
        return False


def lines_between(file: _Peekable, name: str, max_bytes: int, stretch: tuple[int, int | None, int]) -> Iterator[Cut]:
    """Cut a stretch of a file of lines: the lines that begin in it.

    Args:
        file: Open.
        name: As pieces tell where they are from.
        max_bytes: Longest line that is read.
        stretch: First byte; byte after the last, None for the end; and 1 more than the ends of lines before it.

    Yields:
        Pieces and errors, numbered as in the whole file.
    """
    start, end, first = stretch
    file.seek(max(start - 1, 0))
    if start and (before := file.readline(_HEAD)) != b"\n":  # the stretch begins inside a line of the one before
        while before and not before.endswith(b"\n"):
            before = file.readline(_HEAD)
        first += 1
    numbered = lines(file, Limits(item_bytes=max_bytes))
    while end is None or file.tell() < end:
        if (found := next(numbered, None)) is None:
            return
        number, line = found
        yield from _line(f"{name}:{number + first - 1}", line, max_bytes)


def _lines(file: _Peekable, name: str, max_bytes: int) -> Iterator[Cut]:
    for number, line in lines(file, Limits(item_bytes=max_bytes)):
        yield from _line(f"{name}:{number}", line, max_bytes)


def _line(where: str, line: bytes | None, max_bytes: int) -> Iterator[Cut]:
    if line is None:
        yield InputError(f"a line of more than {max_bytes:,} bytes", where, "raise --max-line, or split the report")
    elif line.strip(_BLANK):
        yield Piece(where, line)


@contextmanager
def _as_utf8(file: IO[bytes], name: str) -> Iterator[_Peekable]:
    """Write a UTF-16 file as UTF-8 beside, since its lines cannot be found by their bytes."""
    decoder = codecs.getincrementaldecoder("utf-16")("surrogatepass")
    with tempfile.TemporaryFile() as kept:
        try:
            while block := file.read(1 << 20):
                kept.write(decoder.decode(block).encode("utf-8", "surrogatepass"))
            kept.write(decoder.decode(b"", final=True).encode("utf-8", "surrogatepass"))
        except UnicodeDecodeError as error:
            raise InputError(f"broken UTF-16: {error.reason}", name, "save it as UTF-8") from error
        kept.seek(0)
        yield kept
