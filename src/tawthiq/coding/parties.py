"""Actor phrases: which words of a sentence name a party, and which party they name here.

Four makes (codebook, rulings 16 and 18):
1. named: an alias of actors/aliases.tsv, read by the report's theatre and year, with the head before it
   ("عناصر تنظيم داعش" is one phrase);
2. by nation: a head and an adjective ("طائرات حربية روسية"), or an act or weapon and an adjective ("قصف تركي");
3. anaphoric: a head alone with the article ("القوات", "التنظيم", "المقاتلات"), the last party that has such a head;
4. unnamed armed men.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tawthiq.arabic.fold import written_word
from tawthiq.coding.annotated import Annotated, Sentence
from tawthiq.coding.clause_words import clause_words
from tawthiq.coding.entries import Mention
from tawthiq.coding.named_as_place import is_only_place
from tawthiq.coding.theatre import Theatre

__all__ = ["Party", "PartyMemory", "parties_of"]

_ADJECTIVE_REACH = 3
# A party is recalled by at most so many words of its name.
_OPENING = 4


@dataclass(frozen=True, slots=True)
class Party:
    """A party named in a sentence.

    Attributes:
        start: Index of the first word of the whole phrase, heads included.
        name_start: Index of the first word of the name.
        end: Index after the last word.
        name: As written, the shortest full form.
        id: Actor id, None for a party that actors.tsv does not know.
        make: named, country (by its bare name or capital), nation, anaphor, loyal or armed.
        head: Role of its head noun: force, air, artillery, naval, organisation, fighters, target or "".
        prefix: Particles on the first word of the phrase.
        has_air_force: Whether an attack by it with no means told is from the air (ruling 11).
    """

    start: int
    name_start: int
    end: int
    name: str
    id: str | None
    make: str
    head: str
    prefix: str
    rule: str


class PartyMemory:
    """The parties met so far in a report, the last one first, for what "the forces" refers to."""

    def __init__(self) -> None:
        self._met: list[Party] = []
        self._by_opening: dict[str, Party] = {}

    def note(self, party: Party) -> None:
        """Remember a party that was named in full."""
        self._met.append(party)
        self._by_opening.update(dict.fromkeys(_openings(party.name), party))

    def recall_named(self, name: str) -> Party | None:
        """The last party named in full that opens with a name, for aliases that need a context ("الجيش").

        Its head may stand before the name: "قوات المقاومة المشتركة" for "المقاومة".
        """
        return self._by_opening.get(name)

    def recall(self, head: str, forms: str) -> Party | None:
        """The last party that fits a head standing alone: first one with the same head word, then the same kind."""
        for party in reversed(self._met):
            if forms and forms in party.name:
                return party
        for party in reversed(self._met):
            if head == party.head or (head == "air" and party.id in _AIR_POWERS):
                return party
        if head in ("force", "fighters", "organisation") and self._met:
            return self._met[-1] if head != "organisation" else None
        return None


@lru_cache(maxsize=4096)
def _openings(name: str) -> tuple[str, ...]:
    """The words that may stand for a name: those it opens with, and those behind its first one."""
    full = name.split()[:_OPENING]
    return (
        *(" ".join(full[:last]) for last in range(1, len(full) + 1)),
        *(" ".join(full[1:last]) for last in range(2, len(full))),
    )


_AIR_POWERS = frozenset({"russia", "international-coalition", "saudi-coalition", "israel", "syrian-government", "usa",
                         "turkey", "egyptian-government", "uae", "france", "uk", "iraqi-government"})  # fmt: skip


def parties_of(text: Annotated, sentence: Sentence, theatre: Theatre, memory: PartyMemory) -> list[Party]:
    """Read the actor phrases of a sentence.

    Args:
        text: The annotated report.
        sentence: One of its sentences.
        theatre: Where the report plays.
        memory: Parties of the sentences before; those of this one are added.

    Returns:
        Parties by start, none overlapping.
    """
    found: list[Party] = []
    scene = _Scene(text, sentence, theatre, memory, found)
    actors, heads, nisbas = text.of("actor"), text.of("head"), text.of("nisba")
    i = sentence.start
    while i < sentence.end:
        party = _party_at(scene, i) if i in heads or i in actors or i in nisbas else None
        if party is None:
            i += 1
            continue
        found.append(party)
        if party.make in ("named", "country", "nation"):
            memory.note(party)
        i = party.end
    return found


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the readers of one sentence share.

    Attributes:
        text: The annotated report.
        sentence: The sentence.
        theatre: Where the report plays.
        memory: Parties of the sentences before.
        found: Parties of this sentence so far.
    """

    text: Annotated
    sentence: Sentence
    theatre: Theatre
    memory: PartyMemory
    found: list[Party]


def _party_at(scene: _Scene, at: int) -> Party | None:
    heads = scene.text.of("head").get(at, ())
    return (
        _loyal(scene, at, heads)
        or _named(scene, at)
        or _by_nation(scene, at, heads)
        or _anaphor(scene.text, at, heads, scene.memory)
    )


