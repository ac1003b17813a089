"""What another version of the coder changed, and why."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from archive_cases import VERSION, fake_coder, write_reports
from tawthiq.archive import collect
from tawthiq.errors import UsageError
from tawthiq.store.coding import Coder, code_project
from tawthiq.store.diff import coding_versions, diff_events, diff_project
from tawthiq.store.project import Project

VERSIONS = ("0.1+aaa", "0.1+bbb")


def _event(start: int, end: int, **fields: Any) -> dict[str, Any]:
    told = {"type": "shelling", "spans": [[start, end]], "evidence": {"type": [[start, end, "frame.vso", 0]]}}
    return told | fields


def _killed(low: int, rule: str, at: int) -> dict[str, Any]:
    return {
        "killed": [{"group": "civilians", "min": low, "max": low}],
        "evidence": {"type": [[0, 9, "frame.vso", 0]], "killed": [[at, at + 2, rule, 0]]},
    }


def test_same_events_differ_in_nothing() -> None:
    events = [_event(0, 9, date="2020-01-01"), _event(20, 30)]
    surer = [event | {"confidence": 0.9} for event in events]
    assert diff_events(events, surer, VERSIONS) == []


def test_events_are_paired_by_their_words_whatever_their_order() -> None:
    before = [_event(0, 10), _event(20, 40)]
    after = [_event(22, 40, type="attack"), _event(0, 10), _event(60, 70)]
    changes = diff_events(before, after, VERSIONS)
    assert [(change.kind, change.event["spans"][0][0]) for change in changes] == [("changed", 22), ("came", 60)]
    (field,) = changes[0].fields
    assert (field.field, field.old, field.new) == ("type", "shelling", "attack")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (_killed(2, "count.noun", 4), _killed(3, "count.verb", 4), "read by count.verb instead of count.noun"),
        (_killed(2, "count.noun", 4), _killed(3, "count.noun", 7), "count.noun reads other words"),
        (_killed(2, "count.noun", 4), _killed(3, "count.noun", 4), "count.noun reads the same words otherwise"),
        (_killed(2, "count.noun", 4), {}, "no rule reads it any more; it was read by count.noun"),
        ({}, _killed(2, "count.noun", 4), "it is now read by count.noun"),
    ],
    ids=["rule", "words", "reading", "gone", "new"],
)
def test_changed_value_says_why(old: dict[str, Any], new: dict[str, Any], why: str) -> None:
    (change,) = diff_events([_event(0, 9, **old)], [_event(0, 9, **new)], VERSIONS)
    assert change.kind == "changed"
    assert {field.field: field.why for field in change.fields} == {"killed": why}


@pytest.mark.parametrize(
    ("versions", "cause"),
    [
        (("0.1+a", "0.2+a"), "another version of program"),
        (("0.1+a", "0.1+b"), "another version of resources"),
        (("0.1+a", "0.2+b"), "another version of program and resources"),
    ],
)
def test_cause_names_what_differs_in_the_version(versions: tuple[str, str], cause: str) -> None:
    (change,) = diff_events([_event(0, 9)], [], versions)
    assert (change.kind, change.why) == ("went", f"{cause}; it had been read by frame.vso")


def _without_shelling_in(place: str) -> Coder:
    def code(rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        for line in fake_coder(rows):
            kept = [one for one in line["events"] if one.get("places", [{}])[0].get("name") != place]
            yield line | {"version": "fake-2", "events": kept}

    return code


def test_project_is_compared_report_by_report(archive: Project, tmp_path: Path) -> None:
    collect(archive, [str(write_reports(tmp_path / "a.jsonl", range(60)))])
    code_project(archive, fake_coder, VERSION)
    code_project(archive, _without_shelling_in("حلب"), "fake-2")
    differences = list(diff_project(archive, VERSION, "fake-2"))
    assert differences
    gone = {change.event["places"][0]["name"] for report in differences for change in report.changes}
    assert gone == {"حلب"}
    back = list(diff_project(archive, "fake-2", VERSION))
    assert [report.id for report in back] == [report.id for report in differences]
    assert {change.kind for report in back for change in report.changes} == {"came"}
    assert [one.version for one in coding_versions(archive)] == [VERSION, "fake-2"]


def test_report_that_failed_in_one_version_says_so(archive: Project, tmp_path: Path) -> None:
    collect(archive, [str(write_reports(tmp_path / "a.jsonl", range(30)))])
    code_project(archive, lambda rows: [{"id": row["id"], "error": "lexicon missing"} for row in rows], "broken-1")
    coded = code_project(archive, fake_coder, VERSION)
    differences = list(diff_project(archive, "broken-1", VERSION))
    assert len(differences) == coded.coded
    assert differences[0].changes[0].why == "broken-1 failed: lexicon missing"


def test_unknown_version_is_refused(sqlite_archive: Project) -> None:
    with pytest.raises(UsageError, match="no coding by version"):
        next(diff_project(sqlite_archive, "a", "b"))
