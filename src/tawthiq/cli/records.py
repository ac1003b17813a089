"""One piece of input to one report, with notes on what was odd in it but accepted."""

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from tawthiq.arabic.encodings import decode, join_surrogates
from tawthiq.cli.inputs import Piece
from tawthiq.errors import InputError
from tawthiq.model.records import Report
from tawthiq.model.wire import report_from_json, unknown_fields

__all__ = ["CHARACTERS", "Notes", "read_piece"]

CHARACTERS: Final[Mapping[str, re.Pattern[str]]] = {
    "control": re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"),
    "bidi": re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
    "zero-width": re.compile("[\u200b-\u200d\u2060-\u2064\ufeff]"),
    "lone surrogate": re.compile("[\ud800-\udfff]"),
}
"""Characters that cannot be seen, by kind; they are kept, and offsets count them."""

# What marks a text as one with none of them, as most are: a single look instead of four.
_ANY_OF_THEM: Final = re.compile("|".join(kind.pattern for kind in CHARACTERS.values()))
_ARABIC: Final = re.compile("[\u0621-\u064a\u0671-\u06d3\u06d5\ufb50-\ufdff\ufe70-\ufefc]")
_LETTER: Final = re.compile("[^\\W\\d_]")
# A report counts as Arabic from one Arabic letter in five on: posts in Arabic with English tags stay above half.
_MIN_ARABIC = 0.2


@dataclass(frozen=True, slots=True)
class Notes:
    """What was accepted, and is counted.

    Attributes:
        encoding: The old encoding that the piece was in; None for UTF-8.
        unknown: Fields that the codebook does not define.
        is_blank: The text holds nothing but white space.
        is_foreign: The text has letters, but hardly any Arabic ones.
        unread_date: `published` is there and opens with no ISO day.
        characters: Number of characters that cannot be seen, by the kinds of `CHARACTERS`.
    """

    encoding: str | None = None
    unknown: tuple[str, ...] = ()
    is_blank: bool = False
    is_foreign: bool = False
    unread_date: bool = False
    characters: Mapping[str, int] = field(default_factory=dict)


def read_piece(piece: Piece, published: str | None) -> tuple[Report, Notes]:
    """Read a report.

    Args:
        piece: A text, or a line of JSON.
        published: ISO day for texts; lines bring their own.

    Returns:
        The report, and what was odd in it.

    Raises:
        InputError: Binary or undecodable bytes, broken JSON, a missing id or text.
    """
    try:
        decoded = decode(piece.body)
    except InputError as error:
        raise replace(error, where=_line_of(piece, error)) from error
    encoding = decoded.encoding if decoded.encoding != "utf-8" else piece.encoding
    if piece.name:
        return _with_notes(Report(piece.name, decoded.text, published=published), encoding, ())
    row = _row(decoded.text, piece.where)
    unknown = tuple(unknown_fields(row))
    report = report_from_json({key: row[key] for key in row if key not in ("events", "version")}, piece.where)
    return _with_notes(replace(report, text=join_surrogates(report.text)), encoding, unknown)


def _line_of(piece: Piece, error: InputError) -> str:
    cause = error.__cause__
    if not piece.name or not isinstance(cause, UnicodeDecodeError):
        return piece.where
    line = piece.body.count(b"\n", 0, cause.start) + 1
    return f"{piece.where}:{line}"


def _row(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"broken JSON at column {error.colno}: {error.msg}", where, "mend the line") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"JSON that cannot be read: {str(error)[:120]}", where, "mend the line") from error
    if not isinstance(row, dict):
        raise InputError("not a JSON object", where, "write one report a line, see codebook section 5")
    if row.get("id") == "":
        raise InputError("the `id` is empty", where, "give each report an id of its own")
    return row


def _with_notes(report: Report, encoding: str | None, unknown: tuple[str, ...]) -> tuple[Report, Notes]:
    text = report.text
    arabic = len(_ARABIC.findall(text))
    characters: dict[str, int] = {}
    if _ANY_OF_THEM.search(text):
        characters = {kind: n for kind, sign in CHARACTERS.items() if (n := len(sign.findall(text)))}
    return report, Notes(
        encoding=encoding,
        unknown=unknown,
        is_blank=not text.strip(),
        is_foreign=_is_foreign(text, arabic),
        unread_date=report.published is not None and not _is_day(report.published[:10]),
        characters=characters,
    )


def _is_foreign(text: str, arabic: int) -> bool:
    # Where Arabic letters are a fifth of all characters they are a fifth of all letters: no need to count those.
    return arabic < len(text) * _MIN_ARABIC and arabic < len(_LETTER.findall(text)) * _MIN_ARABIC


def _is_day(day: str) -> bool:
    try:
        dt.date.fromisoformat(day)
    except ValueError:
        return False
    return True
