"""`tawthiq move`: the project's database to another place."""

import os
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["move_command"]


def move_command(
    database: Annotated[
        str, typer.Argument(help="postgresql://USER:PASSWORD@HOST/NAME of an empty database, or sqlite:///FILE.")
    ],
    *,
    project: Annotated[Path | None, typer.Option(help="Project folder; found from here upwards if left out.")] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, help="Processes that make the full-text index; 0 for one a core.")
    ] = 0,
) -> None:
    """Move the project's database: from SQLite to the team's PostgreSQL, or back.

    Reports, codings, decisions and the custody log go over as they are, by COPY; the evidence stays where it is. All
    of it or nothing: the old database is left as it was, and is yours to throw away once `tawthiq verify` is content.

    Example: tawthiq move postgresql:///aleppo --project aleppo-2016
    """
    from tawthiq.moving import move_database
    from tawthiq.store.project import open_project

    with open_project(project) as opened:
        moved = move_database(
            opened, database, jobs=jobs or os.cpu_count() or 1, on_step=lambda step: typer.echo(step, err=True)
        )
    typer.echo(f"moved {sum(moved.rows.values()):,} rows from {moved.old} to {moved.new}")
    typer.echo(f"next: tawthiq verify --project {opened.root}", err=True)
