"""The archive's commands as a person runs them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from archive_cases import VERSION, fake_coder, write_reports
from tawthiq.store.coding import code_project
from tawthiq.store.project import open_project


def _run(*arguments: str, cwd: Path, status: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tawthiq", *arguments]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120, env=environment, check=False)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tmp_path = tmp_path_factory.mktemp("commands")
    _run("init", "project", cwd=tmp_path)
    write_reports(tmp_path / "a.jsonl", range(8))
    _run("collect", "--project", "project", "a.jsonl", cwd=tmp_path)
    with open_project(tmp_path / "project") as project:
        code_project(project, fake_coder, VERSION)
        code_project(project, lambda rows: [{"id": row["id"], "events": []} for row in rows], "fake-2")
    return tmp_path


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of what was made once: starting the program takes most of the time."""
    return shutil.copytree(made, tmp_path / "work")


def test_collect_tells_what_became_of_each(folder: Path) -> None:
    (folder / "broken.jsonl").write_text("{\n")
    arguments = ("collect", "--json", "../a.jsonl", "../broken.jsonl", "../none.txt")
    told = json.loads(_run(*arguments, cwd=folder / "project", status=1).stdout)
    assert (told["taken"]["again"], told["taken"]["new"], told["taken"]["failed"]) == (8, 0, 2)
    assert {failure["stage"] for failure in told["failures"]} == {"read", "store"}


def test_commands_find_the_project_from_a_folder_below(folder: Path) -> None:
    done = _run("search", "--json", "أطراف", "--limit", "1", cwd=folder / "project" / "evidence")
    assert json.loads(done.stdout)["id"].startswith("r")


def test_verify_names_what_is_wrong_and_fails(folder: Path) -> None:
    done = _run("verify", "--project", "project", cwd=folder)
    head = done.stdout.split("head ")[1].strip()
    assert _run("verify", "--json", "--head", head, "--project", "project", cwd=folder).returncode == 0
    victim = next((folder / "project" / "evidence" / "objects").glob("*/*"))
    victim.chmod(0o644)
    victim.write_text("changed")
    wrong = _run("verify", "--project", "project", cwd=folder, status=1)
    assert f"object {victim.name}" in wrong.stdout
    assert "a.jsonl" in wrong.stdout


def test_diff_takes_the_last_two_versions(folder: Path) -> None:
    done = _run("diff", "--project", "project", "--json", cwd=folder)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines
    assert {change["kind"] for line in lines for change in line["changes"]} == {"went"}
    assert f"{VERSION} to fake-2" in done.stderr


def test_evidence_is_exported_and_checks_out(folder: Path) -> None:
    done = _run("export-evidence", "--project", "project", "bag", cwd=folder)
    assert "manifest " in done.stdout
    check = subprocess.run(
        [sys.executable, "verify.py"], cwd=folder / "bag", capture_output=True, text=True, check=False
    )
    assert check.stdout == "all is as it was\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("collect", "--project", "none", "a.jsonl"), "tawthiq init"),
        (("collect", "--project", "project"), "nothing to collect"),
        (("collect", "--project", "project", "--column", "colour=red", "a.jsonl"), "fields are"),
        (("search", "--project", "project"), "nothing is asked for"),
        (("diff", "--project", "project", "a", "b"), "known are"),
        (("export-evidence", "--project", "project", "project"), "something already"),
        (("collect", "--project", "project", "--watch", "nowhere"), "no such folder"),
    ],
    ids=["no-project", "no-source", "column", "no-query", "versions", "target", "watch"],
)
def test_wrong_use_is_told_with_its_remedy(folder: Path, arguments: tuple[str, ...], told: str) -> None:
    command = [sys.executable, "-m", "tawthiq", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode in {1, 2}
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_projects_own_tables_are_read_without_being_named(tmp_path: Path) -> None:
    _run("init", "project", cwd=tmp_path)
    told = "قصف لواء السنديان بالمدفعية بلدة سراقب ما أدى إلى مقتل خمسة مدنيين"
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "text": told}, ensure_ascii=False), encoding="utf-8")
    tables = tmp_path / "project" / "resources" / "actors"
    tables.mkdir(parents=True)
    (tables / "aliases.tsv").write_text("alias\tid\ttheatre\tarticle\nلواء السنديان\thts\t*\tany\n", encoding="utf-8")
    project = ("--project", "project")

    _run("collect", *project, "a.jsonl", cwd=tmp_path)
    coded = _run("code", *project, cwd=tmp_path)
    linked = _run("link", *project, cwd=tmp_path)
    _run("export", "csv", *project, "--output", "out", cwd=tmp_path)

    assert "1 coded" in coded.stderr
    assert "0 reports coded" in linked.stderr  # coding and linking read with the same tables
    assert ",hts," in (tmp_path / "out" / "csv.csv").read_text(encoding="utf-8")
