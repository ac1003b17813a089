"""Whose words a sentence is: names after "قال", "بحسب" and their like (codebook, `attribution`, ruling 26).

The outlet's own correspondents are not listed. A sentence that goes on in the same voice ("وأضاف أن") takes the
speakers of the one before.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tawthiq.coding.annotated import Annotated, Sentence
from tawthiq.coding.entries import Mention
from tawthiq.coding.parties import Party, written

__all__ = ["Saying", "sayings_of"]

_VERBS = frozenset({"verb-subject", "verb-through"})
_PREPOSITION = "preposition-source"
_REACH = 5
_NAME_REACH = 7
_COMPLEMENTIZERS = frozenset({"ان", "انه", "انها", "انهم", "بان", "بانه", "بانها", "عن", "الي", "إلى", ":", "لـ", "ل"})
_NAME_STOPS = _COMPLEMENTIZERS | frozenset({"،", "\n", ".", '"', "(", ")", "في", "من", "علي", "على", "خلال", "ل", "قد", "مساء",
    "اليوم", "امس", "الاحد", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه", "السبت", "ما", "لم", "لا", "لن", "هذا", "مع"})  # fmt: skip
_CONTINUES = frozenset({"اضاف", "تابع", "اوضح", "اشار", "لفت", "اكد", "ذكر", "بين", "نوه", "استطرد", "اردف", "قال", "مضيفا", "مشيرا",
    "موضحا", "مبينا", "لافتا", "مؤكدا", "وفقه"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says a sentence, or a part of it.

    Attributes:
        start: First word of the stretch that introduces the speakers.
        end: Index after its last word: the complementizer, or the end of the names.
        names: Speakers as written, with the range of their words.
        is_continued: Whether the speakers are those of an earlier sentence.
    """

    start: int
    end: int
    names: tuple[tuple[str, int, int], ...]
    is_continued: bool = False


def sayings_of(text: Annotated, sentence: Sentence, parties: Sequence[Party], before: Sequence[Saying]) -> list[Saying]:
    """Find who says a sentence.

    Args:
        text: The annotated report.
        sentence: The sentence.
        parties: Its parties: a party can be a speaker too.
        before: Sayings of the sentence before, for words that go on.

    Returns:
        Sayings by start; empty where the outlet itself speaks.
    """
    found: list[Saying] = []
    i = sentence.start
    while i < sentence.end:
        mention = next((m for m in text.at.get(i, ()) if m.entry.kind == "reporting"), None)
        saying = _saying(text, sentence, mention, parties, before) if mention else None
        if saying is None:
            i += 1
            continue
        found.append(saying)
        i = max(saying.end, i + 1)
    return found


def _saying(text: Annotated, sentence: Sentence, mention: Mention, parties: Sequence[Party],
            before: Sequence[Saying]) -> Saying | None:  # fmt: skip
    construction = mention.entry.label
    if construction == _PREPOSITION:
        return _named_after(text, sentence, mention, parties)
    if construction in _VERBS:
        return (
            _named_after(text, sentence, mention, parties)
            or _named_before(text, sentence, mention, parties)
            or _continued(text, mention, before)
        )
    return None


def _named_after(text: Annotated, sentence: Sentence, mention: Mention, parties: Sequence[Party]) -> Saying | None:
    forms = text.words.forms
    i = mention.end
    names: list[tuple[str, int, int]] = []
    limit = min(sentence.end, mention.end + _REACH)
    while i < limit:
        if forms[i] in _COMPLEMENTIZERS:
            break
        source = next((m for m in text.at.get(i, ()) if m.entry.kind == "source"), None)
        party = next((p for p in parties if p.start == i), None)
        if source is not None and source.entry.label == "outlet-own":
            return None
        if source is not None and source.entry.label == "person-title":
            names += _person_and_body(text, sentence, source, parties)
            break
        if source is not None:
            names.append((written(text, i, source.end, source.prefix), i, source.end))
            i = source.end
            names += _joined_sources(text, i, sentence)
            break
        if party is not None:
            names.append((party.name, party.name_start, party.end))
            break
        i += 1
    if not names and mention.entry.label in _VERBS:
        names = _bare_name(text, sentence, mention)
    if not names:
        return None
    return Saying(mention.start, _complement(text, max(n[2] for n in names), sentence), tuple(names))


