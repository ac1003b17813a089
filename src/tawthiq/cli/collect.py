"""`tawthiq collect`: bring reports in."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tawthiq.cli.spark_options import Engine, spark_settings

if TYPE_CHECKING:
    from tawthiq.archive import Collected
    from tawthiq.scale.session import SparkSettings

__all__ = ["collect_command"]

_SHOWN_FAILURES = 20


def collect_command(  # noqa: PLR0913  (one parameter an option is how typer knows them)
    sources: Annotated[list[str] | None, typer.Argument(help="Files, folders, addresses.", show_default=False)] = None,
    *,
    project: Annotated[Path | None, typer.Option(help="Project folder; found from here upwards if left out.")] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            help="For CSV and JSON, FIELD=COLUMN, as text=body. Fields: id text title source url published author."
        ),
    ] = None,
    watch: Annotated[Path | None, typer.Option(help="Collect what is put into this folder, until stopped.")] = None,
    follow: Annotated[bool, typer.Option("--follow", help="Fetch the pages that a feed's summaries lead to.")] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from hosts of your own net too.")
    ] = False,
    delay: Annotated[float, typer.Option(min=0.0, help="Seconds between two requests to one host.")] = 1.0,
    max_mb: Annotated[int, typer.Option(min=1, help="Longest page or post to read, in MiB.")] = 32,
    jobs: Annotated[int, typer.Option(min=0, help="Worker processes; 0 for one a core.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
    engine: Annotated[
        Engine, typer.Option(help="processes of this machine, or spark, into a folder of Parquet (docs/scale.md).")
    ] = Engine.processes,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="On Spark: the folder to write.")] = None,
    spark_conf: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY=VALUE", help="Configuration of Spark, as spark.master=...; may be repeated."),
    ] = None,
) -> None:
    """Take reports in from files, folders and addresses, and keep the bytes as evidence.

    Texts, saved pages, MHTML, PDF, JSON Lines, CSV, feeds, WARC, WACZ, Telegram exports, and ZIP and gzip of these;
    told apart by their content. What fails is a row with its reason, and the rest is done; what is there already is
    seen and not taken twice. A stopped run goes on where it was when it is run again.

    Example: tawthiq collect --project aleppo-2016 saved-pages/ telegram/result.json https://news.example/feed

    Example on Spark: tawthiq collect crawl/*.warc.gz --engine spark --output collected/
    """
    from tawthiq.acquiring import CollectOptions
    from tawthiq.archive import collect
    from tawthiq.collect.fetching import FetchLimits
    from tawthiq.collect.items import Limits
    from tawthiq.errors import UsageError
    from tawthiq.store.project import open_project
    from tawthiq.watching import watch as watch_folder

    if engine is Engine.spark:
        if not sources or output is None or project or watch or follow:
            raise UsageError("--engine spark collects files into a folder of Parquet", remedy="name them and --output")
        found = _SparkRun(sources, output, spark_settings(spark_conf, jobs), column or [], max_mb)
        _collect_on_spark(found, as_json=as_json)
        return
    if not sources and watch is None:
        raise UsageError("nothing to collect", remedy="name files, folders or addresses, or a folder with --watch")
    options = CollectOptions(
        jobs=jobs or os.cpu_count() or 1,
        columns=_columns(column or []),
        limits=Limits(item_bytes=max_mb << 20),
        fetch=FetchLimits(delay_seconds=delay, allows_private=allow_private),
        follows=follow,
        on_batch=_progress,
    )
    with open_project(project) as opened:
        outcome = collect(opened, sources or [], options)
        if sources:
            _report(outcome, as_json=as_json)
        if watch is not None:
            typer.echo(f"watching {watch}; stop with Ctrl-C", err=True)
            _until_stopped(
                lambda: watch_folder(opened, watch, options, goes_on=lambda one: _told(one, as_json=as_json))
            )
    if outcome.taken.failed:
        raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class _SparkRun:
    sources: list[str]
    output: Path
    spark: "SparkSettings"
    column: list[str]
    max_mb: int


def _collect_on_spark(asked: _SparkRun, *, as_json: bool) -> None:
    from tawthiq.cli.spark_collect import collect_on_spark
    from tawthiq.collect.items import Limits

    done = collect_on_spark(
        asked.sources,
        str(asked.output),
        asked.spark,
        columns=_columns(asked.column),
        limits=Limits(item_bytes=asked.max_mb << 20),
        failures=_SHOWN_FAILURES,
    )
    counts = done.counts
    for failure in done.failures:
        typer.echo(failure, err=True)
    if counts["failed"] > len(done.failures):
        typer.echo(f"… and {counts['failed'] - len(done.failures)} more, in the table failures", err=True)
    if as_json:
        typer.echo(json.dumps({"sources": done.sources, **counts}))
    else:
        typer.echo(
            f"{counts['new']} new reports ({counts['empty']} without text), {counts['versions']} new versions,"
            f" {counts['again']} seen again, {counts['failed']} failed; {done.sources} sources"
        )
    if counts["failed"]:
        raise typer.Exit(1)


def _until_stopped(run: Callable[[], None]) -> None:
    try:
        run()
    except KeyboardInterrupt:
        typer.echo("stopped", err=True)


def _told(outcome: "Collected | None", *, as_json: bool) -> bool:
    if outcome is not None:
        _report(outcome, as_json=as_json)
    return True


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
    if sys.stderr.isatty():
        typer.echo("", err=True)
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
