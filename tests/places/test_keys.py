"""Keys of names: one for all spellings of articles, hamzas and kind words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.places.keys import key_of, name_keys
from tawthiq.places.packed import ARTICLE, BARE
from tawthiq.places.variants import loose_key

ARABIC = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآئؤء ", min_size=1, max_size=24)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        pytest.param("دير الزور", "دير زور", id="article inside"),
        pytest.param("الرقّة", "رقه", id="article, mark and ta marbuta"),
        pytest.param("أبو_كمال", "ابو كمال", id="underscore"),
        pytest.param("بعلبك - الهرمل", "بعلبك هرمل", id="dash"),
    ],
)
def test_key_of_writes_one_spelling(name: str, key: str) -> None:
    assert key_of(name) == key


@given(ARABIC)
def test_key_of_a_key_without_article_is_itself(name: str) -> None:
    key = key_of(name)
    assert key_of(" ".join(w for w in key.split() if not w.startswith("ال"))) == " ".join(
        w for w in key.split() if not w.startswith("ال")
    )


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        pytest.param("محافظة النور", {"محافظه نور": BARE, "نور": ARTICLE}, id="kind word that goes"),
        pytest.param("مطار النور", {"مطار نور": BARE}, id="kind word that stays"),
        pytest.param("النور (الضياء)", {"نور": ARTICLE, "ضياء": ARTICLE}, id="name in brackets"),
    ],
)
def test_name_keys_say_how_the_article_is_written(name: str, keys: dict[str, int]) -> None:
    assert name_keys([name]) == keys


@given(ARABIC)
def test_loose_key_of_a_key_is_never_empty(name: str) -> None:
    key = key_of(name)
    assert bool(loose_key(key)) == bool(key)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("كفر زيتا", "كفرزيته", id="joined and final vowel"),
        pytest.param("تل الضبع", "تل الظبع", id="dad and za"),
        pytest.param("ميادين", "الميادين", id="article"),
    ],
)
def test_loose_keys_of_two_spellings_agree(one: str, other: str) -> None:
    assert loose_key(key_of(one)) == loose_key(key_of(other))
