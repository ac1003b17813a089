"""What the lexicon knows of a word or phrase, and one occurrence of it in a text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Entry", "Mention"]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One meaning of a word or phrase.

    Attributes:
        kind: Which table it comes from: trigger, weapon, object, person, actor, nisba, head, place, kind, direction,
            cue, connector, reporting or source.
        label: Its main value: the id of a trigger or actor, the class of a weapon, the group of a person noun…
        attrs: The other cells of its row that rules read.
    """

    kind: str
    label: str
    attrs: Mapping[str, str] = field(default_factory=dict)


class Mention:
    """An entry met in a text. Mutable only while mentions are found; treat as a record.

    Attributes:
        start: Index of its first word.
        end: Index after its last word.
        entry: What was met.
        prefix: Particles before it (out of و ف ب ل ك س).
        article: Whether the definite article stood before its first word.
        suffix: The pronoun after its last word.
        voice: For verbs: "active", "passive" or "both"; empty for other words.
    """

    __slots__ = ("article", "end", "entry", "person", "prefix", "start", "suffix", "voice")

    def __init__(self, start: int, end: int, entry: Entry, prefix: str = "", suffix: str = "", *, article: bool = False,
                 voice: str = "", person: str = "") -> None:  # fmt: skip
        self.start = start
        self.end = end
        self.entry = entry
        self.prefix = prefix
        self.article = article
        self.suffix = suffix
        self.voice = voice
        self.person = person

    def __repr__(self) -> str:
        return f"Mention({self.start}-{self.end} {self.entry.kind}:{self.entry.label} {self.prefix}|{self.suffix})"
