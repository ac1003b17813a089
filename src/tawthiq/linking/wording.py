"""What the words around an event tell of its identity: rare words and names of persons, as weighted numbers.

Steps, in this order:
1. the words of the event's quotes and of what stands around them;
2. each without its particles and article;
3. its weight in bits: how seldom reports of conflict hold it (resources/linking/word_weights.tsv);
4. names: a known given name and the word after it, unless it is the name of a public person.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from tawthiq.arabic.fold import fold
from tawthiq.arabic.words import cut
from tawthiq.linking.codes import ascii_key, name_code, weighted_code
from tawthiq.resources import Resources

__all__ = ["MAX_BITS", "WordWeights", "Wording", "stem", "window", "without_comments"]

MAX_BITS = 13
"""Weight of a word that the table does not list: fewer than two in 10,000 reports hold it."""
_LEAST_BITS = 3
# Rarest words kept of a text: more cost time and tell little; 48 gave the same F1 as 80 on the learning texts.
_MOST_WORDS = 48
_MOST_NAMES = 24
_RAREST = 8
# Of a whole report, so that a place that another report names is found in it even where the coder read none.
_MOST_TEXT, _LEAST_TEXT_BITS = 112, 4
# Phrases whose two words weigh less than this together are turns of speech of the trade.
_MOST_PHRASES, _LEAST_PHRASE_BITS = 64, 10
_AROUND = 200
_HEADS = ("وبال", "وكال", "فال", "وال", "بال", "كال", "ولل", "لل", "ال")
_LETTERS = re.compile("[\u0621-\u063a\u0641-\u064a]{2,}\\Z")
# What follows is talk of readers, not of the report.
_COMMENTS = re.compile(r"All reactions:|Most relevant|\d+ comments?Like|View all \d+ repl")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of an event.

    Attributes:
        words: Weighted codes of its rarest words, in ascending order.
        phrases: Codes of its rare pairs of neighbouring words, in ascending order.
        names: Codes of names of persons, in ascending order.
        rarest: Stems in order of falling weight, at most eight, for blocks and explanations.
        named: The names as folded words, for explanations.
    """

    words: tuple[int, ...] = ()
    phrases: tuple[int, ...] = ()
    names: tuple[int, ...] = ()
    rarest: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@lru_cache(maxsize=65536)
def stem(form: str) -> str:
    """Take the article and what is joined to it, or a leading conjunction, off a folded word.

    Args:
        form: A folded word.

    Returns:
        The stem; the same cut for every word, so that spellings of one word meet even where it is no true stem.
    """
    for head in _HEADS:
        if form.startswith(head) and len(form) - len(head) >= 3:
            return form[len(head) :]
    return form[1:] if form[0] == "و" and len(form) >= 5 else form


def without_comments(text: str) -> str:
    """Cut off what readers of a post wrote under it."""
    comments = _COMMENTS.search(text)
    return text[: comments.start()] if comments else text


def window(text: str, spans: Sequence[Sequence[int]]) -> str:
    """Cut what tells an event out of its report.

    Args:
        text: The report's text.
        spans: Offsets of the event's quotes.

    Returns:
        The quotes with 200 code points on both sides: wider windows take in menus of pages and other events.
    """
    end = len(without_comments(text))
    pieces: list[list[int]] = []
    for start, stop in sorted((max(0, a - _AROUND), min(max(end, b), b + _AROUND)) for a, b in spans):
        if pieces and start <= pieces[-1][1]:
            pieces[-1][1] = max(pieces[-1][1], stop)
        else:
            pieces.append([start, stop])
    return "\n".join(text[a:b] for a, b in pieces)


@dataclass(frozen=True)
class WordWeights:
    """The tables of weights and names.

    Attributes:
        resources: The package's tables and the user's.
    """

    resources: Resources

    @cached_property
    def bits(self) -> dict[str, int]:
        """Stem to weight."""
        return {row["word"]: int(row["bits"]) for row in self.resources.table("linking/word_weights.tsv")}

    @cached_property
    def given(self) -> frozenset[str]:
        """Folded given names."""
        return frozenset(fold(row["name"]).text for row in self.resources.table("linking/given_names.tsv"))

    @cached_property
    def public(self) -> frozenset[str]:
        """ASCII keys of names that many reports hold."""
        return frozenset(row["key"] for row in self.resources.table("linking/public_names.tsv"))

    def weigh(self, word: str) -> int:
        """Weight of a stem in bits, 0 to 13."""
        return self.bits.get(word, MAX_BITS)

    def read(self, text: str) -> Wording:
        """Read the words of a piece of text.

        Args:
            text: As `window` cuts it.

        Returns:
            Its rare words and names.
        """
        forms = cut(fold(text).text).forms
        stems = [stem(form) if _LETTERS.match(form) else "" for form in forms]
        weights = {word: self.weigh(word) for word in stems if len(word) > 1}
        ranked = sorted((w for w in weights if weights[w] >= _LEAST_BITS), key=lambda w: (-weights[w], w))
        named = sorted(dict.fromkeys(self._names(forms)))[:_MOST_NAMES]
        return Wording(
            tuple(sorted(weighted_code(word, weights[word]) for word in ranked[:_MOST_WORDS])),
            self._phrases(stems),
            tuple(sorted(name_code("person", ascii_key(name)) for name in named)),
            tuple(ranked[:_RAREST]),
            tuple(named),
        )

    def read_whole(self, text: str) -> tuple[int, ...]:
        """Read the words of a whole report.

        Args:
            text: Its title and text.

        Returns:
            Weighted codes of its 112 rarest words of four bits or more, in ascending order.
        """
        forms = cut(fold(without_comments(text)).text).forms
        weights = {word: self.weigh(word) for form in forms if _LETTERS.match(form) and len(word := stem(form)) > 1}
        ranked = sorted((w for w in weights if weights[w] >= _LEAST_TEXT_BITS), key=lambda w: (-weights[w], w))
        return tuple(sorted(weighted_code(word, weights[word]) for word in ranked[:_MOST_TEXT]))

    def read_place(self, name: str) -> tuple[int, ...]:
        """Weighted codes of the words of a place's name, as `read_whole` would give them."""
        words = {stem(form) for form in cut(fold(name).text).forms if _LETTERS.match(form)}
        weighed = ((word, self.weigh(word)) for word in words if len(word) > 1)
        return tuple(sorted(weighted_code(word, bits) for word, bits in weighed if bits >= _LEAST_TEXT_BITS))

    def _phrases(self, stems: Sequence[str]) -> tuple[int, ...]:
        found: dict[str, int] = {}
        for first, second in pairwise(stems):
            if len(first) > 1 and len(second) > 1:
                bits = self.weigh(first) + self.weigh(second)
                if bits >= _LEAST_PHRASE_BITS:
                    found[f"{first} {second}"] = bits
        rarest = sorted(found, key=lambda phrase: (-found[phrase], phrase))[:_MOST_PHRASES]
        return tuple(sorted(name_code("phrase", phrase) for phrase in rarest))

    def _names(self, forms: Sequence[str]) -> Iterable[str]:
        for first, second in pairwise(forms):
            if first not in self.given or not _LETTERS.match(second) or len(second) < 3:
                continue
            if second not in self.given and self.weigh(stem(second)) < _RARE_NAME:
                continue
            if ascii_key(f"{first} {second}") not in self.public:
                yield f"{first} {second}"


# A word after a given name that is no given name itself is a family's name only if it is this rare.
_RARE_NAME = 8
