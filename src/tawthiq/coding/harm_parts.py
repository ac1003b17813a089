"""Parts of a toll: "بينهم طفلان", "معظمهم من النساء", "ثلاثة منهم أطفال", "تسعة من القتلى هم من المدنيين"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.entries import Mention
from tawthiq.coding.frames import Frame
from tawthiq.coding.harm_slots import are_linked
from tawthiq.coding.harm_words import harm_words
from tawthiq.coding.person_nouns import MARKS
from tawthiq.coding.person_phrases import People

__all__ = ["PartList", "opener_at", "parts_of"]

_FILL = frozenset({"من", "كان", "ايضا", "هم", "علي", "الاقل", "ما", "حتي", "الان", *MARKS})
_FILL_REACH = 5
_CLASS_REACH = 3
_OF_THEM = frozenset({"منهم", "منها", "منهن"})


@dataclass(frozen=True, slots=True)
class PartList:
    """A list of parts.

    Attributes:
        start: Index of the word that opens it.
        end: Index after its last word.
        people: The parts, by start.
        harms: killed or injured where the list says which toll it is of; else empty.
        is_whole: Whether it is all of them: then it tells their class and is no part.
    """

    start: int
    end: int
    people: tuple[People, ...]
    harms: tuple[str, ...]
    is_whole: bool


def parts_of(text: Annotated, frame: Frame, people: Sequence[People]) -> list[PartList]:
    """Read the lists of parts of a frame.

    Args:
        text: The annotated report.
        frame: The frame.
        people: All count phrases of the frame, by start.

    Returns:
        Lists by start; none overlap.
    """
    found: list[PartList] = []
    done = frame.start
    for n, p in enumerate(people):
        if p.start < done:
            continue
        part = _of_toll(text, frame, people, n) or _opened(text, frame, people, n) or _apposed(text, frame, people, n)
        if part is not None:
            found.append(part)
            done = part.end
    return found


def opener_at(text: Annotated, at: int) -> Mention | None:
    """The words at an index that open a list of parts."""
    return next((m for m in text.of("connector").get(at, ()) if m.entry.label == "part"), None)


def _opened(text: Annotated, frame: Frame, people: Sequence[People], n: int) -> PartList | None:
    """A list behind "among them" and the like."""
    forms, first = text.words.forms, people[n]
    opener = _opener_before(text, frame, first.start)
    if opener is None:
        return None
    listed = _list(text, people, n)
    before = people[n - 1] if n else None
    if before is not None and before.end == opener.start and _counts_class(forms[opener.start], people[: n + 1]):
        one = replace(before, group=first.group, civilian=first.civilian, noun=first.noun, end=first.end)
        return PartList(before.start, first.end, (one,), (), is_whole=False)
    if "اصل" in forms[opener.start : opener.end]:
        listed = []  # "39 من أصل 250": the larger figure is of others too
    whole = forms[opener.start] in harm_words()["all"]
    return PartList(opener.start, max((first.end, *(p.end for p in listed))), tuple(listed), (), is_whole=whole)


def _opener_before(text: Annotated, frame: Frame, at: int) -> Mention | None:
    """The words that open a list of parts before a word, small words stepped over."""
    for i in range(at - 1, max(frame.start, at - _FILL_REACH) - 1, -1):
        opener = opener_at(text, i)
        if opener is not None and opener.end <= at and all(f in _FILL for f in text.words.forms[opener.end : at]):
            wider = opener_at(text, i - 1) if i > frame.start else None
            return wider if wider is not None and wider.end >= opener.end else opener
    return None


def _counts_class(opener: str, people: Sequence[People]) -> bool:
    """Whether a number before the opener counts the class behind it: "قتل عشرة، ثلاثة منهم أطفال"."""
    *earlier, number, named = people
    larger = any(p.is_numbered and p.low >= number.low for p in earlier)
    return opener in _OF_THEM and larger and not named.is_numbered


def _list(text: Annotated, people: Sequence[People], n: int) -> list[People]:
    listed = [people[n]]
    for p in people[n + 1 :]:
        if not are_linked(text, listed[-1], p):
            break
        listed.append(p)
    return listed


def _apposed(text: Annotated, frame: Frame, people: Sequence[People], n: int) -> PartList | None:
    """A list that says who those just counted are: "مواطنين اثنين، وهما طفل ووالده", "5 مدنيين (3 أطفال وامرأتان)"."""
    if not n:
        return None
    forms = text.words.forms
    total, first = people[n - 1], people[n]
    opener = forms[first.start - 1] if first.start > frame.start else ""
    they = opener in harm_words()["they"]
    if not they and (opener not in ("(", ":") or first.start - total.end > 1):
        return None
    if they and first.start - total.end > _CLASS_REACH * 2:
        return None
    listed = _list(text, people, n)
    if total.high is None or total.low != total.high or total.low < 2 or any(p.high is None for p in listed):
        return None
    if sum(p.low for p in listed) > total.low:
        return None
    return PartList(first.start - 1, listed[-1].end, tuple(listed), (), is_whole=False)


def _of_toll(text: Annotated, frame: Frame, people: Sequence[People], n: int) -> PartList | None:
    """A part told by its toll: "تسعة من القتلى هم من المدنيين", "صحفيين بين القتلى", "من بين القتلى ثلاثة أطفال"."""
    forms, words, p = text.words.forms, harm_words(), people[n]
    at = p.end
    if at + 1 < frame.end and forms[at] in ("من", "بين") and _toll(forms[at + 1]) and not p.harms:
        return _with_class(text, people, n, at + 2, _toll(forms[at + 1]))
    of_these = _toll(forms[p.end - 1]) if forms[p.end - 2 : p.end - 1] == ["من"] else ()
    if p.noun is not None and "vague" not in p.rule and of_these:
        return _with_class(text, people, n, p.end, of_these)
    before = forms[p.start - 1] if p.start > frame.start else ""
    named = p.is_definite and p.harms and not p.is_numbered and before in words["amid"]
    if named and n + 1 < len(people) and people[n + 1].start - p.end <= _CLASS_REACH:
        # "من بين القتلى ثلاثة أطفال": the toll itself was read as people.
        listed = _list(text, people, n + 1)
        return PartList(p.start - 1, listed[-1].end, tuple(listed), p.harms[:1], is_whole=False)
    return None


def _toll(form: str) -> tuple[str, ...]:
    words = harm_words()
    return ("killed",) if form in words["dead"] else ("injured",) if form in words["hurt"] else ()


def _with_class(text: Annotated, people: Sequence[People], n: int, at: int, harms: tuple[str, ...]) -> PartList:
    """A number of the dead, with the class that is told of them."""
    p, forms = people[n], text.words.forms
    rest = [q for q in people[n + 1 :] if at <= q.start <= at + _CLASS_REACH]
    if rest and not rest[0].is_numbered and p.group in ("", "unspecified"):
        q = rest[0]
        if all(f in _FILL or f in harm_words()["they"] for f in forms[at : q.start]):
            p = replace(p, group=q.group, civilian=q.civilian, noun=q.noun, end=q.end)
    return PartList(p.start, max(p.end, at), (p,), harms, is_whole=False)
