"""`tawthiq export`: the ledger in the forms that others use."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from tawthiq.errors import InputError, UsageError

__all__ = ["export_command", "read_ledger"]


def export_command(  # noqa: PLR0913 - one parameter an option
    profiles: Annotated[
        list[str],
        typer.Argument(help="acled, ucdp, plover, geojson, geoparquet, parquet, csv, xlsx, hxl, hapi, airwars."),
    ],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the files; made if missing.")] = Path(),
    ledger: Annotated[
        Path | None, typer.Option(help="Ledger written by `link --format ledger`; left out, the project's.")
    ] = None,
    as_of: Annotated[
        int | None, typer.Option("--as-of", metavar="VERSION", help="An earlier version of the project's ledger.")
    ] = None,
    redact: Annotated[
        bool, typer.Option("--redact", help="For publication: no names, no quotes, coarse coordinates, embargo.")
    ] = False,
    embargo: Annotated[int, typer.Option(min=0, metavar="DAYS", help="With --redact: youngest age of an event.")] = 30,
    released: Annotated[
        str | None, typer.Option(metavar="DATE", help="With --ledger: the day that the files give as their date.")
    ] = None,
    resources: Annotated[list[Path] | None, typer.Option(help="Folder of your own tables; may be repeated.")] = None,
    project: Annotated[Path | None, typer.Option(help="Project folder; found from here upwards if left out.")] = None,
) -> None:
    """Write the ledger in the columns of ACLED, UCDP GED and others, with a report of what each leaves out.

    Example: tawthiq export acled geoparquet --project aleppo-2016 --output release/ --redact

    Beside each file PROFILE.EXT stands PROFILE.left-out.tsv: the events that it does not hold, and why.
    """
    from tawthiq.export.profiles import PROFILES, export, left_out_report
    from tawthiq.export.redaction import redact as redacted
    from tawthiq.ledger.book import read_book

    unknown = [name for name in profiles if name not in PROFILES]
    if unknown:
        raise UsageError(f"no export profile {unknown[0]!r}", remedy=f"profiles are {', '.join(PROFILES)}")
    if ledger is not None and as_of is not None:
        raise UsageError("--as-of needs a project", remedy="leave --ledger out")
    events, day, own_tables = read_ledger(project, ledger, as_of, released)
    held: Sequence[Any] = ()
    if redact:
        events, held = redacted(events, day, embargo_days=embargo)
    book = read_book((*own_tables, *(resources or ())), day)
    output.mkdir(parents=True, exist_ok=True)
    for name in profiles:
        made = export(name, events, book)
        file = output / f"{name}{PROFILES[name].suffix}"
        file.write_bytes(made.body)
        (output / f"{name}.left-out.tsv").write_bytes(left_out_report([*held, *made.left_out]))
        typer.echo(f"{file}: {made.rows} rows, {len(made.left_out) + len(held)} events left out", err=True)


def read_ledger(
    project: Path | None, ledger: Path | None, as_of: int | None, released: str | None = None
) -> tuple[list[Any], str, tuple[Path, ...]]:
    """Read a ledger from a project or a file.

    Args:
        project: Its folder; None to look from here upwards.
        ledger: A file of `link --format ledger`, or None.
        as_of: A version of the project's ledger; None for the newest.
        released: For a file: its day; None for the latest day that it holds.

    Returns:
        Events in order of their ids, the ISO day of the release, and the folder of the project's own tables, if any.

    Raises:
        InputError: The file is none.
        ProjectError: There is no project, or no such version.
    """
    if ledger is not None:
        events = sorted(_events(ledger), key=lambda event: str(event["id"]))
        return events, released or _latest(events), ()
    from tawthiq.store.ledger import newest_version, read_events, read_version
    from tawthiq.store.project import open_project

    with open_project(project) as opened:
        version = newest_version(opened) if as_of is None else read_version(opened, as_of)
        return list(read_events(opened, version.no)), version.at[:10], opened.own_tables


def _events(path: Path) -> Iterable[Any]:
    for number, line in enumerate(path.open(encoding="utf-8"), 1):
        try:
            event = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"the line is no JSON: {error}", f"{path}:{number}", "write it again") from error
        if not isinstance(event, dict) or "grade" not in event or "records" not in event:
            raise InputError("this is no ledger", f"{path}:{number}", "make one with `tawthiq link --format ledger`")
        yield event


def _latest(events: Iterable[Any]) -> str:
    days = [d for e in events for d in (e["date_end"], *(s["first_published"] for s in e["sources"])) if d]
    return max((d[:10] for d in days if _is_day(d)), default="1970-01-01")


def _is_day(written: str) -> bool:
    try:
        return bool(date.fromisoformat(written[:10]))
    except ValueError:
        return False
