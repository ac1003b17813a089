"""Disk full, database locked, store not to be written: a clear error, a failure kept, the rest done, nothing half."""

import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from small_disk import resize, small_disk
from sqlalchemy import func, select

from archive_cases import VERSION, fake_coder, make_report, write_reports
from tawthiq.archive import collect
from tawthiq.errors import ProjectError
from tawthiq.store import engine as engine_module
from tawthiq.store.coding import code_project
from tawthiq.store.engine import reading
from tawthiq.store.failures import read_failures
from tawthiq.store.objects import ObjectStore
from tawthiq.store.project import Project, create_project, open_project
from tawthiq.store.schema import codings, reports
from tawthiq.store.verify import verify_project


def _count(project: Project) -> int:
    with reading(project.engine) as connection:
        return connection.execute(select(func.count()).select_from(reports)).scalar_one()


def test_source_that_does_not_fit_is_a_row_and_the_rest_is_done(tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    big.write_bytes(os.urandom(12 << 20))
    small = [str(write_reports(tmp_path / f"{n}.jsonl", [n])) for n in range(2)]
    with small_disk(tmp_path / "disk", 8) as disk, create_project(disk / "project") as project:
        outcome = collect(project, [small[0], str(big), small[1]])
        assert (outcome.taken.new, outcome.taken.failed, outcome.kept) == (2, 1, True)
        (row,) = read_failures(project)
        assert "no space left" in row.failure.error
        assert "collect it again" in row.failure.remedy
        assert verify_project(project).faults == ()
        assert not list((project.root / "evidence" / "incoming").iterdir())
        resize(disk, 64)
        assert collect(project, [str(big)]).unchanged == 0


def test_database_that_fills_the_disk_stops_clearly_and_goes_on_later(tmp_path: Path) -> None:
    source = str(write_reports(tmp_path / "a.jsonl", range(3000)))
    with small_disk(tmp_path / "disk", 9) as disk, create_project(disk / "project") as project:
        with pytest.raises(ProjectError, match="full"):
            collect(project, [source])
        kept = _count(project)
        assert kept < 3000
        assert kept % 50 == 0
        assert verify_project(project).faults == ()
        resize(disk, 200)
        outcome = collect(project, [source])
        assert outcome.taken.new == 3000 - kept
        assert _count(project) == 3000
        assert any("full" in row.failure.error for row in read_failures(project, "store"))
        assert verify_project(project).faults == ()


def _long_winded(rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Code so much that no space which the database took before holds it."""
    event = {"type": "shelling", "spans": [[0, 1]], "quotes": ["ق" * 20_000]}
    return ({"id": row["id"], "events": [event]} for row in rows)


def test_disk_that_fills_while_coding_stops_clearly_and_goes_on_later(tmp_path: Path) -> None:
    source = str(write_reports(tmp_path / "a.jsonl", range(1500)))
    with small_disk(tmp_path / "disk", 100) as disk, create_project(disk / "project") as project:
        collect(project, [source])
        used = sum(path.stat().st_size for path in disk.rglob("*") if path.is_file())
        filler = disk / "filler"
        filler.write_bytes(bytes((100 << 20) - used - (1 << 20)))
        with pytest.raises(ProjectError, match="full"):
            code_project(project, _long_winded, VERSION)
        assert verify_project(project).faults == ()
        filler.unlink()
        code_project(project, _long_winded, VERSION)
        with reading(project.engine) as connection:
            assert connection.execute(select(func.count()).select_from(codings)).scalar() == 1500
        assert verify_project(project).faults == ()


@contextmanager
def _locked(project: Project) -> Iterator[sqlite3.Connection]:
    """Another program that holds the database."""
    other = sqlite3.connect(project.root / "tawthiq.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield other
    finally:
        if other.in_transaction:
            other.execute("ROLLBACK")
        other.close()


@pytest.fixture
def impatient(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setattr(engine_module, "BUSY_SECONDS", 0.3)
    with create_project(tmp_path / "project") as project:
        collect(project, [])  # what the first run of a project notes is not what these tests are about
        yield project


def test_source_met_while_the_database_is_locked_is_kept_as_a_failure(impatient: Project, tmp_path: Path) -> None:
    source = str(write_reports(tmp_path / "a.jsonl", range(3)))
    with _locked(impatient):
        outcome = collect(impatient, [source])
    assert (outcome.taken.failed, outcome.kept) == (1, True)
    assert "locked" in outcome.failures[0].error
    again = collect(impatient, [source])  # takes in what waited in the spool, too
    assert again.taken.new == 3
    (row,) = read_failures(impatient)
    assert "locked by another program" in row.failure.error
    assert verify_project(impatient).faults == ()


def test_lock_that_is_let_go_in_time_is_waited_for(sqlite_archive: Project, tmp_path: Path) -> None:
    source = str(write_reports(tmp_path / "a.jsonl", range(3)))
    with _locked(sqlite_archive) as other:
        release = threading.Timer(0.5, lambda: other.execute("ROLLBACK"))
        release.start()
        outcome = collect(sqlite_archive, [source])
        release.join()
    assert (outcome.taken.new, outcome.taken.failed) == (3, 0)


def test_coding_under_a_lock_says_so(impatient: Project, tmp_path: Path) -> None:
    collect(impatient, [str(write_reports(tmp_path / "a.jsonl", range(3)))])
    with _locked(impatient), pytest.raises(ProjectError, match="locked by another program"):
        code_project(impatient, fake_coder, VERSION)
    assert code_project(impatient, fake_coder, VERSION).failed == 0


def test_damaged_database_is_named(sqlite_archive: Project) -> None:
    sqlite_archive.close()
    for path in sqlite_archive.root.glob("tawthiq.db*"):
        path.unlink()
    (sqlite_archive.root / "tawthiq.db").write_bytes(b"this is no database at all, " * 200)
    with pytest.raises(ProjectError, match="damaged"):
        open_project(sqlite_archive.root)


def test_object_is_never_there_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = ObjectStore(tmp_path / "evidence")
    store.create()
    source = tmp_path / "a"
    source.write_bytes(bytes(3 << 20))

    def fails(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tawthiq.store.objects.os.fsync", fails)
    with pytest.raises(ProjectError, match="no space left"):
        store.put(source)
    assert list(store.names()) == []
    assert list((tmp_path / "evidence" / "incoming").iterdir()) == []


def test_two_runs_at_once_take_each_report_once(archive: Project, tmp_path: Path) -> None:
    source = str(write_reports(tmp_path / "a.jsonl", range(400)))
    faults: list[BaseException] = []

    def run() -> None:
        try:
            with open_project(archive.root) as project:
                collect(project, [source])
                code_project(project, fake_coder, VERSION)
        except BaseException as err:  # noqa: BLE001  (shown by the assertion below)
            faults.append(err)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert _count(archive) == 400
    assert verify_project(archive).faults == ()
    assert make_report(1)["id"] == "r1"


def test_item_that_takes_too_long_is_a_failure(
    sqlite_archive: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tawthiq.collect import drafting

    def never_ends(item: object) -> object:
        while True:
            pass

    monkeypatch.setattr("tawthiq.preparing._ITEM_SECONDS", 0.2)
    monkeypatch.setitem(drafting._PARTS, "text", never_ends)
    (tmp_path / "a.txt").write_text("نص لا ينتهي")
    outcome = collect(sqlite_archive, [str(tmp_path / "a.txt"), str(write_reports(tmp_path / "b.jsonl", [1]))])
    assert (outcome.taken.new, outcome.taken.failed) == (1, 1)
    assert "took longer" in outcome.failures[0].error
