"""Which names of places are also ordinary words or names of people, by how running text uses them.

The texts themselves are never shipped; what is kept is one flag a name, in ambiguous.tsv. For each name the number
of times it occurs is counted, and how often a kind word or a preposition of place stands before it, a given name
stands before it, or a title. A village whose name is common in the texts but hardly ever called a village is a word.
An occurrence counts only where its article agrees with the name's own ("الدانا" is a town, "دانا" a woman).
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tawthiq.arabic.fold import fold
from tawthiq.arabic.words import bare_key, cut, readings
from tawthiq.places.packed import ARTICLE, BARE

__all__ = ["Usage", "count_usage", "read_texts"]

_KINDS = frozenset(
    "مدينه بلده قريه حي منطقه محافظه ريف مخيم قضاء ناحيه ولايه مديريه بلدتي قريتي مدينتي مدن قري بلدات احياء جنوب شمال "
    "شرق غرب شرقي غربي شمالي جنوبي وسط ضواحي مطار طريق جبل وادي سد معبر جبهه محور اطراف محيط جزيره مقاطعه اقليم عاصمه "
    "ضاحيه حيي منطقتي محافظتي ميناء سهل مناطق محافظات قاعده نهر سوق شارع دوار مستشفي قرب باتجاه نحو".split()
)
_PERSONAL = frozenset(
    "شيخ سيد دكتور رئيس وزير عميد عقيد لواء جنرال ملازم مقدم رائد نقيب امير ملك عضو قائد مدعو شهيد مهندس استاذ حاج "
    "لاعب مدرب فنان كاتب محلل ناشط متحدث نائب سفير حكومه حركه تنظيم جبهه حزب كتائب جيش ابو ابي بن ال ام".split()
)
_MAX_WORDS = 4


@dataclass(slots=True)
class Usage:
    """How often a key occurs: in all, after a kind word, after في, and after a person's name or title."""

    total: Counter[str] = field(default_factory=Counter)
    kind: Counter[str] = field(default_factory=Counter)
    inside: Counter[str] = field(default_factory=Counter)
    person: Counter[str] = field(default_factory=Counter)

    def add(self, key: str, before: str, *, prefixed: bool, given: frozenset[str]) -> None:
        """Count one occurrence with the word before it."""
        self.total[key] += 1
        self.kind[key] += before in _KINDS
        self.inside[key] += before == "في" and not prefixed
        self.person[key] += before in given or before in _PERSONAL


def read_texts(folder: Path) -> Iterator[str]:
    """Read the running texts of all JSON Lines files of a folder."""
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)["text"]


def count_usage(texts: Iterable[str], keys: Mapping[str, int], given: frozenset[str]) -> Usage:
    """Count how the texts use each key.

    Args:
        texts: Running texts, unfolded.
        keys: Keys to count, of up to four words, with their flags `ARTICLE` and `BARE`.
        given: Keys of given names.

    Returns:
        The counts; the longest key at a word wins, as it does when reports are coded.
    """
    openers = {k.split(" ", 1)[0] for k in keys}
    usage = Usage()
    for text in texts:
        forms = cut(fold(text).text).forms
        bare = [bare_key(f) for f in forms]
        place = 0
        while place < len(forms):
            key, prefixed = _key_at(place, forms, bare, keys, openers)
            if key:
                usage.add(key, bare[place - 1] if place else "", prefixed=prefixed, given=given)
            place += key.count(" ") + 1
    return usage


def _starts(form: str, openers: set[str]) -> dict[str, tuple[str, int]]:
    """The stems with which a word may open a key, each with the particles split off and the flag of its article."""
    found = [r for r in readings(form) if not r.suffix and r.key in openers]
    return {r.key: (r.prefix, ARTICLE if r.article else BARE) for r in reversed(found)}


def _key_at(
    place: int, forms: list[str], bare: list[str], keys: Mapping[str, int], openers: set[str]
) -> tuple[str, bool]:
    """The longest key at a word, or none, and whether a particle stands before it."""
    for stem, (prefix, flag) in _starts(forms[place], openers).items():
        for length in range(_MAX_WORDS, 0, -1):
            key = " ".join([stem, *bare[place + 1 : place + length]])
            if keys.get(key, 0) & flag:
                return key, bool(prefix)
    return "", False
