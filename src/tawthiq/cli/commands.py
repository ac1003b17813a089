"""The table of commands: a name, where its function stands, and its one line of help.

The help stands here too, so that `tawthiq --help` lists every command and imports none of them;
tests/cli/test_main.py holds each line equal to the first line of the command's docstring.
"""

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

__all__ = ["COMMANDS", "Command", "installed", "load_command"]


@dataclass(frozen=True, slots=True)
class Command:
    """One row of the table.

    Attributes:
        target: "module:function", or "module:app" for a command that has commands of its own.
        help: First line of the function's docstring.
    """

    target: str
    help: str


COMMANDS: Final[dict[str, Command]] = {
    "code": Command("tawthiq.cli.code:code_command", "Code Arabic reports: text in, event records out."),
    "explain": Command("tawthiq.cli.explain:explain_command", "Show one report with its events, words and rules."),
    "evaluate": Command(
        "tawthiq.cli.evaluate:evaluate_command", "Compare coded reports with gold ones, slot by slot and type by type."
    ),
}


def installed() -> list[str]:
    """Name the commands whose module is there, in the table's order."""
    return [name for name, command in COMMANDS.items() if find_spec(command.target.partition(":")[0]) is not None]


def load_command(name: str) -> Any:
    """Import a command.

    Args:
        name: A key of `COMMANDS`.

    Returns:
        Its function, or a `typer.Typer` for a command that has commands of its own.
    """
    module, _, attribute = COMMANDS[name].target.partition(":")
    return getattr(import_module(module), attribute)
