"""Tables in the form that rules ask for, worked out once and kept as binary files.

A kept file is read only where it was made of the same bytes: its name holds a digest of the tables, of the modules that
compile them, and of the versions of program and Python; its first bytes are the digest of the rest. Whatever else is
found (no file, a file cut short, one of another user, a folder that cannot be written) costs the work again, no more.

They stand in `$TAWTHIQ_CACHE`, else in `tawthiq` below `$XDG_CACHE_HOME` or `~/.cache`; where `TAWTHIQ_CACHE` is set to
nothing, none is kept. `marshal` reads lists, dictionaries and texts as fast as Python reads its own modules and, unlike
pickle, calls nothing that a file names.
"""

import contextlib
import hashlib
import marshal
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, TypeVar, cast

__all__ = ["compiled"]

Made = TypeVar("Made")

_DIGEST_BYTES: Final = 32
# Versions of one table that are kept side by side: those of a few installed programs and folders of the user's.
_MOST_KEPT: Final = 8


def compiled(name: str, sources: Sequence[Path], make: Callable[[], Made]) -> Made:
    """Give what `make` gives for these sources, from a kept file where there is one.

    Args:
        name: What is made, for the file's name; the same name always has the same shape.
        sources: The tables and modules that it is made of, in order; files that are missing count as empty.
        make: Works it out: dictionaries, lists, tuples, texts and numbers only, never None.

    Returns:
        The same as `make()`, equal in all parts.

    Raises:
        ResourceError: As `make` does.
    """
    folder = _folder()
    if folder is None:
        return make()
    path = folder / f"{name}-{_digest(sources)}.bin"
    found = _read(path)
    if found is None:
        found = make()
        _write(path, name, marshal.dumps(cast(Any, found)))
    return cast(Made, found)


def _folder() -> Path | None:
    chosen = os.environ.get("TAWTHIQ_CACHE")
    if chosen is not None:
        return Path(chosen) if chosen else None
    general = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(general) if general else Path.home() / ".cache") / "tawthiq"
    except RuntimeError:  # nobody's home
        return None


def _digest(sources: Iterable[Path]) -> str:
    digest = hashlib.sha256(f"{version('tawthiq')}\0{sys.version}\0{marshal.version}\0".encode())
    for path in sources:
        content = b""
        with contextlib.suppress(OSError):
            content = path.read_bytes()
        digest.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _read(path: Path) -> object | None:
    try:
        with path.open("rb") as file:
            if hasattr(os, "getuid") and os.fstat(file.fileno()).st_uid != os.getuid():
                return None
            told = file.read()
    except OSError:
        return None
    head, rest = told[:_DIGEST_BYTES], told[_DIGEST_BYTES:]
    if hashlib.sha256(rest).digest() != head:
        return None
    return cast(object, marshal.loads(rest))  # noqa: S302 - our own bytes, by their digest


def _write(path: Path, name: str, content: bytes) -> None:
    """Keep a file whole or not at all; of older ones the newest few stay."""
    part = path.with_suffix(f".{os.getpid()}.part")
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.write_bytes(hashlib.sha256(content).digest() + content)
        part.replace(path)
        kept = sorted(path.parent.glob(f"{name}-*.bin"), key=lambda one: (-one.stat().st_mtime, one.name))
        for old in kept[_MOST_KEPT:]:
            old.unlink()
    with contextlib.suppress(OSError):
        part.unlink(missing_ok=True)
