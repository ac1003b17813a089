"""`tawthiq code`: reports in, event records out.

1. sources are cut into pieces, one a report (inputs);
2. chunks of pieces are read, coded and written as text, here or in worker processes (coding_run);
3. what comes back is printed in order, counted (tally), and its faults told on standard error.
"""

import datetime as dt
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tawthiq.cli.coding_run import Outcome, Settings, code_sources
from tawthiq.cli.formats import Look, load_form
from tawthiq.cli.inputs import Sources
from tawthiq.cli.output import open_output, to_bytes
from tawthiq.cli.spark_options import Engine, spark_settings
from tawthiq.cli.tally import Tally
from tawthiq.errors import UsageError

if TYPE_CHECKING:
    from tawthiq.scale.session import SparkSettings
    from tawthiq.store.coding import Coded

__all__ = ["Format", "Lang", "check_day", "code_command", "find_look"]

# 5 MB is the longest text that is promised; a line of JSON escapes takes up to six bytes a letter of it.
MAX_LINE_BYTES = 16 << 20
# Below this a run is over before a bar is read.
_BAR_FROM_BYTES = 1 << 20
_MIN_WIDTH = 60
_SHOWN_FAILURES = 20


class Format(StrEnum):
    """Names of `formats.FORMATS`, as the command line takes them."""

    jsonl = "jsonl"
    csv = "csv"
    table = "table"
    geojson = "geojson"


class Lang(StrEnum):
    """Languages of headings."""

    en = "en"
    ar = "ar"


def code_command(  # noqa: PLR0913 - one parameter an option
    reports: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="REPORT...",
            help="Text files, JSON Lines of reports, folders of both, or - for standard input; none for a project.",
        ),
    ] = None,
    *,
    form: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="What to write; a table on a terminal, else JSON Lines."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file, whole or not at all.")
    ] = None,
    resources: Annotated[
        list[Path] | None, typer.Option(help="Folder of your own tables (docs/resources.md); may be repeated.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day of publication of plain texts, as 2024-05-31.")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, help="Processes to code with, 1 if left out; on Spark one a core."),
    ] = None,
    max_line: Annotated[
        int, typer.Option(min=1, metavar="BYTES", help="Longest line, or plain text, that is read.")
    ] = MAX_LINE_BYTES,
    lang: Annotated[Lang | None, typer.Option(help="Language of the table's headings.")] = None,
    project: Annotated[
        Path | None, typer.Option(help="Code the reports of this project; without REPORT, the one found upwards.")
    ] = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="In a project: code again what failed under this version.")
    ] = False,
    engine: Annotated[
        Engine, typer.Option(help="processes of this machine, or spark, into a folder of Parquet (docs/scale.md).")
    ] = Engine.processes,
    spark_conf: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY=VALUE", help="Configuration of Spark, as spark.master=...; may be repeated."),
    ] = None,
) -> None:
    """Code Arabic reports: text in, event records out.

    Example: tawthiq code reports.jsonl --format csv --output events.csv

    Example on Spark: tawthiq code crawl/*.parquet --engine spark --output coded/

    Every input ends as coded, empty or failed. Faults are told on standard error, one line each, and the other
    reports are coded; the exit status is then 1. In a project, what this version has not coded yet is coded, into its
    database; older codings stay, and a stopped run goes on where it was.
    """
    if engine is Engine.spark:
        if not reports or output is None or form is not None or project is not None:
            raise UsageError(
                "--engine spark codes files into a folder of Parquet", remedy="name REPORT and --output DIR"
            )
        settings = Settings(tuple(resources or ()), check_day(published))
        _code_on_spark(reports, output, settings, spark_settings(spark_conf, jobs), max_line)
        return
    if not reports or project is not None:
        if reports or form is not None or output is not None:
            raise UsageError(
                "a project is coded into its database", remedy="leave REPORT, --format and --output out, or --project"
            )
        _code_project(project, tuple(resources or ()), jobs or 1, retry_failed=retry_failed)
        return
    is_terminal = output is None and sys.stdout.isatty()
    name = (form or (Format.table if is_terminal else Format.jsonl)).value
    settings = Settings(tuple(resources or ()), check_day(published), name, find_look(lang, is_terminal=is_terminal))
    sources = Sources(reports, max_line, skip=output)
    tally = Tally()
    with open_output(output) as file:
        shape = load_form(name, settings.look)
        file.write(to_bytes(shape.before))
        glue = b""
        with _bar(sources, hidden=is_terminal) as advance:
            for outcome in code_sources(sources.pieces(), settings, jobs or 1):
                advance(outcome.size)
                _tell(outcome, tally)
                if outcome.written:
                    file.write(glue + to_bytes(outcome.written))
                    glue = to_bytes(shape.between)
        file.write(to_bytes(shape.after))
    for line in tally.lines():
        typer.echo(line, err=True)
    if tally.failed:
        raise typer.Exit(1)


