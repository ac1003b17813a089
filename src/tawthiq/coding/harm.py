"""The counts of a frame: which people were killed, injured or detained (codebook, section 4; rulings 5, 20 to 22)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tawthiq.coding.acts import Act
from tawthiq.coding.annotated import Annotated, Sentence
from tawthiq.coding.factuality import is_negated
from tawthiq.coding.frames import Frame
from tawthiq.coding.persons import People, people_between

__all__ = ["HarmCount", "harm_of"]

_HARM_OF_ACT = {"killing": "killed", "arrest": "detained", "abduction": "detained"}
_FIRST_REACH = 7
_SUBJECT_REACH = 3
_ZERO_GROUP = "unspecified"
_FIGHTERS = frozenset({"fighters", "officers"})


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
    people = people_between(text, frame.start, frame.end)
    governors = [_governor(text, frame, p, people[:n]) for n, p in enumerate(people)]
    counts: list[HarmCount] = []
    free: list[People] = []
    group = ""
    used: set[int] = set()
    for p, harms in zip(people, governors, strict=True):
        if not harms:
            free.append(p)
            continue
        if _follows_name(text, p, counts):
            continue
        armed = _is_of_armed(text, frame, p)
        group = "fighters" if armed else p.group or group or _ZERO_GROUP
        part = p.is_part and bool(counts)
        low, high = _shared(p, harms)
        counts += [HarmCount(h, p, group, low, high, part) for h in harms]
        used.add(p.start)
    free = [p for p in free if p.group]
    counts += _subjects(text, frame, free, counts)
    counts += _named_victims(text, frame, counts)
    counts = _without_denied(text, sentence, frame, counts)
    return _distinct(counts), free


def _follows_name(text: Annotated, p: People, counts: Sequence[HarmCount]) -> bool:
    """Whether a lone noun for one person is a part of the name of the person counted before it ("السيدة فاطمة خطيب")."""
    if not counts or p.rule != "count.singular" or p.is_part:
        return False
    last = counts[-1].people
    between = text.words.forms[last.end : p.start]
    return last.rule == "count.singular" and len(between) <= 3 and "،" not in between and not text.words.forms[p.start].startswith("و")


_SIDES = frozenset({"الطرفين", "الجانبين", "صفوف", "صفوفهم", "صفوفها", "صفوفه", "عناصر", "عناصرها", "عناصره", "مسلحي", "مقاتلي"})


def _is_of_armed(text: Annotated, frame: Frame, p: People) -> bool:
    """Whether people of no told group are of an armed side ("قتلى في صفوف المتمردين", "قتلى من الطرفين")."""
    if p.group not in ("", "unspecified"):
        return False
    end = min(frame.end, p.end + 7)
    for i in range(p.end, end):
        if text.words.forms[i] in _SIDES:
            return True
        if text.words.forms[i] in ("،", "جراء", "اثر", "المدنيين", "مدنيين"):
            return False
        if text.words.forms[i - 1] in ("من", "صفوف") and any(
            m.entry.kind == "actor" and m.entry.label not in ("civilians", "protesters") for m in text.at.get(i, ())
        ):
            return True
    return False


def _shared(p: People, harms: Sequence[str]) -> tuple[int, int | None]:
    """ "مقتل وإصابة 7": one number for both harms sets no lower bound for either (ruling 20)."""
    if len(harms) > 1 and p.low == p.high and p.low > 1:
        return 1, p.high
    return p.low, p.high


def _governor(text: Annotated, frame: Frame, p: People, before: Sequence[People]) -> tuple[str, ...]:
    """The harms that govern a count phrase: its own noun's, or those of the trigger before it."""
    triggers = {a.end - 1: a for a in frame.triggers}
    governing: tuple[str, ...] = ()
    distance = 0
    for i in range(p.start - 1, frame.start - 1, -1):
        act = triggers.get(i)
        if act is not None:
            governing = _harms_at(text, frame, act)
            break
        if any(m.entry.kind == "connector" and m.entry.label in ("cut", "time", "cause") for m in text.at.get(i, ())):
            break
        distance += 1
    if p.harm:
        return (p.harm,)
    if not governing:
        return ()
    earlier = [b for b in before if any(b.start > k for k, a in triggers.items() if _harms_at(text, frame, a))]
    if p.is_part or (earlier and p.start - earlier[-1].end <= 2):
        return governing
    reach = _FIRST_REACH if p.rule.startswith("count.") and p.noun is not None else _FIRST_REACH - 2
    return governing if distance <= reach and not earlier else ()


