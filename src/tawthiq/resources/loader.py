"""Load resource tables: the package's own, then those of the user's folders, row after row.

A table is UTF-8 TSV. Lines that open with '#' define its columns. Their names are those of the block under
"# Columns:" (one indented line a column, its name first, further indented lines going on), else of the first line
that is no comment; every further line is one row, trailing empty cells left out or not.

A user's folder (`--resources DIR`) holds files of the same names; their rows come after the package's, so that they
add to it, and a row whose first cell opens with '-' takes away the package's row that has the same first cell.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from tawthiq.errors import ResourceError
from tawthiq.resources.compiled import compiled

_COLUMN_LINE = re.compile(r"#   ([a-z][a-z0-9_]*)(?:\s{1,}\S|$)")

__all__ = ["PACKAGE_ROOT", "Resources", "Row", "list_cell", "read_table"]

Made = TypeVar("Made")

PACKAGE_ROOT = Path(str(files("tawthiq.resources")))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Attributes:
        cells: Column name to cell, stripped; empty cells are "".
        where: File and line, for messages.
    """

    cells: dict[str, str]
    where: str

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    @property
    def first(self) -> str:
        """The first cell, by which a user's folder takes a row away."""
        return next(iter(self.cells.values()))

    def items(self, column: str) -> list[str]:
        """The parts of a '|' list cell, in order, empty ones left out."""
        return list_cell(self.cells[column])


def list_cell(cell: str) -> list[str]:
    """Split a '|' list, in order, empty parts left out."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def read_table(path: Path) -> Iterator[Row]:
    """Read one table file.

    Args:
        path: A TSV file as the module's docstring defines it.

    Yields:
        Rows in order of the file.

    Raises:
        ResourceError: The file is not UTF-8, has no header, or a row has another number of cells.
    """
    name = path.name
    for number, header, cells in _cells(path):
        yield Row(dict(zip(header, cells, strict=True)), f"{name}:{number}")


def _cells(path: Path) -> Iterator[tuple[int, list[str], list[str]]]:
    """Read the rows of a file: number of the line, names of the columns, as many cells."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError("the table cannot be read as UTF-8", str(path), "save it as UTF-8 text") from error
    header = _defined_columns(lines)
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = list(map(str.strip, line.split("\t")))
        if header is None or cells == header:
            header = cells
            continue
        if len(cells) < len(header) and len(cells) >= 1:
            cells += [""] * (len(header) - len(cells))
        if len(cells) > len(header):
            raise ResourceError(
                f"{len(cells)} cells under {len(header)} columns", f"{path.name}:{number}", "separate cells by one tab"
            )
        yield number, header, cells
    if header is None:
        raise ResourceError("the table has no header line", str(path), "name the columns in the first line")


def _defined_columns(lines: Sequence[str]) -> list[str] | None:
    """Names of the columns that a "# Columns:" block defines, None where there is no such block."""
    names: list[str] = []
    inside = False
    for line in lines:
        if not line.startswith("#"):
            break
        if line.strip() == "# Columns:":
            inside = True
        elif inside and (found := _COLUMN_LINE.match(line)):
            names.append(found.group(1))
        elif inside and not line.startswith("#    "):
            inside = False
    return names or None


@dataclass(frozen=True)
class Resources:
    """The tables that one coder works with.

    Attributes:
        user_folders: Folders of the user's own tables, in order of precedence.
    """

    user_folders: tuple[Path, ...] = ()

    def table(self, name: str) -> list[Row]:
        """Read a table and what the user adds to it.

        Args:
            name: Path below the resources folder, as "lexicon/weapons.tsv".

        Returns:
            The package's rows, then the user's; empty where neither has the file.

        Raises:
            ResourceError: A file breaks its columns.
        """
        rows: list[Row] = []
        for path in self.paths(name):
            found = [_completed(row, rows[0]) if rows else row for row in read_table(path)]
            rows = self._without_removed(rows, found)
        return rows

    def column(self, name: str, column: str) -> list[str]:
        """Read one column of a table and of what the user adds to it: of long lists of words the rest is not asked for.

        Args:
            name: As for `table`.
            column: Name of the column.

        Returns:
            Its cells in the order of `table`; empty where there is no such file.

        Raises:
            ResourceError: A file breaks its columns, or has no such column.
        """
        label = f"{Path(name).stem}-{column}"
        return self.compiled(label, [name], ["resources/loader.py"], lambda: self._read_column(name, column))

    def _read_column(self, name: str, column: str) -> list[str]:
        paths = self.paths(name)
        if len(paths) > 1:
            return [row[column] for row in self.table(name)]
        found: list[str] = []
        for path in paths:
            at = -1
            for _, header, cells in _cells(path):
                if at < 0 and column not in header:
                    raise ResourceError(f"no column {column!r} in this table", path.name, f"use {', '.join(header)}")
                at = header.index(column) if at < 0 else at
                if not cells[0].startswith("-"):
                    found.append(cells[at])
        return found

    def compiled(self, name: str, tables: Sequence[str], modules: Sequence[str], make: Callable[[], Made]) -> Made:
        """Give what is made of tables, from the binary form that is kept of it (compiled.py).

        Args:
            name: What is made.
            tables: All tables that it is made of, as `table` names them.
            modules: All modules that say how, as paths below the package ("coding/lexicon.py").
            make: Works it out: dictionaries, lists, tuples, texts and numbers only.

        Returns:
            The same as `make()`.

        Raises:
            ResourceError: As `make` does.
        """
        sources = [path for table in tables for path in self.paths(table)]
        return compiled(name, [*sources, *(PACKAGE_ROOT.parent / module for module in modules)], make)

    @staticmethod
    def _without_removed(rows: list[Row], found: list[Row]) -> list[Row]:
        removing = {n for n, row in enumerate(found) if row.first.startswith("-")}
        if not removing:
            return rows + found
        removed = {found[n].first[1:].strip() for n in removing}
        kept = [row for row in rows if row.first not in removed]
        return kept + [row for n, row in enumerate(found) if n not in removing]

    def paths(self, name: str) -> list[Path]:
        """Where a table's files stand, the package's first; a user may put them flat in the folder."""
        candidates = [PACKAGE_ROOT / name]
        for folder in self.user_folders:
            candidates += [folder / name, folder / Path(name).name]
        return [path for path in candidates if path.is_file()]

    @property
    def gazetteers(self) -> list[Path]:
        """The user's own gazetteers, as `tawthiq gazetteer import` writes them, in order of folders and names."""
        return [path for folder in self.user_folders for path in sorted(folder.rglob("*.gazetteer"))]

    @cached_property
    def version(self) -> str:
        """A digest of every table's bytes: 12 hexadecimal digits of SHA-256 over names and contents, in order."""
        digest = hashlib.sha256()
        tables = sorted(_table_files((PACKAGE_ROOT, *self.user_folders)), key=lambda p: (p.name, str(p)))
        for path in (*tables, *self.gazetteers):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()[:12]


def _completed(row: Row, model: Row) -> Row:
    """Give a user's row the columns that its file leaves out, empty, and refuse columns that nothing would read."""
    unknown = [column for column in row.cells if column not in model.cells]
    if unknown:
        raise ResourceError(f"no column {unknown[0]!r} in this table", row.where, f"use {', '.join(model.cells)}")
    return Row({column: row.cells.get(column, "") for column in model.cells}, row.where)


def _table_files(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        if not folder.is_dir():
            raise ResourceError("no such folder of resources", str(folder), "give a folder with TSV tables")
        yield from folder.rglob("*.tsv")
