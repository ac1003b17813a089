"""The words that a report is found by: folded, without the article, and once more without particles and pronouns.

Three columns are indexed: `title` and `body` hold one key for each word in order, so that phrases can be sought;
`stems` holds what a word may be once its clitics are off, whenever that differs ("وقصفهم" gives "قصفهم", "وقصف" and
"قصف"). A word is sought in all three, a phrase in the first two.

Which reading of a word holds is not decided here: a wrong one ("وزير" as و and "زير") costs a little space and is met
only by who seeks "زير".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from tawthiq.arabic.fold import fold
from tawthiq.arabic.words import Words, cut, readings
from tawthiq.errors import UsageError

__all__ = ["IndexText", "QueryTerm", "index_text", "parse_query", "search_key", "stem_keys"]

_MIN_STEM = 3
# Pronouns that reports do write after nouns and verbs. ي, ك, ني and كم are left out: after folding they are far more
# often the end of the word itself (عسكري, فلسطيني).
_PRONOUNS = frozenset({"ه", "ها", "هم", "هما", "هن", "نا"})
_ARTICLES = ("وال", "فال", "بال", "كال", "وبال", "فبال", "وكال", "ولل", "فلل", "لل", "ال")
# PostgreSQL refuses a tsvector over 1 MiB; a text of this many words stays below it, and no report comes near.
_MOST_WORDS = 40_000
_INDEXED = re.compile(r"[\w%]")


@dataclass(frozen=True, slots=True)
class IndexText:
    """What goes into the full-text index for one report; words with single spaces between."""

    title: str
    body: str
    stems: str


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One demand of a query.

    Attributes:
        keys: One key, or those of a phrase in order.
        negated: Whether it must not occur.
        prefix: Whether the key may go on ("قصف*").
        others: What else a single word may be once its clitics are off.
    """

    keys: tuple[str, ...]
    negated: bool = False
    prefix: bool = False
    others: tuple[str, ...] = ()


def search_key(form: str) -> str:
    """Write a folded word as it is indexed: without its article and what stands before that.

    Args:
        form: A folded word.

    Returns:
        The key, in small letters where it is Latin; a word of which less than three letters would be left stays.
    """
    for head in _ARTICLES:
        if form.startswith(head) and len(form) - len(head) >= _MIN_STEM:
            return form[len(head) :]
    return form.lower()


def stem_keys(form: str, *, ends_in_marbuta: bool = False) -> tuple[str, ...]:
    """Say what else a folded word may be once its clitics are off.

    Args:
        form: A folded word.
        ends_in_marbuta: Whether its last letter was ta marbuta before folding, and so is no pronoun.

    Returns:
        Keys that differ from `search_key`, without repeats, in no promised order.
    """
    for head in _ARTICLES:
        if form.startswith(head) and len(form) - len(head) >= _MIN_STEM:
            # "للجنه" is ل with الجنه or with اللجنه: the second lam may be the word's own.
            return (form[len(head) - 1 :],) if head.endswith("لل") else ()
    found = {
        reading.key
        for reading in readings(form)
        if len(reading.key) >= _MIN_STEM
        and (not reading.suffix or (reading.suffix in _PRONOUNS and not ends_in_marbuta))
        and not reading.key.startswith("ال")
        and not reading.key.endswith("اء" if reading.suffix else "\0")
        and ("س" not in reading.prefix or reading.key[0] in "يتنا")
    }
    return tuple(sorted(found - {search_key(form), form}))


def index_text(text: str, words: Words, offsets: Callable[[int], int], title: str | None) -> IndexText:
    """Write a report for the full-text index.

    Args:
        text: The text of the report as it came.
        words: Its folded words.
        offsets: From an offset of the folded text to that of `text`.
        title: Its headline.

    Returns:
        The three columns.
    """
    body: list[str] = []
    stems: list[str] = []
    for form, end in islice(zip(words.forms, words.ends, strict=True), _MOST_WORDS):
        indexed = _word_terms(form)
        if indexed is None:
            continue
        body.append(indexed[0])
        others = indexed[1]
        if others and form[-1] == "ه" and text[offsets(end - 1)] == "ة":
            others = indexed[2]
        stems += others
    heading = [indexed[0] for form in cut(fold(title or "").text).forms if (indexed := _word_terms(form))]
    return IndexText(" ".join(heading), " ".join(body), " ".join(stems))


@lru_cache(maxsize=262144)
def _word_terms(form: str) -> tuple[str, tuple[str, ...], tuple[str, ...]] | None:
    """Key of a word, what else it may be, and what else if it ends in ta marbuta; None for a sign."""
    if not _INDEXED.match(form):
        return None
    return search_key(form), stem_keys(form), stem_keys(form, ends_in_marbuta=True)


_QUERY = re.compile(r'(?P<not>-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


def parse_query(query: str) -> list[QueryTerm]:
    """Read a query: words that must all occur, "phrases", -words that must not, and beginnings with a star.

    Args:
        query: As a person types it, in any spelling.

    Returns:
        The demands in order.

    Raises:
        UsageError: It asks for nothing, or only for what must not occur.
    """
    found: list[QueryTerm] = []
    for match in _QUERY.finditer(fold(query).text):
        said = match["phrase"] if match["phrase"] is not None else match["word"]
        forms = [form for form in cut(said).forms if _INDEXED.match(form)]
        prefix = bool(match["word"]) and said.endswith("*")
        if forms:
            others = stem_keys(forms[0]) if len(forms) == 1 and not prefix else ()
            keys = tuple(search_key(form) for form in forms)
            found.append(QueryTerm(keys, bool(match["not"]), prefix, others))
    if all(term.negated for term in found):
        raise UsageError(f"the query {query!r} asks for no word", remedy="give at least one word to be found")
    return found
