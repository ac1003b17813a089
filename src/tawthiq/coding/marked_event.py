"""The event that the coder itself reads in words that a person marked, however unlikely it held it to be."""

from dataclasses import replace

from tawthiq.coding.assembly import event_of
from tawthiq.coding.coder import ReportCoder
from tawthiq.coding.day_memory import inherit_days
from tawthiq.coding.discourse import joined_draft
from tawthiq.model.records import Event, Report

__all__ = ["read_marked_event"]

_INSIDE = 0.5


def read_marked_event(coder: ReportCoder, report: Report, start: int, end: int) -> Event | None:
    """Read an event from marked words.

    The report is read as a whole, so that its context fills what the words leave out. Of the drafts that stand in the
    words the likeliest is taken, with those of its family (codebook, section 3): who marks several clauses means one
    event.

    Args:
        coder: A coder.
        report: The report.
        start: Offset of the first marked code point.
        end: Offset after the last one.

    Returns:
        The event with the marked words as its span, its places not resolved; None where no clause of them tells one.
    """
    text, drafts = coder.weighed(report)
    here = [draft for draft in drafts if _share(text.span(*draft.ranges[0]), (start, end)) >= _INSIDE]
    if not here:
        return None
    family = max(here, key=lambda draft: draft.strength).family
    event = joined_draft([draft for draft in here if draft.family == family])
    inherit_days(text, [event])
    return replace(event_of(text, event), spans=((start, end),))


def _share(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Which part of the shorter of two stretches lies in the other."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / max(1, min(one[1] - one[0], other[1] - other[0]))
