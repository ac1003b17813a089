"""Sides of a fight in which people of one side fell: "قتل سبعة من مسلحي أ خلال مواجهات مع ب".

Whom the text tells to have fallen is whom it was done to, and the other side did it (codebook, `actor2`): of such
clauses in the learning reports and in reports coded since, eight in eleven are coded so. Who fell in a fight "against"
the other ("في معارك ضد ب") fought it, and so acted first.
"""

from collections.abc import Sequence

from tawthiq.coding.frames import Frame
from tawthiq.coding.parties import Party

__all__ = ["FALLEN_SIDES", "fallen_sides"]

_DOER, _FALLEN = "agent.opponent", "target.fallen"
_FOUGHT, _FOE = "agent.fallen", "target.opponent"
FALLEN_SIDES = frozenset({_DOER, _FALLEN, _FOUGHT, _FOE})
"""What `fallen_sides` says of a party."""

_HARMED = "target.harm"
# What stands before the other side, with what it makes of those who fell and of the other side.
_OPENS = {"target.مع": (_FALLEN, _DOER), "target.ضد": (_FOUGHT, _FOE)}


def fallen_sides(frame: Frame, ruled: Sequence[tuple[Party, str]]) -> dict[int, str]:
    """Tell the two sides of a fight by whom of them the clause tells to have fallen.

    Args:
        frame: The frame.
        ruled: Its parties with what the rules say of each, by start.

    Returns:
        First word of a party to one of `FALLEN_SIDES`; empty where somebody else is told to have acted, or where no
        fight stands between the two.
    """
    fallen = [party for party, rule in ruled if rule == _HARMED]
    others = [(party, rule) for party, rule in ruled if rule in _OPENS]
    if not fallen or not others or any(rule.startswith("agent") for _, rule in ruled):
        return {}
    opponent, rule = others[0]
    between = range(fallen[-1].end, opponent.start)
    if not any(act.start in between and act.kind == "clash" and not act.is_verb for act in frame.triggers):
        return {}
    of_fallen, of_opponent = _OPENS[rule]
    same = (party.start for party, said in others if said == rule)
    return dict.fromkeys((p.start for p in fallen), of_fallen) | dict.fromkeys(same, of_opponent)
