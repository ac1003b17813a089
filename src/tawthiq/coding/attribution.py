"""Whose words a clause is: names after "قال", "بحسب" and their like (codebook, `attribution`, ruling 26).

Steps, sentence by sentence:
1. a quotation that was opened in an earlier sentence goes on;
2. each word of reporting is read with its speakers (introductions.py): after it, before it ("المرصد قال"), or those of
   before ("وأضاف أن");
3. each saying covers a stretch of the sentence: forward what follows "قال … إن", back what stands before "بحسب …";
4. a quotation that does not close in the sentence is noted for the next ones.

The outlet's own correspondents are not listed, but end what others say.
"""

from collections.abc import Sequence

from tawthiq.coding.annotated import Annotated, Sentence
from tawthiq.coding.introductions import Introductions
from tawthiq.coding.parties import Party
from tawthiq.coding.saying import Saying, named
from tawthiq.coding.speaker_context import Lookup, SpeakerContext
from tawthiq.coding.speaker_memory import SpeakerMemory
from tawthiq.coding.speaker_titles import titled
from tawthiq.coding.speaker_words import SpeakerWords
from tawthiq.coding.speech import QUOTE, closing_quote

__all__ = ["Saying", "SayingReader"]

_TITLE = "person-title"
_RELATIVES = frozenset({"الذي", "التي", "الذين", "اللذين", "اللتين"})


class SayingReader:
    """Reads who says the sentences of one report, in order.

    Args:
        text: The annotated report.
        words: The words of phrases that name speakers.
    """

    def __init__(self, text: Annotated, words: SpeakerWords) -> None:
        self._text = text
        self._memory = SpeakerMemory()
        self._lookup = Lookup.of(text, words)

    def read(self, sentence: Sentence, parties: Sequence[Party]) -> list[Saying]:
        """Find who says a sentence.

        Args:
            sentence: The next sentence of the report.
            parties: Its parties: a party can be a speaker too.

        Returns:
            Sayings by start; empty where the outlet itself speaks.
        """
        found = self._going_on(sentence)
        context = SpeakerContext(self._text, sentence, parties, self._lookup, self._memory)
        introductions = Introductions(context, found)
        reporting = self._text.of("reporting")
        i = sentence.start
        while i < sentence.end:
            saying = introductions.read(reporting[i][0]) if i in reporting else None
            if saying is None:
                i += 1
                continue
            found.append(saying)
            self._note_quote(saying, sentence)
            i = max(saying.end, i + 1)
        self._meet(context, sentence, found)
        return _covered(self._text, sentence, found)

    def _meet(self, context: SpeakerContext, sentence: Sentence, sayings: Sequence[Saying]) -> None:
        """Remember people named with their office who say nothing here; later a short name may mean them."""
        sources = self._text.of("source")
        for i in range(sentence.start, sentence.end):
            if i not in sources:
                continue
            title = context.source(i)
            if title is None or title.entry.label != _TITLE or any(s.start <= i < s.end for s in sayings):
                continue
            speakers = titled(context, i, title.end).speakers
            if speakers and speakers[0].is_person and " " in speakers[0].name:
                self._memory.meet(speakers[:1])

    def _going_on(self, sentence: Sentence) -> list[Saying]:
        """The saying whose quotation is still open where a sentence begins."""
        memory = self._memory
        if memory.quote_end <= sentence.start or not memory.last:
            return []
        end = min(memory.quote_end, sentence.end)
        return [
            Saying(sentence.start, sentence.start, named(memory.last), is_continued=True, covers=(sentence.start, end))
        ]

    def _note_quote(self, saying: Saying, sentence: Sentence) -> None:
        for i in range(saying.end, min(saying.end + 2, sentence.end)):
            if self._text.words.forms[i] == QUOTE:
                close = closing_quote(self._text, i)
                self._memory.quote_end = close if close is not None and close > sentence.end else -1
                return


def _covered(text: Annotated, sentence: Sentence, sayings: Sequence[Saying]) -> list[Saying]:
    """Give each saying the stretch that it tells."""
    found: list[Saying] = []
    for n, saying in enumerate(sayings):
        if saying.start == saying.end:
            found.append(saying)
        elif saying.is_back:
            found.append(saying.over(_back_start(text, sentence, sayings[:n], saying), saying.start))
        else:
            # A source right behind a speaker ("قال مسؤول، بحسب الوكالة، إن") tells the same words.
            further = (s for s in sayings[n + 1 :] if not s.is_back and s.start > saying.end and _opens_clause(text, s))
            end = next((s.start for s in further), sentence.end)
            found.append(saying.over(saying.end, _relative_end(text, saying, end)))
    return [s for s in found if s.covers[0] < s.covers[1]]


def _back_start(text: Annotated, sentence: Sentence, before: Sequence[Saying], saying: Saying) -> int:
    """Where the words begin that a saying behind them tells: after the last one of its kind."""
    return max([sentence.start, *(s.end for s in before if s.closes or not s.names)])


def _relative_end(text: Annotated, saying: Saying, end: int) -> int:
    """Where a saying ends that is told of a noun ("المحافظة التي أعلنت السلطات السيطرة عليها"): at the next comma."""
    if not saying.start or text.words.forms[saying.start - 1] not in _RELATIVES:
        return end
    return next((i for i in range(saying.end, end) if text.words.forms[i] == "،"), end)


def _opens_clause(text: Annotated, saying: Saying) -> bool:
    """Whether a saying is not told by the one before it: it opens a clause of its own."""
    form = text.words.forms[saying.start]
    before = text.words.forms[saying.start - 1] if saying.start else ""
    connectors = text.of("connector")
    cuts = any(
        m.entry.label == "cut" and m.end == saying.start
        for i in range(max(0, saying.start - 4), saying.start)
        for m in connectors.get(i, ())
    )
    return form.startswith(("و", "ف")) or cuts or before in ("،", "؛")
