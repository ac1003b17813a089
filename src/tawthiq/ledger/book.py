"""The book of actors and countries that exports need, read from the resources."""

from collections.abc import Sequence
from pathlib import Path

from tawthiq.export.books import Book
from tawthiq.resources import Resources

__all__ = ["read_book"]


def read_book(resources: Sequence[Path] = (), released: str = "1970-01-01") -> Book:
    """Read the book.

    Args:
        resources: Folders of the user's own tables.
        released: ISO day of the ledger's version.

    Returns:
        Actors of actors/actors.tsv and countries of export/countries.tsv.
    """
    tables = Resources(tuple(resources))
    actors = [row.cells for row in tables.table("actors/actors.tsv")]
    return Book.of_rows(actors, [row.cells for row in tables.table("export/countries.tsv")], released)
