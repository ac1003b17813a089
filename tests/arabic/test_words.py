"""Keys of lexicon entries: what the spelling of an entry tells that folding hides."""

import pytest

from tawthiq.arabic.fold import fold_key
from tawthiq.arabic.words import bare_key, entry_key, readings


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        pytest.param("ألغام", "الغام", id="أل of the stem stays"),
        pytest.param("آلية", "اليه", id="آل of the stem stays"),
        pytest.param("إلقاء القبض", "القاء قبض", id="إل stays, the article of the next word goes"),
        pytest.param("الدفاع المدني", "دفاع مدني", id="articles go"),
        pytest.param("مركز الدفاع المدني", "مركز دفاع مدني", id="articles inside a phrase go"),
        pytest.param('تنظيم "الدولة"', "تنظيم دوله", id="quotes do not hide the article"),
        pytest.param("عائلة", "عايله", id="no article"),
    ],
)
def test_entry_key_tells_stem_from_article(entry: str, key: str) -> None:
    assert entry_key(entry) == key


@pytest.mark.parametrize("noun", ["ألغام", "آليات", "ألوية", "سيارة", "أرض"])
@pytest.mark.parametrize("head", ["", "ال", "و", "وال", "بال"])
def test_readings_reach_the_entry_key_of_a_noun_behind_its_particles(noun: str, head: str) -> None:
    assert entry_key(noun) in {reading.key for reading in readings(fold_key(head + noun))}


def test_bare_key_of_a_text_word_cannot_tell_them_apart() -> None:
    """Why entries need a key of their own: folded, "mines" looks like a word with the article."""
    assert bare_key(fold_key("ألغام")) == "غام"


@pytest.mark.parametrize("word", ["أبناؤه", "أبنائه", "أبناءه", "وأبنائهم"])
def test_readings_give_back_a_final_hamza_before_a_pronoun(word: str) -> None:
    assert "ابناء" in {reading.key for reading in readings(fold_key(word)) if reading.suffix}


@pytest.mark.parametrize(("word", "noun"), [("قتلاهم", "قتلى"), ("مشفاه", "مشفى"), ("وقراها", "قرى")])
def test_readings_give_back_alif_maqsura_before_a_pronoun(word: str, noun: str) -> None:
    assert fold_key(noun) in {reading.key for reading in readings(fold_key(word)) if reading.suffix}
