"""Words of reporting with those who say something: "قال المرصد إن", "بحسب ناشطين", "وأضاف أن" (ruling 26)."""

from collections.abc import Sequence
from dataclasses import replace

from tawthiq.coding.entries import Mention
from tawthiq.coding.saying import NEGATIONS, VERBS, Saying, SayingParts
from tawthiq.coding.sources import Sources
from tawthiq.coding.speaker_anybody import anybody
from tawthiq.coding.speaker_context import Phrase, SpeakerContext
from tawthiq.coding.speakers import read_speakers
from tawthiq.coding.speech import QUOTE

__all__ = ["Introductions"]

_BEFORE = 16
_LONGEST_APPOSITION = 9
_CONTENT = frozenset({"الي", "عن", "علي", "ب"})
# Who denies an act does not tell it; what he says next is his all the same.
_DENIES = "denies"
# Particles that no verb of saying has before it: "باقر" is a name, "للتنقل" a noun.
_PREPOSED = frozenset("بكل")
# Between a verb and its speaker: "كما أفاد به …", "في وقت ذكرت فيه …".
_POINTING = frozenset({"به", "بها", "فيه", "فيها"})
_APPOSING = frozenset({"،", "-", "(", "الذي", "التي"})
_RELATIVES = frozenset({"الذي", "التي", "الذين"})
# What may stand between a speaker and his words: when and where he spoke, what is told of him.
_ADDED = frozenset(
    {
        "في",
        "خلال",
        "عبر",
        "ل",
        "الذي",
        "التي",
        "وهو",
        "وهي",
        "-",
        "عقب",
        "بعد",
        "بالقول",
        "قايلا",
        "قايله",
        "طالبا",
        "ردا",
    }
)
_NEAR = 6
_BETWEEN = frozenset({"قد", "،", ")", QUOTE, "كان", "كانت"})
_WAS = frozenset({"كان", "كانت", "وكان", "وكانت"})
# Words before a verb of saying after which the speaker of before goes on.
_GOING_ON = frozenset({"كما", "لكنه", "لكنها", "لكنهم", "ولكنه", "ولكنها", "كذلك", "ايضا", "انه", "انها", "الا", "حيث"})
_OPENERS = _WAS | frozenset({"،", "لكن", "ولكن", "ان", "؛", ")", "-"})
_RESPONSIBILITY = ("مسووليت", "مسيوليت", "مسءوليت")


