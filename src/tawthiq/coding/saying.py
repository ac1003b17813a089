"""What a word of reporting introduces: the saying, and where it begins."""

from collections.abc import Sequence
from dataclasses import dataclass

from tawthiq.coding.entries import Mention
from tawthiq.coding.speaker_context import Phrase, SpeakerContext
from tawthiq.coding.speaker_memory import Speaker
from tawthiq.coding.speakers import read_speakers
from tawthiq.coding.speech import QUOTE

__all__ = ["NEGATIONS", "VERBS", "Saying", "SayingParts", "named"]

VERBS = frozenset({"verb-subject", "verb-through"})
NEGATIONS = frozenset({"لم", "لن", "لا", "ولم", "ولن", "ولا"})
_SOURCES = frozenset({"preposition-source"})
_LEADING = VERBS | _SOURCES
_TO_COMPLEMENT = 22
_PASSED_ON = 9


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says a sentence, or a part of it.

    Attributes:
        start: First word of the stretch that introduces the speakers.
        end: Index after its last word: the complementizer, or the end of the names and of what tells when they spoke.
        names: Speakers as written, with the range of their words; empty where the outlet itself speaks.
        is_continued: Whether the speakers are those of an earlier sentence.
        covers: Range of the words that are said.
        is_back: Whether what is said stands before it.
        closes: Whether it ends the clause that it tells ("…، بحسب ناشطين"), not only refers to it ("هجوم تبنته …").
    """

    start: int
    end: int
    names: tuple[tuple[str, int, int], ...]
    is_continued: bool = False
    covers: tuple[int, int] = (0, 0)
    is_back: bool = False
    closes: bool = False

    def over(self, start: int, end: int) -> "Saying":
        """The same saying of a range of words."""
        return Saying(self.start, self.end, self.names, self.is_continued, (start, end), self.is_back, self.closes)

    def tells(self, start: int, end: int) -> bool:
        """Whether a word of a range is said by these speakers."""
        return self.covers[0] < end and start < self.covers[1]


def named(speakers: Sequence[Speaker]) -> tuple[tuple[str, int, int], ...]:
    """Speakers as a saying holds them."""
    return tuple((s.name, s.start, s.end) for s in speakers)


class SayingParts:
    """What verbs and prepositions of reporting have in common.

    Args:
        context: The sentence.
        before: Sayings of the sentence found so far; the caller adds to it.
    """

    def __init__(self, context: SpeakerContext, before: Sequence[Saying]) -> None:
        self._ctx = context
        self._before = before

    def complement(self, at: int) -> int | None:
        """Index after the word that opens what is said, None where none stands near."""
        ctx = self._ctx
        reporting = ctx.text.of("reporting")
        for i in range(at, min(at + _TO_COMPLEMENT, ctx.end)):
            if ctx.is_complement(i):
                return i + 2 if ctx.is_complement(i + 1) else i + 1
            if i in reporting and i > at and self.is_report(i - 1) and self._issues(i):
                continue
            if i in reporting and not (_LEADING if i > at else _SOURCES).isdisjoint(
                m.entry.label for m in reporting[i]
            ):
                return None
            if ctx.form(i) == QUOTE and i <= at + 1:
                return i
        return None

    def saying(
        self, start: int, end: int, speakers: Sequence[Speaker], *, is_back: bool, is_continued: bool = False
    ) -> Saying:
        """Make the saying of speakers, and remember them.

        Args:
            start: First word of the stretch that introduces them.
            end: Index after their names.
            speakers: Those who say it.
            is_back: Whether what is said stands before it.
            is_continued: Whether the speakers are those of before.

        Returns:
            The saying, its end behind the complementizer or the statement that it stands in.
        """
        complement = None if is_back else self.complement(end)
        if complement is None:
            complement = self.past_report(self._ctx.skip(end))
        self._ctx.memory.note(speakers)
        return Saying(start, complement, named(speakers), is_continued, is_back=is_back)

    def past_report(self, at: int) -> int:
        """Index after "في بيان السبت" and the like behind the speakers."""
        ctx = self._ctx
        reports = (m for m in ctx.text.of("reporting").get(at, ()) if m.entry.label == "source-noun")
        report = next((m for m in reports if ctx.form(at) in ("في", "عبر", "خلال") or m.prefix.endswith("ب")), None)
        return ctx.skip(report.end) if report is not None else at

    def passed_on(self, at: int) -> Phrase | None:
        """The source behind "عن" after the one who passes it on."""
        ctx = self._ctx
        for i in range(at, min(at + _PASSED_ON, ctx.end)):
            if ctx.form(i) == "عن" and ctx.form(i + 1) != QUOTE:
                phrase = read_speakers(ctx, i + 1)
                return phrase if phrase is not None and phrase.is_sure and phrase.start == i + 1 else None
            if ctx.is_complement(i) or ctx.form(i) in NEGATIONS:
                return None
        return None

    def _issues(self, at: int) -> bool:
        """Whether a verb tells where a statement was published: "في بيان نشرته الوكالة أن"."""
        return any(m.suffix for m in self._ctx.text.of("reporting").get(at, ()))

    def is_report(self, at: int) -> bool:
        """Whether a report or statement is what was published."""
        return any(m.entry.label == "source-noun" for m in self._ctx.text.of("reporting").get(at, ()))

    def is_act(self, at: int) -> bool:
        """Whether a word tells an act or harm."""
        return at in self._ctx.text.of("trigger")

    def is_behind(self, mention: Mention, least: int) -> bool:
        """Whether an act is told before a word of its sentence."""
        triggers = self._ctx.text.of("trigger")
        return any(
            m.entry.attrs["role"] in ("act", "harm")
            for i in range(least, mention.start)
            if i in triggers
            for m in triggers[i]
        )
