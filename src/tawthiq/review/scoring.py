"""Compare coded reports with gold ones: precision, recall and F1 by slot and by event type.

The steps of `evaluate`:

1. pair the events of each report (`pairing`);
2. count, for each slot, hits over the paired events against all that gold holds and all that was predicted,
   unpaired events included (`slots`); for each event type, the pairs in which both sides have it;
3. add up the reports, and pool the slots (all but detection and scope) in one figure, `slots`;
4. resample the reports for intervals.

Every figure, the intervals included, equals that of the codebook's scorer on the same files.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from tawthiq.errors import InputError
from tawthiq.model.codebook import FAMILY
from tawthiq.review.pairing import Pair, pair_events
from tawthiq.review.slots import POOLED, SLOTS, Row, align

__all__ = ["Evaluation", "Figure", "Score", "compare", "evaluate"]

# 95% intervals: the values at 2.5% and 97.5% of 2,000 resampled F1. Seed and number of rounds are those of the
# codebook's scorer; other values give other intervals.
ROUNDS: Final = 2000
SEED: Final = 7
_LOW, _HIGH = int(0.025 * ROUNDS), int(0.975 * ROUNDS)


@dataclass(frozen=True, slots=True)
class Figure:
    """Hits of one slot, and how many values were predicted and stand in gold.

    Attributes:
        hits: Sum of credits; a multiple of one half.
        predicted: Number of values predicted.
        gold: Number of values in gold.
    """

    hits: float = 0.0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Hits among the predicted, 0 to 1; with none predicted 1 if gold has none either, else 0."""
        return self.hits / self.predicted if self.predicted else float(not self.gold)

    @property
    def recall(self) -> float:
        """Hits among gold, 0 to 1; with none in gold 1 if none was predicted either, else 0."""
        return self.hits / self.gold if self.gold else float(not self.predicted)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        precision, recall = self.precision, self.recall
        both = precision + recall
        return 2 * precision * recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """One line of the table: a slot or an event type, its figure and the 95% interval of its F1."""

    name: str
    figure: Figure
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What `evaluate` found.

    Attributes:
        reports: Number of gold reports.
        missing: How many of them the predictions lack; they count as predicted without events.
        slots: One score a slot in the order of `SLOTS`, then `slots`, the pooled one.
        types: One score for each event type that occurs in gold or predictions, in the codebook's order.
    """

    reports: int
    missing: int
    slots: tuple[Score, ...]
    types: tuple[Score, ...]

    def f1(self, slot: str) -> float:
        """Return the F1 of a slot by its name; KeyError for a name that is not in `slots`."""
        return {score.name: score.figure.f1 for score in self.slots}[slot]


Tally: TypeAlias = dict[str, Figure]


def _add(figures: Iterable[Figure]) -> Figure:
    listed = tuple(figures)
    return Figure(sum(f.hits for f in listed), sum(f.predicted for f in listed), sum(f.gold for f in listed))


def _slot_figure(name: str, gold: Sequence[Row], predicted: Sequence[Row], pairs: Iterable[Pair]) -> Figure:
    slot = SLOTS[name]
    ours, theirs = [slot.values(e) for e in gold], [slot.values(e) for e in predicted]
    matches = (align(ours[pair.gold], theirs[pair.predicted], slot.credit) for pair in pairs)
    hits = sum(match.credit for found in matches for match in found)
    return Figure(hits, sum(map(len, theirs)), sum(map(len, ours)))


def _type_tally(gold: Sequence[Row], predicted: Sequence[Row], pairs: Iterable[Pair]) -> Tally:
    ours, theirs = [e["type"] for e in gold], [e.get("type") for e in predicted]
    right = [ours[p.gold] for p in pairs if ours[p.gold] == theirs[p.predicted]]
    return {
        name: Figure(right.count(name), theirs.count(name), ours.count(name))
        for name in FAMILY
        if name in ours or name in theirs
    }


def compare(gold: Row, predicted: Row) -> tuple[Tally, Tally]:
    """Compare one report.

    Args:
        gold: The gold report, with `text` and `events`.
        predicted: Its prediction; only `events` is read, which may be missing.

    Returns:
        Figures by slot (all slots), and by event type (those that occur).
    """
    ours, theirs = gold.get("events") or (), predicted.get("events") or ()
    pairs = pair_events(ours, theirs, gold["text"])
    slots = {name: _slot_figure(name, ours, theirs, pairs) for name in SLOTS}
    slots["slots"] = _add(slots[name] for name in POOLED)
    return slots, _type_tally(ours, theirs, pairs)


def _resample(reports: int) -> list[list[int]]:
    """Draw the reports of each round, by index; the same for every slot, since each starts from the seed."""
    rng = random.Random(SEED)  # noqa: S311 - repeatable resampling, nothing secret
    return [rng.choices(range(reports), k=reports) for _ in range(ROUNDS)]


def _score(name: str, tallies: Sequence[Tally], draws: Sequence[Sequence[int]]) -> Score:
    figures = [tally.get(name, Figure()) for tally in tallies]
    hits, predicted, gold = ([getattr(f, a) for f in figures] for a in ("hits", "predicted", "gold"))
    # sum(map(...)) over columns and not _add over figures: 30 scores of 2,000 rounds take 2 s instead of 40 s
    # for 200 reports.
    resampled = sorted(
        Figure(*(sum(map(column.__getitem__, draw)) for column in (hits, predicted, gold))).f1 for draw in draws
    )
    return Score(name, _add(figures), resampled[_LOW], resampled[_HIGH])


def evaluate(gold: Mapping[str, Row], predicted: Mapping[str, Row]) -> Evaluation:
    """Compare predictions with gold.

    Args:
        gold: The gold reports by id; their order decides the intervals, as in the codebook's scorer.
        predicted: Coded reports by id; those that gold lacks are not looked at.

    Returns:
        Scores by slot and by event type.

    Raises:
        InputError: There is no gold report.
    """
    if not gold:
        raise InputError("the gold set has no report", remedy="name a file with one coded report a line")
    compared = [compare(row, predicted.get(key, {})) for key, row in gold.items()]
    slots, types = [slot for slot, _ in compared], [kind for _, kind in compared]
    draws = _resample(len(gold))
    seen = {name for tally in types for name in tally}
    return Evaluation(
        reports=len(gold),
        missing=sum(key not in predicted for key in gold),
        slots=tuple(_score(name, slots, draws) for name in (*SLOTS, "slots")),
        types=tuple(_score(name, types, draws) for name in FAMILY if name in seen),
    )
