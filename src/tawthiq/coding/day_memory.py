"""Days that events take from their sentence or their digest (codebook, rulings 24 and 29)."""

from collections.abc import Sequence

from tawthiq.arabic.dates import DateMention
from tawthiq.coding.annotated import Annotated
from tawthiq.coding.drafts import Draft
from tawthiq.coding.when import digest_days, joined_day

__all__ = ["inherit_days"]


def inherit_days(text: Annotated, events: Sequence[Draft]) -> None:
    """Give events that tell no time the day of the clause that they are joined to, or of their digest.

    Args:
        text: The annotated report.
        events: Joined drafts; where such a day is found, the date is set and "date" noted as inherited.
    """
    digests = digest_days(text)
    for event in events:
        told = event.date
        if told is not None and not _is_only_since(told):
            continue
        reading = event.reading
        above = (d for d in reversed(digests) if told is None and d.start < reading.sentence.start)
        day = joined_day(text, reading.frames, reading.sayings, event.frame) or next(above, None)
        if day is not None:
            event.date = day
            event.inherited.add("date")


def _is_only_since(date: DateMention) -> bool:
    """Whether a time says only since when something is so ("الأعنف منذ أشهر"), not on which day it was."""
    return date.day is None and "since" in date.rule.split("-")
