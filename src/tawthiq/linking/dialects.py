"""The few expressions that linking asks of an engine, in DuckDB's words and in Spark's.

Only whole numbers, lists of them and plain arithmetic are compared, so that the two give the same answer.
"""

from dataclasses import dataclass
from typing import Final

__all__ = ["DUCKDB", "SPARK", "Dialect", "sum_of"]

_KM = 111.2
_SPARK_POINTS = (("lats_l", "i"), ("lons_l", "i"), ("lats_r", "j"), ("lons_r", "j"))


@dataclass(frozen=True, slots=True)
class Dialect:
    """Expressions of one engine; each takes a column's name and compares its left with its right value.

    Attributes:
        name: "duckdb" or "spark", as Splink calls it.
    """

    name: str

    def shared(self, column: str) -> str:
        """How many items two lists share; 0 where one is empty."""
        if self.name == "spark":
            return f"size(array_intersect({column}_l, {column}_r))"
        return self.shared_between(f"{column}_l", f"{column}_r")

    def shared_between(self, left: str, right: str) -> str:
        """How many items two lists of any columns share."""
        if self.name == "spark":
            return f"size(array_intersect({left}, {right}))"
        return f"len({_duckdb_shared(left, right)})"

    def shared_bits(self, column: str) -> str:
        """Sum of the weights of what two lists of weighted codes share (codes.py)."""
        if self.name == "spark":
            return f"aggregate(array_intersect({column}_l, {column}_r), 0L, (a, x) -> a + (x & 15))"
        return _duckdb_bits(_duckdb_shared(f"{column}_l", f"{column}_r"))

    def most_bits_between(self, left: str, right: str) -> str:
        """Greatest weight of what two lists of weighted codes share; 0 where they share nothing."""
        if self.name == "spark":
            return f"coalesce(array_max(transform(array_intersect({left}, {right}), x -> x & 15)), 0L)"
        return f"coalesce(list_max(list_transform({_duckdb_shared(left, right)}, lambda x: x & 15)), 0)"

    def bits(self, column: str) -> str:
        """Sum of the weights of one list; `column` names it with its side.

        DuckDB reads it from a column of its own (`sum_of`), as it would else add them up again for each pair.
        """
        if self.name == "spark":
            return f"aggregate({column}, 0L, (a, x) -> a + (x & 15))"
        name, _, side = column.rpartition("_")
        return f"{sum_of(name)}_{side}"

    def size(self, column: str) -> str:
        """Length of one list; `column` names it with its side."""
        return f"size({column})" if self.name == "spark" else f"len({column})"

    def nearest_km(self) -> str:
        """Kilometres between the nearest places of two records; NULL where one has none.

        On a plane: right to 1% below 100 km, and farther than that nothing depends on it.
        """
        if self.name == "spark":
            plane = _plane(*(f"element_at({c}, {n})" for c, n in _SPARK_POINTS))
            inner = f"array_min(transform({_spark_indexes('r')}, j -> {plane}))"
            return f"array_min(transform({_spark_indexes('l')}, i -> {inner}))"
        plane = _plane("lats_l[i]", "lons_l[i]", "lats_r[j]", "lons_r[j]")
        inner = f"list_min(list_transform(range(1, least(len(lats_r), len(lons_r)) + 1), lambda j: {plane}))"
        return f"list_min(list_transform(range(1, least(len(lats_l), len(lons_l)) + 1), lambda i: {inner}))"


def sum_of(column: str) -> str:
    """Name of the column that holds the sum of the weights of a list."""
    return f"{column}_bits"


def _duckdb_shared(left: str, right: str) -> str:
    """What two lists share; neither holds an item twice. Five times as fast as list_intersect on lists of a record."""
    return f"list_filter({left}, lambda x: list_contains({right}, x))"


def _duckdb_bits(codes: str) -> str:
    return f"coalesce(list_sum(list_transform({codes}, lambda x: x & 15)), 0)"


def _spark_indexes(side: str) -> str:
    """Indexes of a record's points: a sequence of Spark's from 1 to 0 counts down, and would ask an empty list for two.

    Both lists stand outside of what is called for each point: there alone Splink looks for the columns that it keeps.
    """
    size = f"least(size(lats_{side}), size(lons_{side}))"
    return f"filter(sequence(1, {size}), n -> n > 0 AND n <= {size})"


def _plane(lat_l: str, lon_l: str, lat_r: str, lon_r: str) -> str:
    north = f"({lat_l} - {lat_r})"
    east = f"({lon_l} - {lon_r}) * cos(radians({lat_l}))"
    return f"{_KM} * sqrt(power({north}, 2) + power({east}, 2))"


DUCKDB: Final = Dialect("duckdb")
SPARK: Final = Dialect("spark")
