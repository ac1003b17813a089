"""Read any file: its format told, then its reader; whatever a reader meets ends as an item or as a failure."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO

from tawthiq.collect.detecting import HEAD_BYTES, detect
from tawthiq.collect.items import Context, Found
from tawthiq.collect.readers import plain, records
from tawthiq.errors import InputError, TawthiqError

__all__ = ["READERS", "Reader", "read_file", "read_stream"]

Reader = Callable[[IO[bytes], Context], Iterator[Found]]

READERS: dict[str, Reader] = {
    "text": partial(plain.read_whole, "text"),
    "html": partial(plain.read_whole, "html"),
    "jsonl": records.read_json_lines,
    "json-list": records.read_json_list,
    "json": records.read_json_document,
    "csv": records.read_csv,
}
"""Format to reader; a new format is a row here and one in `detecting`."""


def read_file(path: Path, context: Context) -> Iterator[Found]:
    """Read a file of the evidence store.

    Args:
        path: The object.
        context: Source, name and limits.

    Yields:
        Items and failures in a fixed order; nothing is raised for what the file holds.
    """
    with path.open("rb") as file:
        yield from read_stream(file, context)


def read_stream(file: IO[bytes], context: Context) -> Iterator[Found]:
    """Read an open file or a member of an archive.

    Args:
        file: Seekable, at its beginning.
        context: Where we are.

    Yields:
        Items and failures; a fault that ends the reading is the last failure, what came before it stands.
    """
    try:
        head = file.read(HEAD_BYTES)
        file.seek(0)
        found = detect(head, context.name)
        if not head:
            raise InputError("the file is empty")
        if found == "media":
            return
        yield from READERS[found](file, context)
    except TawthiqError as err:
        yield context.failure(err)
    except (OSError, EOFError, ValueError, RuntimeError) as err:
        told = f"{type(err).__name__}: {str(err)[:300]}"
        yield context.failure(told, "", "check the file; what could be read is kept")
