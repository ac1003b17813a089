"""What is imported is asked for, the small install suffices for what it promises, and no licence binds users."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "tawthiq"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
# What `pip install tawthiq`, without extras, must be able to run.
SMALL = (
    "model",
    "resources/loader.py",
    "arabic",
    "coding",
    "places",
    "export",
    "pipeline.py",
    "workers.py",
    "cli/code.py",
)


@cache
def _known() -> dict[str, list[str]]:
    """Importable names to the packages that bring them; reading it takes a second."""
    return dict(packages_distributions())


def _name(requirement: str) -> str:
    return re.split(r"[\[<>=!~ ;]", requirement, maxsplit=1)[0].lower().replace(".", "-").replace("_", "-")


def _asked(*extras: str) -> set[str]:
    return {_name(one) for one in PROJECT["dependencies"] + [r for extra in extras for r in EXTRAS[extra]]}


def _imported(path: Path, *, at_start: bool = False) -> set[str]:
    """Packages outside the standard library that a module imports; with `at_start` only those that loading it needs."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules: set[str] = set()
    for node in tree.body if at_start else ast.walk(tree):
        if isinstance(node, ast.Import):
            modules |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            modules.add(str(node.module).split(".")[0])
    return {_name(_known().get(m, [m])[0]) for m in modules - set(sys.stdlib_module_names) - {"tawthiq"}}


def test_every_package_that_is_imported_is_asked_for() -> None:
    imported = {name for path in PACKAGE.rglob("*.py") for name in _imported(path)}

    assert imported <= _asked(*(extra for extra in EXTRAS if extra != "dev"))


@pytest.mark.parametrize("part", SMALL)
def test_the_small_install_can_code(part: str) -> None:
    path = PACKAGE / part
    files = sorted(path.rglob("*.py")) if path.is_dir() else [path]

    assert {name for file in files for name in _imported(file, at_start=True)} <= _asked()


def _licence(found: Distribution) -> str:
    told = [line for key in ("License-Expression", "License") for line in found.metadata.get_all(key) or []]
    told += [line for line in found.metadata.get_all("Classifier") or [] if line.startswith("License")]
    return " ".join(text[:200] for text in told)


def _needed(names: set[str]) -> set[str]:
    """These packages and all that they need here."""
    seen: set[str] = set()
    waiting = sorted(names)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for requirement in distribution(name).requires or []:
            if "extra ==" not in requirement and _is_here(_name(requirement)):
                waiting.append(_name(requirement))
    return seen


def _is_here(name: str) -> bool:
    return name in _packages()


@cache
def _packages() -> frozenset[str]:
    return frozenset(_name(one) for names in _known().values() for one in names)


def test_no_package_that_runs_is_under_a_licence_that_binds_users() -> None:
    running = _needed(_asked(*(extra for extra in EXTRAS if extra != "dev")))
    # The Lesser GPL lets others use a library as it stands; the GPL and the Affero GPL bind what is built on them.
    # A package that offers another licence beside it ("MPL-1.1 OR GPL-2.0-only") is taken under that one.
    bound = re.compile(r"\b(?:A?GPL|GNU (?:Affero )?General Public)", re.IGNORECASE)
    licences = {name: _licence(distribution(name)) for name in running}

    assert {name: said for name, said in licences.items() if bound.search(said) and " OR " not in said} == {}


def test_every_pinned_package_has_hashes() -> None:
    for name in ("dev.txt", "uv.txt"):
        pins = (ROOT / "requirements" / name).read_text(encoding="utf-8").split("\n")
        starts = [n for n, pin in enumerate(pins) if "==" in pin and not pin.startswith(" ")]
        assert starts
        assert all("--hash=sha256:" in pins[n + 1] for n in starts)
