"""The pages say what is so: links lead somewhere, examples run, every command is told of, generated pages are fresh."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tawthiq.cli.commands import installed

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_MAKE = re.compile(r"`make ([a-z]+)`|^make ([a-z]+)", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    links = [link for link in _LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_make_targets_that_are_named_are_there(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = {a or b for a, b in _MAKE.findall(page.read_text(encoding="utf-8"))}

    assert [name for name in sorted(named) if not re.search(rf"^{name}:", makefile, re.MULTILINE)] == []


def test_the_python_example_of_the_readme_runs() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)

    ran = subprocess.run([sys.executable, "-c", example], capture_output=True, text=True, check=True, timeout=120)

    first = ran.stdout.splitlines()[0]
    assert first == "shelling 2018-02-19 ['سراقب'] 5"
    assert "خمسة مدنيين" in ran.stdout


def test_every_command_is_in_the_reference() -> None:
    reference = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")

    assert [name for name in installed() if f"## `tawthiq {name}" not in reference] == []


@pytest.mark.parametrize("tool", ["rules_page.py", "commands_page.py", "dataset_page.py"])
def test_generated_pages_are_fresh(tool: str) -> None:
    ran = subprocess.run(
        [sys.executable, ROOT / "tools" / tool, "--check"], capture_output=True, text=True, check=False, timeout=120
    )

    assert ran.returncode == 0, ran.stderr
