"""The words of one sentence as the names of speakers see them (see speakers.py)."""

from collections.abc import Sequence
from dataclasses import dataclass

from tawthiq.coding.annotated import Annotated, Sentence
from tawthiq.coding.entries import Mention
from tawthiq.coding.parties import Party, written
from tawthiq.coding.speaker_memory import Speaker, SpeakerMemory
from tawthiq.coding.speaker_words import SpeakerWords
from tawthiq.coding.speech import QUOTE

__all__ = ["LONGEST_PHRASE", "SIGNS", "Lookup", "Phrase", "SpeakerContext"]

LONGEST_PHRASE = 24
SIGNS = frozenset({"،", ".", "؛", "\n", "!", "؟", "-", "(", ")", QUOTE, ":", "/", "[", "]", "…", "|", "*"})
_LONGEST_NAME = 5
_LONGEST_QUOTED = 8
# Mentions of these kinds are no part of a person's name, nor adjectives of a speaker.
_BLOCKING = frozenset({"trigger", "reporting", "connector", "cue", "weapon", "source", "object"})
_ADJECTIVE_ENDS = ("ي", "يه", "ه", "ين", "ون", "يا", "ات")
_FIRST_NAMES = 2
_SHORTEST_WITH_ARTICLE = 5
_TITLES_IN_NAMES = frozenset({"شيخ", "سيد", "حاج"})
# Folded, the name Ali and a preposition are one, and so are "governor" and "and to"; the dots of the last letter tell
# them apart.
_DOTTED: dict[str, str | None] = {"علي": None, "والي": "local-office"}
_MEDIA = frozenset({"agency", "outlet"})
# Folded nouns for media: what stands behind ل and one of them is whom a speaker speaks to.
_MEDIUM_KINDS = frozenset(
    {"وكاله", "قناه", "صحيفه", "جريده", "مجله", "موقع", "شبكه", "اذاعه", "تلفزيون", "محطه", "راديو"}
)
_LONGEST_MEDIUM = 5
_RANKS = frozenset({"address", "rank"})
_RANKS_OR_UNITS = frozenset({"اللواء", "الفريق"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of words that names who says something.

    Attributes:
        start: Its first word.
        end: Index after its last word.
        speakers: Those named; empty where it is the outlet's own correspondent.
        is_sure: Whether the words themselves show a speaker; a lone noun shows one only beside a clause.
    """

    start: int
    end: int
    speakers: tuple[Speaker, ...]
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Lookup:
    """What is looked up by word in all sentences of a report.

    Attributes:
        words: The words of phrases that name speakers.
        times: Times told: index of the first word to index after the last one.
        numbers: Counts, likewise.
    """

    words: SpeakerWords
    times: dict[int, int]
    numbers: dict[int, int]

    @classmethod
    def of(cls, text: Annotated, words: SpeakerWords) -> "Lookup":
        """Collect it once for all sentences."""
        return cls(words, {d.start: d.end for d in text.dates}, {n.start: n.end for n in text.numbers})


class SpeakerContext:
    """What each word of a sentence can be in the name of a speaker.

    Args:
        text: The annotated report.
        sentence: The sentence.
        parties: Its parties: a party can be a speaker too.
        lookup: What is known of its words.
        memory: Speakers named before.
    """

    def __init__(self, text: Annotated, sentence: Sentence, parties: Sequence[Party], lookup: Lookup,
                 memory: SpeakerMemory) -> None:  # fmt: skip
        self.text = text
        self.memory = memory
        self._forms = text.words.forms
        self.start = sentence.start
        self.end = sentence.end
        self.times = lookup.times
        self.numbers = lookup.numbers
        self._classes = lookup.words.classes
        self._given = lookup.words.given_names
        self._parties = {p.name_start: p for p in parties} | {p.start: p for p in parties}

    def form(self, at: int) -> str:
        """The folded word at an index, "" outside the sentence."""
        return self._forms[at] if self.start <= at < self.end else ""

    def cls(self, at: int) -> str | None:
        """The class of a word as speaker_words.tsv has it."""
        if not self.start <= at < self.end:
            return None
        form = self._forms[at]
        if form in _DOTTED and self.text.said(at, at + 1).endswith("\u064a"):
            return _DOTTED[form]
        return self._classes.get(form) if len(form) > 1 or form == ":" else "stop" if form in ("ل", "ب") else None

    def is_body_word(self, at: int) -> bool:
        """Whether a word, its particles off, opens the name of a body."""
        form = self.form(at)
        if self._classes.get(form) == "body":
            return True
        return len(form) > 4 and form[0] in "ولب" and self._classes.get(_with_article(form[1:])) == "body"

    def is_given(self, at: int) -> bool:
        """Whether a word is a given name."""
        form = self.form(at)
        if form == "علي":
            return self.cls(at) is None
        return form in self._given or self._classes.get(form) == "given"

    def is_complement(self, at: int) -> bool:
        """Whether what is said begins at a word: "أن" and its like, a colon."""
        return self.cls(at) == "complement"

    def source(self, at: int) -> Mention | None:
        """The phrase of actors/attributors.tsv that begins at a word."""
        found = next(iter(self.text.of("source").get(at, ())), None) if at < self.end else None
        if found is not None and found.entry.label != "person-title" and self.is_theirs(found):
            return None  # "تحقيقاتها" is nobody; "مديره" is the director of the body before
        if found is not None and found.end == at + 1 and self.form(at).removeprefix("و") in _RANKS_OR_UNITS:
            return found if self.cls(at + 1) != "ordinal" else None  # "اللواء التاسع" is a brigade
        if found is not None and found.end in self.times and self.form(found.end - 1) == "اليوم":
            return None  # "روسيا اليوم السبت" is no channel
        return found

    def is_theirs(self, source: Mention) -> bool:
        """Whether a source has a pronoun for somebody named before; folding makes a ta marbuta look like one."""
        return bool(source.suffix) and not self.text.said(source.end - 1, source.end).endswith("\u0629")

    def party(self, at: int) -> Party | None:
        """The party that begins at a word."""
        return self._parties.get(at)

    def skip(self, at: int, *, past_addressee: bool = True) -> int:
        """Find what follows the words between a verb and its speaker, or a speaker and his words.

        Args:
            at: Index of the first word.
            past_addressee: Whether media and journalists with ل before them are those spoken to, not the speaker.

        Returns:
            Index of the first word from `at` on that is no time, filler, comma or addressee.
        """
        i = at
        while i < min(self.end, at + LONGEST_PHRASE):
            cls = self.cls(i)
            spoken_to = self._past_addressee(i) if past_addressee else i
            if spoken_to > i:
                i = spoken_to
                continue
            if i in self.times:
                i = self.times[i]
            elif cls in ("time", "filler") or self.form(i) == "،":
                i += 1
            elif cls == "stop" and (i + 1 in self.times or self.cls(i + 1) in ("time", "filler")):
                i = self.times.get(i + 1, i + 2)
            elif self.form(i) == "كل" and self.form(i + 1) == "من":
                i += 2
            else:
                break
        return i

    def _past_addressee(self, at: int) -> int:
        """Index after "لوكالة الأنباء", "للصحفيين", "لـ«الحياة»"; `at` itself where nobody is spoken to."""
        form = self.form(at)
        if not form.startswith("ل"):
            return at
        if form == "ل":
            quoted = self.quoted(at + 1)
            named = self.source(at + 1)
            if quoted is not None:
                return quoted[2]
            if self._classes.get(f"لل{self.form(at + 1)[2:]}") == "addressee":
                return at + 2
            is_medium = named is not None and named.entry.label in _MEDIA
            return named.end if named is not None and is_medium else at + 2 if _is_latin(self.form(at + 1)) else at
        if self._classes.get(form) == "addressee":
            return at + 1
        source = self.source(at)
        is_kind = self._classes.get(form[1:]) == "body" and form[1:] in _MEDIUM_KINDS
        if source is not None and source.prefix.endswith("ل") and (source.entry.label in _MEDIA or is_kind):
            return self.past_medium(source.end)
        return self.past_medium(at + 1) if is_kind else at

    def past_medium(self, at: int) -> int:
        """Find the end of the name of a medium.

        Args:
            at: Index after the noun for its kind, or after its first words.

        Returns:
            Index after its last word, brackets behind it included; `at` itself where no more of a name follows.
        """
        quoted = self.quoted(at)
        if quoted is not None:
            return quoted[2]
        i = at
        while i < at + _LONGEST_MEDIUM and self._is_medium_word(i):
            i += 1
        if self.form(i) == "(":
            return next((j + 1 for j in range(i, min(self.end, i + _LONGEST_MEDIUM + 2)) if self.form(j) == ")"), i)
        return i

    def _is_medium_word(self, at: int) -> bool:
        own = self.source(at)
        if own is not None and own.entry.label in _MEDIA:
            return True
        return (
            own is None
            and self.form(at)[:1].isalpha()
            and at not in self.times
            and self.cls(at) in (None, "adjective")
            and not self.is_given(at)
            and self.party(at) is None
            and not self._is_blocked(at)
        )

    def speaker(self, start: int, end: int, prefix: str = "", *, is_person: bool = False) -> Speaker:
        """The speaker that a stretch of words names, signs around it left out."""
        while end > start + 1 and self.form(end - 1) in SIGNS and self._is_open(start, end):
            end -= 1
        while start < end - 1 and self.form(start) in SIGNS:
            start += 1
        return Speaker(self._name(start, end, prefix), start, end, is_person)

    def _is_open(self, start: int, end: int) -> bool:
        """Whether the mark at the end of a stretch closes nothing inside it."""
        if self.form(end - 1) == ")":
            return all(self.form(i) != "(" for i in range(start + 1, end))
        quotes = sum(self.form(i) == QUOTE for i in range(start + 1, end))
        return self.form(end - 1) != QUOTE or quotes % 2 == 1

    def _name(self, start: int, end: int, prefix: str) -> str:
        """Words as written, with the marks between them."""
        parts = [written(self.text, start, start + 1, prefix)]
        for i in range(start + 1, end):
            gap = self.text.text[self.text.span(i - 1, i)[1] : self.text.span(i, i + 1)[0]]
            said = self.text.said(i, i + 1) if self.form(i) in SIGNS else written(self.text, i, i + 1, "")
            parts.append((" " if gap.strip("\u0640") else "") + said)
        return "".join(parts)

    def known(self, start: int, end: int, speaker: Speaker) -> tuple[Speaker, ...]:
        """Those whom a speaker's name means, by what was named before in more words."""
        found = self.memory.known(speaker.name, is_person=speaker.is_person)
        return tuple(Speaker(s.name, start, end, s.is_person, s.alias) for s in found) or (speaker,)

    def quoted(self, at: int) -> tuple[int, int, int] | None:
        """A name in quotation marks: its first word, the word after it, the word after the mark."""
        if self.form(at) != QUOTE:
            return None
        for i in range(at + 2, min(self.end, at + _LONGEST_QUOTED + 2)):
            if self.form(i) == QUOTE:
                return at + 1, i, i + 1
            if self.form(i) in SIGNS or self.is_complement(i):
                return None
        return None

    def is_adjective(self, at: int, *, definite: bool) -> bool:
        """Whether a word can be an adjective of a speaker: its ending shows it, and it shares the article."""
        form, cls = self.form(at), self.cls(at)
        if not form or at in self.times or form in SIGNS or cls not in (None, "adjective") or form[1:3] == "ال":
            return False
        bare = form.removeprefix("و") if len(form) > 4 else form
        if form.startswith("ي") and form.endswith("ون"):
            return False
        if any(m.entry.kind == "kind" and m.prefix for m in self.text.at.get(at, ())):
            return False  # "مصادر محلية بمدينة …"
        if bare.startswith("ال") != definite or self.party(at) is not None or self._is_blocked(at):
            return False
        return cls == "adjective" or (len(form) > 3 and form.endswith(_ADJECTIVE_ENDS))

    def adjectives_end(self, start: int, end: int) -> int:
        """Index after the adjectives of a name."""
        definite = self.form(end - 1).startswith("ال") or _with_article(self.form(start).lstrip("ولب")).startswith("ال")
        i = end
        while i < end + 3 and self.is_adjective(i, definite=definite):
            i += 1
        return i

    def _is_blocked(self, at: int) -> bool:
        return any(m.entry.kind in _BLOCKING for m in self.text.at.get(at, ()))

    def _is_name_word(self, at: int, first: int) -> bool:
        form = self.form(at)
        if at in self.times or len(form) < 2 or not form.isalpha() or not "\u0621" <= form[0] <= "\u064a":
            return False
        if self.is_given(at):
            return True
        if form.startswith(("لل", "با")) and len(form) > _SHORTEST_WITH_ARTICLE and at > first:
            return False  # "بوتين بانتهاء العملية"
        if at == first and form.startswith("لل") and len(form) > _SHORTEST_WITH_ARTICLE:
            return False
        is_middle = form == "والي" and at > first and self.cls(at) == "local-office"
        if not (is_middle or self.cls(at) in (None, "name-part", "rank")) or self.party(at) is not None:
            return False
        for mention in self.text.at.get(at, ()):
            # Behind a verb of saying no verb with "ف" follows: "فاديا" is a name.
            if mention.entry.kind == "object" and at >= first + _FIRST_NAMES and self.form(at + 1) == "،":
                continue  # a family name like "جسر"
            if mention.entry.kind in _BLOCKING and not (at == first and mention.prefix.startswith("ف")):
                return at > first and form in _TITLES_IN_NAMES
            if mention.entry.kind == "direction" and at == first:
                return False
            if mention.entry.kind == "kind" and mention.prefix:
                return False  # "وزير الداخلية لولاية زارلاند"
        # A further name does not open with a preposition: "فلاديمير بوتين لخمس ساعات".
        return not (
            form[0] in "لب"
            and len(form) > 3
            and (
                at >= first + _FIRST_NAMES
                or (at == first and form[0] == "ب" and len(form) > 5 and self.cls(first - 1) not in _RANKS)
            )
        )

    def name_end(self, at: int) -> int:
        """Index after words that can be a person's name, `at` itself where none can."""
        i = at
        while i < min(self.end, at + _LONGEST_NAME) and self._is_name_word(i, at):
            if i > at and self.form(i)[0] == "و" and self.form(i)[1:] in self._given:
                break
            i += 1
        while i > at and self.cls(i - 1) == "name-part" and self.form(i - 1) not in ("الدين", "الله"):
            i -= 1
        return i

    def opens_name(self, at: int) -> bool:
        """Whether a person's name follows at a word."""
        if self.is_given(at) or self.cls(at) == "name-part":
            return True
        adjective = self.is_adjective(at, definite=True) or self.is_adjective(at, definite=False)
        return not adjective and self.name_end(at) > at + 1


def _is_latin(form: str) -> bool:
    return form.isascii() and form.isalpha()


def _with_article(form: str) -> str:
    """A word behind ل has the article as لل."""
    return f"ال{form[1:]}" if form.startswith("ل") and len(form) > 3 else form
