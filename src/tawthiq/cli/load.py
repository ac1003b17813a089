"""`tawthiq load`: what was written on Spark into PostgreSQL, or back to lines."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from tawthiq.errors import UsageError

__all__ = ["load_command"]

_DATABASES = ("postgresql://", "postgres://")


def load_command(
    dataset: Annotated[str, typer.Argument(help="Folder that `--engine spark --output` wrote.")],
    *,
    to: Annotated[
        str, typer.Option(metavar="TARGET", help="postgresql://USER@HOST/NAME, a file for JSON Lines, or - for stdout.")
    ],
    schema: Annotated[str, typer.Option(help="Schema of PostgreSQL; made if it is missing.")] = "tawthiq",
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Connections to load with.")] = 1,
) -> None:
    """Load a dataset of Parquet into PostgreSQL, or write it as JSON Lines.

    Example: tawthiq load coded/ --to postgresql://desk@localhost/conflict --jobs 2

    Each partition is loaded whole, with a note that it is: a load that was stopped goes on, and loading again loads
    nothing twice. Lines are those that the same command writes on one machine. docs/dataset.md names the columns.
    """
    from tawthiq.scale.dataset import open_dataset
    from tawthiq.scale.loading import load_dataset

    opened = open_dataset(dataset)
    if not to.startswith(_DATABASES):
        if "://" in to:
            raise UsageError(f"{to} is no place to load to", remedy="postgresql://..., a file, or -")
        _write_lines(dataset, None if to == "-" else Path(to))
        return

    def tell(done: int, total: int) -> None:
        if sys.stderr.isatty():
            typer.echo(f"\r{done:,} of {total:,} partitions …", err=True, nl=False)

    loaded = load_dataset(opened, to, schema, jobs, tell)
    typer.echo(
        f"dataset {loaded.number}: {loaded.rows:,} rows of {loaded.partitions:,} partitions loaded,"
        f" {loaded.known:,} partitions were there",
        err=True,
    )


def _write_lines(root: str, output: Path | None) -> None:
    from tawthiq.cli.output import open_output, to_bytes
    from tawthiq.scale.dataset import open_dataset
    from tawthiq.scale.rows import LINES

    dataset = open_dataset(root)
    with open_output(output) as file:
        for line in LINES[dataset.kind](dataset):
            file.write(to_bytes(line + "\n"))
