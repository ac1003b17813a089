"""Cut inputs into partitions of about equal size, in order, and count the lines before each cut."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tawthiq.scale.dataset import Split
from tawthiq.scale.files import open_reading
from tawthiq.scale.running import spread

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["count_lines", "line_ends", "pack", "partition_bytes", "stretches"]

# 64 MB are some 20,000 reports, a minute or two of one core: what is lost with a machine. 256 KB are a second or two.
_LARGEST, _SMALLEST = 64 << 20, 256 << 10
# Tasks for each worker: so many that the last ones end at about the same time.
_TASKS = 16
_BLOCK = 1 << 20


def partition_bytes(total: int, workers: int) -> int:
    """Choose the size of a partition.

    Args:
        total: Bytes of all inputs.
        workers: Of this machine; a cluster may have any number more.

    Returns:
        Bytes, 256 KB to 64 MB.
    """
    return min(_LARGEST, max(_SMALLEST, total // (workers * _TASKS)))


def stretches(source: Split, most: int) -> Iterator[Split]:
    """Cut a file of lines by bytes.

    Args:
        source: The whole file.
        most: Bytes of a stretch.

    Yields:
        Stretches in order, with their first lines not counted yet where there are several.
    """
    size = source.size
    for start in range(0, size, most):
        end = None if start + most >= size else start + most
        yield replace(source, start=start, end=end, first=1 if start == 0 else 0, size=min(most, size - start))


def pack(splits: Iterable[Split], most: int) -> list[tuple[Split, ...]]:
    """Put splits together to partitions.

    Args:
        splits: In order of the inputs.
        most: Bytes after which a partition is full.

    Returns:
        Partitions in order; a split is never divided.
    """
    packed: list[tuple[Split, ...]] = []
    waiting: list[Split] = []
    for split in splits:
        if waiting and sum(one.size for one in waiting) + split.size > most:
            packed.append(tuple(waiting))
            waiting = []
        waiting.append(split)
    return [*packed, tuple(waiting)] if waiting else packed


def count_lines(session: "SparkSession", splits: Sequence[Split]) -> list[Split]:
    """Tell each stretch of a file how many lines end before it, so that a bad line can be named by its number.

    Args:
        session: Spark, which counts the stretches side by side; whole files and first stretches cost nothing.
        splits: In order of the inputs, the stretches of one file after one another.

    Returns:
        The same, each stretch with its `first`.
    """
    # The last stretch of a file need not be counted: no line comes after it.
    asked = [n for n, split in enumerate(splits) if split.kind == "lines" and split.end is not None]
    counts = dict(zip(asked, map(int, spread(session, asked, lambda n: str(line_ends(splits[n])))), strict=True))
    told: list[Split] = []
    for n, split in enumerate(splits):
        first = told[-1].first + counts[n - 1] if split.kind == "lines" and split.start else split.first
        told.append(replace(split, first=first))
    return told


def line_ends(split: Split) -> int:
    """Count the ends of lines in a stretch."""
    found = 0
    with open_reading(split.path) as file:
        file.seek(split.start)
        left = (split.end or split.start) - split.start
        while left > 0 and (block := file.read(min(_BLOCK, left))):
            found += block.count(b"\n")
            left -= len(block)
    return found
