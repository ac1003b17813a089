"""Send partitions to Python workers: one row a partition goes in, one row with its marker comes out.

Rows of reports do not pass through the JVM: a task is told the number of its partition, reads its stretch of the input
itself and writes its files itself. So the bytes are read as on one machine (old encodings, broken lines and all), each
partition is whole or absent, and what Spark adds is what it is good at: places to run, and trying again.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pyarrow as pa  # type: ignore[import-untyped]

from tawthiq.errors import ProjectError
from tawthiq.scale.dataset import Dataset, Marker, PartitionWriter, Split

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["Work", "run_partitions", "spread"]

Work = Callable[[PartitionWriter, Sequence[Split]], None]
"""Reads splits and adds rows to the writer; workers get it by pickle, so it holds no open files."""

_OUT = pa.schema([("partition", pa.int64()), ("answer", pa.string())])
_OUT_DDL = "partition long, answer string"


def run_partitions(
    session: "SparkSession", dataset: Dataset, work: Work, schemas: Mapping[str, pa.Schema]
) -> dict[int, Marker]:
    """Do the partitions of a dataset that are not done.

    Args:
        session: Spark.
        dataset: The dataset.
        work: What is done with the splits of one partition.
        schemas: Columns of each table that it writes.

    Returns:
        The marker of every partition, in order.

    Raises:
        ProjectError: A partition failed as often as Spark tries; those that are finished are kept.
    """
    finished = dataset.finished()
    missing = [number for number in range(len(dataset.partitions)) if number not in finished]

    def one(number: int) -> str:
        with dataset.writing(number, schemas) as writer:
            work(writer, dataset.partitions[number])
        return json.dumps(asdict(writer.marker)) if writer.marker else ""

    try:
        for answer in spread(session, missing, one):
            marker = Marker(**json.loads(answer))
            finished[marker.partition] = marker
    except ProjectError as error:
        done = len(dataset.finished())
        what = f"{error.what}; {done} of {len(dataset.partitions)} partitions are finished"
        raise ProjectError(what, dataset.root, "run again: what is finished is kept") from error
    return dict(sorted(finished.items()))


def spread(session: "SparkSession", numbers: Sequence[int], work: Callable[[int], str]) -> list[str]:
    """Do something for each of some numbers, one task each.

    Args:
        session: Spark.
        numbers: Of what is to be done.
        work: Gives a text for a number.

    Returns:
        The texts in order of the numbers.

    Raises:
        ProjectError: A task failed as often as Spark tries.
    """
    if not numbers:
        return []
    chosen = tuple(numbers)

    def answered(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for place in batch.column("id").to_pylist():
                number = chosen[place]
                yield pa.RecordBatch.from_pydict({"partition": [number], "answer": [work(number)]}, schema=_OUT)

    frame = session.range(0, len(chosen), 1, len(chosen)).mapInArrow(answered, _OUT_DDL)
    try:
        rows: list[Any] = frame.collect()
    except Exception as error:
        raise ProjectError(f"Spark gave up: {_reason(error)}") from error
    found = {row["partition"]: row["answer"] for row in rows}
    return [found[number] for number in chosen]


def _reason(error: Exception) -> str:
    """The line of Spark's many that says what happened: what a worker raised, or that it was killed, else the first."""
    lines = [line for line in str(error).splitlines() if line.strip()]
    raised = [n for n, line in enumerate(lines) if line.strip().startswith("Traceback (most recent call last)")]
    if raised:
        # Frames are indented deeper than the line that ends them.
        depth = len(lines[raised[0]]) - len(lines[raised[0]].lstrip())
        told = [line for line in lines[raised[0] + 1 :] if len(line) - len(line.lstrip()) <= depth]
    else:
        told = [line for line in lines if "Python worker exited" in line]
    return (told or lines or [type(error).__name__])[0].strip()[:500]
