"""Every export is opened by a program that others read it with: GeoPandas, libhxl, openpyxl, pandas, Polars, pyarrow.

One ledger of all types stands for what projects hold: events with and without day, place, harm and doer.
"""

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ledger_cases import BOOK, claim, event, family, place

from tawthiq.export.profiles import PROFILES, export
from tawthiq.model.codebook import FAMILY
from tawthiq.model.ledger import LedgerEvent

_ARABIC = "سقبا"


def ledger() -> list[LedgerEvent]:
    events = [event(f"ev-{n:02d}", type=kind, family=FAMILY[kind]) for n, kind in enumerate(sorted(FAMILY))]
    events.append(event("ev-open", killed={"all": {"low": 20, "best": 20, "high": None}}, claims=[claim(1, 20, None)]))
    events.append(event("ev-no-place", places=[]))
    events.append(event("ev-no-point", places=[place(lat=None, lon=None)]))
    events.append(event("ev-no-day", date=None, date_start=None, date_end=None, date_prec=None, time_precision=None))
    events.append(event("ev-no-doer", actor1=[], killed={}, claims=[]))
    events.append(event("ev-two", places=[place(), place("عربين", lat=33.54, lon=36.37, name_en="Arbin")]))
    events.append(event("ev-formula", actor1=[{"name": "=1+1", "id": None, "reports": 1}], sources=[family(1)]))
    return events


def body(name: str) -> bytes:
    return export(name, ledger(), BOOK).body


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body(name).decode("utf-8-sig"))))


@pytest.mark.parametrize("name", ["geoparquet", "geojson"])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_geopandas_reads_places_and_arabic(tmp_path: Path, name: str) -> None:
    import geopandas  # type: ignore[import-untyped]

    file = tmp_path / f"events{PROFILES[name].suffix}"
    file.write_bytes(body(name))
    frame = geopandas.read_parquet(file) if name == "geoparquet" else geopandas.read_file(file)
    assert len(frame) == len(ledger())
    assert frame.crs.name.startswith("WGS 84")
    found = frame.set_index("event_id")
    point = found.loc["ev-00"].geometry
    assert (point.x, point.y) == (36.3921, 33.5146)
    assert found.loc["ev-no-point"].geometry is None
    assert found.loc["ev-00"]["place"] == _ARABIC
    assert found.loc["ev-00"]["killed_high"] == 7


@pytest.mark.filterwarnings("ignore")
def test_libhxl_validates_the_tags_and_their_values() -> None:
    import hxl  # type: ignore[import-untyped]

    data = hxl.data(io.BytesIO(body("hxl"))).cache()
    tags = [column.display_tag for column in data.columns]
    assert {"#event+code", "#date+occurred", "#geo+lat", "#affected+killed", "#affected+injured"} <= set(tags)
    schema = [
        ["#valid_tag", "#valid_datatype", "#valid_required+min", "#valid_value+min"],
        ["#event+code", "text", "1", ""],
        ["#date+occurred", "date", "1", ""],
        ["#geo+lat", "number", "1", "-90"],
        ["#geo+lon", "number", "1", "-180"],
        ["#affected+killed", "number", "1", "0"],
    ]
    told: list[str] = []
    assert data.validate(schema, lambda error: told.append(str(error))), told
    # libhxl's own schema also notes numbers that stand out among the others, which is no fault of the form.
    data.validate(None, lambda error: told.append(f"{error.rule.severity}: {error.message}"))
    assert {one for one in told if "outlier" not in one} == set()
    assert len(list(data)) == len(rows("acled"))


