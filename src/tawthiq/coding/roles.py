"""Roles: who did it and whom it was done to, for the parties named in a frame's clause.

Each party is judged by what governs it, looking left from its first word (codebook, `actor1`, `actor2`, rulings 11 to
19). The tests go in this order, the first that holds decides:
1. backers, holders and sources are no actors of the event ("المدعومة من", "تسيطر عليها", "وفق");
2. coordination ("و"): the role of the party before it;
3. a preposition of agency ("من قبل", "على يد", "بنيران") or a light verb with its object ("شنها", "نفذتها"): actor;
   and an act that ب ties to the party ("قام الجيش بقصف"): actor;
4. a preposition of target ("على", "ضد", "مع") or a thing that is hit ("مواقع", "رتل ل"): target;
5. a noun of harm or of a patient's act ("مقتل", "اعتقال", "استهداف"): target; any other act noun, or ل after it: actor;
6. a verb right before it: actor of an active verb, target of a passive one; a verb after it: actor.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from tawthiq.coding.acts import Act
from tawthiq.coding.annotated import Annotated
from tawthiq.coding.clause_words import clause_words
from tawthiq.coding.fallen import FALLEN_SIDES, fallen_sides
from tawthiq.coding.frames import Frame
from tawthiq.coding.judgement import Judges
from tawthiq.coding.parties import Party
from tawthiq.coding.sides import SIDES, sides_of
from tawthiq.coding.slot_features import party_features

__all__ = ["Roles", "roles_of", "ruled_parties"]

# Log odds, chosen by held-out folds of the learning reports.
_LEAST_AGENT = -0.12
_LEAST_TARGET = -0.32
# The same for the one who did it where the clause names nobody else.
_LEAST_SOLE_AGENT = -0.7
# What the sides of a fight or a repelled attack tell is surer than what the models take from the words around a name.
_SIDE_ODDS = 2.0

# Who finds the dead has nothing done to them.
_FINDER = "other.finder"
_PATIENT_KINDS = frozenset({"killing", "abduction", "arrest", "torture", "sexual", "dispersal", "other"})
_PATIENT_RULES = frozenset({"hit", "fallto", "repel"})
_LOOK_BACK = 7
_OBJECT_REACH = 3
_BY_ACT_REACH = 2


@dataclass(slots=True)
class Roles:
    """The parties of a frame by role.

    Attributes:
        agents: Who did it, by start.
        targets: Whom it was done to, by start.
        others: Parties that play no part in it.
        leanings: For each actor, by id or else name, how much more the models take it for one who did it than for one
            it was done to, in log odds summed over its phrases; empty without models.
    """

    agents: list[Party] = field(default_factory=list)
    targets: list[Party] = field(default_factory=list)
    others: list[Party] = field(default_factory=list)
    leanings: dict[str, float] = field(default_factory=dict)


def roles_of(text: Annotated, frame: Frame, parties: Sequence[Party], speakers: Sequence[tuple[int, int]],
             judges: Judges | None) -> Roles:  # fmt: skip
    """Give the parties of a frame's clause their roles.

    Args:
        text: The annotated report.
        frame: The frame.
        parties: Parties of its sentence.
        speakers: Ranges of words that name who says it.
        judges: The models that weigh what the rules say; None for the rules alone.

    Returns:
        Parties by role; one that is told by its own words as speaker only is in `others`.
    """
    roles = Roles()
    ruled = ruled_parties(text, frame, parties, speakers)
    if judges is None:
        for party, rule, _ in ruled:
            role, _, _ = rule.partition(".")
            {"agent": roles.agents, "target": roles.targets}.get(role, roles.others).append(party)
        return roles
    weighed = [_weigh(text, frame, parties, ruled, group, judges) for group in _coordinated(text, ruled)]
    for one in weighed:
        if one.agent >= _LEAST_AGENT and one.agent >= one.target:
            roles.agents += one.parties
        elif one.target >= _LEAST_TARGET:
            roles.targets += one.parties
        else:
            roles.others += one.parties
            continue
        for party in one.parties:
            key = party.id or party.name
            roles.leanings[key] = roles.leanings.get(key, 0.0) + one.agent - one.target
    if not roles.agents:
        _take_likeliest(roles, weighed)
    return roles


@dataclass(frozen=True, slots=True)
class _Weighed:
    """Parties that share a role, and what the models say of it.

    Attributes:
        parties: The parties, by start.
        is_agent: Whether the rules take them for those who did it.
        agent: How likely they did it, in log odds.
        target: How likely it was done to them, in log odds.
    """

    parties: list[Party]
    is_agent: bool
    agent: float
    target: float


def _weigh(text: Annotated, frame: Frame, parties: Sequence[Party],  # noqa: PLR0913, PLR0917
           ruled: Sequence[tuple[Party, str, bool]], group: Sequence[int], judges: Judges) -> _Weighed:  # fmt: skip
    said = [party_features(text, frame, parties, n, ruled[n][1:]) for n in group]
    agent = sum(map(judges.agent.odds, said)) / len(said)
    target = sum(map(judges.target.odds, said)) / len(said)
    side = ruled[group[0]][1]
    first = ruled[group[0]][0]
    subject = (
        _follows_its_verb(frame, first)
        or _opens_clause(text, frame, first, parties)
        or any(_stands_before_its_verb(text, frame, ruled[n][0]) for n in group)
    )
    acts = subject or side.startswith("agent")
    if side == _FINDER:
        agent = target = -_SIDE_ODDS
    elif subject:
        agent, target = max(agent, _SIDE_ODDS), min(target, -_SIDE_ODDS)
    elif side in SIDES or side in FALLEN_SIDES:
        agent, target = (_SIDE_ODDS, -_SIDE_ODDS) if acts else (-_SIDE_ODDS, _SIDE_ODDS)
    return _Weighed([ruled[n][0] for n in group], acts, agent, target)


def _follows_its_verb(frame: Frame, party: Party) -> bool:
    """Whether a verb that has its object in a pronoun stands right before a party, its subject: "كمين نصبه مسلحون"."""
    acts = (*frame.triggers, *frame.lights)
    return any(a.end == party.start and a.is_verb and a.mention.suffix and not a.is_passive for a in acts)


def _opens_clause(text: Annotated, frame: Frame, party: Party, parties: Sequence[Party]) -> bool:
    """Whether a party is the subject of the verb that opens its clause: "استهدف قناص حوثي امرأة"."""
    act = frame.triggers[0]
    if act.end != party.start or not act.is_verb or act.is_passive or act.mention.suffix or act.role != "act":
        return False
    if act.start - frame.start > _OPENING or any(frame.start <= p.start < act.start for p in parties):
        return False
    return _has_object(text, frame, party.end)


def _stands_before_its_verb(text: Annotated, frame: Frame, party: Party) -> bool:
    """Whether a party is the subject of the verb right behind it: "قوات الجيش قتلت أربعة", "مسلحين نصبوا كمينا"."""
    act = next((a for a in frame.triggers if a.start == party.end and a.is_verb and a.role in ("act", "harm")), None)
    if act is None or act.is_passive or act.mention.prefix or party.prefix[-1:] in ("ل", "ب"):
        return False  # "قتل جندي تركي وجرح أربعة": "and" opens another clause
    return _has_object(text, frame, act.end)


def _has_object(text: Annotated, frame: Frame, at: int) -> bool:
    """Whether what may be the object of a verb stands at a word, without a preposition."""
    if at >= frame.end:
        return False
    bare = any(m.entry.kind in _OBJECTS and not m.prefix for m in text.at.get(at, ()))
    return bare or any(n.start == at for n in text.numbers_from(at, frame.end))


# What may be the object of a verb.
_OBJECTS = frozenset({"person", "object", "weapon", "kind"})
_OPENING = 3


def _take_likeliest(roles: Roles, weighed: Sequence[_Weighed]) -> None:
    """Where nobody is sure to have acted, take whom the rules say and the models hold for likelier than the others."""
    left = [one for one in weighed if one.is_agent and one.parties[0] in roles.others]
    best = max(left, key=lambda one: one.agent, default=None)
    if best is None or best.agent < _LEAST_SOLE_AGENT or best.agent <= best.target:
        return
    roles.agents += best.parties
    roles.others = [party for party in roles.others if party not in best.parties]


def _coordinated(text: Annotated, ruled: Sequence[tuple[Party, str, bool]]) -> list[list[int]]:
    """Parties that share a role because "و" joins them ("قوات النظام وروسيا"), the sides of "بين A وB" apart."""
    groups: list[list[int]] = []
    for n, (party, rule, speaks) in enumerate(ruled):
        last = ruled[n - 1] if n else None
        if (
            last is not None
            and _is_joined(text, last[0], party, _JOINED_REACH)
            and (rule == "outside", speaks) == (last[1] == "outside", last[2])
            and (
                rule == last[1] if rule in SIDES or last[1] in SIDES else not _is_between(text, ruled[groups[-1][0]][0])
            )
        ):
            groups[-1].append(n)
        else:
            groups.append([n])
    return groups


_JOINED_REACH = 1
_RULED_REACH = 2
_BETWEEN_REACH = 3


def _is_joined(text: Annotated, last: Party, party: Party, reach: int) -> bool:
    """Whether "و" joins a party to the one before, and not to a site that was named in between ("مواقع وتجمعات")."""
    if party.start - last.end > reach or not party.prefix.startswith("و"):
        return False
    return not any(_is_site(text, i) for i in range(last.end, party.start) if i in text.at)


def _is_site(text: Annotated, at: int) -> bool:
    """Whether a word is a thing that is hit: an object, or "مواقع", "معاقل" and their like."""
    return any(
        m.entry.kind == "object" or (m.entry.kind == "head" and m.entry.label == "target") for m in text.at.get(at, ())
    )


def _is_between(text: Annotated, party: Party) -> bool:
    return "بين" in text.words.forms[max(0, party.start - _BETWEEN_REACH) : party.start]


def ruled_parties(text: Annotated, frame: Frame, parties: Sequence[Party],
                  speakers: Sequence[tuple[int, int]]) -> list[tuple[Party, str, bool]]:  # fmt: skip
    """What the rules say of every party of a sentence in one of its frames.

    Returns:
        For each party in order: the party, its role by the rules with a point and what tells it ("outside" where it
        stands out of the clause), and whether its words name who says it.
    """
    ruled: list[tuple[Party, str, bool]] = []
    sides = sides_of(text, frame, parties)
    last: tuple[Party, str] | None = None
    for party in parties:
        speaks = bool(speakers) and any(start <= party.name_start < end for start, end in speakers)
        if not frame.start <= party.start < frame.end:
            ruled.append((party, "outside", speaks))
            continue
        role = sides.get(party.start) or ("other.speaks" if speaks else _role(text, frame, party, last))
        last = (party, role)
        ruled.append((party, role, speaks))
    fallen = fallen_sides(frame, [(party, rule) for party, rule, _ in ruled])
    return [(party, fallen.get(party.start, rule), speaks) for party, rule, speaks in ruled]


def _role(text: Annotated, frame: Frame, party: Party, last: tuple[Party, str] | None) -> str:
    forms = text.words.forms
    at = party.start
    before = forms[max(frame.start, at - 3) : at]
    if last is not None and _is_joined(text, last[0], party, _RULED_REACH):
        return last[1]
    if _is_backer(forms, frame, party):
        return "other.backer"
    if party.make == "nation" and party.head == "act":
        return _nation_role(text, frame, party)
    if " ".join(before[-2:]).endswith(_agency()):
        return "agent.agency"
    if party.prefix.endswith("ب"):
        return "agent.by" if party.head in ("air", "artillery", "naval", "force") else "other.by"
    if "بين" in before:
        return "agent.one-side"
    first = frame.triggers[0]
    if 0 <= first.start - party.end < _BY_ACT_REACH and _is_by_noun(first):
        return "agent.by-act"
    return _governed(text, frame, party, last)


def _is_by_noun(act: Act) -> bool:
    """Whether ب ties an act to the one named before it: "اتهم الجيش بقصف", "قامت القوات باقتحام"."""
    return not act.is_verb and act.role == "act" and act.mention.prefix.endswith("ب")


@cache
def _agency() -> tuple[str, ...]:
    """Phrases before the one who acts: "من قبل"."""
    return tuple(clause_words("agency"))


def _is_backer(forms: Sequence[str], frame: Frame, party: Party) -> bool:
    before = forms[max(frame.start, party.start - 3) : party.start]
    if not before:
        return False
    if before[-1] in clause_words("backer") or (
        len(before) > 1
        and before[-2] in clause_words("backer")
        and before[-1] in ("من", "عليها", "عليه", "ل", "الي", "على")
    ):
        return True
    return party.prefix.endswith("ل") and before[-1] in clause_words("backer")


def _nation_role(text: Annotated, frame: Frame, party: Party) -> str:
    """An adjective of an act or weapon: whose it is; after "strikes on" it is the target's."""
    for i in range(party.start - 1, max(frame.start, party.start - 4) - 1, -1):
        for mention in text.at.get(i, ()):
            if mention.entry.kind == "object":
                return "target.nation-of-site"
            if mention.entry.kind == "trigger" and mention.entry.label in _PATIENT_RULES:
                return "target.nation" if mention.entry.label != "hit" else "agent.nation"
            if mention.entry.kind in ("trigger", "weapon"):
                return "agent.nation"
    return "agent.nation"


