"""`tawthiq explain`: one report, with the words and the rule behind every value."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from tawthiq.cli.code import MAX_LINE_BYTES, Lang, check_day, find_look
from tawthiq.cli.coding_run import load_coder
from tawthiq.cli.inputs import Piece, Sources
from tawthiq.cli.output import to_bytes
from tawthiq.cli.records import read_piece
from tawthiq.errors import InputError
from tawthiq.model.records import Report

__all__ = ["explain_command"]


def explain_command(
    report: Annotated[
        str, typer.Argument(metavar="REPORT", help="A text, JSON Lines of reports, or - for standard input.")
    ],
    *,
    report_id: Annotated[
        str | None, typer.Option("--id", help="Id of the report to show, of several; else the first is shown.")
    ] = None,
    resources: Annotated[
        list[Path] | None, typer.Option(help="Folder of your own tables (docs/resources.md); may be repeated.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day of publication of a plain text, as 2024-05-31.")
    ] = None,
    lang: Annotated[Lang | None, typer.Option(help="Language of the labels.")] = None,
) -> None:
    """Show one report with its events, words and rules.

    Example: tawthiq explain reports.jsonl --id demo-01

    Each event has a number and a colour; underlined words are those that a field was read from.
    """
    is_terminal = sys.stdout.isatty()
    look = find_look(lang, is_terminal=is_terminal)
    reports = _read(report, check_day(published))
    found = next((one for one in reports if report_id in (None, one.id)), None)
    if found is None:
        missing = "no report in it" if report_id is None else f"no report with the id {report_id!r} in it"
        raise InputError(missing, report, "give a file with that report")
    from tawthiq.cli.drawing import drawn
    from tawthiq.cli.explaining import draw_explanation

    coded = load_coder(tuple(resources or ())).code(found)
    for part in draw_explanation(coded, look.lang):
        sys.stdout.buffer.write(to_bytes(drawn(part, look)))
    sys.stdout.buffer.flush()
    if report_id is None and next(reports, None) is not None:
        typer.echo(f"{report} has more reports: choose one with --id", err=True)


def _read(path: str, published: str | None) -> Iterator[Report]:
    """Reports of a file in order; what cannot be read is told and passed over."""
    for piece in Sources([path], MAX_LINE_BYTES).pieces():
        try:
            if not isinstance(piece, Piece):
                raise piece
            yield read_piece(piece, published)[0]
        except InputError as error:
            typer.echo(str(error), err=True)
