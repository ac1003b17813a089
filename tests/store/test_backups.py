"""A backup brings everything back: on SQLite and on PostgreSQL, made at rest or while others work."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select, text

from archive_cases import VERSION, fake_coder, write_reports
from postgres_server import Server
from tawthiq.archive import collect
from tawthiq.backups import Backup, back_up, list_backups, restore_backup
from tawthiq.errors import IntegrityError, ProjectError, UsageError
from tawthiq.store import clock, postgres_tools
from tawthiq.store.coding import code_project
from tawthiq.store.decisions import read_decisions, record_decision
from tawthiq.store.engine import is_sqlite, open_engine, reading, writing
from tawthiq.store.project import Project, open_project
from tawthiq.store.schema import codings, custody, events, reports
from tawthiq.store.search import search_reports
from tawthiq.store.verify import verify_project


@pytest.fixture
def filled(archive: Project, tmp_path: Path) -> Project:
    for number in range(3):
        collect(archive, [str(write_reports(tmp_path / f"{number}.jsonl", range(number * 20, number * 20 + 20)))])
    code_project(archive, fake_coder, VERSION)
    record_decision(archive, "r1", "reem", "accept", {"note": "صحيح"})
    (archive.root / "outlets" / "notes.txt").write_text("name: ours\n", encoding="utf-8")
    return archive


@pytest.fixture
def place(request: pytest.FixtureRequest, archive: Project) -> str | None:
    """Where to restore to: an empty database of the same kind."""
    if is_sqlite(archive.engine):
        return None
    server: Server = request.getfixturevalue("postgres")
    return server.create(f"t{uuid4().hex}")


@pytest.fixture
def ticking(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Backups of one test are of different seconds."""
    seconds = iter(range(100))
    monkeypatch.setattr("tawthiq.backups.now_utc", lambda: f"2026-01-01T00:00:{next(seconds):02}.000000Z")
    assert clock.now_utc()
    yield


