"""Names as the coder asks for them, on the product's gazetteer."""

import pytest

from tawthiq.places.keys import key_of
from tawthiq.places.names import PlaceNames


@pytest.fixture(scope="module")
def names() -> PlaceNames:
    return PlaceNames.load()


@pytest.mark.parametrize(
    ("name", "country", "is_ambiguous", "article"),
    [
        pytest.param("حلب", "SY", False, False, id="city"),
        pytest.param("الباب", "SY", False, True, id="town that is also a word"),
        pytest.param("صالح", "SY", True, None, id="village that is also a man"),
        pytest.param("الجيش", "YE", True, True, id="village that is also a word"),
        pytest.param("خان شيخون", "SY", False, False, id="two words"),
        pytest.param("أوكرانيا", "UA", False, False, id="far country"),
    ],
)
def test_find_tells_country_and_ambiguity(
    names: PlaceNames, name: str, country: str, is_ambiguous: bool, article: bool | None
) -> None:
    found = names.find(key_of(name))
    assert found is not None
    assert country in found.countries
    assert found.ambiguous is is_ambiguous
    assert article is None or found.article in (article, None)


def test_find_of_what_is_no_place_is_none(names: PlaceNames) -> None:
    assert names.find("قصف مدفعي عنيف") is None


def test_greater_places_weigh_more(names: PlaceNames) -> None:
    weights = [names.find(key_of(n)) for n in ("سوريا", "حلب", "سراقب", "حطلة")]
    values = [w.weight for w in weights if w]
    assert values == sorted(values, reverse=True)
    assert len(values) == 4


def test_opened_tells_the_longest_name_and_the_second_words_of_those_that_a_word_opens(names: PlaceNames) -> None:
    told: dict[str, tuple[int, frozenset[str]]] = {}
    for key in names:
        first, *rest = key.split(" ")
        longest, seconds = told.get(first, (0, frozenset()))
        told[first] = max(longest, min(5, len(rest) + 1)), seconds | frozenset(rest[:1])
    some = dict(list(told.items())[::97])
    assert {first: names.opened(first) for first in some} == some
    assert names.opened("نننن") is None


def test_load_is_done_once() -> None:
    assert PlaceNames.load() is PlaceNames.load()
