"""`tawthiq code --engine spark`: the same pieces, read and coded by the same functions, into a dataset of Parquet.

1. sources are listed and cut into partitions (scale/planning.py), once: a run that is taken up again keeps its cut;
2. a task reads the pieces of its partition, codes each and adds its rows (`code_partition`);
3. what the partitions counted is added up and told like that of any other run.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq  # type: ignore[import-untyped]

from tawthiq.cli.coding_run import Settings, code_piece, load_coder
from tawthiq.cli.inputs import STDIN, Cut, Piece, Sources, can_be_cut, cut, lines_between
from tawthiq.cli.tally import Tally
from tawthiq.errors import InputError, ProjectError, UsageError
from tawthiq.model.records import Report
from tawthiq.scale import files
from tawthiq.scale.dataset import Dataset, PartitionWriter, Split, open_dataset, start_dataset
from tawthiq.scale.planning import count_lines, pack, partition_bytes, stretches
from tawthiq.scale.rows import event_rows, failed_row, report_row
from tawthiq.scale.running import run_partitions
from tawthiq.scale.schemas import CODED
from tawthiq.scale.session import SparkSettings, open_session

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["Spread", "code_on_spark", "code_partition", "pieces_of"]

_PARQUET = frozenset({".parquet", ".pq"})
_TEXTS = {"collected": "collected", "coded": "reports"}
_REPORT = ("id", "source", "url", "published", "title", "text", "exact")


@dataclass(frozen=True, slots=True)
class Spread:
    """What came of a run.

    Attributes:
        dataset: Where it stands.
        tally: Its counts.
        failures: Why inputs failed, in order of the inputs; the first so many that were asked for.
    """

    dataset: Dataset
    tally: Tally
    failures: Sequence[str]


def code_on_spark(  # noqa: PLR0913 - what the command line gives
    paths: Sequence[str], output: str, settings: Settings, spark: SparkSettings, *, max_line: int, failures: int = 20
) -> Spread:
    """Code reports on Spark.

    Args:
        paths: Files and folders, as for one machine, Parquet files, or datasets of reports.
        output: Folder of the dataset; one that holds a part of this run is completed.
        settings: The same for all reports.
        spark: How Spark is started.
        max_line: Longest line, or plain text, that is read; in bytes.
        failures: Most reasons of failures to give.

    Returns:
        The counts over all partitions, those of earlier runs included.

    Raises:
        UsageError: Standard input was named, or Spark is not installed.
        ProjectError: The output folder holds another run, or a partition failed as often as Spark tries.
    """
    if STDIN in paths:
        raise UsageError("--engine spark cannot read standard input", remedy="name files or folders")
    output = files.absolute(output)
    settings = replace(settings, resources=tuple(one.absolute() for one in settings.resources))
    sources = [_source(path) for path in _listed(paths, max_line)]
    told: dict[str, Any] = {"published": settings.published, "resources": [str(one) for one in settings.resources]}
    told |= {"max_line": max_line, "inputs": [[one.name, one.size] for one in sources]}
    version = load_coder(settings.resources).version
    with open_session(spark) as session:
        dataset = _settled(output, version, told)
        if dataset is None:
            partitions = _plan(session, sources, spark.jobs)
            dataset = start_dataset(output, "coded", version, told, partitions)

        def work(writer: PartitionWriter, splits: Sequence[Split]) -> None:
            code_partition(settings, max_line, writer, splits)

        markers = run_partitions(session, dataset, work, CODED)
        tally = Tally()
        for marker in markers.values():
            tally.add_counts(marker.counts)
        tally.same_id = _same_ids(session, dataset) if tally.coded + tally.empty else 0
    return Spread(dataset, tally, list(_reasons(dataset, failures)))


def _settled(output: str, version: str, told: Mapping[str, Any]) -> Dataset | None:
    """The dataset of an earlier start of this run."""
    try:
        open_dataset(output)
    except ProjectError:
        return None
    return start_dataset(output, "coded", version, told, ())


def _listed(paths: Sequence[str], max_line: int) -> Iterator[str]:
    for path in paths:
        if files.is_address(path) or _is_dataset(path):
            yield path
            continue
        for found in Sources([path], max_line).files():
            # A folder that cannot be read ends the run: on many machines it may well be a mount that one of them lacks.
            if isinstance(found, InputError):
                raise found
            yield found


def _is_dataset(path: str) -> bool:
    return os.path.isdir(path) and files.file_size(files.join(path, "_dataset.json")) is not None


def _source(path: str) -> Split:
    """A whole input, with its kind and size."""
    name = path if files.is_address(path) else Path(path).as_posix()
    where = files.absolute(path)
    if not files.is_address(path) and os.path.isdir(path):
        return Split(where, name, "dataset", size=sum(_table_sizes(open_dataset(where))))
    size = files.file_size(path) or 0
    if _ending(path) in _PARQUET:
        return Split(where, name, "rows", size=size)
    if not size:
        return Split(where, name, "whole")
    with files.open_reading(path) as file:
        return Split(where, name, "lines" if can_be_cut(file, _ending(path)) else "whole", size=size)


def _ending(path: str) -> str:
    return Path(path).suffix.lower()


def _table_sizes(dataset: Dataset) -> Iterator[int]:
    yield from (marker.tables[_reports_of(dataset)]["bytes"] for marker in dataset.whole().values())


def _reports_of(dataset: Dataset) -> str:
    """The table of a dataset that holds reports with their texts."""
    if dataset.kind not in _TEXTS:
        raise InputError(
            f"a dataset of the kind {dataset.kind} holds no texts", dataset.root, "name what it was made of"
        )
    return _TEXTS[dataset.kind]


def _plan(session: "SparkSession", sources: Sequence[Split], workers: int) -> list[tuple[Split, ...]]:
    most = partition_bytes(sum(source.size for source in sources), workers)
    cut = [split for source in sources for split in _cuts(source, most)]
    return pack(count_lines(session, cut), most)


def _cuts(source: Split, most: int) -> Iterator[Split]:
    if source.kind == "lines":
        yield from stretches(source, most)
    elif source.kind == "rows":
        yield from _row_groups(source)
    elif source.kind == "dataset":
        dataset = open_dataset(source.path)
        for partition in dataset.whole():
            path = dataset.path(_reports_of(dataset), partition)
            yield from _row_groups(replace(source, path=path, name=f"{source.name}/{Path(path).name}", kind="rows"))
    else:
        yield source


def _row_groups(source: Split) -> Iterator[Split]:
    try:
        with files.open_reading(source.path) as file:
            metadata = pq.ParquetFile(file).metadata
    except (OSError, ValueError) as error:
        raise InputError(f"no Parquet that can be read: {error}", source.name, "check the file") from error
    first = 1
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        yield replace(source, start=number, first=first, size=group.total_byte_size)
        first += group.num_rows


def code_partition(settings: Settings, max_line: int, writer: PartitionWriter, splits: Sequence[Split]) -> None:
    """Code the pieces of one partition.

    Args:
        settings: Folders of tables and day of publication.
        max_line: Longest line that is read.
        writer: Takes the rows; gets the counts.
        splits: Where the pieces stand.
    """
    tally = Tally()
    row = 0
    for split in splits:
        for piece in pieces_of(split, max_line):
            taken = _Taken(piece.where)
            outcome = code_piece(piece, settings, taken.take)
            place = {"partition": writer.partition, "row": row}
            if outcome.error:
                tally.failed += 1
                writer.add("reports", failed_row(outcome.where, outcome.error) | place)
            else:
                tally.add(outcome.notes, outcome.events)
                writer.add("reports", taken.report | place)
                for event in taken.events:
                    writer.add("events", event | place)
            row += 1
    writer.counts |= tally.as_counts()


class _Taken:
    """The rows of one report; made where a fault in making them is that report's failure and no other's."""

    def __init__(self, where: str) -> None:
        self._where = where
        self.report: dict[str, Any] = {}
        self.events: list[dict[str, Any]] = []

    def take(self, report: Report) -> str:
        self.report = report_row(report, self._where)
        self.events = list(event_rows(report))
        return ""


def pieces_of(split: Split, max_line: int) -> Iterator[Cut]:
    """Read the pieces of a split; a file that cannot be read is one error in their place."""
    if split.kind == "rows":
        yield from _rows(split)
    elif split.kind == "lines":
        with files.open_reading(split.path) as file:
            yield from lines_between(file, split.name, max_line, (split.start, split.end, split.first))
    else:
        yield from _whole(split, max_line)


def _whole(split: Split, max_line: int) -> Iterator[Cut]:
    try:
        with files.open_reading(split.path) as file:
            yield from cut(file, split.name, _ending(split.path), max_line)
    except OSError as error:
        yield InputError(f"cannot be read: {error.strerror}", split.name, "check the path and its rights")
    except InputError as error:
        yield error if error.where else replace(error, where=split.name)


def _rows(split: Split) -> Iterator[Cut]:
    with files.open_reading(split.path) as file:
        parquet = pq.ParquetFile(file)
        columns = [name for name in _REPORT if name in parquet.schema_arrow.names]
        number = split.first
        for batch in parquet.iter_batches(512, row_groups=[split.start], columns=columns):
            for row in batch.to_pylist():
                exact = row.pop("exact", None)
                body = exact or json.dumps({k: v for k, v in row.items() if v is not None}, default=str)
                yield Piece(f"{split.name}:{number}", body.encode())
                number += 1


def _same_ids(session: "SparkSession", dataset: Dataset) -> int:
    """Count the reports whose id an earlier one has; only the names are read."""
    ids = (
        session.read.parquet(files.for_spark(files.join(dataset.root, "reports"))).where("id IS NOT NULL").select("id")
    )
    return ids.count() - ids.distinct().count()


def _reasons(dataset: Dataset, most: int) -> Iterator[str]:
    left = most
    for number, marker in dataset.finished().items():
        if not marker.counts["failed"] or not left:
            continue
        for batch in dataset.batches("reports", number, ["status", "error"]):
            for row in batch.to_pylist():
                if row["status"] == "failed" and left:
                    yield row["error"]
                    left -= 1
