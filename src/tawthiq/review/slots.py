"""What is compared of an event, slot by slot, and how much credit a value earns.

The rules are those of the codebook's scorer, so that figures measured by either are the same:

- type, scope, date: equal;
- places, attribution: the name, with spelling variants folded (`same_name`);
- actor1, actor2: the id where gold has one, else the name;
- killed, injured, detained: minimum, maximum and part equal; half a hit when only the group differs;
- weapons, objects: the class, each class once an event.

Events are compared in their JSON form, not as records: predictions of other programs, and malformed ones,
must get the figures that the codebook's scorer gives them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeAlias

__all__ = ["POOLED", "SLOTS", "Match", "Row", "Slot", "align", "name_words", "same_name"]

Row: TypeAlias = Mapping[str, Any]

# One name inside the other counts when it is at most so many words longer ("حي المنشية" and "المنشية"); the
# codebook's scorer sets it, and figures are comparable only with its value.
MOST_EXTRA_WORDS: Final = 2
WRONG_GROUP_CREDIT: Final = 0.5

# Vowel signs, tatweel, joiners and direction marks: written or left out without changing the name.
_MARKS: Final = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c-\u200f\u202a-\u202e\u2066-\u2069]"
)
_VARIANTS: Final = str.maketrans({**dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ئ": "ي", "ة": "ه", "ؤ": "و"})
_ARTICLE: Final = "ال"


@lru_cache(maxsize=65536)
def name_words(name: str) -> frozenset[str]:
    """Return the words of a name, folded and without their article; empty for a name with no letter."""
    folded = _MARKS.sub("", name).translate(_VARIANTS)
    return frozenset(word.removeprefix(_ARTICLE) for word in re.findall(r"\w+", folded))


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are written for the same thing.

    Args:
        one: A name; order of words does not matter.
        other: Another one.

    Returns:
        True if the words of one are all among the words of the other, which has at most two more.
    """
    a, b = name_words(one), name_words(other)
    return bool(a and b) and (a <= b or b <= a) and abs(len(a) - len(b)) <= MOST_EXTRA_WORDS


def _listed(name: str) -> Callable[[Row], Sequence[Any]]:
    return lambda event: event.get(name) or ()


def _scalar(name: str) -> Callable[[Row], Sequence[Any]]:
    return lambda event: (event[name],) if event.get(name) else ()


def _by_class(name: str) -> Callable[[Row], Sequence[Any]]:
    return lambda event: tuple({item.get("class"): item for item in event.get(name) or ()}.values())


def _equal(gold: object, predicted: object) -> float:
    return float(gold == predicted)


def _names(gold: str, predicted: str) -> float:
    return float(same_name(gold, predicted))


def _places(gold: Row, predicted: Row) -> float:
    return float(same_name(gold.get("name") or "", predicted.get("name") or ""))


def _actors(gold: Row, predicted: Row) -> float:
    if gold.get("id"):
        return float(predicted.get("id") == gold["id"])
    return _places(gold, predicted)


def _numbers(count: Row) -> tuple[object, object, bool]:
    return count.get("min"), count.get("max"), bool(count.get("part"))


def _counts(gold: Row, predicted: Row) -> float:
    if _numbers(gold) != _numbers(predicted):
        return 0.0
    return 1.0 if gold.get("group") == predicted.get("group") else WRONG_GROUP_CREDIT


def _classes(gold: Row, predicted: Row) -> float:
    return float(gold.get("class") == predicted.get("class"))


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that is compared of an event.

    Attributes:
        values: Reads the values from an event in its JSON form, in the event's order; empty where it has none.
        credit: How much of a hit a predicted value is for a gold one (in this order), 0 to 1.
    """

    values: Callable[[Row], Sequence[Any]]
    credit: Callable[[Any, Any], float]


SLOTS: Final[Mapping[str, Slot]] = {
    "detection": Slot(lambda _event: (True,), _equal),
    "type": Slot(_scalar("type"), _equal),
    "places": Slot(_listed("places"), _places),
    "actor1": Slot(_listed("actor1"), _actors),
    "actor2": Slot(_listed("actor2"), _actors),
    "killed": Slot(_listed("killed"), _counts),
    "injured": Slot(_listed("injured"), _counts),
    "detained": Slot(_listed("detained"), _counts),
    "weapons": Slot(_by_class("weapons"), _classes),
    "objects": Slot(_by_class("objects"), _classes),
    "date": Slot(_scalar("date"), _equal),
    "attribution": Slot(_listed("attribution"), _names),
    "scope": Slot(_scalar("scope"), _equal),
}
POOLED: Final = tuple(name for name in SLOTS if name not in ("detection", "scope"))


@dataclass(frozen=True, slots=True)
class Match:
    """A gold value and the predicted value that it was matched with, by index, and the credit earned."""

    gold: int
    predicted: int
    credit: float


def align(gold: Sequence[Any], predicted: Sequence[Any], credit: Callable[[Any, Any], float]) -> tuple[Match, ...]:
    """Match values one to one, those with the most credit first, earlier ones first among equals.

    Args:
        gold: Values of one slot of the gold event.
        predicted: Values of the same slot of the predicted event.
        credit: The slot's credit function; pairs without credit are not matched.

    Returns:
        The matches, best first; empty if nothing earns credit.
    """
    every = (Match(i, j, credit(g, p)) for i, g in enumerate(gold) for j, p in enumerate(predicted))
    ranked = sorted((m for m in every if m.credit > 0), key=lambda m: (-m.credit, m.gold, m.predicted))
    kept: dict[int, Match] = {}
    taken: set[int] = set()
    for match in ranked:
        if match.gold not in kept and match.predicted not in taken:
            kept[match.gold] = match
            taken.add(match.predicted)
    return tuple(kept.values())
