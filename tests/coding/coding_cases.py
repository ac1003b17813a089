"""What the tests of the coder share: one reader for all, and short ways to see what it read of a sentence."""

from functools import lru_cache

from tawthiq.coding.acts import acts_of
from tawthiq.coding.annotated import Annotated
from tawthiq.coding.coder import ReportCoder
from tawthiq.coding.frames import Frame, frames_of
from tawthiq.coding.harm import HarmCount, harm_of
from tawthiq.coding.parties import Party, PartyMemory, parties_of
from tawthiq.coding.theatre import theatre_of
from tawthiq.model import Event, Report
from tawthiq.pipeline import Coder


@lru_cache(maxsize=1)
def reader() -> ReportCoder:
    return Coder().reader


@lru_cache(maxsize=256)
def annotated(text: str) -> Annotated:
    return reader().read(Report(id="case", text=text), None)[0]


def frames(text: str) -> list[Frame]:
    read = annotated(text)
    return [f for n, s in enumerate(read.sentences) for f in frames_of(read, n, s, acts_of(read, s))]


def harm_counts(text: str) -> list[HarmCount]:
    read = annotated(text)
    return [
        count
        for n, sentence in enumerate(read.sentences)
        for frame in frames_of(read, n, sentence, acts_of(read, sentence))
        for count in harm_of(read, sentence, frame)[0]
    ]


def parties(text: str, country: str) -> list[Party]:
    read = annotated(text)
    theatre = theatre_of(read, (), extra=country)
    memory = PartyMemory()
    return [p for s in read.sentences for p in parties_of(read, s, theatre, memory)]


def events(text: str, published: str | None = None) -> tuple[Event, ...]:
    return reader().code(Report(id="case", text=text, published=published)).events
