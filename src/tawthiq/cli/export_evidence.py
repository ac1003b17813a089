"""`tawthiq export-evidence`: a bag that anybody can check."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["export_evidence_command"]


def export_evidence_command(
    target: Annotated[Path, typer.Argument(help="Folder of the bag; must not exist.")],
    *,
    report: Annotated[list[str] | None, typer.Option(help="Only this report; may be given again.")] = None,
    project: Annotated[Path | None, typer.Option(help="Project folder; found from here upwards if left out.")] = None,
) -> None:
    """Write evidence, texts, codings and chain of custody as a BagIt bag that is checked without this program.

    Example: tawthiq export-evidence --project aleppo-2016 --report 4f1c2a bag/
    """
    from tawthiq.store.bag import export_evidence
    from tawthiq.store.project import open_project

    with open_project(project) as opened:
        bagged = export_evidence(opened, target, report or None)
    typer.echo(f"{bagged.folder}: {bagged.objects} objects, {bagged.reports} reports", err=True)
    typer.echo(f"manifest {bagged.manifest_sha256}")
    typer.echo(f"custody head {bagged.head}")
    typer.echo(f"check it with: cd {bagged.folder} && python3 verify.py", err=True)
