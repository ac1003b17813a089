"""Sides of a clash or a deal: "بين A وB وC", where each party named after "بين" stands on one of two sides.

Those of a repelled attack are told in repelled.py.

The first party opens the first side (codebook, `actor1`: the side that the text presents as acting first). A party
joined to it stands beside it where it is loyal to it, is its ally by actors/allies.tsv ("مليشيات الحوثي وصالح"), or
where "من جهة" closes the side only after it; the first that does not opens the other.
"""

from collections.abc import Sequence, Set
from functools import cache

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.clause_words import clause_words
from tawthiq.coding.frames import Frame
from tawthiq.coding.parties import Party
from tawthiq.coding.repelled import ATTACKER, REPELLER, repelled_sides
from tawthiq.resources.loader import PACKAGE_ROOT, read_table

__all__ = ["SIDES", "are_allies", "are_foes", "sides_of"]

FIRST, SECOND, LEFT = "agent.between", "target.between", "target.left"
# What `sides_of` says of a party: surer than what stands around its name.
SIDES = frozenset({FIRST, SECOND, LEFT, ATTACKER, REPELLER})

_TABLE = "actors/allies.tsv"
_ACTORS = "actors/actors.tsv"
_UNNAMED = "unknown-armed-group"
_OF_STATES = frozenset({"state-forces", "external-forces", "coalition"})
_OPENING_REACH = 4
_MEMBER_REACH = 14
_ALLIED_REACH = 7


def sides_of(text: Annotated, frame: Frame, parties: Sequence[Party]) -> dict[int, str]:
    """Tell the sides of "بين …" or of a repelled attack in a frame.

    Args:
        text: The annotated report.
        frame: The frame.
        parties: Parties of its sentence, by start.

    Returns:
        First word of a party to one of `SIDES`; empty where none are told apart.
    """
    forms = text.words.forms
    inside = [p for p in parties if frame.start <= p.start < frame.end]
    sides = repelled_sides(text, frame, inside) or _who_left(frame, inside)
    if sides or "بين" not in forms[frame.start : frame.end]:
        return sides
    verbs = {a.start for a in (*frame.triggers, *frame.lights) if a.is_verb}
    for n, party in enumerate(inside):
        before = max(frame.start, inside[n - 1].end if n else 0, party.start - _OPENING_REACH)
        if "بين" in forms[before : party.start] and party.start not in sides:
            found = _sides_after(text, inside[n:], verbs)
            if SECOND in found.values():
                sides |= found
    return sides


def _who_left(frame: Frame, parties: Sequence[Party]) -> dict[int, str]:
    """Who withdrew from a place that others then took: "سيطرت الفصائل على الحاجز بعد انسحاب الجيش منه"."""
    if not frame.acts or frame.acts[0].kind != "control":
        return {}
    ends = {a.end for a in frame.acts if a.kind == "withdraw" and not a.is_verb}
    return {p.start: LEFT for p in parties if p.start in ends}


def _sides_after(text: Annotated, parties: Sequence[Party], verbs: Set[int]) -> dict[int, str]:
    members = _members(parties, verbs)
    closed = next((n for n in range(len(members) - 1) if _closes_side(text, members[n], members[n + 1])), None)
    if closed is None:
        closed = _last_beside_first(members)
    return {p.start: FIRST if n <= closed else SECOND for n, p in enumerate(members)}


def _members(parties: Sequence[Party], verbs: Set[int]) -> list[Party]:
    """The parties that "و" joins to the first one before the next verb."""
    members = [parties[0]]
    for party in parties[1:]:
        gap = range(members[-1].end, party.start)
        if len(gap) > _MEMBER_REACH or not verbs.isdisjoint(gap):
            break
        if party.prefix.startswith("و") and (len(members) < 2 or len(gap) <= _ALLIED_REACH):
            members.append(party)
    return members


def _closes_side(text: Annotated, party: Party, following: Party) -> bool:
    """Whether "من جهة", "من طرف" stand between two parties."""
    forms = text.words.forms
    return any(
        forms[i] == "من" and forms[i + 1] in clause_words("side_close") for i in range(party.end, following.start - 1)
    )


def _last_beside_first(members: Sequence[Party]) -> int:
    """Index of the last party on the side of the first one; where all are allied, it stands alone."""
    last = 0
    for n in range(1, len(members)):
        party = members[n]
        if party.make != "loyal" and not are_allies(party.id, members[n - 1].id):
            break
        last = n
    return last if last < len(members) - 1 else 0


def are_allies(one: str | None, other: str | None) -> bool:
    """Whether two actors fight on one side by actors/allies.tsv; an actor is its own ally."""
    return one is not None and (one == other or frozenset((one, other)) in _alliances())


def are_foes(one: str, other: str) -> bool:
    """Whether two actors that are told of one act stand on two sides of it: they are no allies.

    "Armed men" may well be those of a group that is named beside them, but no forces of a state.
    """
    if are_allies(one, other):
        return False
    return _UNNAMED not in (one, other) or not _forces_of_states().isdisjoint((one, other))


@cache
def _forces_of_states() -> frozenset[str]:
    return frozenset(row["id"] for row in read_table(PACKAGE_ROOT / _ACTORS) if row["kind"] in _OF_STATES)


@cache
def _alliances() -> frozenset[frozenset[str | None]]:
    found: set[frozenset[str | None]] = set()
    for row in read_table(PACKAGE_ROOT / _TABLE):
        ids = row.items("ids")
        found |= {frozenset((a, b)) for a in ids for b in ids if a != b}
    return frozenset(found)
