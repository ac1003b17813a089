"""A dataset: tables of Parquet in partitions, each partition written once and marked when it is whole.

    DIR/_dataset.json                    what was asked for, and what each partition reads
    DIR/reports/part-00012.parquet       one table a folder, one file a partition
    DIR/events/part-00012.parquet
    DIR/_finished/part-00012.json        the marker: written last, with the rows and bytes of each file and the counts

A partition without its marker is done again from the beginning. Since the same input gives the same bytes, it does not
matter whether a worker that was given up for dead wrote a file as well: whoever comes last writes what is there.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any, Final

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from tawthiq.errors import IntegrityError, ProjectError
from tawthiq.scale import files

__all__ = ["FORMAT", "Dataset", "Marker", "PartitionWriter", "Split", "open_dataset", "start_dataset"]

FORMAT: Final = 1
"""Of the layout; raised when an older program could not read it."""

_HEAD, _FINISHED = "_dataset.json", "_finished"
# Rows that are turned into Arrow at once: a few MB of reports, so that a worker's memory does not grow with partitions.
_ROWS = 512


@dataclass(frozen=True, slots=True)
class Split:
    """A stretch of one input that one task reads.

    Attributes:
        path: File, by whole path or address, since a worker stands in another folder.
        name: The same as it was given, for ids and messages.
        kind: What is read: "lines" (a stretch of bytes that ends at the end of a line), "rows" (a row group of
            Parquet) or "whole".
        start: First byte, or number of the row group.
        end: Byte after the last; None for the end of the file, and for other kinds.
        first: Number of its first line or row in the file, from 1; 0 where it was not counted.
        size: About how many bytes it holds.
    """

    path: str
    name: str
    kind: str
    start: int = 0
    end: int | None = None
    first: int = 1
    size: int = 0


@dataclass(frozen=True, slots=True)
class Marker:
    """What a finished partition came to.

    Attributes:
        partition: Its number.
        tables: Table to {"rows", "bytes", "sha256"} of its file.
        counts: What its stage counted.
    """

    partition: int
    tables: Mapping[str, Mapping[str, Any]]
    counts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset that is being written or is whole.

    Attributes:
        root: Its folder.
        kind: "reports", "coded" or "ledger".
        version: Of program and resources that write it.
        settings: What else decides on its bytes.
        partitions: What each reads.
    """

    root: str
    kind: str
    version: str
    settings: Mapping[str, Any]
    partitions: tuple[tuple[Split, ...], ...]

    def fingerprint(self) -> str:
        """Hash what was asked for and how it was cut: equal for equal runs, wherever their folders stand now."""
        told = [self.kind, self.version, dict(self.settings), [[asdict(s) for s in p] for p in self.partitions]]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()

    def path(self, table: str, partition: int) -> str:
        """Name the file of a table's partition."""
        return files.join(self.root, table, f"{_name(partition)}.parquet")

    def finished(self) -> dict[int, Marker]:
        """Read the markers of the partitions that are whole.

        Returns:
            Number to marker, in order; a partition whose files do not have the size that its marker tells is left out.
        """
        folder = files.join(self.root, _FINISHED)
        found: dict[int, Marker] = {}
        sizes: dict[str, dict[str, int]] = {}
        for name in files.list_names(folder):
            marker = Marker(**files.read_json(files.join(folder, name)))
            for table in marker.tables:
                if table not in sizes:
                    sizes[table] = files.list_names(files.join(self.root, table))
            part = f"{_name(marker.partition)}.parquet"
            if all(sizes[table].get(part) == facts["bytes"] for table, facts in marker.tables.items()):
                found[marker.partition] = marker
        return dict(sorted(found.items()))

    def whole(self) -> dict[int, Marker]:
        """Read all markers.

        Returns:
            As `finished`.

        Raises:
            ProjectError: A partition is not finished.
        """
        found = self.finished()
        if missing := len(self.partitions) - len(found):
            raise ProjectError(
                f"{missing} of {len(self.partitions)} partitions are not finished", self.root, "run its command again"
            )
        return found

    def forget(self, partition: int) -> None:
        """Take a partition's marker away, so that it is done again."""
        files.remove(files.join(self.root, _FINISHED, f"{_name(partition)}.json"))

    def batches(self, table: str, partition: int, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
        """Read one partition of a table, a few hundred rows at a time."""
        with files.open_reading(self.path(table, partition)) as file:
            yield from pq.ParquetFile(file).iter_batches(_ROWS, columns=columns)

    def verify(self, marker: Marker) -> None:
        """Hash a partition's files.

        Args:
            marker: Of the partition.

        Raises:
            IntegrityError: A file is not what was written.
        """
        for table, facts in marker.tables.items():
            path = self.path(table, marker.partition)
            with files.open_reading(path) as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            if digest != facts["sha256"]:
                raise IntegrityError(
                    "the file is not what its marker tells", path, "delete its marker in _finished/ and run again"
                )

    @contextmanager
    def writing(self, partition: int, schemas: Mapping[str, pa.Schema]) -> Iterator["PartitionWriter"]:
        """Write a partition: its files are moved to their places when the block ends well, then its marker.

        Args:
            partition: Its number.
            schemas: Columns of each table.

        Yields:
            Takes the rows; its `counts` go into the marker.
        """
        with ExitStack() as stack:
            writer = PartitionWriter(self, partition, schemas, stack)
            yield writer
            writer.flush()
        writer.finish()


class PartitionWriter:
    """Takes the rows of one partition's tables."""

    def __init__(self, dataset: Dataset, partition: int, schemas: Mapping[str, pa.Schema], stack: ExitStack) -> None:
        self.partition = partition
        self.counts: dict[str, Any] = {}
        self.marker: Marker | None = None
        self._dataset = dataset
        self._schemas = schemas
        self._waiting: dict[str, list[Mapping[str, Any]]] = {table: [] for table in schemas}
        self._rows = dict.fromkeys(schemas, 0)
        self._digests = {table: _Digested(dataset.path(table, partition), stack) for table in schemas}
        self._parquet = {
            table: stack.enter_context(pq.ParquetWriter(self._digests[table], schema, compression="zstd"))
            for table, schema in schemas.items()
        }

    def add(self, table: str, row: Mapping[str, Any]) -> None:
        """Add a row; columns that it leaves out are null."""
        waiting = self._waiting[table]
        waiting.append(row)
        if len(waiting) >= _ROWS:
            self._write(table)

    def flush(self) -> None:
        """Write the rows that wait."""
        for table in self._schemas:
            self._write(table)

    def _write(self, table: str) -> None:
        rows, self._waiting[table] = self._waiting[table], []
        if rows:
            self._parquet[table].write_table(pa.Table.from_pylist(rows, self._schemas[table]))
            self._rows[table] += len(rows)

    def finish(self) -> None:
        """Write the marker, now that every file is in its place."""
        tables = {
            table: {"rows": self._rows[table], "bytes": found.size, "sha256": found.digest.hexdigest()}
            for table, found in self._digests.items()
        }
        self.marker = Marker(self.partition, tables, self.counts)
        path = files.join(self._dataset.root, _FINISHED, f"{_name(self.partition)}.json")
        files.write_json(path, asdict(self.marker))


class _Digested:
    """A file that hashes and counts what is written to it; never sought in, as Parquet is written front to back."""

    closed = False

    def __init__(self, path: str, stack: ExitStack) -> None:
        self.digest = hashlib.sha256()
        self.size = 0
        self._file = stack.enter_context(files.open_writing(path))

    def write(self, body: Any) -> int:
        piece = bytes(body)
        self.digest.update(piece)
        self.size += len(piece)
        self._file.write(piece)
        return len(piece)

    def tell(self) -> int:
        return self.size

    def flush(self) -> None:
        self._file.flush()

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    def close(self) -> None:
        """Leave closing to the block that moves the file."""


def _name(partition: int) -> str:
    return f"part-{partition:05d}"


def start_dataset(
    root: str, kind: str, version: str, settings: Mapping[str, Any], partitions: Sequence[Sequence[Split]]
) -> Dataset:
    """Begin a dataset, or go on with the one that is there.

    Args:
        root: Its folder; made if it is missing.
        kind: Of its stage.
        version: Of program and resources.
        settings: What else decides on its bytes, the inputs and their sizes among it.
        partitions: What each would read; where the folder holds a run of the same settings, its own cut stands.

    Returns:
        The dataset.

    Raises:
        ProjectError: The folder holds another run, or anything else.
    """
    head = {"kind": kind, "format": FORMAT, "version": version, "settings": dict(settings)}
    there = files.read_json(files.join(root, _HEAD))
    if there is None:
        if files.list_names(root):
            raise ProjectError("the folder is not empty and holds no dataset", root, "name a new folder")
        cut = [[asdict(split) for split in partition] for partition in partitions]
        files.write_json(files.join(root, _HEAD), {**head, "partitions": cut})
    elif differing := sorted(key for key, value in head.items() if there.get(key) != value):
        raise ProjectError(
            f"the folder holds another run: it differs in {', '.join(differing)}", root, "name a new folder"
        )
    return open_dataset(root)


def open_dataset(root: str) -> Dataset:
    """Open a dataset.

    Args:
        root: Its folder.

    Returns:
        The dataset, whole or not.

    Raises:
        ProjectError: There is none, or one of a newer program.
    """
    head = files.read_json(files.join(root, _HEAD))
    if head is None:
        raise ProjectError("no dataset here", root, "name the folder that `--engine spark --output` wrote")
    if head["format"] != FORMAT:
        raise ProjectError(f"the dataset is of format {head['format']}", root, "read it with the program that wrote it")
    cut = tuple(tuple(Split(**split) for split in partition) for partition in head["partitions"])
    return Dataset(root, head["kind"], head["version"], head["settings"], cut)
