"""Export exactly what is filtered, in one of the profiles."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from fastapi import Response

from tawthiq.errors import UsageError
from tawthiq.export.profiles import PROFILES, export
from tawthiq.export.redaction import redact
from tawthiq.ledger.book import read_book
from tawthiq.serve.desk import Desk
from tawthiq.serve.wire.explore import EventFilter
from tawthiq.store.ledger import read_version

__all__ = ["Released", "released"]

_MEDIA: Final = {
    ".csv": "text/csv; charset=utf-8", ".jsonl": "application/jsonl", ".geojson": "application/geo+json",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Released:
    """A file to download.

    Attributes:
        name: Of the file.
        body: Its bytes.
        media: Its media type.
        rows: How many rows it has.
        left_out: How many events the profile or the redaction leaves out.
    """

    name: str
    body: bytes
    media: str
    rows: int
    left_out: int

    def response(self) -> Response:
        """The answer that makes a browser keep it as a file."""
        headers = {
            "Content-Disposition": f'attachment; filename="{self.name}"',
            "X-Left-Out": str(self.left_out),
        }
        return Response(self.body, media_type=self.media, headers=headers)


def released(desk: Desk, profile: str, wanted: EventFilter, *, embargo_days: int | None) -> Released:
    """Export the events that a filter lets through.

    Args:
        desk: The services.
        profile: A key of `PROFILES`.
        wanted: The filter.
        embargo_days: Youngest age of an event in a redacted file; None for one that is not redacted.

    Raises:
        UsageError: Nothing was linked yet.
    """
    view = desk.explorer.view()
    version = desk.explorer.version
    if version == 0:
        raise UsageError("the ledger is empty", remedy="run `tawthiq link` first")
    mask = desk.explorer.mask(view, wanted)
    events = desk.explorer.events(view.keys[int(row)] for row in np.flatnonzero(mask))
    day = read_version(desk.project, version).at[:10]
    held = 0
    if embargo_days is not None:
        events, left = redact(events, day, embargo_days=embargo_days)
        held = len(left)
    made = export(profile, events, read_book(desk.own_tables, day))
    suffix = PROFILES[profile].suffix
    name = f"tawthiq-{profile}-v{version}{'-redacted' if embargo_days is not None else ''}{suffix}"
    return Released(name, made.body, _MEDIA[suffix], made.rows, held + len(made.left_out))
