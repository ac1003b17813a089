"""Is it told as fact? Plans, threats, denials and figures of speech make no event (codebook, section 2)."""

from tawthiq.coding.acts import Act
from tawthiq.coding.annotated import Annotated, Sentence
from tawthiq.coding.clause_words import clause_words
from tawthiq.coding.frames import Frame

__all__ = ["is_negated", "told_as_fact"]

_UNREAL = frozenset({"future", "plan", "hypothetical", "anniversary"})
_NEGATION = "negation"
_REACH = 5
# How many words a denial may stand before what it denies.
_DENIAL_REACH = 16
# Signs that end what a cue colours.
_SIGNS = frozenset({"،", "(", "؛"})


def told_as_fact(text: Annotated, sentence: Sentence, frame: Frame) -> Frame | None:
    """What of a frame is told as something that happened.

    Args:
        text: The annotated report.
        sentence: Its sentence.
        frame: The frame.

    Returns:
        The frame without the acts that are ahead, wished, threatened, denied, only possible or only the help of
        others, so that they do not decide its type; None where nothing is left.
    """
    if not frame.acts:
        return frame if any(not _is_unreal(text, sentence, harm) for harm in frame.harms) else None
    real = [act for act in frame.acts if not _is_unreal(text, sentence, act)]
    if len(real) == len(frame.acts):
        return frame
    return frame.with_acts(real) if real else None


def _is_unreal(text: Annotated, sentence: Sentence, act: Act) -> bool:
    if act.is_verb and "س" in act.mention.prefix:
        return True
    if is_negated(text, sentence, act):
        return True
    if act.start > sentence.start and text.words.forms[act.start - 1].removeprefix("و") in clause_words("support"):
        return True
    for i in range(act.start - 1, max(sentence.start, act.start - _REACH) - 1, -1):
        form = text.words.forms[i]
        if form in _SIGNS or form in clause_words("barrier"):
            break
        for mention in text.at.get(i, ()):
            if mention.end > act.start:
                continue
            if mention.entry.kind == "cue" and mention.entry.label in _UNREAL:
                return True
            if mention.entry.kind == "connector" and mention.entry.label == "purpose" and act.start - mention.end <= 2:
                return True
    return _is_denied(text, sentence, act)


def _is_denied(text: Annotated, sentence: Sentence, act: Act) -> bool:
    """Whether the clause says that somebody denies it: "نفت القيادة مقتل جنديين في هجوم" (codebook, section 2).

    Who denies that he did it, or speaks after it, does not deny that it happened: "نفت مسؤوليتها عن الهجوم".
    """
    cues = text.of("cue")
    for i in range(act.start - 1, max(sentence.start, act.start - _DENIAL_REACH) - 1, -1):
        form = text.words.forms[i]
        if form in _SIGNS or form in clause_words("ends denial"):
            return False
        if i in cues and any(m.entry.label == "denial" and m.end <= act.start for m in cues[i]):
            return True
    return False


def is_negated(text: Annotated, sentence: Sentence, act: Act) -> bool:
    """Whether a negation stands right before an act or harm, or before the light verb that carries it."""
    cues, triggers, passed = text.of("cue"), text.of("trigger"), clause_words("negated_between")
    for i in range(act.start - 1, max(sentence.start, act.start - 7) - 1, -1):
        if i in cues and any(m.entry.label == _NEGATION and m.end <= act.start for m in cues[i]):
            return True
        known = i in triggers and any(m.entry.attrs["role"] in ("light", "effect", "harm") for m in triggers[i])
        if not known and text.words.forms[i] not in passed:
            return False
    return False
