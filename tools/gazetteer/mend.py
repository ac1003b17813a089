"""Mending rows: what the checks of the sources found wrong, class by class.

Steps, in this order, each counted in the report of the build:
1. `patch`: single faults by hand (mends.tsv);
2. `part_names`: OCHA joins two names of one village ("Maaret Elnaasan - Maaret Elhaski"); each becomes a name;
3. `plain_names`: OCHA tells homonyms apart by adding the subdistrict ("مريمين عفرين"); the plain name is added, and the
   name without "شرقية", "الكبير" and the like where no other place nearby has it;
4. `misplaced`: a point far outside the other places of its own subdistrict, district or governorate is given up for
   the area's middle, and says so;
5. `merge`: the same village told by two sources under two spellings becomes one row with both names;
6. `seats`: governorates and districts are pinned to their seat, and get the radius that holds nine in ten places;
7. `countrysides`: rows for "ريف حمص الشمالي" and the like, the middle of the villages there.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from gazetteer.latin import arabic_from_latin
from gazetteer.rows import FOCUS, Row
from tawthiq.places.gazetteer import distance_km
from tawthiq.places.keys import key_of, name_keys
from tawthiq.places.ranking import similarity

__all__ = ["areas_of_cities", "countrysides", "merge", "misplaced", "part_names", "patch", "plain_names", "seats"]

_QUALIFIERS = frozenset(
    "شرقي شرقيه غربي غربيه شمالي شماليه جنوبي جنوبيه كبير كبيره صغير صغيره فوقاني فوقانيه تحتاني تحتانيه وسطي وسطاني "
    "وسطانيه علوي عليا سفلي تحتا فوقا كبري صغري قديم قديمه جديد جديده حديثه".split()
)
_SETTLED = ("city", "town", "village", "neighbourhood", "camp")
_SAME_VILLAGE_KM = 2.5
# How alike two names must be that lie so many km apart; read off a sample of 100 pairs.
_ALIKE_BY_KM = ((0.3, 0.6), (0.6, 0.7), (1.2, 0.78), (_SAME_VILLAGE_KM, 0.86))
_CELL = 0.05  # degrees; neighbours are looked for in the cells around


def patch(rows: list[Row], table: Iterable[dict[str, str]]) -> Counter[str]:
    """Apply the single mends of mends.tsv.

    Args:
        rows: All rows; changed in place.
        table: Rows of mends.tsv.

    Returns:
        How often each kind of mend was applied.

    Raises:
        ValueError: If a mend names a row that is not there, so that stale mends are seen.
    """
    by_id = {row.id: row for row in rows}
    done: Counter[str] = Counter()
    for mend in table:
        row = by_id.get(mend["id"])
        if row is None:
            raise ValueError(f"mends.tsv names {mend['id']}, which no source has")
        field, value = mend["field"], mend["value"]
        if field == "drop":
            rows.remove(row)
        elif field == "name_ar-":
            row.names_ar = [n for n in row.names_ar if n != value]
            if row.name_ar == value:
                row.name_ar = row.names_ar.pop(0)
        elif field == "name_ar+":
            row.names_ar.append(value)
        elif field == "name_ar":
            row.names_ar.insert(0, row.name_ar)
            row.name_ar = value
        elif field == "point":
            row.lat, row.lon = (float(v) for v in value.split(","))
            row.quality = "approx(mended)"
        elif field == "kind":
            row.kind = value
        else:
            raise ValueError(f"mends.tsv has the unknown field {field}")
        done[field] += 1
    return done


def areas_of_cities(rows: Sequence[Row]) -> int:
    """Give cities of GeoNames the areas of the other sources; return how many got one.

    In the focus countries these are the areas of the nearest place, elsewhere the first-level area of the same name.
    """
    near = _cells(r for r in rows if r.country in FOCUS and r.admin1[0] and r.kind in _SETTLED)
    named = {(r.country, skeleton(r.name_en)): (r.name_ar, r.name_en) for r in rows if r.kind == "governorate"}
    given = 0
    for row in rows:
        if row.admin1[0] or row.source != "geonames":
            continue
        y, x = int(row.lat // _CELL), int(row.lon // _CELL)
        around = [o for dy in (-1, 0, 1) for dx in (-1, 0, 1) for o in near.get((y + dy, x + dx), ())]
        mine = [o for o in around if o.country == row.country]
        if mine:
            nearest = min(mine, key=lambda o: distance_km(o.lat, o.lon, row.lat, row.lon))
            row.admin1, row.admin2, row.admin3 = nearest.admin1, nearest.admin2, nearest.admin3
        elif (row.country, skeleton(row.admin1[1])) in named:
            row.admin1 = named[row.country, skeleton(row.admin1[1])]
        given += bool(row.admin1[0])
    return given


def part_names(rows: Sequence[Row]) -> int:
    """Part Arabic names that join two; return how many were parted.

    The English name has a dash between its two halves; the Arabic one is cut where its halves, written back from
    Latin letters, come nearest to them.
    """
    parted = 0
    for row in rows:
        halves = row.name_en.split(" - ")
        words = row.name_ar.split()
        if len(halves) != 2 or len(words) < 2 or not row.pcode:
            continue
        first, second = (key_of(arabic_from_latin(h)) for h in halves)
        cuts = {
            cut: similarity(key_of(" ".join(words[:cut])), first) + similarity(key_of(" ".join(words[cut:])), second)
            for cut in range(1, len(words))
        }
        best = max(cuts, key=lambda c: cuts[c])
        if cuts[best] >= _PARTED:
            row.names_ar += [" ".join(words[:best]), " ".join(words[best:])]
            parted += 1
    return parted


_PARTED = 0.9  # of 2: transliteration back is rough, and a wrong cut comes far lower


def plain_names(rows: Sequence[Row]) -> int:
    """Add the plain name to rows whose name carries its area or a qualifier; return how many got one."""
    taken: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for key in name_keys(row.arabic):
            taken[key].append(row)
    added = 0
    for row in rows:
        words = row.name_ar.split()
        if row.country not in FOCUS or len(words) < 2 or row.kind not in _SETTLED:
            continue
        tail = key_of(words[-1])
        areas = {key_of(a[0]).removeprefix("مركز ") for a in (row.admin1, row.admin2, row.admin3) if a[0]}
        head = " ".join(words[:-1])
        for count in (3, 2, 1):
            if count < len(words) and key_of(" ".join(words[-count:])) in areas:
                row.names_ar.append(" ".join(words[:-count]).strip(" -_"))
                added += 1
                break
        else:
            near = any(distance_km(o.lat, o.lon, row.lat, row.lon) < 40 for o in taken.get(key_of(head), ()))
            if tail in _QUALIFIERS and not near and len(key_of(head)) > 3:
                row.names_ar.append(head)
                added += 1
    return added


def _cells(rows: Iterable[Row]) -> dict[tuple[int, int], list[Row]]:
    found: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row in rows:
        found[int(row.lat // _CELL), int(row.lon // _CELL)].append(row)
    return found


def merge(rows: list[Row]) -> tuple[list[Row], int]:
    """Join rows that tell the same village twice.

    Two rows are one place if they are of one country, both settled, within 2.5 km of each other, and share a name, or
    the consonants of their Latin names, or have names the more alike the further they lie apart. The row with a p-code
    stays; two rows with p-codes are two places.

    Args:
        rows: All rows.

    Returns:
        The rows that stay, in order, and how many were taken into another.
    """
    settled = [r for r in rows if r.kind in _SETTLED and r.country in (*FOCUS, "IL", "JO") and r.name_ar]
    cells = _cells(settled)
    gone: dict[int, Row] = {}
    for row in sorted(settled, key=lambda r: (not r.pcode, -r.population, -len(r.arabic), r.id)):
        if id(row) in gone:
            continue
        y, x = int(row.lat // _CELL), int(row.lon // _CELL)
        near = [o for dy in (-1, 0, 1) for dx in (-1, 0, 1) for o in cells.get((y + dy, x + dx), ())]
        for other in near:
            if other is not row and id(other) not in gone and not other.pcode and _same(row, other):
                gone[id(other)] = row
                row.names_ar += [n for n in other.arabic if n not in row.arabic]
                row.names_en += [n for n in (other.name_en, *other.names_en) if n not in (row.name_en, *row.names_en)]
                row.population = max(row.population, other.population)
                row.source = "+".join(dict.fromkeys((row.source + "+" + other.source).split("+")))
    return [r for r in rows if id(r) not in gone], len(gone)


def _same(row: Row, other: Row) -> bool:
    km = distance_km(row.lat, row.lon, other.lat, other.lon)
    if row.country != other.country or km > _SAME_VILLAGE_KM or (row.kind == "camp") != (other.kind == "camp"):
        return False
    ours, theirs = [key_of(n) for n in row.arabic], [key_of(n) for n in other.arabic]
    if set(ours) & set(theirs):
        return True
    if "neighbourhood" in (row.kind, other.kind) or _opposed(ours[0], theirs[0]):
        return False
    bones = skeleton(row.name_en)
    needed = next(alike for limit, alike in _ALIKE_BY_KM if km <= limit)
    return (len(bones) >= 3 and bones == skeleton(other.name_en)) or any(
        a[:1] == b[:1] and similarity(a, b) >= needed for a in ours for b in theirs
    )


def _opposed(one: str, other: str) -> bool:
    """Whether two names differ by a qualifier: the upper village is not the lower one."""
    ours, theirs = (_QUALIFIERS.intersection(name.split()) for name in (one, other))
    return bool(ours and theirs and ours != theirs)


def skeleton(name: str) -> str:
    """Write a Latin name by its consonants alone, so that two transliterations of one name agree."""
    plain = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if c.isascii())
    plain = re.sub(r"\b(?:al|el|ul|as|ash|ad|adh|an|ar|at|ath|az)[ -]", "", plain)
    for pair, letter in (("kh", "x"), ("gh", "g"), ("sh", "c"), ("ch", "c"), ("th", "t"), ("dh", "z"), ("q", "k")):
        plain = plain.replace(pair, letter)
    return re.sub(r"(.)\1+", r"\1", re.sub("[^bcdfgjklmnprstvxz]", "", plain))


def misplaced(rows: Sequence[Row]) -> int:
    """Give up points that lie far outside their own area; return how many.

    The test is against the median point of the area's other places: beyond six times their median distance and 25
    km it is no outlier of shape but a fault.
    """
    groups: dict[tuple[str, tuple[str, str], tuple[str, str]], list[Row]] = defaultdict(list)
    for row in rows:
        if row.kind in _SETTLED and row.admin1 != ("", "") and row.country in FOCUS:
            groups[row.country, row.admin1, row.admin3 if row.admin3[0] else row.admin2].append(row)
    wrong = 0
    for members in groups.values():
        if len(members) < 8:
            continue
        lat, lon = (sorted(getattr(r, axis) for r in members)[len(members) // 2] for axis in ("lat", "lon"))
        spans = sorted(distance_km(lat, lon, r.lat, r.lon) for r in members)
        limit = max(25.0, 6 * spans[len(spans) // 2])
        for row in members:
            if distance_km(lat, lon, row.lat, row.lon) > limit:
                row.lat, row.lon, row.quality = round(lat, 5), round(lon, 5), "district_centroid"
                wrong += 1
    return wrong


def seats(rows: Sequence[Row]) -> int:
    """Pin governorates and districts to their seat and give them a radius; return how many moved."""
    inside: dict[tuple[str, int, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.kind in _SETTLED:
            for level, area in enumerate((row.admin1, row.admin2, row.admin3)):
                for name in area:
                    if name:
                        inside[row.country, level, name].append(row)
    moved = 0
    for row in rows:
        if row.kind not in ("governorate", "district", "subdistrict"):
            continue
        level = ("governorate", "district", "subdistrict").index(row.kind)
        members = inside.get((row.country, level, row.name_ar)) or inside.get((row.country, level, row.name_en)) or []
        seat = _seat(row, members)
        if seat and row.quality not in ("seat", "source"):
            row.lat, row.lon, row.quality = seat.lat, seat.lon, "seat"
            moved += 1
        if len(members) >= 5:
            spans = sorted(distance_km(row.lat, row.lon, m.lat, m.lon) for m in members)
            row.radius_km = round(min(400.0, spans[int(0.9 * len(spans))]), 1)
    return moved


def _seat(area: Row, members: Sequence[Row]) -> Row | None:
    """The town that an area is ruled from: of its own name, or else its greatest city."""
    keys = set(name_keys(area.arabic))
    named = [m for m in members if keys & set(name_keys(m.arabic)) and m.kind in ("city", "town", "village")]
    named = [m for m in named if m.kind != "village" or area.kind != "governorate"]
    towns = named or ([m for m in members if m.kind == "city"] if area.kind == "governorate" else [])
    return max(towns, key=lambda m: (m.kind == "city", m.population), default=None)


_SECTORS = (
    ("الشمالي", "northern", 0), ("الشرقي", "eastern", 90), ("الجنوبي", "southern", 180), ("الغربي", "western", 270),
    ("الشمالي الشرقي", "north-eastern", 45), ("الجنوبي الشرقي", "south-eastern", 135),
    ("الجنوبي الغربي", "south-western", 225), ("الشمالي الغربي", "north-western", 315),
)  # fmt: skip


def countrysides(rows: Sequence[Row]) -> list[Row]:
    """Make rows for the countrysides of governorates, whole and by direction.

    Args:
        rows: Finished rows, governorates pinned to their seats.

    Returns:
        For each governorate of the focus countries one row "ريف X" and up to eight by direction, each at the middle of
        the places that lie there, with the radius that holds nine in ten of them.
    """
    found = []
    for area in [r for r in rows if r.kind == "governorate" and r.country in ("SY", "IQ", "YE", "LY")]:
        name = area.name_ar.removeprefix("مدينة ")
        members = [
            r for r in rows
            if r.country == area.country and r.kind in ("village", "town") and r.admin1 in (
                (area.name_ar, area.name_en), (area.name_ar, r.admin1[1])
            )
        ]  # fmt: skip
        if len(members) < 20 or name.startswith("ريف"):
            continue
        found.append(_sector(area, f"ريف {name}", f"{area.name_en} countryside", "all", members))
        for arabic, english, azimuth in _SECTORS:
            width = 45 if azimuth % 90 == 0 else 25
            part = [m for m in members if _turn(_azimuth(area, m), azimuth) <= width and _km(area, m) > 4]
            if len(part) >= 5:
                label = f"{english} {area.name_en} countryside"
                found.append(_sector(area, f"ريف {name} {arabic}", label, str(azimuth), part))
    return [row for row in found if row.name_ar != "ريف دمشق"]


def _sector(area: Row, arabic: str, english: str, mark: str, members: Sequence[Row]) -> Row:
    lat, lon = sum(m.lat for m in members) / len(members), sum(m.lon for m in members) / len(members)
    spans = sorted(distance_km(lat, lon, m.lat, m.lon) for m in members)
    name, direction = arabic.removeprefix("ريف "), arabic.split()[-1]
    names = [f"الريف {direction} ل{name.split()[0]}"] if mark != "all" and len(name.split()) == 2 else []
    return Row(
        f"made:{area.id}:{mark}", arabic, english, "area", area.country, round(lat, 4), round(lon, 4), "curated",
        admin1=(area.name_ar, area.name_en), names_ar=names, quality="centroid_of_places", pcode=area.pcode,
        radius_km=round(spans[int(0.9 * len(spans))], 1),
    )  # fmt: skip


def _km(one: Row, other: Row) -> float:
    return distance_km(one.lat, one.lon, other.lat, other.lon)


def _azimuth(one: Row, other: Row) -> float:
    east = (other.lon - one.lon) * math.cos(math.radians(one.lat))
    return math.degrees(math.atan2(east, other.lat - one.lat)) % 360


def _turn(one: float, other: float) -> float:
    return min((one - other) % 360, (other - one) % 360)
