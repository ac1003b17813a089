"""Resolving one place: parents, homonyms, relations, fallbacks and their precision."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawthiq.places.context import Anchor, Context
from tawthiq.places.gazetteer import distance_km
from tawthiq.places.resolver import Resolver


@dataclass(frozen=True)
class Case:
    id: str
    name: str
    expected: str
    within: str | None = None
    admin1: str | None = None
    country: str | None = None
    basis: str = "name"
    geo: int = 1
    where: int = 1


SMALL = (
    Case("by the governorate", "قصر زيتون", "zaytun-south", admin1="الجنوبية"),
    Case("by the parent in the text", "قصر زيتون", "zaytun-north", within="مدينة النهر"),
    Case("by the country", "قصر زيتون", "zaytun-abroad", country="YE"),
    Case("another spelling", "تل الظبع", "dabe", admin1="الشمالية", basis="spelling"),
    Case("a further name", "النجلاء", "najla"),
    Case("quarter in a city", "حي الورد في مدينة النهر", "ward"),
    Case(
        "unknown village, small governorate",
        "تل الغراب",
        "north",
        admin1="الشمالية",
        basis="parent",
        geo=3,
        where=4,
    ),
    Case("unknown village at a city", "تل الغراب", "river-city", within="مدينة النهر", basis="parent", geo=2, where=2),
    Case("unknown school in a city", "مدرسة الغراب", "river-city", within="مدينة النهر", basis="parent"),
    Case("governorate by its kind word", "محافظة الشمالية", "north", geo=3, where=4),
    Case("near a village", "قرب تل الضبع", "dabe", geo=2, where=2),
    Case("direction of a village", "شمال تل الضبع", "dabe", basis="relative", geo=2, where=2),
    Case("between two", "الطريق بين تل الضبع وكفر نجلا", "dabe", basis="between", geo=2, where=5),
)


@pytest.mark.parametrize("case", SMALL, ids=lambda c: c.id)
def test_resolve_finds_the_place_and_its_precision(small: Resolver, case: Case) -> None:
    found = small.resolve(case.name, within=case.within, admin1=case.admin1, country=case.country)
    assert (found.id, found.basis) == (case.expected, case.basis)
    assert (found.geo_precision, found.where_prec) == (case.geo, case.where)
    assert found.lat is not None
    assert found.radius_km


def test_resolve_keeps_the_losers(small: Resolver) -> None:
    found = small.resolve("قصر زيتون")
    assert {c.id for c in found.candidates} | {found.id} == {"zaytun-north", "zaytun-south", "zaytun-abroad"}
    assert found.confidence < 0.6
    assert all(candidate.parts for candidate in found.candidates)


def test_resolve_follows_other_places_near(small: Resolver) -> None:
    near_south = Context(anchors=(Anchor(33.05, 36.05),))
    assert small.resolve("قصر زيتون", context=near_south).id == "zaytun-south"


def test_resolve_follows_the_countries_of_the_report(small: Resolver) -> None:
    assert small.resolve("قصر زيتون", context=Context({"YE": 1.0})).id == "zaytun-abroad"


def test_resolve_says_why_nothing_is_found(small: Resolver) -> None:
    found = small.resolve("تل الغراب")
    assert (found.lat, found.lon, found.geo_precision, found.basis) == (None, None, None, "unresolved")
    assert found.reason


def test_resolve_never_pins_a_village_of_a_wide_governorate_to_its_seat(small: Resolver) -> None:
    found = small.resolve("تل الغراب", admin1="الجنوبية")
    assert found.lat is None
    assert "الجنوبية" in found.hierarchy_ar
    assert "90 km" in found.reason


def test_resolve_writes_both_hierarchies_and_the_nearest_pcode(small: Resolver) -> None:
    found = small.resolve("تل الضبع")
    assert len(found.hierarchy_ar) == len(found.hierarchy_en) == 3
    assert found.hierarchy_ar[0] == "بلاد"
    assert found.hierarchy_ar[-1] == "تل الضبع"


def test_resolve_moves_as_far_as_is_said(small: Resolver) -> None:
    found = small.resolve("30 كم شرق تل الضبع")
    assert found.lat is not None
    assert found.lon is not None
    assert distance_km(36.3, 37.3, found.lat, found.lon) == pytest.approx(30, abs=0.5)
    assert found.lon > 37.3


@settings(max_examples=60, deadline=None)
@given(st.text("ابتجحدرزسشصضطعفقكلمنهوي ،-()0123456789", max_size=40))
def test_resolve_takes_any_string_and_never_says_latitude_zero(full: Resolver, text: str) -> None:
    found = full.resolve(text, admin1="حلب", country="SY")
    assert (found.lat is None) == (found.lon is None) == (found.geo_precision is None)
    assert found.lat != 0
    assert 0 <= found.confidence <= 1


FULL = (
    Case("two levels", "حي المنشية بمدينة درعا", "ocha:N0506"),
    Case("Kurdish name", "كوباني", "ocha:C1946"),
    Case("old name", "الطبقة", "ocha:C5929"),
    Case("curated quarter", "الحميدية", "tw:al-hamidiya-deir-ez-zor-sy", within="دير الزور"),
    Case("sector of a governorate", "ريف حمص الشمالي", "made:ocha:SY04:0", geo=2, where=5),
    Case("country is told as one", "سوريا", "country:SY", geo=3, where=6),
    Case("sea", "البحر الأحمر", "tw:red-sea-xx", geo=3, where=7),
    Case("Yemen", "مأرب", "wof:85681015", geo=3, where=4),
    Case("Gaza", "حي الشجاعية", "tw:shujaiya-ps", within="غزة"),
)


@pytest.mark.parametrize("case", FULL, ids=lambda c: c.id)
def test_the_products_gazetteer_resolves(full: Resolver, case: Case) -> None:
    found = full.resolve(case.name, within=case.within)
    assert found.id == case.expected
    assert (found.geo_precision, found.where_prec) == (case.geo, case.where)


def test_every_row_of_the_product_names_a_source_with_a_licence(full: Resolver) -> None:
    from tawthiq.resources.loader import Resources

    licences = {r["source"]: r["licence"] for r in Resources().table("gazetteer/sources.tsv")}
    used = {part for place in full.gazetteer.rows() for part in place.source.split("+")}
    assert used <= set(licences)
    assert all(licences[part] for part in used)
