"""`tawthiq load`: a real PostgreSQL takes a dataset once, however often it is asked and wherever it was stopped.

The dataset is written without Spark: what a partition is made of is the same (test_spark_code.py).
"""

import json
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from cli_runs import STRIKE, line, tawthiq

import postgres_server
from tawthiq.cli.coding_run import Settings
from tawthiq.cli.spark_code import code_partition
from tawthiq.scale.dataset import Dataset, Split, start_dataset
from tawthiq.scale.schemas import CODED

NUL = "\x00"
LINES = [
    line("first", published="2018-02-20", source="وكالة"),
    line("nothing", "لا شيء هنا"),
    "{broken",
    line("with nul", f"{STRIKE}{NUL}. {STRIKE.replace('سراقب', 'دوما')}"),
]


@pytest.fixture
def coded(tmp_path: Path) -> Dataset:
    splits = []
    for n, row in enumerate(LINES):
        path = tmp_path / f"{n}.jsonl"
        path.write_text(row + "\n", encoding="utf-8")
        splits.append((Split(str(path), path.name, "lines", size=path.stat().st_size),))
    dataset = start_dataset(str(tmp_path / "coded"), "coded", "test", {}, splits)
    for number, partition in enumerate(splits):
        with dataset.writing(number, CODED) as writer:
            code_partition(Settings(), 1 << 20, writer, partition)
    return dataset


@pytest.fixture
def url(postgres: postgres_server.Server) -> str:
    return postgres.create(f"load_{uuid4().hex}")


def test_a_load_holds_every_row_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, coded: Dataset, url: str) -> None:
    first = tawthiq(monkeypatch, "load", coded.root, "--to", url)
    again = tawthiq(monkeypatch, "load", coded.root, "--to", url, "--jobs", "2")

    assert (first.status, again.status) == (0, 0)
    assert "of 4 partitions loaded, 0 partitions were there" in first.err
    assert "0 rows of 0 partitions loaded, 4 partitions were there" in again.err
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT id, status, text FROM tawthiq.reports ORDER BY partition, row").fetchall()
        bodies = connection.execute("SELECT body::text FROM tawthiq.events ORDER BY partition, row, n").fetchall()
        struck = connection.execute(
            "SELECT report, killed->0->>'min', date_start FROM tawthiq.events WHERE places @> %s",
            (json.dumps([{"name": "سراقب"}]),),
        ).fetchall()
    assert [row[:2] for row in rows] == [
        ("first", "coded"), ("nothing", "empty"), (None, "failed"), ("with nul", "coded")]  # fmt: skip
    assert rows[3][2] == json.loads(LINES[3])["text"].replace(NUL, "\ufffd")
    assert ("first", "5", "2018-02-14") in struck  # no day is told: a week before the day of publication
    lines = tawthiq(monkeypatch, "load", coded.root, "--to", "-").rows
    assert [json.loads(body) for (body,) in bodies] == [event for row in lines for event in row["events"]]


def test_a_load_that_was_stopped_goes_on(monkeypatch: pytest.MonkeyPatch, coded: Dataset, url: str) -> None:
    held = Path(coded.path("events", 3))
    body = held.read_bytes()
    held.write_bytes(body[:-1] + b"?")

    stopped = tawthiq(monkeypatch, "load", coded.root, "--to", url)
    held.write_bytes(body)
    mended = tawthiq(monkeypatch, "load", coded.root, "--to", url)

    assert stopped.status == 1
    assert "part-00003.parquet: the file is not what its marker tells" in stopped.err
    assert mended.status == 0
    assert "of 1 partitions loaded, 3 partitions were there" in mended.err


def test_the_lines_of_a_load_are_those_of_one_machine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, coded: Dataset
) -> None:
    target = tmp_path / "lines.jsonl"
    tawthiq(monkeypatch, "load", coded.root, "--to", target)
    alone = tawthiq(monkeypatch, "code", *(tmp_path / f"{n}.jsonl" for n in range(len(LINES))))

    assert target.read_bytes() == alone.out


def test_what_cannot_be_loaded_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, coded: Dataset) -> None:
    assert "no dataset here" in tawthiq(monkeypatch, "load", tmp_path / "none", "--to", "-").err
    assert "is no place to load to" in tawthiq(monkeypatch, "load", coded.root, "--to", "mysql://x/y").err
    gone = tawthiq(monkeypatch, "load", coded.root, "--to", f"postgresql://nobody@/x?host={tmp_path}")
    assert (gone.status, "PostgreSQL: " in gone.err) == (1, True)
    Path(coded.path("reports", 0)).unlink()
    assert "1 of 4 partitions are not finished" in tawthiq(monkeypatch, "load", coded.root, "--to", "-").err
