"""`tawthiq search`: find reports."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from tawthiq.store.search import Hit

__all__ = ["search_command"]


def search_command(  # noqa: PLR0913  (one parameter an option is how typer knows them)
    query: Annotated[
        str, typer.Argument(help='Words that must all occur, "phrases", -words that must not, beginnings with a star*.')
    ] = "",
    *,
    project: Annotated[Path | None, typer.Option(help="Project folder; found from here upwards if left out.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Id or name of an outlet.")] = None,
    since: Annotated[str | None, typer.Option(help="First day of publication, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option(help="Last day of publication.")] = None,
    place: Annotated[
        str | None, typer.Option(help="A place of one of the report's events, or what it lies in.")
    ] = None,
    actor: Annotated[str | None, typer.Option(help="Id or name of an actor of one of its events.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10000, help="Most hits to show.")] = 20,
    rank: Annotated[bool, typer.Option("--rank", help="Best match first instead of newest first.")] = False,
    versions: Annotated[bool, typer.Option("--versions", help="Older versions of changed pages too.")] = False,
    distinct: Annotated[bool, typer.Option("--distinct", help="Of copies only the first seen.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a hit, a line each.")] = False,
) -> None:
    """Search the reports of a project, in any spelling and with or without clitics.

    Example: tawthiq search 'قصف "حي الميدان"' --since 2016-01-01 --place حلب
    """
    from tawthiq.store.project import open_project
    from tawthiq.store.search import Filters, search_reports

    filters = Filters(outlet, since, until, place, actor, all_versions=versions, one_a_family=distinct)
    with open_project(project) as opened:
        found = search_reports(opened, query, filters, limit=limit, by_rank=rank)
    for hit in found.hits:
        typer.echo(json.dumps(asdict(hit), ensure_ascii=False) if as_json else _shown(hit))
    typer.echo(f"{len(found.hits)} of {found.total} reports", err=True)


def _shown(hit: "Hit") -> str:
    facts = [hit.published or "no day", hit.source or hit.outlet or "no source", hit.id]
    if hit.copies > 1:
        facts.append(f"{hit.copies} copies")
    lines = [" · ".join(facts)]
    if hit.title:
        lines.append(f"  {hit.title}")
    snippet, last = "", 0
    for start, end in hit.marks:
        snippet += hit.snippet[last:start] + typer.style(hit.snippet[start:end], bold=True)
        last = end
    return "\n".join([*lines, f"  {snippet}{hit.snippet[last:]}"])
