"""Linking over frames: which pairs of records are compared, which texts are copies, what hangs together.

The numbers are those of linking/: the same weights in Splink, the same blocks, the same signatures. What is done here
in Spark's SQL is done there by DuckDB or in memory, and tests hold the two to equal results.

Every function takes folders of Parquet and writes one: a step whose folder is whole (`_SUCCESS`) is not done again.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]

from tawthiq.linking.copies import COPY_THRESHOLD, similarity
from tawthiq.linking.dialects import SPARK
from tawthiq.linking.scoring import LARGEST_BLOCK, LARGEST_BROAD_BLOCK, LEAST_BITS
from tawthiq.linking.weights import Weights
from tawthiq.scale import files

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["read_edges", "write_copies", "write_once", "write_pairs"]

_SIMILAR = "one long, other long"
_SIMILAR_SCHEMA = pa.schema([("one", pa.int64()), ("other", pa.int64())])


def write_once(folder: str, make: Callable[[], "DataFrame"], **options: Any) -> None:
    """Write a frame where it was not written whole before.

    Args:
        folder: To write.
        make: Gives the frame; not called where the folder is whole.
        options: Of Spark's writer, such as `partitionBy`.
    """
    if files.file_size(files.join(folder, "_SUCCESS")) is None:
        make().write.parquet(files.for_spark(folder), mode="overwrite", **options)


def write_pairs(session: "SparkSession", records: str, weights: Weights, folder: str) -> None:
    """Compare records that share a block, by Splink.

    Args:
        session: Spark.
        records: Folder of records, numbered by `id`.
        weights: The fitted numbers.
        folder: Gets `one`, `other` (numbers of records, the lesser first) and `bits`.
    """
    write_once(folder, lambda: _scored(session, records, weights))
    session.catalog.clearCache()


def _scored(session: "SparkSession", records: str, weights: Weights) -> "DataFrame":
    from splink import Linker
    from splink.backends.spark import SparkAPI

    given = session.read.parquet(files.for_spark(records))
    given.createOrReplaceTempView("given")
    largest = f"CASE WHEN (b & 1) = 1 THEN {LARGEST_BROAD_BLOCK} ELSE {LARGEST_BLOCK} END"
    # Blocks with one record, or with so many that they tell nothing, as in linking/scoring.py.
    session.sql(
        "SELECT b FROM (SELECT explode(blocks) AS b FROM given) GROUP BY b "  # noqa: S608
        f"HAVING count(*) BETWEEN 2 AND {largest}"
    ).createOrReplaceTempView("telling")
    kept = session.sql(
        "SELECT id AS of_id, array_sort(collect_list(b)) AS blocks FROM (SELECT id, explode(blocks) AS b FROM given) "
        "LEFT SEMI JOIN telling USING (b) GROUP BY id"
    )
    if kept.isEmpty():
        return session.createDataFrame([], "one int, other int, bits double")
    incoming = given.drop("blocks", "key").join(kept, given["id"] == kept["of_id"]).drop("of_id")
    logging.getLogger("splink").setLevel(logging.ERROR)
    # Persisted and not written between: a machine that is lost costs its share again, and no folder must be named.
    api: Any = SparkAPI(  # type: ignore[no-untyped-call]
        spark_session=session, break_lineage_method="persist", register_udfs_automatically=False
    )
    linker = Linker(api.register(incoming), weights.settings(SPARK), log_level=logging.ERROR)
    found: DataFrame = linker.inference.predict(threshold_match_weight=LEAST_BITS).as_spark_dataframe()
    return found.selectExpr("least(id_l, id_r) AS one", "greatest(id_l, id_r) AS other", "match_weight AS bits")


def write_copies(session: "SparkSession", signs: str, folder: str) -> None:
    """Find the texts that are copies, exactly or nearly, as linking/copies.py does one after the other.

    Args:
        session: Spark.
        signs: Folder of `number`, `exact` (hash of the words), `signature` and `bands` of each report.
        folder: Gets `one` and `other`, numbers of reports of which one copies the other.
    """
    write_once(folder, lambda: _copied(session, signs))


def _copied(session: "SparkSession", signs: str) -> "DataFrame":
    session.read.parquet(files.for_spark(signs)).createOrReplaceTempView("signs")
    # Of equal texts only the first is compared with others: the rest would meet the same ones.
    session.sql(
        "SELECT * FROM (SELECT *, min(number) OVER (PARTITION BY exact) AS first FROM signs) WHERE number = first"
    ).createOrReplaceTempView("firsts")
    equal = session.sql(
        "SELECT first AS one, number AS other FROM (SELECT number, min(number) OVER (PARTITION BY exact) AS first "
        "FROM signs) WHERE number <> first"
    )
    session.sql("SELECT number, explode(bands) AS band FROM firsts").createOrReplaceTempView("banded")
    met = session.sql(
        "SELECT met.one, met.other, a.signature AS left_signature, b.signature AS right_signature FROM "
        "(SELECT DISTINCT l.number AS one, r.number AS other FROM banded l JOIN banded r "
        "ON l.band = r.band AND l.number < r.number) met "
        "JOIN firsts a ON a.number = met.one JOIN firsts b ON b.number = met.other"
    )
    return equal.union(met.mapInArrow(_similar, _SIMILAR))


def _similar(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        rows = batch.to_pylist()
        kept = [row for row in rows if similarity(row["left_signature"], row["right_signature"]) >= COPY_THRESHOLD]
        columns = {name: [row[name] for row in kept] for name in ("one", "other")}
        yield pa.RecordBatch.from_pydict(columns, schema=_SIMILAR_SCHEMA)


def read_edges(folder: str, one: str = "one", other: str = "other") -> tuple[npt.NDArray[np.int64], ...]:
    """Read two columns of numbers as arrays; 16 bytes a pair."""
    if not any(name.endswith(".parquet") for name in files.list_names(folder)):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    table = files.parquet_folder(folder).to_table(columns=[one, other])
    return tuple(table.column(name).to_numpy().astype(np.int64) for name in (one, other))
