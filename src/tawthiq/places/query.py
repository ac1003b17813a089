"""Reading a place string: which words are names, which say what kind of place, where from it, and inside what.

Steps, in this order, over the folded words of the string:
1. signs of separation and words like "في" close a part and open the next, larger one;
2. the longest name of several words that the gazetteer has is taken whole, so that "ريف دمشق" or "جسر الشغور" is not
   read as countryside or bridge;
3. kind words, relations and directions (kind_words.tsv) attach to the part that follows, or close the one before;
4. what is left are the words of names, known to the gazetteer or not.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from tawthiq.arabic.fold import fold
from tawthiq.arabic.words import bare_key, readings
from tawthiq.places.kinds import KindWord, KindWords

__all__ = ["Part", "Query", "parse"]

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)?|[^\W\d_]+|[,\u060c;\u061b/()|:\-]")
_SEPARATORS = frozenset(",\u060c;\u061b/()|:-")
_KM = frozenset(("كم", "كيلومتر", "كيلومترا", "كيلو", "كلم", "كيلومترات"))
_MAX_WORDS = 5
_PARTICLES = frozenset(("و", "ب", "ل", "ف", "وب", "ول"))  # those that stand before names of places


@dataclass(frozen=True, slots=True)
class Part:
    """One place of a string, with the words beside it.

    Attributes:
        words: Folded words of the name, with articles; empty for a thing with no name of its own ("مبنى سكني").
        kinds: Kind words before it, in order.
        relation: "near", "inside", "countryside", "road", "front" or empty.
        azimuth: Direction from the place in degrees, if one is said.
        km: Distance in that direction, if one is said.
        link: How it follows the part before: "start", "sign" (comma, bracket), "in" (a preposition) or "next".
    """

    words: tuple[str, ...] = ()
    kinds: tuple[KindWord, ...] = ()
    relation: str = ""
    azimuth: int | None = None
    km: float | None = None
    link: str = "start"

    @property
    def key(self) -> str:
        """The key of the name."""
        return bare_key(" ".join(self.words))

    @property
    def is_object(self) -> bool:
        """Whether it is a thing inside a town (mosque, street, school)."""
        return bool(self.kinds) and self.kinds[-1].role == "object"


@dataclass(frozen=True, slots=True)
class Query:
    """A place string that has been read.

    Attributes:
        parts: In order of the string, the one that is meant mostly first.
        between: Whether the place lies between the parts.
    """

    parts: tuple[Part, ...]
    between: bool = False


@dataclass(slots=True)
class _Reader:
    """The state while a string is read word by word."""

    tokens: list[str]
    known: Callable[[str], bool]
    kinds: KindWords
    at: int = 0
    parts: list[Part] = field(default_factory=list)
    part: Part = field(default_factory=Part)
    between: bool = False

    def close(self, link: str) -> None:
        """Keep the part at hand, if there is anything to it, and open the next."""
        if self.part.words or (self.part.kinds and self.part.kinds[-1].role == "object"):
            self.parts.append(self.part)
            self.part = Part(link=link)
        elif not self.parts:
            self.part = replace(self.part, link="start")
        else:
            self.part = replace(self.part, link=link)

    def step(self) -> None:
        """Read what stands at the present word."""
        token = self.tokens[self.at]
        if token in _SEPARATORS:
            self.close("sign")
            self.at += 1
        elif token[0].isdigit():
            self._number(token)
        elif not self._long_name() and not self._kind_word():
            self._word(token)

    def _number(self, token: str) -> None:
        following = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else ""
        if following in _KM:
            self.close("next")
            self.part = replace(self.part, km=float(token.replace(",", ".")))
            self.at += 2
            return
        self.part = replace(self.part, words=(*self.part.words, token))
        self.at += 1

    def _long_name(self) -> bool:
        """Take the longest known name of two words or more that begins here."""
        for stem, particle in _stems(self.tokens[self.at]):
            for count in range(min(_MAX_WORDS, len(self.tokens) - self.at), 1, -1):
                words = (stem, *self.tokens[self.at + 1 : self.at + count])
                if _SEPARATORS.intersection(words) or not self.known(bare_key(" ".join(words))):
                    continue
                kind = self.kinds.get(stem)
                if kind and kind[0].role == "place" and not kind[0].keep and self.known(bare_key(" ".join(words[1:]))):
                    break  # "مدينة غزة": the kind word says more when read as one
                if self.part.words:
                    self.close("in" if particle else "next")
                self.part = replace(self.part, words=words)
                self.at += count
                return True
        return False

    def _kind_word(self) -> bool:
        token = self.tokens[self.at]
        two = self.kinds.get_two(token, self.tokens[self.at + 1]) if self.at + 1 < len(self.tokens) else None
        found = (two, "") if two else self.kinds.get(token)
        if found is None:
            return False
        word, particle = found
        if word.role == "qualifier":
            if not self.part.words:
                return False
            self.at += 1
            return True
        last = self.at + (2 if two else 1) >= len(self.tokens)
        if word.role in ("place", "object") and last and not self.part.words and self.known(bare_key(token)):
            return False  # a village called "المزرعة"
        self._apply(word, particle, adjective=word.role == "direction" and bool(self.part.words))
        self.at += 2 if two else 1
        return True

    def _apply(self, word: KindWord, particle: str, *, adjective: bool) -> None:
        if adjective and self._ends_here():
            self.part = replace(self.part, azimuth=_mean(self.part.azimuth, word.azimuth))
            return
        if self.part.words or (word.role in ("place", "object") and self.part.is_object):
            self.close("in" if particle or word.role == "in" else "next")
        if word.role == "direction":
            self.part = replace(self.part, azimuth=_mean(self.part.azimuth, word.azimuth))
        elif word.role == "between":
            self.between = True
        elif word.role in ("place", "object"):
            self.part = replace(self.part, kinds=(*self.part.kinds, word))
        elif word.role == "front":
            self.part = replace(self.part, kinds=(*self.part.kinds, word), relation="front")
        elif word.role == "in":
            self.part = replace(self.part, link="in" if self.parts else "start")
        else:
            self.part = replace(self.part, relation=word.role)

    def _ends_here(self) -> bool:
        """Whether the word at hand closes its part: the string ends, or a sign or a particle follows."""
        following = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else ","
        if following in _SEPARATORS:
            return True
        kind = self.kinds.get(following)
        return bool(kind and kind[0].role in ("in", "direction")) or self.part.relation == "countryside"

    def _word(self, token: str) -> None:
        if not self.known(bare_key(token)):
            for stem, particle in _stems(token)[1:]:
                if self.part.words and self.known(bare_key(stem)):
                    self.close("and" if particle[0] == "و" else "in")
                    token = stem
                    break
        self.part = replace(self.part, words=(*self.part.words, token))
        self.at += 1


def parse(text: str, known: Callable[[str], bool], kinds: KindWords) -> Query:
    """Read a place string.

    Args:
        text: The string as a report or an incident record gives it.
        known: Says whether a key is a name of the gazetteer.
        kinds: The kind words.

    Returns:
        Its parts; none for a string without letters.
    """
    reader = _Reader(_TOKEN.findall(fold(text).text), known, kinds)
    while reader.at < len(reader.tokens):
        reader.step()
    reader.close("start")
    return Query(tuple(reader.parts), reader.between)


def _stems(token: str) -> list[tuple[str, str]]:
    """The word itself, and what it is without particles, each with the particles that were before it."""
    found = [(token, "")]
    for reading in readings(token):
        if reading.prefix in _PARTICLES and not reading.suffix and len(reading.key) > 2:
            found.append((("ال" if reading.article else "") + reading.key, reading.prefix))
    return found


def _mean(one: int | None, other: int | None) -> int | None:
    """The direction between two, such as north-west; west and north are 270 and 360."""
    if one is None or other is None:
        return other if one is None else one
    if abs(one - other) > 180:
        one, other = (one + 360, other) if one < other else (one, other + 360)
    return (one + other) // 2 % 360
