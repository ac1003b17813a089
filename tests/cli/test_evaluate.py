import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tawthiq.cli import evaluate as module
from tawthiq.cli.evaluate import evaluate_command, evaluate_files
from tawthiq.errors import UsageError
from tawthiq.review.slots import Row

DEMO = Path(__file__).parents[1] / "gold" / "demo.jsonl"


def _app() -> typer.Typer:
    app = typer.Typer()
    app.command("evaluate")(evaluate_command)
    return app


def _perfect(rows: Sequence[Row]) -> list[Row]:
    """A coder that knows the answers; it fails the test if it is shown them."""
    assert not any("events" in row for row in rows)
    coded = (json.loads(line) for line in DEMO.read_text(encoding="utf-8").splitlines())
    return [{"id": row["id"], "events": row["events"]} for row in coded]


def _none(rows: Sequence[Row]) -> Iterable[Row]:
    return ({"id": row["id"], "events": []} for row in rows)


@pytest.fixture
def predictions(tmp_path: Path) -> Path:
    """Demo gold with every place left out, in the form that coding programs write."""
    path = tmp_path / "predicted.jsonl"
    rows = (json.loads(line) for line in DEMO.read_text(encoding="utf-8").splitlines())
    coded = ({"id": r["id"], "events": [{**e, "places": []} for e in r["events"]]} for r in rows)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in coded), encoding="utf-8")
    return path


def test_the_table_shows_slots_and_types(predictions: Path) -> None:
    result = CliRunner().invoke(_app(), [str(DEMO), str(predictions)])

    assert result.exit_code == 0
    rows = {line.split()[0]: line.split()[1:] for line in result.stdout.splitlines() if line.strip()}
    assert rows["detection"][1:4] == ["1.000", "1.000", "1.000"]
    assert rows["places"][1:4] == ["0.000", "0.000", "0.000"]
    assert rows["mob-violence"][0] == "1"


def test_misses_are_shown_with_their_number_and_words(predictions: Path) -> None:
    result = CliRunner().invoke(_app(), [str(DEMO), "--predicted", str(predictions), "--misses"])

    assert "place not read" in result.stdout
    assert "demo-32 places: place not read: gold {" in result.stdout


def test_json_is_one_object_on_stdout(predictions: Path) -> None:
    result = CliRunner().invoke(_app(), [str(DEMO), str(predictions), "--json", "--misses"])

    row = json.loads(result.stdout)
    assert row["rows"]["places"][:3] == [0.0, 0.0, 0.0]
    assert {miss["slot"] for miss in row["misses"]} == {"places"}


def test_markdown_is_written_alone(predictions: Path) -> None:
    result = CliRunner().invoke(_app(), [str(DEMO), str(predictions), "--markdown"])

    assert result.stdout.startswith("32 reports, 0 of them not in the predictions.\n\n| slot |")


def test_without_predictions_the_gold_reports_are_coded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "code_with_program", _perfect)

    result = CliRunner().invoke(_app(), [str(DEMO), "--json"])

    assert json.loads(result.stdout)["rows"]["slots"][2] == 1.0


def test_several_gold_files_are_all_coded(tmp_path: Path) -> None:
    more = tmp_path / "more.jsonl"
    more.write_text('{"id": "x", "text": "نص"}\n', encoding="utf-8")

    paths, gold, coded = evaluate_files([DEMO, more], None, _none)

    assert paths == [DEMO, more]
    assert len(gold) == len(coded) == 33


def test_floors_are_set_held_and_broken(tmp_path: Path, predictions: Path) -> None:
    floors = str(tmp_path / "floors.toml")
    run = CliRunner()

    assert run.invoke(_app(), [str(DEMO), str(predictions), "--floors", floors, "--set-floors"]).exit_code == 0
    assert run.invoke(_app(), [str(DEMO), str(predictions), "--floors", floors]).exit_code == 0

    worse = tmp_path / "worse.jsonl"
    worse.write_text('{"id": "demo-01", "events": []}\n', encoding="utf-8")
    broken = run.invoke(_app(), [str(DEMO), str(worse), "--floors", floors])
    assert broken.exit_code == 1
    assert "detection: F1 0.000 is below its floor 1.000" in broken.stderr


def test_floors_are_not_lowered_unasked(tmp_path: Path, predictions: Path) -> None:
    floors, worse = tmp_path / "floors.toml", tmp_path / "worse.jsonl"
    worse.write_text('{"id": "demo-01", "events": []}\n', encoding="utf-8")
    run, setting = CliRunner(), ["--floors", str(floors), "--set-floors"]
    run.invoke(_app(), [str(DEMO), str(predictions), *setting])

    refused = run.invoke(_app(), [str(DEMO), str(worse), *setting])
    assert isinstance(refused.exception, UsageError)

    assert run.invoke(_app(), [str(DEMO), str(worse), *setting, "--lower-floors"]).exit_code == 0
    assert "detection = 0.000" in floors.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "options",
    [
        pytest.param(["--set-floors"], id="no file to set"),
        pytest.param(["--floors", "f.toml", "--lower-floors"], id="lowered without being set"),
        pytest.param(["--json", "--markdown"], id="two forms at once"),
    ],
)
def test_options_that_contradict_each_other_are_refused(options: list[str]) -> None:
    result = CliRunner().invoke(_app(), [str(DEMO), *options])

    assert isinstance(result.exception, UsageError)
    assert result.exception.remedy
