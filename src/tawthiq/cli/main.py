"""`tawthiq`: one group that loads a command when it is called, and one handler that ends every error the same way."""

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from tawthiq.cli.commands import help_line, installed, load_command
from tawthiq.errors import TawthiqError, UsageError

__all__ = ["app", "run"]

_FAILED, _WRONG_USE = 1, 2


class _LazyGroup(TyperGroup):
    """A group whose commands are imported when they are called, so that each starts as fast as it can."""

    def list_commands(self, _ctx: Any) -> list[str]:
        return installed()

    def get_command(self, _ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in installed():
            return None
        if cmd_name not in self.commands:
            loaded = load_command(cmd_name)
            if not isinstance(loaded, typer.Typer):
                single = typer.Typer(add_completion=False)
                single.command(cmd_name)(loaded)
                loaded = single
            self.commands[cmd_name] = typer.main.get_command(loaded)
        return self.commands[cmd_name]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_line(name)) for name in self.list_commands(ctx)])


app = typer.Typer(
    cls=_LazyGroup, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True
)


def _show_version(*, asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"tawthiq {version('tawthiq')}")
        raise typer.Exit


@app.callback()
def _tawthiq(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """Arabic reports of conflict into event records that point at their words.

    Example: tawthiq code reports.jsonl --format table

    Results go to standard output, messages to standard error. Exit status: 0 done, 1 some input failed, 2 wrong use.
    """


def run() -> None:
    """Run the program and end it; what the user can mend becomes one line on standard error and an exit status."""
    try:
        app()
    except TawthiqError as error:
        _end(str(error), _WRONG_USE if isinstance(error, UsageError) else _FAILED)
    except OSError as error:
        _end(f"{error.filename or 'writing'}: {error.strerror} (check the path, the rights and the space)", _FAILED)


def _end(message: str, status: int) -> None:
    print(f"tawthiq: {message}", file=sys.stderr)  # noqa: T201
    sys.exit(status)
