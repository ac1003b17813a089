"""The layers of a text: mentions by place and kind, numbers by stretch."""

import json
from pathlib import Path

import pytest

import tawthiq
from tawthiq.coding.annotated import Annotated
from tawthiq.model.records import Report

DEMO = Path(tawthiq.__file__).parent / "resources" / "demo" / "reports.jsonl"


@pytest.fixture(scope="module")
def text() -> Annotated:
    """All demo reports as one text, read."""
    rows = [json.loads(line)["text"] for line in DEMO.read_text(encoding="utf-8").splitlines()]
    read, _, _ = tawthiq.Coder().reader.readings(Report("r", "\n".join(rows)))
    return read


def test_mentions_of_a_kind_are_those_of_all_that_are_of_it(text: Annotated) -> None:
    kinds = {m.entry.kind for m in text.mentions}
    assert len(kinds) > 10
    for kind in kinds:
        told = {at: tuple(m for m in here if m.entry.kind == kind) for at, here in text.at.items()}
        assert dict(text.of(kind)) == {at: here for at, here in told.items() if here}
        assert list(text.of(kind)) == sorted(text.of(kind))
    assert text.of("no such kind") == {}


def test_every_mention_is_filed_under_its_first_word_in_order(text: Annotated) -> None:
    assert [m for here in text.at.values() for m in here] == text.mentions
    assert all(m.start == at for at, here in text.at.items() for m in here)


def test_numbers_of_a_stretch_begin_in_it(text: Annotated) -> None:
    assert text.numbers
    for start, end in ((0, len(text.words)), (40, 90), (90, 40), (len(text.words), len(text.words) + 9)):
        assert list(text.numbers_from(start, end)) == [n for n in text.numbers if start <= n.start < end]


def test_what_is_worked_out_of_a_text_is_worked_out_once(text: Annotated) -> None:
    asked: list[Annotated] = []

    def count(whole: Annotated) -> int:
        asked.append(whole)
        return len(whole.words)

    assert text.once(count) == text.once(count) == len(text.words)
    assert len(asked) == 1
