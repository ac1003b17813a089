"""Pages: one item each, but for pages that show many posts, which are cut into them."""

from collections.abc import Iterator
from typing import IO

from tawthiq.collect.items import Context, Found, bounded
from tawthiq.collect.page import page_source
from tawthiq.collect.readers.telegram import split_preview
from tawthiq.errors import InputError

__all__ = ["read_page"]


def read_page(file: IO[bytes], context: Context) -> Iterator[Found]:
    """Read a page.

    Args:
        file: At its beginning.
        context: Where we are.

    Yields:
        The page, or its posts.
    """
    try:
        body = bounded(file, context.limits)
        posts = split_preview(page_source(body), context) if body.count(b"data-post=") > 1 else []
    except InputError as err:
        yield context.failure(err)
        return
    yield from posts or [context.item("html", "", body, {})]
