"""Quoted speech: where a quotation closes that was opened after a word of saying.

Folding writes all quotation marks alike; which of them open and which close is told by the marks as written, and for
straight marks by the space beside them.
"""

from tawthiq.coding.annotated import Annotated

__all__ = ["closing_quote"]

QUOTE = '"'
_OPENING = "\u00ab\u201c\u201e\u300a\u2039"
_CLOSING = "\u00bb\u201d\u300b\u203a"
# Quoted statements of news reports are shorter than this many words; a mark that was never closed must not make the
# rest of the report somebody's words.
_LONGEST = 260
_MOST_LINES = 1


def closing_quote(text: Annotated, at: int) -> int | None:
    """Find where a quotation closes.

    Args:
        text: The annotated report.
        at: Index of the mark that opens it.

    Returns:
        Index of the mark that closes it; None where none does within reach.
    """
    depth = lines = 0
    for i in range(at, min(len(text.words), at + _LONGEST)):
        form = text.words.forms[i]
        if form == "\n":
            lines += 1
            if lines > _MOST_LINES:
                return None
        if form != QUOTE:
            continue
        depth += 1 if i == at or _opens(text, i) else -1
        if depth == 0:
            return i
    return None


def _opens(text: Annotated, at: int) -> bool:
    start, end = text.span(at, at + 1)
    mark = text.text[start:end]
    if mark in _OPENING or mark in _CLOSING:
        return mark in _OPENING
    before = text.text[start - 1 : start]
    after = text.text[end : end + 1]
    return (not before or before.isspace() or before in "(:") and bool(after) and not after.isspace()
