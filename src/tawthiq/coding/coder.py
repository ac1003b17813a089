"""The coder: a report's text to events, layer by layer (design.md, section 4).

fold and cut -> mentions -> sentences -> places, parties, sayings -> frames -> drafts -> joined drafts -> events
"""

import datetime as dt
from dataclasses import replace

from tawthiq.coding.acts import acts_of
from tawthiq.coding.agent_memory import AgentMemory
from tawthiq.coding.annotated import Annotated, annotate
from tawthiq.coding.assembly import event_of
from tawthiq.coding.attribution import SayingReader
from tawthiq.coding.day_memory import inherit_days
from tawthiq.coding.discourse import join_drafts
from tawthiq.coding.drafts import Draft, draft_of
from tawthiq.coding.features import event_features
from tawthiq.coding.figurative import tone_of
from tawthiq.coding.frames import frames_of
from tawthiq.coding.furniture import Furniture
from tawthiq.coding.judgement import Judges
from tawthiq.coding.lexicon import Lexicon
from tawthiq.coding.locations import NameTable
from tawthiq.coding.locator import Locator
from tawthiq.coding.parties import PartyMemory, parties_of
from tawthiq.coding.place_memory import PlaceMemory
from tawthiq.coding.reading import SentenceReading
from tawthiq.coding.referring import refer_back
from tawthiq.coding.speaker_words import SpeakerWords
from tawthiq.coding.theatre import Theatre, theatre_of
from tawthiq.model.records import Report
from tawthiq.resources import Resources

__all__ = ["ReportCoder"]

# Least probability of an event; chosen by held-out folds of the learning reports, where 0.4 to 0.55 give the same F1.
_LEAST_PROBABILITY = 0.5
# Types with fewer than ten learning examples: the model leans on what it saw of others, so less is asked of them.
_RARE_TYPES = frozenset(
    "peaceful-protest protest-intervention excessive-force-protest violent-demonstration mob-violence sexual-violence"
    " abduction grenade base-established looting-destruction non-violent-transfer".split()
)
_LEAST_IF_RARE = 0.24
# A text of so few words tells one thing, and hardly in passing: less is asked of the model, which learnt from articles.
_LEAST_OF_SHORT = ((15, 0.15), (45, 0.3))


class ReportCoder:
    """Codes reports with one set of resources.

    Args:
        resources: The tables.
        names: The gazetteer's names.
        version: Of program and resources, written into every coded report.
    """

    def __init__(self, resources: Resources, names: NameTable, version: str) -> None:
        self._lexicon = Lexicon(resources)
        self._furniture = Furniture.load(resources)
        self._speaker_words = SpeakerWords.load(resources)
        self._locator = Locator(resources, names)
        self._version = version
        self._clients = resources.table("actors/clients.tsv")
        self._resources = resources
        self._judges: Judges | None = None

    @property
    def judges(self) -> Judges:
        """The models; loaded at the first report, so that they can be trained on what is read without them."""
        if self._judges is None:
            self._judges = Judges.load(self._resources)
        return self._judges

    @judges.setter
    def judges(self, judges: Judges) -> None:
        self._judges = judges

    def code(self, report: Report) -> Report:
        """Read the events of a report.

        Args:
            report: A report; its own events are ignored.

        Returns:
            The report with events in order of their main quote, and the version that read them.
        """
        text, drafts = self.weighed(report)
        kept = (
            [] if tone_of(text).is_figurative else [draft for draft in drafts if draft.strength >= _least(text, draft)]
        )
        joined = join_drafts(text, kept, self.judges.same)
        inherit_days(text, joined)
        events = [event_of(text, draft) for draft in joined]
        events = [event for event in events if event.spans]
        events.sort(key=lambda e: e.spans[0])
        return replace(report, events=tuple(events), version=self._version)

    def weighed(self, report: Report) -> tuple[Annotated, list[Draft]]:
        """Read the drafts of a report, each with the probability that it is an event as its strength.

        Args:
            report: The report.

        Returns:
            Its layers, and all drafts in order of the text, likely or not.
        """
        text, drafts = self.read(report, self.judges)
        for n, draft in enumerate(drafts):
            draft.strength = self.judges.event.probability(event_features(text, draft, drafts[:n]))
        return text, drafts

    def read(self, report: Report, judges: Judges | None) -> tuple[Annotated, list[Draft]]:
        """Read the drafts of a report, before they are judged and joined.

        Args:
            report: The report.
            judges: The models that fill slots; None for the rules alone.

        Returns:
            Its layers, and drafts in order of the text.
        """
        text, theatre, readings = self.readings(report)
        places = PlaceMemory([reading.locations for reading in readings], judges.carry if judges else None)
        agents = AgentMemory()
        drafts: list[Draft] = []
        for reading in readings:
            found = [draft_of(text, reading, frame, theatre, judges) for frame in reading.frames]
            told = [draft for draft in found if draft is not None]
            places.fill(text, reading, told)
            agents.fill(reading.index, told)
            refer_back(told, drafts)
            drafts += told
        return text, drafts

    def readings(self, report: Report) -> tuple[Annotated, Theatre, list[SentenceReading]]:
        """Read what stands in each sentence of a report, before its frames are filled.

        Args:
            report: The report.

        Returns:
            Its layers, where it plays, and its sentences in order.
        """
        text = annotate(report.text, self._lexicon, self._furniture, _day(report.published))
        locations = self._locator.locate(text)
        theatre = theatre_of(text, (place for places in locations for place in places), self._clients)
        locations = [[p for p in places if theatre.holds(p)] for places in locations]
        memory = PartyMemory()
        speech = SayingReader(text, self._speaker_words)
        found: list[SentenceReading] = []
        for index, sentence in enumerate(text.sentences):
            parties = parties_of(text, sentence, theatre, memory)
            sayings = speech.read(sentence, parties)
            frames = frames_of(text, index, sentence, acts_of(text, sentence))
            found.append(SentenceReading(sentence, index, frames, parties, locations[index], sayings))
        return text, theatre, found


def _least(text: Annotated, draft: Draft) -> float:
    usual = _LEAST_IF_RARE if draft.type in _RARE_TYPES else _LEAST_PROBABILITY
    return min([usual, *(least for words, least in _LEAST_OF_SHORT if len(text.words) <= words)])


def _day(published: str | None) -> dt.date | None:
    """The day of publication; a time beside it is cut off, anything else is unknown."""
    try:
        return dt.date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
