"""Which verb a folded word is: lemma, voice, tense, person, gender, number, and its clitics.

The forms come from language/verb_forms.tsv, made of language/verbs.tsv by tools/build_verbs.py; verbal nouns
from language/masdars.tsv. Both are read once, at the first look-up. Words of never_verbs.tsv are not read.

A word is read in these steps (examples folded):
1. take off و or ف, then س (future) or ل ("ليقتل");
2. look the rest up as it stands;
3. take off an object pronoun and look up what is left, with the alif of the plural ("اطلقوها" is "اطلقوا" + "ها")
   and the forms that change before a pronoun ("رماه");
4. only where all that finds nothing, read a plural written without its alif ("قصفو").

Several readings are usual ("قصفت": she shelled, was shelled, I shelled): the clause decides, not this module.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from typing import Literal

from tawthiq.arabic.fold import fold_key
from tawthiq.arabic.generated import generated_rows
from tawthiq.resources.compiled import compiled
from tawthiq.resources.loader import PACKAGE_ROOT

__all__ = [
    "Gender",
    "Masdar",
    "Number",
    "Tense",
    "VerbForm",
    "Voice",
    "forms_of",
    "masdar_lemma",
    "masdar_readings",
    "verb_lemmas",
    "verb_readings",
]

Voice = Literal["active", "passive", "both"]
Tense = Literal["past", "present", "imperative"]
Number = Literal["singular", "dual", "plural"]
Gender = Literal["m", "f"]

_VOICES: dict[str, Voice] = {"a": "active", "p": "passive", "b": "both"}
_TENSES: dict[str, Tense] = {"p": "past", "r": "present", "j": "present", "i": "imperative"}
_NUMBERS: dict[str, Number] = {"s": "singular", "d": "dual", "p": "plural"}
_GENDERS: dict[str, Gender] = {"m": "m", "f": "f"}

_HEADS = ("", "و", "ف", "س", "ل", "وس", "فس", "ول", "فل")
# Longest first; "ني" before "ي" has no rival, since a verb never takes "ي" alone.
_PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "كم", "نا", "ني", "ه", "ك")
_MIN_STEM = 2
_MIN_PLURAL = 4  # "قصفو"; of three letters ("ابو", "عدو", "غزو") it is another word


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One reading of a word as a verb.

    Attributes:
        lemma: The verb as in verbs.tsv, fully vowelled ("اِسْتَهْدَفَ").
        voice: "both" where the spelling does not tell them apart ("قصف").
        tense: The present holds its three moods.
        person: 1, 2 or 3.
        gender: "m" or "f"; None where the form has none.
        number: Of the subject.
        head: Particles written before it: "" or some of و ف س ل, in order; "س" makes it future.
        pronoun: The object written after it; "" where there is none.
    """

    lemma: str
    voice: Voice
    tense: Tense
    person: int
    gender: Gender | None
    number: Number
    head: str = ""
    pronoun: str = ""

    @property
    def key(self) -> str:
        """The lemma folded, without vowel marks ("استهدف"), as lexicon tables name verbs."""
        return fold_key(self.lemma)

    @property
    def is_future(self) -> bool:
        """Whether the word itself says that the act lies ahead ("سيقصف")."""
        return self.head.endswith("س")


@dataclass(frozen=True, slots=True)
class Masdar:
    """One reading of a word as a verbal noun.

    Attributes:
        lemma: The verb as in verbs.tsv.
        number: Of the noun.
    """

    lemma: str
    number: Number


_FORMS = "verb_forms.tsv"


@dataclass(frozen=True, slots=True)
class _Table:
    """The forms of all verbs.

    Attributes:
        lemmas: Lemmas in order of verbs.tsv.
        takes_pronouns: For each lemma whether its forms take object pronouns.
        forms: Spelling, with "+" after it if it stands before pronouns only and "-" if never, to
            "number of the lemma:codes", several with spaces between.
        cells: Lemma to its forms as the file writes them.
    """

    lemmas: tuple[str, ...]
    takes_pronouns: tuple[bool, ...]
    forms: dict[str, str]
    cells: dict[str, str]


