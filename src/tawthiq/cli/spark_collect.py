"""`tawthiq collect --engine spark`: WARC and all other formats into a dataset of reports, each page's text once.

1. a task reads the files of its partition and makes drafts, as a project does (`_draft_partition`), into `_drafts`;
2. Spark finds, over all partitions in the order of the sources, what was seen before, which version of its page a text
   is, and its id: one query over keys and hashes, without the texts (`_NAMES`);
3. a task writes the reports of its partition under those names (`_name_partition`), and `_drafts` goes.

A file is never cut: what a record of WARC refers to stands before it in the same file.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tawthiq.collect.items import Budget, Context, Found, Limits, RawItem
from tawthiq.collect.outlets import Outlets, load_outlets
from tawthiq.collect.reading import read_stream
from tawthiq.errors import UsageError
from tawthiq.model.drafts import Draft, Failure
from tawthiq.preparing import draft_within
from tawthiq.scale import files
from tawthiq.scale.dataset import Dataset, PartitionWriter, Split, start_dataset
from tawthiq.scale.planning import pack, partition_bytes
from tawthiq.scale.rows import storable
from tawthiq.scale.running import run_partitions
from tawthiq.scale.schemas import COLLECTED, DRAFTS
from tawthiq.scale.session import SparkSettings, open_session
from tawthiq.store.clock import tool_name
from tawthiq.store.intake import draft_columns, wanted_id

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["CollectedOnSpark", "collect_on_spark"]

# What store/intake.py decides item by item, over all items at once: the same evidence under another name is seen again,
# so is a page whose text and title are those of its newest version; an id that an earlier report has gets page and
# version behind it.
_NAMES = """
WITH first AS (
    SELECT partition, row, page_key, wanted, text_sha256, title,
        row_number() OVER (PARTITION BY object_sha256, locator ORDER BY partition, row) AS nth
    FROM drafts
), seen AS (
    SELECT *, coalesce(text_sha256 = lag(text_sha256) OVER page AND title <=> lag(title) OVER page, false) AS again
    FROM first WHERE nth = 1 WINDOW page AS (PARTITION BY page_key ORDER BY partition, row)
), counted AS (
    SELECT *, count(*) OVER (PARTITION BY page_key ORDER BY partition, row) AS version FROM seen WHERE NOT again
), asking AS (
    SELECT *, CASE WHEN version = 1 THEN wanted ELSE concat(wanted, '@', version) END AS asked FROM counted
)
SELECT partition, row, version, CASE
    WHEN row_number() OVER (PARTITION BY asked ORDER BY partition, row) = 1 THEN asked
    ELSE concat(wanted, '~', substring(sha2(page_key, 256), 1, 16), '@', version) END AS id