def _told(project: Project) -> list[list[tuple[object, ...]]]:
    with reading(project.engine) as connection:
        return [
            [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in (reports, codings, events, custody)
        ]


def _destroy(project: Project) -> None:
    if not is_sqlite(project.engine):
        with writing(project.engine) as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
    project.close()
    shutil.rmtree(project.root)


def test_project_that_was_destroyed_is_brought_back(filled: Project, place: str | None, tmp_path: Path) -> None:
    before, decided = _told(filled), read_decisions(filled)
    made = back_up(filled, tmp_path / "backups")
    _destroy(filled)
    checked = restore_backup(made.folder, tmp_path / "back", database=place)
    assert (checked.faults, checked.reports, checked.codings, checked.objects) == ((), 60, 60, 3)
    with open_project(tmp_path / "back") as project:
        assert _told(project) == before
        assert read_decisions(project) == decided
        assert search_reports(project, "الإسعاف").total > 0
        assert (project.root / "outlets" / "notes.txt").read_text(encoding="utf-8") == "name: ours\n"
        collect(project, [str(write_reports(tmp_path / "more.jsonl", range(60, 70)))])
        assert code_project(project, fake_coder, VERSION).failed == 0
        assert verify_project(project).faults == ()
        with pytest.raises(Exception, match="only grows"), writing(project.engine) as connection:
            connection.execute(text("UPDATE custody SET actor = 'x'"))


def test_backup_made_while_others_work_is_whole(filled: Project, place: str | None, tmp_path: Path) -> None:
    ended = threading.Event()
    faults: list[BaseException] = []

    def work() -> None:
        try:
            with open_project(filled.root) as project:
                for number in range(100, 140):
                    source = write_reports(tmp_path / f"{number}.jsonl", range(number * 20, number * 20 + 20))
                    collect(project, [str(source)])
                    code_project(project, fake_coder, VERSION)
                    if ended.is_set():
                        return
        except BaseException as err:  # noqa: BLE001  (shown by the assertion below)
            faults.append(err)

    worker = threading.Thread(target=work)
    worker.start()
    made = back_up(filled, tmp_path / "backups")
    ended.set()
    worker.join()
    assert faults == []
    checked = restore_backup(made.folder, tmp_path / "back", database=place)
    assert checked.faults == ()
    assert checked.reports >= 60


def test_second_backup_copies_only_what_is_new(filled: Project, ticking: None, tmp_path: Path) -> None:
    target = tmp_path / "backups"
    one = back_up(filled, target)
    collect(filled, [str(write_reports(tmp_path / "new.jsonl", range(200, 210)))])
    two = back_up(filled, target)
    assert (one.new_objects, two.new_objects) == (3, 1)
    assert list_backups(target) == [one.folder, two.folder]


def test_older_backup_brings_its_own_day_back(
    filled: Project, ticking: None, place: str | None, tmp_path: Path
) -> None:
    before = _told(filled)
    one = back_up(filled, tmp_path / "backups")
    collect(filled, [str(write_reports(tmp_path / "new.jsonl", range(200, 210)))])
    back_up(filled, tmp_path / "backups")
    checked = restore_backup(one.folder, tmp_path / "back", database=place)
    # What came later lies there as objects without rows, which harms nothing.
    assert (checked.faults, len(checked.notes)) == ((), 1)
    with open_project(tmp_path / "back") as project:
        assert _told(project) == before


def test_only_the_newest_backups_are_kept(sqlite_archive: Project, ticking: None, tmp_path: Path) -> None:
    made = [back_up(sqlite_archive, tmp_path / "backups", keep=2) for _ in range(4)]
    assert list_backups(tmp_path / "backups") == [one.folder for one in made[2:]]


def test_damaged_object_does_not_get_into_a_backup(sqlite_archive: Project, tmp_path: Path) -> None:
    collect(sqlite_archive, [str(write_reports(tmp_path / "a.jsonl", range(5)))])
    (name,) = sqlite_archive.objects.names()
    path = sqlite_archive.objects.path(name)
    path.chmod(0o644)
    path.write_bytes(b"x")
    with pytest.raises(IntegrityError, match="was changed"):
        back_up(sqlite_archive, tmp_path / "backups")
    assert list_backups(tmp_path / "backups") == []


@pytest.fixture
def made(sqlite_archive: Project, tmp_path: Path) -> Backup:
    collect(sqlite_archive, [str(write_reports(tmp_path / "a.jsonl", range(5)))])
    return back_up(sqlite_archive, tmp_path / "backups")


@pytest.mark.parametrize("name", ["tawthiq.db", "tawthiq.toml", "head.json"])
@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_damaged_backup_is_refused_before_anything_is_restored(
    made: Backup, tmp_path: Path, name: str, harm: str
) -> None:
    path = made.folder / name
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(IntegrityError):
        restore_backup(made.folder, tmp_path / "back")
    assert not (tmp_path / "back").exists()


def test_object_that_the_backup_lost_is_named(made: Backup, tmp_path: Path) -> None:
    (lost,) = (tmp_path / "backups" / "objects").glob("*/*")
    lost.unlink()
    checked = restore_backup(made.folder, tmp_path / "back")
    assert [(fault.part, fault.subject) for fault in checked.faults] == [("object", lost.name)]


def test_backup_is_not_restored_over_a_project(made: Backup, sqlite_archive: Project) -> None:
    with pytest.raises(UsageError, match="not empty"):
        restore_backup(made.folder, sqlite_archive.root)


def test_backup_is_not_restored_over_a_database(
    filled: Project, place: str | None, postgres: Server, tmp_path: Path
) -> None:
    if place is None:
        place = postgres.create(f"t{uuid4().hex}")
        expected = "backup is of sqlite"
    else:
        engine = open_engine(place)
        with writing(engine) as connection:
            connection.execute(text("CREATE TABLE theirs (a integer)"))
        engine.dispose()
        expected = "not empty"
    made = back_up(filled, tmp_path / "backups")
    with pytest.raises(UsageError, match=expected):
        restore_backup(made.folder, tmp_path / "back", database=place)


def test_password_is_not_among_the_arguments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []

    class Done:
        returncode, stderr = 1, "refused"

    def run(command: list[str], *, env: dict[str, str], **_: object) -> Done:
        seen.append(command)
        assert env["PGPASSWORD"] == "secret/word"
        assert (env["PGHOST"], env["PGUSER"], env["PGDATABASE"]) == ("db.example", "reem", "aleppo")
        return Done()

    monkeypatch.setattr("tawthiq.store.postgres_tools.subprocess.run", run)
    engine = open_engine("postgresql://reem:secret%2Fword@db.example/aleppo")
    with pytest.raises(ProjectError, match="refused") as failed:
        postgres_tools.dump(engine.url, tmp_path / "x")
    assert "secret" not in str(seen)
    assert "secret" not in str(failed.value)
