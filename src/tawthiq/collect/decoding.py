"""Bytes to text: as tawthiq.arabic.encodings tells it, but what a page declares goes first, and damage is forgiven.

1. a declared encoding that is neither UTF-8 nor a Latin one, where the bytes are no UTF-8 and nearly all of them fit
   it (old Arabic pages declare Latin and hold Windows Arabic all the same);
2. UTF-8, UTF-16, Windows-1256, ISO 8859-6, told by reading;
3. UTF-8 with a few broken bytes, as systems write that cut a text in the middle of a letter;
4. the declared encoding whatever it is, else what charset-normalizer takes it for.
"""

import codecs
import re

from tawthiq.arabic import encodings
from tawthiq.arabic.encodings import Decoded
from tawthiq.errors import InputError

__all__ = ["Decoded", "clean", "decode"]

_LATIN = frozenset({"utf-8", "iso8859-1", "cp1252", "ascii"})
# One byte in fifty: a text cut every few hundred bytes has fewer, another encoding has many more.
_FEW = 50
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


def clean(text: str) -> str:
    """Replace NUL and lone surrogates, which no database takes, by U+FFFD, one for one."""
    return _UNWRITABLE.sub("\ufffd", text)


def decode(body: bytes, declared: str | None = None) -> Decoded:
    """Turn bytes into text.

    Args:
        body: Of a file, page or post.
        declared: The encoding that its headers or its own head name.

    Returns:
        The text, with NUL and lone surrogates replaced, and the encoding.

    Raises:
        InputError: It is binary, or in an encoding that cannot be told.
    """
    known = _known(declared)
    if known and known not in _LATIN and not _is_utf8(body):
        text = body.decode(known, errors="replace")
        if text.count("\ufffd") * _FEW <= len(text):
            return Decoded(clean(text), known)
    try:
        found = encodings.decode(body)
    except InputError as err:
        if "binary" in err.what:
            raise
        return _damaged(body, known)
    return Decoded(clean(found.text), found.encoding)


def _known(declared: str | None) -> str | None:
    try:
        return codecs.lookup(declared).name if declared else None
    except LookupError:
        return None


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _damaged(body: bytes, known: str | None) -> Decoded:
    text = body.decode(errors="replace")
    if text.count("\ufffd") * _FEW <= len(text):
        return Decoded(clean(text), "utf-8")
    if known and known != "utf-8":
        return Decoded(clean(body.decode(known, errors="replace")), known)
    from charset_normalizer import from_bytes  # slow to import, needed for a page in a hundred thousand

    best = from_bytes(body[:65536]).best()
    if best is None:
        raise InputError("the encoding cannot be told", remedy="save it as UTF-8")
    return Decoded(clean(body.decode(best.encoding, errors="replace")), best.encoding)
