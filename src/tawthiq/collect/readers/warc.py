"""WARC: one item an archived page, feed, text or PDF; pictures, scripts and answers other than 200 are passed over.

A revisit, which says that a page was as at an earlier visit, is read from the record that it refers to (revisits.py).
"""

import io
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO, Any
from urllib.parse import unquote, urlsplit

from tawthiq.collect.items import Context, Found
from tawthiq.collect.readers.answers import Answer, answer_of, unpack
from tawthiq.collect.readers.revisits import KnownAnswers, Revisit, revisit_of
from tawthiq.errors import InputError

__all__ = ["read_warc"]

Inner = Callable[[IO[bytes], Context], Iterator[Found]]
_PIECE = 1 << 16
_LENGTH = re.compile(rb"\r\ncontent-length:\s*(\d+)", re.IGNORECASE)


def read_warc(inner: Inner, file: IO[bytes], context: Context) -> Iterator[Found]:
    """Read the archived answers of a WARC file, packed or not.

    Args:
        inner: Reads any file.
        file: At its beginning.
        context: Where we are.

    Yields:
        What the inner reader yields for each answer; a last failure where the file is cut.
    """
    from fastwarc.warc import ArchiveIterator

    packed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    number, at = 0, 0
    known = KnownAnswers(file, context)
    waiting: Answer | Revisit | None = None  # is read when the next record shows that it came whole
    try:
        for record in ArchiveIterator(file, parse_http=True):
            if waiting is not None:
                yield from _read(inner, waiting, known, context)
            number, at = number + 1, record.stream_pos
            context.budget.spend(max(record.content_length, 0))
            waiting = _taken(record, known, context.limits.item_bytes)
    except InputError as err:
        yield context.failure(err, f"record:{at}")
        return
    except Exception as err:  # noqa: BLE001  (fastwarc raises errors of several kinds for a broken stream)
        told = f"the WARC is broken after record {number} at byte {at}: {err}"
        yield context.failure(told, f"record:{at}", "get it again; what could be read is kept")
        return
    if _is_cut(file, at, packed=packed):
        yield context.failure(
            f"the WARC is cut in or after record {number} at byte {at}", f"record:{at}", "get it again"
        )
    else:
        known.hand_on()
        if waiting is not None:
            yield from _read(inner, waiting, known, context)


def _taken(record: Any, known: KnownAnswers, limit: int) -> Answer | Revisit | None:
    """Take out of a record what may hold a report; None for what can be none."""
    from fastwarc.warc import WarcRecordType

    if record.record_type == WarcRecordType.revisit:
        return revisit_of(record)
    if record.record_type not in (WarcRecordType.response, WarcRecordType.resource):
        return None
    answer = answer_of(record, limit)
    known.note(record, is_read=answer is not None)
    return answer


def _read(inner: Inner, taken: Answer | Revisit, known: KnownAnswers, context: Context) -> Iterator[Found]:
    piece = f"record:{taken.at}"
    limit = context.limits.item_bytes
    try:
        answer = known.resolve(taken) if isinstance(taken, Revisit) else taken
        if answer is None:
            return
        if len(answer.body) > limit:
            raise InputError(f"longer than {limit:,} bytes", remedy="raise the limit if it is meant")
        body = answer.body
        for encoding in answer.encodings:
            body = unpack(body, encoding, limit)
    except InputError as err:
        yield context.failure(err, piece)
        return
    if body:
        name = PurePosixPath(unquote(urlsplit(answer.address).path)).name or "index.html"
        extra = {"fetched_at": answer.date} | ({"revisit_of": dict(answer.repeats)} if answer.repeats else {})
        told = {"url": answer.address, "charset": answer.charset, "extra": extra}
        there = replace(context, name=name, locator=context.at(piece), given={**context.given, **told})
        yield from inner(io.BytesIO(body), there)


def _is_cut(file: IO[bytes], at: int, *, packed: bool) -> bool:
    """Tell whether the last record is whole and the last thing in the file.

    fastwarc gives a record that is cut as if it were whole and passes over a cut head.
    """
    file.seek(at)
    if packed:
        member, whole = zlib.decompressobj(wbits=31), False
        while piece := file.read(_PIECE):
            while piece:
                whole = False
                member.decompress(piece)
                piece = member.unused_data
                if member.eof:
                    whole, member = True, zlib.decompressobj(wbits=31)
        return not whole
    head = file.read(_PIECE)
    edge = head.find(b"\r\n\r\n")
    length = _LENGTH.search(head[: edge + 2])
    end = at + edge + 4 + int(length[1]) + 4 if edge >= 0 and length else 0
    file.seek(0, io.SEEK_END)
    return not end or file.tell() != end
