import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from review_cases import DEMO, disturbed, event, report, shared_folder

from tawthiq.errors import InputError
from tawthiq.model.codebook import FAMILY
from tawthiq.review.goldfiles import read_gold, read_predicted
from tawthiq.review.report import evaluation_to_json
from tawthiq.review.scoring import Figure, compare, evaluate
from tawthiq.review.slots import SLOTS


def _score_by_codebook(shared: Path, *files: Path) -> dict[str, Any]:
    command = [sys.executable, str(shared / "gold" / "score.py"), *map(str, files), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


@pytest.mark.shared
@pytest.mark.parametrize(
    ("seed", "names"),
    [
        pytest.param(1, ("news",), id="news"),
        pytest.param(2, ("posts",), id="posts"),
        pytest.param(3, ("posts", "news"), id="two gold files, order of files kept"),
    ],
)
def test_evaluate_equals_codebook_scorer_on_disturbed_gold(tmp_path: Path, seed: int, names: tuple[str, ...]) -> None:
    shared = shared_folder()
    paths = [shared / "gold" / f"{name}.jsonl" for name in names]
    gold = read_gold(paths)
    lines = [json.dumps(row, ensure_ascii=False) for row in disturbed(map(dict, gold.values()), seed)]
    predictions = tmp_path / "predicted.jsonl"
    predictions.write_text("\n".join(lines) + "\n", encoding="utf-8")

    theirs = _score_by_codebook(shared, *paths, predictions)
    ours = evaluation_to_json(evaluate(gold, read_predicted(predictions)))

    assert 0.3 < ours["rows"]["slots"][2] < 0.9, "the predictions should be neither right nor hopeless"
    assert ours["rows"] == theirs["rows"]
    assert (ours["reports"], ours["missing"]) == (theirs["reports"], theirs["missing"])
    assert {slot: ours["intervals"][slot] for slot in ("detection", "slots")} == theirs["intervals"]


def test_gold_against_itself_is_perfect_in_every_slot_and_type() -> None:
    gold = read_gold([DEMO])

    found = evaluate(gold, gold)

    scores = (*found.slots, *found.types)
    assert {(s.figure.f1, s.low, s.high) for s in scores} == {(1.0, 1.0, 1.0)}
    assert [s.name for s in found.slots] == [*SLOTS, "slots"]
    assert [s.name for s in found.types] == list(FAMILY)


def test_predictions_without_events_have_no_recall_and_no_hits() -> None:
    gold = read_gold([DEMO])

    found = evaluate(gold, {})

    assert found.missing == found.reports == len(gold)
    assert {(s.figure.hits, s.figure.recall, s.figure.f1, s.high) for s in found.slots} == {(0.0, 0.0, 0.0, 0.0)}


def test_predicted_reports_that_gold_lacks_are_not_counted() -> None:
    gold = report("قصف سقبا", event("قصف سقبا"))
    other = report("قصف دوما", event("قصف دوما"), name="other")

    found = evaluate({"r": gold}, {"r": gold, "other": other})

    assert found.f1("detection") == 1.0


def test_evaluate_without_gold_reports_raises() -> None:
    with pytest.raises(InputError, match="no report"):
        evaluate({}, {})


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        pytest.param(Figure(0, 0, 0), (1.0, 1.0, 1.0), id="nothing to find, nothing found"),
        pytest.param(Figure(0, 3, 0), (0.0, 0.0, 0.0), id="all extra"),
        pytest.param(Figure(0, 0, 3), (0.0, 0.0, 0.0), id="all missed"),
        pytest.param(Figure(0, 2, 2), (0.0, 0.0, 0.0), id="all wrong"),
        pytest.param(Figure(1.5, 3, 2), (0.5, 0.75, 0.6), id="half hits count"),
    ],
)
def test_figure_gives_precision_recall_and_f1(figure: Figure, expected: tuple[float, float, float]) -> None:
    assert (figure.precision, figure.recall, figure.f1) == pytest.approx(expected)


def test_compare_counts_unpaired_events_against_both_sides() -> None:
    text = "قصف النظام سقبا. قصفت روسيا دوما."
    gold = report(text, event("قصف النظام سقبا", places=[{"name": "سقبا", "within": None}]))
    predicted = report(text, event("قصفت روسيا دوما", places=[{"name": "دوما", "within": None}]))

    slots, _ = compare(gold, predicted)

    assert slots["detection"] == slots["places"] == Figure(0.0, 1, 1)


def test_compare_takes_a_wrong_type_of_the_family_as_detected_but_no_hit_of_either_type() -> None:
    gold, predicted = (
        report("غارة على سقبا", event("غارة على سقبا", kind)) for kind in ("air-drone-strike", "shelling")
    )

    slots, types = compare(gold, predicted)

    assert (slots["detection"].hits, slots["type"].hits) == (1.0, 0.0)
    assert types == {"air-drone-strike": Figure(0, 0, 1), "shelling": Figure(0, 1, 0)}


def test_compare_pools_all_slots_but_detection_and_scope() -> None:
    gold = report("قصف سقبا", event("قصف سقبا", date="2018-02-20"))
    predicted = report("قصف سقبا", event("قصف سقبا", scope="aggregate"))

    slots, _ = compare(gold, predicted)

    assert slots["scope"] == Figure(0.0, 1, 1)
    assert slots["slots"] == Figure(1.0, 1, 2)


def test_half_a_hit_is_given_where_only_the_group_differs() -> None:
    def counted(group: str) -> dict[str, Any]:
        return report("قتل خمسة", event("قتل خمسة", killed=[{"group": group, "min": 5, "max": 5}]))

    slots, _ = compare(counted("civilians"), counted("unspecified"))

    assert slots["killed"] == Figure(0.5, 1, 1)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(min_value=0, max_value=10**6))
def test_scores_of_any_predictions_lie_between_zero_and_one_and_add_up(seed: int) -> None:
    gold = read_gold([DEMO])
    made = {row["id"]: row for row in disturbed(map(dict, gold.values()), seed)}

    for key, row in gold.items():
        slots, types = compare(row, made.get(key, {}))
        for figure in (*slots.values(), *types.values()):
            assert 0.0 <= figure.hits <= min(figure.predicted, figure.gold)
            assert 0.0 <= figure.precision <= 1.0
            assert 0.0 <= figure.recall <= 1.0
            assert 0.0 <= figure.f1 <= 1.0
        assert sum(t.hits for t in types.values()) == slots["type"].hits


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_events_left_out_cost_recall_and_no_precision(data: st.DataObject) -> None:
    gold = read_gold([DEMO])
    key = data.draw(st.sampled_from([key for key, row in gold.items() if row["events"]]))
    events = gold[key]["events"]
    kept = data.draw(st.lists(st.sampled_from(range(len(events))), unique=True, min_size=1))

    slots, _ = compare(gold[key], {"events": [events[i] for i in kept]})

    assert all(figure.hits == figure.predicted for figure in slots.values())
    assert slots["detection"] == Figure(len(kept), len(kept), len(events))


def test_intervals_are_the_same_on_every_run_and_hold_the_figure() -> None:
    gold = read_gold([DEMO])
    made = {row["id"]: row for row in disturbed(map(dict, gold.values()), 5)}

    first, second = evaluate(gold, made), evaluate(gold, made)

    assert first == second
    assert all(s.low <= s.figure.f1 <= s.high for s in first.slots if s.figure.gold >= 20)