def test_openpyxl_reads_the_workbook_and_no_cell_is_a_formula(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    file = tmp_path / "events.xlsx"
    file.write_bytes(body("xlsx"))
    page = load_workbook(file).active
    assert page is not None
    table = list(page.iter_rows(values_only=True))
    head = list(table[0])
    assert len(table) == len(ledger()) + 1
    assert {cell.data_type for row in page.iter_rows() for cell in row} <= {"s", "n", "b", "inlineStr"}
    actors = {row[head.index("event_id")]: row[head.index("actor1")] for row in table[1:]}
    assert actors["ev-formula"] == "=1+1"


def test_pandas_and_polars_read_parquet_with_types(tmp_path: Path) -> None:
    import pandas
    import polars

    file = tmp_path / "events.parquet"
    file.write_bytes(body("parquet"))
    assert len(pandas.read_parquet(file)) == len(ledger())
    frame = polars.read_parquet(file)
    assert frame.schema["killed_low"] == polars.Int64
    assert frame.schema["disputed"] == polars.Boolean
    assert frame.filter(polars.col("event_id") == "ev-open")["killed_high"].to_list() == [None]


ACLED_RANGES: dict[str, Sequence[Any]] = {
    "time_precision": "123", "geo_precision": "123", "inter1": "012345678", "inter2": "012345678",
    "civilian_targeting": ("", "Civilian targeting"),
    "disorder_type": (
        "Political violence", "Demonstrations", "Strategic developments", "Political violence; Demonstrations",
    ),
    "event_type": (
        "Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots",
        "Strategic developments",
    ),
}  # fmt: skip


def test_acled_columns_and_values_are_in_range() -> None:
    found = rows("acled")
    assert len(found[0]) == 31
    for row in found:
        for column, allowed in ACLED_RANGES.items():
            assert row[column] in allowed, (row["event_id_cnty"], column)
        assert row["event_date"][:4] == row["year"]
        assert int(row["fatalities"]) >= 0
        assert -90 <= float(row["latitude"]) <= 90 and -180 <= float(row["longitude"]) <= 180
        first, second = sorted(int(row[side]) for side in ("inter1", "inter2"))
        told = (first * 10 + second) if first else second * 10
        assert int(row["interaction"]) == told
    assert len({row["event_id_cnty"] for row in found}) == len(found)


def test_ucdp_columns_and_values_are_in_range() -> None:
    found = rows("ucdp")
    assert len(found[0]) == 49
    for row in found:
        low, best, high = (int(row[end]) for end in ("low", "best", "high"))
        assert 0 <= low <= best <= high and best >= 1
        sides = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
        assert best == sum(int(row[side]) for side in sides)
        assert row["type_of_violence"] in "123" and row["event_clarity"] in "12"
        assert row["where_prec"] in "1234567" and row["date_prec"] in "12345"
        assert row["date_start"][:10] <= row["date_end"][:10]
        lat, lon = float(row["latitude"]), float(row["longitude"])
        assert int(row["priogrid_gid"]) == int((lat + 90) * 2) * 720 + int((lon + 180) * 2) + 1
    assert [row["id"] for row in found] == [str(n) for n in range(1, len(found) + 1)]


def test_hapi_counts_are_monthly_and_of_its_kinds() -> None:
    found = rows("hapi")
    assert len(found[0]) == 19
    for row in found:
        assert row["event_type"] in ("political_violence", "civilian_targeting", "demonstration")
        assert row["reference_period_start"].endswith("-01")
        assert row["location_code"] == "SYR"


# Categories with their quad code and modes, by the manual of PLOVER (draft 0.7b1), for those that our types come to.
PLOVER: dict[str, tuple[int, Sequence[str]]] = {
    "AGREE": (1, ()),
    "RETREAT": (2, ("withdraw", "release", "return", "disarm", "ceasefire", "access", "resign")),
    "PROTEST": (4, ("demo", "riot", "strike", "hunger", "boycott", "obstruct")),
    "MOBILIZE": (4, ("troops", "weapons", "police", "militia")),
    "COERCE": (4, ("seize", "restrict", "ban", "censor", "curfew", "martial-law", "arrest", "deport", "withhold")),
    "ASSAULT": (4, (
        "abduct", "aerial", "beat", "crowd-control", "destroy", "drone", "explosives", "firearms", "heavy-weapons",
        "primitive", "sexual", "suicide-attack", "targeted", "torture", "unconventional",
    )),
}  # fmt: skip


def plover() -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in map(json.loads, body("plover").decode().splitlines())}


def test_plover_lines_hold_what_it_asks_for_in_its_words() -> None:
    found = plover()
    assert {kind for row in found.values() for kind in row["event"]} == set(PLOVER)
    for row in found.values():
        (kind,) = row["event"]
        quad, modes = PLOVER[kind]
        assert row["quad_code"] == quad and set(row["mode"]) <= set(modes), row["id"]
        assert date.fromisoformat(row["date"]) <= date.fromisoformat(row["enddate"])
        assert all(isinstance(text, str) for text in row["event_text"])
        assert all(size is None or size >= 0 for size in row["size"].values())
        for party in row["actor"] + row["recipient"]:
            assert party["actor_text"] and (party["code"] is None or len(party["code"]) == 3)
        where = row["event_loc"]
        if where is not None and where["lat"] is not None:
            assert -90 <= where["lat"] <= 90 and -180 <= where["lon"] <= 180 and 1 <= where["resolution"] <= 5


def test_plover_names_parties_outlets_and_places_where_it_looks_for_them() -> None:
    row = plover()["ev-open"]
    assert row["actor"] == [
        {"code": "SYR", "actor_text": "قوات النظام", "identifier_id": "syrian-government",
         "identifier_text": "Government of Syria"}
    ]  # fmt: skip
    assert row["cite_info"] == {"publication": ["outlet 1", "outlet 2"]}
    assert row["event_loc"]["geonameid"] is None  # the place comes from elsewhere
    of_geonames = export("plover", [event(places=[place(gazetteer_id="gn:169577")])], BOOK).body
    assert json.loads(of_geonames)["event_loc"]["geonameid"] == 169577
    assert "ev-no-day" not in plover()


def test_airwars_sheet_is_read_with_ranges_and_grades_that_hold() -> None:
    import pandas

    frame = pandas.read_csv(io.BytesIO(body("airwars")), parse_dates=["date", "date_end", "first_reported_date"])
    assert set(frame["grade"]) <= {"confirmed", "fair", "weak", "contested"}
    assert set(frame["strike_status"]) <= {"declared", "likely", "contested", "unattributed"}
    assert frame["code"].is_unique and frame["num_sources"].ge(frame["num_source_families"]).all()
    known = frame.dropna(subset=["date", "date_end"])
    assert (known["date"] <= known["date_end"]).all()
    for low in [str(column) for column in frame if str(column).endswith("_min")]:
        pairs = frame[[low, low.removesuffix("min") + "max"]].dropna()
        assert (pairs.iloc[:, 0] <= pairs.iloc[:, 1]).all() and (pairs >= 0).all(axis=None), low
    open_ended = frame.set_index("code").loc["ev-open"]
    assert open_ended["killed_min"] == 20 and pandas.isna(open_ended["killed_max"])


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_every_profile_gives_the_same_bytes_again_and_accounts_for_every_event(name: str) -> None:
    first, again = (export(name, ledger(), BOOK) for _ in range(2))
    assert first.body == again.body
    left = [one.event_id for one in first.left_out]
    assert len(left) == len(set(left))
    assert set(left) <= {one["id"] for one in ledger()}
    assert all(one.reason for one in first.left_out)
