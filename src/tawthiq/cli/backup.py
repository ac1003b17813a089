"""`tawthiq backup`: database, evidence and settings into a folder of backups."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["backup_command"]


def backup_command(
    folder: Annotated[Path, typer.Argument(help="Folder of backups, on another disk or machine; made if missing.")],
    *,
    project: Annotated[Path | None, typer.Option(help="Project folder; found from here upwards if left out.")] = None,
    keep: Annotated[
        int | None, typer.Option(min=1, help="Backups to leave there, the newest; all if left out. Evidence stays.")
    ] = None,
) -> None:
    """Back the project up: its database, what evidence is new, and its settings; others may work on meanwhile.

    Objects that an earlier backup in the folder has are not copied again. PostgreSQL is written by its own pg_dump.

    Example: tawthiq backup /mnt/backups/aleppo-2016 --project aleppo-2016 --keep 30
    """
    from tawthiq.backups import back_up
    from tawthiq.store.project import open_project

    with open_project(project) as opened:
        made = back_up(opened, folder, keep=keep, on_step=lambda step: typer.echo(step, err=True))
    typer.echo(str(made.folder))
    typer.echo(f"holds custody up to {made.head}; bring it back with: tawthiq restore {made.folder} DIR", err=True)
