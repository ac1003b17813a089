"""Relative days, weekdays and nights."""

from tawthiq.arabic.calendar_words import DateTables
from tawthiq.arabic.date_atoms import Atom, absorb_parts, qualifier_at
from tawthiq.arabic.words import Words

__all__ = ["read_night", "read_relative", "read_this_part", "read_weekday"]

_AFTER = frozenset(("بعد", "وبعد", "بعيد", "وبعيد"))
_SAME = frozenset(("نفس", "ذات", "بنفس", "وبنفس"))
_BETWEEN_NIGHTS = frozenset(("-", "/", "علي", "الي", "الى"))
_LISTS = frozenset(("يومي", "ليلتي", "ايام", "يومين", "وايام", "ويومي", "يوما", "ليالي"))
_OUTLET_REACH = 3
_NARRATIVE = {"same": "same-day", "following": "next-day", "preceding": "previous-day"}


def read_relative(words: Words, at: int, floor: int, tables: DateTables) -> Atom | None:
    """Today, yesterday, tomorrow, and one day further; the noun "the day" where it is none of these."""
    forms = words.forms
    offset = int(tables.words["relative"][forms[at]])
    before = forms[at - 1] if at > floor else ""
    following = forms[at + 1] if at + 1 < len(forms) else ""
    atom = Atom(at, at + 1, "relative", {0: "today", -1: "yesterday"}.get(offset, "tomorrow"))
    if offset == 0:
        if not _is_today(forms, at, floor, tables):
            return None
        qualifier, end = qualifier_at(forms, at + 1, tables)
        if before in _SAME or tables.words["demonstrative"].get(before) == "that":
            qualifier = "same"
        if qualifier in ("same", "following", "preceding"):
            atom.end = end
            return _narrative(forms, atom, floor, qualifier, tables)
    elif _in_title(forms, at, floor, tables) or before in ("تيار", "حزب", "جيل"):
        return None
    elif offset < 0 and following in ("الاول", "اول", "الاولي"):
        offset, atom.end, atom.rule = -2, at + 2, "day-before-yesterday"
    elif offset < 0 and before in tables.words["beyond"]:
        offset, atom.start, atom.rule = -2, at - 1, "day-before-yesterday"
    elif offset < 0 and before == "من" and at - 1 > floor and forms[at - 2] in tables.words["beyond"]:
        offset, atom.start, atom.rule = -2, at - 2, "day-before-yesterday"
    elif offset < 0 and following == "القريب":
        return None
    elif offset > 0 and before in ("بعد", "وبعد"):
        offset, atom.start, atom.rule = 2, at - 1, "day-after-tomorrow"
    atom.start, atom.night = absorb_parts(forms, atom.start, floor, tables)
    atom.offset = offset + (offset == -1 and _past_midnight(forms, atom.start, at))
    return atom


def _past_midnight(forms: list[str], start: int, at: int) -> bool:
    """Whether "after midnight" opens a mention: after midnight of last night it is already today."""
    return forms[start] in _AFTER and "منتصف" in forms[start:at]


def _is_today(forms: list[str], at: int, floor: int, tables: DateTables) -> bool:
    if at > floor and (forms[at - 1] in tables.words["title"] or "مثل" in forms[max(floor, at - 2) : at]):
        return False
    if _in_title(forms, at, floor, tables):
        return False
    following = forms[at + 1] if at + 1 < len(forms) else "\n"
    if following == "\n" and (at == 0 or forms[at - 1] == "\n"):
        return False  # a line of a menu
    return following not in tables.words["not-before"]


def _in_title(forms: list[str], at: int, floor: int, tables: DateTables) -> bool:
    """Whether a word of the press stands so near that the day word is part of a title ("صحيفة اليمن اليوم")."""
    return any(form in tables.words["outlet"] for form in forms[max(floor, at - _OUTLET_REACH + 1) : at])


def _narrative(forms: list[str], atom: Atom, floor: int, qualifier: str, tables: DateTables) -> Atom:
    """Make an atom one that points at another day of the text."""
    at = atom.start
    atom.kind, atom.rule = "narrative", _NARRATIVE[qualifier]
    if at > floor and (forms[at - 1] in tables.words["demonstrative"] or forms[at - 1] in _SAME):
        at -= 1
    atom.start, atom.night = absorb_parts(forms, at, floor, tables)
    return atom


