"""`tawthiq link --engine spark`: the ledger that one machine finds, to the byte.

Reports are the demo's and the archive tests' made-up ones, with copies and lightly edited copies among them, so that
there are events of several reports, families of copies, and records that share nothing.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from cli_runs import tawthiq
from pyspark.sql import SparkSession

import tawthiq as package
from archive_cases import make_report
from tawthiq.cli.spark_link import told_apart
from tawthiq.linking.components import components
from tawthiq.scale.dataset import open_dataset

DEMO = Path(package.__file__).parent / "resources" / "demo" / "reports.jsonl"


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory, spark: SparkSession) -> Path:
    folder = tmp_path_factory.mktemp("link")
    rows = [json.loads(row) for row in DEMO.read_text(encoding="utf-8").splitlines()]
    rows += [make_report(n) for n in range(40)]
    rows += [{**row, "id": f"{row['id']}/copy", "source": "صحيفة أخرى"} for row in rows[::3]]
    edited = [{**row, "id": f"{row['id']}/edited"} for row in rows[1::4]]
    rows += [{**row, "text": row["text"].replace("مقتل", "استشهاد") + " وانتهى الخبر."} for row in edited]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows] + ["{broken"]
    (folder / "reports.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        tawthiq(patch, "code", folder / "reports.jsonl", "--engine", "spark", "--output", folder / "coded")
    return folder / "coded"


def _as_lines(coded: Path) -> str:
    """The dataset as the lines that one machine links."""
    dataset = open_dataset(str(coded))
    lines = []
    for partition in dataset.whole():
        bodies = [b for batch in dataset.batches("events", partition, ["body"]) for b in batch.column(0).to_pylist()]
        for batch in dataset.batches("reports", partition):
            for row in batch.to_pylist():
                if row["status"] != "failed":
                    facts = {name: row[name] for name in ("id", "source", "url", "published", "title", "text")}
                    events = [json.loads(bodies.pop(0)) for _ in range(row["events"])]
                    lines.append(json.dumps(facts | {"events": events}, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def test_spark_links_what_one_machine_links(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, coded: Path, spark: SparkSession
) -> None:
    (tmp_path / "lines.jsonl").write_text(_as_lines(coded), encoding="utf-8")
    alone = tawthiq(monkeypatch, "link", tmp_path / "lines.jsonl", "--format", "ledger")
    monkeypatch.setattr("tawthiq.scale.grouping._BUCKET_REPORTS", 15)

    ran = tawthiq(monkeypatch, "link", coded, "--engine", "spark", "--output", tmp_path / "ledger")
    again = tawthiq(monkeypatch, "link", coded, "--engine", "spark", "--output", tmp_path / "ledger")
    spread = tawthiq(monkeypatch, "load", tmp_path / "ledger", "--to", "-")

    assert ran.status == again.status == 0, ran.err
    assert len(open_dataset(str(tmp_path / "ledger")).whole()) >= 3
    assert max(len(event["records"]) for event in alone.rows) >= 3
    assert max(len(family["reports"]) for event in alone.rows for family in event["sources"]) >= 2
    assert spread.out == alone.out
    assert ran.err == again.err == alone.err
    kept = {path.name for path in (tmp_path / "ledger").iterdir()}
    assert kept == {"_dataset.json", "_finished", "ledger", "linked"}


def test_what_spark_cannot_link_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, coded: Path, spark: SparkSession
) -> None:
    (tmp_path / "twice.jsonl").write_text('{"id": "a", "text": "قصف"}\n' * 2, encoding="utf-8")
    tawthiq(monkeypatch, "code", tmp_path / "twice.jsonl", "--engine", "spark", "--output", tmp_path / "twice")

    def told(*args: str | Path) -> str:
        return tawthiq(monkeypatch, "link", *args, "--engine", "spark").err

    assert "links one coded dataset" in told(coded)
    assert "the id a stands twice" in told(tmp_path / "twice", "--output", tmp_path / "o")
    assert "no dataset here" in told(tmp_path, "--output", tmp_path / "o")


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ([], [0, 1, 2, 3, 4, 5]),
        ([(4, 5), (0, 5)], [0, 1, 2, 3, 0, 0]),
        ([(5, 4), (4, 3), (3, 2), (2, 1), (1, 0)], [0, 0, 0, 0, 0, 0]),
        ([(1, 3), (2, 4), (3, 5), (2, 2)], [0, 1, 2, 1, 2, 1]),
    ],
    ids=["nothing hangs together", "a star", "a chain, told backwards", "two, and a loop"],
)
def test_components_are_named_by_their_least_node(edges: Sequence[tuple[int, int]], expected: list[int]) -> None:
    one, other = (np.array([edge[side] for edge in edges], np.int64) for side in (0, 1))

    assert components(6, one, other).tolist() == expected


def test_ids_that_chance_gave_twice_are_numbered_in_the_order_of_the_input() -> None:
    same = {"ev-1": [(3, 90), (0, 7), (2, 40)]}

    assert told_apart(same) == {(2, 40): "ev-1-2", (3, 90): "ev-1-3"}