def _governed(text: Annotated, frame: Frame, party: Party, last: tuple[Party, str] | None) -> str:
    forms = text.words.forms
    triggers = {a.end - 1: a for a in (*frame.triggers, *frame.lights)}
    object_before = False
    for i in range(party.start - 1, max(frame.start, party.start - _LOOK_BACK) - 1, -1):
        form = forms[i]
        act = triggers.get(i)
        if act is not None:
            if act.kind == "bodies" and act.is_verb and not any("جث" in form for form in forms[act.end : party.start]):
                return _FINDER
            if act.role == "harm" and act.is_verb and not act.is_passive and _meets_people(text, party, frame):
                return "agent.verb"
            return _by_act(act, party, frame, object_before=object_before)
        if form in clause_words("target"):
            return f"target.{form}"
        if last is not None and i < last[0].end:
            break
        mentions = text.at.get(i, ())
        if mentions and _is_site(text, i):
            if any(m.prefix.endswith("ب") for m in mentions):
                break
            object_before = True
            continue
        if any(m.entry.kind == "person" for m in mentions):
            object_before = True
    if object_before:
        return "target.site-before"
    if party.head == "target":
        return "target.site"
    return _by_order(frame, party)


def _meets_people(text: Annotated, party: Party, frame: Frame) -> bool:
    """Whether people stand behind a party as the object of its verb: "قتل مسلحون ثلاثة جنود", "جرح الجيش مدنيا"."""
    numbered = {n.start for n in text.numbers_from(party.end, frame.end)}
    for at in range(party.end, min(frame.end, party.end + _OBJECT_REACH)):
        form = text.words.forms[at]
        if at in numbered and form[:1] not in "وفبل":
            return True
        if any(not m.prefix and form.endswith(("ا", "ين")) for m in text.of("person").get(at, ())):
            return True
        if form in _ENDS_SUBJECT or form[:1] == "و":
            return False
    return False


