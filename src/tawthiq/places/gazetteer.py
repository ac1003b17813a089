"""Looking rows of the gazetteer up: by key, by loose spelling, by area; rows are decoded where they are asked for."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from tawthiq.arabic.memo import Memo
from tawthiq.places.keys import key_of
from tawthiq.places.names import DATA
from tawthiq.places.packed import AMBIGUOUS, Packed, Postings, open_packed
from tawthiq.places.variants import loose_key

__all__ = ["Gazetteer", "Place", "PlaceText", "distance_km"]

# How far a place of a kind reaches, in km, where its row does not say: half the width of a typical one. Cities grow
# with their population (see `Place.reach_km`).
_REACH = {
    "country": 300.0, "governorate": 60.0, "district": 20.0, "subdistrict": 12.0, "city": 5.0, "town": 3.0,
    "village": 2.0, "neighbourhood": 1.5, "camp": 1.0, "settlement": 1.5, "area": 15.0, "mountain": 10.0,
    "river": 50.0, "island": 5.0, "airport": 2.0, "base": 2.0, "oilfield": 5.0, "road": 5.0, "front": 3.0,
    "sea": 150.0, "dam": 1.0, "port": 2.0,
}  # fmt: skip
_REACH_DEFAULT = 0.5
_EARTH_KM = 12742.0
# Rows of which the strings stay decoded: those of a few thousand reports, in ten MB.
_MOST_TEXTS = 16_384


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Measure the great-circle distance between two points in degrees, in km."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return _EARTH_KM * math.asin(math.sqrt(half))


@dataclass(frozen=True, slots=True)
class PlaceText:
    """The strings of a row: its id, names, p-code and further names."""

    id: str
    name_ar: str
    name_en: str
    pcode: str
    names_ar: tuple[str, ...]
    names_en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """The fixed part of a row; the strings are read by `Gazetteer.text`.

    Attributes:
        number: The row's number in the gazetteer that gave it.
        areas: Numbers of its three areas, first level first; 0 where there is none.
        radius_km: How far it reaches by its own row; 0 where only the kind tells.
        weight: Importance, 0 to 1.
        made: Whether its Arabic name was made by rule.
    """

    number: int
    lat: float
    lon: float
    population: int
    areas: tuple[int, int, int]
    radius_km: float
    kind: str
    country: str
    source: str
    quality: str
    weight: float
    made: bool

    @property
    def reach_km(self) -> float:
        """How far the place reaches around its point, in km."""
        if self.radius_km:
            return self.radius_km
        if self.kind == "city":
            return 3.0 + 5.0 * min(1.0, self.population / 1_500_000)
        return _REACH.get(self.kind, _REACH_DEFAULT)

    def km_to(self, other: "Place") -> float:
        """Measure the distance to another place, in km."""
        return distance_km(self.lat, self.lon, other.lat, other.lon)


class Gazetteer:
    """The rows of one or more gazetteer files as one table; rows of a later file stand after those of an earlier."""

    def __init__(self, files: Sequence[Packed]) -> None:
        """Join mapped files; use `load` unless you have some.

        Args:
            files: The product's gazetteer first, then the user's own.
        """
        self._files = tuple(files)
        self._starts: list[int] = []
        count = 0
        for file in self._files:
            self._starts.append(count)
            count += file.row_count()
        self._count = count
        self._keys = [file.keys for file in self._files]
        self._numbers = [file.key_numbers for file in self._files]
        self._posts = [file.postings("keypost", "post") for file in self._files]
        self._infos = [file.section("keyinfo") for file in self._files]
        self._places: dict[int, Place] = {}
        self._texts = Memo(self._decode_text, _MOST_TEXTS)
        self._cells: dict[int, frozenset[int]] = {}

    @classmethod
    def load(cls, own: Sequence[Path] = ()) -> "Gazetteer":
        """Load the product's gazetteer and the user's own files.

        Args:
            own: Files written by `tawthiq gazetteer import`.

        Returns:
            The gazetteer; the same object for the same files.

        Raises:
            ResourceError: If a file is missing or of another version.
        """
        return _load(tuple(own))

    def __len__(self) -> int:
        return self._count

    @cached_property
    def version(self) -> str:
        """Version of the data, that of the product first."""
        return "+".join(str(file.meta["version"]) for file in self._files)

    def find(self, key: str) -> list[Place]:
        """Give the places with exactly this key, the greatest first."""
        found = []
        for number, (keys, posts) in enumerate(zip(self._numbers, self._posts, strict=True)):
            index = keys.get(key)
            if index is not None:
                found += [self.place(self._starts[number] + row) for row in posts[index]]
        return found

    def has(self, key: str) -> bool:
        """Whether a place has exactly this key."""
        return any(key in keys for keys in self._numbers)

    def is_word(self, key: str) -> bool:
        """Whether a key is also an ordinary word or a person's name."""
        for keys, info in zip(self._numbers, self._infos, strict=True):
            index = keys.get(key)
            if index is not None and info[2 * index + 1] & AMBIGUOUS:
                return True
        return False

    def spelt_like(self, key: str) -> list[str]:
        """Give the keys that share the loose key of this one, itself excepted."""
        found: list[str] = []
        for file, index, keys in self._loose:
            number = index.get(loose_key(key))
            if number is not None:
                found += [keys[k] for k in file[number]]
        return [k for k in dict.fromkeys(found) if k != key]

    def near_loose(self, key: str) -> list[str]:
        """Give the keys whose loose key is one letter away (one more, one less, another, or two exchanged)."""
        loose = loose_key(key)
        found: list[str] = []
        for number, buckets in enumerate(self._buckets):
            posts, index, keys = self._loose[number]
            for length in (len(loose) - 1, len(loose), len(loose) + 1):
                for end in (loose[:2] + "-", "-" + loose[-2:]):
                    for other in buckets.get((end, length), ()):
                        if _one_apart(loose, other):
                            found += [keys[k] for k in posts[index[other]]]
        return list(dict.fromkeys(found))

    def place(self, number: int) -> Place:
        """Decode the fixed part of a row, once."""
        known = self._places.get(number)
        if known is None:
            known = self._places[number] = self._decode(number)
        return known

    def text(self, place: Place) -> PlaceText:
        """Decode the strings of a row."""
        return self._texts[place.number]

    def _decode_text(self, number: int) -> PlaceText:
        file, start = self._file_of(number)
        cells = file.text(file.row(number - start)[3])
        own, arabic, english, pcode, names_ar, names_en = cells
        return PlaceText(own, arabic, english, pcode, _list(names_ar), _list(names_en))

    def area(self, number: int) -> tuple[str, str]:
        """Give the Arabic and English name of an area number of a place."""
        arabic, _, english = self._areas[number].partition("\t")
        return arabic, english

    def country_names(self, code: str) -> tuple[str, str]:
        """Give the Arabic and English name of a country; the code itself where they are unknown."""
        for file in self._files:
            names = file.meta["country_names"].get(code)
            if names:
                return names[0], names[1]
        return code, code

    def areas_named(self, key: str) -> frozenset[int]:
        """Give the numbers of the areas whose Arabic or English name is this one."""
        return self._area_keys.get(key, frozenset())

    def rows(self) -> Iterator[Place]:
        """Go through all rows; for checks and exports, not for resolving."""
        return (self._decode(number) for number in range(self._count))

    def cells_of(self, area: int) -> frozenset[int]:
        """Give the cells of a tenth of a degree in which an area has places (`packed.cell_of`)."""
        known = self._cells.get(area)
        if known is None:
            index = max(i for i, base in enumerate(self._area_bases) if base <= area)
            postings = self._cell_lists[index]
            known = self._cells[area] = frozenset(postings[area - self._area_bases[index]])
        return known

    def _file_of(self, number: int) -> tuple[Packed, int]:
        index = max(i for i, start in enumerate(self._starts) if start <= number)
        return self._files[index], self._starts[index]

    def _decode(self, number: int) -> Place:
        file, start = self._file_of(number)
        base = self._area_bases[self._files.index(file)]
        lat, lon, population, _, a, b, c, radius, kind, country, source, quality, weight, made = file.row(
            number - start
        )
        meta = file.meta
        return Place(
            number, lat / 1e5, lon / 1e5, population,
            (a and a + base, b and b + base, c and c + base), radius / 10,
            meta["kinds"][kind], meta["countries"][country], meta["sources"][source], meta["qualities"][quality],
            weight / 255, bool(made),
        )  # fmt: skip

    @cached_property
    def _cell_lists(self) -> list[Postings]:
        return [file.postings("cellpos", "cells") for file in self._files]

    @cached_property
    def _area_lists(self) -> list[list[str]]:
        return [file.lines("areas") for file in self._files]

    @cached_property
    def _area_bases(self) -> list[int]:
        bases, count = [], 0
        for areas in self._area_lists:
            bases.append(count)
            count += len(areas)
        return bases

    @cached_property
    def _areas(self) -> list[str]:
        return [pair for areas in self._area_lists for pair in areas]

    @cached_property
    def _area_keys(self) -> dict[str, frozenset[int]]:
        found: dict[str, set[int]] = {}
        for number, pair in enumerate(self._areas):
            arabic, _, english = pair.partition("\t")
            for key in (key_of(arabic), english.casefold()):
                if key:
                    found.setdefault(key, set()).add(number)
        return {key: frozenset(numbers) for key, numbers in found.items()}

    @cached_property
    def _loose(self) -> list[tuple[Postings, dict[str, int], list[str]]]:
        return [
            (file.postings("loosepos", "loosekey"), {k: n for n, k in enumerate(file.lines("loose"))}, keys)
            for file, keys in zip(self._files, self._keys, strict=True)
        ]

    @cached_property
    def _buckets(self) -> list[dict[tuple[str, int], list[str]]]:
        """Loose keys by length and their first or last two letters: one change leaves one of the two as it was."""
        found = []
        for _, index, _ in self._loose:
            buckets: dict[tuple[str, int], list[str]] = {}
            for key in index:
                buckets.setdefault((key[:2] + "-", len(key)), []).append(key)
                buckets.setdefault(("-" + key[-2:], len(key)), []).append(key)
            found.append(buckets)
        return found


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _one_apart(one: str, other: str) -> bool:
    """Whether two different strings are one letter or one exchange of neighbours apart."""
    if len(one) > len(other):
        one, other = other, one
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    rest = one[start + 1 :] == other[start + 1 :]
    swapped = one[start : start + 2] == other[start : start + 2][::-1] and one[start + 2 :] == other[start + 2 :]
    return one != other and (rest or swapped)


@lru_cache(maxsize=4)
def _load(own: tuple[Path, ...]) -> Gazetteer:
    return Gazetteer([open_packed(path) for path in (DATA, *own)])
