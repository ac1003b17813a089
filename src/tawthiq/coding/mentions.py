"""Find the mentions of a text: one pass over its words, longest first.

Order: 1. every candidate whose further words follow is a mention; 2. a mention strictly inside a longer one of names
(actors, sources, triggers of several words) gives way to it; 3. among mentions of one kind that cross, the earlier
and longer wins. Quotation marks inside a name ('تنظيم "الدولة"') are stepped over.
"""

from collections.abc import Iterable, Sequence

from tawthiq.arabic.words import Words
from tawthiq.coding.entries import Mention
from tawthiq.coding.lexicon import Candidate, Lexicon, Opening

__all__ = ["find_mentions"]

_QUOTE = '"'
# How many words after a trigger may hold the word that it needs; the object of a verb stands behind its subject and
# its day ("اعترضت قوات الدفاع الجوي السعودي، السبت، صاروخا"). Signs are not counted.
_NEEDS_REACH = {"verb": 8}
_NOUN_REACH = 5
# How many words before a verb may hold it where the table lets it ("الصاروخ الذي أطلقته").
_BEFORE_REACH = 4
_STOPS = frozenset({".", "\n", "؛", "؟", "!"})


def find_mentions(words: Words, lexicon: Lexicon) -> list[Mention]:
    """Find all mentions of lexicon entries.

    Args:
        words: Words of a folded text.
        lexicon: The compiled lexicon.

    Returns:
        Mentions by start, longer first; of different kinds they may overlap, of one kind they do not cross.
    """
    found: list[Mention] = []
    forms = words.forms
    opened = lexicon.opened
    for at, form in enumerate(forms):
        opening = opened(form)
        if opening is None:
            continue
        if opening.phrases:
            for candidate in _going_on(forms, at, opening, lexicon):
                end = _match_rest(forms, at, candidate, lexicon)
                if end and _has_needed(forms, at, end, candidate, lexicon):
                    found.append(_mention(at, end, candidate))
        for candidate in opening.words:
            if _has_needed(forms, at, at + 1, candidate, lexicon):
                found.append(_mention(at, at + 1, candidate))
    return _without_covered(found)


def _going_on(forms: Sequence[str], at: int, opening: Opening, lexicon: Lexicon) -> list[Candidate]:
    """The phrases whose second word may be the next one of the text, in the order of the lexicon."""
    after = at + 1
    while after < len(forms) and forms[after] == _QUOTE:
        after += 1
    if after >= len(forms):
        return []
    keys = opening.phrases.keys() & lexicon.keys(forms[after])
    return [candidate for _, candidate in sorted((row for key in keys for row in opening.phrases[key]), key=_rank)]


def _rank(row: tuple[int, Candidate]) -> int:
    return row[0]


def _mention(at: int, end: int, candidate: Candidate) -> Mention:
    return Mention(
        at,
        end,
        candidate.entry,
        candidate.prefix,
        candidate.suffix,
        article=candidate.article,
        voice=candidate.voice,
        person=candidate.person,
    )


def _match_rest(forms: Sequence[str], at: int, candidate: Candidate, lexicon: Lexicon) -> int:
    """Index after the last word of the phrase, or 0 where the text goes on otherwise."""
    end = at + 1
    for key in candidate.rest:
        while end < len(forms) and forms[end] == _QUOTE:
            end += 1
        if end >= len(forms) or key not in lexicon.keys(forms[end]):
            return 0
        end += 1
    return end


def _has_needed(forms: Sequence[str], at: int, end: int, candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether one of the words that a trigger needs stands near enough after it, or before it where that may be."""
    if candidate.entry.kind != "trigger":
        return True
    needed = lexicon.needs(candidate.entry)
    if not needed:
        return True
    attrs = candidate.entry.attrs
    reach = int(attrs.get("reach") or _NEEDS_REACH.get(attrs["_number"], _NOUN_REACH))
    if _any_near(forms, range(end, len(forms)), reach, needed, lexicon):
        return True
    before = attrs.get("before") == "yes" and attrs["_number"] == "verb"
    return before and _any_near(forms, range(at - 1, -1, -1), _BEFORE_REACH, needed, lexicon)


def _any_near(
    forms: Sequence[str], indices: Iterable[int], reach: int, needed: frozenset[str], lexicon: Lexicon
) -> bool:
    for i in indices:
        form = forms[i]
        if form in _STOPS or reach == 0:
            return False
        if not needed.isdisjoint(lexicon.keys(form)):
            return True
        reach -= form[0].isalnum()
    return False


def _without_covered(found: list[Mention]) -> list[Mention]:
    found.sort(key=lambda m: (m.start, m.start - m.end))
    kept: list[Mention] = []
    reach: dict[str, int] = {}
    cover_end = cover_start = -1
    cover_kind = ""
    for mention in found:
        length = mention.end - mention.start
        kind = mention.entry.kind
        if mention.end <= cover_end and length < cover_end - cover_start and not _is_free(kind, cover_kind):
            continue
        if mention.start < reach.get(kind, -1) and not (kept and _same_span(kept, mention)):
            continue
        kept.append(mention)
        reach[kind] = max(reach.get(kind, -1), mention.end)
        if length > 1 and kind in _COVERING and mention.end > cover_end:
            cover_start, cover_end, cover_kind = mention.start, mention.end, kind
    return kept


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


def _same_span(kept: Sequence[Mention], mention: Mention) -> bool:
    return any(
        m.start == mention.start and m.end == mention.end and m.entry.kind == mention.entry.kind for m in kept[-6:]
    )
