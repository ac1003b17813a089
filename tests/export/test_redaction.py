"""Redaction: nothing that could lead to a person is in what is published."""

import json

import pytest
from ledger_cases import BOOK, event, family, place

from tawthiq.export.profiles import PROFILES, export
from tawthiq.export.redaction import redact

SECRET = "نورسلمان"
EVENT = event(
    attribution=[SECRET],
    quotes=[{"report": "r1", "quote": f"قال {SECRET}"}],
    claims=[{**event()["claims"][0], "text": SECRET, "speakers": [SECRET]}],
    sources=[family(1, speakers=[SECRET], reason=f"quotes {SECRET}")],
    actor2=[{"name": SECRET, "id": None, "reports": 1}],
    objects=[{"name": f"مشفى {SECRET}", "class": "medical", "reports": 1}],
    places=[place(SECRET, kind="hospital", name_en=SECRET, within=SECRET)],
    grade_reason=f"{SECRET} speaks of it",
)


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_no_name_of_a_person_stands_in_any_export(name: str) -> None:
    kept, _ = redact([EVENT], "2024-12-31")
    assert SECRET.encode() not in export(name, kept, BOOK).body


def test_no_name_of_a_person_stands_in_the_redacted_event() -> None:
    (kept,), _ = redact([EVENT], "2024-12-31")
    assert SECRET not in json.dumps(kept, ensure_ascii=False)


@pytest.mark.parametrize(
    ("kind", "objects", "expected"),
    [("hospital", [], 33.5), ("town", [{"name": "", "class": "medical"}], 33.5), ("town", [], 33.51)],
    ids=["hospital", "hospital-hit", "town"],
)
def test_coordinates_are_coarsened_by_kind(kind: str, objects: list[dict[str, str]], expected: float) -> None:
    (kept,), _ = redact([event(places=[place(kind=kind)], objects=objects)], "2024-12-31")
    assert kept["places"][0]["lat"] == expected


def test_young_and_undated_events_are_held_back_with_the_reason() -> None:
    undated = event("ev-2", date=None, date_start=None, date_end=None)
    kept, left = redact([event(), undated], "2024-05-20")
    assert kept == []
    assert [one.event_id for one in left] == ["ev-1", "ev-2"]
    assert "embargo" in left[0].reason


def test_numbers_and_grades_stay() -> None:
    (kept,), _ = redact([EVENT], "2024-12-31")
    assert (kept["killed"], kept["grade"], kept["date"]) == (EVENT["killed"], "fair", "2024-05-01")
