"""Words of a folded text, and the readings of a word once its clitics are split off.

A word is a run of letters of one script, a number with its inner signs ("5-12-2024", "10:30", "1,400"), a run of
line ends, or one sign of punctuation. The sign of a hashtag is no word of its own, so that "#دير_الزور" reads as
its two words (codebook, ruling 28); `Words.tags` remembers where one stood.

Readings are proposals: which of them holds is decided by what the lexicon knows (design.md, section 4.2).
"""

import re
from array import array
from dataclasses import dataclass
from functools import cache, lru_cache

from tawthiq.arabic.fold import fold_key
from tawthiq.arabic.memo import Memo
from tawthiq.resources.loader import PACKAGE_ROOT, read_table

__all__ = ["Reading", "Words", "bare_key", "cut", "entry_key", "readings"]

_ARABIC = "\u0621-\u063a\u0641-\u064a\u066e-\u06d3"
# No two of the first four begin with the same sign; the most frequent one is tried first.
_WORD = re.compile(
    rf"[{_ARABIC}]+|[0-9]+(?:[.,/:\-][0-9]+)*%?"
    r"|[A-Za-z\u00c0-\u024f]+(?:'[A-Za-z]+)?|\n[\s]*|[^\W\d_]+|[^\s\w]|\w"
)
_TAG = "#"
# Signs that fold_key takes away and that may hide an article from a look at the first letters.
_SIGNS = re.compile("[\"'#()\\[\\]{}\u00ab\u00bb\u2018\u2019\u201c\u201d]")
_LETTERS_ONLY = re.compile(rf"[{_ARABIC}]+\Z")


@dataclass(frozen=True, slots=True)
class Words:
    r"""The words of one folded text, as parallel lists.

    Attributes:
        forms: Folded spelling of each word; a run of line ends is "\n".
        starts: Offset of the first code point in the folded text.
        ends: Offset after the last one.
        tags: Indexes of words that open a hashtag.
    """

    forms: list[str]
    starts: "array[int]"
    ends: "array[int]"
    tags: frozenset[int]

    def __len__(self) -> int:
        return len(self.forms)


def cut(folded: str) -> Words:
    """Cut a folded text into words.

    Args:
        folded: The text of a `Folded`.

    Returns:
        Words in order of the text; empty lists for a text of white space.
    """
    found = list(_WORD.finditer(folded))
    forms = list(map(_spelt.__getitem__, map(re.Match.group, found)))
    tags: list[int] = []
    if _TAG in folded:
        kept = [at for at, form in enumerate(forms) if form != _TAG]
        tags = [at - n for n, at in enumerate(at for at, form in enumerate(forms) if form == _TAG)]
        found, forms = [found[at] for at in kept], [forms[at] for at in kept]
    return Words(forms, array("I", map(re.Match.start, found)), array("I", map(re.Match.end, found)), frozenset(tags))


def _spell(word: str) -> str:
    return "\n" if word[0] == "\n" else word


# One string for all words that are spelt alike, in all texts: half a million words of a long text are some ten thousand
# forms, and what is kept for a form is found at once where it is asked for by the very string that it is kept under.
_spelt = Memo(_spell)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word.

    Attributes:
        key: The stem without clitics and article, as lexicon keys are written.
        prefix: Particles before it, out of و ف ب ل ك س, in order; empty if none.
        article: Whether the definite article stood before the stem.
        suffix: The pronoun after it; empty if none.
    """

    key: str
    prefix: str
    article: bool
    suffix: str


# Particles that may stand before a word, longest first, each with what it is and whether it holds the article.
# "لل" is ل with the article, whose alif is not written.
_HEADS = tuple(
    (conjunction + written, conjunction + particle, article)
    for conjunction in ("", "و", "ف")
    for written, particle, article in (
        ("", "", False), ("ال", "", True), ("بال", "ب", True), ("كال", "ك", True), ("لل", "ل", True),
        ("ب", "ب", False), ("ل", "ل", False), ("ك", "ك", False), ("س", "س", False),
    )
)  # fmt: skip
_PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "كم", "نا", "ني", "ه", "ك", "ي")
_MIN_STEM = 2
_MIN_MAQSURA = 4


@lru_cache(maxsize=24576)
def readings(form: str) -> tuple[Reading, ...]:
    """Propose the readings of a folded word, the one that splits least first.

    Args:
        form: A folded word.

    Returns:
        At least one reading: the word itself. A stem has two letters at the least; a word that ended in ta
        marbuta takes it back before the key is made ("طائرته" gives "طائره").
    """
    whole = Reading(form, "", False, "")
    if len(form) < 3 or not _LETTERS_ONLY.match(form):
        return (whole,)
    found = [whole]
    for written, particles, article in _HEADS:
        if not form.startswith(written) or len(form) - len(written) < _MIN_STEM:
            continue
        stem = form[len(written) :]
        if written:
            found.append(Reading(stem, particles, article, ""))
        if not article:
            found.extend(_with_pronoun(stem, particles))
    return tuple(dict.fromkeys(found))


def _with_pronoun(stem: str, particles: str) -> list[Reading]:
    found: list[Reading] = []
    if not stem.endswith(_PRONOUNS):
        return found
    for pronoun in _PRONOUNS:
        bare = stem[: -len(pronoun)]
        if not stem.endswith(pronoun) or len(bare) < _MIN_STEM:
            continue
        found.append(Reading(bare, particles, article=False, suffix=pronoun))
        if bare.endswith("ت"):
            found.append(Reading(bare[:-1] + "ه", particles, article=False, suffix=pronoun))
        # The hamza at the end takes a seat before a pronoun or is lost to folding: "أبناؤه", "أبنائه", "أبناءه".
        if bare.endswith(("اي", "او")) and pronoun != "ي":
            found.append(Reading(bare[:-1] + "ء", particles, article=False, suffix=pronoun))
        elif bare.endswith("ا") and pronoun != "ي":
            found.append(Reading(bare + "ء", particles, article=False, suffix=pronoun))
            # A final alif maqsura is written alif before a pronoun: "قتلاهم" of "قتلى"; short stems are other words.
            if len(bare) >= _MIN_MAQSURA:
                found.append(Reading(bare[:-1] + "ي", particles, article=False, suffix=pronoun))
    return found


@lru_cache(maxsize=24576)
def bare_key(phrase: str) -> str:
    """Write a folded phrase as lexicon keys are: each word without its article.

    Args:
        phrase: Folded words with single spaces (see `fold_key`).

    Returns:
        The key; words of which nothing but an article would be left stay whole, and those whose first two letters
        are no article ("الغام", folded from ألغام; kept_articles.tsv lists them).
    """
    return " ".join(w[2:] if w.startswith("ال") and len(w) > 3 and w not in _kept() else w for w in phrase.split())


@cache
def _kept() -> frozenset[str]:
    """Words that only seem to open with the article; read at the first call."""
    rows = read_table(PACKAGE_ROOT / "language" / "kept_articles.tsv")
    return frozenset(word for row in rows for word in row.items("words"))


def entry_key(phrase: str) -> str:
    """Write the key of a lexicon entry that is spelt naturally.

    Folding hides whether a word opens with the article or with a stem's own أل ("ألغام", "آلية"); the entry's
    spelling still tells, so that such stems keep their first letters and do not shrink to what any word may hold.

    Args:
        phrase: The entry as a linguist wrote it, with its hamza.

    Returns:
        Folded words with single spaces, without their articles.
    """
    words = _SIGNS.sub(" ", phrase).split()
    return " ".join(bare_key(fold_key(word)) if word.startswith("ال") else fold_key(word) for word in words)
