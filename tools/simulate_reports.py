"""Simulate coded reports of which it is known which tell one event, to test linking and measure its speed.

usage: python tools/simulate_reports.py RECORDS [--seed N] > REPORTS.jsonl

Incidents are drawn over places and days; each is told by one to nine reports, in words that outlets choose for
themselves: some tell no day, no toll or another one, name no place, or give a point some way off. Lines are in the
codebook's form with the key `truth`, the number of the incident. Places, names of persons and the words of an
incident are made of chance letters, so that nothing here was learnt by the weights of linking; the words that outlets
add are drawn as often as reports hold them (resources/linking/word_weights.tsv).
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from tawthiq.resources import Resources

__all__ = ["reports"]

_FIRST_DAY = date(2019, 1, 1)
# So many incidents a day and place: a hundred thousand records fall on eight years of a country at war.
_RECORDS_A_DAY = 34
_LEAST_DAYS = 60
_PLACES = 1500
_HOW_MANY = (1, 1, 1, 2, 2, 3, 4, 6, 9)
_ACTORS = (("قوات النظام", "syrian-government"), ("الطيران الروسي", "russia"), ("تنظيم الدولة", "isis"))
_TYPES = ("air-drone-strike", "shelling", "armed-clash", "attack", "remote-explosive", "arrests", "abduction")
_VERBS = {
    "air-drone-strike": "غارة جوية على",
    "shelling": "قصف مدفعي على",
    "armed-clash": "اشتباكات في",
    "attack": "إطلاق نار على مدنيين في",
    "remote-explosive": "انفجار عبوة ناسفة في",
    "arrests": "حملة اعتقالات في",
    "abduction": "اختطاف مدني في",
}
_GIVEN = ("محمد", "أحمد", "خالد", "حسن", "فاطمة", "مريم", "يوسف", "عمر", "علي", "إبراهيم")
_LETTERS = "بتثجحخدرزسشصضطظعغفقكلمنهي"
# Words that an outlet adds of its own, as often as reports hold them.
_OWN_WORDS = 22


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    within: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class _Incident:
    number: int
    kind: str
    place: _Place
    day: date
    killed: int
    injured: int
    actor: tuple[str, str]
    victims: tuple[str, ...]
    words: tuple[str, ...]


def _word(draw: random.Random) -> str:
    return "".join(draw.choice(_LETTERS) for _ in range(draw.randint(5, 8)))


def _places(draw: random.Random, number: int) -> list[_Place]:
    areas = [(f"ريف {_word(draw)}", draw.uniform(32.5, 37), draw.uniform(36, 42)) for _ in range(40)]
    found = []
    for _ in range(number):
        area, lat, lon = draw.choice(areas)
        found.append(_Place(_word(draw), area, lat + draw.uniform(-0.3, 0.3), lon + draw.uniform(-0.3, 0.3)))
    return found


def _incident(draw: random.Random, number: int, places: list[_Place], days: int) -> _Incident:
    # A few places see most of a war.
    place = places[min(int(draw.expovariate(5 / len(places))), len(places) - 1)]
    killed = draw.choice((0, 0, 0, 1, 1, 2, 3, 4, 5, 7, 11, 18))
    victims = tuple(f"{draw.choice(_GIVEN)} {_word(draw)}" for _ in range(min(killed, 3)))
    kind, day = draw.choice(_TYPES), _FIRST_DAY + timedelta(draw.randrange(days))
    injured, actor = draw.choice((0, 0, 2, 3, 6, 10, 25)), draw.choice(_ACTORS)
    return _Incident(number, kind, place, day, killed, injured, actor, victims, tuple(_word(draw) for _ in range(8)))


def _told(draw: random.Random, toll: int) -> list[dict[str, Any]]:
    if toll == 0 or draw.random() < 0.25:
        return []
    low = toll if draw.random() < 0.7 else max(1, toll + draw.choice((-1, 1)))
    return [{"group": "unspecified", "who": None, "min": low, "max": low, "text": str(low)}]


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    words: list[str]
    shares: list[float]

    @classmethod
    def load(cls) -> "_Vocabulary":
        rows = Resources().table("linking/word_weights.tsv")
        # Summed once: to draw from bare weights sums them again for each draw.
        return cls([row["word"] for row in rows], list(accumulate(2.0 ** -int(row["bits"]) for row in rows)))

    def draw(self, draw: random.Random) -> list[str]:
        return draw.choices(self.words, cum_weights=self.shares, k=_OWN_WORDS)


def _report(draw: random.Random, incident: _Incident, number: int, vocabulary: _Vocabulary) -> dict[str, Any]:
    place, told_day = incident.place, draw.random() < 0.85
    named = [name for name in incident.victims if draw.random() < 0.6]
    killed, injured = _told(draw, incident.killed), _told(draw, incident.injured)
    words = [word for word in incident.words if draw.random() < 0.55]
    own = vocabulary.draw(draw) + [_word(draw) for _ in range(3)]
    harm = " ".join(str(count["min"]) for count in (*killed, *injured))
    quote = f"{_VERBS[incident.kind]} {place.name} في {place.within} {harm} {' '.join(named)} {' '.join(words)}"
    text = f"{quote} {' '.join(own)}"
    kind = incident.kind if draw.random() < 0.9 else draw.choice(_TYPES)
    where: dict[str, Any] = {"name": place.name, "within": place.within}
    if draw.random() < 0.85:
        north, east = draw.gauss(0, 0.01), draw.gauss(0, 0.01)
        where |= {"lat": place.lat + north, "lon": place.lon + east, "radius_km": 3.0, "country": "SY"}
    published = incident.day + timedelta(draw.choice((0, 0, 0, 1, 1, 2)))
    event = {
        "type": kind, "scope": "incident", "quotes": [quote], "spans": [[0, len(quote)]],
        "places": [where] if draw.random() < 0.95 else [], "killed": killed, "injured": injured,
        "actor1": [dict(zip(("name", "id"), incident.actor, strict=True))] if draw.random() < 0.7 else [],
        "date": incident.day.isoformat() if told_day and draw.random() < 0.6 else None,
    }  # fmt: skip
    return {
        "id": f"r{number}", "source": f"outlet {draw.randrange(60)}", "url": None, "title": "", "text": text,
        "published": published.isoformat() if told_day else None, "events": [event], "truth": incident.number,
    }  # fmt: skip


def reports(records: int, seed: int = 7) -> Iterator[dict[str, Any]]:
    """Draw reports of one event each.

    Args:
        records: How many.
        seed: Of the draw; the same gives the same reports.

    Yields:
        Coded lines with `truth`; those of one incident stand apart, as reports come in.
    """
    draw = random.Random(seed)
    places, vocabulary = _places(draw, _PLACES), _Vocabulary.load()
    days = max(_LEAST_DAYS, records // _RECORDS_A_DAY)
    told: list[_Incident] = []
    while len(told) < records:
        incident = _incident(draw, len(told), places, days)
        told += [incident] * draw.choice(_HOW_MANY)
    del told[records:]
    told.sort(key=lambda incident: (incident.day, draw.random()))
    for number, incident in enumerate(told):
        yield _report(draw, incident, number, vocabulary)


def main() -> None:
    """Write the reports to standard output."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("records", type=int)
    options.add_argument("--seed", type=int, default=7)
    chosen = options.parse_args()
    for row in reports(chosen.records, chosen.seed):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
