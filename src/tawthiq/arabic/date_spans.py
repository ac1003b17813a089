"""Stretches of time from the day of publication: two days ago, since a week, last month, the past three days."""

from tawthiq.arabic.calendar_words import DateTables
from tawthiq.arabic.date_atoms import Atom, qualifier_at
from tawthiq.arabic.number_words import number_tables
from tawthiq.arabic.numerals import read_numeral
from tawthiq.arabic.words import Words

__all__ = ["read_ago", "read_span"]

_APPROXIMATE = frozenset("نحو حوالي قرابه زهاء اكثر اقل من ما يقارب يقرب يزيد عن علي".split())
_CLAUSE_REACH = 12


def read_ago(words: Words, at: int, floor: int, tables: DateTables) -> Atom | None:
    """Two days ago, since a week; not "two days before the vote", and not "before Friday"."""
    forms = words.forms
    since = tables.words["ago"][forms[at]] == "since"
    place, approximate = at + 1, False
    while place < len(forms) and forms[place] in _APPROXIMATE and place < at + 4:
        place, approximate = place + 1, True
    amount = _amount(words, place, tables)
    if amount is None:
        return None
    unit, count, end = amount
    if end < len(forms) and _anchored(forms, end, tables, since=since):
        return None
    atom = Atom(at, end, "unit", f"{unit}s-since" if since else f"{unit}s-ago")
    atom.unit, atom.count, atom.which = unit, 0 if approximate else count, "since" if since else "ago"
    if since and _is_ongoing(forms, at, floor, tables):
        atom.edge = "since"
    return atom


def _is_ongoing(forms: list[str], at: int, floor: int, tables: DateTables) -> bool:
    """Whether a word before it in the clause makes "since three days" a duration."""
    ongoing = tables.words["ongoing"]
    for place in range(at - 1, max(floor, at - _CLAUSE_REACH) - 1, -1):
        if forms[place] in ongoing:
            return True
        if forms[place][0] < "ء" and not forms[place].isalnum() and forms[place] not in ('"', "(", ")"):
            return False
    return False


def _anchored(forms: list[str], end: int, tables: DateTables, *, since: bool) -> bool:
    """Whether the time is counted from something else, or the unit is the noun of a date ("قبل يوم الجمعة")."""
    end += forms[end] in ("فقط", "تقريبا") and end + 1 < len(forms)
    form = forms[end]
    if form == "من":
        return not since and not (end + 1 < len(forms) and forms[end + 1] == "قبل")
    if "0" <= form[0] <= "9" or form in tables.months or form in tables.words["this-part"]:
        return True
    return form in tables.words["weekday"] or form in tables.words["relative"]


def _amount(words: Words, at: int, tables: DateTables) -> tuple[str, int, int] | None:
    """A unit with its count: the form's own, a number before it, or none told; and the index after it."""
    forms = words.forms
    if at >= len(forms):
        return None
    if forms[at] in tables.words["moment"]:
        return "moment", 1, at + 1
    unit = tables.units.get(forms[at])
    if unit is not None:
        one = at + 1 < len(forms) and forms[at + 1] in ("واحد", "واحده", "فقط")
        return unit.name, unit.count, at + 1 + one
    if not ("0" <= forms[at][0] <= "9" or forms[at] in number_tables().words):
        return None
    numeral = read_numeral(words, at, number_tables())
    unit = tables.units.get(forms[numeral.end]) if numeral is not None and numeral.end < len(forms) else None
    if numeral is None or unit is None:
        return None
    exact = numeral.form in ("digits", "words") and numeral.low < 10_000
    return unit.name, numeral.low if exact else 0, numeral.end + 1


def read_span(words: Words, at: int, floor: int, tables: DateTables) -> Atom | None:
    """Last week, this month, the past three days."""
    forms = words.forms
    unit = tables.span_nouns[forms[at]]
    count, place = _count_within(words, at + 1, tables)
    qualifier, end = qualifier_at(forms, place, tables)
    demonstrative = tables.words["demonstrative"].get(forms[at - 1], "") if at > floor else ""
    if not qualifier and demonstrative == "this":
        qualifier, end = "this", at + 1
    if (
        not qualifier
        or qualifier in ("following", "preceding")
        or (unit.name == "hour" and qualifier in ("this", "same"))
    ):
        return None
    atom = Atom(at - bool(demonstrative), end, "unit", f"{unit.name}-{qualifier}")
    atom.unit, atom.count, atom.which = unit.name, unit.count or count, qualifier
    if atom.start > floor and forms[atom.start - 1] in tables.words["stretch"] and unit.name in ("month", "year"):
        atom.start -= 1
        atom.stretch = tables.words["stretch"][forms[atom.start]]
    return atom


def _count_within(words: Words, at: int, tables: DateTables) -> tuple[int, int]:
    """The number between a noun and its qualifier: "الأيام الثلاثة الماضية", "الساعات الـ24 الأخيرة"."""
    forms = words.forms
    if at < len(forms) and forms[at] in ("القليله", "العشر", "القليلين", "القلايل"):
        return 10 if forms[at] == "العشر" else 0, at + 1
    place = at + (at < len(forms) and forms[at] == "ال")
    if place >= len(forms) or not ("0" <= forms[place][0] <= "9" or forms[place] in number_tables().words):
        return 0, at
    numeral = read_numeral(words, place, number_tables())
    if numeral is None or numeral.form not in ("digits", "words") or numeral.low > 1000:
        return 0, at
    return numeral.low, numeral.end
