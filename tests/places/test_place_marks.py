"""The marks of place resolution on incident strings with known points (shared folder, testing only).

Floors lie a little under what is reached, so that a change that costs accuracy is seen; docs/places.md has the figures.
"""

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tawthiq.places.gazetteer import distance_km
from tawthiq.places.resolver import Resolver

SHARED = Path(os.environ.get("TAWTHIQ_SHARED", Path(__file__).parents[2].parent / "shared"))
PLACES = SHARED / "places/dev.jsonl"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not PLACES.is_file(), reason="not run: no shared folder"),
]


@dataclass(frozen=True)
class Mark:
    country: str
    near_km: float
    near_share: float
    far_km: float
    far_share: float
    most_unresolved: float


MARKS = (Mark("SY", 10, 0.895, 50, 0.95, 0.09), Mark("PS", 5, 0.92, 10, 0.94, 0.20))


@pytest.fixture(scope="module")
def errors(full: Resolver) -> dict[str, list[float | None]]:
    found: dict[str, list[float | None]] = {}
    with PLACES.open(encoding="utf-8") as file:
        for gold in map(json.loads, file):
            answer = full.resolve(gold["place"], admin1=gold["admin1"], country=gold["country"])
            km = None
            if answer.lat is not None and answer.lon is not None:
                km = distance_km(gold["lat"], gold["lon"], answer.lat, answer.lon)
            found.setdefault(gold["country"], []).append(km)
    return found


@pytest.mark.parametrize("mark", MARKS, ids=lambda m: m.country)
def test_incident_strings_lie_where_people_put_them(errors: dict[str, list[float | None]], mark: Mark) -> None:
    all_errors = errors[mark.country]
    resolved = [km for km in all_errors if km is not None]
    assert 1 - len(resolved) / len(all_errors) <= mark.most_unresolved
    assert _share(resolved, mark.near_km) >= mark.near_share
    assert _share(resolved, mark.far_km) >= mark.far_share


def _share(errors: list[float], limit_km: float) -> float:
    return sum(km <= limit_km for km in errors) / len(errors)


def test_a_place_is_resolved_within_a_millisecond(full: Resolver) -> None:
    with PLACES.open(encoding="utf-8") as file:
        asked = [json.loads(line) for _, line in zip(range(600), file, strict=False)]
    times = []
    for gold in asked:
        start = time.process_time()
        full.resolve(gold["place"], admin1=gold["admin1"], country=gold["country"])
        times.append(time.process_time() - start)
    assert sorted(times)[len(times) // 2] < 0.001
