"""Single words of counts of people: nouns for people, offices, armed parties, names."""

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.entries import Entry, Mention
from tawthiq.coding.harm_words import harm_words

__all__ = ["MARKS", "TITLE", "has_name", "is_armed_party", "may_be_name", "party_end", "person_at"]

MARKS = frozenset({'"', "(", ")", "'", "-", "\u2039", "\u203a"})
# Lemmas of persons.tsv that are no people to be counted: victims and losses, missing people, others.
_NOT_COUNTED = frozenset({"ضحية", "خسائر بشرية", "ضحية بشرية", "مفقود", "آخر", "عائلة", "أسرة"})
_PARTY_KINDS = ("actor", "head", "nisba")
# Nisbas that name an armed group, not a people.
_ARMED_NISBAS = frozenset({"houthis", "isis", "hts", "taliban"})
# Offices that persons.tsv does not hold, as nouns for one person.
TITLE = "title"
_CELLS = {"lemma": TITLE, "harm": "none", "needs": "", "_number": "singular"}
_TITLES = {
    "officers": Entry("person", "officers", _CELLS | {"civilian_victim": "no"}),
    "civilians": Entry("person", "civilians", _CELLS | {"civilian_victim": "yes"}),
}


# Behind a number above ten one of a nation is written like its country: "مقتل 12 سوريا".
_NATIONALS = frozenset({"سوريا", "ليبيا", "تركيا", "روسيا", "بريطانيا"})
_NATIONAL = Entry("person", "unspecified", _CELLS | {"lemma": "", "civilian_victim": "yes"})


def person_at(text: Annotated, at: int, *, counted: bool = False) -> Mention | None:
    """The noun for people at a word, the longest where there are several.

    Args:
        text: The annotated report.
        at: Index of the word.
        counted: Whether a number stands right before it: "إصابة" tells a harm, but "5 إصابات" people.

    Returns:
        The mention, or None.
    """
    nouns = [m for m in text.of("person").get(at, ()) if m.entry.attrs["lemma"] not in _NOT_COUNTED]
    if not nouns and counted and text.words.forms[at] in _NATIONALS:
        return Mention(at, at + 1, _NATIONAL)
    if not nouns:
        return _title_at(text, at) if at in text.of("source") else None
    noun = max(nouns, key=_fitness) if len(nouns) > 1 else nouns[0]
    if counted or noun.entry.attrs["_number"] != "singular":
        return noun
    triggers = text.of("trigger").get(at, ())
    return None if any(m.entry.attrs["role"] == "harm" and m.end >= noun.end for m in triggers) else noun


def _title_at(text: Annotated, at: int) -> Mention | None:
    """One person told by an office that the table of people does not hold: "قائد المنطقة العسكرية", "رئيس المجلس"."""
    titles = [m for m in text.of("source")[at] if m.entry.label == "person-title"]
    if not titles:
        return None
    words, form = harm_words(), text.words.forms[at]
    stem = form.removeprefix("و").removeprefix("ال")
    group = next((g for g in _TITLES if stem in words[f"title_{g}"]), None)
    if group is None:
        return None
    end = max(m.end for m in titles)
    return Mention(at, end, _TITLES[group], titles[0].prefix, article=form.removeprefix("و").startswith("ال"))


def _fitness(noun: Mention) -> tuple[int, bool, bool, bool]:
    """Of several nouns at a word: the longest; one that needs no number; one split at its article; a plural."""
    attrs = noun.entry.attrs
    return noun.end, not attrs["needs"], noun.article, attrs["_number"] != "singular"


def is_armed_party(text: Annotated, at: int) -> bool:
    """Whether a party or a head of armed people stands at a word ("10 من ميليشيات الحوثي")."""
    return any(
        (m.entry.kind == "actor" and m.entry.label not in ("civilians", "protesters"))
        or (m.entry.kind == "head" and m.entry.label in ("force", "fighters", "organisation"))
        or (m.entry.kind == "nisba" and m.entry.label in _ARMED_NISBAS)
        for m in text.at.get(at, ())
    )


def party_end(text: Annotated, at: int) -> int:
    """Index after the longest name or head of a party that begins at a word where `is_armed_party` holds."""
    return max(m.end for m in text.at[at] if m.entry.kind in _PARTY_KINDS)


def has_name(text: Annotated, at: int, end: int) -> bool:
    """Whether a proper name may stand from a word on, marks stepped over."""
    while at < end and text.words.forms[at] in MARKS:
        at += 1
    return at < end and may_be_name(text, at)


def may_be_name(text: Annotated, at: int) -> bool:
    """Whether a word may be part of a person's name: one that no table knows, or a particle of names."""
    words, form = harm_words(), text.words.forms[at]
    if form in words["name"]:
        return True
    if len(form) < 3 or not "\u0621" <= form[0] <= "\u064a" or form in words["stop"] or form in words["between"]:
        return False
    if any(form in words[role] for role in ("not_name", "lose", "year")) or (form[0] in "وبل" and len(form) > 4):
        return False
    return not any(m.entry.kind != "nisba" for m in text.at.get(at, ()))
