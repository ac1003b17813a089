"""Which lines are not Arabic: they are kept and marked, not coded.

A line's letters decide: without Arabic letters it is marked "en" or "und"; with them it is Arabic unless its letters
say otherwise: then Kurdish is told by its vowels, and py3langid says whether it is Persian, Urdu, Pashto or Uighur.
Its model takes 0.6 s to load and is loaded by the first line that needs it.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

__all__ = ["Languages", "mark_lines"]

_ARABIC_SCRIPT = re.compile("[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN_SCRIPT = re.compile("[A-Za-z\u00c0-\u024f]")
_HEBREW_SCRIPT = re.compile("[\u05d0-\u05ea]")
_CYRILLIC_SCRIPT = re.compile("[\u0400-\u04ff]")
# Letters that Arabic does not write: Persian, Urdu and Kurdish ones. Arabic names of foreign places use some of them
# now and then, so a share is asked for; \u06cc (Farsi yeh) and \u06a9 (keheh) also stand in Arabic typed on other
# keyboards.
_FOREIGN_LETTERS = re.compile(
    "[\u0679\u067e\u0686\u0688\u0691\u0695\u0698\u06a4\u06af\u06b5\u06ba\u06be\u06c6\u06ce\u06d2\u06d5\u06cc\u06a9]"
)
_KURDISH_LETTERS = re.compile("[\u0695\u06b5\u06c6\u06ce\u06d5]")
_CANDIDATES = ("ar", "fa", "ur", "ps", "ug")
# One foreign letter in fifty is a name; one Kurdish letter in twelve is Kurdish prose, which has one in five.
_NAMES_ONLY = 50
_KURDISH = 12
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Languages:
    """What a text is written in.

    Attributes:
        main: Language of most letters; "und" where it cannot be told, None for a text without letters.
        foreign: (start, end, language) of lines that are not Arabic, in order.
    """

    main: str | None
    foreign: tuple[tuple[int, int, str], ...]


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_CANDIDATES)
    return identifier


def mark_lines(text: str) -> Languages:
    """Tell the language of a text line by line.

    Args:
        text: Of a report.

    Returns:
        The main language and the lines that are not Arabic; lines without letters belong to what is around them.
    """
    letters: Counter[str] = Counter()
    foreign: list[tuple[int, int, str]] = []
    start = 0
    for line in text.split("\n"):
        language, count = _line(line)
        letters[language] += count
        if count and language != "ar":
            foreign.append((start, start + len(line), language))
        start += len(line) + 1
    if not letters.total():
        return Languages(None, ())
    return Languages(letters.most_common(1)[0][0], tuple(foreign))


def _line(line: str) -> tuple[str, int]:
    """Language and number of letters of one line."""
    arabic = len(_ARABIC_SCRIPT.findall(line))
    latin = len(_LATIN_SCRIPT.findall(line))
    if arabic and arabic * 3 >= latin:  # "قتل 3 من عناصر Hay'at Tahrir" is an Arabic line
        return _arabic_script(line, arabic), arabic
    scripts = (
        (latin, "en" if line.isascii() else "und"),
        (len(_HEBREW_SCRIPT.findall(line)), "he"),
        (len(_CYRILLIC_SCRIPT.findall(line)), "ru"),
    )
    count, language = max(scripts)
    return (language, count) if count else ("und", 0)


def _arabic_script(line: str, letters: int) -> str:
    if len(_FOREIGN_LETTERS.findall(line)) * _NAMES_ONLY <= letters:
        return "ar"
    if len(_KURDISH_LETTERS.findall(line)) * _KURDISH >= letters:
        return "ckb"
    code, sureness = _identifier().classify(line)
    return str(code) if sureness >= _SURE else "ar"
