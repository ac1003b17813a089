"""Countries and capitals named as places, where their names are also those of governments ("في سوريا", "على بغداد")."""

from tawthiq.coding.annotated import Annotated, Sentence
from tawthiq.coding.clause_words import clause_words
from tawthiq.coding.entries import Mention

__all__ = ["is_only_place"]

_CAPITAL = frozenset({"العاصمه", "عاصمه"})
_AT = frozenset({"علي", "نحو", "باتجاه", "صوب", "اتجاه"})
_FIRES = frozenset({"bombard", "air", "rocketry", "blast"})
_HITS = frozenset({"bombard", "target"})
_FIRED_REACH = 4


def is_only_place(text: Annotated, mention: Mention, sentence: Sentence) -> bool:
    """Whether a country or capital is named as a place.

    Args:
        text: The annotated report.
        mention: An alias of an actor.
        sentence: Its sentence.

    Returns:
        True behind a preposition of place or a direction, and for a capital that is fired at; False for other aliases.
    """
    if mention.entry.attrs.get("country_name") != "yes":
        return False
    form = text.words.forms[mention.start].removeprefix(mention.prefix)
    is_adjective = form.startswith("ال") and not mention.entry.attrs["alias"].startswith("ال")  # "بلدة … السورية"
    if is_adjective or mention.prefix[-1:] == "ب":
        return True
    before = text.words.forms[mention.start - 1] if mention.start > sentence.start else ""
    if before in clause_words("place_lead") or before in _CAPITAL:
        return not mention.prefix
    if form in clause_words("capital") and not mention.prefix and _is_fired_at(text, mention.start, sentence):
        return True
    return mention.prefix == "و" and _closes_place(text, mention.start, sentence)


def _is_fired_at(text: Annotated, at: int, sentence: Sentence) -> bool:
    """Whether what falls or is fired stands before: "سقط صاروخ على بغداد", "قصف صاروخي استهدف دمشق"."""
    first = max(sentence.start, at - 1 - _FIRED_REACH)
    weapons, triggers = text.of("weapon"), text.of("trigger")
    hit = any(m.entry.attrs["type"] in _HITS for m in triggers.get(at - 1, ()))
    if at - 1 < sentence.start or not (hit or text.words.forms[at - 1] in _AT):
        return False
    means = any(i in weapons for i in range(first, at - 1))
    return means or any(
        m.entry.attrs["type"] in _FIRES and m.entry.attrs["_number"] != "verb"
        for i in range(first, at - 1)
        for m in triggers.get(i, ())
    )


def _closes_place(text: Annotated, at: int, sentence: Sentence) -> bool:
    """Whether a country stands joined to one that is a place: "في سوريا والعراق"."""
    named = [m for m in text.of("actor").get(at - 1, ()) if m.entry.attrs.get("country_name") == "yes"]
    return at - 1 > sentence.start and any(is_only_place(text, m, sentence) for m in named)
