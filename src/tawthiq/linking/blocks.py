"""The keys under which records meet to be compared.

Any of a time, a place, a toll and a rare word, two by two; a name of a person; a rare phrase; a copied passage. A time,
a place or a word alone is a broad key: it holds where reports are few, and falls away where they are many (scoring.py).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from math import cos, floor, radians
from typing import TYPE_CHECKING

from tawthiq.linking.codes import BITS_MASK, block_code

if TYPE_CHECKING:
    from tawthiq.linking.records import Record

__all__ = ["block_keys"]

_BLOCK_DAYS = 4
_KM_PER_DEGREE = 111.2
_CELL_KM = 30.0
_BAND_STEP = 4
_MOST_PHRASES = 8
# Smaller numbers are too common to tell of anything.
_LEAST_TOLL = 2
# Words of a place's name, or of a text that no event was read from, that are rare enough to be a key.
_LEAST_WORD_BITS = 8
_MOST_WORDS = 40


def block_keys(record: "Record", rarest: Sequence[str]) -> Iterator[int]:
    """Give the keys of a record.

    Args:
        record: The record; its `blocks` are not looked at.
        rarest: Its rarest words.

    Yields:
        Codes; some of them twice.
    """
    head = str(record.scope)
    cells = [f"c{cell}" for point in zip(record.lats, record.lons, strict=True) for cell in _cells(*point)]
    where = [*(f"p{name}" for name in (*record.places, *record.areas)), *cells]
    what = [f"w{word}" for word in rarest]
    named = [f"t{word}" for word in _telling(record)]
    when, toll = _times(record), _tolls(record)
    for time in when:
        yield from (block_code((head, time, key)) for key in (*where, *what, *named))
    if record.day is not None:  # so that it meets records whose year is not known
        day = f"y{date.fromordinal(record.day).timetuple().tm_yday}"
        yield from (block_code((head, day, key)) for key in (*where, *named[:2]))
    for place in where:
        yield from (block_code((head, place, key)) for key in (*what, *toll))
    yield from _pairs(head, what)
    yield from _pairs(head, toll)
    yield from (block_code((head, key), broad=True) for key in (*when, *where, *what, *named))
    yield from (block_code((head, f"n{name}")) for name in record.names)
    yield from (block_code((head, f"f{phrase}")) for phrase in record.phrases[:_MOST_PHRASES])
    yield from (block_code((head, f"b{band}")) for band in record.bands[::_BAND_STEP])


def _pairs(head: str, keys: Sequence[str]) -> Iterator[int]:
    for one, first in enumerate(keys):
        yield from (block_code((head, first, other)) for other in keys[one + 1 :])


def _telling(record: "Record") -> list[int]:
    """Words of the places' names; for a report without events the rare words of its whole text, which may name one."""
    words = record.place_words or (() if record.type else record.text)
    rare = [word for word in words if word & BITS_MASK >= _LEAST_WORD_BITS]
    return sorted(rare, key=lambda word: (-(word & BITS_MASK), word))[:_MOST_WORDS]


def _tolls(record: "Record") -> list[str]:
    told = (("k", record.killed_low), ("i", record.injured_low))
    return [f"{harm}{low}" for harm, low in told if low is not None and low >= _LEAST_TOLL]


def _times(record: "Record") -> list[str]:
    """Two stretches of four days: any two days at most three apart share one. A weekday where nothing else is known."""
    if record.day is not None:
        first = record.day - max(0, record.slack - 2)
        return [f"d{n}" for n in range(first // _BLOCK_DAYS, (record.day + _BLOCK_DAYS - 1) // _BLOCK_DAYS + 1)]
    if record.year_day:
        return [f"y{record.year_day}"]
    return [f"k{record.weekday}"] if record.weekday is not None else []


def _cells(lat: float, lon: float) -> list[tuple[int, int]]:
    """The cells of about 30 km that a point lies in or near; two points within 15 km share one."""
    size = _CELL_KM / _KM_PER_DEGREE
    north, east = lat / size, lon * cos(radians(round(lat))) / size
    return sorted({(floor(north + dy), floor(east + dx)) for dy in (-0.25, 0.25) for dx in (-0.25, 0.25)})
