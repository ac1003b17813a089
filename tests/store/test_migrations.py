"""Databases of every earlier revision, with data in place, come up to this program's and lose nothing.

An old database is made by running the migrations as far as that revision and copying a filled project into it.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Float, Integer, insert, inspect, select, text

import tawthiq.store.migrations
from archive_cases import VERSION, fake_coder, write_reports
from tawthiq.archive import collect
from tawthiq.errors import ProjectError, UsageError
from tawthiq.moving import index_all, move_database
from tawthiq.store import desk_schema
from tawthiq.store.coding import code_project
from tawthiq.store.copying import copy_tables
from tawthiq.store.decisions import read_decisions, record_decision
from tawthiq.store.desk_schema import metadata
from tawthiq.store.engine import is_sqlite, open_engine, reading, writing
from tawthiq.store.project import SETTINGS_FILE, Project, create_project, open_project
from tawthiq.store.schema import HEAD, custody, events, reports
from tawthiq.store.search import Filters, search_reports
from tawthiq.store.upgrade import upgrade
from tawthiq.store.verify import verify_project

REPORTS = 60
DESK = set(desk_schema.__all__) - {"metadata"}
"""Tables of the desk; each gets one row."""


def _revisions() -> list[str]:
    """Those that a database can be of before the newest, oldest first."""
    config = Config()
    config.set_main_option("script_location", str(Path(tawthiq.store.migrations.__file__).parent))
    found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert found[0] == HEAD
    return found[:0:-1]


def _fill(project: Project, folder: Path) -> None:
    collect(project, [str(write_reports(folder / "a.jsonl", range(REPORTS)))])
    (folder / "again.jsonl").write_text((folder / "a.jsonl").read_text(encoding="utf-8"), encoding="utf-8")
    changed = (folder / "a.jsonl").read_text(encoding="utf-8").replace("الكهرباء والاتصالات", "الكهرباء")
    (folder / "changed.jsonl").write_text(changed, encoding="utf-8")
    collect(project, [str(folder / "again.jsonl"), str(folder / "changed.jsonl"), str(folder / "missing")])
    code_project(project, fake_coder, VERSION)
    code_project(project, lambda rows: [{"id": row["id"], "error": "no lexicon"} for row in rows], "broken-1")
    record_decision(project, "r1", "reem", "accept", {"note": "صحيح"})
    with writing(project.engine) as connection:
        for table in metadata.sorted_tables:
            if table.name in DESK:  # everything is number 1: person, report, event and row are there by then
                connection.execute(
                    insert(table), [{c.name: 1 if isinstance(c.type, Integer | Float) else "١" for c in table.columns}]
                )


def _held(project: Project) -> dict[str, list[tuple[object, ...]]]:
    """All that a project's tables hold."""
    with reading(project.engine) as connection:
        there = set(inspect(connection).get_table_names())
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in metadata.sorted_tables
            if table.name in there
        }


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'other.db'}"
    return str(request.getfixturevalue("postgres").create(f"t{uuid4().hex}"))


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Project]:
    with create_project(tmp_path / "project", collector="tester") as project:
        _fill(project, tmp_path)
        yield project


@pytest.mark.parametrize("revision", _revisions())
def test_old_database_with_data_comes_up_to_this_program(filled: Project, place: str, revision: str) -> None:
    _make_old(filled, place, revision)
    before = _held(filled)
    file = filled.root / SETTINGS_FILE
    file.write_text(file.read_text(encoding="utf-8").replace("sqlite:///tawthiq.db", place), encoding="utf-8")
    with pytest.raises(ProjectError, match=f"of revision {revision}") as refused:
        open_project(filled.root)
    assert "tawthiq init" in refused.value.remedy

    with create_project(filled.root) as project:
        after = _held(project)
        assert after["custody"][:-1] == before["custody"]
        told = after["custody"][-1]
        assert (told[4], json.loads(str(told[8]))["from"]) == ("migrate", revision)
        old = _tables_of(revision) - {"custody"}
        assert {name: after[name] for name in old} == {name: before[name] for name in old}
        assert verify_project(project).faults == ()
        assert search_reports(project, "الإسعاف").total > 0
        assert search_reports(project, "", Filters(place="حلب")).total > 0
        _goes_on(project)


def _make_old(filled: Project, place: str, revision: str) -> None:
    engine = open_engine(place)
    with reading(filled.engine) as source, writing(engine) as target:
        upgrade(target, revision)
        copy_tables(source, target)
        index_all(target)
    engine.dispose()


