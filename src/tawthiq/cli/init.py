"""`tawthiq init`: make a project folder."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["init_command"]


def init_command(
    folder: Annotated[Path, typer.Argument(help="The project's folder; made if it is missing.")],
    *,
    database: Annotated[
        str | None, typer.Option(help="postgresql://USER:PASSWORD@HOST/NAME; SQLite in the folder if left out.")
    ] = None,
    name: Annotated[
        str | None, typer.Option(help="What exports call the project; the folder's name if left out.")
    ] = None,
    collector: Annotated[
        str | None, typer.Option(help="Who the custody log names as collector; user and host if left out.")
    ] = None,
) -> None:
    """Make a project folder: settings, database, evidence store.

    Run on an existing project it brings the database to this program's form and leaves the rest alone.

    Example: tawthiq init aleppo-2016
    """
    from tawthiq.store.project import create_project

    with create_project(folder, database=database, name=name, collector=collector) as project:
        typer.echo(f"{project.root}: project {project.settings.name}", err=True)
        typer.echo(f"next: tawthiq collect --project {project.root} FILE…", err=True)
