"""MHTML: a page with its parts in one mail message, as browsers save it."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import IO

from tawthiq.collect.items import Context, Found, bounded
from tawthiq.errors import InputError

__all__ = ["read_mhtml"]


def read_mhtml(file: IO[bytes], context: Context) -> Iterator[Found]:
    """Read the page of an MHTML file.

    Args:
        file: At its beginning.
        context: Where we are.

    Yields:
        The page as an item of kind "html"; its pictures and styles stay in the object.
    """
    try:
        message = message_from_bytes(bounded(file, context.limits), policy=policy.default)
    except InputError as err:
        yield context.failure(err)
        return
    start = str(message.get_param("start") or "").strip("<>")
    pages = [part for part in message.walk() if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
    if not pages:
        yield context.failure("no page in the MHTML file", "", "save it again from the browser")
        return
    chosen = next((part for part in pages if start and str(part["Content-ID"] or "").strip("<>") == start), pages[0])
    body = chosen.get_payload(decode=True)
    url = message["Snapshot-Content-Location"] or chosen["Content-Location"]
    given: dict[str, object] = {
        "url": str(url) if url else None,
        "charset": chosen.get_content_charset(),
        "extra": {"captured": str(message["Date"])} if message["Date"] else None,
    }
    yield context.item("html", "part:page", body if isinstance(body, bytes) else b"", given)
