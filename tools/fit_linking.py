"""Fit the weights of linking on reports whose incidents are known (src/tawthiq/resources/linking/weights.tsv).

usage: python tools/fit_linking.py INCIDENTS.jsonl CODED.jsonl [--check]

INCIDENTS: reports with `incidents`, as shared/linking/dev.jsonl; CODED: the same reports coded (`tawthiq link`).

1. Records are made and compared as `tawthiq link` does it, all weights being equal.
2. A pair of records is an example of a match if their reports share an incident and it is the best pair of the two
   reports by the weights so far (two reports of one incident tell other events, too); of no match if the reports share
   none. Pairs whose incidents lie within three days and 30 km of each other (in one governorate, where a coordinate is
   not known) are left out: nobody knows whether such reports tell one occurrence.
3. Simulated reports (simulate_reports.py, another draw than those that linking is tested on) are compared likewise. Of
   them all is known, so they teach what the real ones are too few and too entangled for: that more shared words speak
   for one event, another day or toll against it. Each of their pairs counts as `_SIMULATED_WEIGHT` of a real one: with
   more of it, held-out precision on real ones falls; with none, F1 on 20,000 simulated ones was 0.93.
4. Ridge logistic regression over the levels; three rounds of 2 and 4. A level's coefficient is its weight in bits. The
   ridge is strong, since the pairs are many and the incidents few: with 2 held-out precision was 0.77 where the fitted
   one was 0.92.
5. u is how often other pairs have the level, m is u times two to the weight: Splink uses their ratio only. m does not
   add up to one over the levels, because features overlap and were fitted together.

With --check nothing is written: incidents are split into five folds, pairs are weighed by numbers fitted on reports of
neither of their folds, and precision and recall of pairs of reports and B-cubed F1 over all reports are printed for
some least weights; then the same by numbers fitted on all of them.
"""

import json
import math
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from simulate_reports import reports as simulated_reports
from tawthiq.linking.dialects import DUCKDB
from tawthiq.linking.features import FEATURES
from tawthiq.linking.records import Record, RecordMaker
from tawthiq.linking.scoring import LEAST_BITS, Scored, levels_of, score
from tawthiq.linking.stories import LEAST_RECORD_BITS, days_of, group_stories
from tawthiq.linking.weights import PRIOR, Weights
from tawthiq.resources import Resources

TABLE = Path(__file__).parent.parent / "src/tawthiq/resources/linking/weights.tsv"
Floats = npt.NDArray[np.float32] | npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
_RIDGE = 10.0
_SIMULATED, _SEED, _SIMULATED_WEIGHT = 3000, 11, 0.2
_ROUNDS = 3
_STEPS = 10
_FOLDS = 5
_NEAR_DAYS, _NEAR_KM = 3, 30.0
_TRIED = (-1.5, -1.25, -1.1, -1.0, -0.5)


@dataclass(frozen=True, slots=True)
class Known:
    """The reports and what is known of them, by number of report."""

    reports: Sequence[Mapping[str, Any]]
    incidents: Sequence[frozenset[str]]

    def same(self, a: int, b: int) -> bool:
        """Whether two reports share an incident."""
        return not self.incidents[a].isdisjoint(self.incidents[b])

    def unsure(self, a: int, b: int) -> bool:
        """Whether incidents of two reports are so near that they may be one."""
        return any(_near(x, y) for x in self.reports[a]["incidents"] for y in self.reports[b]["incidents"])


def _near(x: Mapping[str, Any], y: Mapping[str, Any]) -> bool:
    if not x["date"] or not y["date"]:
        return False
    if abs((date.fromisoformat(x["date"]) - date.fromisoformat(y["date"])).days) > _NEAR_DAYS:
        return False
    if x["lat"] is None or y["lat"] is None:
        return bool(x.get("admin1_ar")) and x.get("admin1_ar") == y.get("admin1_ar")
    north = 111.2 * (float(x["lat"]) - float(y["lat"]))
    east = 111.2 * (float(x["lon"]) - float(y["lon"])) * math.cos(math.radians(float(x["lat"])))
    return math.hypot(north, east) <= _NEAR_KM


def equal_weights() -> Weights:
    """Weights that say nothing."""
    chances = {(PRIOR, PRIOR): (0.5, 0.5)}
    for make in FEATURES:
        feature = make(DUCKDB)
        chances |= {(feature.name, level.name): (0.5, 0.5) for level in feature.levels}
    return Weights(chances)


@dataclass(frozen=True, slots=True)
class Examples:
    """Pairs of records with their levels as ones and zeros; the first column is one everywhere."""

    records: Sequence[Record]
    scored: Scored
    matrix: Floats
    names: Sequence[tuple[str, str]]
    positive: Flags
    left_out: Flags
    texts: npt.NDArray[np.int64]


