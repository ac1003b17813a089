"""Arabic on a terminal: logical order, each piece isolated from what stands beside it on its line.

Terminals that know right-to-left text reorder each line of the screen by the Unicode bidirectional algorithm
(UAX #9). Left to itself that swaps the cells of a table, since the signs between them have no direction of their
own. So every piece with Arabic in it stands between an isolate and its end, on each line that it is wrapped to, and
no other sign of direction is let through from the text. Terminals that do not know them show no width for these.
"""

import re
from typing import Final

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

__all__ = ["Cell", "RtlText", "shown"]

_RTL_ISOLATE, _FIRST_STRONG_ISOLATE, _END_ISOLATE = "\u2067", "\u2068", "\u2069"
_RTL: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Marks of direction, joiners but the one that Persian spells with, controls: what cannot be seen must not act either.
_HIDDEN: Final = re.compile("[\u061c\u200b\u200d-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad\r]")
_UNSHOWN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def shown(text: str) -> str:
    """Make text safe for a terminal: hidden marks left out, controls and lone surrogates replaced, tabs as spaces.

    Args:
        text: Any text of a report.

    Returns:
        Text without a control but the line end.
    """
    return _UNSHOWN.sub("\ufffd", _HIDDEN.sub("", text.replace("\t", " ").replace("\u2028", "\n")))


class Cell:
    """A cell of a table that wraps by itself, so that each of its lines can be isolated."""

    def __init__(self, text: Text | str) -> None:
        self._text = Text(shown(text)) if isinstance(text, str) else text

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self._text)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self._text.wrap(console, options.max_width):
            yield Text.assemble(_FIRST_STRONG_ISOLATE, line, _END_ISOLATE) if _RTL.search(line.plain) else line


class RtlText:
    """A text of paragraphs that run from right to left, set against the right edge."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self._text.wrap(console, options.max_width):
            line.rstrip()
            space = Text(" " * max(0, options.max_width - line.cell_len))
            yield Text.assemble(space, _RTL_ISOLATE, line, _END_ISOLATE)
