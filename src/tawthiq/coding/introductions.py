"""Words of reporting with those who say something: "قال المرصد إن", "بحسب ناشطين", "وأضاف أن" (ruling 26)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tawthiq.coding.entries import Mention
from tawthiq.coding.speaker_context import Phrase, SpeakerContext
from tawthiq.coding.speaker_memory import Speaker
from tawthiq.coding.speakers import read_speakers
from tawthiq.coding.speech import QUOTE

__all__ = ["Introductions", "Saying", "named"]

_VERBS = frozenset({"verb-subject", "verb-through"})
_SOURCES = frozenset({"preposition-source"})
_LEADING = _VERBS | _SOURCES
_TO_COMPLEMENT = 22
_BEFORE = 16
_PASSED_ON = 9
_LONGEST_APPOSITION = 9
_CONTENT = frozenset({"الي", "عن", "علي", "ب"})
# Who condemns or denies an act does not tell it; what he says next is his all the same.
_JUDGES = frozenset({"condemns", "denies"})
# Particles that no verb of saying has before it: "باقر" is a name, "للتنقل" a noun.
_PREPOSED = frozenset("بكل")
_NEGATIONS = frozenset({"لم", "لن", "لا", "ولم", "ولن", "ولا"})
_RELATIVES = frozenset({"الذي", "التي", "الذين"})
# What may stand between a speaker and his words: when and where he spoke, what is told of him.
_ADDED = frozenset(
    {"في", "خلال", "عبر", "ل", "الذي", "التي", "وهو", "وهي", "-", "عقب", "بعد", "بالقول", "قايلا", "قايله"}
)
_NEAR = 6
_BETWEEN = frozenset({"قد", "،", ")", QUOTE, "كان", "كانت"})
_WAS = frozenset({"كان", "كانت", "وكان", "وكانت"})
_OPENERS = _WAS | frozenset({"،", "لكن", "ولكن", "ان", "؛", ")", "-"})
_RESPONSIBILITY = ("مسووليت", "مسيوليت", "مسءوليت")


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

    def tells(self, start: int, end: int) -> bool:
        """Whether a word of a range is said by these speakers."""
        return self.covers[0] < end and start < self.covers[1]


def named(speakers: Sequence[Speaker]) -> tuple[tuple[str, int, int], ...]:
    """Speakers as a saying holds them."""
    return tuple((s.name, s.start, s.end) for s in speakers)


class Introductions:
    """Reads the words of reporting of one sentence, in order.

    Args:
        context: The sentence.
        before: Sayings of the sentence found so far; the caller adds to it.
    """

    def __init__(self, context: SpeakerContext, before: Sequence[Saying]) -> None:
        self._ctx = context
        self._before = before

    def read(self, mention: Mention) -> Saying | None:
        """Read one word of reporting with its speakers.

        Args:
            mention: The word.

        Returns:
            The saying, what it covers left open; None where nobody says anything.
        """
        construction, use = mention.entry.label, mention.entry.attrs["use"]
        if construction in _VERBS and not self._is_verb(mention):
            return None
        if construction == "preposition-source" and use != "as-said":
            return self._according_to(mention, use)
        if construction == "source-noun":
            return self._noun(mention) if use == "owned" else None
        if construction not in _VERBS and use != "as-said":
            return None
        if self._ctx.form(mention.start - 1) in _NEGATIONS:
            return None
        return self._continued(mention) if use == "participle" else self._verb(mention, use)

    def _is_verb(self, mention: Mention) -> bool:
        """Whether a word is the verb that it is spelt like: not "باقر", nor "إضافة" with its ta marbuta."""
        is_noun = mention.suffix and self._ctx.text.said(mention.end - 1, mention.end).endswith("\u0629")
        return not is_noun and _PREPOSED.isdisjoint(mention.prefix)

    def _verb(self, mention: Mention, use: str) -> Saying | None:
        if mention.suffix and use != "claim" and self._ctx.form(mention.start - 1) in _RELATIVES:
            return None  # "الهدنة التي أعلنها الرئيس": what is announced is the act itself
        phrase = self._speakers(mention, use)
        if phrase is None:
            return self._subject_before(mention, use) or self._continued(mention)
        speakers, end = list(phrase.speakers), phrase.end
        passed = self._passed_on(end)
        if passed is not None:
            speakers += passed.speakers
            end = passed.end
        saying = self._saying(mention.start, end, speakers, is_back=self._looks_back(mention, use, phrase))
        return replace(saying, names=()) if use in _JUDGES else saying

    def _speakers(self, mention: Mention, use: str) -> Phrase | None:
        """The speakers after a verb; of a claim they may stand behind its object ("تبنى الهجوم تنظيم …")."""
        at = mention.end + 1 if use == "as-said" and self._ctx.form(mention.end) in ("به", "بها") else mention.end
        phrase = read_speakers(self._ctx, at)
        if phrase is not None and self._fits(mention, phrase, use):
            return phrase
        if mention.entry.label == "verb-through" and self._ctx.form(at) == "عن":
            phrase = read_speakers(self._ctx, at + 1)
            return phrase if phrase is not None and phrase.is_sure else None
        if use == "claim" and self._is_act(mention.end):
            phrase = read_speakers(self._ctx, mention.end + 1)
            return phrase if phrase is not None and phrase.is_sure else None
        return None

    def _fits(self, mention: Mention, phrase: Phrase, use: str) -> bool:
        """Whether a phrase after a verb is its speaker, not its object."""
        if use == "accuses":
            return not self._ctx.form(phrase.end).startswith("ب")
        if self._ctx.form(phrase.start) == QUOTE and phrase.end >= self._ctx.end:
            return False  # what is said, not who says it
        if mention.entry.attrs["complement"] == "must" or not phrase.is_sure:
            return self._said_at(phrase.end, is_name=phrase.end - phrase.start > 1 and use != "weak")
        is_told = self._complement(phrase.end) is not None or self._is_report(phrase.end)
        if use == "weak" and self._is_only_party(phrase) and not is_told:
            return False
        if use == "weak" and mention.entry.label == "verb-through":
            return is_told or self._passed_on(phrase.end) is not None or bool(mention.suffix)
        return True

    def _is_only_party(self, phrase: Phrase) -> bool:
        """Whether a phrase names a party that the tables do not have among those who report."""
        return self._ctx.party(phrase.start) is not None and self._ctx.source(phrase.start) is None

    def _said_at(self, at: int, *, is_name: bool = False) -> bool:
        """Whether a clause follows right after a phrase, or after words of time and place of the saying."""
        i = self._ctx.skip(at)
        if self._ctx.form(i) in _CONTENT and self._ctx.is_complement(i + 1):
            return True
        if self._ctx.is_complement(i) or self._ctx.form(i) == QUOTE:
            return True
        if self._ctx.form(i) in _ADDED:
            return self._complement(i) is not None
        near = self._complement(at) if is_name else None
        return near is not None and near - at <= _NEAR

    def _looks_back(self, mention: Mention, use: str, phrase: Phrase) -> bool:
        """Whether what a verb tells stands before it: "هجوم تبنته …", "…، كما أفاد به ناشطون"."""
        ctx = self._ctx
        if not self._is_behind(mention, ctx.start):
            return False
        joined = mention.prefix.startswith(("و", "ف")) or ctx.form(mention.start).startswith("و")
        if ctx.form(phrase.end).startswith(_RESPONSIBILITY):
            return ctx.form(phrase.end + 1) in ("عنه", "عنها", "عنهما")
        if use == "as-said":
            return self._complement(phrase.end) is None
        return not joined and (use == "claim" or (bool(mention.suffix) and not ctx.is_complement(phrase.end)))

    def _passed_on(self, at: int) -> Phrase | None:
        """The source behind "عن" after the one who passes it on."""
        ctx = self._ctx
        for i in range(at, min(at + _PASSED_ON, ctx.end)):
            if ctx.form(i) == "عن" and ctx.form(i + 1) != QUOTE:
                phrase = read_speakers(ctx, i + 1)
                return phrase if phrase is not None and phrase.is_sure and phrase.start == i + 1 else None
            if ctx.is_complement(i):
                return None
        return None

    def _is_report(self, at: int) -> bool:
        """Whether a report or statement is what was published."""
        return any(
            m.entry.kind == "reporting" and m.entry.label == "source-noun" for m in self._ctx.text.at.get(at, ())
        )

    def _is_act(self, at: int) -> bool:
        return any(m.entry.kind == "trigger" for m in self._ctx.text.at.get(at, ()))

    def _complement(self, at: int) -> int | None:
        """Index after the word that opens what is said, None where none stands near."""
        ctx = self._ctx
        for i in range(at, min(at + _TO_COMPLEMENT, ctx.end)):
            if ctx.is_complement(i):
                return i + 2 if ctx.is_complement(i + 1) else i + 1
            leading = _LEADING if i > at else _SOURCES
            if any(m.entry.kind == "reporting" and m.entry.label in leading for m in ctx.text.at.get(i, ())):
                return None
            if ctx.form(i) == QUOTE and i <= at + 1:
                return i
        return None

    def _saying(
        self, start: int, end: int, speakers: Sequence[Speaker], *, is_back: bool, is_continued: bool = False
    ) -> Saying:
        complement = None if is_back else self._complement(end)
        if complement is None:
            complement = self._past_report(self._ctx.skip(end))
        self._ctx.memory.note(speakers)
        return Saying(start, complement, named(speakers), is_continued, is_back=is_back)

    def _past_report(self, at: int) -> int:
        """Index after "في بيان السبت" and the like behind the speakers."""
        ctx = self._ctx
        reports = (m for m in ctx.text.at.get(at, ()) if m.entry.kind == "reporting" and m.entry.label == "source-noun")
        report = next((m for m in reports if ctx.form(at) in ("في", "عبر", "خلال") or m.prefix.endswith("ب")), None)
        return ctx.skip(report.end) if report is not None else at

    def _subject_before(self, mention: Mention, use: str) -> Saying | None:
        """Read the speaker before the verb: "المرصد قال"."""
        ctx = self._ctx
        if use != "accuses" and self._after_subject(mention) is None:
            return None
        for i in range(max([ctx.start, mention.start - _BEFORE, *(s.end for s in self._before)]), mention.start):
            if i > ctx.start and not self._opens(i):
                continue
            phrase = read_speakers(ctx, i)
            was = ctx.form(i - 1) in _WAS
            if phrase is None or not (phrase.is_sure or was) or phrase.start != i or phrase.end > mention.start:
                continue
            had = was and ctx.form(mention.start - 1) == "قد" and mention.start - phrase.end <= _LONGEST_APPOSITION
            if had or self._is_only_between(phrase.end, mention.start):
                return self._saying(i, mention.end, phrase.speakers, is_back=False)
        return None

    def _is_only_between(self, start: int, end: int) -> bool:
        """Whether only signs and a place stand between a subject and its verb ("الجيش في أفغانستان قد أعلن")."""
        ctx = self._ctx
        if ctx.form(start) in ("في", "ل"):
            start = min(start + 3, end)
        elif end - start <= _LONGEST_APPOSITION and ctx.form(start) == ctx.form(end - 1) == "،":
            return True  # "المرصد، ومقره لندن، قال"
        return all(ctx.form(j) in _BETWEEN or ctx.form(j).startswith("ل") for j in range(start, end))

    def _after_subject(self, mention: Mention) -> int | None:
        """What is said after a verb that has its subject before it, or nobody's: a clause or a noun of the act."""
        ctx = self._ctx
        at = ctx.skip(mention.end)
        if ctx.is_complement(at) or ctx.form(at) == QUOTE or self._is_content(at):
            return at
        return (
            at
            if self._complement(mention.end) is not None and mention.entry.attrs["complement"] in ("that", "any")
            else None
        )

    def _opens(self, at: int) -> bool:
        """Whether a subject may begin at a word: after a sign, "كان", "لكن" and their like."""
        ctx = self._ctx
        connectors = (m for j in range(max(ctx.start, at - 3), at) for m in ctx.text.at.get(j, ()))
        return ctx.form(at - 1) in _OPENERS or any(m.entry.kind == "connector" and m.end == at for m in connectors)

    def _continued(self, mention: Mention) -> Saying | None:
        """Those of before say more: "وأضاف أن", "مشيرا إلى"."""
        ctx, use = self._ctx, mention.entry.attrs["use"]
        if use in ("denies", "condemns", "learned", "as-said") or not ctx.memory.last or mention.article:
            return None
        has_clause = mention.end > mention.start + 1 and ctx.is_complement(mention.end - 1)
        at = mention.end - 1 if has_clause else self._past_report(ctx.skip(mention.end))
        is_clause = ctx.is_complement(at + (ctx.form(at) in _CONTENT)) or ctx.form(at) == QUOTE
        if not is_clause and ctx.form(at) in _ADDED and self._complement(at) is not None:
            is_clause = True
        if not is_clause and (use == "weak" or not self._is_content(at)):
            return None
        if mention.entry.attrs["complement"] in ("that", "must") and not is_clause:
            return None
        joined = mention.prefix.startswith(("و", "ف")) or ctx.form(mention.start).startswith("و") or use == "participle"
        joined |= ctx.form(mention.start - 1) == "كما"
        here = any(s.names and not s.is_continued for s in self._before)
        if not joined and not (is_clause and here):
            return None
        return self._saying(mention.start, at, ctx.memory.last, is_back=False, is_continued=True)

    def _is_content(self, at: int) -> bool:
        """Whether a noun of what is said follows a verb: an act, or a preposition before it."""
        form = self._ctx.form(at)
        return form in _CONTENT or form.startswith(("ب", "ل")) or self._is_act(at)

    def _according_to(self, mention: Mention, use: str) -> Saying | None:
        ctx = self._ctx
        if use == "back":
            last = ctx.memory.last
            return self._saying(mention.start, mention.end, last, is_back=True, is_continued=True) if last else None
        at, has_verb = self._past_verbs(mention.end)
        phrase = read_speakers(ctx, at, after_to=True)
        if phrase is None or not (phrase.is_sure or has_verb or self._is_quoted_name(mention, phrase)):
            return None
        speakers, end = list(phrase.speakers), phrase.end
        passed = self._passed_on(end)
        if passed is not None:
            speakers, end = speakers + list(passed.speakers), passed.end
        least = max([ctx.start, *(s.end for s in self._before if s.closes)])
        is_last = ctx.skip(end) >= ctx.end and mention.start > least
        saying = self._saying(mention.start, end, speakers, is_back=is_last or self._is_behind(mention, least))
        return replace(saying, closes=saying.is_back)

    def _is_quoted_name(self, mention: Mention, phrase: Phrase) -> bool:
        """Whether somebody unknown is quoted by name: "على لسان مولوي سنغين، الذي"."""
        ctx = self._ctx
        is_by = mention.end - mention.start > 1 and ctx.form(mention.end - 1) in ("لسان", "عن")
        is_name = phrase.end - phrase.start > 1 and not ctx.form(phrase.start).startswith("ال")
        return is_by and is_name and (phrase.end >= ctx.end or ctx.form(phrase.end) in ("،", "قوله", "قولها"))

    def _past_verbs(self, at: int) -> tuple[int, bool]:
        """Step over "ما أفادت به", "قول", "تأكيد" between "بحسب" and who says it; whether a verb was among them."""
        ctx, i, has_verb = self._ctx, at, False
        while i < min(at + 5, ctx.end):
            found = next((m for m in ctx.text.at.get(i, ()) if m.entry.kind == "reporting"), None)
            reports = found is not None and found.entry.label in (*_VERBS, "source-noun")
            if not reports and ctx.form(i) not in ("ما", "لما", "به", "بها", "عنه", "عنها"):
                break
            has_verb |= found is not None and found.entry.label in _VERBS
            i += 1
        return i, has_verb

    def _is_behind(self, mention: Mention, least: int) -> bool:
        """Whether an act is told before a word of its sentence."""
        return any(
            m.entry.kind == "trigger" and m.entry.attrs["role"] in ("act", "harm")
            for i in range(least, mention.start)
            for m in self._ctx.text.at.get(i, ())
        )

    def _noun(self, mention: Mention) -> Saying | None:
        """A noun of saying with its owner: "إعلان الحكومة تحرير المدينة"."""
        if mention.article or mention.suffix:
            return None
        phrase = read_speakers(self._ctx, mention.end, after_to=True)
        if phrase is None or phrase.start != mention.end or not phrase.is_sure or not phrase.speakers:
            return None
        return self._saying(mention.start, phrase.end, phrase.speakers, is_back=False)
