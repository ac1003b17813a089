"""Train the learned judgement of the coder on coded reports (see src/tawthiq/coding/judgement.py).

usage: python tools/train_judgement.py GOLD.jsonl [GOLD.jsonl ...] [--texts=FOLDER] [--check]

Writes resources/models/event.tsv and same.tsv. With --check nothing is written: five folds of whole reports are held
out in turn and what the models say of them is printed. --texts names a folder of uncoded reports: those without
weapons, casualties and armed parties are taken as examples that tell no event. A file that is named twice weighs
double: the delivered models so weigh the posts, which the many news reports would drown. Only reports that may be
learned from belong here: never those that accuracy is measured on.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.coder import ReportCoder
from tawthiq.coding.drafts import Draft
from tawthiq.coding.event_places import ruled_places
from tawthiq.coding.features import event_features
from tawthiq.coding.figurative import tone_of
from tawthiq.coding.judgement import BIAS, Judges, Linear
from tawthiq.coding.pair_features import pair_features
from tawthiq.coding.parties import Party
from tawthiq.coding.place_features import place_features
from tawthiq.coding.reading import speaker_ranges
from tawthiq.coding.roles import ruled_parties
from tawthiq.coding.slot_features import party_features
from tawthiq.model.codebook import FAMILY
from tawthiq.model.records import ActorName, Report
from tawthiq.model.wire import report_from_json
from tawthiq.pipeline import Coder
from tawthiq.review.slots import same_name

MODELS = Path(__file__).parent.parent / "src/tawthiq/resources/models"
# Least number of learning examples a feature must hold in; rarer ones are noise.
_LEAST_SEEN = 6
# Strength of the ridge, chosen among 1, 3, 6, 10 by held-out folds.
_RIDGE = 8.0
_STEPS = 12
_FOLDS = 5
_COVERED = 0.5


@dataclass(frozen=True, slots=True)
class Example:
    """Features with the answer, and the report they came from."""

    features: frozenset[str]
    answer: bool
    report: int


def gold_index(report: Report, text: Annotated, draft: Draft) -> int | None:
    """Index of the gold event of the draft's family that its range covers or lies in; None where none does."""
    start, end = text.span(*draft.ranges[0])
    best: tuple[float, int] | None = None
    for n, event in enumerate(report.events):
        if FAMILY[event.type] != draft.family:
            continue
        for first, last in event.spans:
            shared = max(0, min(end, last) - max(start, first))
            share = shared / max(1, min(end - start, last - first))
            if share >= _COVERED and (best is None or share > best[0]):
                best = (share, n)
    return best[1] if best else None


def slot_examples(reader: ReportCoder, reports: Sequence[Report]) -> dict[str, list[Example]]:
    """Examples for the models that fill slots, of drafts that tell a gold event."""
    found: dict[str, list[Example]] = {"agent": [], "target": [], "place": [], "carry": []}
    for number, report in enumerate(reports):
        text, drafts = reader.read(report, None)
        for draft in drafts:
            known = gold_index(report, text, draft)
            if known is None:
                continue
            gold = report.events[known]
            parties = draft.reading.parties
            for n, (party, rule, speaks) in enumerate(
                ruled_parties(text, draft.frame, parties, speaker_ranges(draft.reading))
            ):
                features = frozenset(party_features(text, draft.frame, parties, n, (rule, speaks)))
                found["agent"].append(Example(features, _named(party, gold.actor1), number))
                found["target"].append(Example(features, _named(party, gold.actor2), number))
            for n, (place, rule) in enumerate(ruled_places(text, draft.reading, draft.frame)):
                features = frozenset(place_features(text, draft.frame, draft.reading.locations, n, rule))
                answer = any(same_name(place.name, p.name) for p in gold.places)
                found["place"].append(Example(features, answer, number))
            for offer in draft.offers:
                answer = all(any(same_name(o.name, p.name) for p in gold.places) for o in offer.places)
                found["carry"].append(Example(frozenset(offer.features), answer, number))
    return found


def _named(party: Party, actors: Sequence[ActorName]) -> bool:
    return any(a.id == party.id if a.id else same_name(a.name, party.name) for a in actors)


def examples(reader: ReportCoder, reports: Sequence[Report], judges: Judges) -> tuple[list[Example], list[Example]]:
    """Examples for the event model and for the pair model."""
    events: list[Example] = []
    pairs: list[Example] = []
    for number, report in enumerate(reports):
        text, drafts = reader.read(report, judges)
        known = [gold_index(report, text, draft) for draft in drafts]
        for n, draft in enumerate(drafts):
            events.append(Example(frozenset(event_features(text, draft, drafts[:n])), known[n] is not None, number))
            for m in range(n):
                if drafts[m].family == draft.family and known[n] is not None and known[m] is not None:
                    pairs.append(
                        Example(frozenset(pair_features(text, drafts[m], draft)), known[n] == known[m], number)
                    )
    return events, pairs


