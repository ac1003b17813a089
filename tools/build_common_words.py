"""Count the common words of Arabic reports, and how names of places take the article.

A common word alone must not be taken for a name of a place; nor "قصير" (short) for القصير, the town.

usage: python tools/build_common_words.py TEXTS.jsonl [TEXTS.jsonl ...]

Writes two tables. resources/language/common_words.tsv: folded words without article that are met often enough and are
not used as names. Use decides, not the gazetteer alone, which has a village for nearly every word:
1. a name stands right after the word for its kind ("مدينة الرقة") time and again, an ordinary word hardly ever;
2. a name has the article always or never ("القاهرة", "دمشق"); an ordinary noun is met with and without;
3. a name is often led by "في", "ب" or "داخل".
resources/language/name_articles.tsv: names that reports write with the article only, or without it only, where a word
for their kind stands before them, while the word itself is met both ways.
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
ARTICLES = TABLE.with_name("name_articles.tsv")
# In 13,200 texts; below this, names of villages and persons are as frequent as words.
_LEAST_TEXTS = 12
# Read word by word beside the gazetteer's names: between 0.02 and 0.05 only names with a steady article are names.
_SURE_AFTER_KIND = 0.05
_AFTER_KIND = 0.02
_LOOSE_ARTICLE = 0.15
# A name is met so often behind words for kinds before its article is settled, and at most this share the other way;
# the word itself so often in the other form: else nothing is gained by it.
_LEAST_AFTER_KIND, _MOST_OTHERWISE, _LEAST_OTHER = 3, 0.1, 5
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
    named_with_article: Counter[str] = field(default_factory=Counter)

    def share(self, part: "Counter[str]", word: str) -> float:
        """Share of a word's uses that another counter holds."""
        return part[word] / max(1, self.times[word])

    def article_mix(self, word: str) -> float:
        """0 for a word that has the article always or never, 0.5 for one that has it half the time."""
        share = self.share(self.with_article, word)
        return min(share, 1 - share)


@dataclass(frozen=True, slots=True)
class Settled:
    """Keys of what is settled by hand, whatever the counts say: names, and words that are none."""

    names: frozenset[str]
    words: frozenset[str]

    @classmethod
    def load(cls, resources: Resources) -> "Settled":
        """Read the tables of the package."""
        written = {"sure": [r["name"] for r in resources.table("gazetteer/ambiguous.tsv") if r["verdict"] == "place"]}
        for row in resources.table("lexicon/place_words.tsv"):
            written.setdefault(row["use"], []).extend(row.items("forms"))
        names, words = (frozenset(bare_key(fold_key(name)) for name in written[use]) for use in ("sure", "word"))
        return cls(names, words)


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
                    usage.named_with_article[reading.key] += reading.article and before in _KINDS
                usage.in_place[reading.key] += reading.prefix.endswith("ب") or (not reading.prefix and before in _LEADS)
        before = form
    usage.texts.update(seen)


def steady_article(word: str, usage: Usage) -> bool | None:
    """Whether a name has the article wherever a word for its kind says that it is one; None where it varies."""
    named = usage.after_kind[word]
    if named < _LEAST_AFTER_KIND:
        return None
    share = usage.named_with_article[word] / named
    bare = usage.times[word] - usage.with_article[word]
    if share >= 1 - _MOST_OTHERWISE and bare >= _LEAST_OTHER:
        return True
    return False if share <= _MOST_OTHERWISE and usage.with_article[word] >= _LEAST_OTHER else None


def is_name(word: str, usage: Usage, names: PlaceNames, settled: Settled) -> bool:
    """Whether a word is used as a name of a place."""
    known = names.find(word)
    if word in settled.words:
        return False
    after_kind = usage.share(usage.after_kind, word)
    mix = usage.article_mix(word)
    if after_kind >= _SURE_AFTER_KIND:
        return known is not None or mix < _LOOSE_ARTICLE
    if word in settled.names:
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


def _holds_name(word: str, usage: Usage, names: PlaceNames, settled: Settled) -> bool:
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


def main(paths: Sequence[str]) -> int:
    """Count and write."""
    usage = count(paths)
    names = PlaceNames.load()
    settled = Settled.load(Resources())
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
    articles = {
        word: steady
        for word in sorted(usage.times)
        if (known := names.find(word)) and known.article is None and (steady := steady_article(word, usage)) is not None
    }
    lines = ["# How names of places take the article: so only, the other form is a word (tools/build_common_words.py).",
             "# Columns:", "#   name      folded, without the article", "#   article   yes: always; no: never",
             "name\tarticle"]  # fmt: skip
    lines += [f"{word}\t{'yes' if steady else 'no'}" for word, steady in articles.items()]
    ARTICLES.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(kept)} words, {len(articles)} names")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else __doc__)
