"""Write docs/commands.md, the reference of all commands, from their own help.

python tools/commands_page.py [--check]
"""

import inspect
from collections.abc import Iterator
from typing import Any

import typer

from pages import write_page
from tawthiq.cli.commands import installed, load_command

HEAD = """# Commands

Results go to standard output, messages and progress to standard error. Exit status: 0 done, 1 some input failed,
2 wrong use. This page is made by `make docs` from the help of each command.
"""


def _commands() -> Iterator[tuple[str, Any]]:
    """Names and click commands, those inside a command behind it."""
    for name in installed():
        loaded = load_command(name)
        if not isinstance(loaded, typer.Typer):
            single = typer.Typer(add_completion=False)
            single.command(name)(loaded)
            yield name, typer.main.get_command(single)
        else:
            group: Any = typer.main.get_command(loaded)
            for own, command in group.commands.items():
                yield f"{name} {own}", command


def _rows(command: Any) -> Iterator[str]:
    for param in command.params:
        if param.name == "help" or getattr(param, "hidden", False):
            continue
        is_option = param.param_type_name == "option"
        names = (
            ", ".join(f"`{name}`" for name in param.opts) if is_option else f"`{param.metavar or param.name.upper()}`"
        )
        said = " ".join((param.help or "").split()).replace("|", "\\|")
        yield f"| {names} | {said} |"


def _page() -> Iterator[str]:
    yield HEAD
    for name, command in _commands():
        yield f"## `tawthiq {name}`\n"
        paragraphs = inspect.cleandoc(command.help or "").split("\n\n")
        for paragraph in paragraphs:
            said = " ".join(paragraph.split())
            yield f"    {said.removeprefix('Example: ')}\n" if said.startswith("Example: ") else f"{said}\n"
        rows = list(_rows(command))
        if rows:
            yield "| argument or option | what it is |\n| --- | --- |"
            yield from rows
            yield ""


def main() -> None:
    """Write the page, or say whether it is up to date."""
    write_page("commands.md", "\n".join(_page()), __doc__, "the commands say")


if __name__ == "__main__":
    main()
