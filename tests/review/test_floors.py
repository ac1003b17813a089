from pathlib import Path

import pytest
from review_cases import DEMO, disturbed

from tawthiq.errors import InputError, UsageError
from tawthiq.review.floors import Floors, broken_floors, measure_floors, read_floors, write_floors
from tawthiq.review.goldfiles import read_gold
from tawthiq.review.scoring import Evaluation, evaluate


def _evaluation(seed: int | None = None) -> Evaluation:
    gold = read_gold([DEMO])
    made = gold if seed is None else {row["id"]: row for row in disturbed(map(dict, gold.values()), seed)}
    return evaluate(gold, made)


def test_the_run_that_sets_floors_reaches_them(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    evaluation = _evaluation(seed=4)

    write_floors(path, measure_floors(evaluation, [DEMO]))

    assert broken_floors(evaluation, read_floors(path, [DEMO])) == []
    assert read_floors(path, [DEMO]) == measure_floors(evaluation, [DEMO])
    assert path.read_text(encoding="utf-8").startswith("# ")


def test_a_worse_run_breaks_the_floors_it_falls_below() -> None:
    better, worse = _evaluation(), _evaluation(seed=4)

    broken = broken_floors(worse, measure_floors(better, [DEMO]))

    assert [slot for slot, _, _ in broken] == [s.name for s in worse.slots]
    assert all(f1 < least == 1.0 for _, f1, least in broken)


def test_a_slot_that_is_no_longer_measured_breaks_its_floor() -> None:
    assert broken_floors(_evaluation(), Floors({}, {"colour": 0.5})) == [("colour", 0.0, 0.5)]


def test_floors_of_another_gold_set_are_refused(tmp_path: Path) -> None:
    path, other = tmp_path / "floors.toml", tmp_path / DEMO.name
    other.write_bytes(DEMO.read_bytes() + b"\n")
    write_floors(path, measure_floors(_evaluation(), [other]))

    with pytest.raises(UsageError, match="not for these gold files"):
        read_floors(path, [DEMO])


def test_floors_go_up_freely_and_down_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    low, high = Floors({"g": "0"}, {"type": 0.5, "date": 0.5}), Floors({"g": "0"}, {"type": 0.6, "date": 0.5})
    write_floors(path, low)
    write_floors(path, high)

    with pytest.raises(UsageError, match=r"type 0\.600 to 0\.500"):
        write_floors(path, low)
    assert "type = 0.600" in path.read_text(encoding="utf-8")

    write_floors(path, low, lower=True)
    assert "type = 0.500" in path.read_text(encoding="utf-8")


def test_a_floor_that_is_left_out_counts_as_lowered(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    write_floors(path, Floors({"g": "0"}, {"type": 0.5, "date": 0.5}))

    with pytest.raises(UsageError, match=r"date 0\.500 to 0\.000"):
        write_floors(path, Floors({"g": "0"}, {"type": 0.5}))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("[gold", "is no TOML", id="broken"),
        pytest.param("[gold]\n", r"needs the tables", id="no floors"),
        pytest.param('[gold]\n[floors]\ntype = "high"\n', "is no number", id="a word for a floor"),
        pytest.param(None, "there is no floors file", id="missing"),
    ],
)
def test_a_floors_file_that_is_not_in_form_is_refused(tmp_path: Path, content: str | None, said: str) -> None:
    path = tmp_path / "floors.toml"
    if content is not None:
        path.write_text(content, encoding="utf-8")

    with pytest.raises(InputError, match=said):
        read_floors(path, [DEMO])


def test_gold_files_of_one_name_are_refused(tmp_path: Path) -> None:
    other = tmp_path / DEMO.name
    other.write_bytes(DEMO.read_bytes())

    with pytest.raises(UsageError, match="one name"):
        measure_floors(_evaluation(), [DEMO, other])
