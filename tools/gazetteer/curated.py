"""Rows written for this product: what reports name and no open table holds (curated.tsv)."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from gazetteer.rows import Row
from tawthiq.places.gazetteer import distance_km
from tawthiq.resources.loader import read_table

__all__ = ["read_curated"]

_NEAR_KM = 60.0


def read_curated(path: Path, rows: Sequence[Row]) -> Iterator[Row]:
    """Read curated.tsv.

    Args:
        path: The table.
        rows: Rows of the other sources; a curated place takes its areas from the nearest of its country.

    Yields:
        Finished rows; those of kind "alias" give their names to the row that they name and yield nothing.
    """
    by_id = {row.id: row for row in rows}
    settled: dict[str, list[Row]] = {}
    for row in rows:
        if row.kind in ("village", "town", "city") and row.admin1 != ("", ""):
            settled.setdefault(row.country, []).append(row)
    for cells in read_table(path):
        # A bracket tells homonyms of the table apart ("حي الثورة (الموصل)"); it is no part of the name.
        names = list(dict.fromkeys(re.sub(r"\s*\(.*?\)", "", name) for name in cells.items("names_ar")))
        if cells["kind"] == "alias":
            by_id[cells["id"]].names_ar += names
            continue
        lat, lon = float(cells["lat"]), float(cells["lon"])
        near = min(
            settled.get(cells["country"], ()), key=lambda r: distance_km(lat, lon, r.lat, r.lon), default=None
        )  # fmt: skip
        known = near is not None and distance_km(lat, lon, near.lat, near.lon) < _NEAR_KM
        yield Row(
            f"tw:{cells['id']}", names[0], cells["name_en"], cells["kind"], cells["country"], lat, lon,
            cells["source"] or "curated", admin1=near.admin1 if known and near else ("", ""),
            admin2=near.admin2 if known and near else ("", ""), pcode=cells["pcode"], names_ar=names[1:],
            quality=cells["quality"] or "approx(curated)", radius_km=float(cells["radius_km"] or 0),
            population=int(cells["population"] or 0),
        )  # fmt: skip