FROM asking
"""
_COUNTS = ("new", "versions", "again", "empty", "failed")


@dataclass(frozen=True, slots=True)
class CollectedOnSpark:
    """What a run of collecting came to.

    Attributes:
        dataset: Where it stands.
        sources: Files.
        counts: new, versions, again, empty, failed, as a project counts them.
        failures: Why items failed, with their place; the first so many that were asked for.
    """

    dataset: Dataset
    sources: int
    counts: Mapping[str, int]
    failures: Sequence[str]


def collect_on_spark(  # noqa: PLR0913 - what the command line gives
    sources: Sequence[str],
    output: str,
    spark: SparkSettings,
    *,
    columns: Mapping[str, str],
    limits: Limits,
    failures: int = 20,
) -> CollectedOnSpark:
    """Collect files on Spark.

    Args:
        sources: Files and folders; not addresses of the web, which are fetched politely by one machine.
        output: Folder of the dataset; one that holds a part of this run is completed.
        spark: How Spark is started.
        columns: For CSV and JSON records: our field to theirs.
        limits: What one source may cost to read.
        failures: Most reasons of failures to give.

    Returns:
        The counts over all partitions.

    Raises:
        UsageError: A source is an address of the web.
        ProjectError: The output folder holds another run, or a partition failed as often as Spark tries.
    """
    output = files.absolute(output)
    found = [split for source in sources for split in _listed(source)]
    told = {
        "inputs": [[one.name, one.size] for one in found],
        "columns": dict(columns),
        "item_bytes": limits.item_bytes,
    }
    partitions = pack(found, partition_bytes(sum(one.size for one in found), spark.jobs))
    dataset = start_dataset(output, "collected", tool_name(), told, partitions)
    drafts = files.join(output, "_drafts")
    with open_session(spark) as session:
        if len(dataset.finished()) < len(dataset.partitions):
            drafted = start_dataset(drafts, "drafts", tool_name(), told, dataset.partitions)

            def draft(writer: PartitionWriter, splits: Sequence[Split]) -> None:
                _draft_partition(writer, splits, columns, limits)

            run_partitions(session, drafted, draft, DRAFTS)
            names = _name(session, drafted)

            def name(writer: PartitionWriter, _: Sequence[Split]) -> None:
                _name_partition(writer, drafted, names)

            run_partitions(session, dataset, name, COLLECTED)
    files.remove_folder(drafts)
    markers = dataset.whole().values()
    counts = {key: sum(marker.counts[key] for marker in markers) for key in _COUNTS}
    return CollectedOnSpark(dataset, len(found), counts, list(_reasons(dataset, failures)))


def _listed(source: str) -> Iterator[Split]:
    """Files as they are, folders as the files below them in order; hidden ones are left out, as in a project."""
    if source.startswith(("http://", "https://")):
        raise UsageError(f"--engine spark does not fetch {source}", remedy="collect addresses into a project")
    path = Path(source)
    if files.is_address(source) or not path.is_dir():
        yield Split(source if files.is_address(source) else str(path.resolve()), source, "whole",
                    size=files.file_size(source) or 0)  # fmt: skip
        return
    for below in sorted(path.rglob("*")):
        if below.is_file() and not any(part.startswith(".") for part in below.relative_to(path).parts):
            yield Split(str(below.resolve()), str(below), "whole", size=below.stat().st_size)


def _draft_partition(
    writer: PartitionWriter, splits: Sequence[Split], columns: Mapping[str, str], limits: Limits
) -> None:
    row = 0
    for split in splits:
        object_sha256, items = _read(split, columns, limits)
        for item in items:
            found = draft_within(item, _outlets()) if isinstance(item, RawItem) else item
            place = {"partition": writer.partition, "row": row, "source_file": split.name}
            place |= {"object_sha256": object_sha256, "locator": found.locator}
            if isinstance(found, Failure):
                told = {"stage": found.stage, "error": found.error, "remedy": found.remedy}
                writer.add("failures", storable(place | told))
            else:
                writer.add("drafts", storable(place | _columns(found)))
            row += 1


def _read(split: Split, columns: Mapping[str, str], limits: Limits) -> tuple[str | None, Iterator[Found]]:
    """Hash a file and give its items; a file that cannot be opened is one failure."""
    try:
        with files.open_reading(split.path) as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        failure = Failure("read", split.path, "", f"cannot be read: {error.strerror}", "check the path and its rights")
        return None, iter((failure,))
    name = os.path.basename(split.path)
    context = Context(split.path, name, limits=limits, columns=columns, budget=Budget(limits.unpacked_bytes))
    return digest, _items(split.path, context)


def _items(path: str, context: Context) -> Iterator[Found]:
    with files.open_reading(path) as file:
        yield from read_stream(file, context)


@cache
def _outlets() -> Outlets:
    return load_outlets()


def _columns(draft: Draft) -> dict[str, Any]:
    hashed = hashlib.sha256(draft.text.encode()).hexdigest()
    return {**draft_columns(draft), "wanted": wanted_id(draft), "text_sha256": hashed}


def _name(session: "SparkSession", drafted: Dataset) -> str:
    """Write version and id of every report that is kept, one folder a partition; a stopped write is done again."""
    names = files.join(drafted.root, "_names")
    if files.file_size(files.join(names, "_SUCCESS")) is None:
        session.read.parquet(files.for_spark(files.join(drafted.root, "drafts"))).createOrReplaceTempView("drafts")
        found = session.sql(_NAMES)
        found.repartition("partition").write.mode("overwrite").partitionBy("partition").parquet(files.for_spark(names))
    return names


def _name_partition(writer: PartitionWriter, drafted: Dataset, names: str) -> None:
    named = _names_of(files.join(names, f"partition={writer.partition}"))
    counts = dict.fromkeys(_COUNTS, 0)
    for batch in drafted.batches("drafts", writer.partition):
        for row in batch.to_pylist():
            del row["wanted"]
            if row["row"] not in named:
                counts["again"] += 1
                writer.add("sightings", {key: row[key] for key in COLLECTED["sightings"].names})
                continue
            version, report_id = named[row["row"]]
            counts["new" if version == 1 else "versions"] += 1
            counts["empty"] += not row["text"]
            writer.add("collected", row | {"id": report_id, "version": version})
    for batch in drafted.batches("failures", writer.partition):
        for row in batch.to_pylist():
            counts["failed"] += 1
            writer.add("failures", row)
    writer.counts |= counts


def _names_of(folder: str) -> dict[int, tuple[int, str]]:
    """Row to version and id; none where nothing of the partition is kept."""
    if not files.list_names(folder):
        return {}
    found = files.parquet_folder(folder).to_table(columns=["row", "version", "id"]).to_pylist()
    return {int(row["row"]): (int(row["version"]), str(row["id"])) for row in found}


def _reasons(dataset: Dataset, most: int) -> Iterator[str]:
    left = most
    for number, marker in dataset.finished().items():
        if not marker.counts["failed"] or not left:
            continue
        for batch in dataset.batches("failures", number):
            for row in batch.to_pylist()[:left]:
                where = f"{row['source_file']}!{row['locator']}" if row["locator"] else row["source_file"]
                advice = f" ({row['remedy']})" if row["remedy"] else ""
                yield f"{where}: {row['error']}{advice}"
                left -= 1
