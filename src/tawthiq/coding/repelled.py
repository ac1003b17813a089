"""Sides of a repelled attack: who attacked did it, who repelled it is whom it was done to (codebook, ruling 19).

"صدت القوات هجوما للمسلحين": the attack is what the clause tells, the repelling how it ended. Those who repel stand
between the two words ("أفشل الجيش هجوما"), or else before the first ("تمكن الجيش من صد هجوم"); those who attack stand
behind the attack, but for whom it was aimed at ("هجوم على مواقع الجيش").
"""

from collections.abc import Sequence
from itertools import takewhile

from tawthiq.coding.acts import Act
from tawthiq.coding.annotated import Annotated
from tawthiq.coding.clause_words import clause_words
from tawthiq.coding.frames import Frame
from tawthiq.coding.nearby import distance_to
from tawthiq.coding.parties import Party

__all__ = ["ATTACKER", "REPELLER", "repelled_sides"]

ATTACKER, REPELLER = "agent.repelled", "target.repelled"

_RULE = "repel"
_ATTACK_REACH = 8
_AIMED_REACH = 3
# What is foiled by finding or shooting down is no ground attack: who foils it acts (codebook, `disrupted-weapons-use`).
_NO_ATTACK = frozenset({"blast", "suicide", "disrupted", "rocketry", "air", "arrest"})


def repelled_sides(text: Annotated, frame: Frame, inside: Sequence[Party]) -> dict[int, str]:
    """Tell the sides of a repelled attack.

    Args:
        text: The annotated report.
        frame: The frame.
        inside: The parties of its clause, by start.

    Returns:
        First word of a party to `ATTACKER` or `REPELLER`; empty where nothing is repelled.
    """
    repel = next((act for act in frame.triggers if act.rule == _RULE), None)
    if repel is None or any(act.kind in _NO_ATTACK for act in frame.acts):
        return {}
    steps = distance_to(
        text.words.forms, range(repel.end, repel.end + _ATTACK_REACH), repel.mention.entry.attrs["needs"] or ""
    )
    if steps is None:
        return {}
    attack = repel.end + steps - 1
    if any(i in text.of("weapon") for i in range(attack, attack + _AIMED_REACH)):
        return {}
    sides = dict.fromkeys([p.start for p in _repellers(frame, repel, attack, inside)], REPELLER)
    for party in _attackers(text, frame, attack, inside):
        sides.setdefault(party.start, ATTACKER)
    return sides


def _repellers(frame: Frame, repel: Act, attack: int, inside: Sequence[Party]) -> list[Party]:
    between = [p for p in inside if repel.end <= p.start < attack]
    verbs = [a.end for a in frame.acts if a.is_verb and a.end <= repel.start]
    since = max(verbs, default=frame.start)
    return _first_side(between or [p for p in inside if since <= p.start and p.end <= repel.start])


def _first_side(parties: Sequence[Party]) -> list[Party]:
    """The first party and those that "و" joins to it; others back them or are named for another reason."""
    joined = takewhile(lambda p: p.prefix.startswith("و"), parties[1:])
    return [*parties[:1], *joined]


def _attackers(text: Annotated, frame: Frame, attack: int, inside: Sequence[Party]) -> list[Party]:
    """Parties behind the attack, up to the next verb of another act or to whom it was aimed at."""
    until = min((a.start for a in frame.triggers if a.start > attack and a.is_verb), default=frame.end)
    behind = [p for p in inside if attack < p.start < until]
    free = takewhile(lambda p: not _is_aimed_at(text, attack, p), behind)
    return _first_side(list(free))


def _is_aimed_at(text: Annotated, attack: int, party: Party) -> bool:
    before = text.words.forms[max(attack + 1, party.start - _AIMED_REACH) : party.start]
    return not clause_words("target").isdisjoint(before)
