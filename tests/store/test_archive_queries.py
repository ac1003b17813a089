"""Reading the archive back, and what people decide of it."""

import json
from pathlib import Path

import pytest

from archive_cases import VERSION, fake_coder, make_report, write_reports
from tawthiq.archive import collect
from tawthiq.errors import UsageError
from tawthiq.store.coding import code_project
from tawthiq.store.decisions import read_decisions, record_decision
from tawthiq.store.engine import reading
from tawthiq.store.project import Project
from tawthiq.store.queries import coded_reports, count_rows, families_of_copies, report_versions
from tawthiq.store.schema import events, reports
from tawthiq.store.verify import verify_project


@pytest.fixture
def filled(archive: Project, tmp_path: Path) -> Project:
    collect(archive, [str(write_reports(tmp_path / "a.jsonl", range(20)))])
    code_project(archive, fake_coder, VERSION)
    return archive


def test_reports_come_back_in_the_form_of_the_codebook(filled: Project) -> None:
    rows = list(coded_reports(filled))
    told = make_report(4)
    assert {name: rows[4][name] for name in told} == told
    assert rows[4]["version"] == VERSION
    assert rows[4]["events"] == next(iter(fake_coder([told])))["events"]
    assert count_rows(filled)["reports"] == len(rows) == 20


def test_version_that_was_never_used_gives_no_events(filled: Project) -> None:
    assert {row["events"] is None for row in coded_reports(filled, "other")} == {True}


def test_versions_and_families_of_a_page(archive: Project, tmp_path: Path) -> None:
    one, copy = make_report(1), make_report(1) | {"id": "c", "url": "https://c.example/1", "published": "2030-01-01"}
    changed = one | {"text": make_report(2)["text"]}
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in (copy, one, changed)))
    collect(archive, [str(tmp_path / "a.jsonl")])
    assert report_versions(archive, "r1@2") == ["r1", "r1@2"]
    assert [row["id"] for row in coded_reports(archive)] == ["c", "r1@2"]
    assert len(list(coded_reports(archive, newest_only=False))) == 3
    (family,) = families_of_copies(archive)
    assert [(member.id, member.is_first) for member in family] == [("r1@2", True), ("c", False)]


def test_decisions_are_kept_beside_the_reading_and_in_the_log(filled: Project) -> None:
    with reading(filled.engine) as connection:
        row = connection.execute(events.select().limit(1)).one()
        report_id = connection.execute(reports.select().where(reports.c.no == row.report_no)).one().id
    body = {"event_no": row.no, "field": "date", "value": None}
    first = record_decision(filled, report_id, "rana", "correct", body)
    record_decision(filled, report_id, "omar", "missed", {"quote": "…"})
    kept = read_decisions(filled, report_id)
    assert [(one.person, one.kind, one.event_no) for one in kept] == [
        ("rana", "correct", row.no),
        ("omar", "missed", None),
    ]
    assert kept[0] == first
    assert verify_project(filled).faults == ()


@pytest.mark.parametrize(("report", "event"), [("none", None), ("r1", 10_000)])
def test_decision_on_nothing_is_refused(filled: Project, report: str, event: int | None) -> None:
    with pytest.raises(UsageError):
        record_decision(filled, report, "rana", "accept", {"event_no": event} if event else {})
    assert read_decisions(filled) == []
