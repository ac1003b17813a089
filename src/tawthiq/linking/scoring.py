"""Which pairs of records are compared, and how strongly each speaks for one event: Splink over DuckDB, no network.

1. records go into DuckDB as one table, new ones marked;
2. keys of blocks that more than `LARGEST_BLOCK` records share (`LARGEST_BROAD_BLOCK` of broad keys, codes.py) are
taken away, since they tell nothing, and those that
   no new record has;
3. Splink compares the pairs that share a key (weights.py) and gives each its match weight;
4. pairs come back sorted, so that the result does not depend on threads.
"""

import contextlib
import logging
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]
from splink import DuckDBAPI, Linker

from tawthiq.linking.codes import BITS_MASK
from tawthiq.linking.dialects import DUCKDB, sum_of
from tawthiq.linking.features import FEATURES, OTHERWISE, Feature
from tawthiq.linking.records import COLUMNS, Record
from tawthiq.linking.weights import Weights

__all__ = [
    "LARGEST_BLOCK",
    "LARGEST_BROAD_BLOCK",
    "LEAST_BITS",
    "Engine",
    "Scored",
    "arrow_schema",
    "levels_of",
    "score",
]

# Larger blocks are those of a governorate in its worst week: they hold millions of pairs, and true ones of them meet
# under a rarer key as well. Chosen on 100,000 simulated events (tools/bench_linking.py).
LARGEST_BLOCK = 300
LARGEST_BROAD_BLOCK = 100
LEAST_BITS = -2.0
"""Pairs below this match weight are not kept: to the grouping they weigh as much as those that were not compared.

With -6 a pair that spoke more against than one that was never compared counted more than it: recall 0.04 lower."""
# Records that one pass compares with all the others: the pairs of more would not find room on a laptop.
_RECORDS_A_PASS = 50_000
_UNKNOWN = "unknown"
_LISTS = frozenset(
    (
        "lats",
        "lons",
        "places",
        "areas",
        "doers",
        "parties",
        "weapons",
        "objects",
        "names",
        "words",
        "phrases",
        "place_words",
        "text",
        "bands",
        "blocks",
    )
)
# Of these features ask for the sum of one record's weights.
_SUMMED = ("words", "text")
_TEXT = frozenset(("key", "type", "family", "basis"))


@dataclass(frozen=True, slots=True)
class Scored:
    """Pairs of records that were compared, as parallel arrays sorted by `one`, then `other`.

    Attributes:
        one: Index of the first record among new and old ones together; less than `other`.
        other: Index of the second.
        bits: Match weight: log2 of the odds that both are of one event.
    """

    one: npt.NDArray[np.int32]
    other: npt.NDArray[np.int32]
    bits: npt.NDArray[np.float64]

    def __len__(self) -> int:
        """Number of pairs."""
        return len(self.bits)


@dataclass(frozen=True, slots=True)
class Engine:
    """How much of the machine DuckDB may take.

    Attributes:
        threads: Of DuckDB; the result does not depend on them.
        memory_gb: Above this it writes to a temporary folder.
    """

    threads: int = 2
    memory_gb: float = 2.0


