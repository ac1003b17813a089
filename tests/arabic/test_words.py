"""Keys of lexicon entries: what the spelling of an entry tells that folding hides."""

import pytest

from tawthiq.arabic.fold import fold_key
from tawthiq.arabic.words import bare_key, entry_key, readings
from tawthiq.resources.loader import PACKAGE_ROOT, read_table


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


@pytest.mark.parametrize(
    ("word", "key"),
    [
        pytest.param("ألغام", "الغام", id="mines"),
        pytest.param("الألغام", "الغام", id="the mines, one key with mines"),
        pytest.param("آلاف", "الاف", id="thousands"),
        pytest.param("ألف", "الف", id="three letters"),
        pytest.param("آليات", "اليات", id="vehicles"),
        pytest.param("إلقاء", "القاء", id="dropping"),
        pytest.param("ألمانيا", "المانيا", id="Germany"),
        pytest.param("الله", "الله", id="God"),
        pytest.param("التحاق", "التحاق", id="ل of the root, no hamza"),
        pytest.param("الالتحاق", "التحاق", id="the same with its article"),
        pytest.param("إليها", "اليها", id="preposition"),
        pytest.param("ألوية", "الويه", id="brigades"),
        pytest.param("القصف", "قصف", id="a real article goes"),
        pytest.param("الباب", "باب", id="a word that only might have kept it"),
    ],
)
def test_bare_key_leaves_what_only_looks_like_an_article(word: str, key: str) -> None:
    assert bare_key(fold_key(word)) == key


def test_kept_articles_are_folded_and_open_like_an_article() -> None:
    kept = [word for row in read_table(PACKAGE_ROOT / "language" / "kept_articles.tsv") for word in row.items("words")]
    assert all(word == fold_key(word) and word.startswith("ال") for word in kept)
    assert len(kept) == len(set(kept))


def test_bare_key_of_an_unlisted_word_cannot_tell_them_apart() -> None:
    """Why entries need a key of their own: folded, "atheism" looks like "the sharp"."""
    assert bare_key(fold_key("إلحاد")) == "حاد"
    assert entry_key("إلحاد") == "الحاد"


@pytest.mark.parametrize("word", ["أبناؤه", "أبنائه", "أبناءه", "وأبنائهم"])
def test_readings_give_back_a_final_hamza_before_a_pronoun(word: str) -> None:
    assert "ابناء" in {reading.key for reading in readings(fold_key(word)) if reading.suffix}


@pytest.mark.parametrize(("word", "noun"), [("قتلاهم", "قتلى"), ("مشفاه", "مشفى")])
def test_readings_give_back_alif_maqsura_before_a_pronoun(word: str, noun: str) -> None:
    assert fold_key(noun) in {reading.key for reading in readings(fold_key(word)) if reading.suffix}


def test_readings_do_not_make_short_words_of_a_maqsura_stem() -> None:
    """ "حاكم" is a ruler, not "your quarter"."""
    assert "حي" not in {reading.key for reading in readings("حاكم")}
