"""What a number is, if it is no count: a year, a calibre, the hour, a label, by its look and the words beside it.

The first of these that speaks decides: the look of the digits; a percent sign or word; Latin letters and signs that
touch it; its place in a list or on a line of its own; a month beside it; the word after it; the word before it; for
four digits, whether they can be a year.
"""

from tawthiq.arabic.number_words import Context, NumberTables
from tawthiq.arabic.numerals import Numeral, follows_noun
from tawthiq.arabic.words import Words

__all__ = ["kind_of", "looks_counted", "percent_end"]

# Kinds that the look of the digits decides alone.
_BY_LOOK = {
    "percent": "percent", "date": "date", "pair": "date", "clock": "clock", "score": "score", "label": "label",
    "years": "year", "ordinal": "ordinal",
}  # fmt: skip
_YEARS = range(1900, 2040)
_TOLD_YEARS = range(1000, 2101)
_PERCENT = frozenset(("%", "بالميه", "بالمايه", "بالمءه", "بالماه"))
_HUNDRED = frozenset(("الميه", "المايه", "ميه", "مايه"))
_BEFORE_YEAR = frozenset("في منذ حتي خلال بحلول لغايه قبل بعد وفي ومنذ وحتي ب مذ".split())
_LIST_SIGNS = frozenset("-.):/")
_LINE_HEADS = frozenset(("\n", ":", "،", ",", ".", "؛"))
_LINKS_TO_DIGITS = frozenset("/=&?@+.:")
_CALIBRE_UNITS = frozenset(("mm", "MM", "Mm"))
_AGENCIES = frozenset(("اف", "ا", "رويترز", "د", "وكالات", "سانا", "واس", "كونا", "يو"))
_DAY_QUALIFIERS = frozenset("الجاري الحالي الماضي المنصرم الفايت المقبل القادم منه".split())
_MONTH_NOUNS = frozenset("شهر الشهر هذا".split())
# No list of the dead in the development texts runs beyond this.
_LONGEST_LIST = 300
# Words in -a that follow numbers but are no counted nouns.
_NOT_COUNTED = frozenset(
    "فيما كما بينما ايضا عندما حيثما انما وما اما هنا عليها منها فيها بها لها ضدها بعدها قبلها".split()
    + "شمالا جنوبا شرقا غربا لاحقا سابقا حاليا".split()
)


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
    return (
        _BY_LOOK.get(numeral.form)
        or ("percent" if percent_end(words.forms, last) > last else None)
        or (numeral.form != "words" and (_by_letters(words, numeral, last) or _by_list(words.forms, numeral, last)))
        or _by_date(words, numeral, last, tables)
        or _by_next(words, numeral, last, tables)
        or _by_previous(words, numeral, last, start, tables)
        or _by_value(words.forms, numeral, last)
        or ("measure" if numeral.form == "decimal" else "count")
    )


def looks_counted(forms: list[str], at: int) -> bool:
    """Whether the word at an index has the look of a noun counted by a number above ten: singular, in -an."""
    return follows_noun(forms, at) and forms[at][-1] == "ا" and len(forms[at]) > 3 and forms[at] not in _NOT_COUNTED


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


def _is_latin(form: str) -> bool:
    return form.isascii() and form[0].isalpha()


def _by_letters(words: Words, numeral: Numeral, last: int) -> str | None:
    """What Latin letters and signs beside the digits say: F16, MQ-9, 12K, "3 replies", "+90 212"."""
    forms, first = words.forms, numeral.start
    touched = _by_touch(words, first)
    if touched:
        return touched
    if last < len(forms) and _is_latin(forms[last]) and forms[last] not in _CALIBRE_UNITS:
        return None if _is_english_month(forms[last]) else "label"
    if first and _is_latin(forms[first - 1]) and not follows_noun(forms, last):
        return None if _is_english_month(forms[first - 1]) else "label"
    return None


def _by_touch(words: Words, first: int) -> str | None:
    """What stands before the digits with no space between."""
    forms, starts, ends = words.forms, words.starts, words.ends
    if not first or ends[first - 1] != starts[first]:
        return None
    before = forms[first - 1]
    if _is_latin(before):
        return "model"
    if first == 1:
        return None
    if before in _LINKS_TO_DIGITS and (forms[first - 2].isascii() or before in "@=&?+"):
        return "label"
    return (
        "model" if before == "-" and ends[first - 2] == starts[first - 1] and _names_model(forms[first - 2]) else None
    )


def _is_english_month(form: str) -> bool:
    return form[:3].lower() in ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _names_model(form: str) -> bool:
    """Whether a word before a hyphen is one that names a model: Latin, or a short Arabic spelling of Latin letters."""
    return form.isalpha() and (form.isascii() or len(form) <= 3)


