"""Export exactly what is filtered, in one of the profiles."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from fastapi import Response

from tawthiq.errors import UsageError
from tawthiq.export.profiles import PROFILES, export
from tawthiq.export.redaction import EMBARGO_DAYS, redact
from tawthiq.ledger.book import read_book
from tawthiq.serve.desk import Desk
from tawthiq.serve.explore.faces import page_of
from tawthiq.serve.explore.ledger import ordinal, row_of
from tawthiq.serve.wire.explore import EventFilter, EventRow, EventTable, PublicQuery
from tawthiq.store.facts import fact_cells
from tawthiq.store.ledger import read_version

__all__ = ["Released", "public_events", "public_table", "released"]

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


def public_table(desk: Desk, asked: PublicQuery) -> EventTable:
    """Give a page of the events that may be shown to everybody, the newest first.

    Those under embargo are not counted: their number would tell of what is held back.
    """
    wanted = EventFilter.model_validate(
        {"type": asked.type, "family": asked.family, "from": asked.from_, "country": asked.country, "to": asked.to}
    )
    view = desk.explorer.view()
    mask = desk.explorer.mask(view, wanted)
    day = view.numbers["day_end"]
    mask = mask & (day <= _newest_shown(desk))
    ids = page_of(view, mask, "-date", asked.page, asked.limit)
    return EventTable(total=int(mask.sum()), items=public_events(desk, ids), version=desk.explorer.version)


def _newest_shown(desk: Desk) -> float:
    if desk.explorer.version == 0:
        return 0.0
    return (ordinal(read_version(desk.project, desk.explorer.version).at) or 0.0) - EMBARGO_DAYS


def public_events(desk: Desk, ids: Sequence[str]) -> list[EventRow]:
    """Give redacted rows of events, in the order of the ids; those under embargo are left out."""
    if desk.explorer.version == 0:
        return []
    events = {event["id"]: event for event in desk.explorer.events(ids)}
    day = read_version(desk.project, desk.explorer.version).at[:10]
    kept, _ = redact((events[one] for one in ids if one in events), day)
    return [row_of(fact_cells(event, desk.explorer.version)) for event in kept]


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
    made = export(profile, events, read_book(desk.project.own_tables, day))
    suffix = PROFILES[profile].suffix
    name = f"tawthiq-{profile}-v{version}{'-redacted' if embargo_days is not None else ''}{suffix}"
    return Released(name, made.body, _MEDIA[suffix], made.rows, held + len(made.left_out))
