"""Events as a data frame, for people who work in Python: docs/exports.md, "From Python"."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tawthiq.export.books import Book
from tawthiq.export.flat import TYPES, flat_sheet
from tawthiq.model.ledger import LedgerEvent

if TYPE_CHECKING:
    import pandas
    import polars

__all__ = ["to_pandas", "to_polars"]


def to_polars(events: Iterable[LedgerEvent], book: Book | None = None) -> "polars.DataFrame":
    """Give events as a Polars frame, one row an event, columns as in `flat.TYPES`.

    Args:
        events: Of the ledger.
        book: Names of countries; left out, two-letter codes stand in `country`.

    Returns:
        A frame; `date`, `date_start` and `date_end` are dates.
    """
    import polars as pl

    kinds = {"text": pl.String, "int": pl.Int64, "float": pl.Float64, "bool": pl.Boolean}
    sheet = flat_sheet(events, book or Book())
    frame = pl.DataFrame(sheet.rows, schema={name: kinds[kind] for name, kind in TYPES.items()}, orient="row")
    return frame.with_columns(pl.col("date", "date_start", "date_end").str.to_date())


def to_pandas(events: Iterable[LedgerEvent], book: Book | None = None) -> "pandas.DataFrame":
    """Give events as a pandas frame, one row an event.

    Args:
        events: Of the ledger.
        book: As for `to_polars`.

    Returns:
        A frame with nullable integers; dates are of dtype datetime64.
    """
    import pandas as pd

    kinds = {"text": "string", "int": "Int64", "float": "float64", "bool": "boolean"}
    sheet = flat_sheet(events, book or Book())
    frame = pd.DataFrame(sheet.rows, columns=list(TYPES)).astype({name: kinds[kind] for name, kind in TYPES.items()})
    for column in ("date", "date_start", "date_end"):
        frame[column] = pd.to_datetime(frame[column])
    return frame
