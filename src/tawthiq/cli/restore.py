"""`tawthiq restore`: a project out of a backup."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["restore_command"]


def restore_command(
    backup: Annotated[Path, typer.Argument(help="Folder of one backup; `objects` stands beside it.")],
    folder: Annotated[Path, typer.Argument(help="The project's folder; must be empty or missing.")],
    *,
    database: Annotated[
        str | None,
        typer.Option(help="URL of an empty database; that of the settings, or SQLite in the folder, if left out."),
    ] = None,
) -> None:
    """Bring a project back from a backup, and prove that nothing of it was changed or is missing.

    Example: tawthiq restore /mnt/backups/aleppo-2016/20260101T020000 aleppo-2016 --database postgresql:///aleppo
    """
    from tawthiq.backups import restore_backup

    checked = restore_backup(backup, folder, database=database, on_step=lambda step: typer.echo(step, err=True))
    for fault in checked.faults:
        typer.echo(f"{fault.part} {fault.subject}: {fault.what}")
    typer.echo(f"{checked.reports} reports, {checked.codings} codings, {checked.objects} objects checked")
    typer.echo(f"head {checked.head}")
    if checked.faults:
        raise typer.Exit(1)
