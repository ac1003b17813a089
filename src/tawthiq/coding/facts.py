"""What the type of a frame depends on, from what was read of its clause."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tawthiq.coding.annotated import Annotated
from tawthiq.coding.clause_words import clause_words
from tawthiq.coding.entries import Mention
from tawthiq.coding.event_types import Facts
from tawthiq.coding.frames import Frame, is_from_ground
from tawthiq.coding.harm import HarmCount
from tawthiq.coding.persons import People
from tawthiq.coding.roles import Roles

__all__ = ["Findings", "facts_of"]

_GROUND_WEAPONS = frozenset({"artillery", "mortar", "rocket", "missile", "tank", "naval", "small-arms", "anti-tank"})
_ARMED_GROUPS = frozenset({"fighters", "officers"})
_OF_NO_SIDE = frozenset({*_ARMED_GROUPS, "unspecified"})
_UNARMED = frozenset({"civilians", "protesters"})
# How many words after a harm its object may stand ("killed on Friday two demonstrators").
_UNNAMED = "unknown-armed-group"
_OBJECT_REACH = 4
_SITE_REACH = 4
_SUBJECT_REACH = 2
_LEADS = ("", "ال", "و", "وال", "ب", "بال", "ل", "لل")


@dataclass(frozen=True, slots=True)
class Findings:
    """What was read of a frame's clause.

    Attributes:
        roles: Who did it and whom it was done to.
        counts: People killed, injured, detained.
        weapons: Weapon mentions.
        objects: Things hit.
        victims: Unarmed people it was done to.
    """

    roles: Roles
    counts: list[HarmCount]
    weapons: list[Mention]
    objects: list[Mention]
    victims: list[People]


def facts_of(text: Annotated, frame: Frame, found: Findings, *, in_syria: bool) -> Facts:
    """Gather the facts that decide a frame's type.

    Args:
        text: The annotated report.
        frame: The frame.
        found: What was read of it.
        in_syria: Whether the report plays in Syria (ruling 11).

    Returns:
        The facts for `type_of`.
    """
    targets = frozenset([p.id or "" for p in found.roles.targets])
    classes = frozenset([m.entry.label for m in found.weapons])
    some = [c for c in found.counts if c.high is None or c.high > 0]
    harms = {c.harm for c in some}
    has_air_agent = "air" in [p.head for p in found.roles.agents]
    return Facts(
        first=frame.acts[0].kind if frame.acts else "",
        kinds=frozenset([a.kind for a in frame.acts]),
        harms=frozenset([h.kind for h in frame.harms]),
        weapons=classes,
        agents=frozenset([p.id or "" for p in found.roles.agents]),
        targets=targets,
        has_aircraft=has_air_agent or _has_aircraft(text, frame, found.roles),
        has_killed="killed" in harms,
        has_injured="injured" in harms,
        armed_victims=not _ARMED_GROUPS.isdisjoint([c.group for c in some]),
        unarmed_victims=bool(found.victims) or any(c.people.civilian and c.group not in _OF_NO_SIDE for c in some),
        protesters_harmed=any(c.group == "protesters" and c.harm in ("killed", "injured") for c in some)
        or any(_has_demonstrators(text, h.end, h.end + _OBJECT_REACH) for h in frame.harms)
        or _are_shot_at(text, frame, found.roles),
        has_armed_target=bool(targets - _UNARMED) or any(m.entry.label == "military" for m in found.objects),
        in_syria=in_syria,
        named_ground_weapon=bool(classes & _GROUND_WEAPONS),
        has_air_agent=has_air_agent,
        demonstrators=_has_demonstrators(text, frame.start, frame.end),
        assassinated="kill" in [a.rule for a in frame.acts],
        hurt_at_defusing=bool(frame.harms)
        and any(a.rule == "defuse" and frame.harms[0].start < a.start for a in frame.acts),
        fired_from_ground=_fired_from_ground(text, frame, classes),
    )


def _fired_from_ground(text: Annotated, frame: Frame, weapons: frozenset[str]) -> bool:
    """Whether guns stand right behind the act, or rockets are launched and no aircraft is near."""
    forms, aircraft = text.words.forms, clause_words("aircraft")
    for act in frame.acts:
        if act.kind == "rocketry" and weapons & _GROUND_WEAPONS:
            near = forms[frame.start : act.start] + forms[act.end : act.end + _SUBJECT_REACH]
            if aircraft.isdisjoint(near):
                return True
        if act.kind == "bombard" and is_from_ground(text, act):
            return aircraft.isdisjoint(forms[act.end : act.end + _OBJECT_REACH])
    return False


def _are_shot_at(text: Annotated, frame: Frame, roles: Roles) -> bool:
    """Whether forces fire at demonstrators (ruling 13); armed men of no known side that do so attack them."""
    if all(a.kind != "shooting" for a in frame.acts) or any(p.id == _UNNAMED for p in roles.agents):
        return False
    forms = text.words.forms
    return any(forms[i] == "علي" and forms[i + 1] in _demonstrators() for i in range(frame.start, frame.end - 1))


def _has_demonstrators(text: Annotated, start: int, end: int) -> bool:
    """Whether demonstrators stand among some words."""
    return not _demonstrators().isdisjoint(text.words.forms[start:end])


@lru_cache(maxsize=1)
def _demonstrators() -> frozenset[str]:
    """Words for demonstrators with what may stand before them, so that a clause is asked once and not word by word."""
    return frozenset(lead + word for word in clause_words("demonstrators") for lead in _LEADS)


def _has_aircraft(text: Annotated, frame: Frame, roles: Roles) -> bool:
    forms, aircraft = text.words.forms, clause_words("aircraft")
    if aircraft.isdisjoint(forms[frame.start : frame.end]):
        return False
    # A party right behind the verb is its subject, whatever its role was taken for.
    subjects = {a.end for a in frame.acts if a.is_verb and not a.is_passive}
    own = {i for p in roles.targets if p.start not in subjects for i in range(p.start, p.end)}
    return any(
        forms[i] in aircraft and i not in own and not _is_air_site(forms, i) for i in range(frame.start, frame.end)
    )


def _is_air_site(forms: Sequence[str], at: int) -> bool:
    """An air base, air defence or air force intelligence is no aircraft; nor is one that is shot down or looks on."""
    before = [form.lstrip("ولب").removeprefix("ال") for form in forms[max(at - _SITE_REACH, 0) : at]]
    if before and before[-1] in clause_words("air_site"):
        return True
    return any(form in clause_words("air_base") for form in before)
