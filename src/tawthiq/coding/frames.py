"""Frames: which acts and harms of a sentence are one occurrence, and how far its clause reaches.

The sentence is read from left to right in the order of its acts (codebook, section 2):
1. a harm joins the act that caused it ("مقتل خمسة في غارة"), else the act before it ("قصف أدى إلى مقتل خمسة");
2. an act joins the frame before it where the two tell one occurrence: the second says how ("هاجم بتفجير"), what was hit
   ("قصف استهدف"), or is coordinated with it as a noun ("قصف وغارات");
3. everything else opens a frame of its own. A frame reaches from the end of the one before it to the start of the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tawthiq.coding.acts import Act
from tawthiq.coding.annotated import Annotated, Sentence
from tawthiq.coding.clause_words import clause_words

__all__ = ["FAMILY_OF_KIND", "Frame", "frames_of", "is_from_ground"]

# Which kinds of act can be one occurrence: those that share a letter.
FAMILY_OF_KIND = {
    "bombard": "x",
    "target": "xbcka",
    "air": "x",
    "rocketry": "x",
    "chem": "x",
    "massacre": "xbcka",
    "shooting": "ck",
    "blast": "bk",
    "suicide": "bc",
    "assault": "xbcka",
    "clash": "c",
    "operation": "cr",
    "advance": "ct",
    "control": "t",
    "withdraw": "t",
    "handover": "t",
    "enter": "ct",
    "killing": "k",
    "torture": "k",
    "abduction": "d",
    "arrest": "r",
    "protest": "p",
    "dispersal": "p",
    "riot": "p",
    "mob": "m",
    "agreement": "g",
    "movement": "v",
    "disrupted": "s",
    "base": "e",
    "destruction": "l",
    "other": "o",
    "sexual": "z",
}
_CAUSE_REACH = 4
_PAIR_REACH = 5
_LINKED_REACH = 26
_ARREST_REACH = 10


@dataclass(slots=True)
class Frame:
    """One occurrence as a sentence tells it; a record once the sentence is read.

    Attributes:
        sentence: Index of the sentence.
        start: First word of its clause.
        end: Index after the last word of its clause.
        triggers: Acts and harms, by start; never empty. Every rule asks for them.
        first: Index of the first trigger's first word.
        last: Index after the last trigger; acts do not overlap, so that none before it ends later.
        acts: Its acts, by start.
        harms: Its harms, by start.
        lights: Light and effect words inside it.
    """

    sentence: int
    start: int
    end: int
    triggers: list[Act]
    first: int
    last: int
    acts: list[Act] = field(default_factory=list)
    harms: list[Act] = field(default_factory=list)
    lights: list[Act] = field(default_factory=list)

    @classmethod
    def of(cls, sentence: int, triggers: Sequence[Act]) -> "Frame":
        """Open a frame of triggers of a sentence, by start; its clause reaches no further than they do."""
        first, last = triggers[0].start, triggers[-1].end
        frame = cls(sentence, first, last, [], first, last)
        for trigger in triggers:
            frame.take(trigger)
        return frame

    def take(self, trigger: Act) -> None:
        """Take in a trigger that stands after all others."""
        self.triggers.append(trigger)
        (self.harms if trigger.role == "harm" else self.acts).append(trigger)
        self.last = trigger.end

    def with_acts(self, acts: Sequence[Act]) -> "Frame":
        """The same clause with some of its acts only, and with all its harms."""
        kept = [t for t in self.triggers if t.role == "harm" or t in acts]
        frame = Frame.of(self.sentence, kept)
        frame.start, frame.end, frame.lights = self.start, self.end, self.lights
        return frame


def frames_of(text: Annotated, index: int, sentence: Sentence, acts: Sequence[Act]) -> list[Frame]:
    """Group the acts of a sentence into frames.

    Args:
        text: The annotated report.
        index: Index of the sentence.
        sentence: The sentence.
        acts: Its acts (see `acts_of`).

    Returns:
        Frames by start; their clauses cover the sentence without overlap.
    """
    frames: list[Frame] = []
    main = [a for a in acts if a.role in ("act", "harm", "means")]
    for n, act in enumerate(main):
        current = frames[-1] if frames else None
        if act.role == "harm":
            if current is not None and _continues(text, current, act, main[n + 1 :]):
                current.take(act)
            else:
                frames.append(Frame.of(index, [act]))
        elif current is not None and _joins(text, current, act):
            current.take(act)
        elif act.role != "means" or current is None or not current.acts:
            frames.append(Frame.of(index, [act]))
    _set_reach(text, sentence, frames)
    for frame in frames:
        frame.lights = [a for a in acts if a.role in ("light", "effect") and frame.start <= a.start < frame.end]
    return frames


def _continues(text: Annotated, current: Frame, harm: Act, rest: Sequence[Act]) -> bool:
    """Whether a harm belongs to the frame before it, not to a clause of its own or to the cause told after it."""
    if current.acts and current.acts[0].kind == "protest" and _is_grievance(text, current.last, harm.start):
        return False
    parted = _has_cut(text, current.last, harm.start)
    if not current.acts and not parted:
        return True
    cause = next((a for a in rest if a.role != "harm"), None)
    caused = cause is not None and _is_cause(text, harm, cause) and not _has_cut(text, harm.end, cause.start)
    if caused and _opens_clause(text, current, harm):
        return False
    return not parted or _goes_on(text, harm)


def _is_grievance(text: Annotated, start: int, end: int) -> bool:
    """Whether a harm is what people protest against, not what came of it: "a strike over the killing of a boy"."""
    return not clause_words("protest_cause").isdisjoint(text.words.forms[start:end])


def _goes_on(text: Annotated, harm: Act) -> bool:
    """Whether a harm after a cut still belongs to what was told before: "others" are hurt."""
    forms = text.words.forms
    return any(f.startswith(("اخر", "غيرهم")) for f in forms[harm.end : harm.end + 5])


def _opens_clause(text: Annotated, current: Frame, harm: Act) -> bool:
    """Whether a harm that has its own cause begins a clause of its own, not the result of the act before."""
    effect = _has_effect(text, current.last, harm.start + 1)
    return not effect and (harm.is_verb or _has_cut(text, current.last, harm.start))


def _is_cause(text: Annotated, harm: Act, act: Act) -> bool:
    """Whether an act after a harm is told as its cause."""
    if act.start - harm.end > _LINKED_REACH:
        return False
    if act.mention.prefix.endswith(("ب", "ل")):
        return True
    forms = text.words.forms
    before = forms[max(harm.end, act.start - _CAUSE_REACH) : act.start]
    if any(f in clause_words("cause") for f in before):
        return True
    return any(
        m.entry.kind == "connector" and m.entry.label == "cause"
        for i in range(max(harm.end, act.start - _CAUSE_REACH - 1), act.start)
        for m in text.at.get(i, ())
    )


# "in reply to", "the day after": what follows is another act, told to explain this one.


def _has_effect(text: Annotated, start: int, end: int) -> bool:
    """Whether words between two acts say that the second is what the first led to."""
    connectors, triggers = text.of("connector"), text.of("trigger")
    for i in range(start, end):
        if i in connectors and any(m.entry.label == "effect" for m in connectors[i]):
            return True
        if i in triggers and any(m.entry.attrs["role"] == "effect" for m in triggers[i]):
            return True
    return False


def _has_cut(text: Annotated, start: int, end: int) -> bool:
    """Whether a connector that opens a clause of its own stands between two words."""
    forms, retorts, connectors = text.words.forms, clause_words("retort"), text.of("connector")
    for i in range(start, end):
        if forms[i] == "؛" or forms[i] in retorts:
            return True
        if i in connectors and any(m.entry.label == "cut" for m in connectors[i]):
            return True
    return False


def _joins(text: Annotated, frame: Frame, act: Act) -> bool:
    """Whether an act tells the same occurrence as the frame before it."""
    if _has_cut(text, frame.last, act.start) or _is_apart(text, frame, act):
        return False
    if act.role == "means":
        return not frame.acts or frame.acts[-1].rule != "layMines"
    if not frame.acts:
        harm = frame.harms[-1]
        return _is_cause(text, harm, act) or (
            act.start - harm.end <= _LINKED_REACH and not act.mention.prefix.startswith("و")
        )
    last = frame.acts[-1]
    gap = act.start - last.end
    alike = any(set(FAMILY_OF_KIND.get(act.kind, "")) & set(FAMILY_OF_KIND.get(a.kind, "")) for a in frame.acts)
    opens = act.is_verb and act.mention.prefix[:1] in ("و", "ف")
    if not alike or _is_leaving(last, act):
        return _joins_unlike(text, last, act, gap)
    if gap <= _LINKED_REACH and _has_effect(text, last.end, act.start + 1):
        return True
    if opens or _is_another(text, act):
        return False
    if act.rule in ("hit", "bombard") and act.is_verb:
        return True
    if act.mention.prefix.startswith("و") and gap > _PAIR_REACH:
        return False
    if (act.mention.article and not act.is_verb) or act.mention.prefix.endswith("ب") or gap <= _PAIR_REACH:
        return True
    return not act.is_verb and not _names_list(text, last.end, act.start) and gap <= _LINKED_REACH


def _is_another(text: Annotated, act: Act) -> bool:
    """Whether an act is told apart from the one before it: "another shelling", "a similar raid"."""
    after = text.words.forms[act.end : act.end + 2]
    return any(form.removeprefix("ال") in clause_words("another") for form in after)


def _is_apart(text: Annotated, frame: Frame, act: Act) -> bool:
    """Whether an act is done with other means beside the one before: "raids along with shelling"."""
    if not frame.acts or act.role == "means":
        return False
    forms, last = text.words.forms, frame.acts[-1]
    if not clause_words("meanwhile").isdisjoint(forms[last.end : act.start]):
        return True
    kinds = {last.kind, act.kind}
    joined = act.mention.prefix.startswith("و")
    return kinds == {"air", "bombard"} and not joined and is_from_ground(text, last) != is_from_ground(text, act)


def is_from_ground(text: Annotated, act: Act) -> bool:
    """Whether guns stand right behind an act: "قصف مدفعي"."""
    return not clause_words("ground fire").isdisjoint(text.words.forms[act.end : act.end + 2])


def _is_leaving(last: Act, act: Act) -> bool:
    """Whether an act tells how a place was left that another took."""
    return act.kind in ("withdraw", "handover") and last.kind == "control"


def _joins_unlike(text: Annotated, last: Act, act: Act, gap: int) -> bool:
    """Acts of different families that are one occurrence all the same: interception of a missile, cause of a change."""
    if last.kind == "disrupted" and act.kind in ("rocketry", "air", "bombard"):
        return gap <= _LINKED_REACH and not act.mention.prefix.startswith("و")
    if act.kind in ("clash", "assault", "operation") and last.kind == "control":
        return any(
            f in ("بعد", "عقب", "اثر", "خلال", "في") for f in text.words.forms[max(last.end, act.start - 4) : act.start]
        )
    if (
        last.kind in ("clash", "assault", "advance")
        and act.kind == "control"
        and not act.is_verb
        and gap <= _PAIR_REACH
    ):
        return True
    if last.kind == "destruction" and act.kind in ("bombard", "target", "air", "rocketry", "blast"):
        return gap <= _LINKED_REACH and any(
            f in ("جراء", "اثر", "نتيجه", "بسبب", "في", "بفعل")
            for f in text.words.forms[max(last.end, act.start - 4) : act.start]
        )
    if last.kind in ("clash", "assault", "operation", "withdraw") and act.kind == "control":
        return gap <= _LINKED_REACH and not act.mention.prefix.startswith("و")
    if last.kind == "operation" and act.kind == "arrest" and gap <= _ARREST_REACH:
        return True
    if last.kind == "operation" or _is_leaving(last, act):
        return gap <= _LINKED_REACH and not act.mention.prefix.startswith("و")
    return False


def _names_list(text: Annotated, start: int, end: int) -> bool:
    return any(text.words.forms[i] == "،" for i in range(start, end))


def _set_reach(text: Annotated, sentence: Sentence, frames: Sequence[Frame]) -> None:
    """Give each frame its stretch of the sentence: cut before the clause of the next one."""
    start = sentence.start
    for n, frame in enumerate(frames):
        frame.start = start
        if n + 1 == len(frames):
            frame.end = sentence.end
        else:
            frame.end = start = _cut_before(text, frame.last, frames[n + 1].first)


_OPENERS = frozenset({"cut", "join", "time", "contrast"})


def _cut_before(text: Annotated, last: int, first: int) -> int:
    """Where the clause of a trigger begins, looking back to the trigger before it: a connector, و + word, a comma."""
    forms, connectors = text.words.forms, text.of("connector")
    comma = joined = None
    for i in range(first, last - 1, -1):
        if i in connectors and any(m.entry.label in _OPENERS for m in connectors[i]):
            return i
        if forms[i] in ("؛", ":"):
            return i + 1
        if comma is None and forms[i] == "،":
            comma = i + 1
        if joined is None and forms[i].startswith("و") and any(m.prefix.startswith("و") for m in text.at.get(i, ())):
            joined = i
    if joined is not None and (comma is None or joined >= comma):
        return joined
    return comma if comma is not None else first
