"""Write docs/dataset.md, the tables and columns of datasets, from src/tawthiq/scale/schemas.py.

python tools/dataset_page.py [--check]
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]

from tawthiq.scale.schemas import INDEXES, TOLD

PAGE = Path(__file__).parents[1] / "docs" / "dataset.md"
HEAD = """# Datasets: what `--engine spark` writes

A dataset is a folder. Each table is a folder of Parquet files in it, one file a partition, packed with zstd; Spark,
DuckDB, Polars and pyarrow read such a folder as one table. Beside them stand `_dataset.json` (what was asked for, and
what each partition reads) and `_finished/` (one marker a partition, with rows, bytes and SHA-256 of its files,
written last). A partition without its marker is not there yet, whatever files it may have.

In the order of `partition`, `row` and `n` the rows stand as in the input. `tawthiq load DIR --to FILE` writes a
dataset back as the lines that the same command writes on one machine, to the byte; `tawthiq load DIR --to
postgresql://...` copies the tables into PostgreSQL under the same names, with a column `dataset` in front that leads
to the table `datasets`. Lists and records become `jsonb` there; `body` and `exact` become `json`, which keeps every
byte; a character 0, which PostgreSQL lacks, becomes U+FFFD.

The typed columns are for counting and filtering; what a record says in full, with the words behind each value, is its
`body`. What UTF-8 cannot hold (half of a surrogate pair) is U+FFFD in typed columns, one for one, so that offsets
stay true; `exact` then has the report.

This page is made by `make docs` from `src/tawthiq/scale/schemas.py`.
"""
KINDS = {
    "collected": "`tawthiq collect --engine spark`",
    "coded": "`tawthiq code --engine spark`",
    "ledger": "`tawthiq link --engine spark`",
}


def _kind(type_: Any) -> str:
    if pa.types.is_list(type_):
        return f"list of {_kind(type_.value_type)}"
    if pa.types.is_struct(type_):
        return "record (" + ", ".join(type_[n].name for n in range(type_.num_fields)) + ")"
    return {"string": "text", "int64": "integer", "double": "number", "bool": "true or false"}.get(
        str(type_), str(type_)
    )


def _page() -> Iterator[str]:
    yield HEAD
    for kind, tables in TOLD.items():
        yield f"## Kind `{kind}`, of {KINDS[kind]}\n"
        for table, schema in tables.items():
            yield f"### Table `{table}`\n\n| column | type | what it says |\n| --- | --- | --- |"
            for column in schema:
                yield f"| `{column.name}` | {_kind(column.type)} | {column.metadata[b'told'].decode()} |"
            told = ", ".join(f"`{columns}`" for _, _, columns in INDEXES[table])
            yield f"\nIndexes in PostgreSQL: {told}.\n"


def main() -> None:
    """Write the page, or check that it is fresh."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true", help="fail if the page differs")
    page = "\n".join(_page()).rstrip() + "\n"
    if not options.parse_args().check:
        PAGE.write_text(page, encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != page:
        sys.exit("docs/dataset.md is not fresh: run `make docs`")


if __name__ == "__main__":
    main()
