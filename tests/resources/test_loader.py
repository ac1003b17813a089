from pathlib import Path

import pytest

from tawthiq.errors import ResourceError
from tawthiq.resources.loader import Resources, list_cell, read_table


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_read_table_takes_columns_from_the_header(tmp_path: Path) -> None:
    rows = list(read_table(write(tmp_path / "a.tsv", "# about\nword\tgloss\nقصف\tshelling\n")))
    assert [(r["word"], r["gloss"]) for r in rows] == [("قصف", "shelling")]


def test_read_table_takes_columns_from_the_comment_block(tmp_path: Path) -> None:
    table = "# About.\n# Columns:\n#   word   the word\n#   gloss  English\nقصف\tshelling\nغارة\n"
    rows = list(read_table(write(tmp_path / "a.tsv", table)))
    assert [r["gloss"] for r in rows] == ["shelling", ""]


def test_read_table_refuses_a_row_with_too_many_cells(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"a\.tsv:2"):
        list(read_table(write(tmp_path / "a.tsv", "word\tgloss\na\tb\tc\n")))


def test_read_table_refuses_a_file_without_columns(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="no header"):
        list(read_table(write(tmp_path / "a.tsv", "# only a comment\n")))


def test_table_adds_rows_of_the_user_and_takes_away_what_he_strikes(tmp_path: Path) -> None:
    own = Resources().table("actors/clients.tsv")
    struck = own[0]["patron"]
    write(tmp_path / "clients.tsv", f"patron\ttheatre\tid\tgloss\n-{struck}\t\t\t\nnato\t*\tnato\tNATO\n")
    rows = Resources((tmp_path,)).table("actors/clients.tsv")
    patrons = [r["patron"] for r in rows]
    assert struck not in patrons
    assert patrons[-1] == "nato"


def test_column_gives_what_the_table_gives(tmp_path: Path) -> None:
    write(tmp_path / "common_words.tsv", "word\n-في\nكلمتنا\n")
    for resources in (Resources(), Resources((tmp_path,))):
        rows = resources.table("language/common_words.tsv")
        assert resources.column("language/common_words.tsv", "word") == [row["word"] for row in rows]
    with pytest.raises(ResourceError, match="no column 'sound'"):
        Resources().column("language/common_words.tsv", "sound")


def test_version_changes_with_the_tables(tmp_path: Path) -> None:
    write(tmp_path / "clients.tsv", "patron\ttheatre\tid\tgloss\n")
    assert Resources((tmp_path,)).version != Resources().version


def test_list_cell_leaves_out_empty_parts() -> None:
    assert list_cell("a| b ||") == ["a", "b"]
