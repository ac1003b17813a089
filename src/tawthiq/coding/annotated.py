"""A report with the layers that coding lays over its text: words, mentions, numbers, dates, sentences."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

from tawthiq.arabic.dates import DateMention, read_dates
from tawthiq.arabic.fold import Folded, fold
from tawthiq.arabic.numbers import Number, read_numbers
from tawthiq.arabic.words import Words, cut
from tawthiq.coding.entries import Mention
from tawthiq.coding.furniture import Furniture
from tawthiq.coding.lexicon import Lexicon
from tawthiq.coding.mentions import find_mentions

__all__ = ["Annotated", "Sentence", "annotate"]

Result = TypeVar("Result")

_NONE: Mapping[int, Sequence[Mention]] = {}
_SENTENCE_ENDS = frozenset({".", "؟", "!", "\n", "?"})
# A sentence longer than this many words is cut at its next comma: tables, menus and lists have no full stops, and
# rules that look across a sentence must stay linear in the length of the text.
_LONGEST_SENTENCE = 220


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of words told in one breath.

    Attributes:
        start: Index of its first word.
        end: Index after its last word, its closing sign left out.
        paragraph: Number of its paragraph in the text, from 0.
    """

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """All layers of one report.

    Attributes:
        text: The report's text as it came.
        folded: Its folded text with the map back.
        words: Words of the folded text.
        mentions: Lexicon entries met, by start.
        numbers: Plain counts, by start.
        dates: Times told, by start.
        sentences: In order; page furniture left out.
        published: Day of publication, None if unknown.
        at: Mentions by the index of their first word.
        kinds: The same for each kind of entry (see `of`).
        timed: Indexes of words inside dates.
        worked: What `once` keeps.
        figurative: Number of cues that a text or clause is not about war.
        armed: Number of names of actors.
    """

    text: str
    folded: Folded
    words: Words
    mentions: list[Mention]
    numbers: list[Number]
    dates: list[DateMention]
    sentences: list[Sentence]
    published: dt.date | None
    at: dict[int, tuple[Mention, ...]] = field(default_factory=dict)
    kinds: dict[str, dict[int, tuple[Mention, ...]]] = field(default_factory=dict)
    timed: frozenset[int] = frozenset()
    worked: dict[Callable[..., object], object] = field(default_factory=dict)
    figurative: int = 0
    armed: int = 0

    def of(self, kind: str) -> Mapping[int, Sequence[Mention]]:
        """Mentions of one kind by the index of their first word, by start.

        Most rules ask for one kind only, and at most words none of it begins: `index in text.of(kind)` tells at once.
        """
        return self.kinds.get(kind, _NONE)

    def once(self, work: "Callable[[Annotated], Result]") -> Result:
        """What a function of a module works out of the whole text: at the first call, then from memory."""
        if work not in self.worked:
            self.worked[work] = work(self)
        return cast(Result, self.worked[work])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the report's text of the words from `start` to `end`, end exclusive."""
        return self.folded.original(self.words.starts[start], self.words.ends[end - 1])

    def said(self, start: int, end: int) -> str:
        """The words from `start` to `end` as written."""
        first, last = self.span(start, end)
        return self.text[first:last]

    def numbers_from(self, start: int, end: int) -> Sequence[Number]:
        """Numbers that begin from `start` on and before `end`, by start."""
        first = bisect_left(self.numbers, start, key=_start)
        return self.numbers[first : bisect_left(self.numbers, end, first, key=_start)]

    def within(self, start: int, end: int) -> list[Mention]:
        """Mentions that begin from `start` on and before `end`, by start."""
        return [m for i in range(start, end) for m in self.at.get(i, ())]


def _start(number: Number) -> int:
    return number.start


