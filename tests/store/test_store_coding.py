"""Coding in a project: what is due, what is kept, what fails."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from archive_cases import VERSION, fake_coder, make_report, write_reports
from tawthiq.archive import collect
from tawthiq.errors import InputError, ProjectError
from tawthiq.store import coding
from tawthiq.store.coding import code_project
from tawthiq.store.engine import reading
from tawthiq.store.failures import read_failures
from tawthiq.store.project import Project
from tawthiq.store.schema import codings, event_actors, event_places, reports
from tawthiq.store.verify import verify_project


@pytest.fixture
def filled(archive: Project, tmp_path: Path) -> Project:
    collect(archive, [str(write_reports(tmp_path / "a.jsonl", range(40)))])
    return archive


def test_every_report_is_coded_once_by_a_version(filled: Project) -> None:
    first = code_project(filled, fake_coder, VERSION)
    assert first.coded + first.empty == 40
    assert first.events == first.coded > 0
    again = code_project(filled, fake_coder, VERSION)
    assert (again.coded, again.empty, again.failed) == (0, 0, 0)


def test_new_reports_are_coded_and_old_codings_kept(filled: Project, tmp_path: Path) -> None:
    code_project(filled, fake_coder, VERSION)
    collect(filled, [str(write_reports(tmp_path / "b.jsonl", range(40, 45)))])
    assert sum(_counts(code_project(filled, fake_coder, VERSION))) == 5
    assert sum(_counts(code_project(filled, _renamed("fake-2"), "fake-2"))) == 45
    with reading(filled.engine) as connection:
        made = connection.execute(select(codings.c.version, func.count()).group_by(codings.c.version)).all()
        current = connection.execute(
            select(codings.c.version).join(reports, reports.c.coding_no == codings.c.no).distinct()
        ).scalars()
        assert sorted(tuple(row) for row in made) == [(VERSION, 45), ("fake-2", 45)]
        assert list(current) == ["fake-2"]


def _counts(coded: coding.Coded) -> tuple[int, int, int]:
    return coded.coded, coded.empty, coded.failed


def _renamed(version: str) -> coding.Coder:
    def code(rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        return ({**line, "version": version} for line in fake_coder(rows))

    return code


def _fails_on(number: int) -> coding.Coder:
    def code(rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        for row in rows:
            if row["id"] == f"r{number}":
                raise InputError("too many clauses", row["id"])
            yield from fake_coder([row])

    return code


def test_report_that_breaks_the_coder_is_a_row_and_the_rest_is_coded(filled: Project) -> None:
    done = code_project(filled, _fails_on(7), VERSION)
    assert (done.coded + done.empty, done.failed) == (39, 1)
    (row,) = read_failures(filled, "code")
    assert row.failure.source == "r7"
    assert "too many clauses" in row.failure.error
    assert code_project(filled, fake_coder, VERSION).failed == 0  # not tried again by itself
    retried = code_project(filled, fake_coder, VERSION, retry_failed=True)
    assert sum(_counts(retried)) == 1
    assert verify_project(filled).faults == ()


_BAD_LINES: dict[str, tuple[Any, str]] = {
    "error": ({"error": "no lexicon"}, "no lexicon"),
    "no-list": ({"events": {}}, "not a list"),
    "no-type": ({"events": [{"scope": "incident"}]}, "no type"),
    "no-json": ({"events": [{"type": "attack", "date": {1, 2}}]}, "no JSON"),
}


@pytest.mark.parametrize("name", sorted(_BAD_LINES))
def test_wrong_line_of_the_coder_is_a_failure(filled: Project, name: str) -> None:
    line, told = _BAD_LINES[name]
    done = code_project(filled, lambda rows: [{"id": row["id"], **line} for row in rows], VERSION)
    assert done.failed == 40
    assert told in done.errors[0]


def test_report_without_a_line_is_a_failure(filled: Project) -> None:
    done = code_project(filled, lambda rows: list(fake_coder(rows))[1:], VERSION)
    assert done.failed == 1


def test_stopped_coding_goes_on_where_it_was(filled: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coding, "BATCH", 10)
    given: list[str] = []

    def stops(rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        if len(given) >= 20:
            raise KeyboardInterrupt
        given.extend(row["id"] for row in rows)
        return fake_coder(rows)

    with pytest.raises(KeyboardInterrupt):
        code_project(filled, stops, VERSION)
    rest = sum(_counts(code_project(filled, fake_coder, VERSION)))
    assert 20 <= rest <= 30  # what was coded but not written when the stop came is coded again
    with reading(filled.engine) as connection:
        assert connection.execute(select(func.count()).select_from(codings)).scalar() == 40
    assert verify_project(filled).faults == ()


def test_coder_sees_foreign_lines_blank_at_the_same_offsets(archive: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("قصفت الطائرات البلدة صباحا\nShelling was reported in the town\nوقتل مدني", encoding="utf-8")
    collect(archive, [str(path)])
    seen: list[str] = []

    def looks(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        seen.extend(row["text"] for row in rows)
        return [{"id": row["id"], "events": []} for row in rows]

    code_project(archive, looks, VERSION)
    assert seen == ["قصفت الطائرات البلدة صباحا\n" + " " * 33 + "\nوقتل مدني"]


def test_places_and_actors_are_keyed_for_search(filled: Project) -> None:
    code_project(filled, fake_coder, VERSION)
    with reading(filled.engine) as connection:
        places = set(connection.execute(select(event_places.c.name_key)).scalars())
        actors = set(connection.execute(select(event_actors.c.actor_key)).scalars())
    assert {"حلب", "حديده"} & places
    assert actors == {"syrian-government", "قوات نظام"}


def test_report_without_text_is_empty_and_not_shown_to_the_coder(archive: Project, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "1", "text": " "}\n')
    collect(archive, [str(tmp_path / "a.jsonl")])
    assert make_report(1)["text"]
    done = code_project(archive, lambda rows: [{"id": row["id"], "error": "shown"} for row in rows], VERSION)
    assert (done.empty, done.failed) == (1, 0)


def test_coder_that_can_go_no_further_stops_the_run_and_fails_no_report(filled: Project) -> None:
    def killed(_rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        raise ProjectError("a worker process was killed")

    with pytest.raises(ProjectError, match="killed"):
        code_project(filled, killed, VERSION)
    assert list(read_failures(filled)) == []
    assert sum(_counts(code_project(filled, fake_coder, VERSION))) == 40


def test_tables_changed_while_coding_stop_the_run_and_fail_no_report(filled: Project) -> None:
    """A worker that starts late reads the tables as they are then."""
    with pytest.raises(ProjectError, match="became other") as stopped:
        code_project(filled, _renamed("other"), VERSION)
    assert "run again" in stopped.value.remedy
    assert list(read_failures(filled)) == []
    assert sum(_counts(code_project(filled, fake_coder, VERSION))) == 40
