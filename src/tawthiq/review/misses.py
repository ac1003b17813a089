"""What a prediction missed, and why, in classes that can be counted.

Each gold event without a pair, each predicted one without a pair, and each value of a pair that earns no full credit
is one `Miss` with a reason out of `REASONS`. Reasons are read off the two codings only; they say what differs, not
which rule of the program is at fault.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tawthiq.model.codebook import FAMILY, HARMS
from tawthiq.review.pairing import LEAST_OVERLAP, Pair, event_spans, pair_events, text_overlap
from tawthiq.review.slots import POOLED, SLOTS, Row, align, name_words, same_name

__all__ = ["REASONS", "Miss", "count_misses", "find_misses"]

REASONS: Final[Mapping[str, str]] = {
    "event missed": "no predicted event has words in common with it",
    "event extra": "no gold event has words in common with it",
    "wrong family": "an event of another family stands on these words",
    "quote overlap too small": "an event of the family shares less than a fifth of the longer quote",
    "merged": "the event of the family on these words answers another gold event",
    "split": "the event of the family on these words is answered by another predicted event",
    "no words in the text": "its quotes or spans are not in the text",
    "wrong type in family": "the family is right, the type is not",
    "place not read": "gold has a place that was not predicted",
    "larger place taken": "the place that gold gives as `within` was predicted in its stead",
    "name cut or too long": "the names share words, but not enough of them",
    "other name": "another name was predicted",
    "place within differs": "the place is right, its `within` is not (costs nothing)",
    "id missing": "the name is right, but has no id",
    "other id": "another actor was predicted",
    "other side": "the actor stands on the other side of the predicted event",
    "group": "the numbers are right, the group is not (half a hit)",
    "min/max": "the group is right, the numbers are not",
    "part": "the numbers are right; total and part are confused",
    "other harm": "the count stands in another harm of the predicted event",
    "other class": "the name is right, the class is not",
    "other day": "another day was predicted",
    "other scope": "incident and aggregate are confused",
    "missing value": "gold has a value, the prediction none for it",
    "extra value": "the prediction has a value, gold none for it",
}
_PEOPLE: Final = ("actor1", "actor2")
_THINGS: Final = ("weapons", "objects")


@dataclass(frozen=True, slots=True)
class Miss:
    """One difference between gold and prediction.

    Attributes:
        report: Id of the report.
        slot: The slot; "detection" for whole events.
        reason: A key of `REASONS`.
        quote: The main words of the gold event, of the predicted one where gold has none.
        gold: The gold value, or the type of the event, as in the file; None where gold has none.
        predicted: The predicted value likewise.
        lost: The hits lost: 1, one half for a wrong group, 0 where the difference is told but not scored.
    """

    report: str
    slot: str
    reason: str
    quote: str
    gold: Any
    predicted: Any
    lost: float


@dataclass(frozen=True, slots=True)
class _Report:
    """The two codings of one report and what was made of them."""

    id: str
    text: str
    gold: Sequence[Row]
    predicted: Sequence[Row]
    pairs: Sequence[Pair]


def _quote(event: Row, text: str) -> str:
    spans = event_spans(event, text)
    quotes = event.get("quotes") or [text[start:end] for start, end in spans[:1]]
    return str(quotes[0]) if quotes else ""


def _detection_reason(event: Row, others: Sequence[Row], text: str, *, in_gold: bool) -> str:
    spans = event_spans(event, text)
    if not spans:
        return "no words in the text"
    shares = [(text_overlap(spans, event_spans(other, text)), other) for other in others]
    family = FAMILY.get(event.get("type") or "")
    kin = [share for share, other in shares if share and FAMILY.get(other.get("type") or "", "") == family]
    if any(share >= LEAST_OVERLAP for share in kin):
        return "merged" if in_gold else "split"
    if any(share >= LEAST_OVERLAP for share, _ in shares):
        return "wrong family"
    if kin:
        return "quote overlap too small"
    return "event missed" if in_gold else "event extra"


def _unpaired(report: _Report) -> Iterator[Miss]:
    found = {pair.gold for pair in report.pairs}, {pair.predicted for pair in report.pairs}
    for i, event in enumerate(report.gold):
        if i not in found[0]:
            reason = _detection_reason(event, report.predicted, report.text, in_gold=True)
            quote = _quote(event, report.text)
            yield Miss(report.id, "detection", reason, quote, event.get("type"), None, 1.0)
    for j, event in enumerate(report.predicted):
        if j not in found[1]:
            reason = _detection_reason(event, report.gold, report.text, in_gold=False)
            quote = _quote(event, report.text)
            yield Miss(report.id, "detection", reason, quote, None, event.get("type"), 1.0)


def _name(value: Any) -> str:
    return value if isinstance(value, str) else str(value.get("name") or "")


def _name_reason(gold: Any, predicted: Any) -> str:
    shared = name_words(_name(gold)) & name_words(_name(predicted))
    return "name cut or too long" if shared else "other name"


def _place_reason(gold: Row, predicted: Row) -> str:
    larger = gold.get("within") or ""
    return "larger place taken" if same_name(larger, _name(predicted)) else _name_reason(gold, predicted)


def _actor_reason(gold: Row, predicted: Row) -> str:
    if not gold.get("id"):
        return _name_reason(gold, predicted)
    if not predicted.get("id") and same_name(_name(gold), _name(predicted)):
        return "id missing"
    return "other id"


def _count_reason(gold: Row, predicted: Row) -> str:
    same_numbers = all(gold.get(key) == predicted.get(key) for key in ("min", "max"))
    return "part" if same_numbers else "min/max"


def _differing(reason: str) -> Callable[[Any, Any], str]:
    return lambda _gold, _predicted: reason


_REASON_OF: Final[Mapping[str, Callable[[Any, Any], str]]] = {
    "type": _differing("wrong type in family"),
    "places": _place_reason,
    "actor1": _actor_reason,
    "actor2": _actor_reason,
    **dict.fromkeys(HARMS, _count_reason),
    **dict.fromkeys(_THINGS, _differing("other class")),
    "date": _differing("other day"),
    "attribution": _name_reason,
    "scope": _differing("other scope"),
}


def _comparable(slot: str, gold: Any, predicted: Any) -> bool:
    """Say whether a left gold value and a left predicted one may be told as one difference."""
    if slot in HARMS:
        return gold.get("group") == predicted.get("group") or _count_reason(gold, predicted) == "part"
    return slot not in _THINGS or same_name(_name(gold), _name(predicted))


def _misplaced(slot: str, value: Any, event: Row) -> str | None:
    """Say where else in the event the value stands: on the other side, or among another harm."""
    family, reason = (_PEOPLE, "other side") if slot in _PEOPLE else (HARMS, "other harm")
    if slot not in family:
        return None
    elsewhere = (SLOTS[other].values(event) for other in family if other != slot)
    credit = SLOTS[slot].credit
    return reason if any(credit(value, item) == 1.0 for items in elsewhere for item in items) else None


def _left_alone(slot: str, gold: Any, predicted_event: Row) -> str:
    missing = "place not read" if slot == "places" else "missing value"
    return _misplaced(slot, gold, predicted_event) or missing


def _slot_differences(slot: str, gold: Row, predicted: Row) -> Iterator[tuple[str, Any, Any, float]]:
    """Yield (reason, gold value, predicted value, hits lost) for one slot of a pair."""
    rule = SLOTS[slot]
    ours, theirs = list(rule.values(gold)), list(rule.values(predicted))
    matches = align(ours, theirs, rule.credit)
    for match in matches:
        g, p = ours[match.gold], theirs[match.predicted]
        if match.credit < 1.0:
            yield "group", g, p, 1.0 - match.credit
        elif slot == "places" and (g.get("within") or None) != (p.get("within") or None):
            yield "place within differs", g, p, 0.0
    left_gold = [g for i, g in enumerate(ours) if i not in {m.gold for m in matches}]
    left_predicted = [p for j, p in enumerate(theirs) if j not in {m.predicted for m in matches}]
    told = align(left_gold, left_predicted, lambda g, p: float(_comparable(slot, g, p)))
    for match in told:
        g, p = left_gold[match.gold], left_predicted[match.predicted]
        yield _misplaced(slot, g, predicted) or _REASON_OF[slot](g, p), g, p, 1.0
    for i, g in enumerate(left_gold):
        if i not in {m.gold for m in told}:
            yield _left_alone(slot, g, predicted), g, None, 1.0
    for j, p in enumerate(left_predicted):
        if j not in {m.predicted for m in told}:
            yield "extra value", None, p, 1.0


def find_misses(gold: Mapping[str, Row], predicted: Mapping[str, Row]) -> Iterator[Miss]:
    """Yield what the predictions missed, report by report in the order of gold.

    Args:
        gold: The gold reports by id.
        predicted: Coded reports by id.

    Yields:
        Events without a pair first, then the slots of each pair in the order of gold's events.
    """
    for key, row in gold.items():
        ours, theirs = row.get("events") or (), predicted.get(key, {}).get("events") or ()
        report = _Report(key, row["text"], ours, theirs, pair_events(ours, theirs, row["text"]))
        yield from _unpaired(report)
        for pair in sorted(report.pairs, key=lambda pair: pair.gold):
            g, p = ours[pair.gold], theirs[pair.predicted]
            for slot in (*POOLED, "scope"):
                for reason, one, other, lost in _slot_differences(slot, g, p):
                    yield Miss(key, slot, reason, _quote(g, report.text), one, other, lost)


def count_misses(misses: Iterable[Miss]) -> list[tuple[str, str, int, float]]:
    """Count misses by slot and reason.

    Args:
        misses: As `find_misses` yields them.

    Returns:
        (slot, reason, how many, hits lost), the most hits lost first, then by slot and reason.
    """
    lost: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for miss in misses:
        lost[miss.slot, miss.reason].append(miss.lost)
    counted = [(slot, reason, len(hits), sum(hits)) for (slot, reason), hits in lost.items()]
    return sorted(counted, key=lambda row: (-row[3], row[0], row[1]))
