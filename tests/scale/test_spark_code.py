"""`tawthiq code --engine spark`: the same bytes as on one machine, whatever is killed on the way.

Reports are the demo's, given ids of their own and repeated so that there are several partitions; hostile lines stand
among them. Workers are killed for real, by themselves in the middle of a partition, which is the worst moment.
"""

import json
import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from cli_runs import line, tawthiq
from pyspark.sql import SparkSession

import tawthiq as package
from tawthiq.cli.coding_run import Settings
from tawthiq.cli.spark_code import code_partition
from tawthiq.errors import ProjectError
from tawthiq.scale.dataset import Dataset, PartitionWriter, Split, open_dataset
from tawthiq.scale.planning import pack, stretches
from tawthiq.scale.rows import coded_lines
from tawthiq.scale.running import run_partitions
from tawthiq.scale.schemas import CODED

DEMO = Path(package.__file__).parent / "resources" / "demo" / "reports.jsonl"
MAX_LINE = 1 << 20


def _reports(path: Path, copies: int) -> Path:
    rows = [json.loads(row) for row in DEMO.read_text(encoding="utf-8").splitlines()]
    lines = [json.dumps({**row, "id": f"{row['id']}/{n}"}, ensure_ascii=False) for n in range(copies) for row in rows]
    lines[3:3] = ["", "{broken", line("half", 'قصف \\ud83d على "سراقب"').replace("\\\\u", "\\u"), line("demo-01/0")]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _reports(tmp_path_factory.mktemp("reports") / "reports.jsonl", 5)


def _written(root: Path) -> bytes:
    return "".join(f"{row}\n" for row in coded_lines(open_dataset(str(root)))).encode()


def test_spark_gives_the_bytes_of_one_machine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, reports: Path, spark: SparkSession
) -> None:
    folder = tmp_path / "in"
    (folder / "below").mkdir(parents=True)
    (folder / "all.jsonl").write_bytes(reports.read_bytes())
    (folder / "below" / "post.txt").write_text("قُتل ثلاثة مدنيين بقصف على دوما", encoding="windows-1256")
    (folder / "b.jsonl").write_bytes(line("wide").encode("utf-16"))
    monkeypatch.chdir(tmp_path)

    alone = tawthiq(monkeypatch, "code", "in", "--jobs", "2")
    spread = tawthiq(monkeypatch, "code", "in", "--engine", "spark", "--output", "coded")

    assert spread.status == alone.status == 1
    assert _written(tmp_path / "coded") == alone.out
    assert "in/all.jsonl:5: broken JSON" in spread.err
    assert spread.err.splitlines() == [row for row in alone.err.splitlines() if ": warning:" not in row]


def test_a_finished_dataset_is_left_as_it_is_and_no_other_run_takes_its_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, spark: SparkSession
) -> None:
    output = tmp_path / "coded"
    first = tawthiq(monkeypatch, "code", DEMO, "--engine", "spark", "--output", output)
    stamps = {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()}

    again = tawthiq(monkeypatch, "code", DEMO, "--engine", "spark", "--output", output)
    other = tawthiq(monkeypatch, "code", DEMO, "--engine", "spark", "--output", output, "--published", "2020-01-01")

    assert first.err == again.err
    assert stamps == {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()}
    assert other.status == 1
    assert "the folder holds another run: it differs in settings" in other.err


def _dataset(root: Path, reports: Path) -> Dataset:
    from tawthiq.scale.dataset import start_dataset

    size = reports.stat().st_size
    cut = list(stretches(Split(str(reports), "reports.jsonl", "lines", size=size), size // 6))
    return start_dataset(str(root), "coded", "test", {}, pack(cut, size // 6))


def test_a_worker_killed_in_mid_run_loses_and_doubles_nothing(
    tmp_path: Path, reports: Path, spark: SparkSession
) -> None:
    settings, calm, rough = Settings(), _dataset(tmp_path / "calm", reports), _dataset(tmp_path / "rough", reports)
    killed = tmp_path / "killed"
    killed.mkdir()

    def code(writer: PartitionWriter, splits: Sequence[Split]) -> None:
        code_partition(settings, MAX_LINE, writer, splits)

    def code_and_die(writer: PartitionWriter, splits: Sequence[Split]) -> None:
        mark = killed / str(writer.partition)
        if writer.partition % 2 == 0 and not mark.exists():
            mark.touch()
            writer.add("reports", {"id": "half written", "partition": writer.partition})
            writer.flush()
            os.kill(os.getpid(), signal.SIGKILL)
        code_partition(settings, MAX_LINE, writer, splits)

    expected = run_partitions(spark, calm, code, CODED)
    found = run_partitions(spark, rough, code_and_die, CODED)

    assert len(list(killed.iterdir())) >= 3
    assert found == expected
    assert _written(tmp_path / "rough") == _written(tmp_path / "calm")


def test_a_run_that_fails_keeps_what_is_finished_and_goes_on_from_there(
    tmp_path: Path, reports: Path, spark: SparkSession
) -> None:
    dataset = _dataset(tmp_path / "coded", reports)
    ran = tmp_path / "ran"
    ran.mkdir()

    def broken(writer: PartitionWriter, splits: Sequence[Split]) -> None:
        if writer.partition == len(dataset.partitions) - 1:
            raise OSError("the disk is gone")
        code_partition(Settings(), MAX_LINE, writer, splits)

    def mended(writer: PartitionWriter, splits: Sequence[Split]) -> None:
        (ran / str(writer.partition)).touch()
        code_partition(Settings(), MAX_LINE, writer, splits)

    with pytest.raises(ProjectError, match=r"the disk is gone.*partitions are finished"):
        run_partitions(spark, dataset, broken, CODED)
    kept = set(dataset.finished())
    with pytest.raises(ProjectError, match="not finished"):
        dataset.whole()
    done = run_partitions(spark, dataset, mended, CODED)

    assert kept
    assert {int(path.name) for path in ran.iterdir()} == set(range(len(dataset.partitions))) - kept
    assert set(done) == set(range(len(dataset.partitions)))


def test_parquet_gives_what_json_lines_give(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, spark: SparkSession
) -> None:
    rows = [json.loads(row) for row in DEMO.read_text(encoding="utf-8").splitlines()]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "reports.parquet", row_group_size=10)

    alone = tawthiq(monkeypatch, "code", DEMO)
    tawthiq(monkeypatch, "code", tmp_path / "reports.parquet", "--engine", "spark", "--output", tmp_path / "coded")

    assert _written(tmp_path / "coded") == alone.out


def test_what_spark_cannot_do_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def told(*args: str | Path) -> tuple[int, str]:
        ran = tawthiq(monkeypatch, "code", *args, "--engine", "spark")
        return ran.status, ran.err

    assert told("-", "--output", tmp_path / "x") == (
        2, "tawthiq: --engine spark cannot read standard input (name files or folders)\n")  # fmt: skip
    assert told(DEMO)[0] == 2
    status, err = told(DEMO, "--output", tmp_path / "x", "--spark-conf", "master=local")
    assert (status, "is not KEY=VALUE" in err) == (2, True)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").touch()
