"""A report with everything that can be computed of it before a transaction begins."""

from dataclasses import dataclass

from tawthiq.model.drafts import Draft
from tawthiq.store.terms import IndexText

__all__ = ["Prepared"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A draft with all that can be computed of it outside a transaction.

    Attributes:
        draft: The report.
        index: What it is found by.
        signature: For near copies; empty for a text too short.
        bands: Keys of the signature.
    """

    draft: Draft
    index: IndexText
    signature: bytes
    bands: tuple[int, ...]
