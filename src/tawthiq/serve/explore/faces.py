"""Three faces of one filter: table, timeline, charts. The map is in mapping.py."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from tawthiq.errors import UsageError
from tawthiq.review.columns import View
from tawthiq.serve.explore.ledger import DAY_ZERO, ENDS, Mask
from tawthiq.serve.wire.base import Names, RangeAnswer
from tawthiq.serve.wire.explore import Bar, ChartAnswer, ChartBy, ChartRow, Step, TimelineAnswer

__all__ = ["CHARTS", "SORTS", "chart", "families_of", "page_of", "sum_of", "timeline"]

SORTS: Final[Mapping[str, tuple[str, bool]]] = {
    "date": ("day", False), "-date": ("day", True), "killed": ("killed_best", False), "-killed": ("killed_best", True),
    "injured": ("injured_best", False), "-injured": ("injured_best", True), "sources": ("sources", False),
    "-sources": ("sources", True), "reports": ("report_count", False), "-reports": ("report_count", True),
    "type": ("type", False), "-type": ("type", True), "place": ("place_ar", False), "-place": ("place_ar", True),
    "governorate": ("area_ar", False), "-governorate": ("area_ar", True), "grade": ("grade", False),
    "-grade": ("grade", True),
}  # fmt: skip
"""Order asked for to a column and whether it runs down."""
CHARTS: Final[Mapping[str, tuple[str, bool]]] = {
    "perpetrator": ("actor1", True), "weapon": ("weapons", True), "outlet": ("outlets", True),
    "governorate": ("area_ar", False), "type": ("type", False), "family": ("family", False),
    "grade": ("grade", False),
}  # fmt: skip
"""What a chart is by to a column and whether that holds lists; "group" is drawn from its own harm."""
_STEPS: Final[tuple[tuple[Step, int], ...]] = (("day", 120), ("week", 800), ("month", 4500), ("year", 10**6))
"""The finest step whose stretch of days is no longer than this: 400 bars are as many as a screen shows."""
_MOST_BARS = 2000
_MONTHS_BEFORE_1970 = 1970 * 12


def page_of(view: View, mask: Mask, sort: str, page: int, limit: int) -> list[str]:
    """Ids of one page of the table; what is unknown stands last, equals stand in order of their ids' first coming.

    Args:
        view: All events.
        mask: Those to show.
        sort: A key of `SORTS`.
        page: From 1.
        limit: Rows a page.
    """
    column, down = SORTS[sort]
    found = np.flatnonzero(mask)
    values = view.numbers[column][found] if column in view.numbers else _ranks(view, column)[view.codes[column][found]]
    values = np.where(np.isnan(values), np.inf, -values if down else values)
    wanted = page * limit
    if len(found) > 4 * wanted:  # sort only what can stand on this page or before it
        most = np.partition(values, wanted - 1)[wanted - 1]
        found, values = found[values <= most], values[values <= most]
    order = np.lexsort((found, values))[wanted - limit : wanted]
    return [view.keys[found[n]] for n in order]


def _ranks(view: View, column: str) -> NDArray[np.float64]:
    """The place of each text in the order of letters; nan at the end for the code of the unknown, -1."""
    texts = view.words[column].texts
    ranks = np.full(len(texts) + 1, np.nan)
    for rank, code in enumerate(sorted(range(len(texts)), key=texts.__getitem__)):
        ranks[code] = rank
    return ranks


def sum_of(view: View, rows: NDArray[Any], harm: str) -> RangeAnswer:
    """Sum up a harm: least, best, greatest; the greatest is open where that of any event is."""
    low, best, high = (view.numbers[f"{harm}_{end}"][rows] for end in ENDS)
    told = ~np.isnan(low)
    is_open = bool(np.isnan(high[told]).any())
    return RangeAnswer(
        low=int(np.nansum(low)), best=int(np.nansum(best)), high=None if is_open else int(np.nansum(high))
    )


def families_of(view: View, rows: NDArray[Any]) -> dict[str, int]:
    """Count events by family, the most first."""
    codes = view.codes["family"][rows]
    counts = np.bincount(codes[codes >= 0], minlength=1)
    told = {view.words["family"].texts[n]: int(counts[n]) for n in np.flatnonzero(counts)}
    return dict(sorted(told.items(), key=lambda item: (-item[1], item[0])))


def timeline(view: View, mask: Mask, step: Step | None = None) -> TimelineAnswer:
    """Draw the timeline of some events.

    Args:
        view: All events.
        mask: Those to count.
        step: "day", "week", "month" or "year"; None for what suits the stretch.

    Raises:
        UsageError: The step is so fine that there would be more than 2,000 bars.
    """
    rows = np.flatnonzero(mask)
    days = view.numbers["day"][rows]
    dated = ~np.isnan(days)
    rows, whole = rows[dated], days[dated].astype(np.int64)
    undated, total = int((~dated).sum()), len(dated)
    if not len(rows):
        return TimelineAnswer(step=step or "month", bars=[], undated=undated, total=total)
    span = int(whole.max() - whole.min())
    chosen = step if step is not None else _step_for(span)
    bins, edge = _bins(whole, chosen)
    first, last = int(bins.min()), int(bins.max())
    if last - first >= _MOST_BARS:
        raise UsageError(f"{last - first + 1} bars are too many", "step", "ask for a longer step, or fewer days")
    bars = _bars(view, rows, bins - first, last - first + 1, lambda n: edge(n + first))
    return TimelineAnswer(step=chosen, bars=bars, undated=undated, total=total)


def _step_for(span: int) -> Step:
    return next(name for name, longest in _STEPS if span <= longest)


def _bins(days: NDArray[np.int64], step: str) -> tuple[NDArray[np.int64], Callable[[int], date]]:
    """Number of each day's stretch, and the first day of a stretch."""
    if step == "day":
        return days, date.fromordinal
    if step == "week":  # ordinal 1 is a Monday
        return (days - 1) // 7, lambda n: date.fromordinal(n * 7 + 1)
    months = (DAY_ZERO + days).astype("datetime64[M]").astype(np.int64) + _MONTHS_BEFORE_1970
    if step == "month":
        return months, lambda n: date(n // 12, n % 12 + 1, 1)
    return months // 12, lambda n: date(n, 1, 1)


def _bars(
    view: View, rows: NDArray[Any], bins: NDArray[np.int64], count: int, edge: Callable[[int], date]
) -> list[Bar]:
    texts = view.words["family"].texts
    families = np.bincount(bins * len(texts) + view.codes["family"][rows], minlength=count * len(texts))
    families = families.reshape(count, len(texts))
    sums = {harm: _sums(view, rows, bins, count, harm) for harm in ("killed", "injured")}
    return [
        Bar(
            start=edge(n).isoformat(),
            end=(edge(n + 1) - timedelta(days=1)).isoformat(),
            events=int(families[n].sum()),
            families={texts[f]: int(families[n, f]) for f in np.flatnonzero(families[n])},
            killed=sums["killed"][n],
            injured=sums["injured"][n],
        )
        for n in range(count)
    ]


def _sums(view: View, rows: NDArray[Any], bins: NDArray[Any], count: int, harm: str) -> list[RangeAnswer]:
    """Sums of a harm by bin."""
    held = {end: view.numbers[f"{harm}_{end}"][rows] for end in ENDS}
    told = {end: np.bincount(bins, np.nan_to_num(value), count) for end, value in held.items()}
    is_open = np.bincount(bins, ~np.isnan(held["low"]) & np.isnan(held["high"]), count)
    return [
        RangeAnswer(
            low=int(told["low"][n]), best=int(told["best"][n]), high=None if is_open[n] else int(told["high"][n])
        )
        for n in range(count)
    ]


def chart(view: View, mask: Mask, by: ChartBy, label: Callable[[str, str], Names], limit: int = 40) -> ChartAnswer:
    """Draw a chart of some events.

    Args:
        view: All events.
        mask: Those to count.
        by: A key of `CHARTS`, or "group".
        label: Gives what a key is called, from `by` and the key.
        limit: Most bars.

    Returns:
        The bars with the most events first; `unknown` counts the events that tell nothing of it.
    """
    total = int(mask.sum())
    if by == "group":
        return _by_group(view, mask, label, total)
    column, is_list = CHARTS[by]
    codes: NDArray[Any]
    rows: NDArray[Any]
    if is_list:
        codes, rows = view.pairs(column, mask)
    else:
        rows = np.flatnonzero(mask)
        codes = view.codes[column][rows]
        rows, codes = rows[codes >= 0], codes[codes >= 0]
    texts = view.words[column].texts
    counts = np.bincount(codes, minlength=1)
    top = [int(n) for n in np.lexsort((np.arange(len(counts)), -counts)) if counts[n]][:limit]
    return ChartAnswer(
        by=by,
        rows=[
            _chart_row(view, rows[codes == n], texts[n], _named(view, by, rows[codes == n], label(by, texts[n])))
            for n in top
        ],
        unknown=total - len(np.unique(rows)),
        total=total,
    )


def _named(view: View, by: str, rows: NDArray[Any], label: Names) -> Names:
    """What a bar is called; areas are kept by their Arabic names, and have the English one of their first event."""
    if by != "governorate":
        return label
    return Names(ar=label.ar, en=next((told for row in rows if (told := view.text("area_en", int(row)))), label.en))


def _chart_row(view: View, rows: NDArray[Any], key: str, label: Names) -> ChartRow:
    sums = {harm: sum_of(view, rows, harm) for harm in ("killed", "injured", "detained")}
    return ChartRow(key=key, label=label, events=len(rows), families=families_of(view, rows), **sums)


def _by_group(view: View, mask: Mask, label: Callable[[str, str], Names], total: int) -> ChartAnswer:
    """Harm by group of people: each group's own numbers, not those of the whole event."""
    sums: dict[str, dict[str, list[float]]] = {}
    for harm in ("killed", "injured", "detained"):
        codes, _ = view.pairs(f"{harm}_by", mask)
        counts = np.bincount(codes, minlength=1)
        texts = view.words[f"{harm}_by"].texts
        for code in np.flatnonzero(counts):
            group, *ends = texts[code].split(" ")
            held = sums.setdefault(group, {}).setdefault(harm, [0.0, 0.0, 0.0])
            for n, end in enumerate(ends):
                held[n] += float("inf") if end == "-" else int(end) * int(counts[code])
    codes, rows = view.pairs("groups", mask)
    events = Counter({view.words["groups"].texts[c]: int(n) for c, n in enumerate(np.bincount(codes)) if n})
    return ChartAnswer(
        by="group",
        rows=[
            ChartRow(
                key=group,
                label=label("group", group),
                events=count,
                families=families_of(view, rows[codes == view.words["groups"].codes([group])[0]]),
                **{harm: _range(sums.get(group, {}).get(harm)) for harm in ("killed", "injured", "detained")},
            )
            for group, count in sorted(events.items(), key=lambda item: (-item[1], item[0]))
        ],
        unknown=total - len(np.unique(rows)),
        total=total,
    )


def _range(told: list[float] | None) -> RangeAnswer:
    low, best, high = told or [0.0, 0.0, 0.0]
    bounds = [None if one == float("inf") else int(one) for one in (best, high)]
    return RangeAnswer(low=int(low), best=bounds[0], high=bounds[1])
