"""WARC: one item an archived page, feed, text or PDF; pictures, scripts and answers other than 200 are passed over."""

import io
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import IO, Any
from urllib.parse import unquote, urlsplit

from tawthiq.collect.items import Context, Found
from tawthiq.errors import InputError

__all__ = ["read_warc"]

Inner = Callable[[IO[bytes], Context], Iterator[Found]]
_OK = 200
# What a report can stand in. JSON answers of a site's own programs are left out: they repeat the page.
_MEDIA = frozenset(
    {
        "text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/rss+xml", "text/xml",
        "application/atom+xml", "application/xml", "application/rdf+xml", "multipart/related", "message/rfc822",
    }
)  # fmt: skip
_PIECE = 1 << 16
_LENGTH = re.compile(rb"\r\ncontent-length:\s*(\d+)", re.IGNORECASE)
_NEVER = frozenset({"/robots.txt", "/sitemap.xml", "/ads.txt"})


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
    waiting: _Answer | None = None  # an answer is read when the next record shows that it came whole
    try:
        for record in ArchiveIterator(file, parse_http=True, auto_decode="all"):
            if waiting is not None:
                yield from _read(inner, waiting, context)
            number, at = number + 1, record.stream_pos
            context.budget.spend(max(record.content_length, 0))
            waiting = _answer(record, context.limits.item_bytes)
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
    elif waiting is not None:
        yield from _read(inner, waiting, context)


@dataclass(frozen=True, slots=True)
class _Answer:
    """One archived answer, without the encodings of its transport.

    Attributes:
        at: Where its record begins in the file.
        address: That was asked for.
        body: One byte more than the limit where it is longer.
        charset: From its headers.
        date: When it was archived.
    """

    at: int
    address: str
    body: bytes
    charset: str | None
    date: str


def _answer(record: Any, limit: int) -> _Answer | None:
    """Take the answer out of a record; None for what can be no report."""
    from fastwarc.warc import WarcRecordType

    if record.record_type not in (WarcRecordType.response, WarcRecordType.resource):
        return None
    address = str(record.headers.get("WARC-Target-URI") or "").strip("<>")
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or parts.path.lower() in _NEVER:
        return None
    media, charset = str(record.headers.get("Content-Type") or "text/html"), None
    if record.is_http:
        if record.http_headers is None or record.http_headers.status_code != _OK:
            return None
        media, charset = record.http_content_type or "text/html", record.http_charset
    if media.split(";")[0].strip().lower() not in _MEDIA:
        return None
    body = record.reader.read(limit + 1)
    return _Answer(record.stream_pos, address, body, charset, str(record.headers.get("WARC-Date") or ""))


def _read(inner: Inner, answer: _Answer, context: Context) -> Iterator[Found]:
    piece = f"record:{answer.at}"
    limit = context.limits.item_bytes
    if len(answer.body) > limit:
        yield context.failure(f"longer than {limit:,} bytes", piece, "raise the limit if it is meant")
    elif answer.body:
        name = PurePosixPath(unquote(urlsplit(answer.address).path)).name or "index.html"
        known = {"url": answer.address, "charset": answer.charset, "extra": {"fetched_at": answer.date}}
        there = replace(context, name=name, locator=context.at(piece), given={**context.given, **known})
        yield from inner(io.BytesIO(answer.body), there)


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
