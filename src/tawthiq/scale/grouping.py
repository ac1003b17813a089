"""What hangs together is dealt out to buckets, so that the events of each can be found and built apart from the others.

1. two reports hang together if any of their records were compared; the components of that graph are found in memory,
   eight bytes a report and sixteen a pair: the one step of linking that one machine does alone;
2. components are packed in order into buckets of some thousand reports;
3. Spark writes the records, pairs and reports of each bucket into a folder of its own.
"""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from tawthiq.linking.components import components
from tawthiq.linking.records import Record
from tawthiq.linking.scoring import Scored
from tawthiq.scale import files
from tawthiq.scale.dataset import Dataset
from tawthiq.scale.linking import read_edges, write_once

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["Bucket", "Folders", "Offset", "deal", "offsets", "read_bucket", "write_buckets"]

# Some 20 MB of text: a worker holds a bucket whole.
_BUCKET_REPORTS = 5_000
_DEALING = {
    "members": (
        "SELECT d.bucket, d.number, d.family, r.id, r.source, r.url, r.published, r.title, r.text, r.exact, e.bodies "
        "FROM coded_reports r JOIN offsets o ON o.partition = r.partition JOIN dealt d ON d.number = o.before + r.row "
        "LEFT JOIN (SELECT partition, row, array_sort(collect_list(struct(n, body))) AS bodies FROM coded_events "
        "GROUP BY partition, row) e ON e.partition = r.partition AND e.row = r.row"
    ),
    "told": "SELECT d.bucket, r.* FROM records r JOIN dealt d ON d.number = r.report",
    "met": "SELECT d.bucket, p.* FROM pairs p JOIN records r ON r.id = p.one JOIN dealt d ON d.number = r.report",
}


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the steps of linking leave what the next ones read, below the output's folder.

    Attributes:
        root: Of the output.
    """

    root: str

    def of(self, step: str) -> str:
        """Name a step's folder; Spark passes over names with a line in front."""
        return files.join(self.root, f"_{step}")


@dataclass(frozen=True, slots=True)
class Offset:
    """Numbers of the first report and the first record of a partition, over the whole input.

    Attributes:
        report: Reports before it, failed ones counted.
        record: No records before it can be more: a report has one for each event, or one if it has none.
    """

    report: int
    record: int


def offsets(coded: Dataset) -> tuple[list[Offset], int]:
    """Number the partitions of a dataset.

    Args:
        coded: Whole.

    Returns:
        An offset for each partition, and the number of reports in all.
    """
    found: list[Offset] = []
    reports = events = 0
    for marker in coded.whole().values():
        found.append(Offset(reports, reports + events))
        reports += marker.tables["reports"]["rows"]
        events += marker.tables["events"]["rows"]
    return found, reports


def deal(folders: Folders, reports: int) -> int:
    """Find what hangs together and which texts are copies, and write a bucket and a family for each report.

    Args:
        folders: The steps "records/records", "pairs" and "copies" are done.
        reports: Number of reports.

    Returns:
        Number of buckets.
    """
    target = files.join(folders.of("dealt"), "part.parquet")
    if files.file_size(target) is not None:
        with files.open_reading(target) as file:
            column = pq.read_table(file, columns=["bucket"]).column("bucket")
        return int(column[-1].as_py()) + 1 if len(column) else 0
    ids, owners = read_edges(files.join(folders.of("records"), "records"), "id", "report")
    report_of = np.full(int(ids.max(initial=-1)) + 1, -1, np.int64)
    report_of[ids] = owners
    label = components(reports, *(report_of[side] for side in read_edges(folders.of("pairs"))))
    family = components(reports, *read_edges(folders.of("copies")))
    telling = np.unique(owners)
    order = telling[np.lexsort((telling, label[telling]))]
    buckets = _packed(label[order])
    table = pa.table({"number": order, "family": family[order], "bucket": buckets})
    with files.open_writing(target) as file:
        pq.write_table(table, file)
    return int(buckets[-1]) + 1 if len(buckets) else 0


def _packed(labels: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Number buckets: a new one begins with the component in which the one before is full; none is divided."""
    if not len(labels):
        return np.empty(0, np.int64)
    starts = np.flatnonzero(np.r_[True, labels[1:] != labels[:-1]])
    full = starts // _BUCKET_REPORTS
    numbers = np.cumsum(np.r_[0, full[1:] != full[:-1]])
    sizes = np.diff(np.r_[starts, len(labels)])
    return np.repeat(numbers, sizes).astype(np.int64)


def write_buckets(session: "SparkSession", folders: Folders, coded: Dataset, found: list[Offset]) -> None:
    """Write the reports, records and pairs of each bucket into a folder of its own.

    Args:
        session: Spark.
        folders: The step "dealt" is done too.
        coded: The input.
        found: Its offsets.
    """

    def read(folder: str) -> "DataFrame":
        return session.read.parquet(files.for_spark(folder))

    read(folders.of("dealt")).createOrReplaceTempView("dealt")
    read(files.join(folders.of("records"), "records")).createOrReplaceTempView("records")
    read(folders.of("pairs")).createOrReplaceTempView("pairs")
    for table in ("reports", "events"):
        read(files.join(coded.root, table)).createOrReplaceTempView(f"coded_{table}")
    numbered = [(n, offset.report) for n, offset in enumerate(found)]
    session.createDataFrame(numbered, "partition long, before long").createOrReplaceTempView("offsets")
    for step, query in _DEALING.items():
        frame = session.sql(query)
        write_once(folders.of(step), partial(frame.repartition, "bucket"), partitionBy="bucket")


@dataclass(frozen=True, slots=True)
class Bucket:
    """What one bucket holds.

    Attributes:
        rows: Reports in order: their facts, `family`, and `bodies`, JSON of each event.
        records: In order; `numbers` are theirs over the whole input.
        numbers: See `records`.
        scored: Pairs of records, by place in `records`.
    """

    rows: list[dict[str, Any]]
    records: list[Record]
    numbers: npt.NDArray[np.int64]
    scored: Scored


def read_bucket(folders: Folders, number: int) -> Bucket:
    """Read a bucket.

    Args:
        folders: Where `write_buckets` wrote.
        number: Of the bucket.

    Returns:
        What it holds, in the order of the input.
    """

    def rows(step: str, key: str) -> list[dict[str, Any]]:
        folder = files.join(folders.of(step), f"bucket={number}")
        if not files.list_names(folder):
            return []
        found: list[dict[str, Any]] = files.parquet_folder(folder).to_table().to_pylist()
        return sorted(found, key=lambda row: row[key])

    told = rows("told", "id")
    numbers = np.array([row["id"] for row in told], np.int64)
    records = [Record.of_row(row) for row in told]
    met = sorted(rows("met", "one"), key=lambda row: (row["one"], row["other"]))
    sides = [np.searchsorted(numbers, [row[side] for row in met]).astype(np.int32) for side in ("one", "other")]
    scored = Scored(sides[0], sides[1], np.array([row["bits"] for row in met], np.float64))
    return Bucket(rows("members", "number"), records, numbers, scored)
