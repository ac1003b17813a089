"""What holds for every command: help with an example, a line in the list, nothing loaded before it is needed."""

import inspect
import subprocess
import sys

import pytest
import typer
from cli_runs import tawthiq

from tawthiq.cli.commands import help_line, installed, load_command


def _functions(name: str) -> list[tuple[str, object]]:
    """A command's function, or those of the commands that it has of its own."""
    loaded = load_command(name)
    if not isinstance(loaded, typer.Typer):
        return [(name, loaded)]
    return [(f"{name} {info.name}", info.callback) for info in loaded.registered_commands]


@pytest.mark.parametrize("name", installed())
def test_every_command_has_help_with_an_example(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for words, function in _functions(name):
        ran = tawthiq(monkeypatch, *words.split(), "--help")
        assert ran.status == 0
        assert "Example: tawthiq " + words in " ".join(ran.text.split())
        assert inspect.getdoc(function)


@pytest.mark.parametrize("name", installed())
def test_the_list_says_what_the_command_says(name: str) -> None:
    loaded = load_command(name)
    told = loaded.info.help if isinstance(loaded, typer.Typer) else inspect.getdoc(loaded)

    assert help_line(name)
    assert str(told).splitlines()[0] == help_line(name)


def test_the_list_shows_every_command_and_loads_none() -> None:
    code = "import sys; from tawthiq.cli.main import app; sys.argv = ['tawthiq', '--help']; app(standalone_mode=False)"
    heavy = "print(sorted(set(sys.modules) & {'tawthiq.pipeline', 'rich.table', 'sqlalchemy', 'numpy'}))"

    ran = subprocess.run(
        [sys.executable, "-c", f"{code}; {heavy}"], capture_output=True, text=True, check=True, timeout=60
    )

    assert ran.stdout.splitlines()[-1] == "[]"
    assert all(f"\n  {name} " in ran.stdout for name in installed())


def test_importing_the_package_loads_nothing() -> None:
    code = "import sys, tawthiq; print([name for name in sys.modules if name.startswith('tawthiq.')])"

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)

    assert ran.stdout.strip() == "[]"


def test_the_version_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tawthiq(monkeypatch, "--version").text.startswith("tawthiq ")


def test_no_command_shows_the_help(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = tawthiq(monkeypatch)

    assert ran.status == 2
    assert "Commands:" in ran.text + ran.err