def _best(mentions: Sequence[Mention], theatre: Theatre) -> Mention | None:
    if not mentions:
        return None
    if len(mentions) == 1:
        return mentions[0] if theatre.fit(mentions[0].entry) > 0 else None
    fitting = [(theatre.fit(m.entry), m.end - m.start, m) for m in mentions]
    fitting = [row for row in fitting if row[0] > 0]
    if not fitting:
        return None
    longest = max(row[1] for row in fitting)
    return max((row for row in fitting if row[1] == longest), key=lambda row: row[0])[2]


def _named(scene: _Scene, at: int) -> Party | None:
    text, sentence = scene.text, scene.sentence
    mention = _best([m for m in text.of("actor").get(at, ()) if m.end <= sentence.end], scene.theatre)
    if mention is None or mention.suffix:
        return None
    if is_only_place(text, mention, sentence) or _opens_name(text, mention, sentence):
        return None
    start, head = _head_before(text, mention, sentence, scene.found)
    end = mention.end
    prefix = text_prefix(text, start) if start < mention.start else mention.prefix
    name_start = start if head in ("force", "air", "organisation", "artillery", "naval") else mention.start
    name = written(text, name_start, end, prefix if name_start == start else mention.prefix)
    own_head = head or _own_head(text, mention)
    if mention.entry.attrs.get("ambiguous") == "yes":
        met = scene.memory.recall_named(written(text, mention.start, mention.end, mention.prefix))
        if met is not None and met.id is not None:
            return Party(start, name_start, end, name, met.id, "anaphor", own_head, prefix, "actor.context")
    make = "armed" if mention.entry.label == "unknown-armed-group" else "named"
    if mention.entry.attrs.get("country_name") == "yes":
        make = "country"
    return Party(start, name_start, end, name, mention.entry.label or None, make, own_head, prefix, "actor.alias")


def _opens_name(text: Annotated, mention: Mention, sentence: Sentence) -> bool:
    """Whether "مسلحون", "عناصر" stand before the name of their party, which says more."""
    if mention.entry.label != "unknown-armed-group" or mention.end >= sentence.end:
        return False
    after = text.at.get(mention.end, ())
    if text.words.forms[mention.end] == "من" and mention.end + 1 < sentence.end:
        after = text.at.get(mention.end + 1, ())
    if any(m.entry.kind == "object" and m.prefix == "ل" for m in after):
        return False  # "كمين نصبه مسلحون لدورية للجيش": whom they attack
    return any(
        m.entry.kind in ("actor", "nisba") and m.entry.label != "unknown-armed-group" and m.prefix in ("", "ل")
        for m in after
    )


_ITS = frozenset({"لها", "له", "منها", "منه", "معها", "معه", "لهم"})


def _loyal(scene: _Scene, at: int, heads: Sequence[Mention]) -> Party | None:
    """The forces of the party named before them: "والفصائل الموالية لها"."""
    text, sentence, found = scene.text, scene.sentence, scene.found
    head = next((m for m in heads if m.entry.label in ("force", "fighters")), None)
    if head is None or not found:
        return None
    forms = text.words.forms
    for i in range(head.end, min(head.end + _ADJECTIVE_REACH, sentence.end - 1)):
        if forms[i] in clause_words("loyal") and forms[i + 1] in _ITS:
            identity = scene.theatre.client_of(found[-1].id)
            name = written(text, at, i + 2, head.prefix)
            return Party(at, at, i + 2, name, identity, "loyal", head.entry.label, head.prefix, "actor.loyal")
        if not _is_adjective(text, i):
            return None
    return None


def _own_head(text: Annotated, mention: Mention) -> str:
    """The role of the first word of an alias that is itself a head ("قوات النظام", "طيران التحالف")."""
    for m in text.of("head").get(mention.start, ()):
        return m.entry.label
    return _HEAD_GUESS.get(text.words.forms[mention.start].removeprefix("ال").lstrip("ولب"), "")


_HEAD_GUESS = {
    "قوات": "force",
    "جيش": "force",
    "طيران": "air",
    "مقاتلات": "air",
    "طائرات": "air",
    "تنظيم": "organisation",
    "حركه": "organisation",
    "ميليشيا": "organisation",
    "ميليشيات": "organisation",
    "مليشيا": "organisation",
}


def _head_before(text: Annotated, mention: Mention, sentence: Sentence, found: Sequence[Party]) -> tuple[int, str]:
    """Start and role of the head nouns right before a name ("عناصر من تنظيم", "مواقع لقوات")."""
    least = found[-1].end if found else sentence.start
    heads = text.of("head")
    start, role = mention.start, ""
    i = mention.start - 1
    while i >= least:
        at = i - 1 if text.words.forms[i] == "من" and i > least else i
        head = next((m for m in heads.get(at, ()) if m.end == at + 1 and not m.suffix), None)
        if head is None or (head.article and not mention.article):
            break
        if (mention.prefix and start == mention.start) or (at < i and head.entry.label != "fighters"):
            break
        i = at
        start, role = i, head.entry.label
        if head.prefix:
            break
        i -= 1
    return start, role


