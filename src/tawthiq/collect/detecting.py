"""Tell a file's format by its first bytes, and by its name only where bytes say nothing (CSV, text)."""

import json
import re
import zlib
from pathlib import PurePosixPath

__all__ = ["HEAD_BYTES", "detect"]

HEAD_BYTES = 65536
_TABLES = frozenset({".csv", ".tsv", ".tab"})
_LINES = frozenset({".jsonl", ".ndjson", ".jsonlines"})
_ROOT = re.compile(rb"(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*<([\w:]+)", re.DOTALL | re.IGNORECASE)
_TELEGRAM = re.compile(rb'"(?:messages|chats)"\s*:|"type"\s*:\s*"(?:public|private|saved)_|"personal_information"\s*:')
_MHTML = re.compile(rb"^(?:From|Subject|MIME-Version|Snapshot-Content-Location|Content-Type):", re.I | re.M)
_MARKS = (
    (b"%PDF-", "pdf"),
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"WARC/", "warc"),
)
_BINARY_ENDINGS = frozenset(
    ".jpg .jpeg .png .gif .webp .svg .ico .mp4 .mp3 .ogg .oga .webm .tgs .woff .woff2 .ttf .css .js .exe .db".split()
)


def detect(head: bytes, name: str) -> str:
    """Tell a format.

    Args:
        head: The first bytes, up to `HEAD_BYTES`.
        name: File name, for its ending.

    Returns:
        A key of the table in `reading`; "media" for pictures, sounds and parts of pages; "text" for what else is
        perhaps text.
    """
    ending = PurePosixPath(name.lower()).suffix
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    marked = next((found for mark, found in _MARKS if start.startswith(mark)), None)
    if marked == "gzip" and _unpacked(start).startswith(b"WARC/"):
        return "warc"
    if marked or ending in _BINARY_ENDINGS:
        return marked or "media"
    if ending in _TABLES:
        return "csv"
    if start[:1] == b"<":
        return _markup(start)
    if start[:1] in {b"{", b"["}:
        return _json(start, ending)
    return _prose(head, start, ending)


def _unpacked(start: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(start, 16)
    except zlib.error:
        return b""


def _prose(head: bytes, start: bytes, ending: str) -> str:
    if _MHTML.match(start) and b"multipart/related" in head[:4096].lower():
        return "mhtml"
    return "html" if ending in {".html", ".htm", ".xhtml"} else "text"


def _markup(start: bytes) -> str:
    root = _ROOT.match(start)
    if root and root[1].lower() in {b"rss", b"feed", b"rdf:rdf"}:
        return "feed"
    if root and start.startswith(b"<?xml") and root[1].lower() != b"html":
        return "feed"  # some other XML: the feed reader says that it is none
    return "telegram-html" if _is_telegram_page(start) else "html"


def _is_telegram_page(start: bytes) -> bool:
    return b"page_wrap" in start and b"page_header" in start and (b"history" in start or b"Exported Data" in start)


def _json(start: bytes, ending: str) -> str:
    if start[:1] == b"[":
        return "json-list"
    if ending in _LINES:
        return "jsonl"
    first = start.split(b"\n", 1)[0]
    try:
        record = json.loads(first)
    except (ValueError, RecursionError):
        record = None
    if isinstance(record, dict):
        if _TELEGRAM.search(first) and "text" not in record:
            return "telegram-json"
        # One object on one line: a record whether or not more lines follow.
        return "jsonl"
    return "telegram-json" if _TELEGRAM.search(start) else "json"
