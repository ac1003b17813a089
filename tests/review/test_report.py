import json

from review_cases import event, report

from tawthiq.review.misses import find_misses
from tawthiq.review.report import evaluation_to_json, evaluation_to_markdown
from tawthiq.review.scoring import evaluate

GOLD = {"r": report("قصف سقبا", event("قصف سقبا", date="2018-02-20"))}
CODED = {"r": report("قصف سقبا", event("قصف سقبا"))}


def test_markdown_has_a_table_by_slot_and_one_by_type() -> None:
    lines = evaluation_to_markdown(evaluate(GOLD, CODED)).splitlines()

    assert lines[0] == "1 reports, 0 of them not in the predictions."
    assert "| slot | gold | P | R | F1 | 95% |" in lines
    assert "| date | 1 | 0.000 | 0.000 | 0.000 | 0.000–0.000 |" in lines
    assert "| slots | 2 | 1.000 | 0.500 | 0.667 | 0.667–0.667 |" in lines
    assert lines[-1] == "| shelling | 1 | 1.000 | 1.000 | 1.000 | 1.000–1.000 |"


def test_json_lists_misses_only_where_asked() -> None:
    evaluation = evaluate(GOLD, CODED)

    assert "misses" not in evaluation_to_json(evaluation)
    row = json.loads(json.dumps(evaluation_to_json(evaluation, find_misses(GOLD, CODED))))
    assert row["types"] == {"shelling": [1.0, 1.0, 1.0, 1]}
    assert row["misses"] == [
        {
            "report": "r",
            "slot": "date",
            "reason": "missing value",
            "quote": "قصف سقبا",
            "gold": "2018-02-20",
            "predicted": None,
            "lost": 1.0,
        }
    ]
