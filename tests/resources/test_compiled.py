"""What is made of tables is kept in binary form, and made anew where anything that it was made of has changed."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import tawthiq
from tawthiq.resources import Resources
from tawthiq.resources.compiled import compiled

REPORT = tawthiq.Report("r", "قصفت طائرات حربية سوقا في بلدة معرة مصرين بريف إدلب، ما أدى إلى مقتل أربعة مدنيين.")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TAWTHIQ_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "words.tsv"
    path.write_text("word\nقصف\n", encoding="utf-8")
    return path


def counted(told: list[int], value: object = None) -> Callable[[], object]:
    def make() -> object:
        told.append(1)
        return {"قصف": [("a", 1, 0.5, True)]} if value is None else value

    return make


def test_what_was_made_once_is_read_and_equal(folder: Path, table: Path) -> None:
    told: list[int] = []
    first, again = (compiled("words", [table], counted(told)) for _ in range(2))
    assert first == again == {"قصف": [("a", 1, 0.5, True)]}
    assert len(told) == 1
    assert [path.name.partition("-")[0] for path in folder.iterdir()] == ["words"]


def test_a_change_of_a_table_or_of_their_order_makes_it_anew(folder: Path, table: Path, tmp_path: Path) -> None:
    told: list[int] = []
    other = tmp_path / "other.tsv"
    compiled("words", [table, other], counted(told))
    compiled("words", [other, table], counted(told))
    table.write_text("word\nغارة\n", encoding="utf-8")
    compiled("words", [table, other], counted(told))
    assert len(told) == 3


@pytest.mark.parametrize("harm", [b"", b"x", None], ids=["empty", "another", "cut short"])
def test_a_file_that_was_harmed_is_not_read(folder: Path, table: Path, harm: bytes | None) -> None:
    told: list[int] = []
    compiled("words", [table], counted(told))
    (kept,) = folder.iterdir()
    kept.write_bytes(kept.read_bytes()[:-1] if harm is None else harm)
    assert compiled("words", [table], counted(told)) == {"قصف": [("a", 1, 0.5, True)]}
    assert len(told) == 2


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owner here")
def test_a_file_of_another_user_is_not_read(folder: Path, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled("words", [table], counted([]))
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000)
    assert compiled("words", [table], counted([], ["anew"])) == ["anew"]


def test_where_nothing_can_be_kept_it_is_made_each_time(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    (tmp_path / "file").touch()
    for place in ("", str(tmp_path / "file" / "below")):
        monkeypatch.setenv("TAWTHIQ_CACHE", place)
        compiled("words", [table], counted(told))
    assert len(told) == 2


def test_only_the_newest_few_are_kept(folder: Path, table: Path) -> None:
    for number in range(12):
        table.write_text(f"word\n{number}\n", encoding="utf-8")
        compiled("words", [table], counted([]))
    assert len(list(folder.iterdir())) == 8


def test_a_report_is_coded_alike_with_and_without_kept_tables(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, kept = (tawthiq.Coder().code(REPORT) for _ in range(2))
    assert {"lexicon", "model"} <= {path.name.partition("-")[0] for path in folder.iterdir()}
    monkeypatch.setenv("TAWTHIQ_CACHE", "")
    assert made == kept == tawthiq.Coder().code(REPORT)
    assert len(made.events) == 1


def test_a_table_of_the_users_own_is_read_beside_kept_ones(folder: Path, tmp_path: Path) -> None:
    before = Resources().column("language/common_words.tsv", "word")
    own = tmp_path / "own" / "language"
    own.mkdir(parents=True)
    (own / "common_words.tsv").write_text("word\nكلمتي\n", encoding="utf-8")
    assert Resources((tmp_path / "own",)).column("language/common_words.tsv", "word") == [*before, "كلمتي"]
    assert Resources().column("language/common_words.tsv", "word") == before
