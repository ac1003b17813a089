"""Names of places in running words: the longest name that the gazetteer has, or a name that no gazetteer has."""

from collections.abc import Sequence
from typing import NamedTuple

from tawthiq.arabic.fold import written_word
from tawthiq.arabic.memo import Memo
from tawthiq.arabic.verbs import verb_readings
from tawthiq.arabic.words import bare_key, readings
from tawthiq.coding.annotated import Annotated
from tawthiq.coding.entries import Mention
from tawthiq.coding.locations import KnownName, NameTable
from tawthiq.coding.place_words import PlaceWords

__all__ = [
    "NAMESAKES",
    "QUOTES",
    "Match",
    "NameReader",
    "View",
    "is_compass",
    "is_compass_at",
    "name_text",
    "opens_direction",
    "word_before",
]

QUOTES = frozenset({'"', "(", "'", ":"})
_SHORTEST = 3
# First words of names of two words that reports join to the second.
_JOINED = frozenset({"كفر", "معر", "خان"})
_OPENER = 3
# Weight in the gazetteer from which on a name is that of a country, governorate or great city.
_GREAT = 0.7
# Mentions of these kinds are no names of places, unless a kind word before them says so.
_OTHER = frozenset({"direction", "trigger", "connector", "reporting", "weapon", "person", "kind", "cue", "actor",
                    "source", "object", "head"})  # fmt: skip
# Of these a quarter or a street may be named after ("حي الضباط", "ساحة التحرير").
NAMESAKES = frozenset({"trigger", "person", "object", "weapon", "head", "source"})


class Match(NamedTuple):
    """A name of the gazetteer in a text.

    Attributes:
        end: Index after its last word.
        known: What the gazetteer says of it.
        prefix: The particles on its first word.
        article: Whether its first word has the article.
        is_ordinary: Whether all its words are ordinary words too.
    """

    end: int
    known: KnownName
    prefix: str
    article: bool
    is_ordinary: bool


# What a name alone makes of a word: all of a `Match` but its end.
_Alone = tuple[KnownName, str, bool, bool]
# A reading of a word that opens names: key, particles, article, number of words of the longest, second words.
_Opener = tuple[str, str, bool, int, frozenset[str]]