def _harms_at(text: Annotated, frame: Frame, act: Act) -> tuple[str, ...]:
    """What a trigger does to the people after it; both where two harms are joined ("مقتل وإصابة")."""
    if act.role == "harm":
        kind = "killed" if act.kind in ("fallen", "bodies", "killed") else act.kind
        joined = next((h for h in frame.harms if h is not act and 0 <= act.start - h.end <= 1 and act.mention.prefix == "و"), None)
        if joined is not None and joined.kind in ("killed", "injured") and joined.kind != kind:
            return (joined.kind, kind)
        return (kind,)
    harm = _HARM_OF_ACT.get(act.kind)
    return (harm,) if harm else ()


def _subjects(text: Annotated, frame: Frame, free: list[People], counts: Sequence[HarmCount]) -> list[HarmCount]:
    """ "طفلة قُتلت": people right before a harm verb that has none after it."""
    found = []
    for harm in frame.harms:
        if not harm.is_verb or any(c.people.start >= harm.end and c.people.start - harm.end <= 4 for c in counts):
            continue
        subject = next((p for p in free if 0 <= harm.start - p.end <= _SUBJECT_REACH), None)
        if subject is not None:
            free.remove(subject)
            kind = "killed" if harm.kind != "injured" else "injured"
            found.append(HarmCount(kind, subject, subject.group, subject.low, subject.high, False))
    return found


_NOT_A_NAME = frozenset({"في", "من", "علي", "على", "جراء", "اثر", "نتيجه", "بسبب", "خلال", "عدد", "،", '"', "(", "كل", "اي", "احد", "احدهم",
    "ما", "لا", "عده", "مباشره", "مباشر", "بالغه", "طفيفه", "خطيره", "بليغه", "بجروح", "هدف", "اهداف", "الهدف", "مواقع", "جميع", "عائله",
    "اخرين", "اخرون", "اخر", "عناصر", "هؤلاء", "بعض", "معظم", "اكثر", "نحو", "قبل", "بعد", "عن", "الي", "مع", "بين"})  # fmt: skip


def _named_victims(text: Annotated, frame: Frame, counts: Sequence[HarmCount]) -> list[HarmCount]:
    """ "استشهد محمد علي": a harm with a name after it and no count: one person."""
    found = []
    forms = text.words.forms
    for harm in frame.harms:
        at = harm.end
        if at + 1 >= frame.end or any(harm.start <= c.people.start <= at + 3 for c in counts) or harm.kind == "fallen":
            continue
        if harm.is_verb and not harm.mention.person.endswith("s"):
            continue
        if any(c.people.end <= harm.start and harm.start - c.people.end <= _SUBJECT_REACH for c in counts):
            continue
        unknown = [i for i in range(at, min(at + 2, frame.end)) if forms[i] not in _NOT_A_NAME and not text.at.get(i)
                   and "\u0621" <= forms[i][0] <= "\u064a"]  # fmt: skip
        if len(unknown) == 2 and not forms[at].startswith(("ال", "ب", "ل")):
            people = People(at, at + 2, 1, 1, _ZERO_GROUP, "", False, True, None, "count.name")
            kind = "injured" if harm.kind == "injured" else "killed"
            found.append(HarmCount(kind, people, _ZERO_GROUP, 1, 1, False))
    return found


def _without_denied(text: Annotated, sentence: Sentence, frame: Frame, counts: list[HarmCount]) -> list[HarmCount]:
    """ "دون إصابات": what is denied counts 0 (codebook, section 4; ruling 22)."""
    denied = [h for h in frame.harms if is_negated(text, sentence, h)]
    result = list(counts)
    for harm in denied:
        kind = "injured" if harm.kind == "injured" else "killed"
        covered = [c for c in result if c.harm == kind and harm.start <= c.people.start <= harm.end + 4]
        group = covered[0].group if covered else _ZERO_GROUP
        result = [c for c in result if c not in covered]
        people = covered[0].people if covered else People(harm.start, harm.end, 0, 0, group, "", False, True, None, "count.none")
        people = replace(people, low=0, high=0, rule="count.none")
        result.append(HarmCount(kind, people, group, 0, 0, False))
    return result


def _distinct(counts: Sequence[HarmCount]) -> list[HarmCount]:
    """By start, without what the same harm tells again in the same numbers and group."""
    seen: set[tuple[str, str, int, int | None, bool]] = set()
    found = []
    for count in sorted(counts, key=lambda c: (c.people.start, c.harm)):
        key = (count.harm, count.group, count.low, count.high, count.is_part)
        if key not in seen:
            seen.add(key)
            found.append(count)
    return found
