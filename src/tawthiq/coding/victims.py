"""Whom an act was done to where they are people and no armed party, and the counts of them as the record holds them."""

from collections.abc import Sequence

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.frames import Frame
from tawthiq.coding.harm import HarmCount
from tawthiq.coding.parties import Party, written
from tawthiq.coding.persons import People
from tawthiq.coding.things import is_hit
from tawthiq.model.codebook import FAMILY
from tawthiq.model.records import ActorName, Count

__all__ = ["count_rows", "victim_names", "victims_of"]

_FIGHTERS = frozenset({"fighters", "officers"})
_UNARMED = ("civilians", "protesters")


def victims_of(text: Annotated, frame: Frame, counts: Sequence[HarmCount], free: Sequence[People]) -> list[People]:
    """Read the people that an act is done to: those it names as hit, and those who were harmed.

    Args:
        text: The annotated report.
        frame: The frame.
        counts: Its counts.
        free: People of the frame that no harm governs.

    Returns:
        Unarmed people, each once.
    """
    told = [c for c in counts if c.high != 0]
    found = [c.people for c in told if c.people.civilian and c.group not in _FIGHTERS]
    moved = bool(frame.acts) and frame.acts[0].kind == "other"
    kinds = text.of("kind")
    for p in free:
        if p.start and any(m.end == p.start for m in kinds.get(p.start - 1, ())):
            continue  # "مدينة الشيخ زويد", "مخيم اللاجئين": what the place is called
        if p.civilian and p.group not in _FIGHTERS and (moved or is_hit(text, frame, p.start)):
            found.append(p)
    return list({p.start: p for p in reversed(found)}.values())[::-1]


def victim_names(text: Annotated, kind: str, victims: Sequence[People],
                 targets: Sequence[Party]) -> list[tuple[ActorName, int, int]]:  # fmt: skip
    """Name unarmed people as the party it was done to (codebook, `actor2`).

    Args:
        text: The annotated report.
        kind: Type of the event.
        victims: What `victims_of` found.
        targets: The parties it was done to.

    Returns:
        At most one name with its first word and the index after its last; none where the targets hold them already.
    """
    named = [p for p in victims if _is_named(p, kind)]
    if not named or any(p.id in _UNARMED for p in targets):
        return []
    people = named[0]
    identity = "protesters" if people.group == "protesters" else "civilians"
    start, end, prefix = people.start, people.end, ""
    if people.noun:
        start, end, prefix = people.noun.start, people.noun.end, people.noun.prefix
    return [(ActorName(written(text, start, end, prefix), identity), start, end)]


def _is_named(people: People, kind: str) -> bool:
    """Whether people are named as victims: by a class of people or a name, not by "some killed" or a number alone.

    Where armed sides fight, people of no told class may be theirs; whom an intercepted missile hit was not the target.
    """
    if kind == "disrupted-weapons-use" or (FAMILY[kind] == "battles" and people.group in ("", "unspecified")):
        return False
    if people.noun is None:
        return people.rule == "count.name"
    if people.noun.entry.attrs["lemma"] == "إصابة":
        return False
    return people.is_numbered or people.noun.entry.attrs["harm"] in ("none", "detained") or people.is_one


def count_rows(text: Annotated, harm: str, counts: Sequence[HarmCount], targets: Sequence[Party],
               agents: Sequence[Party]) -> list[tuple[Count, People]]:  # fmt: skip
    """Write the counts of one harm.

    Args:
        text: The annotated report.
        harm: killed, injured or detained.
        counts: All counts of an event.
        targets: The parties it was done to.
        agents: The parties who did it.

    Returns:
        Counts with the words they were read from, totals before parts.
    """
    rows = sorted((c for c in counts if c.harm == harm), key=lambda c: c.is_part)
    found = []
    for c in rows:
        said = text.said(c.people.start, c.people.end)
        found.append((Count(c.group, c.low, c.high, said, _who(c, targets, agents), c.is_part), c.people))
    return found


def _who(count: HarmCount, targets: Sequence[Party], agents: Sequence[Party]) -> str | None:
    """The actor whose fighters were counted: the one named beside the count, or else the only one hit."""
    if count.group not in _FIGHTERS:
        return None
    end = count.people.end
    near = [p for p in (*targets, *agents) if 0 <= p.start - end <= 4 or p.start <= count.people.start < p.end]
    if near:
        return near[0].id
    ids = {p.id for p in targets if p.id != "civilians"}
    return next(iter(ids)) if len(ids) == 1 else None
