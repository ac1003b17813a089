"""Which predicted event answers which gold event of the same report.

A pair needs the same event family (codebook, section 3) and quotes that overlap in the text by at least a fifth of
the longer. Pairs are made one to one, those with the most in common first: half for the text shared, three tenths
for the type, two tenths for the places. Rule and numbers are those of the codebook's scorer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from tawthiq.model.codebook import FAMILY
from tawthiq.review.slots import SLOTS, Row, align

__all__ = ["LEAST_OVERLAP", "Pair", "event_spans", "pair_events", "text_overlap"]

LEAST_OVERLAP: Final = 0.2
_TEXT_WEIGHT, _TYPE_WEIGHT, _PLACE_WEIGHT = 0.5, 0.3, 0.2
_OTHER_TYPE: Final = 0.5  # what a type of the same family is worth beside the same type

Spans: TypeAlias = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Indices of a gold event and of the predicted event that answers it."""

    gold: int
    predicted: int


def event_spans(event: Row, text: str) -> Spans:
    """Return where an event stands in the text, sorted and joined where they overlap.

    Args:
        event: In its JSON form. Its `spans` count where it has any, else its quotes, each at its first place.
        text: The text of the report.

    Returns:
        Disjoint (start, end) in code points; what is not in the text is left out.
    """
    if event.get("spans"):
        found = [(a, b) for a, b in event["spans"] if 0 <= a < b <= len(text)]
    else:
        places = ((text.find(quote), len(quote)) for quote in event.get("quotes") or ())
        found = [(start, start + length) for start, length in places if start >= 0 and length]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def text_overlap(one: Spans, other: Spans) -> float:
    """Return the code points that two lists of disjoint spans share, as a part of the longer list, 0 to 1."""
    longer = max(sum(end - start for start, end in spans) for spans in (one, other))
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
    return shared / longer if shared else 0.0


def _place_share(gold: Row, predicted: Row) -> float:
    slot = SLOTS["places"]
    ours, theirs = slot.values(gold), slot.values(predicted)
    if not ours and not theirs:
        return 1.0
    hits = sum(match.credit for match in align(ours, theirs, slot.credit))
    return 2 * hits / (len(ours) + len(theirs))


def _likeness(gold: Row, predicted: Row, shared: float) -> float:
    kind = 1.0 if gold["type"] == predicted["type"] else _OTHER_TYPE
    return _TEXT_WEIGHT * shared + _TYPE_WEIGHT * kind + _PLACE_WEIGHT * _place_share(gold, predicted)


def pair_events(gold: Sequence[Row], predicted: Sequence[Row], text: str) -> tuple[Pair, ...]:
    """Pair the events of one report, each at most once.

    Args:
        gold: The gold events, each with a known `type`.
        predicted: The predicted ones; those with an unknown type or no words in the text are never paired.
        text: The text of the report.

    Returns:
        The pairs, most alike first; earlier events first among equals.
    """
    ours = [event_spans(event, text) for event in gold]
    theirs = [event_spans(event, text) for event in predicted]
    ranked: list[tuple[float, int, int]] = []
    for i, g in enumerate(gold):
        family = FAMILY.get(g["type"])
        for j, p in enumerate(predicted):
            if family != FAMILY.get(p.get("type") or "", ""):
                continue
            shared = text_overlap(ours[i], theirs[j])
            if shared >= LEAST_OVERLAP:
                ranked.append((-_likeness(g, p, shared), i, j))
    pairs: dict[int, Pair] = {}
    taken: set[int] = set()
    for _, i, j in sorted(ranked):
        if i not in pairs and j not in taken:
            pairs[i] = Pair(i, j)
            taken.add(j)
    return tuple(pairs.values())