class Introductions(SayingParts):
    """Reads the words of reporting of one sentence, in order.

    Args:
        context: The sentence.
        before: Sayings of the sentence found so far; the caller adds to it.
    """

    def __init__(self, context: SpeakerContext, before: Sequence[Saying]) -> None:
        super().__init__(context, before)
        self._sources = Sources(context, before)

    def read(self, mention: Mention) -> Saying | None:
        """Read one word of reporting with its speakers.

        Args:
            mention: The word.

        Returns:
            The saying, what it covers left open; None where nobody says anything.
        """
        construction, use = mention.entry.label, mention.entry.attrs["use"]
        if construction in VERBS and not self._is_verb(mention):
            return None
        if construction == "preposition-source" and use != "as-said":
            return self._sources.according_to(mention, use)
        if construction == "source-noun":
            return self._sources.owned(mention) if use == "owned" else None
        if construction not in VERBS and use != "as-said":
            return None
        if self._ctx.form(mention.start - 1) in NEGATIONS:
            return None
        return self._continued(mention) if use == "participle" else self._verb(mention, use)

    def _is_verb(self, mention: Mention) -> bool:
        """Whether a word is the verb that it is spelt like: not "باقر", nor "إضافة" with its ta marbuta."""
        is_noun = mention.suffix and self._ctx.text.said(mention.end - 1, mention.end).endswith("\u0629")
        return not is_noun and _PREPOSED.isdisjoint(mention.prefix)

    def _verb(self, mention: Mention, use: str) -> Saying | None:
        if mention.suffix and use != "claim" and self._ctx.form(mention.start - 1) in _RELATIVES:
            return None  # "الهدنة التي أعلنها الرئيس": what is announced is the act itself
        has_clause = mention.end > mention.start + 1 and self._ctx.is_complement(mention.end - 1)
        phrase = None if has_clause else self._speakers(mention, use)
        if phrase is None:
            return self._subject_before(mention, use) or self._continued(mention) or self._accuses_on(mention, use)
        speakers, end = list(phrase.speakers), phrase.end
        passed = self.passed_on(end) if mention.entry.label == "verb-through" or use == "as-said" else None
        if passed is not None:
            speakers += passed.speakers
            end = passed.end
        saying = self.saying(mention.start, end, speakers, is_back=self._looks_back(mention, use, phrase))
        return replace(saying, names=()) if use == _DENIES else saying

    def _accuses_on(self, mention: Mention, use: str) -> Saying | None:
        """Those of before accuse: "واتهمت الجيش بقصف المدينة"."""
        ctx = self._ctx
        if use != "accuses" or not ctx.memory.last or not ctx.form(mention.start).startswith("و"):
            return None
        accused = read_speakers(ctx, mention.end)
        if accused is None or accused.start != mention.end or not ctx.form(accused.end).startswith("ب"):
            return None
        return self.saying(mention.start, accused.end, ctx.memory.last, is_back=False, is_continued=True)

    def _speakers(self, mention: Mention, use: str) -> Phrase | None:
        """The speakers after a verb; of a claim they may stand behind its object ("تبنى الهجوم تنظيم …")."""
        at = mention.end + 1 if self._ctx.form(mention.end) in _POINTING else mention.end
        phrase = read_speakers(self._ctx, at)
        if phrase is not None and self._fits(mention, phrase, use):
            return phrase
        if mention.entry.label == "verb-through" and self._ctx.form(at) == "عن":
            phrase = read_speakers(self._ctx, at + 1)
            return phrase if phrase is not None and phrase.is_sure else None
        if use == "claim" and self.is_act(mention.end):
            phrase = read_speakers(self._ctx, mention.end + 1)
            return phrase if phrase is not None and phrase.is_sure else None
        is_saying = use in ("", "goes-on") and mention.entry.label == "verb-subject"
        return anybody(self._ctx, at) if is_saying and phrase is None and not mention.suffix else None

    def _fits(self, mention: Mention, phrase: Phrase, use: str) -> bool:
        """Whether a phrase after a verb is its speaker, not its object."""
        if use == "accuses":
            return not self._ctx.form(phrase.end).startswith("ب")
        if self._ctx.form(phrase.start) == QUOTE and phrase.end >= self._ctx.end:
            return False  # what is said, not who says it
        if mention.entry.attrs["complement"] == "must" or not phrase.is_sure:
            is_name = phrase.end - phrase.start > 1 and use != "weak"
            is_lone = use != "weak" and mention.entry.attrs["complement"] == "that"
            return self._said_at(phrase.end, is_name=is_name or is_lone) or (is_name and self._is_apposed(phrase))
        is_told = self.complement(phrase.end) is not None or self.is_report(phrase.end)
        if use == "weak" and self._is_only_party(phrase) and not is_told:
            return False
        if use == "weak" and mention.entry.label == "verb-through":
            return is_told or self.passed_on(phrase.end) is not None or bool(mention.suffix)
        return True

    def _is_apposed(self, phrase: Phrase) -> bool:
        """Whether more is told of a name before the clause: "فلان الفلاني، رئيس مكتب …، إن"."""
        ctx = self._ctx
        if ctx.form(phrase.start).startswith("ال") or not all(s.is_person for s in phrase.speakers):
            return False
        title = ctx.source(phrase.end)
        is_title = title is not None and title.entry.label == "person-title"
        return (is_title or ctx.form(phrase.end) in _APPOSING) and self.complement(phrase.end) is not None

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
            return self.complement(i) is not None
        near = self.complement(at) if is_name else None
        return near is not None and near - at <= _NEAR

    def _looks_back(self, mention: Mention, use: str, phrase: Phrase) -> bool:
        """Whether what a verb tells stands before it: "هجوم تبنته …", "…، كما أفاد به ناشطون"."""
        ctx = self._ctx
        if not self.is_behind(mention, ctx.start):
            return False
        joined = mention.prefix.startswith(("و", "ف")) or ctx.form(mention.start).startswith("و")
        if ctx.form(phrase.end).startswith(_RESPONSIBILITY):
            return ctx.form(phrase.end + 1) in ("عنه", "عنها", "عنهما")
        if use == "as-said":
            return self.complement(phrase.end) is None
        return not joined and (use == "claim" or (bool(mention.suffix) and not ctx.is_complement(phrase.end)))

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
            if phrase is None or phrase.start != i or phrase.end > mention.start:
                continue
            if not (phrase.is_sure or was or self._is_direct(phrase, mention)):
                continue
            had = was and mention.start - phrase.end <= _LONGEST_APPOSITION and self._had(phrase, mention)
            if had or self._is_only_between(phrase.end, mention.start):
                return self.saying(i, mention.end, phrase.speakers, is_back=False)
        return None

    def _is_direct(self, phrase: Phrase, mention: Mention) -> bool:
        """Whether words can only be the subject of the verb right behind them: "رودينكو قال إن"."""
        ctx = self._ctx
        is_plain = not mention.prefix and mention.entry.attrs["use"] == "" and not mention.suffix
        return is_plain and phrase.end == mention.start and ctx.is_complement(ctx.skip(mention.end))

    def _had(self, phrase: Phrase, mention: Mention) -> bool:
        """Whether "كان" and a verb with "قد", or with a clause, embrace a subject: "كان مصدر في المدينة ذكر أن"."""
        ctx = self._ctx
        if ctx.form(mention.start - 1) == "قد":
            return True
        between = range(phrase.end, mention.start)
        return self.complement(mention.end) is not None and all(
            ctx.form(i).isalpha() and ctx.form(i) not in _RELATIVES and not self.is_act(i) for i in between
        )

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
        at = self.past_report(ctx.skip(mention.end))
        if ctx.is_complement(at) or ctx.form(at) == QUOTE or self._is_content(at):
            return at
        return (
            at
            if self.complement(mention.end) is not None and mention.entry.attrs["complement"] in ("that", "any")
            else None
        )

    def _opens(self, at: int) -> bool:
        """Whether a subject may begin at a word: after a sign, "كان", "لكن" and their like."""
        ctx = self._ctx
        if ctx.form(at - 1) in _OPENERS:
            return True
        told = ctx.text.of("connector")
        return any(m.end == at for j in range(max(ctx.start, at - 3), at) if j in told for m in told[j])

    def _continued(self, mention: Mention) -> Saying | None:
        """Those of before say more: "وأضاف أن", "مشيرا إلى"."""
        ctx, use = self._ctx, mention.entry.attrs["use"]
        if use in ("denies", "condemns", "learned", "as-said") or not ctx.memory.last or mention.article:
            return None
        has_clause = mention.end > mention.start + 1 and ctx.is_complement(mention.end - 1)
        start = mention.end + (ctx.form(mention.end) in _POINTING)
        at = mention.end - 1 if has_clause else self.past_report(ctx.skip(start))
        is_clause = ctx.is_complement(at + (ctx.form(at) in _CONTENT)) or ctx.form(at) == QUOTE
        if not is_clause and ctx.form(at) in _ADDED and self.complement(at) is not None:
            is_clause = True
        is_direct = use == "goes-on" and mention.entry.attrs["complement"] == "that" and self._opens_sentence(mention)
        is_clause |= is_direct
        if not is_clause and (use == "weak" or not self._is_content(at)):
            return None
        if mention.entry.attrs["complement"] in ("that", "must") and not is_clause:
            return None
        joined = mention.prefix.startswith(("و", "ف")) or ctx.form(mention.start).startswith("و") or use == "participle"
        joined |= ctx.form(mention.start - 1) in _GOING_ON or self._opens_sentence(mention)
        joined |= ctx.form(mention.end) in _POINTING  # "بيانا قالت فيه إن"
        here = any(s.names and not s.is_continued for s in self._before)
        if not joined and not (is_clause and here):
            return None
        return self.saying(mention.start, at, ctx.memory.last, is_back=False, is_continued=True)

    def _opens_sentence(self, mention: Mention) -> bool:
        """Whether a verb stands first in its sentence: "أضاف أن"; some outlets leave out the marks of what follows."""
        return all(not self._ctx.form(i).isalpha() for i in range(self._ctx.start, mention.start))

    def _is_content(self, at: int) -> bool:
        """Whether a noun of what is said follows a verb: an act, or a preposition before it."""
        form = self._ctx.form(at)
        return form in _CONTENT or form.startswith(("ب", "ل")) or self.is_act(at)
