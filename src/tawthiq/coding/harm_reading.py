"""What befell the people of a frame: its slots are filled one by one, then its words that tell harm by themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.frames import Frame
from tawthiq.coding.harm_parts import PartList
from tawthiq.coding.harm_slots import Slot, are_linked, is_joined_on, object_of, subject_of
from tawthiq.coding.harm_words import harm_words
from tawthiq.coding.named_people import names_behind, referred_by
from tawthiq.coding.person_nouns import person_at
from tawthiq.coding.person_phrases import People

__all__ = ["HarmReading", "Harmed"]

_TOLL_REACH = 30
_HITS_REACH = 2
_SUBJECT_REACH = 6
_COMPANY_REACH = 25
_OWNER_REACH = 2
_OBJECT_REACH = 2
_PREDICATE_REACH = 2


@dataclass(frozen=True, slots=True)
class Harmed:
    """People with what befell them.

    Attributes:
        people: The people.
        harms: killed, injured or detained.
        is_split: Whether the number is of those that one of the harms befell ("بين قتيل وجريح").
        series: Number of the list that they stand in.
    """

    people: People
    harms: tuple[str, ...]
    is_split: bool
    series: int


class HarmReading:
    """The people of a frame, while what befell them is read.

    Args:
        text: The annotated report.
        frame: The frame.
        people: Its count phrases, by start.
        parts: Its lists of parts.
    """

    def __init__(self, text: Annotated, frame: Frame, people: Sequence[People], parts: Sequence[PartList]) -> None:
        self._text = text
        self._forms = text.words.forms
        self._frame = frame
        self._people = [p for p in people if not any(part.start <= p.start < part.end for part in parts)]
        self._by_start = {p.start: p for p in self._people}
        self._part_ends = {part.start: part.end for part in parts}
        self._found: list[Harmed] = []
        self._taken: set[int] = set()
        self._series = 0

    def found(self) -> list[Harmed]:
        """All that was found, by start."""
        return sorted(self._found, key=lambda h: h.people.start)

    def fill(self, slot: Slot) -> None:
        """Give a slot its people, from behind it or from before."""
        first = object_of(self._text, self._frame, slot, self._by_start)
        if first is not None and (first.start in self._taken or self._opens_parts(slot.end, first.start)):
            first = None
        told = [p for p in self._free() if not self._is_toll_reference(p)]
        subject = subject_of(self._text, self._frame, slot, told, self._part_ends)
        predicate = self._predicate(slot, first) if subject else None
        if predicate is not None:
            self._take_predicate(subject, predicate)
        elif subject and slot.is_many and first is not None and first.start - slot.end > _OBJECT_REACH:
            self._take(subject, slot.harms, split=slot.is_either)
        elif first is not None and self._is_toll_reference(first):
            self._taken.add(first.start)
        elif first is not None and not (slot.end < first.start and is_joined_on(self._text, first)):
            self._take(self._listed(first), slot.harms, split=slot.is_either)
        elif subject:
            self._take(subject, slot.harms, split=slot.is_either)
            self._take_company(slot)
        else:
            self._fill_with_name(slot)

    def _fill_with_name(self, slot: Slot) -> None:
        named = names_behind(self._text, self._frame, slot, self._people)
        if named is not None:
            self._take([named, *self._listed(named)[1:]], slot.harms)
        elif slot.suffix and not any(slot.harms[0] in h.harms for h in self._found):
            victim = referred_by(self._text, slot, self._free())
            if victim is not None:
                self._take([victim], slot.harms)

    def _free(self) -> list[People]:
        return [p for p in self._people if p.start not in self._taken]

    def _opens_parts(self, start: int, end: int) -> bool:
        return any(start <= opener < end for opener in self._part_ends)

    def _listed(self, first: People) -> list[People]:
        """A count phrase and those listed after it."""
        found = [first]
        for p in self._people:
            if p.start > found[-1].start and p.start not in self._taken:
                linked = are_linked(self._text, found[-1], p) and not (p.is_weak and not p.is_others)
                if not linked or self._opens_parts(found[-1].end, p.start):
                    break
                found.append(p)
        return found

    def _take(self, people: Iterable[People], harms: tuple[str, ...], *, split: bool = False) -> None:
        self._series += 1
        for p in people:
            self._taken.add(p.start)
            if p.harms == ("detained",) and "detained" not in harms:
                prisoner = replace(p, group="prisoners" if p.group == "unspecified" else p.group, harms=())
                self._found.append(Harmed(prisoner, harms, split, self._series))
                continue
            split_here = split and not p.harms
            self._found.append(Harmed(p, p.harms or harms, split_here, self._series))

    def _predicate(self, slot: Slot, first: People | None) -> People | None:
        """A word of harm behind a verb that says how its subject ended: "سقطوا قتلى", "سقطوا بين قتيل وجريح"."""
        near = (p for p in self._free() if slot.end <= p.start <= slot.end + _PREDICATE_REACH)
        amid = (p for p in near if self._forms[p.start - 1] in harm_words()["amid"])
        p = next(amid, first)
        return p if p is not None and p.harms and not p.is_numbered and not p.is_definite else None

    def _take_predicate(self, subject: Sequence[People], first: People) -> None:
        harms, split = first.harms, self._forms[first.start - 1] in harm_words()["amid"]
        if split:
            second = self._by_start.get(first.end)
            harms = (*harms, *(second.harms if second is not None else ()))
            self._taken |= {first.end}
        self._taken.add(first.start)
        self._take(subject, tuple(dict.fromkeys(harms)), split=split)

    def _is_toll_reference(self, p: People) -> bool:
        """Whether a word of harm only names a toll: "ارتفاع حصيلة القتلى إلى 11"."""
        last = next((q for q in self._people if q.end == p.start and q.harms and not q.is_numbered), None)
        at = p.start if last is None else last.start
        before = self._forms[at - 1] if at else ""
        reference = harm_words()["reference"]
        return bool(p.harms) and not p.is_numbered and (before in reference or before[1:] in reference)

    def _take_company(self, slot: Slot) -> None:
        """Those who met the same end beside the subject: "قتل في الكمين مع 4 من مرافقيه"."""
        for p in self._free():
            if slot.end <= p.start <= slot.end + _COMPANY_REACH and p.is_numbered and not p.harms:
                beside = self._forms[p.start - 1] in harm_words()["company"]
                if beside and any(f.endswith(("ه", "ها", "هم")) for f in self._forms[p.end - 1 : p.end + _OWNER_REACH]):
                    self._take([p], slot.harms)

    def take_tolls(self) -> None:
        """People whose own noun tells the harm: "خلفت 83 قتيلا"; not "عدد القتلى", which speaks of a toll."""
        words = harm_words()
        for p in self._people:
            before = self._forms[p.start - 1] if p.start > self._frame.start else ""
            if not p.harms or (p.start in self._taken and not self._is_toll_reference(p)):
                continue
            if self._is_toll_reference(p):
                self._take_toll_of(p)
            elif not p.is_numbered and before in words["amid"]:
                self._take_split(p)
            elif not (p.is_definite or p.start in self._taken or self._tells_hits(p) or self._tells_wounds(p)):
                listed = [q for q in self._listed(p) if q.start == p.start or q.harms or q.is_numbered]
                if len(listed) > 1 or not p.is_one or self._is_result(p.start):
                    self._take(listed, p.harms)

    def _is_result(self, at: int) -> bool:
        """Whether one hurt is told as a result or opens a clause, not as how somebody was: "عثر عليه وهو مصاب"."""
        before = self._forms[at - 1] if at > self._frame.start else ""
        return not before[:1].isalpha() or before in harm_words()["results"]

    def _take_toll_of(self, p: People) -> None:
        """The number that a toll came to: "حصيلة شهداء القصف على البلدة إلى أربعة مدنيين"."""
        for q in self._free():
            if p.end <= q.start <= p.end + _TOLL_REACH and q.is_numbered:
                reached = self._forms[q.start - 1] in harm_words()["reached"]
                if q.harms or reached or self._forms[q.start].startswith("ل"):
                    self._take(self._listed(q), p.harms)
                return

    def _take_split(self, p: People) -> None:
        """Those told of before "between killed and wounded": "عشرات الأشخاص بين قتيل وجريح"."""
        second = person_at(self._text, p.end) if p.end < len(self._forms) else None
        before = [q for q in self._free() if 0 < p.start - q.end <= _SUBJECT_REACH]
        if second is None or second.entry.attrs["harm"] == "none" or p.is_definite or not before:
            return
        self._taken |= {p.start, second.start}
        self._take(before[-1:], (*p.harms, second.entry.attrs["harm"]), split=True)

    def _tells_wounds(self, p: People) -> bool:
        """Whether "بإصابات" only says how one was hurt: "أصيب الطفل بإصابات خطيرة"."""
        if p.noun is None or not p.noun.prefix.endswith("ب"):
            return False
        return any("injured" in h.harms and 0 <= p.start - h.people.end <= _SUBJECT_REACH for h in self._found)

    def _tells_hits(self, p: People) -> bool:
        """Whether "إصابات" are hits, not people: "حقق إصابات مباشرة"."""
        words = harm_words()
        around = (*self._forms[max(0, p.start - 1) : p.start], *self._forms[p.end : p.end + _HITS_REACH])
        return p.harms == ("injured",) and any(f.removeprefix("و") in words["hits"] for f in around)
