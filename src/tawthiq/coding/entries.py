"""What the lexicon knows of a word or phrase, and one occurrence of it in a text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["Entry", "Mention", "Need"]


class Need(NamedTuple):
    """What must stand near a trigger for it to be one.

    Attributes:
        keys: Lexicon keys of which one must stand there.
        after: How many words after the trigger may hold it.
        before: How many words before it may.
    """

    keys: frozenset[str]
    after: int
    before: int


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One meaning of a word or phrase.

    Attributes:
        kind: Which table it comes from: trigger, weapon, object, person, actor, nisba, head, place, kind, direction,
            cue, connector, reporting or source.
        label: Its main value: the id of a trigger or actor, the class of a weapon, the group of a person noun…
        attrs: The other cells of its row that rules read.
        need: What must stand near it, for some triggers.
    """

    kind: str
    label: str
    attrs: Mapping[str, str] = field(default_factory=dict)
    need: Need | None = None


@dataclass(slots=True, eq=False)
class Mention:
    """An entry met in a text. A record once mentions are found.

    Attributes:
        start: Index of its first word.
        end: Index after its last word.
        entry: What was met.
        prefix: Particles before it (out of و ف ب ل ك س).
        suffix: The pronoun after its last word.
        article: Whether the definite article stood before its first word.
        voice: For verbs: "active", "passive" or "both"; empty for other words.
        person: For verbs: tense, person, gender and number ("past-3ms"); empty for other words.
    """

    start: int
    end: int
    entry: Entry
    prefix: str = ""
    suffix: str = ""
    article: bool = False
    voice: str = ""
    person: str = ""
