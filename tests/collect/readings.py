"""What the tests of formats share: bytes in, drafts and failures out."""

import io
from collections.abc import Mapping

from tawthiq.collect.drafting import draft_of
from tawthiq.collect.items import Budget, Context, Limits, RawItem
from tawthiq.collect.outlets import load_outlets
from tawthiq.collect.reading import read_stream
from tawthiq.model.drafts import Draft, Failure


def read(
    body: bytes, name: str, *, columns: Mapping[str, str] | None = None, limits: Limits | None = None
) -> list[Draft | Failure]:
    """Read bytes as a file of this name and draft what is in it."""
    chosen = limits or Limits()
    context = Context("/in/" + name, name, limits=chosen, columns=columns or {}, budget=Budget(chosen.unpacked_bytes))
    found = read_stream(io.BytesIO(body), context)
    return [draft_of(one, load_outlets()) if isinstance(one, RawItem) else one for one in found]


def drafts(found: list[Draft | Failure]) -> list[Draft]:
    return [one for one in found if isinstance(one, Draft)]


def failures(found: list[Draft | Failure]) -> list[Failure]:
    return [one for one in found if isinstance(one, Failure)]
