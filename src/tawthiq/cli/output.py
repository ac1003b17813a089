"""Where results go: standard output, or a file that is there whole or not at all."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tawthiq.errors import InputError

__all__ = ["open_output", "to_bytes"]


def to_bytes(text: str) -> bytes:
    r"""Write text as UTF-8; a lone surrogate, which has none, becomes its escape (`\ud800`)."""
    return text.encode("utf-8", "backslashreplace")


@contextmanager
def open_output(path: Path | None) -> Iterator[IO[bytes]]:
    """Open the place of results.

    Args:
        path: A file; None for standard output.

    Yields:
        A file to write bytes to. A regular file is written beside its place and moved there at the end; if anything
        is raised before, what stood there stays.

    Raises:
        InputError: The file cannot be written.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        if path.exists() and not path.is_file():  # a device or a pipe has no place beside it
            with path.open("wb") as file:
                yield file
        else:
            yield from _whole_or_not(Path(os.path.realpath(path)))
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", str(path), "check path, rights and space") from error


def _whole_or_not(path: Path) -> Iterator[IO[bytes]]:
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with open(number, "wb") as file:
            yield file
            file.flush()
            os.fsync(number)
        os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