def _code_on_spark(reports: list[str], output: Path, settings: Settings, spark: "SparkSettings", max_line: int) -> None:
    from tawthiq.cli.spark_code import code_on_spark

    done = code_on_spark(reports, str(output), settings, spark, max_line=max_line, failures=_SHOWN_FAILURES)
    for reason in done.failures:
        typer.echo(reason, err=True)
    if done.tally.failed > len(done.failures):
        typer.echo(f"… and {done.tally.failed - len(done.failures)} more, in the table reports", err=True)
    for line in done.tally.lines():
        typer.echo(line, err=True)
    if done.tally.failed:
        raise typer.Exit(1)


def _code_project(folder: Path | None, resources: tuple[Path, ...], jobs: int, *, retry_failed: bool) -> None:
    from tawthiq.cli.project_run import code_stored, open_here

    def tell(coded: "Coded") -> None:
        if sys.stderr.isatty():
            typer.echo(f"\r{coded.coded + coded.empty + coded.failed:,} reports …", err=True, nl=False)

    with open_here(folder) as project:
        coded = code_stored(project, (*project.own_tables, *resources), jobs, retry_failed=retry_failed, on_batch=tell)
    for error in coded.errors:
        typer.echo(error, err=True)
    typer.echo(f"{coded.coded} coded ({coded.events} events), {coded.empty} empty, {coded.failed} failed", err=True)
    if coded.failed:
        raise typer.Exit(1)


def check_day(day: str | None) -> str | None:
    """Pass an ISO day through.

    Args:
        day: As typed, or None.

    Returns:
        The same.

    Raises:
        UsageError: It is no ISO day.
    """
    try:
        return None if day is None else dt.date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise UsageError(f"--published {day} is no day", remedy="write it as 2024-05-31") from error


def find_look(lang: Lang | None, *, is_terminal: bool) -> Look:
    """Tell how a table is drawn here.

    Args:
        lang: As asked for; None takes that of the environment.
        is_terminal: Whether it goes to a terminal.

    Returns:
        Width, colour and language.
    """
    said = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    chosen = lang.value if lang else ("ar" if said.startswith("ar") else "en")
    width = shutil.get_terminal_size((120, 24)).columns
    return Look(max(width, _MIN_WIDTH), is_terminal and "NO_COLOR" not in os.environ, chosen)


def _tell(outcome: Outcome, tally: Tally) -> None:
    """Count an outcome, and say what is wrong with it."""
    if outcome.error:
        tally.failed += 1
        typer.echo(outcome.error, err=True)
        return
    if tally.has_seen(outcome.id):
        typer.echo(f"{outcome.where}: warning: an earlier report has the id {outcome.id!r} too", err=True)
    tally.add(outcome.notes, outcome.events)


@contextmanager
def _bar(sources: Sources, *, hidden: bool) -> Iterator[Callable[[int], None]]:
    """Show how far a long run is on standard error, if that is a terminal that nothing else is written to."""
    total = None if hidden or not sys.stderr.isatty() else sources.size()
    if hidden or not sys.stderr.isatty() or (total is not None and total < _BAR_FROM_BYTES):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("coding", total=total)
        yield lambda size: progress.advance(task, size + 1)
