"""Reports as records: JSON Lines, a JSON list, CSV with a map of columns."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import IO, Any

from tawthiq.collect.decoding import decode
from tawthiq.collect.items import Context, Found, bounded, lines
from tawthiq.errors import InputError

__all__ = ["COLUMN_NAMES", "FIELDS", "read_csv", "read_json_document", "read_json_lines", "read_json_list"]

FIELDS = ("id", "text", "title", "source", "url", "published", "author")
_SHOWN = 60
COLUMN_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "guid", "post_id", "message_id", "الرقم", "المعرف"),
    "text": ("text", "body", "content", "message", "article", "النص", "المحتوى", "الخبر"),
    "title": ("title", "headline", "العنوان"),
    "source": ("source", "outlet", "publisher", "media", "المصدر"),
    "url": ("url", "link", "address", "الرابط"),
    "published": ("published", "date", "published_at", "datetime", "created_at", "timestamp", "التاريخ", "تاريخ النشر"),
    "author": ("author", "writer", "الكاتب"),
}
"""Names under which columns are looked for where no map is given."""


def read_json_lines(file: IO[bytes], context: Context) -> Iterator[Found]:
    """Read reports in the codebook's form, one a line.

    Args:
        file: At its beginning.
        context: Where we are; `columns` renames fields.

    Yields:
        One item or failure a line; blank lines are passed over.
    """
    for number, line in lines(file, context.limits):
        piece = f"line:{number}"
        if line is None:
            yield context.failure(f"a line longer than {context.limits.item_bytes:,} bytes", piece, "split the record")
            continue
        if not line.strip():
            continue
        try:
            record = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
        except (ValueError, RecursionError) as err:
            yield context.failure(f"broken JSON: {err}", piece, "mend the line")
            continue
        yield _record(record, piece, line, context)


def read_json_list(file: IO[bytes], context: Context) -> Iterator[Found]:
    """Read a JSON array of reports without holding it whole.

    Args:
        file: At its beginning.
        context: Where we are; `columns` renames fields.

    Yields:
        One item or failure an element; a failure at the end where the array is cut or broken.
    """
    import ijson  # type: ignore[import-untyped]

    number = 0
    try:
        for record in ijson.items(file, "item", use_float=True):
            number += 1
            body = json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
            yield _record(record, f"item:{number}", body, context)
    except ijson.JSONError as err:
        yield context.failure(f"broken JSON after item {number}: {err}", f"item:{number + 1}", "mend the file")


def _record(record: Any, piece: str, body: bytes, context: Context) -> Found:
    if not isinstance(record, dict):
        return context.failure(f"not a JSON object: {str(record)[:_SHOWN]!r}", piece, "write one report an object")
    names = {field: context.columns.get(field, field) for field in FIELDS}
    text = record.get(names["text"])
    if not isinstance(text, str):
        return context.failure(
            f"no text in the field {names['text']!r}", piece, "name its field with --column text=NAME"
        )
    given: dict[str, object] = {field: _scalar(record.get(name)) for field, name in names.items() if field != "text"}
    rest = {key: value for key, value in record.items() if key not in names.values() and key not in _CODED}
    return context.item("record", piece, body, given | {"text": text, "extra": rest or None})


_CODED = frozenset({"events", "version"})  # a coding that comes along is not a fact of the report


def _scalar(value: object) -> str | None:
    if isinstance(value, bool | list | dict) or value is None:
        return None
    return str(value).strip() or None


def read_csv(file: IO[bytes], context: Context) -> Iterator[Found]:
    """Read a table with a header line.

    Args:
        file: At its beginning.
        context: Where we are; `columns` maps our fields to the table's columns.

    Yields:
        One item or failure a row; only a failure where the table has no column for the text.
    """
    head = file.read(65536)
    encoding = decode(head[: head.rfind(b"\n") + 1] or head).encoding
    whole = io.TextIOWrapper(io.BufferedReader(_Rejoined(head, file)), encoding=encoding, errors="replace", newline="")
    sample = head.decode(encoding, errors="replace")
    csv.field_size_limit(context.limits.item_bytes)
    rows = csv.reader(_without_nul(whole), delimiter=_delimiter(sample))
    try:
        header = [name.strip().lstrip("\ufeff") for name in next(rows, [])]
        places = _places(header, context)
    except (csv.Error, InputError) as err:
        yield context.failure(err if isinstance(err, InputError) else str(err), "row:1")
        return
    yield from _rows(rows, header, places, context)


def _rows(rows: Any, header: list[str], places: Mapping[str, int], context: Context) -> Iterator[Found]:
    number = 1
    while True:
        number += 1
        piece = f"row:{number}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as err:
            yield context.failure(f"broken row: {err}", piece, "mend the row")
            continue
        if not any(cell.strip() for cell in row):
            continue
        if len(row) < len(header):
            yield context.failure(f"{len(row)} cells under {len(header)} columns", piece, "mend the row")
            continue
        body = json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")
        given: dict[str, object] = {field: row[at].strip() or None for field, at in places.items() if field != "text"}
        mapped = set(places.values())
        rest = {name: row[at] for at, name in enumerate(header) if at not in mapped and row[at].strip()}
        yield context.item("record", piece, body, given | {"text": row[places["text"]], "extra": rest or None})


def _places(header: list[str], context: Context) -> dict[str, int]:
    """Where each of our fields stands, by the map given or by the usual names."""
    small = [name.lower() for name in header]
    places: dict[str, int] = {}
    for field in FIELDS:
        wanted = context.columns.get(field)
        if wanted is not None and wanted not in header:
            shown = ", ".join(header)[:200]
            raise InputError(f"no column {wanted!r} among {shown}", remedy="mend the map of columns")
        names = (wanted.lower(),) if wanted else COLUMN_NAMES[field]
        at = next((small.index(name) for name in names if name in small), None)
        if at is not None:
            places[field] = at
    if "text" not in places:
        shown = ", ".join(header)[:200]
        raise InputError(f"no column for the text among {shown}", remedy="name it with --column text=NAME")
    return places


def _delimiter(sample: str) -> str:
    first = sample.split("\n", 1)[0]
    return max("\t;,|", key=lambda sign: (first.count(sign), sign == ","))


def _without_nul(text: Iterator[str]) -> Iterator[str]:
    for line in text:
        yield line.replace("\0", "\ufffd")


class _Rejoined(io.RawIOBase):
    """A stream of which the head was read already."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


def read_json_document(file: IO[bytes], context: Context) -> Iterator[Found]:
    """Read a file that is one JSON object with a text.

    Args:
        file: At its beginning.
        context: Where we are.

    Yields:
        One item or failure.
    """
    try:
        body = bounded(file, context.limits)
        yield _record(json.loads(body), "", body, context)
    except InputError as err:
        yield context.failure(err)
    except (ValueError, RecursionError) as err:
        yield context.failure(f"broken JSON: {err}", "", "mend the file")
