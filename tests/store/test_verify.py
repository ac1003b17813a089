"""Every way to change the archive behind the program's back is found and named."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from archive_cases import VERSION, fake_coder, write_reports
from tawthiq.archive import collect
from tawthiq.store.coding import code_project
from tawthiq.store.engine import is_sqlite, writing
from tawthiq.store.project import Project
from tawthiq.store.verify import verify_project


@pytest.fixture
def filled(archive: Project, tmp_path: Path) -> Project:
    collect(archive, [str(write_reports(tmp_path / "a.jsonl", range(20)))])
    code_project(archive, fake_coder, VERSION)
    return archive


def _unlock(project: Project) -> None:
    """Do what a forger with the database's password would do first."""
    with writing(project.engine) as connection:
        if is_sqlite(connection):
            names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
            for name in names:
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            connection.execute(text("DROP FUNCTION tawthiq_kept() CASCADE"))
            connection.execute(text("ALTER TABLE events DROP CONSTRAINT IF EXISTS events_coding_no_fkey"))


_FORGERIES: dict[str, tuple[str, str, str]] = {
    "text": ("UPDATE reports SET text = text || '.' WHERE id = 'r3'", "report", "text was changed"),
    "text-and-hash": (
        "UPDATE reports SET text = 'x', "  # and its hash with it
        "text_sha256 = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881' WHERE id = 'r3'",
        "report",
        "text was changed",
    ),
    "title": ("UPDATE reports SET title = 'x' WHERE id = 'r3'", "report", "title"),
    "evidence": ("UPDATE reports SET locator = 'line:99' WHERE id = 'r3'", "report", "other evidence"),
    "entry": ("UPDATE custody SET actor = 'x' WHERE seq = 4", "custody", "was changed"),
    "entry-gone": ("DELETE FROM custody WHERE seq = 4", "custody", "missing"),
    "event": ('UPDATE events SET body = \'{"type":"attack"}\' WHERE no = 1', "coding", "events were changed"),
    "coding": ("UPDATE codings SET sha256 = 'x' WHERE no = 2", "coding", "changed"),
}


def test_untouched_archive_has_no_faults(filled: Project) -> None:
    checked = verify_project(filled)
    assert checked.faults == ()
    assert (checked.objects, checked.reports, checked.codings) == (1, 20, 20)


@pytest.mark.parametrize("name", sorted(_FORGERIES))
def test_forgery_is_found_and_named(filled: Project, name: str) -> None:
    statement, part, told = _FORGERIES[name]
    _unlock(filled)
    with writing(filled.engine) as connection:
        assert connection.execute(text(statement)).rowcount == 1
    faults = verify_project(filled).faults
    assert any(fault.part == part and told in fault.what for fault in faults), faults


def _flip_a_byte(path: Path) -> None:
    body = bytearray(path.read_bytes())
    body[100] ^= 1
    path.chmod(0o644)
    path.write_bytes(body)


@pytest.mark.parametrize(
    ("damage", "told"),
    [(_flip_a_byte, "was changed"), (Path.unlink, "is missing"), (lambda path: path.write_bytes(b""), "was changed")],
    ids=["flipped", "gone", "emptied"],
)
def test_damaged_object_is_named_with_its_source(filled: Project, damage: Callable[[Path], object], told: str) -> None:
    name = next(filled.objects.names())
    damage(filled.objects.path(name))
    (fault,) = verify_project(filled).faults
    assert (fault.part, fault.subject) == ("object", name)
    assert told in fault.what
    assert "a.jsonl" in fault.what


def test_entries_cut_off_the_end_are_found_by_the_noted_head(filled: Project) -> None:
    head = verify_project(filled).head
    _unlock(filled)
    with writing(filled.engine) as connection:
        connection.execute(text("DELETE FROM custody WHERE action = 'code'"))
        connection.execute(text("UPDATE reports SET coding_no = NULL"))
        for table in ("event_places", "event_actors", "events", "codings"):
            connection.execute(text(f"DELETE FROM {table}"))
    assert any(fault.subject == "head.json" for fault in verify_project(filled).faults)
    filled.head_file.unlink()
    assert any(fault.subject == "the head given" for fault in verify_project(filled, head=head).faults)


def test_earlier_head_stays_part_of_a_grown_archive(filled: Project, tmp_path: Path) -> None:
    head = verify_project(filled).head
    collect(filled, [str(write_reports(tmp_path / "b.jsonl", range(20, 25)))])
    checked = verify_project(filled, head=head)
    assert checked.faults == ()
    assert checked.head != head


def test_file_that_a_stopped_run_left_is_a_note(filled: Project, tmp_path: Path) -> None:
    stray = tmp_path / "stray"
    stray.write_bytes(b"left behind")
    stored = filled.objects.put(stray)
    checked = verify_project(filled)
    assert checked.faults == ()
    assert stored.sha256 in checked.notes[0]
