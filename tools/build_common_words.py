"""Count the common words of Arabic reports: what a word alone must not be taken for a name.

usage: python tools/build_common_words.py TEXTS.jsonl [TEXTS.jsonl ...]

Writes resources/language/common_words.tsv: folded words without particles and article, with the number of texts that
hold them, of all that hold at least `_LEAST_TEXTS`. Only counts are kept, none of the texts.
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tawthiq.arabic.fold import fold
from tawthiq.arabic.words import bare_key, cut
from tawthiq.places.names import PlaceNames

TABLE = Path(__file__).parent.parent / "src/tawthiq/resources/language/common_words.tsv"
# In 11,600 texts; below this, names of villages and persons are as frequent as words.
_LEAST_TEXTS = 25
_PLACE_WEIGHT = 0.3


def main(paths: Sequence[str]) -> int:
    """Count and write."""
    counts: Counter[str] = Counter()
    for path in paths:
        for line in Path(path).open(encoding="utf-8"):
            forms = set(cut(fold(json.loads(line).get("text") or "").text).forms)
            counts.update({bare_key(f) for f in forms if f.isalpha() and "\u0621" <= f[0] <= "\u064a"})
    names = PlaceNames.load()
    kept = []
    for word, texts in counts.items():
        known = names.find(word)
        if texts >= _LEAST_TEXTS and not (known and known.weight >= _PLACE_WEIGHT and not known.ambiguous):
            kept.append((word, texts))
    lines = ["# Common words of Arabic reports: no names by themselves (see tools/build_common_words.py).", "# Columns:",
             "#   word   folded, without the article", "#   texts  number of texts of the reading corpus that hold it",
             "word\ttexts"]  # fmt: skip
    lines += [f"{word}\t{texts}" for word, texts in sorted(kept)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(kept)} words")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else __doc__)
