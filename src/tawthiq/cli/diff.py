"""`tawthiq diff`: what another version of the coder changed."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from tawthiq.store.diff import EventChange
    from tawthiq.store.project import Project

__all__ = ["diff_command"]

_SIGNS = {"came": "+", "went": "-", "changed": "~"}


def diff_command(
    old: Annotated[str | None, typer.Argument(help="A version of the coder; the last but one if left out.")] = None,
    new: Annotated[str | None, typer.Argument(help="Another; the last if left out.")] = None,
    *,
    project: Annotated[Path | None, typer.Option(help="Project folder; found from here upwards if left out.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a report, a line each.")] = False,
) -> None:
    """Say which events came, went or changed between two versions of the coder, and why.

    Example: tawthiq diff --project aleppo-2016
    """
    from tawthiq.store.diff import diff_project
    from tawthiq.store.project import open_project

    counts = dict.fromkeys(_SIGNS, 0)
    with open_project(project) as opened:
        before, after = _versions(opened, old, new)
        for report in diff_project(opened, before, after):
            for change in report.changes:
                counts[change.kind] += 1
            if as_json:
                typer.echo(json.dumps(asdict(report), ensure_ascii=False))
            else:
                typer.echo(report.id)
                for change in report.changes:
                    typer.echo(_shown(change))
    told = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    typer.echo(f"{before} to {after}: {told}", err=True)


def _versions(project: "Project", old: str | None, new: str | None) -> tuple[str, str]:
    from tawthiq.errors import UsageError
    from tawthiq.store.diff import coding_versions

    known = [one.version for one in coding_versions(project)]
    if old and new:
        return old, new
    if len(known) < 2:
        raise UsageError(
            f"coded by {len(known)} versions so far", str(project.root), "run `tawthiq code` with another version first"
        )
    return old or known[-2], new or known[-1]


def _shown(change: "EventChange") -> str:
    quote = next(iter(change.event.get("quotes", [])), "")
    lines = [f"  {_SIGNS[change.kind]} {change.event.get('type')}: {quote}", f"      {change.why}"]
    for one in change.fields:
        before, after = (json.dumps(value, ensure_ascii=False) for value in (one.old, one.new))
        lines.append(f"      {one.field}: {before} -> {after} ({one.why})")
    return "\n".join(lines)
