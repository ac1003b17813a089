"""Participles name their verb, voice, gender and number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.arabic.fold import fold_key
from tawthiq.arabic.participles import Participle, participle_readings

CASES = {
    "accusative": ("مخلفًا", Participle("خَلَّفَ", "both", "m", "singular")),
    "feminine": ("مستهدفة", Participle("اِسْتَهْدَفَ", "both", "f", "singular")),
    "plural": ("محاصرين", Participle("حَاصَرَ", "both", "m", "plural")),
    "dual of the same letters": ("محاصرين", Participle("حَاصَرَ", "both", "m", "dual")),
    "dual feminine": ("مفخختين", Participle("فَخَّخَ", "both", "f", "dual")),
    "passive told by its letters": ("مصابون", Participle("أَصَابَ", "passive", "m", "plural")),
    "active of the same verb": ("مصيبا", Participle("أَصَابَ", "active", "m", "singular")),
    "form I passive": ("مقتولا", Participle("قَتَلَ", "passive", "m", "singular")),
    "form I active": ("قاصفات", Participle("قَصَفَ", "active", "f", "plural")),
    "no passive without object": ("منفجرة", Participle("اِنْفَجَرَ", "active", "f", "singular")),
    "final ya": ("مؤديا", Participle("أَدَّى", "both", "m", "singular")),
    "plural loses its final ya": ("متصدون", Participle("تَصَدَّى", "both", "m", "plural")),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_participle_names_its_verb(case: tuple[str, Participle]) -> None:
    word, expected = case
    assert expected in participle_readings(fold_key(word))


@pytest.mark.parametrize("word", ["بلدة", "", "ا", "bomb", "قصف"])
def test_other_words_are_no_participles(word: str) -> None:
    assert participle_readings(fold_key(word)) == ()


@given(st.text(alphabet="متدفصلحرسقاهينو", max_size=10))
def test_reading_any_letters_gives_no_reading_twice(word: str) -> None:
    readings = participle_readings(word)
    assert len(set(readings)) == len(readings)
