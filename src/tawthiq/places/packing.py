"""Turn rows of places into the compact file (packed.py), for the product's gazetteer and for a user's own."""

import json
import math
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tawthiq.places.keys import name_keys
from tawthiq.places.packed import AMBIGUOUS, AREA_KINDS, KINDS, ROW, cell_of, write
from tawthiq.places.variants import loose_key

__all__ = ["GazetteerRow", "importance", "pack"]

_BASE = {
    "country": 0.95, "governorate": 0.8, "district": 0.45, "subdistrict": 0.35, "city": 0.55, "town": 0.4,
    "area": 0.4, "airport": 0.4, "base": 0.4, "crossing": 0.4, "camp": 0.3, "front": 0.3, "sea": 0.5,
    "village": 0.1, "neighbourhood": 0.2, "mountain": 0.3, "river": 0.4, "dam": 0.4, "port": 0.4,
}  # fmt: skip
_FAR = 0.3  # what a place of a country that Arabic conflict news seldom names loses


@dataclass(slots=True)
class GazetteerRow:
    """One place with the facts that a gazetteer carries.

    Attributes:
        id: Source and number, such as "ocha:C1001".
        kind: One of `KINDS`.
        lat: Degrees north, never 0 for want of a value.
        admin1: Name of the first-level area in Arabic and English; empty strings where unknown.
        names_ar: Further Arabic names.
        quality: What the point is: "source", a centroid or an approximation (docs/places.md).
        made: Whether the Arabic name was made from the Latin one by rule.
        radius_km: How far the place reaches; 0 where only its kind tells.
    """

    id: str
    name_ar: str
    name_en: str
    kind: str
    country: str
    lat: float
    lon: float
    source: str
    admin1: tuple[str, str] = ("", "")
    admin2: tuple[str, str] = ("", "")
    admin3: tuple[str, str] = ("", "")
    pcode: str = ""
    population: int = 0
    names_ar: list[str] = field(default_factory=list)
    names_en: list[str] = field(default_factory=list)
    geonameid: str = ""
    quality: str = "source"
    made: bool = False
    radius_km: float = 0.0

    @property
    def arabic(self) -> list[str]:
        """All Arabic names, the chief one first."""
        return list(dict.fromkeys(n for n in (self.name_ar, *self.names_ar) if n))


def importance(row: GazetteerRow, near: frozenset[str] | None = None) -> float:
    """Say how important a place is, from its kind and population: 0 a hamlet, 1 a great country.

    Args:
        row: The place.
        near: Countries whose places count in full; None for all.
    """
    grown = math.log10(row.population + 1) / 7 if row.population else 0.0
    if row.kind == "country":
        return min(1.0, 0.8 + grown / 6)
    found = _BASE.get(row.kind, 0.2) + 0.4 * max(0.0, grown - 0.4)
    return min(0.95, found if near is None or row.country in near else max(0.05, found - _FAR))


