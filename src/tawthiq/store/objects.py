"""The evidence store: raw bytes under the name of their SHA-256, written once and never changed.

Layout: `objects/ab/abcdef…` with mode 0444, `incoming/` for what is being written. A file appears under its name only
when it is whole and on the disk, so that a stop at any moment leaves either nothing or the right bytes.
"""

import contextlib
import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tawthiq.errors import InputError, IntegrityError, ProjectError

__all__ = ["ObjectStore", "Stored", "hash_file"]

_PIECE = 1 << 20
_STALE_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in the store.

    Attributes:
        sha256: Its hash and name.
        size: Bytes.
        new: Whether it was not there before.
    """

    sha256: str
    size: int
    new: bool


def hash_file(path: Path) -> tuple[str, int]:
    """Hash a file piece by piece.

    Args:
        path: Any readable file.

    Returns:
        SHA-256 in hexadecimal, and the size in bytes.
    """
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            size += len(piece)
    return digest.hexdigest(), size


@dataclass(frozen=True, slots=True)
class ObjectStore:
    """The store below one folder.

    Attributes:
        root: The folder `evidence` of a project.
    """

    root: Path

    def create(self) -> None:
        """Make the folders."""
        for name in ("objects", "incoming"):
            (self.root / name).mkdir(parents=True, exist_ok=True)

    def path(self, sha256: str) -> Path:
        """Say where the object of this hash stands or would stand."""
        return self.root / "objects" / sha256[:2] / sha256

    def put(self, source: Path | IO[bytes], *, max_bytes: int | None = None) -> Stored:
        """Take bytes in.

        Args:
            source: A file, or an open stream that is read to its end.
            max_bytes: Refuse longer ones; None for no limit.

        Returns:
            The object; `new` is false where the same bytes were there already.

        Raises:
            InputError: The source cannot be read, or is longer than `max_bytes`.
            ProjectError: The store has no space or may not be written.
        """
        name = str(source) if isinstance(source, Path) else "stream"
        with self._incoming(name) as (held, path):
            with contextlib.ExitStack() as stack:
                try:
                    stream = stack.enter_context(source.open("rb")) if isinstance(source, Path) else source
                except OSError as err:
                    raise InputError(f"cannot be read: {err.strerror}", name) from err
                sha256, size = _copy(stream, held, name, max_bytes)
            held.flush()
            os.fsync(held.fileno())
            os.fchmod(held.fileno(), 0o444)
            return self._settle(path, sha256, size)

    @contextlib.contextmanager
    def _incoming(self, name: str) -> Iterator[tuple[IO[bytes], Path]]:
        """Give a file in `incoming` that is gone after the block, whatever happened."""
        path: Path | None = None
        try:
            with tempfile.NamedTemporaryFile(dir=self.root / "incoming", delete=False) as held:
                path = Path(held.name)
                yield held, path
        except OSError as err:
            if err.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
                raise ProjectError(
                    f"no space left for {name}", str(self.root), "free some space, then collect it again"
                ) from err
            if err.errno in {errno.EACCES, errno.EROFS, errno.EPERM, errno.ENOENT}:
                raise ProjectError(
                    f"the evidence store cannot be written: {err.strerror}", str(self.root), "check its mode"
                ) from err
            raise
        finally:
            if path is not None:
                path.unlink(missing_ok=True)

    def _settle(self, path: Path, sha256: str, size: int) -> Stored:
        target = self.path(sha256)
        if target.exists():
            return Stored(sha256, size, new=False)
        made = not target.parent.exists()
        target.parent.mkdir(exist_ok=True)
        os.replace(path, target)
        _sync_folder(target.parent)
        if made:
            _sync_folder(target.parent.parent)
        return Stored(sha256, size, new=True)

    def check(self, sha256: str) -> None:
        """Hash an object again.

        Args:
            sha256: Its name.

        Raises:
            IntegrityError: It is missing, unreadable, or its bytes have another hash.
        """
        path = self.path(sha256)
        try:
            found, _ = hash_file(path)
        except FileNotFoundError as err:
            raise IntegrityError("the object is missing", sha256, "restore it from a backup") from err
        except OSError as err:
            raise IntegrityError(f"the object cannot be read: {err.strerror}", sha256) from err
        if found != sha256:
            raise IntegrityError(f"the object was changed: its hash is now {found}", sha256, "restore it")

    def names(self) -> Iterator[str]:
        """List the hashes of all files in the store, in order."""
        for folder in sorted((self.root / "objects").glob("??")):
            yield from sorted(file.name for file in folder.iterdir())

    def copy_to(self, sha256: str, folder: Path) -> None:
        """Copy an object into a folder under its own name."""
        shutil.copyfile(self.path(sha256), folder / sha256)

    def clean(self, now: float) -> None:
        """Remove what a stopped run left in `incoming` over an hour ago.

        Args:
            now: Seconds since the epoch.
        """
        for left in (self.root / "incoming").iterdir():
            with contextlib.suppress(OSError):  # another run may be at the same work
                if now - left.stat().st_mtime > _STALE_SECONDS:
                    left.unlink()


def _copy(source: IO[bytes], target: IO[bytes], name: str, max_bytes: int | None) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while True:
        try:
            piece = source.read(_PIECE)
        except (OSError, EOFError) as err:
            raise InputError(f"cannot be read to its end: {err}", name) from err
        if not piece:
            return digest.hexdigest(), size
        size += len(piece)
        if max_bytes is not None and size > max_bytes:
            raise InputError(f"longer than {max_bytes:,} bytes", name, "raise the limit if it is meant")
        digest.update(piece)
        target.write(piece)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
