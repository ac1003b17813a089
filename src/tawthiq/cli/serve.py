"""`tawthiq serve`: the review desk in a browser."""

import logging
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["serve_command"]


def serve_command(
    *,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen at.")] = 8000,
    host: Annotated[str, typer.Option(help="Address to listen at; 0.0.0.0 for all of this machine's.")] = "127.0.0.1",
    public: Annotated[
        bool, typer.Option("--public", help="Show released data to everybody, redacted, without signing in.")
    ] = False,
    https: Annotated[
        bool, typer.Option("--https", help="A proxy before it speaks HTTPS: cookies go over HTTPS only.")
    ] = False,
    project: Annotated[Path | None, typer.Option(help="Project folder; found from here upwards if left out.")] = None,
) -> None:
    """Serve the review desk: check, correct and read the record in a browser.

    Example: tawthiq serve --project aleppo-2016 --port 8000

    People sign in; `tawthiq user add NAME --role admin` makes the first account.
    """
    from tawthiq.serve.accounts import Accounts
    from tawthiq.serve.runner import Serving, serve
    from tawthiq.store.project import open_project

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    with open_project(project) as opened:
        if not Accounts(opened).any():
            typer.echo(f"nobody can sign in yet: tawthiq user add NAME --role admin --project {opened.root}", err=True)
        address = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{port}/"  # noqa: S104
        serve(
            opened,
            Serving(host, port, is_public=public, is_behind_https=https),
            lambda: typer.echo(f"{opened.settings.name}: open {address} (stop with Ctrl+C)", err=True),
        )
