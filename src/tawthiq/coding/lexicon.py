"""The lexicon: every table that coding reads, compiled to one look-up by folded word.

Keys are folded words without their article. A phrase is filed under its first word; the words after it are compared
with all readings of the words that follow in the text. What a form can open is worked out once and kept, so that a
long text costs one look-up a word.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from tawthiq.arabic.fold import fold_key
from tawthiq.arabic.memo import Memo
from tawthiq.arabic.verbs import verb_readings
from tawthiq.arabic.words import Reading, bare_key, entry_key, readings
from tawthiq.coding.entries import Entry, Need
from tawthiq.resources import Resources, Row

__all__ = ["Candidate", "Lexicon", "Opening"]

_SHORT = 3
# Pronouns that reports put after nouns; of the others more letters are part of another word ("تلك", "الدولي").
_NOUN_PRONOUNS = frozenset({"", "ه", "ها", "هم", "هما", "هن", "نا"})
# How many words after a trigger may hold the word that it needs; the object of a verb stands behind its subject and
# its day ("اعترضت قوات الدفاع الجوي السعودي، السبت، صاروخا"). Signs are not counted.
_NEEDS_REACH = {"verb": 8}
_NOUN_REACH = 5
# How many words before a verb may hold it where the table lets it ("الصاروخ الذي أطلقته").
_BEFORE_REACH = 4


class Candidate(NamedTuple):
    """An entry that a form may open.

    Attributes:
        rest: Keys of the words that must follow; empty for a single word.
        entry: The entry.
        prefix: Particles before the form's stem.
        suffix: Pronoun after it.
        article: Whether the article stood before the stem.
        voice: Voice of a verb form, else empty.
        person: Tense, person, gender and number of a verb form ("past-3ms"), else empty.
    """

    rest: tuple[str, ...]
    entry: Entry
    prefix: str
    suffix: str
    article: bool
    voice: str
    person: str


class Opening(NamedTuple):
    """The candidates of a form, phrases by the key of their second word.

    Attributes:
        words: Candidates of one word.
        phrases: Key of the second word to candidates with their rank among all of the form.
        needs_none: Whether each candidate of one word is met wherever it stands.
    """

    words: tuple[Candidate, ...]
    phrases: Mapping[str, tuple[tuple[int, Candidate], ...]]
    needs_none: bool


# Tables of phrases: file, kind of entry, columns that list forms, column of the label.
_PHRASES = (
    ("lexicon/weapons.tsv", "weapon", ("forms",), "class"),
    ("lexicon/objects.tsv", "object", ("forms",), "class"),
    ("lexicon/persons.tsv", "person", ("singular", "dual", "plural"), "group"),
    ("lexicon/kinds.tsv", "kind", ("forms", "many"), "kind"),
    ("lexicon/directions.tsv", "direction", ("forms",), "code"),
    ("lexicon/cues.tsv", "cue", ("forms",), "kind"),
    ("lexicon/connectors.tsv", "connector", ("forms",), "kind"),
    ("lexicon/reporting.tsv", "reporting", ("forms",), "construction"),
    ("lexicon/triggers.tsv", "trigger", ("nouns",), "id"),
    ("actors/aliases.tsv", "actor", ("alias",), "id"),
    ("actors/nisbas.tsv", "nisba", ("forms",), "id"),
    ("actors/heads.tsv", "head", ("forms",), "role"),
    ("actors/attributors.tsv", "source", ("phrase",), "kind"),
)
# What of the tables is kept in binary form: cells of rows; entries as kind, label, row, number of the form and need;
# by the first word of a phrase its further words, entry, and whether it must have the article; entries by verb.
_Need: TypeAlias = tuple[list[str], int, int]
_Tables: TypeAlias = tuple[
    list[dict[str, str]],
    list[tuple[str, str, int, str, _Need | None]],
    dict[str, list[tuple[tuple[str, ...], int, bool]]],
    dict[str, list[int]],
    list[str],
]
_WHOLE = "lexicon/whole.tsv"
_MADE_BY = ("coding/lexicon.py", "arabic/words.py", "arabic/fold.py", "resources/loader.py")


class Lexicon:
    """All entries of a set of resources, by folded word.

    Args:
        resources: The tables to compile.

    Attributes:
        openings: What a folded form may open, made ready for the pass over a text; None for most words.
        keys: All lexicon keys under which a form may continue a phrase.

    Raises:
        ResourceError: A table breaks its columns.
    """

    def __init__(self, resources: Resources) -> None:
        tables = [_WHOLE, *(name for name, *_ in _PHRASES)]
        rows, entries, by_first, verbs, whole = resources.compiled(
            "lexicon", tables, _MADE_BY, lambda: _TableReader(resources).read()
        )
        made = [
            Entry(kind, label, rows[row] | {"_number": number}, Need(frozenset(need[0]), *need[1:]) if need else None)
            for kind, label, row, number, need in entries
        ]
        self._by_first = {
            first: [(rest, made[entry], must) for rest, entry, must in held] for first, held in by_first.items()
        }
        self._verbs = {lemma: [made[entry] for entry in held] for lemma, held in verbs.items()}
        self._whole = frozenset(whole)
        self.openings: Memo[str, Opening | None] = Memo(lambda form: _opening(self.known(form)))
        self.keys: Memo[str, frozenset[str]] = Memo(_keys_of)

    def known(self, form: str) -> tuple[Candidate, ...]:
        """What a folded form may open, phrases of more words first; empty for most words."""
        nouns = list(self._noun_candidates(form))
        verbs = list(self._verb_candidates(form))
        return tuple(sorted(nouns + verbs, key=lambda c: -len(c.rest)))

    def _noun_candidates(self, form: str) -> Iterator[Candidate]:
        """Candidates of the readings that split least, table by table; of phrases all: further words confirm them."""
        best: dict[str, int] = {}
        whole = form in self._whole or form[1:] in self._whole
        for reading in readings(form):
            if whole and (reading.prefix or reading.suffix) and reading.key not in self._whole:
                continue
            bucket = self._by_first.get(reading.key)
            if bucket is None and reading.article and not reading.suffix:
                # A stem that opens with ال of its own ("التحام") is filed without it; behind an article it shows whole.
                bucket = self._by_first.get(bare_key(reading.key))
            likely = [held for held in bucket or () if _is_likely(reading, held[1])]
            cost = _split_cost(reading)
            for _, entry, _ in likely:
                best.setdefault(_group(entry.kind), cost)
            for rest, entry, must in likely:
                if must and not reading.article:
                    continue
                if rest or cost <= best[_group(entry.kind)]:
                    yield Candidate(rest, entry, reading.prefix, reading.suffix, reading.article, "", "")

    def _verb_candidates(self, form: str) -> Iterator[Candidate]:
        seen: set[tuple[int, str]] = set()
        for verb in verb_readings(form):
            if verb.tense == "imperative":
                continue
            for entry in self._verbs.get(verb.key, ()):
                if (id(entry), verb.voice) not in seen:
                    seen.add((id(entry), verb.voice))
                    person = f"{verb.tense}-{verb.person}{verb.gender or ''}{verb.number[0]}"
                    yield Candidate((), entry, verb.head, verb.pronoun, False, verb.voice, person)


class _TableReader:
    """Files the forms of all tables under their keys.

    Args:
        resources: The tables to read.
    """

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._rows: list[dict[str, str]] = []
        self._entries: list[tuple[str, str, int, str, _Need | None]] = []
        self._by_first: dict[str, list[tuple[tuple[str, ...], int, bool]]] = {}
        self._verbs: dict[str, list[int]] = {}

    def read(self) -> _Tables:
        for name, kind, columns, label in _PHRASES:
            for row in self._resources.table(name):
                self._add_row(row, kind, columns, label)
        whole = [fold_key(row["word"]) for row in self._resources.table(_WHOLE)]
        return self._rows, self._entries, self._by_first, self._verbs, whole

    def _add_row(self, row: Row, kind: str, columns: Iterable[str], label: str) -> None:
        self._rows.append(row.cells)
        for column in columns:
            forms = row.items(column)
            if not forms:
                continue
            entry = self._entry(kind, row, label, column)
            for form in forms:
                self._add_phrase(form, entry, row)
        verbs = row.items("verbs") if kind == "trigger" else []
        if verbs:
            entry = self._entry(kind, row, label, "verb")
            for lemma in verbs:
                self._verbs.setdefault(fold_key(lemma), []).append(entry)

    def _entry(self, kind: str, row: Row, label: str, number: str) -> int:
        need = _need(row, number) if kind == "trigger" else None
        self._entries.append((kind, row[label], len(self._rows) - 1, number, need))
        return len(self._entries) - 1

    def _add_phrase(self, phrase: str, entry: int, row: Row) -> None:
        words = entry_key(phrase.lstrip("=")).split()
        if not words:
            return
        must = row.cells.get("article") == "must" or phrase.startswith("=")
        must = must and fold_key(phrase.lstrip("=")).startswith("ال")
        self._by_first.setdefault(words[0], []).append((tuple(words[1:]), entry, must))


def _need(row: Row, number: str) -> _Need | None:
    needed = row.items("needs")
    if not needed:
        return None
    after = int(row.cells.get("reach") or _NEEDS_REACH.get(number, _NOUN_REACH))
    before = _BEFORE_REACH if number == "verb" and row.cells.get("before") == "yes" else 0
    return sorted({entry_key(key) for key in needed}), after, before


def _keys_of(form: str) -> frozenset[str]:
    whole = {r.key for r in readings(form) if not r.suffix}
    return frozenset(r.key for r in readings(form)) | {bare_key(stem) for stem in whole}


def _opening(candidates: Sequence[Candidate]) -> Opening | None:
    if not candidates:
        return None
    phrases: dict[str, list[tuple[int, Candidate]]] = {}
    for rank, candidate in enumerate(candidates):
        if candidate.rest:
            phrases.setdefault(candidate.rest[0], []).append((rank, candidate))
    words = tuple(c for c in candidates if not c.rest)
    needs_none = all(c.entry.need is None for c in words)
    return Opening(words, {key: tuple(found) for key, found in phrases.items()}, needs_none)


def _is_likely(reading: Reading, entry: Entry) -> bool:
    """Whether a noun is met under such particles and pronouns in a report, or the letters are those of another word."""
    if reading.suffix not in _NOUN_PRONOUNS or "س" in reading.prefix:
        return False
    if "ك" in reading.prefix and not reading.article and len(reading.key) <= _SHORT:
        return False
    # Folded, "عسكرية" and "مسلحة" look like "عسكري" and "مسلح" with a pronoun; only plurals ("مقاتليه") are told by
    # their number, and nouns in ta marbuta by the ت that it leaves ("زوجته").
    if reading.suffix == "ه" and entry.attrs["_number"] != "plural":
        return not (reading.key.endswith("ي") or (entry.kind == "person" and not reading.key.endswith("ه")))
    return True


def _group(kind: str) -> str:
    """Tables that compete for a word: "بقصف" is listed whole as a connector, and its act is read all the same."""
    return "connector" if kind == "connector" else ""


def _split_cost(reading: Reading) -> int:
    """How much a reading takes off: a short stem under particles and pronouns is rarely the right one."""
    short = 2 if len(reading.key) < _SHORT and (reading.prefix or reading.suffix) else 0
    return len(reading.prefix) + 2 * len(reading.suffix) + short
