"""`tawthiq code`: forms, files, processes; inputs are in test_inputs.py."""

import csv
import io
import json
import os
from pathlib import Path

import pytest
from cli_runs import STRIKE, line, tawthiq
from rich.cells import cell_len

import tawthiq as package
from tawthiq.export.csv_rows import COLUMNS

DEMO = Path(package.__file__).parent / "resources" / "demo" / "reports.jsonl"


def test_json_lines_are_the_codebooks_form(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = tawthiq(monkeypatch, "code", DEMO)
    texts = {row["id"]: row["text"] for row in map(json.loads, DEMO.read_text(encoding="utf-8").splitlines())}

    assert ran.status == 0
    assert [row["id"] for row in ran.rows] == list(texts)
    for row in ran.rows:
        assert set(row) == {"id", "events", "version"}
        for event in row["events"]:
            assert [texts[row["id"]][start:end] for start, end in event["spans"]] == event["quotes"]
            assert all(words for words in event["evidence"].values())


def test_the_same_bytes_come_from_one_process_and_from_two(monkeypatch: pytest.MonkeyPatch) -> None:
    one = tawthiq(monkeypatch, "code", DEMO, "--jobs", "1")
    two = tawthiq(monkeypatch, "code", DEMO, "--jobs", "2")

    assert one.status == two.status == 0
    assert one.out == two.out
    assert one.err == two.err


def test_coding_twice_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = [tawthiq(monkeypatch, "code", DEMO, "--format", form).out for form in ("jsonl", "csv", "table") * 2]

    assert runs[:3] == runs[3:]


def test_csv_has_a_row_for_each_event_and_place(monkeypatch: pytest.MonkeyPatch) -> None:
    coded = tawthiq(monkeypatch, "code", DEMO).rows
    table = tawthiq(monkeypatch, "code", DEMO, "--format", "csv").text
    rows = list(csv.DictReader(io.StringIO(table)))

    assert table.splitlines()[0] == ",".join(COLUMNS)
    assert len(rows) == sum(max(1, len(event.get("places", ()))) for row in coded for event in row["events"])
    firsts = [row for row in rows if row["place_number"] == "1"]
    assert [row["type"] for row in firsts] == [event["type"] for row in coded for event in row["events"]]


def test_geojson_is_one_collection(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    reports = (line("a"), line("nothing", "لا شيء في هذا"), line("b"))
    (tmp_path / "r.jsonl").write_text("\n".join(reports), encoding="utf-8")

    collection = json.loads(tawthiq(monkeypatch, "code", tmp_path / "r.jsonl", "--format", "geojson").text)
    empty = json.loads(tawthiq(monkeypatch, "code", "-", "--format", "geojson", stdin=b"").text)

    assert collection["type"] == empty["type"] == "FeatureCollection"
    assert {feature["properties"]["report"] for feature in collection["features"]} == {"a", "b"}
    assert empty["features"] == []


def test_the_table_names_reports_events_and_columns(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(line("the-report", published="2016-10-04"), encoding="utf-8")

    monkeypatch.setenv("COLUMNS", "140")

    english = tawthiq(monkeypatch, "code", tmp_path / "r.jsonl", "--format", "table", "--lang", "en").text
    arabic = tawthiq(monkeypatch, "code", tmp_path / "r.jsonl", "--format", "table", "--lang", "ar").text

    assert "the-report · 2016-10-04" in english
    assert "shelling" in english
    assert "سراقب" in english
    assert "said by" in english
    assert "قصف مدفعي" in arabic
    assert "القتلى" in arabic


def test_on_a_narrow_terminal_no_word_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")

    english = tawthiq(monkeypatch, "code", DEMO, "--format", "table", "--lang", "en").text
    arabic = tawthiq(monkeypatch, "code", DEMO, "--format", "table", "--lang", "ar").text

    assert "government regains territory" in english
    assert "to whom" in english
    assert "قصف مدفعي" in arabic
    assert max(cell_len(printed) for printed in (english + arabic).splitlines()) <= 70


@pytest.mark.parametrize("columns", ["40", "80", "100", "140"])
def test_each_arabic_cell_is_isolated_on_each_of_its_lines(monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    table = tawthiq(monkeypatch, "code", DEMO, "--format", "table", "--lang", "en").text

    for printed in table.splitlines():
        depth = 0
        for sign in printed:
            depth += (sign in "\u2066\u2067\u2068") - (sign == "\u2069")
            assert depth > 0 or not "\u0621" <= sign <= "\u064a"
        assert depth == 0


def test_a_text_cannot_steer_the_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = f"\x1b[31m{STRIKE}\u202e\x9b\x07 في سراقب\x1b]0;x\x07"
    (tmp_path / "r.jsonl").write_text(line("id\x1b[2J", text, title="\x1b[5m"), encoding="utf-8")

    for command in ("code", "explain"):
        more = ("--format", "table") if command == "code" else ()
        shown = tawthiq(monkeypatch, command, tmp_path / "r.jsonl", *more).text
        assert not {"\x1b", "\x9b", "\x07", "\u202e"} & set(shown)


def test_output_is_written_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    direct = tawthiq(monkeypatch, "code", DEMO)
    target = tmp_path / "out.jsonl"
    target.write_text("what stood there", encoding="utf-8")
    target.chmod(0o640)

    ran = tawthiq(monkeypatch, "code", DEMO, "--output", target)

    assert ran.out == b""
    assert target.read_bytes() == direct.out
    assert target.stat().st_mode & 0o777 == 0o640
    assert os.listdir(tmp_path) == ["out.jsonl"]


def test_what_stood_there_stays_if_the_run_ends_early(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("what stood there", encoding="utf-8")

    ran = tawthiq(monkeypatch, "code", DEMO, "--output", target, "--resources", tmp_path / "nothing")

    assert ran.status == 1
    assert target.read_text(encoding="utf-8") == "what stood there"
    assert os.listdir(tmp_path) == ["out.jsonl"]


def test_the_file_being_written_is_no_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(line("r"), encoding="utf-8")
    target = tmp_path / "out.jsonl"

    for _ in range(2):
        assert tawthiq(monkeypatch, "code", tmp_path, "--output", target).status == 0

    assert [json.loads(row)["id"] for row in target.read_text(encoding="utf-8").splitlines()] == ["r"]


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        pytest.param(["code"], 2, "no reports named, and no project here", id="no report"),
        pytest.param(["code", "-", "--project", "x"], 2, "coded into its database", id="a report and a project"),
        pytest.param(["code", "--project", "/nowhere"], 1, "no ", id="no such project"),
        pytest.param(["code", "-", "--format", "xml"], 2, "xml", id="unknown form"),
        pytest.param(["code", "-", "--jobs", "0"], 2, "0 is not in the range x>=1", id="no process"),
        pytest.param(["code", "-", "--published", "yesterday"], 2, "yesterday is no day", id="no day"),
        pytest.param(["code", "-", "--output", "/nowhere/x"], 1, "/nowhere/x: cannot be written", id="no folder"),
        pytest.param(["code", "-", "--resources", "/nowhere"], 1, "/nowhere: no such folder", id="no resources"),
        pytest.param(["explain", "/nowhere"], 1, "/nowhere: cannot be read", id="nothing to explain"),
        pytest.param(["unknown"], 2, "No such command", id="no such command"),
    ],
)
def test_wrong_use_ends_with_one_message(
    monkeypatch: pytest.MonkeyPatch, args: list[str], status: int, said: str
) -> None:
    ran = tawthiq(monkeypatch, *args)

    assert ran.status == status
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_the_day_of_publication_resolves_days_of_plain_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = f"{STRIKE} أمس".encode()

    dated = tawthiq(monkeypatch, "code", "-", "--published", "2020-03-01", stdin=stdin).rows[0]
    undated = tawthiq(monkeypatch, "code", "-", stdin=stdin).rows[0]

    assert dated["events"][0]["date"] == "2020-02-29"
    assert undated["events"][0].get("date") is None


def test_a_fault_of_the_coder_loses_one_report(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text("\n".join((line("a"), line("b"), line("c"))), encoding="utf-8")
    good = package.Coder.code

    def code(coder: package.Coder, report: package.Report) -> package.Report:
        if report.id == "b":
            raise ZeroDivisionError("by nothing")
        return good(coder, report)

    monkeypatch.setattr(package.Coder, "code", code)
    monkeypatch.chdir(tmp_path)

    ran = tawthiq(monkeypatch, "code", "r.jsonl")

    assert ran.status == 1
    assert [row["id"] for row in ran.rows] == ["a", "c"]
    assert ran.err.startswith("r.jsonl:2: the coder failed: ZeroDivisionError: by nothing")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_project_is_coded_once_by_each_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, jobs: str) -> None:
    (tmp_path / "r.jsonl").write_text("\n".join((line("a"), line("b", "لا شيء في هذا"))), encoding="utf-8")
    folder = tmp_path / "project"
    assert tawthiq(monkeypatch, "init", folder).status == 0
    assert tawthiq(monkeypatch, "collect", "--project", folder, tmp_path / "r.jsonl").status == 0

    first = tawthiq(monkeypatch, "code", "--project", folder, "--jobs", jobs)
    again = tawthiq(monkeypatch, "code", "--project", folder, "--jobs", jobs)

    assert first.status == again.status == 0
    assert first.err.splitlines()[-1] == "1 coded (1 events), 1 empty, 0 failed"
    assert again.err.splitlines()[-1] == "0 coded (0 events), 0 empty, 0 failed"
