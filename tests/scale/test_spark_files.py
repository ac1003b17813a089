"""Paths and addresses are read and written alike; a file that was not written to its end is not there."""

from pathlib import Path

import pyarrow as pa  # type: ignore[import-untyped]
import pytest

from tawthiq.errors import InputError, ProjectError
from tawthiq.scale import files
from tawthiq.scale.dataset import Split, open_dataset, start_dataset

TABLE = {"t": pa.schema([("n", pa.int64()), ("word", pa.string())])}


@pytest.fixture(params=["path", "address"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(tmp_path / "data") if request.param == "path" else f"file://{tmp_path}/data"


def test_a_dataset_is_written_and_read_by_path_and_by_address(root: str) -> None:
    dataset = start_dataset(root, "coded", "1", {}, [(Split("a", "a", "whole"),), (Split("b", "b", "whole"),)])
    for number in (0, 1):
        with dataset.writing(number, TABLE) as writer:
            for n in range(600):
                writer.add("t", {"n": n, "word": f"كلمة {number}"})

    again = open_dataset(root)
    rows = [row for number in again.whole() for batch in again.batches("t", number) for row in batch.to_pylist()]

    assert [row["n"] for row in rows] == [*range(600), *range(600)]
    assert rows[-1]["word"] == "كلمة 1"
    for marker in again.whole().values():
        again.verify(marker)
    assert again.fingerprint() == dataset.fingerprint()
    assert files.list_names(files.join(root, "t")).keys() == {"part-00000.parquet", "part-00001.parquet"}


def test_a_partition_that_failed_is_not_there(root: str) -> None:
    dataset = start_dataset(root, "coded", "1", {}, [(Split("a", "a", "whole"),)])

    with pytest.raises(ZeroDivisionError), dataset.writing(0, TABLE) as writer:
        writer.add("t", {"n": 1 // 0})

    assert dataset.finished() == {}
    with pytest.raises(ProjectError, match="1 of 1 partitions are not finished"):
        dataset.whole()


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    hashes = set()
    for name in ("one", "two"):
        dataset = start_dataset(str(tmp_path / name), "coded", "1", {}, [(Split("a", "a", "whole"),)])
        with dataset.writing(0, TABLE) as writer:
            writer.add("t", {"n": 1, "word": "قصف"})
        assert writer.marker is not None
        hashes.add(writer.marker.tables["t"]["sha256"])

    assert len(hashes) == 1


def test_a_file_that_was_cut_short_is_done_again(root: str) -> None:
    dataset = start_dataset(root, "coded", "1", {}, [(Split("a", "a", "whole"),)])
    with dataset.writing(0, TABLE) as writer:
        writer.add("t", {"n": 1, "word": "قصف"})
    with files.open_writing(dataset.path("t", 0)) as file:
        file.write(b"PAR1")

    assert dataset.finished() == {}


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").touch()

    with pytest.raises(ProjectError, match="not empty and holds no dataset"):
        start_dataset(str(tmp_path), "coded", "1", {}, [])
    with pytest.raises(InputError, match="cannot be opened"):
        files.list_names("gopher://x/y")