@lru_cache(maxsize=24576)
def verb_readings(form: str, *, ends_in_ta_marbuta: bool = False) -> tuple[VerbForm, ...]:
    """Read a folded word as a verb.

    Args:
        form: One folded word, clitics and all.
        ends_in_ta_marbuta: Whether the unfolded word ended in ة, so that its last letter is no pronoun ("حملة" is
            no "حمله"); folding wipes the difference out.

    Returns:
        Every reading, the likeliest kind first: few clitics and third persons before others (see `_cost`); empty
        if no verb of the table gives the word, or the word is listed in never_verbs.tsv.
    """
    never = _never_verbs()
    if form in never:
        return ()
    heads = [head for head in _HEADS if form.startswith(head) and form[len(head) :] not in never]
    found = _whole_readings(form, heads)
    if not ends_in_ta_marbuta:
        found += _joined_readings(form, heads)
    if not found and len(form) >= _MIN_PLURAL and form.endswith("و"):
        found = [(cost, r) for cost, r in _whole_readings(form + "ا", heads) if r.number == "plural"]
    return tuple(dict.fromkeys(reading for _, reading in sorted(found, key=itemgetter(0))))


def verb_lemmas(name: str) -> tuple[str, ...]:
    """The verbs that a name without vowel marks may mean.

    Args:
        name: A lemma with any or no vowel marks ("قتل", "استهدف").

    Returns:
        Lemmas in order of verbs.tsv ("قَتَلَ" before "قَتَّلَ"); empty if the table has none.
    """
    return _lemmas_by_key().get(fold_key(name), ())


@lru_cache(maxsize=4096)
def forms_of(lemma: str) -> frozenset[str]:
    """Every folded spelling of a verb without clitics.

    Args:
        lemma: A lemma as in verbs.tsv.

    Returns:
        The spellings that stand as words; empty for a lemma that the table does not have.
    """
    spellings = (cell.partition(":")[0] for cell in _table().cells.get(lemma, "").split(" "))
    return frozenset(s.removesuffix("-") for s in spellings if s and not s.endswith("+"))


def masdar_readings(key: str) -> tuple[Masdar, ...]:
    """The verbs of which a word is the verbal noun.

    Args:
        key: A folded noun without clitics and article ("قصف", "هجمات"), as `bare_key` or a `Reading` gives it.

    Returns:
        Readings in order of verbs.tsv; empty if it is no verbal noun of the table.
    """
    return tuple(
        Masdar(lemma, _NUMBERS[number])
        for entry in _masdars().get(key, "").split(" ")
        for number, _, lemmas in (entry.partition(":"),)
        for lemma in lemmas.split("|")
        if lemma
    )


def masdar_lemma(key: str) -> str | None:
    """The first verb of which a word is the verbal noun.

    Args:
        key: As for `masdar_readings`.

    Returns:
        A lemma as in verbs.tsv, or None.
    """
    found = masdar_readings(key)
    return found[0].lemma if found else None


def _cost(code: str, head: str, pronoun: str) -> int:
    """How unlikely a reading is: its clitics, a voice that only the passive has, and what reports rarely use.

    The weights were set on a clitic-segmented corpus (tests/arabic/test_segmentation.py): the first reading has the
    right verb there for 96 of 100 that are known.
    """
    voice, tense, person, kind = code[0], code[1], code[2], code[3:]
    rare = {"1": 4, "2": 8}.get(person, 0) + {"d": 6, "dm": 6, "df": 6, "pf": 10}.get(kind, 0)
    return 2 * len(head) + 4 * bool(pronoun) + 3 * (voice == "p") + rare + {"j": 6, "i": 12}.get(tense, 0)


def _whole_readings(form: str, heads: list[str]) -> list[tuple[int, VerbForm]]:
    found: list[tuple[int, VerbForm]] = []
    for head in heads:
        stem = form[len(head) :]
        if len(stem) >= _MIN_STEM:
            found += _entries(stem, head, "")
            found += _entries(stem + "-", head, "")
    return found