def _joined_sources(text: Annotated, at: int, sentence: Sentence) -> list[tuple[str, int, int]]:
    """A second source joined by "و" or "عن" ("نقلت وكالة سانا عن مصدر")."""
    for i in range(at, min(at + 3, sentence.end)):
        source = next((m for m in text.at.get(i, ()) if m.entry.kind == "source"), None)
        if source is not None and (source.prefix == "و" or text.words.forms[i - 1] == "عن") and source.entry.label != "person-title":
            return [(written(text, i, source.end, source.prefix), i, source.end)]
    return []


def _person_and_body(text: Annotated, sentence: Sentence, title: Mention, parties: Sequence[Party]) -> list[tuple[str, int, int]]:
    """A person with an office: the person and the body (ruling 26)."""
    forms = text.words.forms
    found: list[tuple[str, int, int]] = []
    i = title.end
    limit = min(sentence.end, title.end + 12)
    name_start: int | None = None
    while i < limit:
        body = next((m for m in text.at.get(i, ()) if m.entry.kind == "source" and m.entry.label != "person-title"), None)
        party = next((p for p in parties if p.start == i), None)
        if body is not None or party is not None:
            if name_start is not None:
                found.append((written(text, name_start, i, ""), name_start, i))
                name_start = None
            end = body.end if body is not None else party.end if party is not None else i + 1
            start = i if body is not None else party.name_start if party is not None else i
            prefix = body.prefix if body is not None else ""
            found.append((written(text, start, end, prefix), start, end))
            i = end
            continue
        if forms[i] in _NAME_STOPS:
            if name_start is not None and i - name_start >= 2:
                found.append((written(text, name_start, i, ""), name_start, i))
            name_start = None
            if forms[i] in _COMPLEMENTIZERS:
                break
        elif name_start is None and not text.at.get(i):
            name_start = i
        i += 1
    return found


def _bare_name(text: Annotated, sentence: Sentence, mention: Mention) -> list[tuple[str, int, int]]:
    """Two to four words that the lexicon does not know, right after the verb and before its complement: a person."""
    forms = text.words.forms
    i = mention.end
    while i < min(sentence.end, mention.end + _NAME_REACH) and forms[i] not in _NAME_STOPS:
        if any(m.entry.kind in ("trigger", "weapon", "connector", "reporting", "cue") for m in text.at.get(i, ())):
            return []
        i += 1
    if i >= sentence.end or not 2 <= i - mention.end <= 4 or forms[i] not in _NAME_STOPS:
        return []
    if forms[mention.end].startswith(("ب", "ل")) and len(forms[mention.end]) < 4:
        return []
    return [(written(text, mention.end, i, ""), mention.end, i)]


def _named_before(text: Annotated, sentence: Sentence, mention: Mention, parties: Sequence[Party]) -> Saying | None:
    """ "المرصد قال": the speaker before the verb."""
    least = max(sentence.start, mention.start - 8)
    for i in range(mention.start - 1, least - 1, -1):
        source = next((m for m in text.at.get(i, ()) if m.entry.kind == "source" and m.end <= mention.start), None)
        if source is not None and mention.start - source.end <= 1 and source.entry.label not in ("person-title", "outlet-own"):
            names = ((written(text, i, source.end, source.prefix), i, source.end),)
            return Saying(i, _complement(text, mention.end, sentence), names)
    return None


def _continued(text: Annotated, mention: Mention, before: Sequence[Saying]) -> Saying | None:
    form = text.words.forms[mention.start].lstrip("و").rstrip("ت")
    after = text.words.forms[mention.end] if mention.end < len(text.words) else ""
    if not before or form not in _CONTINUES or (after not in _COMPLEMENTIZERS and after != '"'):
        return None
    return Saying(mention.start, mention.end + 1, before[-1].names, is_continued=True)


def _complement(text: Annotated, at: int, sentence: Sentence) -> int:
    """Index after the complementizer that follows a speaker, or `at` where none does."""
    for i in range(at, min(at + 14, sentence.end)):
        if text.words.forms[i] in ("ان", "انه", "انها", "بان", "انهم", "بانه", "بانها", ":"):
            return i + 1
    return at
