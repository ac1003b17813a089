"""`tawthiq user`: people who work at the review desk."""

import getpass
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from tawthiq.errors import UsageError

if TYPE_CHECKING:
    from tawthiq.serve.accounts import Link

__all__ = ["user_app"]

user_app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="People who work at the review desk: add, reset, list."
)
_PASSWORD_VARIABLE: Final = "TAWTHIQ_PASSWORD"  # noqa: S105  (the name of a variable)
_SHORTEST: Final = 10
ProjectOption = Annotated[Path | None, typer.Option(help="Project folder; found from here upwards if left out.")]


class Role(StrEnum):
    """From the least to the most."""

    reader = "reader"
    coder = "coder"
    reviewer = "reviewer"
    editor = "editor"
    admin = "admin"


class Language(StrEnum):
    """Of the pages."""

    ar = "ar"
    en = "en"


@user_app.command("add")
def add_command(
    name: Annotated[str, typer.Argument(help="What the person is called; also what they sign in with.")],
    *,
    role: Annotated[Role, typer.Option(help="What they may do.")] = Role.coder,
    language: Annotated[Language, typer.Option(help="Of their pages.")] = Language.ar,
    link: Annotated[
        bool, typer.Option("--link", help="Make a link to choose a password by, instead of asking.")
    ] = False,
    project: ProjectOption = None,
) -> None:
    """Make an account.

    Example: tawthiq user add "سمر خوري" --role admin --project aleppo-2016

    The password is asked for, or read from the variable TAWTHIQ_PASSWORD, or chosen by the person with --link.
    """
    from tawthiq.serve.accounts import Accounts
    from tawthiq.store.project import open_project

    password = None if link else _password()
    with open_project(project) as opened:
        accounts = Accounts(opened)
        by = opened.settings.collector
        account = accounts.add(name, role.value, language.value, by)
        if password is not None:
            accounts.set_password(account, password)
            typer.echo(f"{account.name}: {account.role}", err=True)
            return
        _show(accounts.make_link(account.name, "invite", by), "invite")


@user_app.command("reset")
def reset_command(
    name: Annotated[str, typer.Argument(help="Whose password is to be chosen anew.")], *, project: ProjectOption = None
) -> None:
    """Make a link by which a person chooses a new password.

    Example: tawthiq user reset "سمر خوري" --project aleppo-2016
    """
    from tawthiq.serve.accounts import Accounts
    from tawthiq.store.project import open_project

    with open_project(project) as opened:
        _show(Accounts(opened).make_link(name, "reset", opened.settings.collector), "reset")


@user_app.command("list")
def list_command(*, project: ProjectOption = None) -> None:
    """List the people of a project with their roles.

    Example: tawthiq user list --project aleppo-2016
    """
    from tawthiq.serve.accounts import Accounts
    from tawthiq.store.project import open_project

    with open_project(project) as opened:
        for account in Accounts(opened).all():
            typer.echo(f"{account.name}\t{account.role}\t{account.language}")


def _password() -> str:
    given = os.environ.get(_PASSWORD_VARIABLE)
    if given is None:
        if not sys.stdin.isatty():
            raise UsageError(
                "no password to read", remedy=f"set {_PASSWORD_VARIABLE}, or make a link with --link, or use a terminal"
            )
        given = getpass.getpass("Password: ")
        if getpass.getpass("Again: ") != given:
            raise UsageError("the two passwords differ", remedy="run it again")
    if len(given) < _SHORTEST:
        raise UsageError(f"the password is shorter than {_SHORTEST} signs", remedy="take a longer one")
    return given


def _show(link: "Link", kind: str) -> None:
    typer.echo(f"/{kind}#{link.secret}")
    typer.echo(f"{link.name}: open this path on the desk's address before {link.expires_at[:10]}", err=True)
