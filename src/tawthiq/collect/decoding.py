"""Bytes to text: the mark of the file, UTF-8, what is declared, then the old Arabic encodings, in this order."""

import codecs
import re
from dataclasses import dataclass

from tawthiq.errors import InputError

__all__ = ["Decoded", "clean", "decode"]

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ARABIC = re.compile("[\u0621-\u064a]")
# Pages of the nineties to 2000s declare these and hold Windows Arabic all the same.
_LATIN = frozenset({"iso8859-1", "cp1252", "ascii", "latin-1"})
_OLD_ARABIC = ("cp1256", "iso8859-6", "mac-arabic", "cp864", "cp720")
# The commonest Arabic bigrams: of the wrong one of two old encodings hardly any come out.
_COMMON = re.compile("ال|من|في|على|ان|ين|لا|ات|ها|قو|مد")
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding that it was in."""

    text: str
    encoding: str


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
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return Decoded(clean(body.decode(encoding, errors="replace").lstrip("\ufeff")), encoding)
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return _other(body, declared)
    if "\x00" in text[:4096] and text.count("\x00") > len(text) // 100:
        return _other(body, "utf-16-le" if body[1:2] == b"\0" else None)
    return Decoded(clean(text), "utf-8")


def _other(body: bytes, declared: str | None) -> Decoded:
    known = _known(declared)
    if known and known not in _LATIN:
        text = body.decode(known, errors="replace")
        if text.count("\ufffd") <= len(text) // 50:  # a few broken bytes are common in pages cut by systems
            return Decoded(clean(text), known)
    if b"\0" in body[:4096]:
        raise InputError("binary data, no text", remedy="give a text, page, feed, archive or PDF")
    found = max((_score(body, encoding), encoding) for encoding in _OLD_ARABIC)
    if found[0] > 0:
        return Decoded(clean(body.decode(found[1], errors="replace")), found[1])
    if known:
        return Decoded(clean(body.decode(known, errors="replace")), known)
    return _guessed(body)


def _known(declared: str | None) -> str | None:
    try:
        return codecs.lookup(declared).name if declared else None
    except LookupError:
        return None


def _score(body: bytes, encoding: str) -> float:
    """How much like Arabic prose the first part reads in an encoding: 0 if not at all."""
    text = body[:20000].decode(encoding, errors="replace")
    letters = len(_ARABIC.findall(text))
    if letters < 8 or letters < sum(c > "\x7f" for c in text) * 0.6:
        return 0.0
    return len(_COMMON.findall(text)) / letters


def _guessed(body: bytes) -> Decoded:
    from charset_normalizer import from_bytes  # slow to import, needed for a page in a hundred thousand

    best = from_bytes(body[:65536]).best()
    if best is None:
        raise InputError("the encoding cannot be told", remedy="save it as UTF-8")
    return Decoded(clean(body.decode(best.encoding, errors="replace")), best.encoding)
