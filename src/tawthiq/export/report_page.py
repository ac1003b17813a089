"""One HTML file with plots and tables of the ledger; it loads nothing from anywhere."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from tawthiq.export.books import Sheet
from tawthiq.export.drawing import Bar, to_svg

__all__ = ["bars_of", "report_page"]

_MOST_BARS = 40
_STYLE = (
    "body{font:15px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1f2933;background:#fff}"
    "table{border-collapse:collapse;width:100%}"
    "td,th{border-bottom:1px solid #c5ced8;padding:.2rem .5rem;text-align:start}"
    "td.n{text-align:end;font-variant-numeric:tabular-nums}svg{max-width:100%;height:auto}details{margin:.5rem 0 2rem}"
)


def bars_of(sheet: Sheet, measure: str = "events") -> list[Bar]:
    """Turn a table of counts into bars.

    Args:
        sheet: From `counting.count`.
        measure: Its column.

    Returns:
        The first forty rows without the total; for killed with their range.
    """
    ranged = measure == "killed_best"
    return [
        Bar(str(r["value"]), r[measure], r["killed_low"] if ranged else None, r["killed_high"] if ranged else None)
        for r in sheet.rows[:-1][:_MOST_BARS]
    ]


def report_page(title: str, tables: Mapping[str, Sheet], held: Sheet, notes: Sequence[str]) -> str:
    """Write the page.

    Args:
        title: Of the project and version.
        tables: Heading to counts.
        held: From `counting.held_places`.
        notes: Sentences under the title: version, rule, what numbers mean.

    Returns:
        HTML that stands alone.
    """
    parts = [
        '<!doctype html><html lang="en"><meta charset="utf-8">',
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title><style>{_STYLE}</style>',
        f"<h1>{escape(title)}</h1>",
        *(f"<p>{escape(note)}</p>" for note in notes),
    ]
    for heading, sheet in tables.items():
        parts.append(f"<h2>{escape(heading)}</h2>{to_svg(heading + ': events', bars_of(sheet))}")
        if any(row["killed_best"] for row in sheet.rows):
            parts.append(to_svg(heading + ": killed (best, low to high)", bars_of(sheet, "killed_best")))
        parts.append(f"<details><summary>Table</summary>{_table(sheet)}</details>")
    parts.append(
        f"<h2>Who held which place</h2>{_table(held) if held.rows else '<p>No change of control is told.</p>'}"
    )
    return "\n".join([*parts, "</html>", ""])


def _table(sheet: Sheet) -> str:
    head = "".join(f"<th>{escape(column)}</th>" for column in sheet.columns)
    rows = "".join(f"<tr>{''.join(_cell(row[column]) for column in sheet.columns)}</tr>" for row in sheet.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(value: Any) -> str:
    if isinstance(value, int):
        return f'<td class="n">{value}</td>'
    return f'<td dir="auto">{escape("" if value is None else str(value))}</td>'