def read_weekday(words: Words, at: int, floor: int, tables: DateTables) -> Atom | None:
    """A weekday, two of them as one night (ruling 24), or a list of them."""
    forms, weekdays = words.forms, tables.words["weekday"]
    atom = Atom(at, at + 1, "weekday", "weekday")
    atom.weekday = int(weekdays[forms[at]])
    atom.start, atom.night = absorb_parts(forms, at, floor, tables)
    before = forms[atom.start - 1] if atom.start > floor else ""
    if (before in tables.words["not-after"] and before not in _LISTS) or (
        at + 1 < len(forms) and forms[at + 1] == "عشر"
    ):
        return None
    if atom.weekday == 0 and before in tables.words["dual"]:
        return None
    if atom.night:
        _close_night(forms, atom, tables)
    if before in _LISTS or before in ("بين", "مابين"):
        _take_list(forms, atom, before, tables)
    qualifier, end = qualifier_at(forms, atom.end, tables)
    if qualifier:
        atom.which, atom.end = qualifier, end
        atom.rule = f"{atom.rule}-{qualifier}"
    elif atom.end + 2 < len(forms) and forms[atom.end] == "من" and forms[atom.end + 1] == "الاسبوع":
        qualifier, end = qualifier_at(forms, atom.end + 2, tables)
        if qualifier in ("past", "this", "next"):
            atom.which, atom.end = {"past": "last-week", "this": "", "next": "next"}[qualifier], end
            atom.rule = f"weekday-{qualifier}-week"
    if atom.end < len(forms) and forms[atom.end] in tables.words["part-after"]:
        atom.end += 1
    return atom


def _close_night(forms: list[str], atom: Atom, tables: DateTables) -> None:
    """Take the second day of "the night of Sunday to Monday" into the first."""
    at = atom.end + (atom.end < len(forms) and forms[atom.end] in _BETWEEN_NIGHTS)
    second = tables.words["weekday"].get(forms[at]) if at < len(forms) else None
    if second is not None and atom.weekday is not None and int(second) == (atom.weekday + 1) % 7:
        atom.end, atom.rule = at + 1, "weekday-night"


def _take_list(forms: list[str], atom: Atom, before: str, tables: DateTables) -> None:
    """Take "the days Thursday and Friday" as one stretch."""
    at = atom.end
    while at < len(forms) and forms[at].startswith("و") and forms[at] in tables.words["weekday"]:
        atom.last_weekday = int(tables.words["weekday"][forms[at]])
        at += 1
    if atom.last_weekday is not None:
        atom.kind, atom.rule, atom.end, atom.start = "weekdays", "weekdays", at, atom.start - 1


def read_night(words: Words, at: int, floor: int, tables: DateTables) -> Atom | None:
    """The night: last night is yesterday, but "after midnight of last night" is already today."""
    forms = words.forms
    demonstrative = tables.words["demonstrative"].get(forms[at - 1], "") if at > floor else ""
    qualifier, end = qualifier_at(forms, at + 1, tables)
    if demonstrative == "that" or qualifier in ("same", "following", "preceding"):
        return _narrative(forms, Atom(at, end, "narrative", ""), floor, qualifier or "same", tables)
    if end == at + 1 and end < len(forms) and forms[end] in tables.words["ordinal"]:
        return None
    atom = Atom(at, end, "relative", "tonight")
    atom.start, _ = absorb_parts(forms, at - 1 if demonstrative else at, floor, tables)
    atom.night = True
    atom.offset = 0
    if qualifier in ("past", "past2"):
        atom.offset = {"past": -1, "past2": -2}[qualifier] + _past_midnight(forms, atom.start, at)
        atom.rule = "last-night"
    elif qualifier == "next":
        atom.rule = "next-night"
    return atom


def read_this_part(words: Words, at: int, floor: int, tables: DateTables) -> Atom | None:
    """This morning; also "since the morning" and "since the hours of the morning"."""
    forms = words.forms
    before = forms[at - 1] if at > floor else ""
    demonstrative = tables.words["demonstrative"].get(before, "")
    if demonstrative == "that":
        return _narrative(forms, Atom(at, at + 1, "narrative", ""), floor, "same", tables)
    start = at - 1 if demonstrative or before in ("ساعات", "ساعه") else at
    since = (
        start > floor and forms[start - 1] in tables.words["ago"] and tables.words["ago"][forms[start - 1]] == "since"
    )
    if demonstrative != "this" and not since:
        return None
    atom = Atom(start, at + 1, "relative", "this-part")
    if atom.end < len(forms) and forms[atom.end] in ("الاولي", "الباكر", "الباكره"):
        atom.end += 1
    atom.offset = 0
    return atom
