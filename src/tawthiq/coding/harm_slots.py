"""Slots of harm: the words of a clause that say what befell people, and which count phrases stand in each.

A slot is a word of harm or several joined ones ("مقتل وإصابة"). It is filled from behind it ("قتل خمسة مدنيين"), over
times, small words and the subject of an active verb; else, for a verb, from before it ("خمسة مدنيين قتلوا").
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tawthiq.coding.acts import Act
from tawthiq.coding.annotated import Annotated
from tawthiq.coding.frames import Frame
from tawthiq.coding.harm_words import harm_words
from tawthiq.coding.lost_lives import Slot, fallen, lost_lives
from tawthiq.coding.person_nouns import MARKS, is_armed_party, party_end
from tawthiq.coding.person_phrases import People, is_title, says_and_one

__all__ = ["Slot", "are_linked", "is_joined_on", "object_of", "slots_of", "subject_of"]

_HARM_OF_KIND = {"killing": "killed", "arrest": "detained", "abduction": "detained", "killed": "killed",
                 "fallen": "killed", "bodies": "killed", "injured": "injured", "captured": "detained"}  # fmt: skip
_SEIZING = frozenset({"arrest", "abduction"})
_UNKNOWN = 4
_UNKNOWN_OF_NOUN = 3
_REACH = 14
_SOURCE_REACH = 8
_SUBJECT_GAP = 2
_PLURAL_SUBJECT_GAP = 12
_LINK_REACH = 9
_JOINED_BY = frozenset({"و", "او", "بحياه", "بارواح", "ارواح"})
_CAUSES = frozenset({"في", "جراء", "اثر", "نتيجه", "خلال", "بسبب"})
_IN_LISTS = frozenset({"،", "الي", "ل", "في"})
_BODY_REACH = 7
_QUANTITIES = frozenset({"عدد", "عددا", "عشرات", "العشرات", "مئات", "المئات"})
_RANK = "برتبه"
_FAR = 99


def slots_of(text: Annotated, frame: Frame, people: Sequence[People]) -> list[Slot]:
    """Read the slots of a frame.

    Args:
        text: The annotated report.
        frame: The frame.
        people: Its count phrases, by start.

    Returns:
        Slots by start; words of harm that are joined make one.
    """
    ends = {p.end for p in people}
    slots: list[Slot] = []
    for act in frame.triggers:
        slot = _slot(act)
        if slot is None or _is_family(text, act) or _meets_no_end(text, frame, act) or _is_only_tried(text, frame, act):
            continue
        last = slots[-1] if slots else None
        if last is not None and not last.is_many and last.start not in ends and _is_joined(text, last, act):
            harms = tuple(dict.fromkeys((*last.harms, *slot.harms)))
            either = text.words.forms[act.start - 1] == "او"
            slots[-1] = replace(slot, start=last.start, harms=harms, is_either=either, suffix="")
        else:
            slots.append(slot)
    taken = {i for s in slots for i in range(s.start, s.end)}
    slots += lost_lives(text, frame)
    slots += fallen(text, frame, {p.start for p in people if not p.is_definite} - taken, taken)
    return sorted(slots, key=lambda s: s.start)


def _slot(act: Act) -> Slot | None:
    harm = _HARM_OF_KIND.get(act.kind)
    if harm is None or (act.role != "harm" and act.kind != "killing" and act.kind not in _SEIZING):
        return None
    suffix = "" if act.is_verb else act.mention.suffix
    person = act.mention.person
    return Slot(act.start, act.end, (harm,), act.kind, suffix, is_verb=act.is_verb, is_passive=act.is_passive,
                is_many=act.is_verb and person[-1:] in ("p", "d"), person=person,
                is_over=act.rule == "wipeOut")  # fmt: skip


def _is_family(text: Annotated, act: Act) -> bool:
    """Whether the word is "family" or "families", written like "his capture" and "capture"; not before who is taken."""
    if act.kind != "captured" or (act.is_verb and not text.of("person").get(act.start)):
        return False
    after = text.words.forms[act.end] if act.end < len(text.words) else ""
    numbered = bool(text.numbers_from(act.end, act.end + 1))
    taken = numbered or after in harm_words()["others"] or after in _QUANTITIES
    armed = any(m.entry.label in ("fighters", "officers") and not m.article for m in text.of("person").get(act.end, ()))
    return not (taken or armed)


def _is_only_tried(text: Annotated, frame: Frame, act: Act) -> bool:
    """Whether a harm was only tried: "محاولة لقتل ثلاثة"."""
    before = text.words.forms[act.start - 1] if act.start > frame.start else ""
    return not act.is_verb and before in harm_words()["try"]


def _meets_no_end(text: Annotated, frame: Frame, act: Act) -> bool:
    """Whether a verb of meeting ("لقي") has no end to meet behind it: "تلقى نائب الرئيس اتصالا"."""
    forms = text.words.forms
    if not act.is_verb or "لق" not in forms[act.start]:
        return False
    rest = forms[act.end : min(frame.end, act.end + _REACH)]
    return not any(f.startswith(("مصرع", "حتف", "ربه", "ربها", "وجه")) for f in rest)


def _is_joined(text: Annotated, slot: Slot, act: Act) -> bool:
    between = text.words.forms[slot.end : act.start]
    if slot.suffix or len(between) > 2 or any(f not in _JOINED_BY for f in between):
        return False
    return "و" in act.mention.prefix or bool(between)


def object_of(text: Annotated, frame: Frame, slot: Slot, people: Mapping[int, People]) -> People | None:
    """Find the count phrase behind a word of harm.

    Args:
        text: The annotated report.
        frame: The frame.
        slot: The slot.
        people: Count phrases of the frame that no part opener holds, by start.

    Returns:
        The phrase, or None where something else comes first.
    """
    if slot.suffix:
        return None
    search = _Forward(text, slot)
    i = _first_body(text, slot)
    while i < min(frame.end, slot.end + _REACH):
        found = people.get(i)
        if found is not None:
            return _behind_subject(text, slot, found, people) if search.takes(found) else None
        step = search.step(i)
        if not step:
            return None
        i += step
    return None


def _first_body(text: Annotated, slot: Slot) -> int:
    """Where the dead may stand: behind a verb of finding from the word for bodies on ("عثر الأهالي على جثة شاب")."""
    forms = text.words.forms
    if slot.kind == "bodies" and slot.is_verb:
        return next((i for i in range(slot.end, min(slot.end + _BODY_REACH, len(forms))) if "جث" in forms[i]), slot.end)
    return slot.end


class _Forward:
    """What may stand between a word of harm and its people."""

    def __init__(self, text: Annotated, slot: Slot) -> None:
        self._text = text
        self._forms = text.words.forms
        self._slot = slot
        self._words = harm_words()
        self._unknown = 0
        self._aside = False
        self._onto = False

    def step(self, i: int) -> int:
        """How many words to go on over; 0 where the slot ends."""
        form = self._forms[i]
        if i in self._text.timed or form in self._words["between"] or form in MARKS or form in self._words["wounds"]:
            return 1
        if form in self._words["manner"]:  # "أعدم التنظيم رميا بالرصاص ثلاثة شبان"
            return 1 + int(i + 1 < len(self._forms) and self._forms[i + 1].startswith("ب"))
        if form == "علي" and self._slot.is_over:
            return 1
        if form == "علي" and (self._aside or (self._slot.kind in _SEIZING and i == self._slot.end)):
            self._onto = self._aside
            return 1
        if form == "،":
            return int(self._parts_a_time(i)) or self._past_source(i + 1)
        if form in self._words["source"]:
            return self._past_source(i)
        cause = form in _CAUSES or form.startswith("ب")
        barred = form in self._words["stop"] or form.removeprefix("ال") in self._words["loss"]
        barred = barred or not form[0].isalpha() or self._is_barred(i)
        # A noun of harm has its people right behind it, or behind who did it: "اعتقال قوات الأمن لثلاثة".
        barred = barred or (not self._slot.is_verb and (self._unknown == _UNKNOWN_OF_NOUN or form.startswith("و")))
        self._aside = self._aside or cause
        self._unknown += 1
        return int(not barred and not (cause and not self._slot.is_verb) and self._unknown <= _UNKNOWN)

    def _past_source(self, i: int) -> int:
        """How many words to go on over who says it, put in between commas: "قتل، وفق المرصد، ثمانية"."""
        forms = self._forms[i : i + _SOURCE_REACH]
        while forms and forms[0] in self._words["between"]:
            i, forms = i + 1, forms[1:]
        said = bool(forms) and forms[0] in self._words["source"] and "،" in forms
        return forms.index("،") + 1 + int(self._forms[i - 1] == "،") if said else 0

    def _parts_a_time(self, i: int) -> bool:
        """Whether a comma only sets off a time or the bound of a number: "قتل، أمس، خمسة"."""
        before, after = self._forms[i - 1], self._forms[i + 1 : i + 2]
        timed = {i - 1, i + 1} & self._text.timed
        return bool(timed) or before in self._words["between"] or after == ["ما"]

    def _is_barred(self, i: int) -> bool:
        for mention in self._text.at.get(i, ()):
            kind, label = mention.entry.kind, mention.entry.label
            barring = label in ("part", "cut", "time", "join", "contrast", "purpose", "relative")
            if kind == "connector" and barring and self._forms[i] not in _CAUSES:
                return True
            role = mention.entry.attrs["role"] if kind == "trigger" else ""
            if role == "harm" or (role in ("act", "effect") and not self._is_subject(i)):
                return True
        return False

    def _is_subject(self, i: int) -> bool:
        """Whether an act word is the subject of an active verb ("قتلت التفجيرات العشرات") or how it came about."""
        return self._slot.is_verb and (self._aside or i <= self._slot.end + 1)

    def takes(self, people: People) -> bool:
        """Whether a count phrase may fill the slot from here."""
        if self._unknown and is_title(people):
            return False
        if self._onto and not people.is_numbered:
            return False  # "قتل في هجوم على عمال": who was attacked
        if self._aside and (people.is_definite or not (people.is_numbered or people.group)):
            return False
        if people.is_weak and not people.is_others and (people.is_definite or self._unknown):
            return False
        prefix = people.noun.prefix if people.noun is not None and people.noun.start == people.start else ""
        return not prefix.endswith("ب") and (not prefix.endswith("ل") or not self._unknown)


def _behind_subject(text: Annotated, slot: Slot, found: People, people: Mapping[int, People]) -> People:
    """The object where the first phrase behind an active verb is who did it: "قتل انتحاري ثمانية أشخاص"."""
    if not slot.is_verb or slot.is_passive or found.is_numbered or found.harms:
        return found
    i = found.end
    while i < min(found.end + 4, len(text.words)):
        second = people.get(i)
        if second is not None:
            return found if is_joined_on(text, second) or second.is_weak else second
        form = text.words.forms[i]
        party = i + 1 if form == "من" and found.is_one else i
        if is_armed_party(text, party):
            met = people.get(party_end(text, party))
            return met if met is not None and _is_met(text, met) else found
        if i not in text.timed and (form == "من" or form not in harm_words()["between"]):
            break
        i += 1
    return found


def _is_met(text: Annotated, people: People) -> bool:
    """Whether the case of a word, or a number, tells an object: "قنص جندي من القوات طفلا"."""
    return people.is_numbered or (not is_joined_on(text, people) and text.words.forms[people.start].endswith("ا"))


def subject_of(text: Annotated, frame: Frame, slot: Slot, free: Sequence[People],
               parts: Mapping[int, int]) -> list[People]:  # fmt: skip
    """Find the count phrases before a verb of harm that has none behind it.

    Args:
        text: The annotated report.
        frame: The frame.
        slot: The slot.
        free: Count phrases that fill no slot, by start.
        parts: Index after each list of parts, by the index where it opens.

    Returns:
        The phrase and those joined to it, by start; empty if there is none.
    """
    if not slot.is_verb:
        return []
    before = [p for p in free if p.end <= slot.start and p.start >= frame.start]
    if not before or before[-1].is_weak:
        return []
    last = before[-1]
    gap = _gap(text, last.end, slot.start, parts)
    if gap > (_PLURAL_SUBJECT_GAP if slot.is_many and not last.is_one else _SUBJECT_GAP):
        return []
    found = [last]
    for p in reversed(before[:-1]):
        if not are_linked(text, p, found[0]):
            break
        found.insert(0, p)
    return found


def _gap(text: Annotated, start: int, end: int, parts: Mapping[int, int]) -> int:
    """How many words stand between a subject and its verb, without times, brackets and lists of parts."""
    words = harm_words()
    gap, i = 0, start
    while i < end:
        if i in parts or i in text.timed:
            i = max(i + 1, parts.get(i, 0))
            continue
        for m in text.at.get(i, ()):
            if m.entry.kind == "reporting" or (m.entry.kind == "connector" and m.entry.label in ("cut", "effect")):
                return _FAR
            if m.entry.kind == "trigger" and m.entry.attrs["role"] in ("act", "harm"):
                return _FAR
        form = text.words.forms[i]
        if form in words["that"]:
            return _FAR
        gap += not (form in words["between"] or form in words["who"] or form in MARKS or form == "،")
        i += 1
    return gap


def are_linked(text: Annotated, a: People, b: People) -> bool:
    """Whether two count phrases stand in one list: "ثلاثة أطفال، وامرأتين ورجل".

    Args:
        text: The annotated report.
        a: A phrase.
        b: The one after it.

    Returns:
        False where more than times, names, parties, wounds and joining words stand between.
    """
    if b.start - a.end > _LINK_REACH or b.start < a.end:
        return False
    words, forms = harm_words(), text.words.forms
    joined = is_joined_on(text, b)
    i, past_party = a.end, False
    while i < b.start:
        form = forms[i]
        if (form == "و" and i == b.start - 1) or form.removeprefix("و").removeprefix("ب") in words["beside"]:
            joined = True
        elif not (_is_light(text, i) or (a.low == 1 == a.high and _may_name(text, i))):
            return False
        is_party = is_armed_party(text, i)
        i, past_party = party_end(text, i) if is_party else i + 1, past_party or is_party
    # "عدد من أفراد القوات والعاملين": one number for both
    return joined and not (past_party and b.is_definite and not b.is_numbered)


def _may_name(text: Annotated, i: int) -> bool:
    """Whether a word behind one person may be part of what he is called."""
    words, form = harm_words(), text.words.forms[i]
    return form in words["name"] or form in words["called"] or (not text.at.get(i) and form not in words["stop"])


def _is_light(text: Annotated, i: int) -> bool:
    """Whether a word may stand inside a list of people: marks, times, ages, wounds, the party that they are of."""
    words, form = harm_words(), text.words.forms[i]
    if form in MARKS or form in _IN_LISTS or form.isdecimal() or i in text.timed:
        return True
    if _RANK in text.words.forms[max(0, i - 1) : i + 1]:
        return True  # "ضابط برتبة عقيد وجنديان"
    if form in words["between"] or form in words["wounds"] or form in words["year"]:
        return True
    here = text.at.get(i, ())
    party = is_armed_party(text, i) or any(m.entry.kind == "nisba" and not m.prefix for m in here)
    return party and not any(m.entry.kind == "trigger" for m in here)


def is_joined_on(text: Annotated, people: People) -> bool:
    """Whether a count phrase opens with "and"."""
    if people.noun is not None and people.noun.start == people.start:
        return people.noun.prefix.startswith("و")
    form = text.words.forms[people.start]
    return form.startswith("و") and (not form.startswith("واحد") or says_and_one(text, people.start))
