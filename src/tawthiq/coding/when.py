"""When an event was: the time told of the act, not of the saying (codebook, field `date`, rulings 24, 27 and 29)."""

from collections.abc import Sequence

from tawthiq.arabic.dates import DateMention
from tawthiq.coding.annotated import Annotated
from tawthiq.coding.attribution import Saying
from tawthiq.coding.frames import Frame

__all__ = ["date_of"]


def date_of(text: Annotated, sayings: Sequence[Saying], frame: Frame) -> DateMention | None:
    """Find the time told of a frame's act.

    Args:
        text: The annotated report.
        sayings: Sayings of the frame's sentence.
        frame: The frame.

    Returns:
        The dating, a day before anything wider and the nearest to an act; None where its clause tells none.
    """
    spoken = [(s.start, s.end) for s in sayings]
    dates = [d for d in text.dates if frame.start <= d.start < frame.end]
    dates = [d for d in dates if not any(a <= d.start < b for a, b in spoken)]
    days = [d for d in dates if d.day is not None or d.precision == "day"]
    near = lambda d: min(abs(d.start - a.start) for a in frame.triggers)  # noqa: E731
    return min(days or dates, key=near, default=None)
