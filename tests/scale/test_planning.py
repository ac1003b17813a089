"""Cutting inputs: wherever a file of lines is cut, its stretches together give the lines of the whole, numbered so."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.cli.inputs import Cut, Piece, cut, lines_between
from tawthiq.cli.records import Notes
from tawthiq.cli.tally import Tally
from tawthiq.scale.dataset import Split
from tawthiq.scale.planning import line_ends, pack, partition_bytes, stretches

MOST = 20
BODIES = st.lists(
    st.sampled_from([b"", b"a", b'{"id": "x"}', b"x" * 30, b"\xd9\x82\r", b" ", b"\xef\xbb\xbf"]), max_size=12
)


def _told(found: Cut) -> tuple[str, str, bytes]:
    return (found.where, "", found.body) if isinstance(found, Piece) else (found.where, found.what, b"")


@given(bodies=BODIES, ends=st.booleans(), size=st.integers(min_value=1, max_value=40))
def test_stretches_give_the_lines_of_the_whole(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[bytes], ends: bool, size: int
) -> None:
    content = b"\n".join(bodies) + b"\n" * ends
    path = tmp_path_factory.mktemp("cut") / "r.jsonl"
    path.write_bytes(content)
    whole = [_told(one) for one in cut(io.BufferedReader(io.BytesIO(content)), "r", ".jsonl", MOST)]

    found, before = [], 1
    for split in stretches(Split(str(path), "r", "lines", size=len(content)), size):
        with path.open("rb") as file:
            found += [_told(one) for one in lines_between(file, "r", MOST, (split.start, split.end, before))]
        before += line_ends(split) if split.end is not None else 0

    assert found == whole


def test_stretches_cover_a_file_once() -> None:
    cuts = list(stretches(Split("p", "n", "lines", size=100), 30))

    assert [(one.start, one.end) for one in cuts] == [(0, 30), (30, 60), (60, 90), (90, None)]
    assert sum(one.size for one in cuts) == 100
    assert list(stretches(Split("p", "n", "lines", size=0), 30)) == []


def test_packing_keeps_the_order_and_divides_nothing() -> None:
    splits = [Split(str(n), str(n), "whole", size=size) for n, size in enumerate((5, 5, 20, 1, 1, 1))]

    packed = pack(splits, 10)

    assert [[one.size for one in partition] for partition in packed] == [[5, 5], [20], [1, 1, 1]]
    assert pack([], 10) == []


@pytest.mark.parametrize(
    ("total", "workers", "expected"),
    [(0, 1, 256 << 10), (32 << 20, 2, 1 << 20), (1 << 40, 8, 64 << 20)],
    ids=["little: no partition below a second or two", "a laptop: sixteen for each worker", "much: no more than 64 MB"],
)
def test_partitions_are_neither_too_small_nor_too_large(total: int, workers: int, expected: int) -> None:
    assert partition_bytes(total, workers) == expected


def test_counts_of_parts_add_up_to_those_of_the_whole() -> None:
    notes = [
        Notes(encoding="windows-1256"), Notes(unknown=("a", "b")), Notes(is_blank=True),
        Notes(characters={"bidi": 2}), Notes(unknown=("a",), is_foreign=True, unread_date=True),
    ]  # fmt: skip
    whole, parts = Tally(), Tally()
    for n, note in enumerate(notes):
        whole.add(note, n)
        part = Tally(failed=1)
        part.add(note, n)
        parts.add_counts(part.as_counts())
    whole.failed = len(notes)

    assert list(parts.lines()) == list(whole.lines())


def test_a_file_that_is_gone_is_one_failure(tmp_path: Path) -> None:
    from tawthiq.cli.spark_code import pieces_of

    (found,) = pieces_of(Split(str(tmp_path / "gone.txt"), "gone.txt", "whole"), MOST)

    assert str(found) == "gone.txt: cannot be read: No such file or directory (check the path and its rights)"
