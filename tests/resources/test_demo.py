"""The demo reports and their gold coding: whole, within the codebook's lists, and covering them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tawthiq.model.codebook import FAMILY, GROUPS, HARMS, OBJECT_CLASSES, SCOPES, WEAPON_CLASSES

ROOT = Path(__file__).resolve().parents[2]


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


REPORTS = _rows(ROOT / "src" / "tawthiq" / "resources" / "demo" / "reports.jsonl")
GOLD = _rows(ROOT / "tests" / "gold" / "demo.jsonl")
EVENTS = [(row["id"], row["text"], event) for row in GOLD for event in row["events"]]


def test_gold_holds_the_demo_reports_unchanged() -> None:
    assert [{key: value for key, value in row.items() if key != "events"} for row in GOLD] == REPORTS
    assert [row["id"] for row in REPORTS] == [f"demo-{number:02}" for number in range(1, 33)]


def test_demo_has_four_reports_without_events() -> None:
    assert [row["id"] for row in GOLD if not row["events"]] == ["demo-19", "demo-20", "demo-21", "demo-22"]


@pytest.mark.parametrize(
    ("report", "text", "event"), [pytest.param(*row, id=f"{row[0]}-{n}") for n, row in enumerate(EVENTS)]
)
def test_event_is_in_the_codebooks_form(report: str, text: str, event: dict[str, Any]) -> None:
    assert event["type"] in FAMILY
    assert event["scope"] in SCOPES
    assert event["quotes"]
    assert all(text.count(quote) == 1 for quote in event["quotes"]), report
    for harm in HARMS:
        for count in event.get(harm, []):
            assert count["group"] in GROUPS
            assert count["text"] in text
            assert count["max"] is None or count["min"] <= count["max"]
    assert {thing["class"] for thing in event.get("weapons", [])} <= WEAPON_CLASSES
    assert {thing["class"] for thing in event.get("objects", [])} <= OBJECT_CLASSES
    assert not any(value in ([], None) for value in event.values()), "what the text does not say is left out"


def test_events_stand_in_the_order_of_their_main_quotes() -> None:
    for row in GOLD:
        starts = [row["text"].find(event["quotes"][0]) for event in row["events"]]
        assert starts == sorted(starts), row["id"]


def test_every_type_group_and_class_of_the_codebook_occurs() -> None:
    events = [event for _, _, event in EVENTS]

    assert {event["type"] for event in events} == set(FAMILY)
    assert {event["scope"] for event in events} == set(SCOPES)
    assert {count["group"] for e in events for harm in HARMS for count in e.get(harm, [])} == GROUPS
    assert {thing["class"] for e in events for thing in e.get("weapons", [])} == WEAPON_CLASSES
    assert {thing["class"] for e in events for thing in e.get("objects", [])} == OBJECT_CLASSES


def test_invisible_marks_are_written_as_escapes() -> None:
    marks = {chr(code) for code in (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))}
    files = (ROOT / "src" / "tawthiq" / "resources" / "demo" / "reports.jsonl", ROOT / "tests" / "gold" / "demo.jsonl")

    assert not any(marks & set(path.read_text(encoding="utf-8")) for path in files)
    assert any(marks & set(row["text"]) for row in REPORTS)