def quiet_texts(folder: Path) -> list[Report]:
    """Uncoded reports without weapons, casualties or more than a rare armed party: they tell no event."""
    found: list[Report] = []
    reader = Coder().reader
    for path in sorted(folder.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for row in rows[:: max(1, len(rows) // _TEXTS_A_FILE)]:
            report = Report(id=str(row["id"]), text=row["text"][:_TEXT_LENGTH], published=None)
            text, _ = reader.read(report, None)
            tone = tone_of(text)
            if len(text.words) > 80 and tone.harmful == 0 and tone.armed < _RARELY and not tone.is_figurative:
                found.append(report)
    return found


# Of each file so many texts are looked at, each up to this many code points.
_TEXTS_A_FILE = 150
_TEXT_LENGTH = 3000
_RARELY = 8.0


def quiet_examples(reader: ReportCoder, reports: Sequence[Report], judges: Judges, after: int) -> list[Example]:
    """Examples for the event model from reports that tell no event; numbered after the learning reports."""
    found: list[Example] = []
    for number, report in enumerate(reports):
        text, drafts = reader.read(report, judges)
        for n, draft in enumerate(drafts):
            found.append(Example(frozenset(event_features(text, draft, drafts[:n])), False, after + number))
    return found


def linear(model: dict[str, float]) -> Linear:
    """A model as the coder holds it."""
    return Linear({f: w for f, w in model.items() if f != BIAS}, model[BIAS])


def judges_from(slots: dict[str, list[Example]], *, without: int | None = None) -> Judges:
    """Judges with trained slot models and blank event and pair models; a fold of reports may be left out."""
    blank = Linear({}, 0.0)
    trained = {
        name: linear(train([r for r in rows if without is None or r.report % _FOLDS != without]))
        for name, rows in slots.items()
    }
    return Judges(**trained, event=blank, same=blank)


def train(rows: Sequence[Example]) -> dict[str, float]:
    """Logistic regression with a ridge, by Newton steps; deterministic."""
    seen = Counter(f for row in rows for f in row.features)
    kept = sorted(f for f, n in seen.items() if n >= _LEAST_SEEN)
    number = {f: n for n, f in enumerate(kept)}
    data = np.zeros((len(rows), len(kept) + 1))
    data[:, -1] = 1.0
    for n, row in enumerate(rows):
        data[n, [number[f] for f in row.features if f in number]] = 1.0
    answers = np.array([float(row.answer) for row in rows])
    weights = np.zeros(len(kept) + 1)
    ridge = np.full(len(kept) + 1, _RIDGE)
    ridge[-1] = 1e-3
    for _ in range(_STEPS):
        said = 1 / (1 + np.exp(-np.clip(data @ weights, -30, 30)))
        slope = data.T @ (answers - said) - ridge * weights
        curve = (data * (said * (1 - said))[:, None]).T @ data + np.diag(ridge)
        weights = weights + np.linalg.solve(curve, slope)
    return {BIAS: float(weights[-1])} | {f: float(weights[number[f]]) for f in kept}


def judge(model: dict[str, float], features: Iterable[str]) -> float:
    """What a model says of features."""
    total = model[BIAS] + sum(model.get(f, 0.0) for f in features)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def check(name: str, rows: Sequence[Example]) -> None:
    """Hold whole reports out in turn and print precision and recall by threshold."""
    said: list[tuple[float, bool]] = []
    for fold in range(_FOLDS):
        model = train([r for r in rows if r.report % _FOLDS != fold])
        said += [(judge(model, r.features), r.answer) for r in rows if r.report % _FOLDS == fold]
    total = sum(answer for _, answer in said)
    print(f"{name}: {len(said)} examples, {total} yes")
    for least in (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7):
        taken = [answer for p, answer in said if p >= least]
        hits = sum(taken)
        precision, recall = hits / max(1, len(taken)), hits / max(1, total)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"  at {least}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")


def write(name: str, about: str, model: dict[str, float]) -> None:
    """Write a model's table, features by name."""
    lines = [f"# {about}", "# Trained by tools/train_judgement.py; do not edit by hand.", "# Columns:",
             "#   feature   name of a feature of coding/features.py; (bias) holds always",
             "#   weight    what it adds to the odds of a yes, natural logarithm", "feature\tweight"]  # fmt: skip
    lines += [f"{f}\t{w:.3f}" for f, w in sorted(model.items()) if abs(w) >= 0.0005]
    (MODELS / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


_ABOUT = {
    "agent": "Is a party who did it? (codebook, `actor1`)",
    "target": "Is a party whom it was done to? (codebook, `actor2`)",
    "place": "Is a place where it was? (codebook, `places`)",
    "carry": "Is a place of the context that of a clause which names none? (codebook, `places`)",
    "event": "Is a draft an event? (codebook, section 2)",
    "same": "Do two drafts of a family tell one occurrence? (codebook, section 2)",
}


def main(arguments: Sequence[str]) -> int:
    """Train or check."""
    paths = [a for a in arguments if not a.startswith("--")]
    reports = [
        report_from_json(json.loads(line)) for path in paths for line in Path(path).read_text("utf-8").splitlines()
    ]
    reader = Coder().reader
    rows = slot_examples(reader, reports)
    events, pairs = examples(reader, reports, judges_from(rows))
    folder = next((a.partition("=")[2] for a in arguments if a.startswith("--texts=")), "")
    if folder:
        quiet = quiet_texts(Path(folder))
        events += quiet_examples(reader, quiet, judges_from(rows), len(reports))
        print(f"{len(quiet)} texts without events")
    rows |= {"event": events, "same": pairs}
    for name, found in rows.items():
        if "--check" in arguments:
            check(name, found)
        else:
            write(name, _ABOUT[name], train(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else __doc__)
