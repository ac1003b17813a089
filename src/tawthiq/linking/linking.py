"""Link records: score, group under what is known and decided, and name the events.

An event's id is made of the key of the record that founded it; it is given once and never to another event: where the
records of an event are parted, the part that holds the founder keeps the id, and the other gets one of its own founder,
with a number behind it if that id was ever used (docs/linking.md, "Ids").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from tawthiq.linking.dialects import DUCKDB
from tawthiq.linking.features import FEATURES
from tawthiq.linking.grouping import Bonds
from tawthiq.linking.records import Record
from tawthiq.linking.scoring import Engine, Scored, levels_of, score
from tawthiq.linking.stories import days_of, group_stories
from tawthiq.linking.weights import PRIOR, Weights

__all__ = ["Explanation", "Known", "Linked", "explain", "link", "link_scored", "without_mere_mentions"]


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier runs and people settled.

    Attributes:
        events: Id of each known event to the keys of its records.
        used: Ids that were ever given, living or not.
        apart: Pairs of record keys that a person parted.
        together: Groups of record keys that a person joined.
    """

    events: Mapping[str, Sequence[str]] = field(default_factory=dict)
    used: frozenset[str] = frozenset()
    apart: Sequence[tuple[str, str]] = ()
    together: Sequence[Sequence[str]] = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """The events.

    Attributes:
        events: Id to the keys of its records, founders first.
        merged: Ids that went up in another one: old to new.
    """

    events: Mapping[str, tuple[str, ...]]
    merged: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why two records are, or are not, one event.

    Attributes:
        bits: Sum of all weights and the prior: log2 of the odds.
        parts: (feature, level, bits) for each feature; "unknown" weighs nothing.
    """

    bits: float
    parts: tuple[tuple[str, str, float], ...]


def link(
    new: Sequence[Record],
    old: Sequence[Record] = (),
    *,
    weights: Weights,
    known: Known | None = None,
    engine: Engine | None = None,
) -> Linked:
    """Link records.

    Args:
        new: Records that are not linked yet.
        old: Records of earlier runs; those of one known event stay together.
        weights: The fitted numbers.
        known: What is settled.
        engine: How much of the machine may be used.

    Returns:
        Every record in one event. An event keeps its id for as long as it has its founder's record.
    """
    settled = known or Known()
    records = [*new, *old]
    return link_scored(records, score(new, old, weights=weights, engine=engine), settled)


def link_scored(records: Sequence[Record], scored: Scored, known: Known | None = None) -> Linked:
    """Group records whose pairs are scored, and name the events.

    Args:
        records: New ones first.
        scored: Pairs of them, by index.
        known: What is settled.

    Returns:
        As `link`. Records that no chain of pairs, and no report, leads from one to the other do not bear on each other.
    """
    settled = known or Known()
    index = {record.key: n for n, record in enumerate(records)}
    together = [*settled.events.values(), *settled.together]
    bonds = Bonds(
        [[index[key] for key in keys if key in index] for keys in together],
        [(index[a], index[b]) for a, b in settled.apart if a in index and b in index],
    )
    bonds = Bonds([bound for bound in bonds.together if bound], bonds.apart)
    reports, scopes = [record.report for record in records], [record.scope for record in records]
    groups = group_stories(reports, scopes, scored, bonds, days=days_of(records))
    return _named([[records[n].key for n in members] for members in groups], settled)


def without_mere_mentions(linked: Linked, records: Sequence[Record]) -> Linked:
    """Leave out the events of which no record was read as an event: their reports share words, nothing else is known.

    Args:
        linked: What `link` gave.
        records: What it was given.
    """
    read = {record.key for record in records if not record.is_mention}
    events = {event: keys for event, keys in linked.events.items() if not read.isdisjoint(keys)}
    return Linked(events, {old: new for old, new in linked.merged.items() if new in events})


def _named(groups: Sequence[Sequence[str]], known: Known) -> Linked:
    event_of = {key: event for event, keys in known.events.items() for key in keys}
    age = {event: n for n, event in enumerate(known.events)}
    used = set(known.used) | set(known.events)
    events: dict[str, tuple[str, ...]] = {}
    merged: dict[str, str] = {}
    for keys in groups:
        met = sorted({event_of[key] for key in keys if key in event_of}, key=lambda event: age[event])
        chosen = met[0] if met else _new_id(keys[0], used)
        used.add(chosen)
        merged |= dict.fromkeys(met[1:], chosen)
        earlier = [key for event in met for key in known.events[event]]
        rest = [key for key in keys if key not in event_of]
        events[chosen] = (*earlier, *rest)
    return Linked(events, merged)


def _new_id(founder: str, used: set[str]) -> str:
    base = "ev-" + blake2b(founder.encode(), digest_size=6).hexdigest()
    chosen, number = base, 1
    while chosen in used:
        number += 1
        chosen = f"{base}-{number}"
    return chosen


def explain(records: Sequence[Record], pairs: Sequence[tuple[int, int]], weights: Weights) -> list[Explanation]:
    """Explain pairs of records.

    Args:
        records: Records.
        pairs: Indexes of two of them each.
        weights: The fitted numbers.

    Returns:
        One explanation a pair, in order; the same numbers that Splink adds up.
    """
    names = [make(DUCKDB).name for make in FEATURES]
    found = []
    for levels in levels_of(records, pairs):
        parts = tuple(
            (name, level, round(weights.bits(name, level), 3)) for name, level in zip(names, levels, strict=True)
        )
        total = weights.bits(PRIOR, PRIOR) + sum(bits for _, _, bits in parts)
        found.append(Explanation(round(total, 3), parts))
    return found
