"""ZIP, WACZ and gzip: what is inside is read in place and never written to disk, so that no name can lead anywhere."""

import gzip
import hashlib
import io
import json
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO, Any

from tawthiq.collect.items import Context, Found
from tawthiq.errors import InputError

__all__ = ["read_gzip", "read_zip"]

Inner = Callable[[IO[bytes], Context], Iterator[Found]]
_BUFFER = 1 << 18
_PEEK = 1 << 16
_ENCRYPTED = 0x1


class _Guarded(io.RawIOBase):
    """An unpacking stream that stops a bomb: by its ratio and by what the whole object may still unpack to."""

    def __init__(self, stream: IO[bytes] | gzip.GzipFile, packed: Callable[[], int], context: Context) -> None:
        self._stream, self._packed, self._context = stream, packed, context
        self._furthest = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: Any) -> int:
        piece = self._stream.read(len(buffer))
        buffer[: len(piece)] = piece
        at = self._stream.tell()
        if at > self._furthest:
            self._context.budget.spend(at - self._furthest)
            self._furthest = at
            self._check()
        return len(piece)

    def _check(self) -> None:
        limits = self._context.limits
        if self._furthest > limits.ratio_from and self._furthest > max(1, self._packed()) * limits.ratio:
            raise InputError(
                f"unpacks to more than {limits.ratio} times its size: a bomb", remedy="unpack it by hand and look at it"
            )


def read_gzip(inner: Inner, file: IO[bytes], context: Context) -> Iterator[Found]:
    """Read what a gzip file holds.

    Args:
        inner: Reads any file.
        file: At its beginning.
        context: Where we are.

    Yields:
        What the inner reader yields.
    """
    name = context.name[: -len(".gz")] if context.name.lower().endswith(".gz") else context.name
    with gzip.GzipFile(fileobj=file) as unpacking:
        stream = io.BufferedReader(_Guarded(unpacking, file.tell, context), _BUFFER)
        yield from inner(stream, context.inside("gz", name))


def read_zip(inner: Inner, file: IO[bytes], context: Context) -> Iterator[Found]:
    """Read the members of a ZIP file in their order; of a WACZ only its WARCs.

    Args:
        inner: Reads any file.
        file: At its beginning.
        context: Where we are.

    Yields:
        What the inner reader yields; a failure for a member with a name that leads outside, a locked or broken one.
    """
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError) as err:
        raise InputError(f"the ZIP file is cut or broken: {err}", remedy="get it again") from err
    with archive:
        members = [info for info in archive.infolist() if not info.is_dir()]
        if len(members) > context.limits.members:
            raise InputError(f"more than {context.limits.members:,} files in one archive", remedy="split it")
        names = {info.filename for info in members}
        if "datapackage.json" in names and any(_is_warc(name) for name in names):
            yield from _wacz_faults(archive, context)
            members = [info for info in members if _is_warc(info.filename)]
        for info in members:
            yield from _member(inner, archive, info, context)


def _member(inner: Inner, archive: zipfile.ZipFile, info: zipfile.ZipInfo, context: Context) -> Iterator[Found]:
    piece = f"member:{info.filename}"
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0] or "\0" in info.orig_filename:
        yield context.failure("the member's name leads outside the archive", piece, "do not trust this archive")
        return
    if path.name.startswith(".") or path.parts[0] == "__MACOSX":
        return
    if info.flag_bits & _ENCRYPTED:
        yield context.failure("the member is locked by a password", piece, "unpack it by hand")
        return
    try:
        with archive.open(info) as packed, tempfile.TemporaryFile() as spooled:
            guarded = io.BufferedReader(_Guarded(packed, lambda: info.compress_size, context), _BUFFER)
            stream: IO[bytes] = guarded
            if guarded.peek(4)[:4] in {b"PK\x03\x04", b"\x1f\x8b\x08\x00"} or _is_warc(info.filename):
                # Archives are read back and forth, which a packed member can do only by unpacking anew each time.
                shutil.copyfileobj(guarded, spooled, _BUFFER)
                spooled.seek(0)
                stream = spooled
            yield from inner(stream, context.inside(piece, path.name))
    except InputError as err:
        yield context.failure(err, piece)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as err:
        yield context.failure(f"the member is broken: {err}", piece, "get the archive again")


def _is_warc(name: str) -> bool:
    return name.lower().endswith((".warc", ".warc.gz"))


def _wacz_faults(archive: zipfile.ZipFile, context: Context) -> Iterator[Found]:
    """Check the WARCs against the hashes that the WACZ's own list gives (WACZ 1.1.1, section 5.2.1)."""
    try:
        told = json.loads(archive.read("datapackage.json"))
        listed = {one["path"]: one.get("hash", "") for one in told["resources"]}
    except (ValueError, KeyError, TypeError, zipfile.BadZipFile) as err:
        yield context.failure(f"datapackage.json cannot be read: {err}", "member:datapackage.json")
        return
    for name, stated in listed.items():
        if not _is_warc(name) or not str(stated).startswith("sha256:"):
            continue
        digest = hashlib.sha256()
        try:
            with archive.open(name) as member:
                while piece := member.read(_PEEK):
                    context.budget.spend(len(piece))
                    digest.update(piece)
        except (KeyError, zipfile.BadZipFile, zlib.error):
            yield context.failure("a WARC that datapackage.json lists is missing or broken", f"member:{name}")
            continue
        if f"sha256:{digest.hexdigest()}" != stated:
            yield context.failure("the WARC's hash is not the one that datapackage.json gives", f"member:{name}")
