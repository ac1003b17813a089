"""The speakers that a report has named so far: whose words go on, and whom a short name means.

"المرصد" after "المرصد السوري لحقوق الإنسان" is that body, a surname after a full name that person with his body
(codebook, ruling 26).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tawthiq.arabic.fold import fold_key

__all__ = ["Speaker", "SpeakerMemory", "is_short_form", "plain_words"]

_SHORT_BODY = 2
# A short name points at one of the last speakers; looking back further would take time and find strangers.
_MOST_PHRASES = 40


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who says something, as named.

    Attributes:
        name: As written, without titles and quotation marks around it.
        start: Index of its first word.
        end: Index after its last word.
        is_person: Whether it names a person.
        alias: Another name told with it ("وكالة الأنباء السورية (سانا)"), for a person the title; "" for none.
    """

    name: str
    start: int
    end: int
    is_person: bool = False
    alias: str = ""


# Each short name is compared with all names of before, so the same few names come again and again.
@lru_cache(maxsize=2048)
def plain_words(name: str) -> tuple[str, ...]:
    """The folded words of a name without their articles and signs."""
    words = (word.strip("\"'()،.,:") for word in fold_key(name).split())
    return tuple(word.removeprefix("ال") for word in words if word)


class SpeakerMemory:
    """What was said so far in one report, the last speakers first."""

    def __init__(self) -> None:
        self.last: tuple[Speaker, ...] = ()
        self.quote_end = -1
        self._phrases: list[tuple[Speaker, ...]] = []

    def note(self, speakers: Sequence[Speaker]) -> None:
        """Remember who was named together; none where the outlet itself speaks."""
        self.last = tuple(speakers)
        if speakers:
            self._phrases.append(self.last)
            del self._phrases[:-_MOST_PHRASES]

    def meet(self, people: Sequence[Speaker]) -> None:
        """Remember who was named with an office but has said nothing yet."""
        self._phrases.append(tuple(people))
        del self._phrases[:-_MOST_PHRASES]

    def latest(self, fits: Callable[[Speaker], bool]) -> tuple[Speaker, ...]:
        """Those who were named together last, one of whom fits; empty where nobody does."""
        return next((phrase for phrase in reversed(self._phrases) if any(map(fits, phrase))), ())

    def known(self, name: str, *, is_person: bool) -> tuple[Speaker, ...]:
        """Find the last one who was named in more words than a name has.

        Args:
            name: A name, perhaps a short one.
            is_person: Whether it can only be a person's, whose last name may stand for the whole.

        Returns:
            For a body its full name; for a person the full name and the bodies named with it. Empty where nobody fits.
        """
        words = plain_words(name)
        for phrase in reversed(self._phrases):
            for speaker in phrase:
                full = plain_words(speaker.name)
                if speaker.is_person and _is_short_for(words, full, (full[-len(words) :], full[: len(words)])):
                    return (speaker, *(s for s in phrase if not s.is_person))
                if speaker.is_person and not is_person and _is_title(words, plain_words(speaker.alias)):
                    return (speaker, *(s for s in phrase if not s.is_person))
                if not (speaker.is_person or is_person) and (
                    _is_body(words, full) or _is_body(words, plain_words(speaker.alias))
                ):
                    return (speaker,)
        return ()


def is_short_form(name: str, full: str) -> bool:
    """Whether a name can only be a shorter form of another one that is listed with it.

    Args:
        name: A speaker as named.
        full: Another speaker of the same event.

    Returns:
        Whether its words are the first or last of the other's, which has more ("المرصد" of "المرصد السوري").
    """
    words, longer = plain_words(name), plain_words(full)
    return len(words) < len(longer) and _is_body(words, longer)


def _is_body(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether words can stand for a body: its first ones, or its last ones ("القسام" for "كتائب القسام")."""
    last = (full[-len(words) :],) if len(words) > 1 or len(full) == _SHORT_BODY else ()
    return _is_short_for(words, full, (full[: len(words)], *last))


def _is_title(words: tuple[str, ...], title: tuple[str, ...]) -> bool:
    """Whether words are a person's title or its beginning: "الوزير" after "وزير الدفاع فلان"."""
    return bool(words) and words == title[: len(words)]


def _is_short_for(words: tuple[str, ...], full: tuple[str, ...], parts: Sequence[tuple[str, ...]]) -> bool:
    return bool(words) and len(words) <= len(full) and words in parts
