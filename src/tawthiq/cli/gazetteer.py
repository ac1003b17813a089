"""`tawthiq gazetteer`: bring in a gazetteer of your own, and look names up."""

import json
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["gazetteer_app"]

_HELP = "Look names of places up, and bring in a gazetteer of your own."
gazetteer_app = typer.Typer(no_args_is_help=True, help=_HELP)


@gazetteer_app.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(help="The table to bring in.")],
    form: Annotated[
        str, typer.Option(help="geonames (country dump), cod (OCHA COD-AB, COD-PS as CSV) or csv.")
    ] = "csv",
    out: Annotated[
        Path | None, typer.Option(help="File to write; the table's name with .gazetteer if left out.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="Name of the source, as it stands in resolutions.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be taken and write nothing.")] = False,
) -> None:
    """Bring in a gazetteer of your own: a GeoNames dump, an OCHA table, a CSV.

    The file that is written is used with the option --own of `place`, `map` and `gazetteer lookup`; its rows stand
    beside those of the product. Rows that cannot be used are counted with their reason.

    Example: tawthiq gazetteer import YE.txt --form geonames
    """
    import tempfile

    from tawthiq.places.importing import import_gazetteer

    target = out or file.with_suffix(".gazetteer")
    if dry_run:
        with tempfile.TemporaryDirectory() as folder:
            done = import_gazetteer(file, Path(folder) / "dry.gazetteer", form=form, name=name)
    else:
        done = import_gazetteer(file, target, form=form, name=name)
    for reason, count in done.left_out.most_common():
        typer.echo(f"left out: {count} {reason}", err=True)
    verb = "would write" if dry_run else "wrote"
    typer.echo(f"{verb} {done.rows} places to {target}", err=True)


@gazetteer_app.command("lookup")
def lookup_command(
    name: Annotated[str, typer.Argument(help="A name or a description, in Arabic.")],
    country: Annotated[str | None, typer.Option(help="ISO code of the country to look in.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many candidates at most.")] = 10,
    own: Annotated[list[Path] | None, typer.Option(help="Gazetteer file of your own; may be given again.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a candidate, with the parts of its score.")
    ] = False,
) -> None:
    """Show the places that a name may mean, the likeliest first, with the parts of their scores.

    Example: tawthiq gazetteer lookup "المنصورة" --country YE
    """
    from tawthiq.places.resolver import Resolver

    found = Resolver.load(tuple(own or ())).candidates(name, country=country, limit=limit)
    for candidate in found:
        if as_json:
            typer.echo(json.dumps(candidate.as_record(), ensure_ascii=False))
            continue
        parts = " ".join(f"{key} {value:+.1f}" for key, value in candidate.parts.items() if value)
        typer.echo(
            f"{candidate.score:5.2f}  {candidate.name_ar} · {candidate.name_en} · {candidate.kind} · "
            f"{candidate.country} · {candidate.lat:.4f}, {candidate.lon:.4f} · {candidate.id} · {parts}"
        )
    if not found:
        typer.echo("no place of this name", err=True)
        raise typer.Exit(1)
