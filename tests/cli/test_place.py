"""`tawthiq place`, `gazetteer` and `map` as commands."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tawthiq.cli.gazetteer import gazetteer_app
from tawthiq.cli.map import map_command
from tawthiq.cli.place import place_command

RUN = CliRunner()


def app(command: Callable[..., None]) -> typer.Typer:
    single = typer.Typer()
    single.command()(command)
    return single


ASKED = (
    {"id": "1", "place": "حي المنشية بمدينة درعا", "admin1": None, "country": "SY"},
    {"id": "2", "place": "زغبورة الهدهد", "admin1": "دير الزور", "country": "SY"},
)


@pytest.fixture
def incidents(tmp_path: Path) -> Path:
    path = tmp_path / "incidents.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ASKED), encoding="utf-8")
    return path


def test_place_writes_one_line_a_line_with_all_that_the_resolution_says(incidents: Path) -> None:
    ran = RUN.invoke(app(place_command), [str(incidents)])
    first, second = (json.loads(line) for line in ran.stdout.splitlines())
    assert (first["id"], second["id"]) == ("1", "2")
    assert first["lat"] == pytest.approx(32.61, abs=0.05)
    assert first["hierarchy"]["en"][0] == "Syria"
    assert second["lat"] is None
    assert second["reason"]
    wanted = {"gazetteer_id", "geo_precision", "where_prec", "radius_km", "place_confidence", "candidates", "pcode"}
    assert wanted <= set(first)


def test_place_reads_standard_input_and_leaves_candidates_out(incidents: Path) -> None:
    ran = RUN.invoke(app(place_command), ["-", "--brief"], input=incidents.read_text("utf-8"))
    assert ran.exit_code == 0
    assert all("candidates" not in json.loads(line) for line in ran.stdout.splitlines())


def test_place_names_a_line_that_it_cannot_read_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('not json\n{"id": "x"}\n' + json.dumps(ASKED[0]) + "\n", encoding="utf-8")
    ran = RUN.invoke(app(place_command), [str(path)])
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    assert ran.exit_code == 1
    assert [("error" in row) for row in rows] == [True, True, False]
    assert rows[0]["line"] == 1


def test_lookup_shows_candidates_with_their_scores() -> None:
    ran = RUN.invoke(gazetteer_app, ["lookup", "المنصورة", "--limit", "4", "--json"])
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    scores = [row["score"] for row in rows]
    assert len(rows) == 4
    assert scores == sorted(scores, reverse=True)
    assert all(row["parts"]["spelling"] for row in rows)


def test_lookup_of_nothing_is_told() -> None:
    ran = RUN.invoke(gazetteer_app, ["lookup", "زغبورة الهدهد"])
    assert ran.exit_code == 1
    assert not ran.stdout


def test_import_then_place_uses_the_own_gazetteer(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text("name_ar,kind,country,lat,lon\nزغبورة الهدهد,village,SY,35.5,40.5\n", encoding="utf-8")
    made = RUN.invoke(gazetteer_app, ["import", str(table)])
    assert made.exit_code == 0
    ran = RUN.invoke(
        app(place_command), ["-", "--own", str(table.with_suffix(".gazetteer"))], input=json.dumps(ASKED[1])
    )
    assert json.loads(ran.stdout)["lat"] == 35.5


def test_import_dry_run_writes_nothing(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text("name_ar,lat,lon\nزغبورة,35.5,40.5\n", encoding="utf-8")
    assert RUN.invoke(gazetteer_app, ["import", str(table), "--dry-run"]).exit_code == 0
    assert list(tmp_path.iterdir()) == [table]


def test_map_resolves_places_that_come_without_points(tmp_path: Path) -> None:
    event = {"type": "shelling", "scope": "incident", "quotes": ["قصف"], "places": [{"name": "سراقب", "within": None}]}
    path = tmp_path / "coded.jsonl"
    path.write_text(json.dumps({"id": "r", "events": [event]}) + "\n", encoding="utf-8")
    out = tmp_path / "map.html"
    ran = RUN.invoke(app(map_command), [str(path), "--out", str(out)])
    assert ran.exit_code == 0
    data = out.read_text("utf-8").split('id="data" type="application/json">')[1].split("</script>")[0]
    (place,) = json.loads(data)["events"][0]["p"]
    assert place[0] == pytest.approx(35.86, abs=0.05)
    assert "http://" not in out.read_text("utf-8")
    assert "https://" not in out.read_text("utf-8")
