"""UCDP GED's columns, values and rules."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_cases import BOOK, claim, event, place

from tawthiq.export.ucdp import COLUMNS, priogrid, ucdp_sheet

EXPECTED = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,"
    "dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,"
    "source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,"
    "where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
)


def test_columns_are_those_of_ged_in_its_order() -> None:
    assert ",".join(COLUMNS) == EXPECTED
    assert len(COLUMNS) == 49


def test_row_holds_values_in_the_ranges_of_the_codebook() -> None:
    (row,) = ucdp_sheet([event()], BOOK).rows
    assert list(row) == list(COLUMNS)
    assert row["type_of_violence"] == 3
    assert row["low"] <= row["best"] <= row["high"]
    assert row["best"] == sum(row[f"deaths_{side}"] for side in ("a", "b", "civilians", "unknown"))
    assert row["deaths_civilians"] == 5
    assert row["where_prec"] in range(1, 8)
    assert row["date_prec"] in range(1, 6)
    assert (row["country_id"], row["gwnoa"]) == (652, 652)


def test_two_armed_sides_with_a_state_are_state_based() -> None:
    rebels = [{"name": "داعش", "id": "isis", "reports": 1}]
    claims = [claim(1, 6, 6, who="isis", group="fighters")]
    killed = {"all": {"low": 6, "best": 6, "high": 6}}
    (row,) = ucdp_sheet([event(actor2=rebels, claims=claims, killed=killed)], BOOK).rows
    assert (row["type_of_violence"], row["deaths_b"], row["deaths_civilians"]) == (1, 6, 0)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({"killed": {}}, "no death", id="nobody-killed"),
        pytest.param({"actor1": [], "actor2": []}, "no organised actor", id="nobody-named"),
        pytest.param({"type": "arrests", "family": "strategic"}, "no organised violence", id="arrests"),
        pytest.param({"places": []}, "no place", id="no-place"),
    ],
)
def test_what_ged_does_not_hold_is_left_out_with_the_reason(changes: dict[str, Any], reason: str) -> None:
    sheet = ucdp_sheet([event(**changes)], BOOK)
    assert sheet.rows == []
    assert reason in sheet.left_out[0].reason


def test_several_places_are_a_line_or_fuzzy_area() -> None:
    (row,) = ucdp_sheet([event(places=[place(), place("حمورية")])], BOOK).rows
    assert row["where_prec"] == 5


@given(
    st.lists(
        st.tuples(st.sampled_from(["isis", "syrian-government", None]), st.integers(0, 60)), min_size=1, max_size=5
    ),
    st.integers(1, 80),
)
def test_deaths_add_up_to_best_whatever_sources_claim(told: list[tuple[str | None, int]], best: int) -> None:
    claims = [claim(n, low, low, who=who, group="unspecified") for n, (who, low) in enumerate(told, 1)]
    killed = {"all": {"low": min(best, 1), "best": best, "high": None}}
    (row,) = ucdp_sheet([event(claims=claims, killed=killed)], BOOK).rows
    assert row["best"] == sum(row[f"deaths_{side}"] for side in ("a", "b", "civilians", "unknown"))
    assert row["low"] <= row["best"] <= row["high"]


def test_priogrid_numbers_cells_from_the_south_west() -> None:
    assert priogrid(-90.0, -180.0) == 1
    assert priogrid(33.51, 36.39) == 247 * 720 + 432 + 1
