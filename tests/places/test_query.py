"""Place strings read into parts: names, kind words, relations, directions."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.places.kinds import KindWords
from tawthiq.places.query import Part, parse

KNOWN = frozenset(
    ("حمص", "تدمر", "درعا", "غزه", "مدينه غزه", "جسر شغور", "ريف دمشق", "دمشق", "باب", "منبج", "مزرعه", "تل ابيض")
)
KINDS = KindWords.load()


@dataclass(frozen=True)
class Case:
    id: str
    text: str
    names: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    relation: str = ""
    azimuth: int | None = None
    between: bool = False


CASES = (
    Case("kind word and parent", "حي الورد بمدينة درعا", ("ورد", "درعا"), ("حي",)),
    Case("direction", "شمال غرب تدمر", ("تدمر",), azimuth=315),
    Case("west of north", "غرب شمال تدمر", ("تدمر",), azimuth=315),
    Case("south-east", "جنوب شرق تدمر", ("تدمر",), azimuth=135),
    Case("countryside with direction", "ريف حمص الشمالي", ("حمص",), relation="countryside", azimuth=0),
    Case("countryside that is a name", "ريف دمشق", ("ريف دمشق",)),
    Case("outskirts", "أطراف تدمر", ("تدمر",), relation="near"),
    Case("near", "بالقرب من مدرسة الأمل، تدمر", ("امل", "تدمر"), ("مدرسه",), "near"),
    Case("front", "جبهة حي الورد", ("ورد",), ("جبهه", "حي"), "front"),
    Case("road between", "الطريق بين الباب ومنبج", ("باب", "منبج"), relation="road", between=True),
    Case("bridge that is a name", "جسر الشغور", ("جسر شغور",)),
    Case("kind word before a two-word name", "مدينة غزة", ("غزه",), ("مدينه",)),
    Case("kind word as a name", "المزرعة", ("مزرعه",)),
    Case("signs part", "قرية الهدهد - تل أبيض", ("هدهد", "تل ابيض"), ("قريه",)),
    Case("brackets part", "الورد (تدمر)", ("ورد", "تدمر")),
    Case("preposition on the name", "حي الورد بغزة", ("ورد", "غزه"), ("حي",)),
)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_parse_reads_the_parts(case: Case) -> None:
    query = parse(case.text, KNOWN.__contains__, KINDS)
    first = query.parts[0]
    assert tuple(p.key for p in query.parts) == case.names
    assert tuple(w.key for w in first.kinds) == case.kinds
    assert (first.relation, first.azimuth, query.between) == (case.relation, case.azimuth, case.between)


def test_parse_reads_distances() -> None:
    (part,) = parse("على بعد 30 كم شرق تدمر", KNOWN.__contains__, KINDS).parts[-1:]
    assert (part.key, part.km, part.azimuth) == ("تدمر", 30.0, 90)


@given(st.text(max_size=60))
def test_parse_takes_any_text(text: str) -> None:
    query = parse(text, KNOWN.__contains__, KINDS)
    assert all(isinstance(part, Part) and (part.words or part.is_object) for part in query.parts)