def pack(
    rows: Sequence[GazetteerRow],
    path: Path,
    *,
    version: str,
    ambiguous: Callable[[str, float], bool] = lambda key, weight: False,
    near: frozenset[str] | None = None,
) -> dict[str, int]:
    """Write the compact file.

    Args:
        rows: Finished rows in the order in which they are to be numbered.
        path: Where to write.
        version: Version of the data, shown in every resolution.
        ambiguous: Says of a key with an importance whether it is also a common word.
        near: As in `importance`.

    Returns:
        Counts of rows, keys and bytes, for the report.
    """
    weights = [importance(row, near) for row in rows]
    sections = _key_sections(rows, weights, ambiguous) | _row_sections(rows, weights)
    meta = {
        "version": version,
        "rows": len(rows),
        "keys": sections["keys"].count(b"\n") + 1,
        "kinds": list(KINDS),
        "country_names": {r.country: [r.name_ar, r.name_en] for r in rows if r.kind == "country"},
        **{name: list(values) for name, values in _lists(rows).items()},
    }
    write(path, {"meta": json.dumps(meta, ensure_ascii=False).encode(), **sections})
    return {"rows": len(rows), "keys": len(sections["keyinfo"]) // 2, "bytes": path.stat().st_size}


def _lists(rows: Sequence[GazetteerRow]) -> dict[str, dict[str, int]]:
    columns = {
        "countries": sorted({r.country for r in rows}),
        "sources": sorted({r.source for r in rows}),
        "qualities": sorted({r.quality for r in rows}),
    }
    return {name: {value: n for n, value in enumerate(values)} for name, values in columns.items()}


def _numbers(values: Sequence[int]) -> bytes:
    return array("I", values).tobytes()


def _key_sections(
    rows: Sequence[GazetteerRow], weights: Sequence[float], ambiguous: Callable[[str, float], bool]
) -> dict[str, bytes]:
    keys: dict[str, list[tuple[float, int]]] = {}
    flags: dict[str, int] = {}
    for number, row in enumerate(rows):
        for key, flag in name_keys(row.arabic).items():
            keys.setdefault(key, []).append((weights[number], number))
            flags[key] = flags.get(key, 0) | flag
    info, starts = bytearray(), [0]
    posts: list[int] = []
    order = sorted(keys)
    for key in order:
        found = sorted(keys[key], key=lambda p: (-p[0], p[1]))
        posts.extend(number for _, number in found)
        starts.append(len(posts))
        weight = found[0][0]
        # A name that is made by rule alone may fall on any word of the language.
        is_word = ambiguous(key, weight) or all(rows[number].made for _, number in found)
        info += bytes((round(weight * 255), flags[key] | (AMBIGUOUS if is_word else 0)))
    return {
        "keys": "\n".join(order).encode(),
        "keyinfo": bytes(info),
        "keypost": _numbers(starts),
        "post": _numbers(posts),
        **_loose_sections(order),
    }


def _loose_sections(order: list[str]) -> dict[str, bytes]:
    groups: dict[str, list[int]] = {}
    for number, key in enumerate(order):
        groups.setdefault(loose_key(key), []).append(number)
    names = sorted(groups)
    starts, values = [0], []
    for name in names:
        values.extend(groups[name])
        starts.append(len(values))
    return {"loose": "\n".join(names).encode(), "loosepos": _numbers(starts), "loosekey": _numbers(values)}


def _row_sections(rows: Sequence[GazetteerRow], weights: Sequence[float]) -> dict[str, bytes]:
    areas: dict[tuple[str, str], int] = {("", ""): 0}
    lists: Mapping[str, Mapping[str, int]] = _lists(rows)
    text, records = bytearray(), bytearray()
    for row, weight in zip(rows, weights, strict=True):
        first, second, third = (areas.setdefault(a, len(areas)) for a in (row.admin1, row.admin2, row.admin3))
        records += ROW.pack(
            round(row.lat * 1e5), round(row.lon * 1e5), row.population, len(text), first, second, third,
            round(row.radius_km * 10), KINDS.index(row.kind), lists["countries"][row.country],
            lists["sources"][row.source], lists["qualities"][row.quality], round(weight * 255), int(row.made),
        )  # fmt: skip
        cells = (row.id, row.name_ar, row.name_en, row.pcode, "|".join(row.names_ar), "|".join(row.names_en[:4]))
        text += ("\t".join(" ".join(c.split()) for c in cells) + "\n").encode()
    pairs = "\n".join(f"{a}\t{e}" for a, e in areas)
    return {"rows": bytes(records), "text": bytes(text), "areas": pairs.encode()} | _cell_sections(rows, areas)


def _cell_sections(rows: Sequence[GazetteerRow], areas: Mapping[tuple[str, str], int]) -> dict[str, bytes]:
    """Which cells of a tenth of a degree each first- and second-level area has places in."""
    found: list[set[int]] = [set() for _ in areas]
    for row in rows:
        for area in (row.admin1, row.admin2):
            if area != ("", "") and row.kind not in AREA_KINDS:
                found[areas[area]].add(cell_of(row.lat, row.lon))
    starts, values = [0], []
    for cells in found:
        values.extend(sorted(cells))
        starts.append(len(values))
    return {"cellpos": _numbers(starts), "cells": _numbers(values)}
