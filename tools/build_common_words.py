"""Count the common words of Arabic reports: what a word alone must not be taken for a name of a place.

usage: python tools/build_common_words.py TEXTS.jsonl [TEXTS.jsonl ...]

Writes resources/language/common_words.tsv: folded words without article that are met often enough and are not used as
names. Use decides, not the gazetteer alone, which has a village for nearly every word:
1. a name stands right after the word for its kind ("مدينة الرقة") time and again, an ordinary word hardly ever;
2. a name has the article always or never ("القاهرة", "دمشق"); an ordinary noun is met with and without;
3. a name is often led by "في", "ب" or "داخل".
Only counts are kept, none of the texts.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tawthiq.arabic.fold import fold, fold_key
from tawthiq.arabic.words import bare_key, cut, readings
from tawthiq.places.names import PlaceNames
from tawthiq.resources import Resources

TABLE = Path(__file__).parent.parent / "src/tawthiq/resources/language/common_words.tsv"
# In 13,200 texts; below this, names of villages and persons are as frequent as words.
_LEAST_TEXTS = 12
# Read word by word beside the gazetteer's names: between 0.02 and 0.05 only names with a steady article are names.
_SURE_AFTER_KIND = 0.05
_AFTER_KIND = 0.02
_LOOSE_ARTICLE = 0.15
# Great places that reports name without a kind word (Moscow, Kurdistan): steady article, and in a place or of weight.
_STEADY_ARTICLE = 0.02
_LED_BY_IN = 0.1
_GREAT = 0.35
_COUNTRY = 0.9
# A word met in fewer texts, with a steady article and of some weight in the gazetteer: more likely a name.
_FEW_TEXTS = 25

_PARTICLES = ("", "و", "ب", "ل", "وب", "ول", "ف")
_KINDS = frozenset(
    particle + kind
    for kind in "مدينه بلده قريه محافظه ولايه مديريه قضاء ناحيه مخيم حي ضاحيه مدينتي بلدتي قريتي محافظتي عاصمه".split()
    for particle in _PARTICLES
)
# Words of kinds that ordinary words follow as well ("جبهات القتال", "أحياء سكنية"): more is asked of what follows them.
_LOOSE_KINDS = frozenset("جبهه جبهتي جبهات معسكر قري بلدات احياء حيي محور تله تبه مفرق معبر سد مطار".split())
_SURE_AFTER_LOOSE = 0.1
_LEADS = frozenset({"في", "قرب", "داخل"})


@dataclass(slots=True)
class Usage:
    """How often a word is met, and how, by key."""

    texts: Counter[str] = field(default_factory=Counter)
    times: Counter[str] = field(default_factory=Counter)
    after_kind: Counter[str] = field(default_factory=Counter)
    after_loose: Counter[str] = field(default_factory=Counter)
    in_place: Counter[str] = field(default_factory=Counter)
    with_article: Counter[str] = field(default_factory=Counter)

    def share(self, part: "Counter[str]", word: str) -> float:
        """Share of a word's uses that another counter holds."""
        return part[word] / max(1, self.times[word])

    def article_mix(self, word: str) -> float:
        """0 for a word that has the article always or never, 0.5 for one that has it half the time."""
        share = self.share(self.with_article, word)
        return min(share, 1 - share)


def count(paths: Iterable[str]) -> Usage:
    """Count the words of all texts."""
    usage = Usage()
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            _count_text(usage, cut(fold(json.loads(line).get("text") or "").text).forms)
    return usage


def _count_text(usage: Usage, forms: Sequence[str]) -> None:
    seen: set[str] = set()
    before = ""
    for form in forms:
        if form in ('"', "'", "("):
            continue
        if len(form) > 2 and "\u0621" <= form[0] <= "\u064a":
            for reading in readings(form):
                if reading.suffix or reading.prefix not in _PARTICLES:
                    continue
                usage.times[reading.key] += 1
                usage.with_article[reading.key] += reading.article
                if not reading.prefix:
                    seen.add(reading.key)
                    usage.after_kind[reading.key] += before in _KINDS
                    usage.after_loose[reading.key] += before in _LOOSE_KINDS
                usage.in_place[reading.key] += reading.prefix.endswith("ب") or (not reading.prefix and before in _LEADS)
        before = form
    usage.texts.update(seen)


def is_name(word: str, usage: Usage, names: PlaceNames, settled: frozenset[str]) -> bool:
    """Whether a word is used as a name of a place."""
    known = names.find(word)
    after_kind = usage.share(usage.after_kind, word)
    mix = usage.article_mix(word)
    if after_kind >= _SURE_AFTER_KIND:
        return known is not None or mix < _LOOSE_ARTICLE
    if word in settled:
        return True
    if known is None:
        return _holds_name(word, usage, names, settled)
    if usage.share(usage.after_loose, word) >= _SURE_AFTER_LOOSE and mix < _SURE_AFTER_LOOSE:
        return True
    if known.weight >= _COUNTRY or (after_kind >= _AFTER_KIND and mix < _LOOSE_ARTICLE):
        return True
    if known.weight < _GREAT or known.ambiguous:
        return False
    if mix < _STEADY_ARTICLE:
        return usage.share(usage.in_place, word) >= _LED_BY_IN or usage.texts[word] < _FEW_TEXTS
    return mix < _LOOSE_ARTICLE and (
        usage.share(usage.in_place, word) >= 2 * _LED_BY_IN or usage.texts[word] < _FEW_TEXTS
    )


def _holds_name(word: str, usage: Usage, names: PlaceNames, settled: frozenset[str]) -> bool:
    """Whether a word is a particle and a better or well known name ("بحلب", "وبينين")."""
    return any(
        is_name(reading.key, usage, names, settled)
        and (
            usage.texts[reading.key] > usage.texts[word]
            or usage.share(usage.after_kind, reading.key) >= _SURE_AFTER_KIND
        )
        for reading in readings(word)
        if reading.prefix and not reading.suffix and names.find(reading.key)
    )


def settled_names(resources: Resources) -> frozenset[str]:
    """Keys of the names that are names by hand, whatever the counts say."""
    written = [row["name"] for row in resources.table("gazetteer/ambiguous.tsv") if row["verdict"] == "place"]
    for row in resources.table("lexicon/place_words.tsv"):
        written += row.items("forms") if row["use"] == "sure" else []
    return frozenset(bare_key(fold_key(name)) for name in written)


def main(paths: Sequence[str]) -> int:
    """Count and write."""
    usage = count(paths)
    names = PlaceNames.load()
    settled = settled_names(Resources())
    kept = [
        (word, texts)
        for word, texts in usage.texts.items()
        if texts >= _LEAST_TEXTS and bare_key(word) == word and not is_name(word, usage, names, settled)
    ]
    lines = ["# Common words of Arabic reports: no names by themselves (see tools/build_common_words.py).",
             "# Columns:",
             "#   word   folded, without the article", "#   texts  number of texts of the reading corpora that hold it",
             "word\ttexts"]  # fmt: skip
    lines += [f"{word}\t{texts}" for word, texts in sorted(kept)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(kept)} words")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else __doc__)
