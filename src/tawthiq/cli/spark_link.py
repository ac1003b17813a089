"""`tawthiq link --engine spark`: a dataset of coded reports to a ledger, the events that one machine finds.

1. a task makes the records of its partition, and the signs by which copies are known (`_record_partition`);
2. Spark compares records by Splink and finds copies (scale/linking.py);
3. what hangs together is dealt out to buckets (scale/grouping.py);
4. a task groups the records of its bucket and builds its events (`_link_bucket`);
5. ids that two founders share by chance are told apart, as one machine does in the order of the input.

Each step leaves its folder below the output until the ledger is whole, so that a run that was stopped goes on.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tawthiq.arabic.fold import fold
from tawthiq.arabic.words import cut
from tawthiq.errors import InputError, UsageError
from tawthiq.export.books import Book
from tawthiq.export.flat import flat_sheet
from tawthiq.ledger.book import read_book
from tawthiq.ledger.linker import Linker
from tawthiq.linking.copies import bands, signature
from tawthiq.linking.linking import link_scored, without_mere_mentions
from tawthiq.linking.scoring import arrow_schema
from tawthiq.scale import files
from tawthiq.scale.dataset import Dataset, PartitionWriter, Split, open_dataset, start_dataset
from tawthiq.scale.grouping import Bucket, Folders, Offset, deal, offsets, read_bucket, write_buckets
from tawthiq.scale.linking import write_copies, write_pairs
from tawthiq.scale.rows import storable
from tawthiq.scale.running import Work, run_partitions
from tawthiq.scale.schemas import LEDGER, SIGNS
from tawthiq.scale.session import SparkSettings, open_session

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["LinkedOnSpark", "line_of", "link_on_spark", "told_apart"]

_STEPS = ("records", "pairs", "copies", "dealt", "members", "told", "met")
_FACTS = ("id", "source", "url", "published", "title", "text")
_RECORDS = {"records": arrow_schema(), "signs": SIGNS}
_LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class LinkedOnSpark:
    """What a run of linking came to.

    Attributes:
        dataset: The ledger.
        reports: Read.
        records: Of them.
        events: Found.
    """

    dataset: Dataset
    reports: int
    records: int
    events: int


def link_on_spark(coded: str, output: str, linker: Linker, spark: SparkSettings) -> LinkedOnSpark:
    """Link a dataset of coded reports on Spark.

    Args:
        coded: Its folder.
        output: Folder of the ledger; one that holds a part of this run is completed.
        linker: Resources and rule.
        spark: How Spark is started.

    Returns:
        The ledger and its counts.

    Raises:
        UsageError: The input is no dataset of coded reports.
        InputError: Two reports have one id.
        ProjectError: The output folder holds another run, or a partition failed as often as Spark tries.
    """
    source = open_dataset(files.absolute(coded))
    if source.kind != "coded":
        raise UsageError(f"{coded} holds {source.kind} reports", remedy="code them first, and link what that wrote")
    linker = replace(linker, resources=tuple(Path(one).absolute() for one in linker.resources))
    folders = Folders(files.absolute(output))
    told = {"input": source.fingerprint(), "rule": linker.rule, "resources": [str(one) for one in linker.resources]}
    run = _Run(source, folders, linker, told)
    with open_session(spark) as session:
        if (dataset := run.there()) is None:
            dataset = run.prepared(session)
        events = run.built(session, dataset)
    for step in _STEPS:
        files.remove_folder(folders.of(step))
    # Those that were compared: a report without events is compared as a whole and then belongs to no event.
    records = sum(marker.counts["records"] for marker in dataset.whole().values())
    read = sum(marker.counts["coded"] + marker.counts["empty"] for marker in source.whole().values())
    return LinkedOnSpark(dataset, read, records, events)


@dataclass(frozen=True, slots=True)
class _Run:
    """One run of linking; what tasks need of it is pickled to workers."""

    source: Dataset
    folders: Folders
    linker: Linker
    told: Mapping[str, Any]

    def there(self) -> Dataset | None:
        """The ledger of an earlier start of this run, if its buckets were dealt out."""
        if files.file_size(files.join(self.folders.root, "_dataset.json")) is None:
            return None
        return start_dataset(self.folders.root, "ledger", self.linker.tables.version, self.told, ())

    def prepared(self, session: "SparkSession") -> Dataset:
        """Steps 1 to 3."""
        _check_ids(session, self.source)
        version, (places, reports) = self.linker.tables.version, offsets(self.source)
        cut = [(Split("", "", "partition", number),) for number in self.source.whole()]
        records = start_dataset(self.folders.of("records"), "records", version, self.told, cut)
        source, linker = self.source, self.linker

        def record(writer: PartitionWriter, _: Sequence[Split]) -> None:
            _record_partition(writer, source, linker, places[writer.partition])

        run_partitions(session, records, record, _RECORDS)
        write_pairs(session, files.join(records.root, "records"), linker.weights, self.folders.of("pairs"))
        write_copies(session, files.join(records.root, "signs"), self.folders.of("copies"))
        buckets = deal(self.folders, reports)
        write_buckets(session, self.folders, source, places)
        cut = [(Split("", "", "bucket", number),) for number in range(buckets)]
        return start_dataset(self.folders.root, "ledger", version, self.told, cut)

    def built(self, session: "SparkSession", dataset: Dataset) -> int:
        """Steps 4 and 5; gives the number of events."""
        folders, linker = self.folders, self.linker

        def link(ids: Mapping[int, str]) -> Work:
            return lambda writer, _: _link_bucket(writer, read_bucket(folders, writer.partition), linker, ids)

        markers = run_partitions(session, dataset, link({}), LEDGER)
        ids = told_apart(_same_ids(session, dataset)) if markers else {}
        if ids:
            for partition in {partition for partition, _ in ids}:
                dataset.forget(partition)
            markers = run_partitions(session, dataset, link({first: new for (_, first), new in ids.items()}), LEDGER)
        return sum(marker.tables["ledger"]["rows"] for marker in markers.values())


def _check_ids(session: "SparkSession", source: Dataset) -> None:
    reports = session.read.parquet(files.for_spark(files.join(source.root, "reports"))).where("id IS NOT NULL")
    twice = reports.groupBy("id").count().where("count > 1").orderBy("id").select("id").first()
    if twice is not None:
        raise InputError(f"the id {twice['id']} stands twice", source.root, "give each report an id of its own")


def _record_partition(writer: PartitionWriter, source: Dataset, linker: Linker, place: Offset) -> None:
    """Make the records of a partition, numbered over the whole input, and the signs of each text."""
    number = place.record
    for row, line in _lines(source, writer.partition):
        report = place.report + row
        forms = cut(fold(line["text"]).text).forms
        signed = signature(forms)
        exact = blake2b(" ".join(forms).encode("utf-8", "surrogatepass"), digest_size=16).digest()
        writer.add("signs", {"number": report, "exact": exact, "signature": signed, "bands": bands(signed)})
        for made in linker.maker.records(linker.dated(line), line["events"], report):
            writer.add("records", {"id": number, "is_new": True, **storable(made.as_row())})
            number += 1


def _lines(source: Dataset, partition: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows of a partition's reports with their events, failed ones left out, as the lines that one machine links."""
    bodies = (body for batch in source.batches("events", partition, ["body"]) for body in batch.column(0).to_pylist())
    for batch in source.batches("reports", partition, [*_FACTS, "exact", "row", "status", "events"]):
        for row in batch.to_pylist():
            if row["status"] != "failed":
                yield row["row"], line_of(row, [next(bodies) for _ in range(row["events"])])