def _by_list(forms: list[str], numeral: Numeral, last: int) -> str | None:
    """A number that heads an item of a list, stands alone on its line, or belongs to an agency's dateline."""
    first = numeral.start
    before = forms[first - 1] if first else "\n"
    after = forms[last] if last < len(forms) else "\n"
    if before == "\n" and (after == "\n" or (after in _LIST_SIGNS and last - first == 1)):
        return "label"
    if after == "-" and last + 1 < len(forms):
        if _is_dateline(forms, last):
            return "date"
        if numeral.low <= _LONGEST_LIST and (follows_noun(forms, last + 1) or forms[last + 1][:2] == "ال"):
            return "label"
    if after == ")" and before in _LINE_HEADS:
        return "label"
    if before == "-" and after == "(" and last + 1 < len(forms) and forms[last + 1] in _AGENCIES:
        return "date"
    return None


def _is_dateline(forms: list[str], at: int) -> bool:
    """Whether day and month before the name of an agency stand here: "القدس 15-7 (اف ب)"."""
    return at + 3 < len(forms) and forms[at + 1].isdecimal() and forms[at + 2] == "(" and forms[at + 3] in _AGENCIES


def _by_date(words: Words, numeral: Numeral, last: int, tables: NumberTables) -> str | None:
    """A day of the month: before a month's name, or one of several days before it; a year after it."""
    forms, first = words.forms, numeral.start
    month = tables.months.get(forms[first - 1]) if first and numeral.form == "digits" else None
    if month is not None and (month.english or (numeral.low in _YEARS and not looks_counted(forms, last))):
        return "year" if numeral.low in _YEARS else "date"
    if month is not None and first > 1 and forms[first - 2].isdecimal() and len(forms[first]) == 4:
        return "year"
    if not 1 <= numeral.low <= 31 or last >= len(forms):
        return None
    place = last
    if forms[place] in ("و", "-", "/", "او") and place + 1 < len(forms) and forms[place + 1].isdecimal():
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


def _opens_month(forms: list[str], at: int, tables: NumberTables) -> bool:
    month = tables.months.get(forms[at])
    return month is not None and (not month.second or (at + 1 < len(forms) and forms[at + 1] in month.second))


def _by_next(words: Words, numeral: Numeral, last: int, tables: NumberTables) -> str | None:
    forms = words.forms
    if last >= len(forms):
        return None
    for context in tables.after.get(forms[last], ()):
        if context.kind == "duration" and _is_age(forms, numeral.start, last, tables):
            return "age"
        return context.kind
    return None


def _is_age(forms: list[str], first: int, last: int, tables: NumberTables) -> bool:
    """Whether years are an age: after a word for it, or in brackets after a name: "(12 عاما)"."""
    if first and any(context.kind == "age" for context in tables.before.get(forms[first - 1], ())):
        return True
    return first > 0 and forms[first - 1] == "(" and last + 1 < len(forms) and forms[last + 1] == ")"


def _by_previous(words: Words, numeral: Numeral, last: int, start: int, tables: NumberTables) -> str | None:
    """What the word before says: "اللواء 35", "عام 2014", "يوم واحد"."""
    forms = words.forms
    place = min(start, numeral.start) - 1
    while place >= 0 and forms[place] in ("ال", "-", "#", "(") and numeral.start - place <= 2:
        place -= 1
    if place < 0:
        return None
    value = numeral.factor if numeral.form == "decimal" else numeral.low
    for context in tables.before.get(forms[place], ()):
        if (not context.values or value in context.values) and _holds(context, forms, numeral, last, tables):
            return "label" if context.kind == "place-label" else context.kind
    follows_unit = numeral.low <= 2 or numeral.article
    if follows_unit and numeral.form == "words" and place == numeral.start - 1:
        for context in tables.after.get(forms[place], ()):
            return context.kind
    return "other" if numeral.low == 1 and numeral.article else None


def _holds(context: Context, forms: list[str], numeral: Numeral, last: int, tables: NumberTables) -> bool:
    """Whether a word before a number makes it what it says there."""
    if context.kind == "year":
        return _can_be_year(forms, numeral, last, tables)
    if context.kind == "place-label":
        return numeral.article or not context.article
    if context.kind == "other":
        return numeral.form == "words"
    if context.kind == "model":
        return numeral.form != "words"
    if context.kind in ("label", "clock", "ordinal"):
        return numeral.low <= 10 or not looks_counted(forms, last)
    return True


def _can_be_year(forms: list[str], numeral: Numeral, last: int, tables: NumberTables) -> bool:
    if numeral.form == "words":
        return numeral.low in _YEARS or (20 <= numeral.low < 100 and not follows_noun(forms, last))
    if numeral.low in _YEARS:
        return True
    era = last < len(forms) and forms[last] in tables.eras
    return len(forms[numeral.start]) == 4 and numeral.low in _TOLD_YEARS and (era or not follows_noun(forms, last))


def _by_value(forms: list[str], numeral: Numeral, last: int) -> str | None:
    """A bare 2015 is a year unless a counted noun follows; round ones (2000) need a word that dates."""
    if numeral.form != "digits" or numeral.low not in _YEARS or len(forms[numeral.start]) != 4:
        return None
    before = forms[numeral.start - 1] if numeral.start else ""
    if before in _BEFORE_YEAR and not follows_noun(forms, last):
        return "year"
    if numeral.low == 2000 or looks_counted(forms, last):
        return None
    counted = follows_noun(forms, last) and forms[last][-1] == "ه" and before not in _BEFORE_YEAR
    return None if counted else "year"
