"""Counts of the ledger, the ledger of territory, and plots."""

import xml.etree.ElementTree as ET

import pytest
from ledger_cases import BOOK, event, place

from tawthiq.errors import UsageError
from tawthiq.export.counting import BY, count, held_places
from tawthiq.export.drawing import Bar, to_png, to_svg
from tawthiq.export.report_page import report_page

EVENTS = [event(), event("ev-2", date="2024-06-02", date_end="2024-06-02", type="attack", family="civilians")]


@pytest.mark.parametrize("by", sorted(BY))
def test_every_count_ends_with_the_total_of_all_events(by: str) -> None:
    rows = count(EVENTS, by, BOOK).rows
    assert (rows[-1]["value"], rows[-1]["events"], rows[-1]["killed_best"]) == ("all", 2, 10)
    assert sum(row["events"] for row in rows[:-1]) >= 2


def test_counts_over_time_stand_in_order_of_time() -> None:
    assert [row["value"] for row in count(EVENTS, "month", BOOK).rows] == ["2024-05", "2024-06", "all"]


def test_counts_by_group_take_the_numbers_of_the_group() -> None:
    rows = {row["value"]: row for row in count(EVENTS, "group", BOOK).rows}
    assert rows["children"]["killed_best"] == 4


def test_an_unknown_count_names_those_there_are() -> None:
    with pytest.raises(UsageError, match="admin1"):
        count(EVENTS, "colour", BOOK)


def taken(event_id: str, day: str, to: str, **changes: object) -> object:
    return event(event_id, date=day, date_end=day, type="non-violent-transfer", territory={"to": to}, **changes)


def test_a_place_is_held_until_the_next_change_there() -> None:
    events = [taken("ev-2", "2024-06-01", "isis"), taken("ev-1", "2024-05-01", "syrian-government")]
    rows = held_places(events, BOOK).rows  # type: ignore[arg-type]
    assert [(r["holder"], r["from_day"], r["until_day"]) for r in rows] == [
        ("Government of Syria", "2024-05-01", "2024-06-01"),
        ("Islamic State", "2024-06-01", None),
    ]


def test_a_disputed_taking_holds_nothing() -> None:
    disputed = event(type="government-regains-territory", family="battles", disputed=True)
    assert held_places([disputed], BOOK).rows == []


def test_plots_are_well_formed_and_the_same_each_time() -> None:
    bars = [Bar("Idleb <&>", 5, 3, 9), Bar("Aleppo", 0)]
    drawn = to_svg("Killed & injured", bars)
    assert ET.fromstring(drawn).tag.endswith("svg")
    assert "5 (3-9)" in drawn
    assert to_png("Killed", bars) == to_png("Killed", bars)
    assert to_png("Killed", bars).startswith(b"\x89PNG")


def test_page_loads_nothing_and_escapes_what_reports_say() -> None:
    events = [event(places=[place("<script>alert(1)</script>")])]
    page = report_page("Ledger", {"By place": count(events, "place", BOOK)}, held_places(events, BOOK), [])
    assert "<script" not in page
    assert "src=" not in page
    assert "url(" not in page
