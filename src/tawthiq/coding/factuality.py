"""Is it told as fact? Plans, threats, denials and figures of speech make no event (codebook, section 2)."""

from tawthiq.coding.acts import Act
from tawthiq.coding.annotated import Annotated, Sentence
from tawthiq.coding.clause_words import clause_words
from tawthiq.coding.frames import Frame

__all__ = ["is_negated", "is_told_as_fact"]

_UNREAL = frozenset({"future", "plan", "hypothetical", "denial", "anniversary"})
_NEGATION = "negation"
_REACH = 5
# Signs that end what a cue colours.
_SIGNS = frozenset({"،", "(", "؛"})


def is_told_as_fact(text: Annotated, sentence: Sentence, frame: Frame) -> bool:
    """Whether a frame is told as something that happened.

    Args:
        text: The annotated report.
        sentence: Its sentence.
        frame: The frame.

    Returns:
        False where every act of it is ahead, wished, threatened, denied or only possible.
    """
    acts = frame.acts or frame.harms
    return any(not _is_unreal(text, sentence, act) for act in acts)


def _is_unreal(text: Annotated, sentence: Sentence, act: Act) -> bool:
    if act.is_verb and "س" in act.mention.prefix:
        return True
    if is_negated(text, sentence, act):
        return True
    for i in range(act.start - 1, max(sentence.start, act.start - _REACH) - 1, -1):
        form = text.words.forms[i]
        if form in _SIGNS or form in clause_words("barrier"):
            return False
        for mention in text.at.get(i, ()):
            if mention.end > act.start:
                continue
            if mention.entry.kind == "cue" and mention.entry.label in _UNREAL:
                return True
            if mention.entry.kind == "connector" and mention.entry.label == "purpose" and act.start - mention.end <= 2:
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
