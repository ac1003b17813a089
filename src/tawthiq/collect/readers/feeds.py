"""RSS and Atom feeds: one item an entry."""

import io
import re
from collections.abc import Iterator
from typing import IO, Any

from tawthiq.collect.items import Context, Found, bounded
from tawthiq.collect.markup import fragment_text
from tawthiq.errors import InputError

__all__ = ["read_feed"]

_ENTRY = re.compile(rb"<(item|entry)\b.*?</\1\s*>", re.DOTALL)
_END = re.compile(rb"</(?:rss|feed|rdf:RDF)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.DOTALL)


def read_feed(file: IO[bytes], context: Context) -> Iterator[Found]:
    """Read the entries of a feed.

    Args:
        file: At its beginning.
        context: Where we are.

    Yields:
        One item an entry: with the whole text where the feed carries it, else with its summary, which is kept as a
        report of its own beside the page. A last failure where the feed is cut or no feed.
    """
    import feedparser  # type: ignore[import-untyped]

    try:
        body = bounded(file, context.limits)
    except InputError as err:
        yield context.failure(err)
        return
    charset = context.given.get("charset")
    headers = {"content-type": f"application/xml; charset={charset}"} if charset else {}
    feed = feedparser.parse(io.BytesIO(body), response_headers=headers)
    raw = [match[0] for match in _ENTRY.finditer(body)]
    for number, entry in enumerate(feed.entries, 1):
        # Entries that are cut off have no raw bytes of their own: the parser still gives what it saw of them.
        own = raw[number - 1] if number <= len(raw) else repr(sorted(entry)).encode()
        yield _entry(entry, number, own, feed.feed, context)
    if not feed.version:
        yield context.failure(f"no feed: {feed.get('bozo_exception', 'unknown form')}"[:300], "", "check the address")
    elif not _END.search(body[-2000:]):
        yield context.failure(f"the feed is cut after entry {len(feed.entries)}", "", "get it again")


def _entry(entry: Any, number: int, raw: bytes, feed: Any, context: Context) -> Found:
    whole = next((one.get("value", "") for one in entry.get("content", ()) if one.get("value")), "")
    summary = entry.get("summary", "")
    text = max(fragment_text(whole), fragment_text(summary), key=len) if whole else fragment_text(summary)
    written, basis = entry.get("published"), "feed published"
    if not written:
        written, basis = entry.get("updated"), "feed updated"
    title = fragment_text(entry.get("title", ""))
    given: dict[str, object] = {
        "text": text,
        "title": title or None,
        "url": entry.get("link") or None,
        # Without a link the entry's own id tells its versions apart from other entries.
        "id": None if entry.get("link") else entry.get("id") or f"{context.source}#{number}",
        "author": entry.get("author") or None,
        "source": feed.get("title") or None,
        "published": written or None,
        "published_basis": basis,
        "is_summary": not whole,
        "extra": {"feed": context.source},
    }
    return context.item("record", f"entry:{number}", raw, given)
