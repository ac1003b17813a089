"""Arabic on a terminal: logical order, each piece isolated from what stands beside it on its line.

Terminals that know right-to-left text reorder each line of the screen by the Unicode bidirectional algorithm
(UAX #9). Left to itself that swaps the cells of a table, since the signs between them have no direction of their
own. So every piece with Arabic in it stands between an isolate and its end, on each line that it is wrapped to, and
no other sign of direction is let through from the text. Terminals that do not know them show no width for these.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

__all__ = ["RTL", "Cell", "RtlText", "add_cells", "facts_line", "shown"]

_RTL_ISOLATE, _FIRST_STRONG_ISOLATE, _END_ISOLATE = "\u2067", "\u2068", "\u2069"
RTL: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters that run from right to left."""
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


def facts_line(facts: Iterable[str | None], *, is_right: bool = False) -> "Cell":
    """Join what is known of a report to a heading.

    Args:
        facts: In order; None for one that is not known.
        is_right: Whether it is read from the right.

    Returns:
        The heading, each fact isolated, so that none pulls the next one over.
    """
    told = (shown(fact).replace("\n", " ") for fact in facts if fact)
    # Not those without Arabic: VTE turns a number round that stands alone between a first-strong isolate and its end.
    apart = (f"{_FIRST_STRONG_ISOLATE}{fact}{_END_ISOLATE}" if RTL.search(fact) else fact for fact in told)
    return Cell(Text(" \u00b7 ".join(apart), style="bold"), is_right=is_right)


class Cell:
    """A cell of a table that wraps by itself, so that each of its lines can be isolated.

    Args:
        text: What stands in it.
        is_right: Whether its lines stand against the right edge, as in a table that is read from there.
    """

    def __init__(self, text: Text | str, *, is_right: bool = False) -> None:
        self._text = Text(shown(text)) if isinstance(text, str) else text
        self._is_right = is_right

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self._text)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        opened = 0
        for line in self._text.wrap(console, options.max_width):
            line.rstrip()
            space = " " * max(0, options.max_width - line.cell_len) if self._is_right else ""
            # A piece that is isolated within the text may go over lines: it ends and begins again with each.
            still = opened + line.plain.count(_FIRST_STRONG_ISOLATE) - line.plain.count(_END_ISOLATE)
            around = int(RTL.search(line.plain) is not None)
            before, after = _FIRST_STRONG_ISOLATE * (around + opened), _END_ISOLATE * (around + still)
            opened = still
            yield Text.assemble(space, before, line, after)


def add_cells(table: Table, cells: Sequence[Text | str], *, is_right: bool = False) -> None:
    """Add a row of cells.

    Args:
        table: Its columns stand in the order in which they are drawn.
        cells: In reading order.
        is_right: Whether the table is read from the right: the first cell is then drawn last.
    """
    drawn = [Cell(cell, is_right=is_right) for cell in cells]
    table.add_row(*(reversed(drawn) if is_right else drawn))


class RtlText:
    """A text of paragraphs that run from right to left, set against the right edge."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self._text.wrap(console, options.max_width):
            line.rstrip()
            space = " " * max(0, options.max_width - line.cell_len)
            yield Text.assemble(space, _RTL_ISOLATE, line, _END_ISOLATE)