_ENDS_SUBJECT = frozenset({"في", "خلال", "اثر", "جراء", "على", "علي", "من", "،", "بعد", "اثناء", "مع"})


def _by_act(act: Act, party: Party, frame: Frame, *, object_before: bool) -> str:
    if act.role == "harm":
        return "target.harm"
    if object_before and act.mention.suffix == "":
        return "target.site-of-act"
    if act.is_verb or act.role == "light":
        if act.mention.suffix and act.is_verb:
            return "agent.verb-with-object"
        if act.is_verb and act.mention.person.endswith("p"):
            return "target.plural-verb"  # its subject was told before: "رشقوا الشرطة"
        return "target.passive" if act.is_passive else "agent.verb"
    if act.role == "effect":
        return "other.effect"
    if act.kind in _PATIENT_KINDS or act.rule in _PATIENT_RULES or party.head == "target":
        return "target.noun" if not party.prefix.endswith("ل") or act.rule == "hit" else "agent.noun-of"
    return "agent.noun"


def _by_order(frame: Frame, party: Party) -> str:
    """Nothing governs it: before the first verb it is the subject, after it what the verb meets."""
    verbs = [a for a in (*frame.triggers, *frame.lights) if a.is_verb and not a.is_passive]
    following = [a for a in verbs if a.start >= party.end]
    if following and not any(a.end <= party.start for a in verbs if a.role != "light"):
        acts = following[0].role != "harm" or following[0].mention.voice == "active"
        return "agent.before-verb" if acts else "target.before-verb"
    return "other.order"
