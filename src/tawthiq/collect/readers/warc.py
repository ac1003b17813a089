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

__all__ = ["read_warc", "unpack"]

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
_CHUNK_HEAD = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]*\r\n")
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
        for record in ArchiveIterator(file, parse_http=True):
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
    """One archived answer.

    Attributes:
        at: Where its record begins in the file.
        address: That was asked for.
        body: As it stands in the record; one byte more than the limit where it is longer.
        encodings: Those of the transport, then that of the content; what `unpack` takes off.
        charset: From its headers.
        date: When it was archived.
    """

    at: int
    address: str
    body: bytes
    encodings: tuple[str, ...]
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
    media, charset, encodings = str(record.headers.get("Content-Type") or "text/html"), None, ""
    if record.is_http:
        if record.http_headers is None or record.http_headers.status_code != _OK:
            return None
        media, charset = record.http_content_type or "text/html", record.http_charset
        told = record.http_headers
        encodings = f"{told.get('Transfer-Encoding') or ''},{told.get('Content-Encoding') or ''}"
    if media.split(";")[0].strip().lower() not in _MEDIA:
        return None
    body = record.reader.read(limit + 1)
    date = str(record.headers.get("WARC-Date") or "")
    named = tuple(one.strip() for one in encodings.lower().split(",") if one.strip() not in {"", "identity"})
    return _Answer(record.stream_pos, address, body, named, charset, date)


def _read(inner: Inner, answer: _Answer, context: Context) -> Iterator[Found]:
    piece = f"record:{answer.at}"
    limit = context.limits.item_bytes
    try:
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
        known = {"url": answer.address, "charset": answer.charset, "extra": {"fetched_at": answer.date}}
        there = replace(context, name=name, locator=context.at(piece), given={**context.given, **known})
        yield from inner(io.BytesIO(body), there)


def unpack(body: bytes, encoding: str, limit: int) -> bytes:
    """Take one HTTP encoding off a body; fastwarc would too, but without a limit on what comes out.

    Args:
        body: As it stands in the record.
        encoding: "chunked", "gzip", "deflate" or "br", in small letters.
        limit: Most bytes to come out.

    Returns:
        The body without it. One that says it is packed and is not, as some crawlers write, is given back as it is.

    Raises:
        InputError: More comes out than the limit, or the encoding is unknown.
    """
    if encoding == "chunked":
        return _joined(body)
    try:
        if encoding in {"gzip", "x-gzip"}:
            plain = zlib.decompressobj(wbits=31).decompress(body, limit + 1)
        elif encoding == "deflate":
            plain = zlib.decompressobj(wbits=15 if body[:1] == b"x" else -15).decompress(body, limit + 1)
        elif encoding == "br":
            plain = _brotli(body, limit)
        else:
            raise InputError(f"the encoding {encoding!r} is unknown", remedy="crawl with Accept-Encoding: gzip")
    except zlib.error:
        return body
    if len(plain) > limit:
        raise InputError(f"longer than {limit:,} bytes once unpacked", remedy="raise the limit if it is meant")
    return plain


def _joined(body: bytes) -> bytes:
    """Join the chunks of a chunked body (RFC 9112, section 7.1)."""
    pieces: list[bytes] = []
    at = 0
    while match := _CHUNK_HEAD.match(body, at):
        size = int(match[1], 16)
        pieces.append(body[match.end() : match.end() + size])
        at = match.end() + size + 2
        if not size:
            break
    return b"".join(pieces) if pieces else body


def _brotli(body: bytes, limit: int) -> bytes:
    import brotli  # type: ignore[import-untyped]

    unpacking = brotli.Decompressor()
    plain = b""
    try:
        for start in range(0, len(body), _PIECE):
            plain += unpacking.process(body[start : start + _PIECE])
            if len(plain) > limit:
                break
    except brotli.error:
        return body
    return plain


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
