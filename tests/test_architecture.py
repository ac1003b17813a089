"""The house rules as data: who may import whom, how long a module and a function may be, what no file may hold.

The table of rooms is that of ARCHITECTURE.md. Every module at the top of the package (`pipeline`, `archive` and the
like) joins rooms and may import all of them, but for those that have a row.
"""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "tawthiq"
ALL = frozenset({"*"})

MAY_IMPORT: dict[str, frozenset[str]] = {
    "errors": frozenset(),
    "model": frozenset(),
    "resources": frozenset({"model"}),
    "arabic": frozenset({"model", "resources"}),
    "coding": frozenset({"model", "arabic", "resources"}),
    "places": frozenset({"model", "arabic", "resources"}),
    "collect": frozenset({"model", "arabic", "resources"}),
    "linking": frozenset({"model", "arabic", "resources"}),
    "store": frozenset({"model", "arabic"}),
    "review": frozenset({"model", "store"}),
    "export": frozenset({"model", "store"}),
    "scale": frozenset(
        {"model", "arabic", "resources", "coding", "places", "collect", "linking", "export", "pipeline", "workers"}
    ),
    "workers": frozenset(),
    "ledger": ALL,
    "serve": ALL,
    "cli": ALL,
}
MAY_IMPORT |= {path.stem: ALL for path in PACKAGE.glob("*.py") if path.stem not in MAY_IMPORT}
# Only these may import what joins rooms: a stage that did would reach every other stage through it.
JOINERS = frozenset(room for room, row in MAY_IMPORT.items() if row == ALL) | {"scale"}

MAX_MODULE_LINES = 400
MAX_FUNCTION_LINES = 40
# Functions over the limit: module:function, and why it is better whole.
LONG_FUNCTIONS = {
    "coding/speaker_titles.py:_link": "one test a link word, in the order that they are tried",
    "linking/ledger.py:build_event": "one line a field of the ledger event",
    "store/migrations/versions/0002_ledger.py:upgrade": "a migration states a schema, column by column",
    "store/migrations/versions/0001_archive.py:_tables": "a migration states a schema, column by column",
}

# Written in pieces, so that this file does not hold what it forbids.
FORBIDDEN = {
    "a path of one machine": ("/" + "work/", "/" + "root/", "/" + "home/"),
    "the address of a package registry": ("py" + "pi.org", "python" + "hosted.org", "registry." + "npmjs.org"),
}
ADDRESSED_FILES = ("requirements/*.txt", "requirements/*.in", "**/package-lock.json", "**/.npmrc")
# Direction marks, joiners and spaces without width: in sources they stand as escapes, in tables they are faults.
INVISIBLE = "\u200b\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2060\ufeff\u00ad"


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imported_rooms(path: Path) -> set[str]:
    """Rooms that a module imports, inside functions too; `import_module` of a name counts as well."""
    found: set[str] = set()
    for node in ast.walk(_tree(path)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(path)}: relative import"
            names = [
                f"{node.module}.{alias.name}" if node.module == "tawthiq" else str(node.module) for alias in node.names
            ]
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "import_module" and node.args:
            names = [str(node.args[0].value)] if isinstance(node.args[0], ast.Constant) else []
        found |= {name.split(".")[1] for name in names if name.startswith("tawthiq.")}
    return found


@pytest.mark.parametrize("path", _modules(), ids=_name)
def test_a_room_imports_only_what_its_row_allows(path: Path) -> None:
    room = _room(path)
    allowed = MAY_IMPORT[room]
    imported = _imported_rooms(path) - {room, "errors"}

    assert allowed == ALL or imported <= allowed
    assert room in JOINERS or not imported & JOINERS


def test_test_files_have_names_of_their_own() -> None:
    """Pytest and mypy know a file outside a package by its name alone."""
    names = [path.name for path in (ROOT / "tests").rglob("*.py") if path.name != "conftest.py"]

    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_no_room_is_without_a_row() -> None:
    assert {_room(path) for path in _modules()} <= set(MAY_IMPORT)


@pytest.mark.parametrize("path", _modules(), ids=_name)
def test_a_module_stays_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_MODULE_LINES


def _long_functions() -> Iterator[tuple[str, int]]:
    for path in _modules():
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                # Neither signature nor docstring is counted: options of a command and what is said of arguments must
                # not be cut to fit.
                first = node.body[0]
                is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
                start = (first.end_lineno or 0) + 1 if is_docstring else first.lineno
                lines = (node.end_lineno or 0) - start + 1
                if lines > MAX_FUNCTION_LINES:
                    yield f"{_name(path)}:{node.name}", lines


def test_long_functions_are_those_with_a_reason() -> None:
    found = dict(_long_functions())

    assert sorted(found.keys() - LONG_FUNCTIONS.keys()) == [], "longer than the limit and no reason given"
    assert sorted(LONG_FUNCTIONS.keys() - found.keys()) == [], "a reason for a function that is not long"
    assert all(LONG_FUNCTIONS.values())


def _project_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    names = listed.stdout.decode().split("\0") if listed.returncode == 0 else []
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds_what_belongs_to_one_machine(what: str) -> None:
    guilty = []
    for path in _project_files():
        body = path.read_bytes()
        guilty += [f"{path.relative_to(ROOT)}: {sign}" for sign in FORBIDDEN[what] if sign.encode() in body]

    assert guilty == []


def test_no_lock_file_holds_an_address() -> None:
    paths = [path for pattern in ADDRESSED_FILES for path in ROOT.glob(pattern) if "node_modules" not in path.parts]

    assert paths
    assert [str(path) for path in paths if "://" in path.read_text(encoding="utf-8")] == []


def test_sources_and_tables_hold_no_invisible_signs() -> None:
    guilty = []
    for path in _project_files():
        if path.suffix in {".py", ".tsv", ".yml", ".yaml", ".md", ".toml"}:
            body = path.read_text(encoding="utf-8")
            guilty += [f"{path.relative_to(ROOT)}: U+{ord(sign):04X}" for sign in INVISIBLE if sign in body]

    assert guilty == []
