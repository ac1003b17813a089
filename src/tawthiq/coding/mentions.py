"""Find the mentions of a text: one pass over its words, longest first.

Order: 1. every candidate whose further words follow is a mention; 2. a mention strictly inside a longer one of names
(actors, sources, triggers of several words) gives way to it; 3. among mentions of one kind that cross, the earlier
and longer wins. Quotation marks inside a name ('تنظيم "الدولة"') are stepped over.
"""

from collections.abc import Iterable, Sequence

from tawthiq.arabic.words import Words
from tawthiq.coding.entries import Mention, Need
from tawthiq.coding.lexicon import Candidate, Lexicon, Opening

__all__ = ["find_mentions"]

_QUOTE = '"'
_ARMY = "جيش"
_STOPS = frozenset({".", "\n", "؛", "؟", "!"})

# A candidate with the index after its last word.
_Met = tuple[int, Candidate]


def find_mentions(words: Words, lexicon: Lexicon) -> list[Mention]:
    """Find all mentions of lexicon entries.

    Args:
        words: Words of a folded text.
        lexicon: The compiled lexicon.

    Returns:
        Mentions by start, longer first; of different kinds they may overlap, of one kind they do not cross.
    """
    kept = _Kept()
    forms = words.forms
    openings = lexicon.openings
    for at, form in enumerate(forms):
        opening = openings[form]
        if opening is None:
            continue
        met = _phrases_at(forms, at, opening, lexicon) if opening.phrases else []
        if met:
            met = [one for one in met if not _goes_on(forms, one, lexicon)]
        after = at + 1
        if opening.needs_none:
            met += [(after, candidate) for candidate in opening.words]
        else:
            for candidate in opening.words:
                if candidate.entry.need is None or _has_needed(forms, at, after, candidate.entry.need, lexicon):
                    met.append((after, candidate))
        kept.take(at, met)
    return kept.mentions


def _phrases_at(forms: Sequence[str], at: int, opening: Opening, lexicon: Lexicon) -> list[_Met]:
    """The phrases that begin at a word, longer first, else in the order of the lexicon."""
    after = at + 1
    while after < len(forms) and forms[after] == _QUOTE:
        after += 1
    if after >= len(forms):
        return []
    keys, phrases = lexicon.keys[forms[after]], opening.phrases
    if keys.isdisjoint(phrases):
        return []
    going_on = [row for key in keys if key in phrases for row in phrases[key]]
    if len(going_on) > 1:
        going_on.sort(key=_rank)
    met: list[_Met] = []
    for _, candidate in going_on:
        end = _match_rest(forms, after, candidate.rest, lexicon)
        if end and (candidate.entry.need is None or _has_needed(forms, at, end, candidate.entry.need, lexicon)):
            met.append((end, candidate))
    if len(met) > 1:
        met.sort(key=_end, reverse=True)
    return met


def _goes_on(forms: Sequence[str], met: _Met, lexicon: Lexicon) -> bool:
    """Whether the last word of a party's short name opens a longer one: "مدفعية الجيش" in "مدفعية الجيش التركي"."""
    end, candidate = met
    if candidate.entry.kind != "actor" or not forms[end - 1].endswith(_ARMY):
        return False
    opening = lexicon.openings[forms[end - 1]]
    if opening is None or not opening.phrases:
        return False
    longer = _phrases_at(forms, end - 1, opening, lexicon)
    return any(last > end and one.entry.kind == "actor" for last, one in longer)


def _rank(row: tuple[int, Candidate]) -> int:
    return row[0]


def _end(row: _Met) -> int:
    return row[0]


def _match_rest(forms: Sequence[str], after: int, rest: Sequence[str], lexicon: Lexicon) -> int:
    """Index after the last word of a phrase whose second word stands at `after`, 0 where the text goes on otherwise."""
    end = after + 1
    for key in rest[1:]:
        while end < len(forms) and forms[end] == _QUOTE:
            end += 1
        if end >= len(forms) or key not in lexicon.keys[forms[end]]:
            return 0
        end += 1
    return end


def _has_needed(forms: Sequence[str], at: int, end: int, need: Need, lexicon: Lexicon) -> bool:
    """Whether one of the words that a trigger needs stands near enough after it, or before it where that may be."""
    if _any_near(forms, range(end, len(forms)), need.after, need.keys, lexicon):
        return True
    return need.before > 0 and _any_near(forms, range(at - 1, -1, -1), need.before, need.keys, lexicon)


def _any_near(
    forms: Sequence[str], indices: Iterable[int], reach: int, needed: frozenset[str], lexicon: Lexicon
) -> bool:
    for i in indices:
        form = forms[i]
        if form in _STOPS or reach == 0:
            return False
        if not needed.isdisjoint(lexicon.keys[form]):
            return True
        reach -= form[0].isalnum()
    return False


class _Kept:
    """The mentions that no other hides, taken in the order of the text; only these are made."""

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self._reach: dict[str, int] = {}
        self._cover_start = self._cover_end = -1
        self._cover_kind = ""

    def take(self, at: int, met: Sequence[_Met]) -> None:
        """Keep what is met at a word, longer first, where nothing before it hides it."""
        reach, kept = self._reach, self.mentions
        for end, candidate in met:
            _, entry, prefix, suffix, article, voice, person = candidate
            kind = entry.kind
            inside = end <= self._cover_end and end - at < self._cover_end - self._cover_start
            if inside and not _is_free(kind, self._cover_kind):
                continue
            reached = reach.get(kind, 0)
            if at < reached and not _is_again(kept, at, end, kind):
                continue
            kept.append(Mention(at, end, entry, prefix, suffix, article, voice, person))
            if end > reached:
                reach[kind] = end
            if end - at > 1 and end > self._cover_end and kind in _COVERING and entry.label != _UNNAMED:
                self._cover_start, self._cover_end, self._cover_kind = at, end, kind


# "ثلاثة مسلحين مجهولين": a party of no name is people who may be counted.
_UNNAMED = "unknown-armed-group"
# Kinds whose phrases hide what stands inside them, and kinds that are read even inside such a phrase.
_COVERING = frozenset({"actor", "source", "trigger", "weapon", "object"})
_FREE = frozenset({"weapon", "nisba"})
# "القصر الرئاسي" is a thing that may be hit and a place.
_FREE_IN_OBJECTS = _FREE | {"kind"}


def _is_free(kind: str, cover: str) -> bool:
    """Whether a mention is read inside a phrase: "قصف مدفعي" and "هجوم صاروخي" are weapon and act in one."""
    if cover == "object":
        return kind in _FREE_IN_OBJECTS
    if kind == "person" and cover == "source":
        return True  # "عدد من السكان" may be who was hurt
    return kind in _FREE or (kind == "trigger" and cover == "weapon")


_MEANINGS = 6


def _is_again(kept: Sequence[Mention], start: int, end: int, kind: str) -> bool:
    """Whether the words were kept just before in another meaning of the kind."""
    last = kept[-1]
    if last.start != start:
        return False  # nothing that begins here is kept yet
    if last.end == end and last.entry.kind == kind:
        return True
    return any(m.end == end and m.start == start and m.entry.kind == kind for m in kept[-_MEANINGS:])