def read(incidents: Path, coded: Path) -> tuple[Known, list[Record]]:
    """Read the reports and make their records."""
    reports = [json.loads(line) for line in incidents.open(encoding="utf-8")]
    lines = {row["id"]: row for row in map(json.loads, coded.open(encoding="utf-8"))}
    maker = RecordMaker(Resources())
    records: list[Record] = []
    for n, one in enumerate(reports):
        line = lines.get(one["id"], {"events": []})
        dated = dict(one) | {"published": line.get("published") or one["published"]}
        records += maker.records(dated, [event for event in line["events"] if event.get("type")], n)
    return Known(reports, [frozenset(i["incident_id"] for i in r["incidents"]) for r in reports]), records


def simulate() -> tuple[Known, list[Record]]:
    """Draw the simulated reports and make their records."""
    maker = RecordMaker(Resources())
    lines = list(simulated_reports(_SIMULATED, _SEED))
    records = [record for n, line in enumerate(lines) for record in maker.records(line, line["events"], n)]
    return Known([{"incidents": []}] * len(lines), [frozenset({str(line["truth"])}) for line in lines]), records


def examples(known: Known, records: Sequence[Record]) -> Examples:
    """Compare the records and look up the answers."""
    scored = score(records, weights=equal_weights(), least_bits=-100.0)
    levels = levels_of(records, list(zip(scored.one.tolist(), scored.other.tolist(), strict=True)))
    features = [make(DUCKDB) for make in FEATURES]
    names = [(f.name, level.name) for f in features for level in f.levels]
    column = {name: n for n, name in enumerate(names, 1)}
    matrix = np.zeros((len(scored), len(names) + 1), np.float32)
    matrix[:, 0] = 1
    for row, told in enumerate(levels):
        for feature, level in zip(features, told, strict=True):
            if (feature.name, level) in column:
                matrix[row, column[feature.name, level]] = 1
    report = np.array([r.report for r in records])
    a, b = report[scored.one], report[scored.other]
    positive = np.array([known.same(x, y) for x, y in zip(a.tolist(), b.tolist(), strict=True)])
    pairs = zip(positive.tolist(), a.tolist(), b.tolist(), strict=True)
    left_out = np.array([not yes and known.unsure(x, y) for yes, x, y in pairs])
    texts = np.minimum(a, b).astype(np.int64) * len(known.reports) + np.maximum(a, b)
    return Examples(records, scored, matrix, names, positive, left_out, texts)


def regress(matrix: Floats, answers: Floats, counts: Floats) -> npt.NDArray[np.float64]:
    """Ridge logistic regression by Newton's method, `counts` of each row; the first coefficient is not held down."""
    found = np.zeros(matrix.shape[1])
    hold = np.r_[0.0, np.full(matrix.shape[1] - 1, _RIDGE)]
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(np.clip(matrix @ -found.astype(np.float32), -30, 30)))
        slope = matrix.T @ ((answers - chance) * counts).astype(np.float32) - hold * found
        bent = (chance * (1 - chance) * counts).astype(np.float32)
        curve = (matrix * bent[:, None]).T @ matrix + np.diag(hold + 1e-6)
        step = np.linalg.solve(curve.astype(np.float64), slope)
        found += step
        if np.abs(step).max() < 1e-3:
            break
    return found


def fit(data: Examples, simulated: Examples, use: Flags) -> npt.NDArray[np.float64]:
    """Fit weights in bits on the pairs of `use` and simulated ones: the prior, then one for each of `data.names`."""
    use = use & ~data.left_out
    best = data.positive & use
    found = np.zeros(data.matrix.shape[1])
    for number in range(_ROUNDS):
        taken = use & (best | ~data.positive)
        counts = np.r_[np.ones(taken.sum()), np.full(len(simulated.matrix), _SIMULATED_WEIGHT)]
        answers = np.r_[best[taken], simulated.positive].astype(np.float32)
        found = regress(np.vstack([data.matrix[taken], simulated.matrix], dtype=np.float32), answers, counts)
        if number < _ROUNDS - 1:
            best = _best_of_texts(data, use, data.matrix @ found)
    return found / math.log(2)


def _best_of_texts(data: Examples, use: Flags, weights: Floats) -> Flags:
    chosen = np.where(data.positive & use)[0]
    order = chosen[np.lexsort((-weights[chosen], data.texts[chosen]))]
    first = np.r_[True, data.texts[order][1:] != data.texts[order][:-1]]
    best = np.zeros(len(weights), bool)
    best[order[first]] = True
    return best


