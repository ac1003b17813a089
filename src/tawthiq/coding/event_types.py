"""The codebook's type of a frame: from the kinds of its acts, its weapons, its actors and its victims.

Order (codebook, section 3 and rulings 9 to 14): poison gas, suicide bombs, protests and riots, territory, air strikes,
shelling, other explosions, abduction and the like, clashes, attacks on the unarmed, strategic developments. The
heavier means wins where one frame holds several.
"""

from collections.abc import Set
from dataclasses import dataclass

__all__ = ["Facts", "territory_of", "type_of"]

_FROM_THE_AIR = frozenset({"international-coalition", "saudi-coalition"})
_SHELLS = frozenset({"artillery", "mortar", "rocket", "missile", "tank", "naval"})
_ROUNDS = frozenset({"artillery", "mortar", "rocket", "missile"})
_AIR_BOMBS = frozenset({"air-bomb", "vacuum", "barrel-bomb", "cluster", "drone"})
_BLASTS = frozenset({"ied", "car-bomb", "mine"})
_GOVERNMENTS = frozenset(
    "syrian-government syrian-transitional iraqi-government pmf peshmerga yemeni-government popular-resistance-yemen"
    " yemeni-joint-forces egyptian-government sudanese-army libyan-gna libyan-lna lebanese-army jordan"
    " saudi-arabia".split()
)
_SIMPLE = {
    "abduction": "abduction", "sexual": "sexual-violence", "mob": "mob-violence", "agreement": "agreement",
    "arrest": "arrests", "movement": "change-to-group", "disrupted": "disrupted-weapons-use",
    "base": "base-established", "destruction": "looting-destruction", "other": "other",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What the type depends on.

    Attributes:
        first: Kind of its first act, "" if it has none.
        kinds: Kinds of the frame's acts.
        harms: Kinds of its harms.
        weapons: Classes of its weapons.
        agents: Ids of who did it.
        targets: Ids of whom it was done to.
        has_aircraft: Whether an aircraft or "from the air" is named in the clause.
        has_killed: Whether people were killed.
        has_injured: Whether people were injured.
        armed_victims: Whether those harmed are armed.
        unarmed_victims: Whether those harmed, or hit, are unarmed.
        protesters_harmed: Whether those killed or injured are called protesters.
        has_armed_target: Whether an armed party or its site is the target.
        in_syria: Whether the report plays in Syria (ruling 11).
        named_ground_weapon: Whether a weapon of the ground is named.
        has_air_agent: Whether an air force or aircraft acts.
        demonstrators: Whether demonstrators stand in the clause.
        assassinated: Whether an act is an assassination or execution.
        hurt_at_defusing: Whether the harm is told first, and the defusing of a bomb as what led to it.
        fired_from_ground: Whether guns or rockets are named with the act, and aircraft only elsewhere.
    """

    first: str
    kinds: Set[str]
    harms: Set[str]
    weapons: Set[str]
    agents: Set[str]
    targets: Set[str]
    has_aircraft: bool
    has_killed: bool
    has_injured: bool
    armed_victims: bool
    unarmed_victims: bool
    protesters_harmed: bool
    has_armed_target: bool
    in_syria: bool
    named_ground_weapon: bool
    has_air_agent: bool
    demonstrators: bool
    assassinated: bool
    hurt_at_defusing: bool
    fired_from_ground: bool


def type_of(facts: Facts) -> str | None:
    """Decide the type of a frame.

    Args:
        facts: What is known of it.

    Returns:
        A sub-event type, or None where its acts make no event.
    """
    for decide in _IN_ORDER:
        found = decide(facts)
        if found:
            return found
    return None


def _chemical(facts: Facts) -> str | None:
    used = "chemical" in facts.weapons and facts.kinds & {"bombard", "air", "rocketry", "assault"}
    if "chem" in facts.kinds or used:
        return "chemical-weapon"
    return None


def _disrupted(facts: Facts) -> str | None:
    if facts.first == "disrupted" and not facts.kinds & {"clash", "control"}:
        # Who dies while a bomb is defused dies of the bomb.
        return "remote-explosive" if facts.hurt_at_defusing else "disrupted-weapons-use"
    return None


def _suicide(facts: Facts) -> str | None:
    if "suicide" in facts.kinds or ("suicide-vest" in facts.weapons and facts.kinds & {"blast", "assault"}):
        return "suicide-bomb"
    return None


# Acts by which forces meet protesters; a bomb among them is an explosion (ruling 13).
_AT_PROTESTS = frozenset({"protest", "dispersal", "shooting", "killing", "assault", "target", "torture"})
# Acts of demonstrators who fight with forces or with each other.
_WITH_PROTESTERS = frozenset(
    {"clash", "operation", "protest", "dispersal", "riot", "assault", "torture", "destruction"}
)


# What demonstrators do where nobody else is told to act: they storm and burn.
_BY_PROTESTERS = frozenset({"destruction", "operation"})


def _protest(facts: Facts) -> str | None:
    if facts.protesters_harmed and facts.kinds <= _AT_PROTESTS:
        return "excessive-force-protest"
    if facts.demonstrators and "clash" in facts.kinds and facts.kinds <= _WITH_PROTESTERS:
        return "excessive-force-protest" if facts.protesters_harmed else "violent-demonstration"
    if facts.demonstrators and not facts.agents and facts.kinds and facts.kinds <= _BY_PROTESTERS:
        return "violent-demonstration"
    if not facts.kinds & {"protest", "dispersal", "riot"}:
        return None
    if facts.kinds & {"protest", "dispersal"} or "protesters" in facts.targets:
        if facts.has_killed or (facts.has_injured and facts.kinds & {"dispersal", "shooting"}):
            return "excessive-force-protest"
        if "dispersal" in facts.kinds or "arrest" in facts.kinds:
            return "protest-intervention"
        return "violent-demonstration" if "riot" in facts.kinds else "peaceful-protest"
    return "violent-demonstration"


def _territory(facts: Facts) -> str | None:
    if "control" not in facts.kinds and "handover" not in facts.kinds:
        return None
    fought = facts.kinds & {"clash", "assault", "operation", "bombard", "air", "advance", "target"}
    if not fought and facts.kinds & {"withdraw", "handover"}:
        return "non-violent-transfer"
    if not facts.agents and not facts.targets and not facts.in_syria:
        # Where nobody is named, it is the army of the country that takes places; in Syria both sides do.
        return "government-regains-territory"
    return territory_of(facts.agents, facts.targets)


def territory_of(agents: Set[str], targets: Set[str]) -> str:
    """Say who took a place: a state and those at its side, or a group (ruling 10).

    Args:
        agents: Ids of who took it.
        targets: Ids of whom it was taken from; they say who took it where nobody is named.

    Returns:
        One of the two types of territory taken by force.
    """
    takers = agents - targets or agents
    if any(map(_is_state, takers)) or (not takers and targets and not any(map(_is_state, targets))):
        return "government-regains-territory"
    return "non-state-overtakes-territory"


def _is_state(actor: str) -> bool:
    return actor in _GOVERNMENTS or actor.endswith("-government")


def _is_from_air(facts: Facts) -> bool:
    if "air" in facts.kinds or facts.has_air_agent:
        return True
    if facts.fired_from_ground:
        return False
    if facts.has_aircraft or facts.weapons & _AIR_BOMBS:
        return True
    if facts.named_ground_weapon or facts.weapons & _SHELLS:
        return False
    return bool(facts.agents & _FROM_THE_AIR) or ("russia" in facts.agents and facts.in_syria)


def _explosive(facts: Facts) -> str | None:
    aimed = facts.first == "target" and facts.kinds <= {"target", "assault"}
    traded = facts.kinds == {"clash", "shooting"} and facts.weapons & _ROUNDS
    bombards = facts.kinds & {"bombard", "air", "rocketry"} or aimed or traded
    means = facts.has_aircraft or facts.weapons & (_SHELLS | _AIR_BOMBS)
    if bombards or (means and facts.kinds & {"assault", "target", "massacre"}):
        if facts.kinds == {"massacre"} and not (facts.has_aircraft or facts.weapons & (_SHELLS | _AIR_BOMBS)):
            return None
        if "disrupted" in facts.kinds or ("anti-aircraft" in facts.weapons and facts.has_aircraft):
            return "disrupted-weapons-use"
        if _is_from_air(facts):
            return "air-drone-strike"
        if facts.weapons & _BLASTS and not facts.weapons & _SHELLS and "rocketry" not in facts.kinds:
            return "remote-explosive"
        if "rocketry" not in facts.kinds and facts.weapons & {"sniper", "small-arms"} and not facts.weapons & _SHELLS:
            return None
        if "grenade" in facts.weapons and not facts.weapons & _SHELLS:
            return "grenade"
        return "shelling"
    if "blast" in facts.kinds or (facts.weapons & _BLASTS and not facts.kinds):
        return "grenade" if facts.weapons == {"grenade"} else "remote-explosive"
    return None


def _simple_before_fight(facts: Facts) -> str | None:
    for kind in ("sexual", "mob", "disrupted", "abduction"):
        if kind in facts.kinds:
            return _SIMPLE[kind]
    return None


def _fight(facts: Facts) -> str | None:
    if facts.kinds & {"shooting"} and facts.has_aircraft:
        return "air-drone-strike"
    if facts.kinds & {"clash", "advance"}:
        return "armed-clash"
    if facts.assassinated:
        return "attack"
    if facts.kinds & {"killing", "torture"}:
        return "attack" if not facts.armed_victims or facts.unarmed_victims else "armed-clash"
    if facts.kinds & {"assault", "operation", "shooting", "massacre", "bombard", "target"}:
        if facts.weapons == {"grenade"} and "shooting" not in facts.kinds:
            return "grenade"
        if facts.weapons & _BLASTS and "shooting" not in facts.kinds:
            return "remote-explosive"
        armed = facts.has_armed_target or facts.armed_victims
        if "operation" in facts.kinds and "arrest" in facts.kinds and not facts.has_killed:
            return "arrests"
        return (
            "armed-clash"
            if (armed and not (facts.unarmed_victims and not facts.has_armed_target))
            or ("operation" in facts.kinds and not facts.unarmed_victims)
            else "attack"
        )
    if not facts.kinds and facts.harms:
        return _harm_alone(facts)
    return None


def _harm_alone(facts: Facts) -> str | None:
    if facts.weapons & _AIR_BOMBS or facts.has_aircraft:
        return "air-drone-strike"
    if facts.weapons & _SHELLS:
        return "shelling"
    if facts.weapons & _BLASTS:
        return "remote-explosive"
    if "grenade" in facts.weapons:
        return "grenade"
    armed = facts.armed_victims or facts.has_armed_target
    if facts.armed_victims and facts.has_armed_target:
        return "armed-clash"
    return "armed-clash" if armed and not facts.unarmed_victims else "attack"


def _strategic(facts: Facts) -> str | None:
    for kind in ("arrest", "destruction", "base", "agreement", "movement", "other"):
        if kind in facts.kinds:
            return _SIMPLE[kind]
    if facts.kinds & {"withdraw", "enter"}:
        return "change-to-group"
    return None


_IN_ORDER = (
    _disrupted,
    _chemical,
    _suicide,
    _protest,
    _territory,
    _explosive,
    _simple_before_fight,
    _fight,
    _strategic,
)
