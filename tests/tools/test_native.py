"""The compiled coder: its sources keep to what the compiler reads rightly, and it gives the same bytes."""

import ast
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "src" / "tawthiq" / "resources" / "demo" / "reports.jsonl"
HOOK = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"][
    "hooks"
]
COMPILED = [path for pattern in HOOK["mypyc"]["include"] for path in sorted(ROOT.glob(pattern))]


@pytest.mark.parametrize("path", COMPILED, ids=lambda path: path.stem)
def test_nothing_is_written_that_the_compiler_reads_otherwise(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    tested = [node for node in ast.walk(tree) if isinstance(node, ast.Compare)]
    stars = [n for node in tested for side in node.comparators for n in ast.walk(side) if isinstance(n, ast.Starred)]

    assert "cached_property" not in names, "it is worked out anew at every use"
    assert not stars, "a starred display behind `in` stops the compiler"


@pytest.mark.slow
def test_compiled_modules_write_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([ROOT / "tools" / "native.sh", tmp_path / "native"], check=True)

    def coded(**more: str) -> list[dict[str, object]]:
        command = [sys.executable, "-m", "tawthiq", "code", str(DEMO), "--format", "jsonl"]
        ran = subprocess.run(command, capture_output=True, check=True, env=os.environ | more)
        return [json.loads(line) for line in ran.stdout.splitlines()]

    where = "import tawthiq.coding.coder as coder; print(coder.__file__)"
    found = subprocess.run(
        [sys.executable, "-c", where], capture_output=True, text=True, check=True,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "native")},
    )  # fmt: skip
    assert found.stdout.strip().endswith(".so")
    assert coded(PYTHONPATH=str(tmp_path / "native")) == coded()