def _by_nation(scene: _Scene, at: int, heads: Sequence[Mention]) -> Party | None:
    """A head, act or weapon with an adjective of a nation or group after it."""
    nisba = _nisba(scene, at)
    if nisba is not None:
        return _of_act(scene, at, nisba)
    if scene.found and scene.found[-1].end == at and (joined := _joined_nisba(scene, at)) is not None:
        return joined
    head = next((m for m in heads if not m.suffix), None)
    return None if head is None else _of_head(scene, at, head)


def _nisba(scene: _Scene, at: int) -> Mention | None:
    return _best([m for m in scene.text.of("nisba").get(at, ()) if not m.prefix], scene.theatre)


def _joined_nisba(scene: _Scene, at: int) -> Party | None:
    """A second nation that shares the head of the first: "القوات الروسية والسورية", "مواقع سورية وإيرانية"."""
    last = scene.found[-1]
    if not any(not m.prefix for m in scene.text.of("nisba").get(at - 1, ())):
        return None
    mentions = [m for m in scene.text.of("nisba").get(at, ()) if m.prefix == "و"]
    nisba = _best(mentions, scene.theatre)
    if nisba is None or nisba.entry.label == last.id or _has_article(scene, at) != _has_article(scene, at - 1):
        return None
    name = written(scene.text, at, nisba.end, "و")
    return Party(at, at, nisba.end, name, nisba.entry.label or None, "nation", last.head, "و", "actor.nation-joined")


def _has_article(scene: _Scene, at: int) -> bool:
    return scene.text.words.forms[at].removeprefix("و").startswith("ال")


def _of_head(scene: _Scene, at: int, head: Mention) -> Party | None:
    """Forces of a nation: "طائرات حربية روسية"."""
    text = scene.text
    for j in range(head.end, min(head.end + _ADJECTIVE_REACH, scene.sentence.end)):
        nisba = _nisba(scene, j)
        if nisba is not None:
            name, identity = written(text, at, nisba.end, head.prefix), nisba.entry.label or None
            role = head.entry.label
            return Party(at, at, nisba.end, name, identity, "nation", role, head.prefix, "actor.nation")
        if not _is_adjective(text, j):
            return None
    return None


def _of_act(scene: _Scene, at: int, nisba: Mention) -> Party | None:
    """An act or weapon of a nation: "قصف تركي"."""
    text, sentence = scene.text, scene.sentence
    for j in range(at - 1, max(at - _ADJECTIVE_REACH, sentence.start) - 1, -1):
        before = text.at.get(j, ())
        if any(m.entry.kind == "weapon" or (m.entry.kind == "trigger" and m.entry.attrs["_number"] == "nouns"
               and m.entry.attrs["role"] == "act") for m in before):  # fmt: skip
            name = written(text, at, nisba.end, "")
            return Party(at, at, nisba.end, name, nisba.entry.label or None, "nation", "act", "", "actor.nation-act")
        if not _is_adjective(text, j):
            return None
    return None


_ADJECTIVE_ENDS = ("ي", "يه", "يا", "يين", "يان", "يتين", "فه", "ثف", "ثفه", "يف", "ده", "يد", "رر")


_ARMED = frozenset({"fighters", "officers"})


def _is_adjective(text: Annotated, at: int) -> bool:
    form = text.words.forms[at]
    if form in ('"', "(", ")"):
        return True
    for mention in text.at.get(at, ()):
        kind = mention.entry.kind
        if kind in ("connector", "cue", "reporting") or (kind == "person" and mention.entry.label not in _ARMED):
            return False  # "مجموعة لاجئين سوريين" are no forces of the nation
    return len(form) > 3 and form.endswith(_ADJECTIVE_ENDS)


def _anaphor(text: Annotated, at: int, heads: Sequence[Mention], memory: PartyMemory) -> Party | None:
    head = next((m for m in heads if m.article and not m.suffix), None)
    if head is None or head.entry.label == "target":
        return None
    form = text.words.forms[at]
    if at + 1 < len(text.words) and text.words.forms[at + 1].startswith("ال") and not text.at.get(at + 1):
        return None
    met = memory.recall(head.entry.label, form[form.index("ال") :] if "ال" in form else form)
    if met is None:
        return None
    name = written(text, at, head.end, head.prefix)
    return Party(at, at, head.end, name, met.id, "anaphor", head.entry.label, head.prefix, "actor.anaphor")


def text_prefix(text: Annotated, at: int) -> str:
    """Particles on a word, by the mentions that begin there."""
    return next((m.prefix for m in text.at.get(at, ())), "")


def written(text: Annotated, start: int, end: int, prefix: str) -> str:
    """Words of a name as written, filters' dots closed, without the particles on the first one."""
    said = " ".join([written_word(text.said(i, i + 1)) for i in range(start, end)])
    if not prefix:
        return said
    first = text.words.forms[start]
    if prefix.endswith("ل") and first.startswith(prefix[:-1] + "لل"):
        return "ال" + said[len(prefix) + 1 :]
    return said[len(prefix) :] if said[: len(prefix)] else said
