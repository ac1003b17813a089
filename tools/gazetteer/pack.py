"""Turn finished rows into the compact file that the product maps into memory."""

import json
import math
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path

from gazetteer.rows import Row
from gazetteer.world import NEAR
from tawthiq.places.keys import name_keys
from tawthiq.places.packed import AMBIGUOUS, ROW, write

__all__ = ["KINDS", "importance", "pack"]

KINDS = (
    "country", "governorate", "district", "subdistrict", "city", "town", "village", "neighbourhood", "camp",
    "settlement", "base", "airport", "port", "dam", "crossing", "checkpoint", "road", "bridge", "front", "area",
    "mountain", "river", "island", "oilfield", "hospital", "landmark", "sea",
)  # fmt: skip
_BASE = {
    "country": 0.95, "governorate": 0.8, "district": 0.45, "subdistrict": 0.35, "city": 0.55, "town": 0.4,
    "area": 0.4, "airport": 0.4, "base": 0.4, "crossing": 0.4, "camp": 0.3, "front": 0.3, "sea": 0.5,
    "village": 0.1, "neighbourhood": 0.2, "mountain": 0.3, "river": 0.4, "dam": 0.4, "port": 0.4,
}  # fmt: skip


_FAR = 0.3  # what a place of a country that Arabic conflict news seldom names loses


def importance(row: Row) -> float:
    """Say how important a place is, from its kind and population: 0 a hamlet, 1 a great country."""
    grown = math.log10(row.population + 1) / 7 if row.population else 0.0
    if row.kind == "country":
        return min(1.0, 0.8 + grown / 6)
    found = _BASE.get(row.kind, 0.2) + 0.4 * max(0.0, grown - 0.4)
    return min(0.95, found if row.country in NEAR else max(0.05, found - _FAR))


def _words(values: Sequence[int]) -> bytes:
    return array("I", values).tobytes()


class _Areas:
    """Numbers for pairs of area names; number 0 is no area."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[str, str], int] = {("", ""): 0}

    def number(self, pair: tuple[str, str]) -> int:
        return self.numbers.setdefault(pair, len(self.numbers))


def pack(
    rows: list[Row], path: Path, *, ambiguous: Callable[[str, float], bool], loose: Callable[[str], str], version: str
) -> dict[str, int]:
    """Write the compact file.

    Args:
        rows: Finished rows in the order in which they are to be numbered.
        path: Where to write.
        ambiguous: Says of a key with an importance whether it is also a common word.
        loose: Makes the loose key of a key.
        version: Version of the data, shown in every resolution.

    Returns:
        Counts of rows and keys, for the report.
    """
    keys: dict[str, list[tuple[float, int]]] = {}
    flags: dict[str, int] = {}
    for number, row in enumerate(rows):
        for key, flag in name_keys(row.arabic).items():
            keys.setdefault(key, []).append((importance(row), number))
            flags[key] = flags.get(key, 0) | flag
    order = sorted(keys)
    info, starts = bytearray(), [0]
    posts: list[int] = []
    for key in order:
        found = sorted(keys[key], key=lambda p: (-p[0], p[1]))
        posts.extend(number for _, number in found)
        starts.append(len(posts))
        weight = found[0][0]
        info += bytes((round(weight * 255), flags[key] | (AMBIGUOUS if ambiguous(key, weight) else 0)))
    sections = _loose_sections(order, loose) | _row_sections(rows)
    lists = {
        "countries": sorted({r.country for r in rows}),
        "kinds": list(KINDS),
        "sources": sorted({r.source for r in rows}),
        "qualities": sorted({r.quality for r in rows}),
    }
    meta = {"version": version, "rows": len(rows), "keys": len(order), **lists}
    sections = {
        "meta": json.dumps(meta, ensure_ascii=False).encode(),
        "keys": "\n".join(order).encode(),
        "keyinfo": bytes(info),
        "keypost": _words(starts),
        "post": _words(posts),
        **sections,
    }
    write(path, sections)
    return {"rows": len(rows), "keys": len(order), "bytes": path.stat().st_size}


def _loose_sections(order: list[str], loose: Callable[[str], str]) -> dict[str, bytes]:
    groups: dict[str, list[int]] = {}
    for number, key in enumerate(order):
        groups.setdefault(loose(key), []).append(number)
    names = sorted(groups)
    starts, values = [0], []
    for name in names:
        values.extend(groups[name])
        starts.append(len(values))
    return {"loose": "\n".join(names).encode(), "loosepos": _words(starts), "loosekey": _words(values)}


def _row_sections(rows: list[Row]) -> dict[str, bytes]:
    areas = _Areas()
    countries = {c: n for n, c in enumerate(sorted({r.country for r in rows}))}
    sources = {s: n for n, s in enumerate(sorted({r.source for r in rows}))}
    qualities = {q: n for n, q in enumerate(sorted({r.quality for r in rows}))}
    text, records = bytearray(), bytearray()
    for row in rows:
        records += ROW.pack(
            round(row.lat * 1e5), round(row.lon * 1e5), row.population, len(text),
            areas.number(row.admin1), areas.number(row.admin2), areas.number(row.admin3),
            KINDS.index(row.kind), countries[row.country], sources[row.source], qualities[row.quality], int(row.made),
        )  # fmt: skip
        cells = (row.id, row.name_ar, row.name_en, row.pcode, "|".join(row.names_ar), "|".join(row.names_en[:4]))
        text += ("\t".join(c.replace("\t", " ").replace("\n", " ") for c in cells) + "\n").encode()
    pairs = "\n".join(f"{a}\t{e}" for a, e in areas.numbers)
    return {"rows": bytes(records), "text": bytes(text), "areas": pairs.encode()}
