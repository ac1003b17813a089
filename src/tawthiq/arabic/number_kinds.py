"""What a number is, if it is no count: a year, a calibre, the hour, a label, by its look and the words beside it."""

from tawthiq.arabic.number_words import NumberTables
from tawthiq.arabic.numerals import Numeral, follows_noun
from tawthiq.arabic.words import Words

__all__ = ["kind_of", "looks_counted", "percent_end"]

# Kinds that the look of the digits decides alone.
_BY_LOOK = {
    "percent": "percent", "date": "date", "pair": "date", "clock": "clock", "score": "score", "label": "label",
    "years": "year", "ordinal": "ordinal", "decimal": "measure",
}  # fmt: skip
_YEARS = range(1900, 2040)
_PERCENT = frozenset(("%", "بالميه", "بالمايه", "بالمءه", "بالماه"))
_HUNDRED = frozenset(("الميه", "المايه", "ميه", "مايه"))
_BEFORE_YEAR = frozenset("في منذ حتي خلال بحلول لغايه قبل بعد وفي ومنذ وحتي ب مذ".split())
_LIST_SIGNS = frozenset("-.):/")
_AGENCIES = frozenset(("اف", "ا", "رويترز", "د", "وكالات", "سانا", "واس", "كونا", "يو"))
_DAY_QUALIFIERS = frozenset("الجاري الحالي الماضي المنصرم الفايت المقبل القادم منه".split())
_MONTH_NOUNS = frozenset("شهر الشهر هذا".split())


def kind_of(words: Words, numeral: Numeral, last: int, start: int, tables: NumberTables) -> str:
    """Say what a number is.

    Args:
        words: The words of the text.
        numeral: The number, or the first of a range.
        last: Index after the last word of the number or range.
        start: Index of the first word with its bounding phrase.
        tables: The loaded tables.

    Returns:
        "count" if nothing says otherwise; see `Number.kind` for the others.
    """
    if numeral.form == "vague":
        return _by_next(words, numeral, last, tables) or "count"
    look = _BY_LOOK.get(numeral.form)
    if look is not None and not (look == "measure" and _by_next(words, numeral, last, tables)):
        return look
    return (
        ("percent" if percent_end(words.forms, last) > last else None)
        or _by_touch(words, numeral, last)
        or _by_date(words, numeral, last, tables)
        or _by_next(words, numeral, last, tables)
        or _by_previous(words, numeral, last, start, tables)
        or _by_value(words.forms, numeral, last)
        or "count"
    )


def looks_counted(forms: list[str], at: int) -> bool:
    """Whether the word at an index has the look of a noun counted by a number above ten: singular, in -an."""
    return follows_noun(forms, at) and forms[at][-1] == "ا" and len(forms[at]) > 3 and forms[at] not in _NOT_COUNTED


_NOT_COUNTED = frozenset(
    "فيما كما بينما ايضا عندما حيثما انما وما اما هنا عليها منها فيها بها لها ضدها بعدها قبلها".split()
)


def percent_end(forms: list[str], last: int) -> int:
    """Read the words that make a number a percentage ("في المئة").

    Args:
        forms: The words of the text.
        last: Index after the number.

    Returns:
        The index after them; `last` itself if there are none.
    """
    if last >= len(forms):
        return last
    if forms[last] in _PERCENT:
        return last + 1
    return last + 2 if forms[last] == "في" and last + 1 < len(forms) and forms[last + 1] in _HUNDRED else last


def _by_touch(words: Words, numeral: Numeral, last: int) -> str | None:
    """What the signs and Latin letters that touch the digits say: F16, MQ-9, 12K, "1-" at the head of a line."""
    if numeral.form not in ("digits", "range"):
        return None
    forms, starts, ends = words.forms, words.starts, words.ends
    first = numeral.start
    if first and ends[first - 1] == starts[first]:
        before = forms[first - 1]
        if before.isascii() and before.isalpha():
            return "model"
        if before in "/=&?@+.:" and first > 1 and (forms[first - 2].isascii() or before in "@=&?+"):
            return "label"
        if before == "-" and first > 1 and ends[first - 2] == starts[first - 1] and _names_model(forms[first - 2]):
            return "model"
    if last < len(forms):
        after = forms[last]
        touching = starts[last] == ends[last - 1]
        if touching and after.isascii() and after.isalpha() and after not in ("mm", "MM"):
            return "label"
        if after in _LIST_SIGNS and (first == 0 or forms[first - 1] == "\n") and last - first == 1:
            return "label"
        if after == "-" and _is_dateline(forms, last):
            return "date"
    if (
        first > 1
        and forms[first - 1] == "-"
        and last + 1 < len(forms)
        and forms[last] == "("
        and forms[last + 1] in _AGENCIES
    ):
        return "date"
    return None


