"""Bags: whole and checked by others' tools; what is changed in one is found without the program."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import bagit  # type: ignore[import-untyped]
import pytest

from archive_cases import VERSION, fake_coder, make_report, write_reports
from tawthiq.archive import collect
from tawthiq.errors import IntegrityError, UsageError
from tawthiq.store.bag import export_evidence
from tawthiq.store.coding import code_project
from tawthiq.store.project import Project
from tawthiq.store.verify import verify_project


@pytest.fixture
def filled(archive: Project, tmp_path: Path) -> Project:
    for name, numbers in (("a", range(5)), ("b", range(5, 9))):
        collect(archive, [str(write_reports(tmp_path / f"{name}.jsonl", numbers))])
    code_project(archive, fake_coder, VERSION)
    return archive


def _check(bag: Path) -> tuple[int, str]:
    """Check a bag as a third party would: with its own script and nothing of ours."""
    run = subprocess.run([sys.executable, "-I", "-S", "verify.py"], cwd=bag, capture_output=True, text=True, timeout=60)
    return run.returncode, run.stdout


def test_bag_is_valid_for_other_tools(filled: Project, tmp_path: Path) -> None:
    bagged = export_evidence(filled, tmp_path / "bag")
    assert (bagged.objects, bagged.reports) == (2, 9)
    bagit.Bag(str(tmp_path / "bag")).validate()
    sums = subprocess.run(["sha256sum", "-c", "--quiet", "manifest-sha256.txt"], cwd=tmp_path / "bag", check=False)
    assert sums.returncode == 0
    assert _check(tmp_path / "bag") == (0, "all is as it was\n")


def test_export_is_in_the_custody_log(filled: Project, tmp_path: Path) -> None:
    bagged = export_evidence(filled, tmp_path / "bag")
    checked = verify_project(filled, head=bagged.head)
    assert checked.faults == ()
    again = export_evidence(filled, tmp_path / "again")
    log = (tmp_path / "again" / "data" / "custody.jsonl").read_text(encoding="utf-8").splitlines()
    entry = json.loads(log[-1])
    assert (entry["action"], entry["sha256"]) == ("export", bagged.manifest_sha256)
    assert again.head == entry["hash"]


def _rewrite(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("part", ["object", "text", "custody", "stray", "gone"])
def test_changed_bag_is_found_without_the_program(filled: Project, tmp_path: Path, part: str) -> None:
    bag = tmp_path / "bag"
    export_evidence(filled, bag)
    an_object = next((bag / "data" / "objects").iterdir())
    if part == "object":
        _rewrite(an_object, "r", "R")
    elif part == "text":
        _rewrite(bag / "data" / "reports.jsonl", make_report(0)["text"][:9], "نص آخر")
    elif part == "custody":
        _rewrite(bag / "data" / "custody.jsonl", "tester", "somebody")
    elif part == "stray":
        (bag / "data" / "stray").write_text("x")
    else:
        an_object.unlink()
    code, told = _check(bag)
    assert code == 1
    assert "faults" in told
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(bag)).validate()


def test_forged_text_with_a_forged_manifest_is_still_found(filled: Project, tmp_path: Path) -> None:
    from tawthiq.store.objects import hash_file

    bag = tmp_path / "bag"
    export_evidence(filled, bag)
    reports = bag / "data" / "reports.jsonl"
    before = hash_file(reports)[0]
    _rewrite(reports, make_report(0)["text"][:9], "نص آخر")
    _rewrite(bag / "manifest-sha256.txt", before, hash_file(reports)[0])
    code, told = _check(bag)
    assert code == 1
    assert "its text is not what the custody log says" in told


def test_bag_of_some_reports_withholds_the_others(filled: Project, tmp_path: Path) -> None:
    bagged = export_evidence(filled, tmp_path / "bag", ["r6"])
    assert (bagged.objects, bagged.reports) == (1, 1)
    assert _check(tmp_path / "bag")[0] == 0
    log = (tmp_path / "bag" / "data" / "custody.jsonl").read_text(encoding="utf-8")
    assert "a.jsonl" not in log
    assert '"r6"' in log
    assert '"r1"' not in log
    assert "withheld" in log


def test_unknown_report_and_existing_target_are_refused(filled: Project, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no report 'x'"):
        export_evidence(filled, tmp_path / "bag", ["x"])
    assert not (tmp_path / "bag").exists()
    (tmp_path / "bag").mkdir()
    with pytest.raises(UsageError, match="something already"):
        export_evidence(filled, tmp_path / "bag")


def test_damaged_object_is_not_passed_on(filled: Project, tmp_path: Path) -> None:
    path = filled.objects.path(next(filled.objects.names()))
    path.chmod(0o644)
    path.write_bytes(b"other")
    with pytest.raises(IntegrityError):
        export_evidence(filled, tmp_path / "bag")
    assert not (tmp_path / "bag").exists()
    assert not list(tmp_path.glob(".bag*"))


def test_bag_can_be_moved(filled: Project, tmp_path: Path) -> None:
    export_evidence(filled, tmp_path / "bag")
    shutil.move(tmp_path / "bag", tmp_path / "elsewhere")
    assert _check(tmp_path / "elsewhere")[0] == 0