def _tables_of(revision: str) -> set[str]:
    """Tables that a database of this revision has."""
    fresh = open_engine("sqlite://")
    with writing(fresh) as connection:
        upgrade(connection, revision)
        there = set(inspect(connection).get_table_names())
    fresh.dispose()
    return there & set(metadata.tables)


def _goes_on(project: Project) -> None:
    """Work that writes into every table still does."""
    collect(project, [str(write_reports(project.root / "more.jsonl", range(REPORTS, REPORTS + 5)))])
    assert code_project(project, fake_coder, VERSION).failed == 0
    record_decision(project, "r2", "reem", "reject", {})
    assert [one.person for one in read_decisions(project)] == ["reem", "reem"]
    assert verify_project(project).faults == ()


def test_what_only_grows_is_kept_after_a_migration(filled: Project, place: str) -> None:
    """Triggers of the oldest revision stand in the newest, too."""
    engine = open_engine(place)
    with reading(filled.engine) as source, writing(engine) as target:
        upgrade(target)
        copy_tables(source, target)
    for table, column in (("custody", "actor"), ("reports", "text"), ("events", "body"), ("codings", "sha256")):
        with pytest.raises(Exception, match="only grows"), writing(engine) as connection:
            connection.execute(text(f"UPDATE {table} SET {column} = 'x'"))
    engine.dispose()


def test_database_is_moved_whole(filled: Project, place: str) -> None:
    before = _held(filled)
    moved = move_database(filled, place, jobs=2)
    assert moved.rows["reports"] == len(before["reports"])
    with open_project(filled.root) as project:
        assert is_sqlite(project.engine) == place.startswith("sqlite")
        after = _held(project)
        assert after["custody"][:-1] == before.pop("custody")
        assert {name: after[name] for name in before} == before
        assert verify_project(project).faults == ()
        words = ("قصف", '"سيارات الإسعاف"', "بالمدفعية", "مدني*")
        assert [search_reports(project, word).total for word in words] == [
            search_reports(filled, word).total for word in words
        ]
        _goes_on(project)


def test_database_that_is_moved_there_and_back_is_the_same(filled: Project, place: str) -> None:
    before = _held(filled)
    move_database(filled, place)
    with open_project(filled.root) as project:
        move_database(project, "sqlite:///back.db")
    with open_project(filled.root) as project:
        assert (filled.root / "back.db").is_file()
        after = _held(project)
    assert after["custody"][:-2] == before.pop("custody")
    assert {name: after[name] for name in before} == before


def test_settings_keep_what_a_person_wrote(filled: Project, place: str) -> None:
    file = filled.root / SETTINGS_FILE
    written = file.read_text(encoding="utf-8") + "# ours: ask Reem before you change it\n"
    file.write_text(written, encoding="utf-8")
    move_database(filled, place)
    after = file.read_text(encoding="utf-8")
    assert after.splitlines()[-1] == "# ours: ask Reem before you change it"
    assert after.replace(place, "sqlite:///tawthiq.db") == written
    assert file.stat().st_mode & 0o077 == 0


def test_move_into_a_database_with_tables_is_refused(filled: Project, place: str) -> None:
    engine = open_engine(place)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE theirs (a integer)"))
    with pytest.raises(UsageError, match="not empty"):
        move_database(filled, place)
    engine.dispose()
    with open_project(filled.root) as project:
        assert search_reports(project, "الإسعاف").total > 0


def test_move_that_fails_leaves_both_as_they_were(filled: Project, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> int:
        raise ProjectError("the disk is full")

    before = _held(filled)
    monkeypatch.setattr("tawthiq.moving.index_all", fails)
    with pytest.raises(ProjectError, match="full"):
        move_database(filled, place)
    monkeypatch.undo()
    with open_project(filled.root) as project:
        assert _held(project) == before
    assert move_database(filled, place).rows["reports"] == len(before["reports"])


def test_move_is_refused_where_the_environment_names_the_database(
    filled: Project, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAWTHIQ_DATABASE", place)
    with pytest.raises(UsageError, match="TAWTHIQ_DATABASE is set"):
        move_database(filled, place)


def test_every_row_that_is_copied_was_made(filled: Project) -> None:
    """The cases above would prove little on empty tables."""
    held = _held(filled)
    filled_tables = (
        "bands captures codings custody decisions event_actors event_places events failures families meta objects"
        " reports sightings signatures"
    )
    assert [name for name in filled_tables.split() if not held[name]] == []
    assert len(held["reports"]) > REPORTS
    assert custody.name in held
    assert {events.name, reports.name} <= set(held)
