"""`tawthiq stats`: counts of the ledger, who held what, plots, one page."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tawthiq.cli.export import read_ledger
from tawthiq.errors import UsageError

__all__ = ["StatsFormat", "stats_command"]

_PAGE = ("month", "admin1", "type", "actor", "target", "weapon", "group", "outlet", "grade")


class StatsFormat(StrEnum):
    """What `stats` writes."""

    csv = "csv"
    json = "json"
    svg = "svg"
    png = "png"
    html = "html"


def stats_command(  # noqa: PLR0913 - one parameter an option
    by: Annotated[
        str,
        typer.Argument(help="year, month, day, country, admin1, admin2, place, type, actor, weapon, … or territory."),
    ] = "month",
    *,
    form: Annotated[
        StatsFormat, typer.Option("--format", "-f", help="csv, json; svg or png for a plot; html for a whole page.")
    ] = StatsFormat.csv,
    measure: Annotated[str, typer.Option(help="What a plot shows: events, killed_best or injured_best.")] = "events",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
    ledger: Annotated[Path | None, typer.Option(help="Ledger written by `link`; left out, the project's.")] = None,
    as_of: Annotated[int | None, typer.Option("--as-of", metavar="VERSION", help="An earlier version.")] = None,
    resources: Annotated[list[Path] | None, typer.Option(help="Folder of your own tables; may be repeated.")] = None,
    project: Annotated[Path | None, typer.Option(help="Project folder; found from here upwards if left out.")] = None,
) -> None:
    """Count events and harm over time, place, actor, weapon, group or outlet; tell who held which place.

    Example: tawthiq stats admin1 --project aleppo-2016 --format svg --measure killed_best --output killed.svg
    """
    from tawthiq.cli.output import open_output
    from tawthiq.export.counting import count, held_places
    from tawthiq.export.drawing import to_png, to_svg
    from tawthiq.export.files import to_csv, to_jsonl
    from tawthiq.export.report_page import bars_of, report_page
    from tawthiq.ledger.book import read_book

    if measure not in ("events", "killed_best", "injured_best"):
        raise UsageError(f"no measure {measure!r}", remedy="measures are events, killed_best, injured_best")
    events, day, own_tables = read_ledger(project, ledger, as_of)
    book = read_book((*own_tables, *(resources or ())), day)
    if form is StatsFormat.html:
        tables = {f"By {name}": count(events, name, book) for name in _PAGE}
        notes = [f"{len(events)} events, as of {day}. Killed: best, with the range that sources tell.",
                 "An event with several values counts under each."]  # fmt: skip
        body = report_page("Ledger", tables, held_places(events, book), notes).encode()
    else:
        sheet = held_places(events, book) if by == "territory" else count(events, by, book)
        if by == "territory" and form in (StatsFormat.svg, StatsFormat.png):
            raise UsageError("territory has no plot", remedy="use --format csv, json or html")
        title = f"{measure} by {by}"
        body = {
            StatsFormat.csv: lambda: to_csv(sheet),
            StatsFormat.json: lambda: to_jsonl(sheet),
            StatsFormat.svg: lambda: to_svg(title, bars_of(sheet, measure)).encode(),
            StatsFormat.png: lambda: to_png(title, bars_of(sheet, measure)),
        }[form]()
    with open_output(output) as file:
        file.write(body)
