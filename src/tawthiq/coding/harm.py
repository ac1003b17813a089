"""The counts of a frame: which people were killed, injured or detained (codebook, section 4; rulings 5, 20 to 22).

1. slots: each word of harm takes the count phrase it governs, with those listed after it;
2. words that tell harm and people at once ("قتلى") count by themselves;
3. parts: "among them", "most of them", "nine of the dead" are parts of the toll before them;
4. groups: a bare number and others take the group of those counted before;
5. denied harm counts 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tawthiq.coding.annotated import Annotated, Sentence
from tawthiq.coding.frames import Frame
from tawthiq.coding.harm_denied import Denied, denied_of
from tawthiq.coding.harm_parts import PartList, opener_at, parts_of
from tawthiq.coding.harm_reading import Harmed, HarmReading
from tawthiq.coding.harm_slots import slots_of
from tawthiq.coding.person_nouns import person_at
from tawthiq.coding.person_phrases import People, is_title
from tawthiq.coding.persons import people_between

__all__ = ["HarmCount", "harm_of"]

_UNTOLD = "unspecified"
_PART_REACH = 14
_SHARED_REACH = 3
_LIST_REACH = 6
# Lemmas of persons.tsv: members are fighters where those counted before are.
_MEMBERS = frozenset({"فرد", "عضو", "منتسب"})
_GROUP_REACH = 25
# Groups that a bare number or others take over from those counted before; children and women are told each time.
_NEVER_FIGHTERS = frozenset({"children", "women", "elderly"})
_INHERITED = frozenset({"fighters", "civilians", "officers", "protesters", "medics", "journalists", "prisoners"})


@dataclass(frozen=True, slots=True)
class HarmCount:
    """A count of a frame.

    Attributes:
        harm: killed, injured or detained.
        people: What was read, with its words.
        group: Group of the codebook.
        low: The least number.
        high: The greatest, None where open.
        is_part: Whether it is a part of a total beside it.
    """

    harm: str
    people: People
    group: str
    low: int
    high: int | None
    is_part: bool


def harm_of(text: Annotated, sentence: Sentence, frame: Frame) -> tuple[list[HarmCount], list[People]]:
    """Read the counts of a frame.

    Args:
        text: The annotated report.
        sentence: Its sentence.
        frame: The frame.

    Returns:
        Counts by start, and the people that no harm governs: those may be whom it was done to.
    """
    denied = denied_of(text, sentence, frame)
    people = people_between(text, frame.start, _end_with_parts(text, sentence, frame))
    people = _of_bodies(text, [p for p in people if not any(d.start <= p.start < d.end for d in denied)])
    parts = [part for part in parts_of(text, frame, people) if part.start <= frame.end + 1]
    first = frame.start + 1 if _goes_on(text, sentence, frame.start) else frame.start
    last = frame.end + 1 if _goes_on(text, sentence, frame.end) else frame.end
    people = [p for p in people if first <= p.start < last]
    slots = slots_of(text, frame, people)
    if not (slots or people or parts):
        return [_zero(d) for d in denied if d.harm], []
    reading = HarmReading(text, frame, people, parts)
    for slot in slots:
        if not any(d.start <= slot.start < d.end for d in denied):
            reading.fill(slot)
    reading.take_tolls()
    found = _without_vague(_sharing_class(text, reading.found()))
    heads = _with_groups(found, parts, _group_before(text, sentence, frame)) if found else []
    counts = _distinct(heads) + _parts(heads, parts) + [_zero(d) for d in denied if d.harm]
    held = {p.start for part in parts for p in part.people} | {h.people.start for h in heads}
    free = [p for p in people if p.start not in held and p.group and not p.is_weak and not is_title(p)]
    return sorted(counts, key=lambda c: (c.people.start, c.harm)), free


def _end_with_parts(text: Annotated, sentence: Sentence, frame: Frame) -> int:
    """The end of the frame, or of the list of parts that its next clause opens with: "قتل 5، بينهم طفل كان ..."."""
    at = frame.end
    if _goes_on(text, sentence, at):
        return min(sentence.end, at + _LIST_REACH)
    while at < sentence.end and text.words.forms[at] in ("،", '"', "-", "("):
        at += 1
    opened = at < sentence.end and opener_at(text, at) is not None
    return min(sentence.end, at + _PART_REACH) if opened else frame.end


def _goes_on(text: Annotated, sentence: Sentence, at: int) -> bool:
    """Whether a list of tolls goes on over the edge of a frame: "سقط قتلى | وجرحى في صفوف الطرفين"."""
    if not sentence.start < at < sentence.end:
        return False
    noun, before = person_at(text, at), person_at(text, at - 1)
    if noun is None or before is None or noun.prefix != "و":
        return False
    return "none" not in (noun.entry.attrs["harm"], before.entry.attrs["harm"])


_BODIES = frozenset({"جثة", "جثمان", "رفات"})


def _of_bodies(text: Annotated, people: Sequence[People]) -> list[People]:
    """Bodies with the people they were ("جثث 16 مسلحا"), people with their number behind them ("أسرى (12 أسيرا)")."""
    found: list[People] = []
    for p in people:
        last = found[-1] if found else None
        body = last is not None and last.noun is not None and last.noun.entry.attrs["lemma"] in _BODIES
        if last is not None and body and not last.is_numbered and last.end == p.start:
            found[-1] = replace(p, start=last.start, harms=("killed",), is_definite=p.is_definite and not p.is_numbered)
        elif last is not None and _is_counted_in_brackets(text, last, p):
            found[-1] = replace(p, start=last.start, group=p.group if p.group not in ("", _UNTOLD) else last.group)
        else:
            found.append(p)
    return found


def _is_counted_in_brackets(text: Annotated, people: People, number: People) -> bool:
    """Whether the number of people told without one follows in brackets."""
    opened = number.start - people.end in (1, 2) and text.words.forms[number.start - 1] == "("
    vague = people.rule == "count.form-plural"
    same = number.group in ("", _UNTOLD, people.group)
    return opened and vague and number.is_numbered and number.harms in ((), people.harms) and same


def _sharing_class(text: Annotated, found: Sequence[Harmed]) -> list[Harmed]:
    """Give a bare number the class told behind the next one: "استشهاد ثلاثة وإصابة سبعة من حرس الحدود"."""
    result = list(found)
    forms = text.words.forms
    for n, (h, after) in enumerate(pairwise(found)):
        p, q = h.people, after.people
        is_bare = not p.group and not p.is_others and p.noun is None and p.is_numbered
        near = 0 < q.start - p.end <= _SHARED_REACH and forms[p.end].startswith("و") and h.series != after.series
        told = q.group not in ("", _UNTOLD) and q.is_numbered and "من" in forms[q.start + 1 : q.end]
        if is_bare and near and told:
            result[n] = replace(h, people=replace(p, group=q.group, civilian=q.civilian))
    return result


def _without_vague(found: Sequence[Harmed]) -> list[Harmed]:
    """Leave out a plural with no number where a number of the same clause tells the same harm (codebook, `killed`)."""

    def is_told_better(h: Harmed) -> bool:
        p = h.people
        if p.group != _UNTOLD or p.rule != "count.form-plural" or not p.harms or p.is_others:
            return False
        return any(
            o.series != h.series and o.harms == h.harms and o.people.is_numbered and "vague" not in o.people.rule
            for o in found
        )

    return [h for h in found if not is_told_better(h)]


@dataclass(slots=True)
class _Head:
    """People counted with what befell them."""

    people: People
    harms: tuple[str, ...]
    group: str
    low: int
    high: int | None
    series: int


def _group_before(text: Annotated, sentence: Sentence, frame: Frame) -> str:
    """Group of those counted last in the clauses of the sentence before the frame: "قتل جنديان … وأسر آخرون"."""
    if sentence.start == frame.start or not text.words.forms[frame.start].startswith("و"):
        return ""
    before = people_between(text, max(sentence.start, frame.start - _GROUP_REACH), frame.start)
    told = [p.group for p in before if p.group not in ("", _UNTOLD) and not p.is_definite]
    return told[-1] if told and told[-1] in _INHERITED else ""


def _with_groups(found: Sequence[Harmed], parts: Sequence[PartList], before: str) -> list[_Head]:
    """What was found, each with its group: its own, that of its list, of those counted before, or of all its parts."""
    heads: list[_Head] = []
    for n, h in enumerate(found):
        group = h.people.group
        if group == _UNTOLD and h.people.harms:
            group = _class_after(found[n:]) or group
        if group == _UNTOLD and h.people.noun is not None and h.people.noun.entry.attrs["lemma"] in _MEMBERS:
            group = "fighters" if before == "fighters" or any(k.group == "fighters" for k in heads) else group
        low, high = _shared(h)
        heads.append(_Head(h.people, h.harms, group or _inherited(heads, h.people, before), low, high, h.series))
    for part in parts:
        total = next((h for h in reversed(heads) if h.people.end <= part.start), None)
        if total is None or not part.people:
            continue
        told = {p.group for p in part.people} - {"", _UNTOLD}
        if part.is_whole and total.group == _UNTOLD and len(told) == 1:
            total.group = told.pop()
        elif not total.people.group and told & (_INHERITED | _NEVER_FIGHTERS | {total.group}):
            # "28، غالبيتهم من الشرطة", "17 آخرين بينهم مدنيان": the bare total is not all of one group.
            total.group = _UNTOLD
    return heads


def _class_after(rest: Sequence[Harmed]) -> str:
    """The class told behind a list of tolls: "قتلى وجرحى في صفوف المتمردين" holds for both."""
    for h in rest[1:]:
        if not h.people.harms or h.series != rest[0].series:
            return ""
        if h.people.group in ("fighters", "civilians"):
            return h.people.group
    return ""


_ARMED = frozenset({"fighters", "officers"})


def _inherited(heads: Sequence[_Head], p: People, before: str) -> str:
    """Group of a bare number or of others: that of those counted before; one other is like the one before."""
    if not heads:
        return (before if p.is_others else "") or _UNTOLD
    group = heads[-1].group
    told = {h.group for h in heads if h.series == heads[-1].series}
    if p.is_others and len(told) > 1 and not told <= _ARMED:
        return _UNTOLD  # "مقتل 17 جنديا وأربعة مدنيين وجرح 40 آخرين"
    if group in _INHERITED or (p.is_others and p.low == 1 == p.high):
        return "fighters" if group == "officers" else group
    return _UNTOLD


def _shared(h: Harmed) -> tuple[int, int | None]:
    """Its numbers: one for both harms ("مقتل وإصابة 7") sets no lower bound for either (ruling 20)."""
    p = h.people
    if h.is_split:
        return 1, None if p.rule.startswith("count.vague") else p.high
    if len(h.harms) > 1 and not p.harms and p.high is not None and p.low > 1 and p.is_numbered:
        return 1, p.high
    return p.low, p.high


def _distinct(heads: Sequence[_Head]) -> list[HarmCount]:
    """The totals, without what another word of harm tells again in the same numbers and group."""
    seen: dict[tuple[str, str, int, int | None], int] = {}
    found = []
    for head in heads:
        for harm in head.harms:
            key = (harm, head.group, head.low, head.high)
            if seen.setdefault(key, head.series) == head.series:
                found.append(HarmCount(harm, head.people, head.group, head.low, head.high, False))
    return found


def _parts(heads: Sequence[_Head], parts: Sequence[PartList]) -> list[HarmCount]:
    """The counts of parts; "among them wounded badly" and parts with neither number nor group are none."""
    found = []
    for part in parts:
        before = [h for h in heads if h.people.end <= part.start]
        harms = part.harms or (_harms_of_total(before) if before else ())
        for p in () if part.is_whole else part.people:
            if p.harms and not p.is_numbered and not part.harms and set(p.harms) <= {"killed", "injured"}:
                continue
            group = p.group or (before[-1].group if before else _UNTOLD)
            if group == _UNTOLD and not p.is_numbered and p.high is None:
                continue
            low = 1 if p.high is None and not p.is_numbered else p.low
            found += [HarmCount(h, p, group, low, p.high, True) for h in harms]
    return found


def _harms_of_total(before: Sequence[_Head]) -> tuple[str, ...]:
    """The harms that a part shares: those of the last total, and of "killed" before "and injured" with no numbers."""
    last = before[-1]
    if len(before) > 1 and last.people.harms and not last.people.is_numbered and last.series == before[-2].series:
        other = before[-2]
        if other.people.harms and not other.people.is_numbered:
            return tuple(dict.fromkeys((*other.harms, *last.harms)))
    return last.harms


def _zero(denied: Denied) -> HarmCount:
    """A harm denied: 0 people (codebook, section 4; ruling 22)."""
    people = People(denied.start, denied.end, 0, 0, denied.group, (denied.harm,), True, None, "count.none")
    return HarmCount(denied.harm, people, denied.group, 0, 0, False)
