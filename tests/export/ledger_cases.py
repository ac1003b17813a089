"""Small ledgers for the tests of exports: `event()` makes one event, with what a test asks for changed."""

from typing import Any

from tawthiq.export.books import ActorFact, Book, Country
from tawthiq.model.ledger import LedgerEvent

BOOK = Book(
    {
        "syrian-government": ActorFact("Government of Syria", "SY", "state-forces"),
        "russia": ActorFact("Government of Russia", "RU", "state-forces"),
        "isis": ActorFact("Islamic State", "", "rebel"),
        "civilians": ActorFact("Civilians", "", "civilians"),
    },
    {
        "SY": Country("SY", "SYR", 760, 652, "Syria", "Middle East", "Middle East"),
        "RU": Country("RU", "RUS", 643, 365, "Russia", "Europe", "Europe"),
    },
    "2024-06-30",
)


def place(name: str = "سقبا", **changes: Any) -> dict[str, Any]:
    found = {
        "name": name, "within": "ريف دمشق", "lat": 33.5146, "lon": 36.3921, "radius_km": 2.0, "geo_precision": 1,
        "where_prec": 1, "name_en": "Saqba", "country": "SY", "kind": "town", "pcode": "SY0301", "gazetteer_id": "g1",
        "hierarchy": {
            "ar": ["سوريا", "ريف دمشق", "مركز ريف دمشق", "سقبا"], "en": ["Syria", "Rural Damascus", "Markaz", "Saqba"]
        },
        "reports": 2,
    }  # fmt: skip
    return found | changes


def claim(family: int = 1, low: int = 5, high: int | None = 5, **changes: Any) -> dict[str, Any]:
    found = {
        "report": f"r{family}", "source": f"outlet {family}", "published": "2024-05-02", "source_family": family,
        "speakers": ["شاهد"], "harm": "killed", "group": "civilians", "who": None, "min": low, "max": high,
        "part": False, "text": "مقتل خمسة مدنيين",
    }  # fmt: skip
    return found | changes


def family(number: int = 1, **changes: Any) -> dict[str, Any]:
    found = {
        "number": number, "reports": [f"r{number}"], "outlets": [f"outlet {number}"], "speakers": ["شاهد"],
        "reason": "one report", "official": False, "first_published": "2024-05-02",
    }  # fmt: skip
    return found | changes


def event(event_id: str = "ev-1", **changes: Any) -> LedgerEvent:
    found: dict[str, Any] = {
        "id": event_id, "version": 1, "type": "shelling", "family": "explosions", "scope": "incident",
        "date": "2024-05-01", "date_start": "2024-05-01", "date_end": "2024-05-01", "date_basis": "said", "date_prec": 1,  # noqa: E501 - one event of the table
        "time_precision": 1, "places": [place()],
        "actor1": [{"name": "قوات النظام", "id": "syrian-government", "reports": 2}],
        "actor2": [{"name": "مدنيين", "id": "civilians", "reports": 1}],
        "disputed": False, "weapons": [{"name": "قذائف", "class": "artillery", "reports": 1}],
        "objects": [{"name": "مشفى", "class": "medical", "reports": 1}], "territory": {},
        "killed": {"all": {"low": 5, "best": 5, "high": 7}, "children": {"low": 2, "best": 2, "high": 2}},
        "injured": {"all": {"low": 3, "best": 3, "high": None}}, "detained": {}, "rule": "median-independent",
        "claims": [claim(1, 5, 5), claim(2, 7, 7)], "sources": [family(1), family(2)], "attribution": ["شاهد"],
        "quotes": [{"report": "r1", "quote": "قصفت قوات النظام بلدة سقبا فقتل خمسة مدنيين"}],
        "grade": "fair", "grade_reason": "2 independent families of sources", "records": ["r1#0", "r2#0"], "mentions": [], "changes": [],  # noqa: E501 - one event of the table
    }  # fmt: skip
    return found | changes  # type: ignore[return-value]  # the shape is LedgerEvent's
