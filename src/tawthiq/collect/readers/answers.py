"""The archived answers of WARC records: which of them can be a report, and what their transport did to their bytes."""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tawthiq.errors import InputError

__all__ = ["Answer", "address_of", "answer_of", "can_be_report", "unpack"]

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
_NEVER = frozenset({"/robots.txt", "/sitemap.xml", "/ads.txt"})


@dataclass(frozen=True, slots=True)
class Answer:
    """One archived answer.

    Attributes:
        at: Where its record begins in the file.
        address: That was asked for.
        body: As it stands in the record; one byte more than the limit where it is longer.
        encodings: Those of the transport, then that of the content; what `unpack` takes off.
        charset: From its headers.
        date: When it was archived.
        digest: Of its payload, as the record states it; "" where it does not.
        repeats: Of a revisit: where the record that it refers to stands, as "object" (not of one in the same file)
            and "locator".
    """

    at: int
    address: str
    body: bytes
    encodings: tuple[str, ...]
    charset: str | None
    date: str
    digest: str
    repeats: Mapping[str, str] = field(default_factory=dict)


def answer_of(record: Any, limit: int) -> Answer | None:
    """Take the answer out of a record of fastwarc.

    Args:
        record: Of the type response or resource, its HTTP head parsed.
        limit: Most bytes of its body.

    Returns:
        The answer; None for what can be no report.
    """
    headers, address = record.headers, address_of(record)
    if not can_be_report(address):
        return None
    media, charset, encodings = str(headers.get("Content-Type") or "text/html"), None, ""
    if record.is_http:
        told = record.http_headers
        if told is None or told.status_code != _OK:
            return None
        media, charset = record.http_content_type or "text/html", record.http_charset
        encodings = f"{told.get('Transfer-Encoding') or ''},{told.get('Content-Encoding') or ''}"
    if not can_be_report(address, media):
        return None
    body = record.reader.read(limit + 1)
    named = tuple(one.strip() for one in encodings.lower().split(",") if one.strip() not in {"", "identity"})
    date, digest = (str(headers.get(name) or "") for name in ("WARC-Date", "WARC-Payload-Digest"))
    return Answer(record.stream_pos, address, body, named, charset, date, digest)


def address_of(record: Any) -> str:
    """Read the address that a record is of; some crawlers write it in angle brackets."""
    return str(record.headers.get("WARC-Target-URI") or "").strip("<>")


def can_be_report(address: str, media: str = "text/html") -> bool:
    """Tell whether an answer may hold a report, by its address and its kind of content."""
    try:
        parts = urlsplit(address)
    except ValueError:  # no address at all, such as "http://[": crawlers write down what pages link to
        return False
    is_page = parts.scheme in {"http", "https"} and parts.path.lower() not in _NEVER
    return is_page and media.split(";")[0].strip().lower() in _MEDIA


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
