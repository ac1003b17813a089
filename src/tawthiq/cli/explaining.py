"""One report for reading: its text with each event in a colour, then each event's fields, words and rules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from tawthiq.cli.labels import label
from tawthiq.cli.terminal import RTL, Cell, RtlText, add_cells, facts_line, shown
from tawthiq.cli.wording import field_values
from tawthiq.model.records import Event, Evidence, Report

__all__ = ["draw_explanation"]

# Colours by event, in turn; none is red, which is kept for what is wrong. The number beside each says the same.
_COLOURS = ("yellow", "cyan", "magenta", "green", "blue")
_COLUMNS = (("field", 12), ("value", 30), ("words", 34), ("rule", 26))
_NUMBERS = "\u2460\u2461\u2462\u2463\u2464\u2465\u2466\u2467\u2468\u2469"


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch of the text that belongs to an event: a quote, or words that a field was read from."""

    start: int
    end: int
    event: int
    is_evidence: bool


def draw_explanation(report: Report, lang: str) -> Iterator[RenderableType]:
    """Draw a report.

    Args:
        report: A coded report.
        lang: Of the labels, "en" or "ar".

    Yields:
        What a rich console prints: heading, text, and for each event a heading and a table.
    """
    yield facts_line((report.id, report.source, report.published, report.version), is_right=lang == "ar")
    if report.title:
        yield _paragraphs(Text(shown(report.title), style="bold"))
    yield ""
    yield _paragraphs(_coloured(report))
    if not report.events:
        yield Text(f"\n{label('word', 'no-event', lang)}", style="dim")
    for number, event in enumerate(report.events):
        yield ""
        yield _heading(number, event, lang)
        yield _fields(event, report.text, lang)


def _paragraphs(text: Text) -> RenderableType:
    return RtlText(text) if RTL.search(text.plain) else text


def _number(event: int) -> str:
    return _NUMBERS[event] if event < len(_NUMBERS) else f"({event + 1})"


def _colour(event: int) -> str:
    return _COLOURS[event % len(_COLOURS)]


def _coloured(report: Report) -> Text:
    """The text: quotes in their event's colour after its number, the words of fields underlined."""
    marks = list(_marks(report.events))
    numbers: dict[int, str] = {}
    for mark in marks:
        if not mark.is_evidence:
            numbers[mark.start] = numbers.get(mark.start, "") + _number(mark.event)
    cuts = sorted({0, len(report.text), *(m.start for m in marks), *(m.end for m in marks)})
    drawn = Text()
    for start, end in pairwise(cuts):
        if start in numbers:
            drawn.append(f"{numbers[start]} ", style="bold")
        drawn.append(shown(report.text[start:end]), style=_style(start, marks))
    return drawn


def _marks(events: Sequence[Event]) -> Iterator[_Mark]:
    for number, event in enumerate(events):
        for start, end in event.spans:
            yield _Mark(start, end, number, is_evidence=False)
        for words in event.evidence.values():
            for one in words:
                yield _Mark(one.start, one.end, number, is_evidence=True)


def _style(offset: int, marks: Sequence[_Mark]) -> str:
    """The style at an offset; where two events share words, they have the first one's colour."""
    here = [mark for mark in marks if mark.start <= offset < mark.end]
    if not here:
        return ""
    colour = _colour(min(mark.event for mark in here))
    return f"bold underline {colour}" if any(mark.is_evidence for mark in here) else colour


def _heading(number: int, event: Event, lang: str) -> Cell:
    said = f"{_number(number)} {label('type', event.type, lang)}"
    sure = "" if event.confidence is None else f"   {label('field', 'confidence', lang)} {event.confidence:.2f}"
    return Cell(Text.assemble((said, f"bold {_colour(number)}"), (sure, "dim")), is_right=lang == "ar")


def _fields(event: Event, text: str, lang: str) -> Table:
    is_right = lang == "ar"
    table = Table(box=None, expand=True, show_header=False, padding=(0, 2, 0, 3))
    for _, share in reversed(_COLUMNS) if is_right else _COLUMNS:
        table.add_column(ratio=share, overflow="fold")
    add_cells(table, [Text(label("word", key, lang), style="dim") for key, _ in _COLUMNS], is_right=is_right)
    for field, values in field_values(event, lang):
        for item, value in enumerate(values):
            evidence = [e for e in event.evidence.get(field, ()) if e.item == item or len(values) == 1]
            name = label("field", field, lang) if item == 0 else ""
            add_cells(table, [name, value, _words(evidence, text), _rules(evidence)], is_right=is_right)
    return table


def _words(evidence: Sequence[Evidence], text: str) -> str:
    return " · ".join(dict.fromkeys(text[e.start : e.end].replace("\n", " ") for e in evidence))


def _rules(evidence: Sequence[Evidence]) -> str:
    return ", ".join(dict.fromkeys(e.rule for e in evidence))
