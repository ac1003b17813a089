"""Connections to PostgreSQL: no more than the settings say, shared by many at once, made anew after a restart."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from archive_cases import write_reports
from postgres_server import Server
from tawthiq.archive import collect
from tawthiq.errors import ProjectError
from tawthiq.store import engine as engine_module
from tawthiq.store.engine import open_engine, reading, writing
from tawthiq.store.project import SETTINGS_FILE, Project, create_project, open_project
from tawthiq.store.search import search_reports
from tawthiq.store.verify import verify_project


@pytest.fixture
def url(postgres: Server) -> str:
    return postgres.create(f"t{uuid4().hex}")


@pytest.fixture
def few(url: str, tmp_path: Path) -> Iterator[Project]:
    """A project that may hold three connections."""
    create_project(tmp_path / "project", database=url, collector="tester").close()
    file = tmp_path / "project" / SETTINGS_FILE
    said = file.read_text(encoding="utf-8")
    file.write_text(said.replace("# connections = 15", "connections = 3"), encoding="utf-8")
    with open_project(tmp_path / "project") as project:
        assert project.settings.connections == 3
        yield project


def _open_now(url: str) -> int:
    """Connections of ours to this database, counted from outside."""
    watcher = open_engine(f"{url}&application_name=watcher")
    with reading(watcher) as connection:
        query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = :name"
        counted = connection.execute(text(query), {"name": "tawthiq"}).scalar_one()
    watcher.dispose()
    return int(counted)


def test_many_at_once_share_few_connections(few: Project, url: str, tmp_path: Path) -> None:
    collect(few, [str(write_reports(tmp_path / "a.jsonl", range(30)))])
    found: list[int] = []
    most = 0

    def search() -> None:
        for _ in range(5):
            found.append(search_reports(few, "المدينة").total + search_reports(few, "سيارات").total)

    threads = [threading.Thread(target=search) for _ in range(12)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        most = max(most, _open_now(url))
    for thread in threads:
        thread.join()
    assert len(found) == 60
    assert len(set(found)) == 1
    assert 1 <= most <= 3


def test_writers_and_readers_at_once_are_all_served(few: Project, tmp_path: Path) -> None:
    faults: list[BaseException] = []

    def work(number: int) -> None:
        try:
            source = write_reports(tmp_path / f"{number}.jsonl", range(number * 50, number * 50 + 50))
            collect(few, [str(source)])
            search_reports(few, "سيارات")
        except BaseException as err:  # noqa: BLE001  (shown by the assertion below)
            faults.append(err)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert search_reports(few, "تطورات").total == 250
    assert verify_project(few).faults == ()


def test_all_connections_in_use_is_told(few: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(few.engine.pool, "_timeout", 0.2)
    with ExitStack() as held, pytest.raises(ProjectError, match="all connections") as refused:
        for _ in range(4):
            held.enter_context(reading(few.engine))
    assert "raise `connections`" in refused.value.remedy
    assert search_reports(few, "سيارات").total == 0


def test_server_that_was_started_anew_is_met_without_a_fault(few: Project, url: str, tmp_path: Path) -> None:
    collect(few, [str(write_reports(tmp_path / "a.jsonl", range(5)))])
    watcher = open_engine(f"{url}&application_name=watcher")
    with writing(watcher) as connection:
        ended = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'tawthiq'"
        assert connection.execute(text(f"{ended} AND datname = current_database()")).scalar_one() >= 1
    watcher.dispose()
    time.sleep(0.2)
    assert search_reports(few, "تطورات").total == 5


def test_server_that_is_gone_is_told(tmp_path: Path) -> None:
    engine = open_engine(f"postgresql://nobody@/none?host={tmp_path}")
    with pytest.raises(ProjectError, match="cannot be reached"), reading(engine):
        raise AssertionError("there is no server")
    engine.dispose()


def test_second_writer_waits_for_the_first_and_then_says_so(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "BUSY_SECONDS", 0.3)
    one, other = open_engine(url), open_engine(url)
    with writing(one), pytest.raises(ProjectError, match="locked by another program"), writing(other):
        raise AssertionError("two writers at once")
    with writing(other) as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1
    one.dispose()
    other.dispose()


@pytest.mark.parametrize("said", ["connections = 1", 'connections = "many"', "connections = 0"])
def test_settings_that_make_no_sense_are_refused(few: Project, said: str) -> None:
    file = few.root / SETTINGS_FILE
    file.write_text(file.read_text(encoding="utf-8").replace("connections = 3", said), encoding="utf-8")
    with pytest.raises(ProjectError, match="connections is"):
        open_project(few.root)
