"""What hangs together: the components of a graph of pairs."""

import numpy as np
import numpy.typing as npt

__all__ = ["components"]


def components(count: int, one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Tell what hangs together.

    Args:
        count: Of nodes, numbered from 0.
        one: A node of each edge.
        other: The other.

    Returns:
        For each node the least number of its component. Labels fall along edges and are then looked up in each other
        until none changes: some ten rounds over all edges, whatever the shapes, with three arrays in memory.
    """
    label = np.arange(count, dtype=np.int64)
    while True:
        least = np.minimum(label[one], label[other])
        fresh = label.copy()
        # The label of a label is lowered too: long chains halve in each round.
        for ends in (one, other):
            np.minimum.at(fresh, ends, least)
            np.minimum.at(fresh, label[ends], least)
        while not np.array_equal(fresh, hopped := fresh[fresh]):
            fresh = hopped
        if np.array_equal(fresh, label):
            return label
        label = fresh