def annotate(text: str, lexicon: Lexicon, furniture: Furniture, published: dt.date | None) -> Annotated:
    """Lay the layers over a report's text.

    Args:
        text: As it came.
        lexicon: The compiled lexicon.
        furniture: The compiled filters of page furniture.
        published: Day of publication, for relative days.

    Returns:
        The annotated text.
    """
    folded = fold(text)
    words = cut(folded.text)
    mentions = find_mentions(words, lexicon)
    at, kinds = _filed(mentions)
    numbers = [n for n in read_numbers(words) if n.kind == "count"]
    sentences = _told_once(words, cut_sentences(words, _word_ranges(words, furniture.kept(folded.text))))
    dates = read_dates(words, published)
    return Annotated(
        text, folded, words, mentions, numbers, dates, sentences, published, at, kinds,
        timed=frozenset(at for date in dates for at in range(date.start, date.end)),
        figurative=sum(m.entry.label in _FIGURATIVE for here in kinds.get("cue", _NONE).values() for m in here),
        armed=sum(map(len, kinds.get("actor", _NONE).values())),
    )  # fmt: skip


_Filed = dict[int, tuple[Mention, ...]]


def _filed(mentions: Iterable[Mention]) -> tuple[_Filed, dict[str, _Filed]]:
    """Mentions by the index of their first word, and so for each kind; where one begins, both hold one tuple."""
    at: _Filed = {}
    kinds: defaultdict[str, _Filed] = defaultdict(dict)
    for mention in mentions:
        start, one = mention.start, (mention,)
        of_kind = kinds[mention.entry.kind]
        at[start] = at[start] + one if start in at else one
        of_kind[start] = of_kind[start] + one if start in of_kind else one
    return at, dict(kinds)


_FIGURATIVE = frozenset({"figurative", "crime", "exercise"})


# Sentences that open with so many equal words are held against each other: captured pages show the head of a post,
# often cut off in mid-sentence, before the post.
_REPEATED_WORDS = 7


def _told_once(words: Words, sentences: Sequence[Sentence]) -> list[Sentence]:
    """Sentences without those that a captured page shows twice: of a cut and a whole one the whole one is read."""
    seen: dict[tuple[str, ...], list[Sentence]] = {}
    dropped: set[Sentence] = set()
    for sentence in sentences:
        key = tuple(words.forms[sentence.start : min(sentence.end, sentence.start + _REPEATED_WORDS)])
        if len(key) < _REPEATED_WORDS:
            continue
        alike = seen.setdefault(key, [])
        again = next((s for s in alike if _is_repeated(words, s, sentence)), None)
        if again is None:
            alike.append(sentence)
        elif _length(sentence) > _length(again):
            alike[alike.index(again)] = sentence
            dropped.add(again)
        else:
            dropped.add(sentence)
    return [s for s in sentences if s not in dropped]


def _length(sentence: Sentence) -> int:
    return sentence.end - sentence.start


def _is_repeated(words: Words, one: Sentence, other: Sentence) -> bool:
    """Whether one sentence goes on like the other to the end of the shorter, whose last word may be cut off."""
    shared = min(_length(one), _length(other)) - 1
    return words.forms[one.start : one.start + shared] == words.forms[other.start : other.start + shared]


def _word_ranges(words: Words, stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges of words that lie in stretches of the folded text; one that crosses an edge is left out."""
    ranges = [(bisect_left(words.starts, start), bisect_right(words.ends, end)) for start, end in stretches]
    return [(first, last) for first, last in ranges if last > first]


def cut_sentences(words: Words, stretches: Sequence[tuple[int, int]]) -> list[Sentence]:
    """Cut the stretches of words that are text of the report into sentences.

    Args:
        words: All words.
        stretches: Ranges of words that are no page furniture, in order.

    Returns:
        Sentences in order; none is empty.
    """
    found: list[Sentence] = []
    paragraph = 0
    for first, last in stretches:
        start = first
        for i in range(first, last):
            form = words.forms[i]
            ends = form in _SENTENCE_ENDS or (form == "،" and i - start > _LONGEST_SENTENCE)
            if ends:
                if i > start:
                    found.append(Sentence(start, i, paragraph))
                start = i + 1
                paragraph += form == "\n"
        if last > start:
            found.append(Sentence(start, last, paragraph))
        paragraph += 1
    return found
