import hashlib
from pathlib import Path

import pytest

from tawthiq.errors import InputError
from tawthiq.review.goldfiles import file_sha256, holds_predictions, read_gold, read_predicted

GOOD = '{"id": "a", "text": "نص", "events": []}\n'


def _file(folder: Path, content: str | bytes, name: str = "gold.jsonl") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_gold_is_read_in_order_and_blank_lines_are_passed_over(tmp_path: Path) -> None:
    first = _file(tmp_path, '{"id": "b", "text": "نص"}\n\n' + GOOD)
    second = _file(tmp_path, '{"id": "c", "text": ""}', "more.jsonl")

    assert list(read_gold([first, second])) == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(GOOD + "{]\n", "gold.jsonl:2: is not JSON", id="broken JSON"),
        pytest.param('["a"]\n', "gold.jsonl:1: has no string `id`", id="no object"),
        pytest.param('{"id": 7, "text": ""}\n', "gold.jsonl:1: has no string `id`", id="id is a number"),
        pytest.param('{"id": "a"}\n', "gold.jsonl:1: a gold report needs its `text`", id="no text"),
        pytest.param('{"id": "a", "text": "", "events": {}}\n', "`events` is no list", id="events is an object"),
        pytest.param('{"id": "a", "text": "", "events": [1]}\n', "`events` is no list", id="event is a number"),
        pytest.param('{"id": "a", "text": "", "events": [{"type": "war"}]}\n', "unknown event type 'war'", id="type"),
        pytest.param(GOOD + GOOD, "gold.jsonl:2: the id 'a' stands twice", id="id twice"),
        pytest.param(b"\xff\xfe\x00", "is not UTF-8", id="other encoding"),
    ],
)
def test_gold_that_is_not_in_form_is_refused_with_its_line(tmp_path: Path, content: str | bytes, said: str) -> None:
    with pytest.raises(InputError) as raised:
        read_gold([_file(tmp_path, content)])

    assert said in str(raised.value)
    assert raised.value.remedy


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        read_predicted(tmp_path / "nowhere.jsonl")


def test_predictions_need_no_text_and_may_hold_unknown_types(tmp_path: Path) -> None:
    path = _file(tmp_path, '{"id": "a", "events": [{"type": "war"}], "version": "1"}\n')

    assert read_predicted(path)["a"]["events"] == [{"type": "war"}]


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        pytest.param('{"id": "a", "events": []}\n', True, id="no text"),
        pytest.param('{"id": "x", "events": []}\n', True, id="no text, other ids"),
        pytest.param(GOOD, True, id="text, but the ids of gold"),
        pytest.param('{"id": "x", "text": "نص"}\n', False, id="text and ids of its own"),
    ],
)
def test_the_last_file_is_told_apart_from_gold(tmp_path: Path, last: str, expected: bool) -> None:
    gold, other = _file(tmp_path, GOOD), _file(tmp_path, last, "last.jsonl")

    assert holds_predictions(other, [gold]) is expected


def test_file_hash_is_that_of_its_bytes(tmp_path: Path) -> None:
    assert file_sha256(_file(tmp_path, GOOD)) == hashlib.sha256(GOOD.encode()).hexdigest()
