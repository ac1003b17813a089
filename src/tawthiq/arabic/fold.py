"""Folding: one spelling for what Arabic writes in many, with a way back to the original offsets.

Steps, in this order:
1. one code point for one code point: hamza seats, alif maqsura, ta marbuta, Persian letters, digits of both
   Arabic sets, quotation marks, dashes, underscores to spaces;
2. presentation forms and other compatibility characters are expanded to their NFKC letters and folded in turn;
3. vowel marks, tatweel, bidirectional and zero-width marks are dropped;
4. words broken up to pass social-media filters ("قـ.ـصف", "شـ ـهـ ـداء") are closed: a tatweel, then dots, spaces
   or other filler, then another tatweel between two letters.

Folding twice equals folding once, and the map back is monotonic; tests/arabic/test_fold.py holds both.
The letters folded are those of the scorer's name comparison (codebook, section 5).
"""

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Folded", "fold", "fold_key", "written_word"]

_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا",
    "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي", "ے": "ي",
    "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ۃ": "ه",
    "ؤ": "و", "ۆ": "و", "ۇ": "و",
    "ک": "ك", "ڪ": "ك", "گ": "ك", "ڭ": "ك",
    "پ": "ب", "چ": "ج", "ڤ": "ف", "ژ": "ز",
}  # fmt: skip
_SIGNS = {"_": " ", "٪": "%", "٫": ".", "٬": ","}
_DOUBLE_QUOTES = "\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033\uff02\u2039\u203a\u300a\u300b"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032`\u00b4"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u1680"

# Marks that carry no letter: Quranic and vowel marks, tatweel, joiners, bidirectional controls, soft hyphen,
# variation selectors, the byte order mark, C0 and C1 controls but tab and line ends.
_DROPPED = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u00ad\ufe00-\ufe0f\ufeff\u061c\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
)
_LETTER = "\u0621-\u063a\u0641-\u064a\u066e-\u06d3"
_FILLER = r"[ \t.,\u00b7\u2022\u060c*\-_/|\\~^+=:'\u200b-\u200f]{1,4}"
# A filler counts only between two tatweels, or with one beside it inside a run of letters, so that a real
# full stop or space after a stretched word ("الـ قوات") is not swallowed without a sign of intent.
_CLOSED_GAP = rf"(?<=[{_LETTER}])\u0640+{_FILLER}\u0640+(?=[{_LETTER}])"
_OPEN_GAP = rf"(?<=[{_LETTER}])(?:\u0640+[.\u00b7\u2022*~^]+|[.\u00b7\u2022*~^]+\u0640+)(?=[{_LETTER}])"
_DROP = re.compile(f"{_CLOSED_GAP}|{_OPEN_GAP}|[{_DROPPED}]+")


def _one_to_one() -> dict[int, str]:
    table = {ord(a): b for a, b in (_LETTERS | _SIGNS).items()}
    table |= {ord(c): '"' for c in _DOUBLE_QUOTES} | {ord(c): "'" for c in _SINGLE_QUOTES}
    table |= {ord(c): "-" for c in _DASHES} | {ord(c): " " for c in _SPACES}
    for zero in (0x0660, 0x06F0):
        table |= {zero + n: str(n) for n in range(10)}
    return table


_ONE = _one_to_one()
_SWAPS = tuple((chr(code), other) for code, other in _ONE.items())


# Below this length one look-up a letter costs less than one search a sign.
_SHORT = 100


def _swap(text: str) -> str:
    """Write one code point for another, as `str.translate` does, in a long text in a fifth of its time.

    Most signs do not stand in a text, which is seen at the speed of memory; none that is written is one to be swapped.
    """
    if len(text) < _SHORT:
        return text.translate(_ONE)
    for sign, other in _SWAPS:
        if sign in text:
            text = text.replace(sign, other)
    return text


def _expansions() -> dict[str, str]:
    """Compatibility characters of Arabic and Latin whose NFKC form has another length, or other letters."""
    spans = ((0xFB50, 0xFDFF), (0xFE70, 0xFEFC), (0xFF01, 0xFF5E), (0x0675, 0x0678))
    expanded = {}
    for low, high in spans:
        for code in range(low, high + 1):
            normal = unicodedata.normalize("NFKC", chr(code))
            if normal != chr(code):
                expanded[chr(code)] = re.sub(f"[{_DROPPED}]", "", normal.translate(_ONE))
    return expanded


_EXPANSIONS = _expansions()
_EXPANDED = re.compile(f"[{''.join(map(re.escape, _EXPANSIONS))}]")
_ODD = re.compile(f"{_DROP.pattern}|{_EXPANDED.pattern}")
# The same for a text without tatweel, in which no word can be broken up: one set of signs is searched for at many times
# the speed.
_ODD_SIGN = re.compile(f"[{_DROPPED}{''.join(map(re.escape, _EXPANSIONS))}]")
_TATWEEL = "\u0640"


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back.

    Attributes:
        text: The folded text.
        offsets: For each folded code point the offset of the original one, and one more for the end;
            None where nothing was dropped, so that offsets are the same.
        length: The length of the original text in code points.
    """

    text: str
    offsets: "array[int] | None"
    length: int

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span of the folded text into the span of the original text that it came from.

        Args:
            start: First folded code point.
            end: One past the last folded code point; greater than start.

        Returns:
            Offsets in the original text, end exclusive; marks inside the span are included, those after it not.
        """
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start]


def fold(text: str) -> Folded:
    """Fold a text and keep the map back to its offsets.

    Args:
        text: Any string; lone surrogates and controls are allowed.

    Returns:
        The folded text; never longer than the original but for expanded ligatures.
    """
    found = list((_ODD if _TATWEEL in text else _ODD_SIGN).finditer(text))
    if not found:
        return Folded(_swap(text), None, len(text))
    pieces: list[str] = []
    offsets = array("I")
    last = 0
    for match in found:
        start, end = match.span()
        if start > last:
            pieces.append(text[last:start])
            offsets.extend(range(last, start))
        letters = _EXPANSIONS.get(match.group()) if end - start == 1 else None
        if letters:
            pieces.append(letters)
            offsets.extend([start] * len(letters))
        last = end
    pieces.append(text[last:])
    offsets.extend(range(last, len(text) + 1))
    return Folded(_swap("".join(pieces)), offsets, len(text))


# Signs that are no part of a name.
_NO_NAME = dict.fromkeys(map(ord, "\"'#()[]{}"), " ")


@lru_cache(maxsize=65536)
def fold_key(name: str) -> str:
    """Fold a name for comparison: folded, quotes and tags gone, single spaces, no outer spaces.

    Args:
        name: A name or phrase as written.

    Returns:
        The key; the definite article is kept (see `bare_key` of tawthiq.arabic.words for keys without it).
    """
    text = fold(name).text if _ODD.search(name) else _swap(name)
    return " ".join(text.translate(_NO_NAME).split())


@lru_cache(maxsize=65_536)
def written_word(said: str) -> str:
    """A word of a name as it is written, letter by letter.

    Args:
        said: The word in the text.

    Returns:
        The word with its hamza and marks, without tatweel and what filters were passed with ("حـ.ـلب"; codebook, ruling
        27), and presentation forms as the letters that they show ("ﺣﻠﺐ"); unchanged where nothing is left.
    """
    plain = _EXPANDED.sub(lambda found: unicodedata.normalize("NFKC", found.group()), said)
    return "".join([c for c in plain if c != _TATWEEL and (c.isalnum() or c in _KEPT_MARKS)]) or said


_KEPT_MARKS = frozenset("-" + "".join(map(chr, range(0x064B, 0x0653))))