def folds(known: Known) -> list[int]:
    """Give each report a fold such that reports of one incident share it."""
    root = list(range(len(known.reports)))

    def find(n: int) -> int:
        while root[n] != n:
            n = root[n]
        return n

    first: dict[str, int] = {}
    for n, incidents in enumerate(known.incidents):
        for incident in sorted(incidents):
            one, other = sorted((find(first.setdefault(incident, n)), find(n)))
            root[other] = one
    draw = random.Random(7)
    fold = {n: draw.randrange(_FOLDS) for n in sorted({find(n) for n in range(len(root))})}
    return [fold[find(n)] for n in range(len(root))]


def check(known: Known, data: Examples, simulated: Examples) -> None:
    """Print what numbers fitted on other folds come to."""
    of_report = folds(known)
    fold = np.array([of_report[r.report] for r in data.records])
    a, b = fold[data.scored.one], fold[data.scored.other]
    weights = np.zeros(len(data.scored))
    for x in range(_FOLDS):
        for y in range(x, _FOLDS):
            numbers = fit(data, simulated, ~np.isin(a, [x, y]) & ~np.isin(b, [x, y]))
            here = ((a == x) & (b == y)) | ((a == y) & (b == x))
            weights[here] = data.matrix[here] @ numbers
    _try_all(known, data, weights, "held out")
    _try_all(known, data, data.matrix @ fit(data, simulated, np.ones(len(weights), bool)), "fitted on all")


def _try_all(known: Known, data: Examples, weights: Floats, said: str) -> None:
    kept = weights >= LEAST_BITS
    scored = Scored(data.scored.one[kept], data.scored.other[kept], weights[kept].astype(np.float64))
    truth = {p for p in combinations(range(len(known.reports)), 2) if known.same(*p)}
    reports, scopes, days = [r.report for r in data.records], [r.scope for r in data.records], days_of(data.records)
    for least in _TRIED:
        groups = group_stories(reports, scopes, scored, days=days, least_bits=(least, LEAST_RECORD_BITS))
        found = {pair for one in groups for pair in combinations(sorted({reports[n] for n in one}), 2)}
        print(f"{said}, least {least:4.1f}: {_measures(known, truth, found)}")


def _measures(known: Known, truth: set[tuple[int, int]], found: set[tuple[int, int]]) -> str:
    """Precision and recall of pairs, B-cubed over reports; near pairs are not held against the groups."""
    held = {pair for pair in found if pair in truth or not known.unsure(*pair)}
    right = len(held & truth)
    ones, others = ([{n} for n in range(len(known.reports))] for _ in range(2))
    for sets, pairs in ((ones, truth), (others, held)):
        for a, b in pairs:
            sets[a].add(b)
            sets[b].add(a)
    shared = [len(a & b) for a, b in zip(ones, others, strict=True)]
    precision = sum(n / len(b) for n, b in zip(shared, others, strict=True)) / len(ones)
    recall = sum(n / len(a) for n, a in zip(shared, ones, strict=True)) / len(ones)
    cubed = 2 * precision * recall / (precision + recall)
    return f"pairs P {right / max(1, len(held)):.3f} R {right / max(1, len(truth)):.3f}, B-cubed F1 {cubed:.3f}"


def write(data: Examples, bits: Floats) -> None:
    """Write the table."""
    others = ~data.positive
    lines = [
        "# Weights of linking, fitted by tools/fit_linking.py (which says how) on texts grouped by the incidents that",
        f"# researchers listed them under ({len(data.scored)} pairs of records, {int(data.positive.sum())} of reports",
        f"# that share one), and on {_SIMULATED} simulated reports, whose pairs count {_SIMULATED_WEIGHT} each.",
        "# Columns:", "# feature, level: as linking/features.py names them. m, u: Splink's; only their ratio counts.",
        "# bits: log2(m / u), what the level adds to a pair's weight. pairs: how many had it.",
        "feature\tlevel\tm\tu\tbits\tpairs",
    ]  # fmt: skip
    chance = 1 / (1 + 2 ** -bits[0])
    lines.append(f"{PRIOR}\t{PRIOR}\t{chance:.6f}\t{1 - chance:.6f}\t{bits[0]:.2f}\t{len(data.scored)}")
    for n, (feature, level) in enumerate(data.names, 1):
        having = data.matrix[:, n] == 1
        other = max(1e-4, float(np.mean(having[others])))
        match = other * 2 ** bits[n]
        scale = min(1.0, 0.999 / match)
        numbers = f"{match * scale:.6g}\t{other * scale:.6g}\t{bits[n]:.2f}\t{int(having.sum())}"
        lines.append(f"{feature}\t{level}\t{numbers}")
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Fit or check."""
    paths = [Path(one) for one in arguments if not one.startswith("--")]
    known, records = read(*paths)
    data, simulated = examples(known, records), examples(*simulate())
    if "--check" in arguments:
        check(known, data, simulated)
    else:
        write(data, fit(data, simulated, np.ones(len(data.scored), bool)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 2 else __doc__)
