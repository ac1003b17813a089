"""The map: events in cells of a grid that follows the zoom, single events as points with their precision."""

from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tawthiq.review.columns import View
from tawthiq.serve.explore.ledger import Explorer, box_of, in_box
from tawthiq.serve.wire.base import RangeAnswer
from tawthiq.serve.wire.explore import Cluster, EventFilter, MapAnswer, MapPoint

__all__ = ["draw_map"]

_PIXELS: Final = 64.0
"""Width of a cell on the screen: two symbols side by side, with their counts, can be told apart."""
_MOST_CELLS: Final = 1500
_ALL_POINTS_ZOOM: Final = 14
_MOST_POINTS: Final = 1000
_UNRESOLVED_SHOWN: Final = 50


def draw_map(explorer: Explorer, wanted: EventFilter, zoom: int) -> MapAnswer:
    """Draw the map of what a filter lets through; `bbox` is the view and does not narrow what is counted as unresolved.

    Args:
        explorer: The ledger.
        wanted: The filter.
        zoom: Of web maps: 0 is the world in one tile of 256 pixels.

    Returns:
        Clusters and points in the view; and what has no point, counted and listed.
    """
    view = explorer.view()
    every = explorer.mask(view, wanted.model_copy(update={"bbox": None}))
    known = every & ~np.isnan(view.numbers["lat"])
    seen = known & in_box(view, box_of(wanted.bbox)) if wanted.bbox is not None else known
    rows = np.flatnonzero(seen)
    clusters, points = _parted(view, rows, zoom)
    lost = np.flatnonzero(every & ~known)
    newest = lost[np.argsort(-np.nan_to_num(view.numbers["day"][lost]), kind="stable")][:_UNRESOLVED_SHOWN]
    return MapAnswer(
        total=int(every.sum()),
        shown=len(rows),
        zoom=zoom,
        clusters=clusters,
        points=[_point(view, int(row)) for row in points],
        unresolved=len(lost),
        unresolved_items=explorer.rows([view.keys[row] for row in newest]),
    )


def _parted(view: View, rows: NDArray[Any], zoom: int) -> tuple[list[Cluster], NDArray[Any]]:
    """Cells with several events, and the rows of those that are alone in theirs."""
    if zoom >= _ALL_POINTS_ZOOM and len(rows) <= _MOST_POINTS:
        return [], rows
    owners, counts = _cells(view, rows, zoom)
    while len(counts) > _MOST_CELLS and zoom > 0:  # nothing is dropped: the cells grow instead
        zoom -= 1
        owners, counts = _cells(view, rows, zoom)
    alone = counts[owners] == 1
    many = np.flatnonzero(counts > 1)
    return _clusters(view, rows, owners, counts, many), rows[alone]


def _cells(view: View, rows: NDArray[Any], zoom: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """The cell of each event, cells numbered from 0, and how many events each holds."""
    size = 360.0 / 2**zoom * (_PIXELS / 256.0)
    across = np.floor((view.numbers["lon"][rows] + 180.0) / size).astype(np.int64)
    down = np.floor((view.numbers["lat"][rows] + 90.0) / size).astype(np.int64)
    _, owners, counts = np.unique(down * 4_000_000 + across, return_inverse=True, return_counts=True)
    return owners, counts


def _clusters(
    view: View, rows: NDArray[Any], owners: NDArray[Any], counts: NDArray[Any], many: NDArray[Any]
) -> list[Cluster]:
    size = len(counts)
    lat, lon = view.numbers["lat"][rows], view.numbers["lon"][rows]
    ends = {}
    for name, values in (("lat", lat), ("lon", lon)):
        low, high = np.full(size, np.inf), np.full(size, -np.inf)
        np.minimum.at(low, owners, values)
        np.maximum.at(high, owners, values)
        ends[name] = (low, high)
    middle = {n: np.bincount(owners, v, size) / counts for n, v in (("lat", lat), ("lon", lon))}
    texts = view.words["family"].texts
    families = np.bincount(owners * len(texts) + view.codes["family"][rows], minlength=size * len(texts))
    killed = {
        end: np.bincount(owners, np.nan_to_num(view.numbers[f"killed_{end}"][rows]), size) for end in ("low", "best")
    }
    return [
        Cluster(
            lat=round(float(middle["lat"][n]), 5),
            lon=round(float(middle["lon"][n]), 5),
            count=int(counts[n]),
            families=_families(families[n * len(texts) : (n + 1) * len(texts)], texts),
            killed=RangeAnswer(low=int(killed["low"][n]), best=int(killed["best"][n]), high=None),
            bounds=[
                round(float(ends[name][side][n]), 5) for name, side in (("lon", 0), ("lat", 0), ("lon", 1), ("lat", 1))
            ],
        )
        for n in many
    ]


def _families(counts: NDArray[Any], texts: list[str]) -> dict[str, int]:
    return {texts[n]: int(counts[n]) for n in np.flatnonzero(counts)}


def _point(view: View, row: int) -> MapPoint:
    def number(name: str) -> float | None:
        value = float(view.numbers[name][row])
        return None if np.isnan(value) else value

    def whole(name: str) -> int | None:
        value = number(name)
        return None if value is None else int(value)

    day = number("day")
    return MapPoint(
        id=view.keys[row],
        lat=float(view.numbers["lat"][row]),
        lon=float(view.numbers["lon"][row]),
        radius_km=number("radius_km"),
        geo_precision=whole("geo_precision"),
        type=view.text("type", row) or "",
        family=view.text("family", row) or "",
        date=None if day is None else date.fromordinal(int(day)).isoformat(),
        killed=whole("killed_best"),
        injured=whole("injured_best"),
        grade=view.text("grade", row) or "",
    )
