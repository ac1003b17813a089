"""ACLED's columns, values and rules."""

from typing import Any

import pytest
from ledger_cases import BOOK, claim, event, place

from tawthiq.export.acled import COLUMNS, acled_sheet, fatalities, inter_of

# The API's order of columns, as acledR lists it.
EXPECTED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,"
    "longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)


def test_columns_are_those_of_acled_in_its_order() -> None:
    assert ",".join(COLUMNS) == EXPECTED
    assert len(COLUMNS) == 31


def test_row_holds_values_in_the_ranges_of_the_codebook() -> None:
    (row,) = acled_sheet([event()], BOOK).rows
    assert list(row) == list(COLUMNS)
    assert (row["event_type"], row["sub_event_type"]) == (
        "Explosions/Remote violence",
        "Shelling/artillery/missile attack",
    )
    assert (row["inter1"], row["inter2"], row["interaction"]) == (1, 7, 17)
    assert row["civilian_targeting"] == "Civilian targeting"
    assert (row["iso"], row["admin1"], row["admin2"], row["admin3"]) == (760, "Rural Damascus", "Markaz", "Saqba")
    assert row["fatalities"] == 5
    assert row["geo_precision"] in (1, 2, 3)
    assert row["time_precision"] in (1, 2, 3)


def test_deaths_of_several_places_are_divided() -> None:
    rows = acled_sheet([event(places=[place(), place("حمورية"), place("زملكا")])], BOOK).rows
    assert [row["fatalities"] for row in rows] == [2, 2, 1]
    assert [row["event_id_cnty"] for row in rows] == ["ev-1-1", "ev-1-2", "ev-1-3"]


@pytest.mark.parametrize(
    ("claims", "family", "expected"),
    [
        pytest.param([claim(1, 20, None)], "explosions", 10, id="tens"),
        pytest.param([claim(1, 200, None)], "explosions", 100, id="hundreds"),
        pytest.param([claim(1, 2, None)], "battles", 10, id="untold-number-at-war"),
        pytest.param([claim(1, 2, None)], "civilians", 3, id="untold-number-elsewhere"),
        pytest.param([claim(1, 9, 9), claim(2, 4, 4)], "explosions", 4, id="least-where-sources-differ"),
        pytest.param([claim(1, 5, 5), claim(1, 2, 2, part=True)], "explosions", 5, id="parts-do-not-add"),
        pytest.param([], "explosions", 0, id="nothing-told"),
    ],
)
def test_fatalities_follow_the_codebook(claims: list[dict[str, Any]], family: str, expected: int) -> None:
    assert fatalities(event(claims=claims, family=family)) == expected


@pytest.mark.parametrize(
    ("actor", "expected"),
    [("syrian-government", 1), ("russia", 8), ("isis", 2), ("civilians", 7), (None, 3)],
    ids=["own-state", "foreign-state", "rebel", "civilians", "not-listed"],
)
def test_inter_tells_own_from_foreign_forces(actor: str | None, expected: int) -> None:
    assert inter_of({"name": "x", "id": actor}, BOOK, "SY") == expected


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({"date": None, "date_start": None, "date_end": None}, "no day", id="undated"),
        pytest.param({"places": [place(lat=None, lon=None)]}, "no place", id="unresolved"),
        pytest.param({"scope": "aggregate", "date": None}, "aggregate", id="sum-over-a-span"),
    ],
)
def test_what_acled_cannot_hold_is_left_out_with_the_reason(changes: dict[str, Any], reason: str) -> None:
    sheet = acled_sheet([event(**changes)], BOOK)
    assert sheet.rows == []
    assert reason in sheet.left_out[0].reason
