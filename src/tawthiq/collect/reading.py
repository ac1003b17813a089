"""Read any file: its format told, then its reader; whatever a reader meets ends as an item or as a failure."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO

from tawthiq.collect.detecting import HEAD_BYTES, detect
from tawthiq.collect.items import Context, Found
from tawthiq.collect.readers import feeds, mhtml, packed, pages, plain, records, telegram, warc
from tawthiq.errors import InputError, TawthiqError

__all__ = ["READERS", "Reader", "read_file", "read_stream"]

Reader = Callable[[IO[bytes], Context], Iterator[Found]]

READERS: dict[str, Reader] = {
    "text": partial(plain.read_whole, "text"),
    "html": pages.read_page,
    "mhtml": mhtml.read_mhtml,
    "pdf": partial(plain.read_whole, "pdf"),
    "feed": feeds.read_feed,
    "telegram-json": telegram.read_telegram_json,
    "telegram-html": telegram.read_telegram_html,
    "jsonl": records.read_json_lines,
    "json-list": records.read_json_list,
    "json": records.read_json_document,
    "csv": records.read_csv,
}
"""Format to reader; a new format is a row here and one in `detecting`."""

# Formats that hold other files: their readers are given `read_stream` to read those with.
NESTED = {"gzip": packed.read_gzip, "zip": packed.read_zip, "warc": warc.read_warc}


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
        if found in NESTED:
            yield from NESTED[found](read_stream, file, context)
        elif found != "media":
            yield from READERS[found](file, context)
    except TawthiqError as err:
        yield context.failure(err)
    except (EOFError, zlib.error, gzip.BadGzipFile) as err:
        yield context.failure(f"the file is cut or broken: {err}", "", "get it again; what could be read is kept")
    except (OSError, ValueError, RuntimeError) as err:
        told = f"{type(err).__name__}: {str(err)[:300]}"
        yield context.failure(told, "", "check the file; what could be read is kept")
