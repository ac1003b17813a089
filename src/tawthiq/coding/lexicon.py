"""The lexicon: every table that coding reads, compiled to one look-up by folded word.

Keys are folded words without their article. A phrase is filed under its first word; the words after it are compared
with all readings of the words that follow in the text. What a form can open is worked out once and kept, so that a
long text costs one dict look-up a word.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tawthiq.arabic.fold import fold_key
from tawthiq.arabic.verbs import verb_readings
from tawthiq.arabic.words import Reading, bare_key, entry_key, readings
from tawthiq.coding.entries import Entry
from tawthiq.resources import Resources, Row

__all__ = ["Candidate", "Lexicon", "Opening"]

_MAX_CACHED_FORMS = 200_000
_SHORT = 3
# Pronouns that reports put after nouns; of the others more letters are part of another word ("تلك", "الدولي").
_NOUN_PRONOUNS = frozenset({"", "ه", "ها", "هم", "هما", "هن", "نا"})


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
    """

    words: tuple[Candidate, ...]
    phrases: Mapping[str, tuple[tuple[int, Candidate], ...]]


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


class Lexicon:
    """All entries of a set of resources, by folded word.

    Args:
        resources: The tables to compile.

    Raises:
        ResourceError: A table breaks its columns.
    """

    def __init__(self, resources: Resources) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Entry, bool | None]]] = {}
        self._verbs: dict[str, list[Entry]] = {}
        self._known: dict[str, tuple[Candidate, ...]] = {}
        self._opened: dict[str, Opening | None] = {}
        self._keys: dict[str, frozenset[str]] = {}
        self._needs: dict[int, frozenset[str]] = {}
        self._whole = frozenset(fold_key(row["word"]) for row in resources.table("lexicon/whole.tsv"))
        for name, kind, columns, label in _PHRASES:
            for row in resources.table(name):
                self._add_row(row, kind, columns, label)

    def _add_row(self, row: Row, kind: str, columns: Iterable[str], label: str) -> None:
        for column in columns:
            forms = row.items(column)
            if not forms:
                continue
            entry = self._entry(kind, row, label, column)
            for form in forms:
                self._add_phrase(form, entry, row)
        if kind == "trigger":
            entry = self._entry(kind, row, label, "verb")
            for lemma in row.items("verbs"):
                self._verbs.setdefault(fold_key(lemma), []).append(entry)

    def _entry(self, kind: str, row: Row, label: str, number: str) -> Entry:
        entry = Entry(kind, row[label], row.cells | {"_number": number})
        needed = row.items("needs") if kind == "trigger" else []
        if needed:
            self._needs[id(entry)] = frozenset(map(entry_key, needed))
        return entry

    def _add_phrase(self, phrase: str, entry: Entry, row: Row) -> None:
        folded = fold_key(phrase.lstrip("="))
        words = entry_key(phrase.lstrip("=")).split()
        if not words:
            return
        must = True if row.cells.get("article") == "must" or phrase.startswith("=") else None
        if must and not folded.startswith("ال"):
            must = None
        self._by_first.setdefault(words[0], []).append((tuple(words[1:]), entry, must))

    def known(self, form: str) -> tuple[Candidate, ...]:
        """What a folded form may open, phrases of more words first; empty for most words."""
        found = self._known.get(form)
        if found is None:
            if len(self._known) > _MAX_CACHED_FORMS:
                self._known.clear()
            found = self._known[form] = self._look_up(form)
        return found

    def opened(self, form: str) -> Opening | None:
        """What a folded form may open, made ready for the pass over a text; None for most words."""
        if form not in self._opened:
            if len(self._opened) > _MAX_CACHED_FORMS:
                self._opened.clear()
            self._opened[form] = _opening(self.known(form))
        return self._opened[form]

    def keys(self, form: str) -> frozenset[str]:
        """All lexicon keys under which a form may continue a phrase."""
        found = self._keys.get(form)
        if found is None:
            if len(self._keys) > _MAX_CACHED_FORMS:
                self._keys.clear()
            whole = {r.key for r in readings(form) if not r.suffix}
            found = self._keys[form] = frozenset(r.key for r in readings(form)) | {bare_key(stem) for stem in whole}
        return found

    def needs(self, entry: Entry) -> frozenset[str]:
        """Keys of which one must follow a trigger; empty where none is needed."""
        return self._needs.get(id(entry), frozenset())

    def _look_up(self, form: str) -> tuple[Candidate, ...]:
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
            if bucket is None and not reading.suffix:
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


def _opening(candidates: Sequence[Candidate]) -> Opening | None:
    if not candidates:
        return None
    phrases: dict[str, list[tuple[int, Candidate]]] = {}
    for rank, candidate in enumerate(candidates):
        if candidate.rest:
            phrases.setdefault(candidate.rest[0], []).append((rank, candidate))
    return Opening(tuple(c for c in candidates if not c.rest), {key: tuple(found) for key, found in phrases.items()})


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
