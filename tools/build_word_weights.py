"""Weigh the words of reports of conflict, and list the names of public persons, for linking.

usage: python tools/build_word_weights.py TEXTS.jsonl [TEXTS.jsonl ...]

Writes resources/linking/word_weights.tsv and public_names.tsv: stems with the bits that meeting one tells
(log2 of texts by texts that hold it, 0 to 13), and names of persons that many texts hold. Counts only: no text is kept.
Texts that are listed under one incident (`incidents`) count as one text: the words of an incident are rare, however
many report it.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from tawthiq.arabic.fold import fold
from tawthiq.arabic.words import cut
from tawthiq.linking.codes import ascii_key
from tawthiq.linking.wording import MAX_BITS, stem
from tawthiq.resources import Resources

FOLDER = Path(__file__).parent.parent / "src/tawthiq/resources/linking"
# Words of fewer texts keep the weight of an unknown word: their number would say more of the texts than of the word.
_LEAST_TEXTS = 6
# A name in this many texts is that of a politician or spokesman. Incidents of the learning texts have 21 texts at most.
_PUBLIC_TEXTS = 25


def forms_of(paths: Sequence[str]) -> Iterator[list[str]]:
    """Folded words of each text, in order; those of an incident's texts together."""
    for path in paths:
        incidents: dict[str, list[str]] = {}
        for line in Path(path).read_text("utf-8").splitlines():
            row = json.loads(line)
            forms = cut(fold(row.get("text") or "").text).forms
            if row.get("incidents"):
                incidents.setdefault(row["incidents"][0]["incident_id"], []).extend(forms)
            else:
                yield forms
        yield from incidents.values()


def main(paths: Sequence[str]) -> int:
    """Count and write."""
    given = {fold(row["name"]).text for row in Resources().table("linking/given_names.tsv")}
    words: Counter[str] = Counter()
    names: Counter[str] = Counter()
    texts = 0
    for forms in forms_of(paths):
        texts += 1
        words.update({stem(f) for f in forms if f.isalpha() and "\u0621" <= f[0] <= "\u064a"})
        names.update({f"{a} {b}" for a, b in pairwise(forms) if a in given and b.isalpha()})
    _write_words(words, texts)
    public = {ascii_key(name): name for name, count in names.items() if count >= _PUBLIC_TEXTS}
    lines = [
        "# Names that many reports hold (tools/build_word_weights.py): politicians and spokesmen, no victims by",
        "# themselves. Columns:",
        "# key: one ASCII letter for each Arabic letter (linking/codes.py). name: folded, which reads as it stands.",
        "key\tname",
    ]
    lines += [f"{key}\t{name}" for key, name in sorted(public.items()) if key]
    (FOLDER / "public_names.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{texts} texts, {len(public)} public names")
    return 0


def _write_words(words: Counter[str], texts: int) -> None:
    bits = {w: min(MAX_BITS - 1, round(math.log2(texts / n))) for w, n in words.items() if n >= _LEAST_TEXTS}
    lines = ["# Weights of words for linking (tools/build_word_weights.py).", "# Columns:",
             "# word: folded, without article and conjunction (linking/wording.py, stem).",
             f"# bits: log2 of {texts} reports by those that hold it, 0 to {MAX_BITS - 1};",
             f"# a word that is not listed has {MAX_BITS}.",
             "word\tbits"]  # fmt: skip
    lines += [f"{word}\t{value}" for word, value in sorted(bits.items()) if len(word) > 1]
    (FOLDER / "word_weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else __doc__)
