"""`tawthiq collect`: bring reports in."""

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from tawthiq.archive import Collected

__all__ = ["collect_command"]

_SHOWN_FAILURES = 20


def collect_command(
    sources: Annotated[list[str] | None, typer.Argument(help="Files and folders.", show_default=False)] = None,
    project: Annotated[Path | None, typer.Option(help="Project folder; found from here upwards if left out.")] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            help="For CSV and JSON: FIELD=COLUMN, as text=body; fields id text title source url published author."
        ),
    ] = None,
    jobs: Annotated[int, typer.Option(min=0, help="Worker processes; 0 for one a core.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
) -> None:
    """Take reports in from files and keep the bytes as evidence.

    Formats are told by their content. What fails is a row with its reason, and the rest is done; what is there
    already is seen and not taken twice. A stopped run goes on where it was when it is run again.

    Example: tawthiq collect --project aleppo-2016 saved-pages/ telegram/result.json
    """
    from tawthiq.archive import CollectOptions, collect
    from tawthiq.store.project import open_project

    options = CollectOptions(jobs=jobs or os.cpu_count() or 1, columns=_columns(column or []), on_batch=_progress)
    with open_project(project) as opened:
        outcome = collect(opened, sources or [], options)
    if sys.stderr.isatty():
        typer.echo("", err=True)
    _report(outcome, as_json=as_json)
    if outcome.taken.failed:
        raise typer.Exit(1)


def _columns(said: list[str]) -> dict[str, str]:
    from tawthiq.collect.readers.records import FIELDS
    from tawthiq.errors import UsageError

    columns: dict[str, str] = {}
    for one in said:
        ours, sign, theirs = one.partition("=")
        if not sign or ours not in FIELDS or not theirs:
            raise UsageError(f"--column {one!r} is not FIELD=COLUMN", remedy=f"fields are {', '.join(FIELDS)}")
        columns[ours] = theirs
    return columns


def _progress(outcome: "Collected") -> None:
    if sys.stderr.isatty():
        taken = outcome.taken
        typer.echo(f"\r{outcome.sources} sources, {taken.new + taken.versions} reports …", err=True, nl=False)


def _report(outcome: "Collected", *, as_json: bool) -> None:
    taken = outcome.taken
    if as_json:
        typer.echo(json.dumps(asdict(outcome), ensure_ascii=False))
        return
    for failure in outcome.failures[:_SHOWN_FAILURES]:
        where = f"{failure.source}!{failure.locator}" if failure.locator else failure.source
        advice = f" ({failure.remedy})" if failure.remedy else ""
        typer.echo(f"{where}: {failure.error}{advice}", err=True)
    if taken.failed > _SHOWN_FAILURES:
        typer.echo(f"… and {taken.failed - _SHOWN_FAILURES} more failures", err=True)
    if not outcome.kept:
        typer.echo("there was no space to keep the failures: they stand only above", err=True)
    typer.echo(
        f"{taken.new} new reports ({taken.copies} of them copies, {taken.empty} without text), "
        f"{taken.versions} new versions, {taken.again} seen again, {taken.failed} failed; "
        f"{outcome.sources} sources, {outcome.unchanged} known already"
    )