def _names_model(form: str) -> bool:
    """Whether a word before a hyphen is one that names a model: Latin, or a short Arabic spelling of Latin letters."""
    return form.isalpha() and (form.isascii() or len(form) <= 3)


def _is_dateline(forms: list[str], at: int) -> bool:
    """ "القدس 15-7 (اف ب)": day and month before the name of an agency."""
    return at + 3 < len(forms) and forms[at + 1].isdecimal() and forms[at + 2] == "(" and forms[at + 3] in _AGENCIES


def _by_date(words: Words, numeral: Numeral, last: int, tables: NumberTables) -> str | None:
    """A day of the month: before a month's name, or one of several days before it; a year after it."""
    forms = words.forms
    first = numeral.start
    if (
        first
        and forms[first - 1] in tables.months
        and numeral.form == "digits"
        and _after_month(forms, numeral, last, tables)
    ):
        return "year" if numeral.low in _YEARS else "date"
    if not 1 <= numeral.low <= 31:
        return None
    place = last
    if (
        place < len(forms)
        and forms[place] in ("و", "-", "/", "او")
        and place + 1 < len(forms)
        and forms[place + 1].isdecimal()
    ):
        place += 2
    if place < len(forms) and forms[place] in _DAY_QUALIFIERS and numeral.form == "digits":
        return "date"
    if place < len(forms) and forms[place] == "من":
        place += 1
    while place < len(forms) and forms[place] in _MONTH_NOUNS:
        place += 1
        if forms[place - 1] == "الشهر":
            return "date"
    return "date" if place < len(forms) and _opens_month(forms, place, tables) else None


def _after_month(forms: list[str], numeral: Numeral, last: int, tables: NumberTables) -> bool:
    month = tables.months[forms[numeral.start - 1]]
    return month.english or (numeral.low in _YEARS and not looks_counted(forms, last))


def _opens_month(forms: list[str], at: int, tables: NumberTables) -> bool:
    month = tables.months.get(forms[at])
    return month is not None and (not month.second or (at + 1 < len(forms) and forms[at + 1] in month.second))


def _by_next(words: Words, numeral: Numeral, last: int, tables: NumberTables) -> str | None:
    forms = words.forms
    if last >= len(forms):
        return None
    for context in tables.after.get(forms[last], ()):
        if not context.values or numeral.factor in context.values:
            if context.kind == "duration" and _is_age(forms, numeral.start, last):
                return "age"
            return context.kind
    return None


def _is_age(forms: list[str], first: int, last: int) -> bool:
    """ "(12 عاما)": years in brackets after a name are its age."""
    return first > 0 and forms[first - 1] == "(" and last + 1 < len(forms) and forms[last + 1] == ")"


def _by_previous(words: Words, numeral: Numeral, last: int, start: int, tables: NumberTables) -> str | None:
    forms = words.forms
    place = min(start, numeral.start) - 1
    while place >= 0 and forms[place] in ("ال", "-", "#", "(") and numeral.start - place <= 2:
        place -= 1
    if place < 0:
        return None
    value = float(forms[numeral.start].replace(",", ".")) if numeral.form == "decimal" else numeral.factor
    for context in tables.before.get(forms[place], ()):
        if context.values and value not in context.values:
            continue
        if context.kind == "year" and numeral.low not in _YEARS:
            continue
        if context.kind == "place-label" and not (numeral.article or not context.article):
            continue
        if context.kind in ("label", "clock", "ordinal") and numeral.low > 10 and looks_counted(forms, last):
            continue
        return context.kind
    return None


def _by_value(forms: list[str], numeral: Numeral, last: int) -> str | None:
    """A bare 2015 is a year unless a counted noun follows; round ones (2000) need a word that dates."""
    if numeral.form != "digits" or numeral.low not in _YEARS or len(forms[numeral.start]) != 4:
        return None
    before = forms[numeral.start - 1] if numeral.start else ""
    if before in _BEFORE_YEAR and not follows_noun(forms, last):
        return "year"
    if numeral.low == 2000 or looks_counted(forms, last):
        return None
    return "year"
