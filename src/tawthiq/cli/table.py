"""The table of `tawthiq code`: one row an event, below the heading of its report.

It is drawn report by report, so that columns have their share of the width and not that of their longest cell: a run
over a million reports starts printing at once and holds one report.
"""

from rich.table import Table
from rich.text import Text

from tawthiq.cli.drawing import drawn
from tawthiq.cli.formats import Look
from tawthiq.cli.labels import label
from tawthiq.cli.terminal import Cell, add_cells, facts_line, shown
from tawthiq.cli.wording import actor_words, date_words, harm_words, place_words, territory_words, thing_words
from tawthiq.model.codebook import FAMILY
from tawthiq.model.records import Event, Report

__all__ = ["FAMILY_STYLES", "draw_header", "draw_report"]

# Share of the width by column. The number of the event and the day are as wide as they are.
_FIXED = {"number": 3, "date": 10}
_COLUMNS = (
    ("word", "number", 0),
    ("field", "type", 15),
    ("field", "actor1", 17),
    ("field", "actor2", 15),
    ("word", "harm", 20),
    ("field", "places", 16),
    ("field", "date", 0),
    ("field", "weapons", 15),
    ("field", "attribution", 13),
)
# On fewer columns words would be cut: each event is then drawn as a list of its fields.
_LEAST_WIDTH = 112
_FIELD_WIDTH = 11
# Calm colours that keep four to one against light and dark; none of them says good or bad.
FAMILY_STYLES = {
    "battles": "yellow",
    "explosions": "magenta",
    "civilians": "red",
    "protests": "cyan",
    "riots": "blue",
    "strategic": "green",
}


def draw_header(look: Look) -> str:
    """Draw the names of the columns, once.

    Args:
        look: Width, colour and language.

    Returns:
        Lines with their ends; none for a terminal so narrow that events are drawn as lists.
    """
    if look.width < _LEAST_WIDTH:
        return ""
    table = _empty_table(is_mirrored=look.lang == "ar")
    names = [Text(label(kind, key, look.lang), style="bold underline") for kind, key, _ in _COLUMNS]
    add_cells(table, names, is_right=look.lang == "ar")
    return drawn(table, look)


def draw_report(report: Report, look: Look) -> str:
    """Draw one report.

    Args:
        report: A coded report.
        look: Width, colour and language; an Arabic table is read from the right.

    Returns:
        Lines with their ends.
    """
    is_right = look.lang == "ar"
    table = _table_of(report, look) if look.width >= _LEAST_WIDTH else _list_of(report, look)
    heading = facts_line((report.id, report.source, report.published, report.title), is_right=is_right)
    nothing = Cell(Text(f"    {label('word', 'no-event', look.lang)}    ", style="dim"), is_right=is_right)
    return drawn(heading, look) + drawn(table if report.events else nothing, look)


def _table_of(report: Report, look: Look) -> Table:
    is_right = look.lang == "ar"
    table = _empty_table(is_mirrored=is_right)
    for number, event in enumerate(report.events, 1):
        add_cells(table, [str(number), *_cells(event, look.lang)], is_right=is_right)
    return table


def _list_of(report: Report, look: Look) -> Table:
    is_right = look.lang == "ar"
    table = Table(box=None, expand=True, show_header=False, padding=(0, 2, 0, 0))
    widths = (_FIXED["number"], _FIELD_WIDTH, None)
    for width in reversed(widths) if is_right else widths:
        table.add_column(width=width, ratio=None if width else 1, overflow="fold")
    for number, event in enumerate(report.events, 1):
        first = str(number)
        for (kind, key, _), cell in zip(_COLUMNS[1:], _cells(event, look.lang), strict=True):
            if cell.plain:
                name = Text(label(kind, key, look.lang), style="dim")
                add_cells(table, [first, name, cell], is_right=is_right)
                first = ""
    return table


def _empty_table(*, is_mirrored: bool = False) -> Table:
    table = Table(box=None, expand=True, show_header=False, padding=(0, 2, 0, 0))
    for _, key, share in reversed(_COLUMNS) if is_mirrored else _COLUMNS:
        table.add_column(ratio=share or None, width=_FIXED.get(key), overflow="fold")
    return table


def _cells(event: Event, lang: str) -> list[Text]:
    kind = label("type", event.type, lang)
    scope = "" if event.scope == "incident" else f"\n{label('scope', event.scope, lang)}"
    things = [thing_words("weapon", w, lang) for w in event.weapons]
    things += [thing_words("object", o, lang) for o in event.objects]
    where = [place_words(p) for p in event.places] + [territory_words(event, lang)]
    style = FAMILY_STYLES.get(FAMILY.get(event.type, ""), "")
    lines = (
        [actor_words(a, lang) for a in event.actor1],
        [actor_words(a, lang) for a in event.actor2],
        harm_words(event, lang),
        [part for part in where if part],
        [date_words(event)],
        things,
        list(event.attribution),
    )
    return [Text(kind + scope, style=style), *(Text(shown("\n".join(cell))) for cell in lines)]