def line_of(row: Mapping[str, Any], bodies: Sequence[str]) -> dict[str, Any]:
    """Write a row of `reports` as the line that one machine links.

    Args:
        row: Facts of the report, and `exact`.
        bodies: JSON of its events.

    Returns:
        `id`, `source`, `url`, `published`, `title`, `text` and `events`.
    """
    facts = json.loads(row["exact"]) if row["exact"] else {name: row[name] for name in _FACTS}
    return facts | {"events": [json.loads(body) for body in bodies]}


def _link_bucket(writer: PartitionWriter, bucket: Bucket, linker: Linker, ids: Mapping[int, str]) -> None:
    """Group the records of a bucket, build its events and add their rows; `ids` are those that chance gave twice."""
    writer.counts["records"] = len(bucket.records)
    number = {record.key: int(n) for record, n in zip(bucket.records, bucket.numbers, strict=True)}
    found = without_mere_mentions(link_scored(bucket.records, bucket.scored), bucket.records)
    linked = replace(found, events={ids.get(number[keys[0]], one): keys for one, keys in found.events.items()})
    lines = [linker.dated(line_of(row, [one["body"] for one in row["bodies"] or ()])) for row in bucket.rows]
    families = [line | {"family": row["family"]} for line, row in zip(lines, bucket.rows, strict=True)]
    events = list(linker.build(linked, families, bucket.records))
    flat = flat_sheet(events, _book(tuple(linker.resources))).rows
    for event, row, keys in zip(events, flat, linked.events.values(), strict=True):
        body = _LONE.sub(lambda half: f"\\u{ord(half[0]):04x}", json.dumps(event, ensure_ascii=False))
        told = {"first": number[keys[0]], "records": event["records"], "body": body}
        writer.add("ledger", storable({**row, **told}))
        for key in keys:
            report, _, n = key.rpartition("#")
            writer.add("linked", storable({"record": key, "report": report, "n": int(n), "event_id": event["id"]}))


@cache
def _book(resources: tuple[Path, ...]) -> Book:
    return read_book(resources)


_Founder = tuple[int, int]
"""Partition of an event, and number of the record that founded it."""


def _same_ids(session: "SparkSession", dataset: Dataset) -> dict[str, list[_Founder]]:
    """Ids that events of different buckets share, with their founders in the order of the input; a handful at most."""
    folder = files.for_spark(files.join(dataset.root, "ledger"))
    session.read.parquet(folder).select("event_id", "first").createOrReplaceTempView("made")
    twice = session.sql(
        "SELECT event_id, first FROM made LEFT SEMI JOIN "
        "(SELECT event_id FROM made GROUP BY event_id HAVING count(*) > 1) USING (event_id)"
    ).collect()
    asked = {int(row["first"]) for row in twice}
    found: dict[str, list[_Founder]] = defaultdict(list)
    for partition in dataset.whole() if asked else ():
        for batch in dataset.batches("ledger", partition, ["event_id", "first"]):
            for row in batch.to_pylist():
                if row["first"] in asked:
                    found[row["event_id"]].append((partition, row["first"]))
    return found


def told_apart(same: Mapping[str, Sequence[_Founder]]) -> dict[_Founder, str]:
    """Number the ids that were given twice, as linking does in the order of the input.

    Args:
        same: Id to the founders of its events.

    Returns:
        A new id for each founder but the first of each id.
    """
    apart: dict[_Founder, str] = {}
    for event_id, founders in same.items():
        for number, founder in enumerate(sorted(founders, key=lambda one: one[1])[1:], 2):
            apart[founder] = f"{event_id}-{number}"
    return apart
