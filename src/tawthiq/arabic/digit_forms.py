"""What a run of digits is by its look alone: "1,400", "10-15", "5-12-2024", "10:30", "50%".

The context may still make a plain number a year, a calibre or a label; that is `numbers`' part.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

__all__ = ["DigitForm", "DigitKind", "full_date", "numeric_date", "read_digits"]

DigitKind = str
"""int, decimal, range, years, percent, date, pair, clock, score or label."""

_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+\Z|[1-9]\d{0,2}(?:\.\d{3})+\Z")
_DECIMAL = re.compile(r"\d+[.,]\d+\Z|[1-9]\d{0,2}(?:,\d{3})+\.\d+\Z")
_PAIR = re.compile(r"(\d+)([/:\-])(\d+)\Z")
_TRIPLE = re.compile(r"(\d+)[-/.](\d+)[-/.](\d+)\Z")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?\Z")
# Nine digits and more are telephone numbers and ids; reports count at most some ten millions.
_LABEL_DIGITS = 9
_GREGORIAN_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class DigitForm:
    """A run of digits, read by its look.

    Attributes:
        kind: One of the names in `DigitKind`.
        value: The number, the lower end of a range, or 0 where there is none.
        high: The upper end of a range or span of years, else None.
    """

    kind: DigitKind
    value: float
    high: int | None = None


@lru_cache(maxsize=16384)
def read_digits(form: str) -> DigitForm:
    """Read a word of digits.

    Args:
        form: A word that opens with an ASCII digit, as `cut` makes it.

    Returns:
        Its kind and value. Comma and full stop both part thousands where three digits follow each; two numbers with
        a dash are a range only if they rise.
    """
    if form.endswith("%"):
        return DigitForm("percent", read_digits(form[:-1]).value)
    if form.isdigit() or _THOUSANDS.match(form):
        return _read_whole(form.replace(",", "").replace(".", ""))
    if _DECIMAL.match(form):
        head, _, tail = form.replace(",", ".").rpartition(".")
        return DigitForm("decimal", float(f"{head.replace('.', '')[:18]}.{tail[:9]}"))
    if _CLOCK.match(form):
        hour, minute = form.split(":")[:2]
        return DigitForm("clock" if int(hour) <= 24 and int(minute) < 60 else "score", int(hour))
    if numeric_date(form):
        return DigitForm("date", 0)
    pair = _PAIR.match(form)
    return _read_pair(pair.group(1), pair.group(2), pair.group(3)) if pair else DigitForm("label", 0)


def _read_whole(digits: str) -> DigitForm:
    padded = digits[0] == "0" and len(digits) > 2
    return DigitForm("label" if padded or len(digits) >= _LABEL_DIGITS else "int", int(digits[:18]))


def _read_pair(first: str, sign: str, second: str) -> DigitForm:
    low, high = int(first[:18]), int(second[:18])
    if low in _GREGORIAN_YEARS and high in _GREGORIAN_YEARS and low < high:
        return DigitForm("years", low, high)
    if sign == "/" or second[0] == "0" or (first[0] == "0" and first != "0"):
        return DigitForm("pair", low, high)
    if sign == "-" and 0 < low < high and len(second) < _LABEL_DIGITS:
        return DigitForm("range", low, high)
    return DigitForm("score", low, high)


def numeric_date(form: str) -> tuple[int, int, int] | None:
    """Read a date of three numbers.

    Args:
        form: As "5-12-2024", "2024/12/5", "5.12.24" or, for the Hijri calendar, "12/9/1436".

    Returns:
        Year, month and day, not checked against a calendar beyond 1-12 and 1-31; None for anything else. Day comes
        before month, as Arabic texts write it, unless only the other order is possible.
    """
    found = _TRIPLE.match(form)
    if not found:
        return None
    first, second, third = (part[:5] for part in found.groups())
    if len(first) == 4:
        year, month, day = int(first), int(second), int(third)
        if month > 12:
            month, day = day, month
    elif len(third) in (2, 4) and len(first) <= 2 and len(second) <= 2:
        day, month, year = int(first), int(second), int(third)
        if month > 12:
            day, month = month, day
        if len(third) == 2:
            year += 2000
            if year > date.max.year or not 10 <= year - 2000 <= 40:
                return None
    else:
        return None
    plausible = year in _GREGORIAN_YEARS or 1300 <= year <= 1500
    return (year, month, day) if plausible and 1 <= month <= 12 and 1 <= day <= 31 else None


def full_date(forms: list[str], at: int) -> tuple[tuple[int, int, int], int] | None:
    """Read a date of three numbers in one word, or with spaces about its signs.

    Args:
        forms: The words of a text.
        at: Index of a word that opens with a digit.

    Returns:
        Year, month and day, and the index after the date; None if there is none.
    """
    found = numeric_date(forms[at])
    if found is not None:
        return found, at + 1
    if at + 2 < len(forms) and forms[at + 1] in ("/", "-") and "0" <= forms[at + 2][0] <= "9":
        for length in (5, 3):
            if at + length <= len(forms) and (found := numeric_date("".join(forms[at : at + length]))) is not None:
                return found, at + length
    return None
