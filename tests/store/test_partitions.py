"""The plan for a database that outgrows one table: deploy/partition.sql parts it in place, and nothing else changes."""

import subprocess
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text

from archive_cases import VERSION, fake_coder, write_reports
from postgres_server import Server
from tawthiq.archive import collect
from tawthiq.backups import back_up, restore_backup
from tawthiq.store.coding import code_project
from tawthiq.store.engine import reading, writing
from tawthiq.store.project import Project, create_project
from tawthiq.store.search import Filters, search_reports
from tawthiq.store.verify import verify_project

SCRIPT = Path(__file__).parents[2] / "deploy" / "partition.sql"
TABLES = ("custody", "report_search", "signatures", "event_places", "event_actors")


def _part(server: Server, database: str, rows: int) -> "subprocess.CompletedProcess[str]":
    variables = ["-v", "ON_ERROR_STOP=1", "-v", f"rows={rows}", "-v", "ahead=3"]
    command = ["psql", "-q", "-h", str(server.folder), "-U", server.user, "-d", database, *variables, "-f", str(SCRIPT)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def _fill(project: Project, folder: Path, first: int) -> None:
    collect(project, [str(write_reports(folder / f"{first}.jsonl", range(first, first + 60)))])
    assert code_project(project, fake_coder, VERSION).failed == 0


def _found(project: Project) -> list[int]:
    asked = (("الإسعاف", None), ("", Filters(place="حلب")), ("", Filters(actor="syrian-government")))
    return [search_reports(project, query, filters).total for query, filters in asked]


def _rows(project: Project, table: str) -> list[int]:
    """Rows of each part, in order of their names."""
    query = "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = CAST(:table AS regclass) ORDER BY 1"
    with reading(project.engine) as connection:
        parts = connection.execute(text(query), {"table": table}).scalars().all()
        return [connection.execute(text(f"SELECT count(*) FROM {part}")).scalar_one() for part in parts]


def test_archive_in_parts_is_the_same_archive(postgres: Server, tmp_path: Path) -> None:
    name = f"t{uuid4().hex}"
    with create_project(tmp_path / "project", database=postgres.create(name), collector="tester") as project:
        _fill(project, tmp_path, 0)
        before = _found(project)
        parted = _part(postgres, name, 50)
        assert parted.returncode == 0, parted.stderr
        assert _found(project) == before
        assert verify_project(project).faults == ()

        _fill(project, tmp_path, 100)  # beyond the first part, and beyond what was made in advance
        for first in (200, 300, 400):
            _fill(project, tmp_path, first)
        assert verify_project(project).faults == ()
        for table in TABLES:
            counts = _rows(project, table)
            assert len(counts) == 5
            assert sum(1 for count in counts if count) >= 3
        assert _found(project)[0] > before[0]

        for forgery in ("UPDATE custody SET actor = 'x'", "DELETE FROM custody", "DELETE FROM custody_1"):
            with pytest.raises(Exception, match="only grows"), writing(project.engine) as connection:
                connection.execute(text(forgery))

        again = _part(postgres, name, 50)
        assert again.returncode == 0
        assert "parted already" in again.stderr

        made = back_up(project, tmp_path / "backups")
        restored = postgres.create(f"t{uuid4().hex}")
        assert restore_backup(made.folder, tmp_path / "back", database=restored).faults == ()


def test_parting_that_fails_changes_nothing(postgres: Server, tmp_path: Path) -> None:
    name = f"t{uuid4().hex}"
    with create_project(tmp_path / "project", database=postgres.create(name), collector="tester") as project:
        _fill(project, tmp_path, 0)
        with writing(project.engine) as connection:
            connection.execute(text("CREATE TABLE event_actors_0 (a integer)"))  # in the way of the last table
        assert _part(postgres, name, 50).returncode != 0
        assert [_rows(project, table) for table in TABLES] == [[]] * 5
        assert verify_project(project).faults == ()
