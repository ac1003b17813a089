"""`tawthiq link`: which event records of different reports are one occurrence."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tawthiq.cli.spark_options import Engine, spark_settings
from tawthiq.errors import InputError, UsageError

if TYPE_CHECKING:
    from tawthiq.ledger.linker import LedgerRun, Linker
    from tawthiq.scale.session import SparkSettings

__all__ = ["LinkFormat", "link_command"]

_MOST_EXPLAINED = 200_000


class LinkFormat(StrEnum):
    """What `link` writes for files."""

    jsonl = "jsonl"
    ledger = "ledger"
    pairs = "pairs"


def link_command(  # noqa: PLR0913 - one parameter an option
    reports: Annotated[
        list[Path] | None, typer.Argument(help="JSON Lines of reports, coded or not; without them the project's.")
    ] = None,
    *,
    form: Annotated[
        LinkFormat,
        typer.Option(
            "--format", "-f", help="jsonl: reports with event_id; ledger: one event a line; pairs: why records are one."
        ),
    ] = LinkFormat.jsonl,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
    rule: Annotated[
        str, typer.Option(help="most-conservative, median-independent or latest-official.")
    ] = "median-independent",
    resources: Annotated[list[Path] | None, typer.Option(help="Folder of your own tables; may be repeated.")] = None,
    project: Annotated[Path | None, typer.Option(help="Project folder; found from here upwards if left out.")] = None,
    split: Annotated[list[str] | None, typer.Option(help="In a project: RECORD,RECORD that are not one event.")] = None,
    merge: Annotated[list[str] | None, typer.Option(help="In a project: RECORD,RECORD that are one event.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="In a project: say what would change.")] = False,
    engine: Annotated[
        Engine, typer.Option(help="processes of this machine, or spark: a coded dataset into a ledger (docs/scale.md).")
    ] = Engine.processes,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Processes, or Python workers of Spark.")
    ] = None,
    spark_conf: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY=VALUE", help="Configuration of Spark, as spark.master=...; may be repeated."),
    ] = None,
) -> None:
    """Find which event records of different reports are the same occurrence.

    Example: tawthiq link reports.jsonl --format jsonl --output linked.jsonl

    Example on Spark: tawthiq link coded/ --engine spark --output ledger/

    Reports that are not coded are coded first. In a project, new records join the events that are there, and each run
    that changes something makes a new version of the ledger.
    """
    from tawthiq.ledger.linker import Linker
    from tawthiq.ledger.packed import PackedLines
    from tawthiq.linking.reconciling import RULES

    if rule not in RULES:
        raise UsageError(f"no rule {rule!r}", remedy=f"rules are {', '.join(RULES)}")
    linker = Linker(tuple(resources or ()), rule)
    if engine is Engine.spark:
        if reports is None or len(reports) != 1 or output is None or project or split or merge or dry_run:
            raise UsageError("--engine spark links one coded dataset", remedy="tawthiq link CODED --output DIR")
        _link_on_spark(reports[0], output, linker, spark_settings(spark_conf, jobs))
        return
    if reports:
        if split or merge or dry_run:
            raise UsageError("--split, --merge and --dry-run need a project", remedy="leave the files out")
        run = linker.run(PackedLines(_coded(_read(reports), linker)), jobs=jobs or 1)
        _write(_lines(run, linker, form), output)
        # Those that were compared: a report without events is compared as a whole and then belongs to no event.
        typer.echo(f"{len(run.reports)} reports, {len(run.records)} records, {len(run)} events", err=True)
        return
    _link_project(linker, project, split or [], merge or [], dry_run=dry_run)


def _link_on_spark(coded: Path, output: Path, linker: "Linker", spark: "SparkSettings") -> None:
    from tawthiq.cli.spark_link import link_on_spark

    done = link_on_spark(str(coded), str(output), linker, spark)
    typer.echo(f"{done.reports} reports, {done.records} records, {done.events} events", err=True)


def _read(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for path in paths:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _report(line, f"{path}:{number}", seen)


def _report(line: str, where: str, seen: set[str]) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"the line is no JSON: {error}", where, "write one report a line") from error
    if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not isinstance(row.get("text"), str):
        raise InputError("a report needs `id` and `text`", where, "see codebook section 5")
    if row["id"] in seen:
        raise InputError(f"the id {row['id']} stands twice", where, "give each report an id of its own")
    seen.add(row["id"])
    return row


def _coded(rows: Iterable[dict[str, Any]], linker: "Linker") -> Iterator[dict[str, Any]]:
    from tawthiq.ledger.linker import code_for_linking
    from tawthiq.pipeline import Coder

    coder = Coder(tuple(linker.resources))
    for row in rows:
        dated = linker.dated(row)
        yield dated if "events" in row else code_for_linking(dated, coder)


def _lines(run: "LedgerRun", linker: "Linker", form: LinkFormat) -> Iterator[str]:
    if form is LinkFormat.jsonl:
        rows: Iterable[Any] = run.lines()
    elif form is LinkFormat.ledger:
        rows = run.events()
    else:
        rows = _pairs(run, linker)
    for row in rows:
        yield json.dumps(row, ensure_ascii=False)


def _pairs(run: "LedgerRun", linker: "Linker") -> Iterator[dict[str, Any]]:
    """Every two records of each event, with what speaks for it and against."""
    from tawthiq.linking.linking import explain

    index = {record.key: n for n, record in enumerate(run.records)}
    pairs = [
        (index[a], index[b])
        for event in run.events()
        for n, a in enumerate(event["records"])
        for b in event["records"][n + 1 :]
    ][:_MOST_EXPLAINED]
    for (a, b), told in zip(pairs, explain(run.records, pairs, linker.weights), strict=True):
        parts = [{"feature": f, "level": level, "bits": bits} for f, level, bits in told.parts]
        yield {"one": run.records[a].key, "other": run.records[b].key, "bits": told.bits, "features": parts}


def _write(lines: Iterable[str], output: Path | None) -> None:
    if output is None:
        sys.stdout.writelines(f"{line}\n" for line in lines)
        return
    with output.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def _link_project(linker: "Linker", root: Path | None, split: list[str], merge: list[str], *, dry_run: bool) -> None:
    from tawthiq.ledger.project import code_missing, link_project
    from tawthiq.store.project import open_project

    with open_project(root) as project:
        linker = replace(linker, resources=(*project.own_tables, *linker.resources))
        if not dry_run:
            coded = code_missing(project, linker)
            typer.echo(f"{coded.coded} reports coded, {coded.empty} empty, {coded.failed} failed", err=True)
        done = link_project(
            project, linker, parted=[_records(s) for s in split], joined=[_records(m) for m in merge], dry_run=dry_run
        )
    typer.echo(
        f"version {done.version}: {done.made} new events, {done.changed} changed, {done.merged} merged, "
        f"{done.events} in all{' (dry run)' if dry_run else ''}"
    )


def _records(said: str) -> tuple[str, str]:
    one, sign, other = said.partition(",")
    if not sign or "#" not in one or "#" not in other:
        raise UsageError(f"{said!r} is not RECORD,RECORD", remedy="a record is REPORT#N, as the ledger lists it")
    return one.strip(), other.strip()