class View:
    """A sentence as the readers of place phrases see it.

    Args:
        text: The annotated report.
        start: Index of the sentence's first word.
        end: Index after its last word.

    Attributes:
        forms: The report's words.
        directions: Mentions of directions by the index of their first word.
        kinds: The same of words for kinds of places.
    """

    __slots__ = ("directions", "end", "forms", "kinds", "start", "text")

    def __init__(self, text: Annotated, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.forms: Sequence[str] = text.words.forms
        self.directions = text.of("direction")
        self.kinds = text.of("kind")

    def mentions(self, at: int, kind: str) -> list[Mention]:
        """Mentions of one kind that begin at a word and end in the sentence."""
        return [m for m in self.text.of(kind).get(at, ()) if m.end <= self.end]

    def has_kind(self, at: int) -> bool:
        """Whether a word for a kind of place begins at a word, in whatever form."""
        return at in self.kinds

    def kind_at(self, at: int) -> Mention | None:
        """The word for a kind of place that begins at a word, with its article read as such; the longest one."""
        if at not in self.kinds:
            return None
        found = (m for m in self.kinds[at] if m.end <= self.end and not m.suffix)
        return max(found, key=lambda m: (m.end, m.article), default=None)

    def after_quotes(self, at: int) -> int:
        """Index of the first word from `at` on that is no quotation mark."""
        while at < self.end and self.forms[at] in QUOTES:
            at += 1
        return at


_OF_BOTH = ("يتين", "يتان")


class NameReader:
    """Finds names of places.

    Args:
        names: The gazetteer's names.
        words: The words around them.

    Attributes:
        leading: Whether a name of the gazetteer begins with a form, particles off, or any may behind its "ب".
    """

    def __init__(self, names: NameTable, words: PlaceWords) -> None:
        self._names = names
        self.words = words
        self._opened = Memo(names.opened)
        self._openers = Memo(self._open)
        self._longer = Memo(self._open_longer)
        self.leading = Memo(self._leads)
        self._alone = Memo(self._find_alone)
        self._inflected = Memo(self._inflect)
        self._bares = Memo(bare_key)

    def is_ordinary(self, form: str, prefix: str = "") -> bool:
        """Whether a word, or what is left of it without its particles, is an ordinary word."""
        common = self.words.common
        return self._bares[form] in common or (bool(prefix) and bare_key(form[len(prefix) :]) in common)

    def is_inflected(self, form: str) -> bool:
        """Whether a word that is no name of the gazetteer is an ordinary word under particles, or a verb."""
        return self._inflected[form]

    def _inflect(self, form: str) -> bool:
        # After what opens a name no "ل" of purpose stands: "ليجي" is no verb there.
        return self._is_split(form) or (
            not form.startswith("لي") and any(v.tense == "present" for v in verb_readings(form))
        )

    def _is_split(self, form: str) -> bool:
        return any(
            len(r.key) >= _SHORTEST and r.key in self.words.common and r.prefix in _PARTICLES and r.suffix in _PRONOUNS
            for r in readings(form)
            if r.prefix or r.suffix
        )

    def match(self, view: View, at: int) -> Match | None:
        """The longest name of the gazetteer that begins at a word; of two as long, that of the plainer reading."""
        longer = self._longer[view.forms[at]] if at + 1 < view.end else ()
        found = self._match_longer(view, at, longer) if longer else None
        if found is not None:
            return found
        alone = self._alone[view.forms[at]]
        return None if alone is None else Match(at + 1, *alone)

    def _match_longer(self, view: View, at: int, openers: Sequence[_Opener]) -> Match | None:
        """The longest name of two words and more."""
        forms, find, left = view.forms, self._names.find, view.end - at
        best, least = None, 2
        following = self._bares[forms[at + 1]]
        for key, prefix, article, longest, seconds in openers:
            if following not in seconds:
                continue
            room = longest if longest < left else left
            words = [key, *map(self._bares.__getitem__, forms[at + 1 : at + room])]
            for length in range(room, least - 1, -1):
                if forms[at + length - 1] in _COMPASS:
                    continue
                known = find(" ".join(words[:length]))
                if known is not None:
                    ordinary = self._are_ordinary(forms[at : at + length], prefix, great=_is_great(known))
                    best, least = Match(at + length, known, prefix, article, ordinary), length + 1
                    break
        return best

    def _find_alone(self, form: str) -> _Alone | None:
        for key, prefix, article, _, _ in self._openers[form]:
            known = self._names.find(key)
            if known is None or (known.article and not article) or self.words.articles.get(key, article) != article:
                continue
            ordinary = self._are_ordinary((form,), prefix, great=_is_great(known))
            if not (ordinary and article and known.article is False):
                return known, prefix, article, ordinary
        return self._find_joined(form)

    def _find_joined(self, form: str) -> _Alone | None:
        """A name of two words that is written as one: "كفربطنا" for كفر بطنا."""
        for reading in readings(form):
            key, opener = reading.key, reading.key[:_OPENER]
            if opener in _JOINED and len(key) >= _OPENER + _SHORTEST and not (reading.suffix or reading.article):
                known = self._names.find(f"{opener} {key[_OPENER:]}")
                if known is not None:
                    return known, reading.prefix, False, False
        return None

    def _are_ordinary(self, forms: Sequence[str], prefix: str, *, great: bool) -> bool:
        """Whether all words are ordinary ones and do not make a name together ("عين العرب", "باب الهوى").

        A country or great city counts as such under particles too: "وتنزانيا" is in the table for its frequency only.
        """
        first = self.is_ordinary(forms[0][len(prefix) :]) if great else self.is_ordinary(forms[0], prefix)
        if not first or (len(forms) > 1 and not all(map(self.is_ordinary, forms[1:]))):
            return False
        return len(forms) == 1 or not (forms[0][len(prefix) :] in self.words["opener"] and forms[1].startswith("ال"))

    def _leads(self, form: str) -> bool:
        return form[0] == "ب" or bool(self._openers[form]) or self._alone[form] is not None

    def _open(self, form: str) -> tuple[_Opener, ...]:
        return tuple(
            (r.key, r.prefix, r.article, opened[0], opened[1])
            for r in readings(form)
            if not r.suffix and "س" not in r.prefix and (opened := self._opened[r.key]) is not None
        )

    def _open_longer(self, form: str) -> tuple[_Opener, ...]:
        return tuple(opener for opener in self._openers[form] if opener[4])

    def unlisted_end(self, view: View, at: int, *, any_word: bool, prefix: str = "") -> int:
        """End of a name that the gazetteer does not have.

        Args:
            view: The sentence.
            at: Index of its first word.
            any_word: Whether an ordinary word with the article counts ("حي الضباط").
            prefix: Particles on the first word.

        Returns:
            Index after its last word; `at` where no name begins.
        """
        form = view.forms[at][len(prefix) :]
        with_article = form.startswith("ال")
        if self.opens_chain(form) and form not in self.words["stop"]:
            return self._chain_end(view, at, form)
        if not self.can_open(view, at, prefix, any_word=any_word and with_article):
            return at
        if self.is_ordinary(form) or (prefix and self.is_ordinary(view.forms[at])):
            if any_word and with_article:
                return at + 1
            if any_word and not prefix and form in self.words.given:
                return self._person_end(view, at + 1)
            return at + 2 if any_word and self._is_rare(view, at + 1) else at
        if self.is_inflected(form):
            return at
        stop = at + 1
        if stop < view.end and not with_article and self._goes_on(view, stop):
            stop += 1
        return stop

    def opens_chain(self, form: str) -> bool:
        """Whether a word opens names of two words and more ("أبو", "الشيخ", "اللواء")."""
        return form in self.words["opener"] or form in self.words["title"] or form in self.words["unit"]

    def _person_end(self, view: View, at: int) -> int:
        """End of a person's name that a place bears: "معسكر خالد بن الوليد", "قرية سامي العاصي", "تبة مسعود"."""
        if at + 1 < view.end and view.forms[at] in _SON_OF:
            return at + 2
        if at < view.end and (view.forms[at] in self.words.given or view.forms[at].startswith("ال")):
            named = self.can_open(view, at) and not view.mentions(at, "nisba") and not view.has_kind(at)
            return at + 1 if named and not view.forms[at].endswith("يه") else at
        return at

    def _is_rare(self, view: View, at: int) -> bool:
        """Whether a word that no table has stands here: with the noun before it, it makes a name ("ملوك سراي")."""
        if at >= view.end or view.forms[at].startswith("ال") or not self.can_open(view, at):
            return False
        return not (self.is_ordinary(view.forms[at]) or self.is_inflected(view.forms[at]))

    def can_open(self, view: View, at: int, prefix: str = "", *, any_word: bool = False) -> bool:
        """Whether a word may be the first of a name: letters, no stop, nothing that the lexicon knows better."""
        form = view.forms[at][len(prefix) :]
        if len(form) < 2 or not "\u0621" <= form[0] <= "\u064a" or form in self.words["stop"]:
            return False
        if form.startswith("ال") and form.endswith(_OF_BOTH):
            return False  # "مديريتي غمر ورازح الحدوديتين"
        if view.forms[at].startswith("لل") or (prefix and view.forms[at] in self.words["stop"]):
            return False
        for mention in view.text.at.get(at, ()):
            kind = mention.entry.kind
            if kind in _OTHER and not (any_word and kind in NAMESAKES) and mention.prefix == prefix:
                return False
        return True

    def _chain_end(self, view: View, at: int, form: str) -> int:
        """End of "أبو X", "الشيخ X", "اللواء 15": the opening word and what it is opened for."""
        stop = at + 1
        if stop >= view.end:
            return at if form in self.words["unit"] else stop
        if form in self.words["unit"]:
            return stop + 1 if view.forms[stop].isdigit() or view.forms[stop].startswith("ال") else at
        if view.forms[stop] in self.words["title"] or view.forms[stop] in self.words["opener"]:
            stop += 1
        if stop < view.end and self._is_inner(view, stop):
            stop += 1
        if stop < view.end and form in self.words["title"] and bare_key(view.forms[stop]) in self.words.given:
            stop += 1
        return stop if stop > at + 1 else at

    def _is_inner(self, view: View, at: int) -> bool:
        form = view.forms[at]
        if form.startswith(("وال", "بال", "لل")) or form in self.words["stop"] or len(form) < 2:
            return False
        return form.isalpha() and not (is_compass_at(view, at) or view.mentions(at, "connector"))

    def _goes_on(self, view: View, at: int) -> bool:
        """Whether a name that no gazetteer has goes on: its genitive ("دوير الزيتون"), no adjective or new word."""
        form = view.forms[at]
        if not form.startswith("ال") or form.endswith(_ADJECTIVE_ENDS) or form.startswith("الم"):
            return False
        return self.can_open(view, at) and self.match(view, at) is None


# Particles and pronouns that are taken off a word that nothing knows; others cut too many names.
_PARTICLES = frozenset({"", "ب", "ل", "و", "وب", "ول", "ف"})
_PRONOUNS = frozenset({"", "ها", "هم", "ه"})
_SON_OF = frozenset({"بن", "ابن"})
_ADJECTIVE_ENDS = ("يه", "ي", "ين", "ون", "ات")
_COMPASS = frozenset("شرقي غربي شمالي جنوبي شرق غرب شمال جنوب وسط".split())


def _is_great(known: KnownName) -> bool:
    return known.weight >= _GREAT and not known.ambiguous


def is_compass(mention: Mention) -> bool:
    """Whether a mention is a point of the compass."""
    return mention.entry.kind == "direction" and mention.entry.attrs["kind"].startswith("compass")


def opens_direction(view: View, at: int, end: int | None = None) -> bool:
    """Whether points of the compass without article begin at a word, and end at another where one is given."""
    if at not in view.directions or view.forms[at].startswith(("ال", "وال", "بال", "لل")):
        return False
    return any(is_compass(m) and end in (None, m.end) for m in view.directions[at])


def is_compass_at(view: View, at: int) -> bool:
    """Whether a point of the compass begins at a word."""
    return any(is_compass(m) for m in view.directions.get(at, ()))


def word_before(view: View, at: int) -> str:
    """The word before a place, quotation marks and brackets stepped over; "" at the sentence's start."""
    i = at - 1
    while i >= view.start and view.forms[i] in QUOTES:
        i -= 1
    return view.forms[i] if i >= view.start else ""


def name_text(text: Annotated, start: int, end: int, prefix: str = "") -> str:
    """Words as a name: as written, hashtags and filters' dots closed, without the particles on the first word.

    Args:
        text: The annotated report.
        start: Index of the first word.
        end: Index after the last.
        prefix: Particles to leave out.
    """
    said = " ".join([written_word(text.said(i, i + 1)) for i in range(start, end) if text.words.forms[i] not in QUOTES])
    if not prefix:
        return said
    if text.words.forms[start].startswith(prefix[:-1] + "لل") and prefix.endswith("ل"):
        return "ال" + said[len(prefix) + 1 :]
    return said[len(prefix) :]