def _joined_readings(form: str, heads: list[str]) -> list[tuple[int, VerbForm]]:
    found: list[tuple[int, VerbForm]] = []
    if not form.endswith(_PRONOUNS):
        return found
    for pronoun in _PRONOUNS:
        if not form.endswith(pronoun):
            continue
        for head in heads:
            stem = form[len(head) : -len(pronoun)]
            # The verbal noun "اصابه" (إصابة) is a hundred times as frequent as "he hit him" of the same letters.
            if len(stem) < _MIN_STEM or (pronoun == "ه" and stem + "ه" in _masdars()):
                continue
            for key in (stem, stem + "+", stem + "ا" if stem.endswith("و") else ""):
                found += _entries(key, head, pronoun)
    return found


def _entries(key: str, head: str, pronoun: str) -> list[tuple[int, VerbForm]]:
    """The readings of one table key that its clitics allow, each with its cost."""
    table = _table()
    entries = table.forms.get(key)
    if entries is None:
        return []
    found: list[tuple[int, VerbForm]] = []
    for entry in entries.split(" "):
        number, _, codes = entry.partition(":")
        if pronoun and not table.takes_pronouns[int(number)]:
            continue
        for code in codes.split(","):
            if _allows(code, key, head, pronoun):
                reading = _reading(table.lemmas[int(number)], code, head, pronoun)
                found.append((_cost(code, head, pronoun), reading))
    return found


def _allows(code: str, key: str, head: str, pronoun: str) -> bool:
    """Whether a form may stand with these clitics.

    The future س and ل stand before the present only. A passive takes no object, a first person none of the first
    ("قصفنا" + "نا") and a second none of the second; a plural in وا loses its alif before a pronoun.
    """
    if (head.endswith("س") and code[1] != "r") or (head.endswith("ل") and code[1] not in "rj"):
        return False
    if not pronoun:
        return True
    if code[0] == "p" or (len(key) == 2 and code[1] != "p"):
        return False
    own = {"1": ("نا", "ني"), "2": ("ك", "كم", "كما")}.get(code[2], ())
    return pronoun not in own


def _reading(lemma: str, code: str, head: str, pronoun: str) -> VerbForm:
    voice: Voice = "active" if pronoun else _VOICES[code[0]]
    gender = _GENDERS[code[4]] if len(code) > 4 else None
    return VerbForm(lemma, voice, _TENSES[code[1]], int(code[2]), gender, _NUMBERS[code[3]], head, pronoun)


@cache
def _table() -> _Table:
    sources = [PACKAGE_ROOT / "language" / _FORMS, PACKAGE_ROOT.parent / "arabic" / "verbs.py"]
    return _Table(*compiled("verb-forms", sources, _read_table))


def _read_table() -> tuple[tuple[str, ...], tuple[bool, ...], dict[str, str], dict[str, str]]:
    forms: dict[str, str] = {}
    rows = generated_rows(_FORMS)
    for number, (_, _, cells) in enumerate(rows):
        for cell in cells.split(" "):
            spelling, _, codes = cell.partition(":")
            known = forms.get(spelling)
            forms[spelling] = f"{known} {number}:{codes}" if known else f"{number}:{codes}"
    lemmas, takes_pronouns = tuple(row[0] for row in rows), tuple(row[1] == "1" for row in rows)
    return lemmas, takes_pronouns, forms, {lemma: cells for lemma, _, cells in rows}


@cache
def _masdars() -> dict[str, str]:
    """Folded verbal noun to "number:lemma|lemma", several with spaces between."""
    found: dict[str, str] = {}
    for key, number, lemmas in generated_rows("masdars.tsv"):
        known = found.get(key)
        found[key] = f"{known} {number}:{lemmas}" if known else f"{number}:{lemmas}"
    return found


@cache
def _never_verbs() -> frozenset[str]:
    return frozenset(row[0] for row in generated_rows("never_verbs.tsv"))


@cache
def _lemmas_by_key() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for lemma in _table().lemmas:
        key = fold_key(lemma)
        found[key] = (*found.get(key, ()), lemma)
    return found
