"""`tawthiq verify`: prove that nothing was changed or is missing."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["verify_command"]


def verify_command(
    *,
    project: Annotated[Path | None, typer.Option(help="Project folder; found from here upwards if left out.")] = None,
    head: Annotated[
        str | None, typer.Option(help="Hash of a custody entry that was written down; it must be in the log.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
) -> None:
    """Check custody log, evidence, reports and codings against their hashes, offline; name what is wrong.

    The last line gives the head of the custody log: written down elsewhere, it proves later that the log only grew.

    Example: tawthiq verify --project aleppo-2016
    """
    from tawthiq.store.project import open_project
    from tawthiq.store.verify import verify_project

    with open_project(project) as opened:
        checked = verify_project(opened, head=head, on_part=lambda part: typer.echo(f"checking {part}s …", err=True))
    if as_json:
        typer.echo(json.dumps(asdict(checked), ensure_ascii=False))
    else:
        for fault in checked.faults:
            typer.echo(f"{fault.part} {fault.subject}: {fault.what}")
        for note in checked.notes:
            typer.echo(f"note: {note}", err=True)
        verdict = f"{len(checked.faults)} faults" if checked.faults else "all is as it was"
        typer.echo(
            f"{verdict}: {checked.entries} custody entries, {checked.objects} objects, {checked.reports} reports, "
            f"{checked.codings} codings"
        )
        typer.echo(f"head {checked.head}")
    if checked.faults:
        raise typer.Exit(1)
