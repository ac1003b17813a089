"""What was read of one sentence before its frames are filled."""

from dataclasses import dataclass

from tawthiq.coding.annotated import Sentence
from tawthiq.coding.attribution import Saying
from tawthiq.coding.frames import Frame
from tawthiq.coding.locations import Location
from tawthiq.coding.parties import Party

__all__ = ["SentenceReading", "speaker_ranges"]


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """What was read of one sentence before its frames.

    Attributes:
        sentence: The sentence.
        index: Its number.
        frames: Its frames.
        parties: Its actor phrases.
        locations: Its place phrases.
        sayings: Who says it.
    """

    sentence: Sentence
    index: int
    frames: list[Frame]
    parties: list[Party]
    locations: list[Location]
    sayings: list[Saying]


def speaker_ranges(reading: SentenceReading) -> list[tuple[int, int]]:
    """Ranges of words that name who says a sentence."""
    return [(n[1], n[2]) for s in reading.sayings for n in s.names]
