"""Project folders, migrations, append-only tables."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from archive_cases import write_reports
from tawthiq.archive import collect
from tawthiq.errors import ProjectError, UsageError
from tawthiq.store.desk_schema import metadata
from tawthiq.store.engine import open_engine, reading, writing
from tawthiq.store.project import Project, create_project, find_project, open_project
from tawthiq.store.verify import verify_project


def test_migrated_database_is_what_the_schema_says(archive: Project) -> None:
    with reading(archive.engine) as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _ours})
        assert compare_metadata(context, metadata) == []


def _ours(name: str | None, kind: str, _parents: object) -> bool:
    return not (kind == "table" and (name or "").startswith("report_search"))


def test_sqlite_runs_with_wal_and_foreign_keys(sqlite_archive: Project) -> None:
    with reading(sqlite_archive.engine) as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_new_project_verifies_and_opens_again(archive: Project) -> None:
    assert verify_project(archive).faults == ()
    with open_project(archive.root) as again:
        assert again.settings == archive.settings
    with create_project(archive.root) as again:
        assert verify_project(again).entries == 1  # the second init found nothing to do


def test_project_is_found_from_a_folder_below(sqlite_archive: Project) -> None:
    below = sqlite_archive.root / "evidence" / "objects"
    assert find_project(below) == sqlite_archive.root.resolve()


def test_missing_project_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="tawthiq init"):
        open_project(tmp_path)


def test_database_of_another_revision_is_refused(sqlite_archive: Project) -> None:
    with writing(sqlite_archive.engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(ProjectError, match="9999"):
        open_project(sqlite_archive.root)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("name = ", "cannot be read"),
        ('name = "a"\ncolour = "red"\n', "colour"),
        ('database = "mysql://a/b"\n', "mysql"),
    ],
    ids=["broken", "unknown", "other-database"],
)
def test_wrong_settings_are_named(sqlite_archive: Project, settings: str, told: str) -> None:
    (sqlite_archive.root / "tawthiq.toml").write_text(settings)
    with pytest.raises((ProjectError, UsageError), match=told):
        open_project(sqlite_archive.root)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE custody SET actor = 'somebody' WHERE seq = 1",
        "DELETE FROM custody WHERE seq = 1",
        "UPDATE reports SET text = text || '.' WHERE no = 1",
        "DELETE FROM reports WHERE no = 1",
        "UPDATE objects SET size = 0",
        "DELETE FROM objects",
    ],
)
def test_archive_only_grows(archive: Project, tmp_path: Path, change: str) -> None:
    collect(archive, [str(write_reports(tmp_path / "a.jsonl", [1]))])
    with pytest.raises(DBAPIError, match="only grows"), writing(archive.engine) as connection:
        connection.execute(text(change))


def test_unreachable_server_is_a_project_error(tmp_path: Path) -> None:
    engine = open_engine(f"postgresql://nobody@/none?host={tmp_path}")
    with pytest.raises(ProjectError, match="cannot be reached"), reading(engine):
        pass
    engine.dispose()
