"""Files that are one report: a text, a page, a captured page, a PDF."""

from collections.abc import Iterator
from typing import IO

from tawthiq.collect.items import Context, Found, bounded
from tawthiq.errors import InputError

__all__ = ["read_whole"]


def read_whole(kind: str, file: IO[bytes], context: Context) -> Iterator[Found]:
    """Read a file that is one item.

    Args:
        kind: Of the item.
        file: At its beginning.
        context: Where we are.

    Yields:
        The item, or the failure of a file that is too long.
    """
    try:
        yield context.item(kind, "", bounded(file, context.limits), {"name": context.name})
    except InputError as err:
        yield context.failure(err)
