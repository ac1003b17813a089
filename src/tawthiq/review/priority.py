"""How sure a record is and how soon a person should see it: the least certain and most harmful first.

confidence = that of the event, but no more than that of its main place;
priority = (1 - confidence) * (1 + log2(1 + killed + injured / 4)).
A death counts as four injured, as in the severity scales of conflict data (ACLED's index weighs deaths alone, which
would put a strike with forty injured behind a single death). The logarithm keeps one battle with 900 dead from hiding
every market with five.
"""

from collections.abc import Mapping
from math import log2
from typing import Any, Final

from tawthiq.store.flat import harmed

__all__ = ["judge"]

_INJURED_TO_KILLED: Final = 4.0
_NOT_TOLD: Final = 0.5
"""Confidence of a reading that tells none, as those of earlier programs or other coders."""


def judge(event: Mapping[str, Any]) -> tuple[float | None, float]:
    """Judge an event.

    Args:
        event: In the codebook's form.

    Returns:
        Confidence from 0 to 1, None where nothing tells it; and priority, 0 or more.
    """
    told = [event.get("confidence"), *(place.get("place_confidence") for place in (event.get("places") or [])[:1])]
    known = [float(one) for one in told if one is not None]
    confidence = min(known) if known else None
    killed, injured = harmed(event.get("killed")) or 0, harmed(event.get("injured")) or 0
    doubt = 1.0 - (_NOT_TOLD if confidence is None else confidence)
    return confidence, round(doubt * (1.0 + log2(1.0 + killed + injured / _INJURED_TO_KILLED)), 4)