def score(
    new: Sequence[Record],
    old: Sequence[Record] = (),
    *,
    weights: Weights,
    least_bits: float = LEAST_BITS,
    engine: Engine | None = None,
) -> Scored:
    """Compare new records with each other and with old ones.

    Args:
        new: Records that were not compared yet.
        old: Records that were compared with each other before; pairs of two of them are not given again.
        weights: The fitted numbers.
        least_bits: Pairs below this match weight are left out.
        engine: What DuckDB may take; two threads and 2 GB where it is left out.

    Returns:
        The pairs; indexes count `new` first, then `old`.
    """
    nothing = Scored(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0))
    if len(new) + len(old) < 2 or not new:
        return nothing
    with _database(engine or Engine()) as connection:
        if not _load(connection, new, old):
            return nothing
        logging.getLogger("splink").setLevel(logging.ERROR)
        table = DuckDBAPI(connection=connection).register("incoming")
        linker = Linker(table, weights.settings(DUCKDB, only_new=bool(old)), log_level=logging.ERROR)
        passes = -(-(len(new) + len(old)) // _RECORDS_A_PASS)
        scored = linker.inference.predict(threshold_match_weight=least_bits, num_chunks_left=1, num_chunks_right=passes)
        found = connection.execute(
            f"SELECT least(id_l, id_r) AS a, greatest(id_l, id_r) AS b, match_weight FROM {scored.physical_name} "  # noqa: S608
            "ORDER BY a, b"
        ).fetchnumpy()
    one, other = (np.asarray(found[name], np.int32) for name in ("a", "b"))
    return Scored(one, other, np.asarray(found["match_weight"], np.float64))


def levels_of(records: Sequence[Record], pairs: Sequence[tuple[int, int]]) -> list[tuple[str, ...]]:
    """Say for each pair which level of each feature holds, to explain or to fit.

    Args:
        records: Records.
        pairs: Indexes of two of them each.

    Returns:
        For each pair, in order, a level's name or "unknown" for each feature of `FEATURES` in order.
    """
    if not pairs:
        return []
    asked = sorted({n for pair in pairs for n in pair})
    place = {n: at for at, n in enumerate(asked)}
    features = [make(DUCKDB) for make in FEATURES]
    with _database(Engine()) as connection:
        connection.register("given", _table([records[n] for n in asked], len(asked)))
        ones, others = zip(*((place[a], place[b]) for a, b in pairs), strict=True)
        asked_pairs = pa.table({"n": range(len(pairs)), "a": pa.array(ones), "b": pa.array(others)})
        connection.register("asked", asked_pairs)
        told = [c for c in COLUMNS if c not in ("key", "blocks", "bands")] + [sum_of(name) for name in _SUMMED]
        sides = ", ".join(f"{s}.{c} AS {c}_{s}" for c in told for s in "lr")
        sides += ", l.bands AS bands_l, r.bands AS bands_r"
        cases = ", ".join(_case(feature) for feature in features)
        query = (
            f"SELECT {cases} FROM (SELECT n, {sides} FROM asked JOIN given l ON l.id = a JOIN given r ON r.id = b) "  # noqa: S608
            "ORDER BY n"
        )
        return [tuple(row) for row in connection.execute(query).fetchall()]


def _case(feature: Feature) -> str:
    whens = [f"WHEN {level.condition} THEN '{level.name}'" for level in feature.levels if level.condition != OTHERWISE]
    return f"CASE WHEN {feature.unknown} THEN '{_UNKNOWN}' {' '.join(whens)} ELSE '{feature.levels[-1].name}' END"


@contextlib.contextmanager
def _database(engine: Engine) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect(":memory:")
    # What finds no room in memory: else it would stand in the folder that the person works in.
    spill = tempfile.TemporaryDirectory(prefix="tawthiq-linking-")
    try:
        connection.execute("SET temp_directory = ?", [spill.name])
        connection.execute(f"SET threads = {int(engine.threads)}")
        connection.execute(f"SET memory_limit = '{engine.memory_gb:g}GB'")
        connection.execute("SET preserve_insertion_order = false")
        yield connection
    finally:
        connection.close()
        spill.cleanup()


def _load(connection: duckdb.DuckDBPyConnection, new: Sequence[Record], old: Sequence[Record]) -> bool:
    """Make the table that Splink reads; say whether any two records share a block."""
    connection.register("given", _table([*new, *old], len(new)))
    connection.execute(
        "CREATE TABLE telling AS SELECT b FROM (SELECT unnest(blocks) AS b, is_new FROM given) GROUP BY b "  # noqa: S608
        f"HAVING count(*) BETWEEN 2 AND CASE WHEN b & 1 = 1 THEN {LARGEST_BROAD_BLOCK} ELSE {LARGEST_BLOCK} END "
        "AND bool_or(is_new)"
    )
    connection.execute(
        "CREATE TABLE incoming AS SELECT given.* EXCLUDE (blocks, key), kept AS blocks FROM given JOIN "
        "(SELECT id AS of_id, list(b ORDER BY b) AS kept FROM (SELECT id, unnest(blocks) AS b FROM given) "
        "SEMI JOIN telling USING (b) GROUP BY id) ON id = of_id"
    )
    connection.unregister("given")
    return bool(connection.execute("SELECT count(*) FROM incoming").fetchall()[0][0])


def arrow_schema() -> pa.Schema:
    """Columns of the table that engines compare: `id` from 0, `is_new`, and those of records."""
    return pa.schema([("id", pa.int32()), ("is_new", pa.bool_()), *((name, _arrow_type(name)) for name in COLUMNS)])


def _table(rows: Sequence[Record], new: int) -> pa.Table:
    columns: dict[str, pa.Array] = {
        "id": pa.array(range(len(rows)), pa.int32()),
        "is_new": pa.array([n < new for n in range(len(rows))], pa.bool_()),
    }
    for column in COLUMNS:
        kind = _arrow_type(column)
        values = [getattr(row, column) for row in rows]
        columns[column] = _codes(values) if kind == pa.list_(pa.int64()) else pa.array(values, kind)
    return pa.table(columns | {sum_of(name): _sums(columns[name]) for name in _SUMMED})


def _codes(lists: Sequence[Sequence[int]]) -> pa.ListArray:
    """Lists of codes as one column, without a Python number for each code."""
    whole, ends = array("q"), array("i", [0])
    for codes in lists:
        whole.extend(codes)
        ends.append(len(whole))
    return pa.ListArray.from_arrays(np.frombuffer(ends, np.int32), np.frombuffer(whole, np.int64))


def _sums(lists: pa.ListArray) -> pa.Array:
    """Sum of the weights of each list (codes.py)."""
    total = np.concatenate(([0], np.cumsum(lists.values.to_numpy() & BITS_MASK)))
    ends = lists.offsets.to_numpy()
    return pa.array(total[ends[1:]] - total[ends[:-1]], pa.int64())


def _arrow_type(column: str) -> pa.DataType:
    if column in _TEXT:
        return pa.string()
    if column in ("lats", "lons"):
        return pa.list_(pa.float64())
    return pa.list_(pa.int64()) if column in _LISTS else pa.int32()
