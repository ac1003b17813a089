"""Folding: what becomes one spelling, what stays two, and the way back to the original offsets."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tawthiq.arabic.fold import fold, fold_key, written_word

LETTERS = "".join(chr(code) for code in range(0x621, 0x64B) if chr(code) != "\u0640")
MARKS = "\u064b\u064e\u0651\u0652\u0670\u0640"
FILLERS = " ._\u00b7\u2022*~^|/-\u200c\u200d"
HIDDEN = "\u200b\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\u00ad\x00\x07\x1b\x85"
FORMS = "\ufefb\ufdf2\ufdfa\ufe8d\ufee0\ufb56\u06cc\u06a9\u0675\uff21\u0665\u06f5"
TEXTS = st.text(
    st.sampled_from(LETTERS + MARKS + FILLERS + HIDDEN + FORMS + '\n\t«»"٪٫0123a\ud800\udfff') | st.characters(),
    max_size=60,
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        pytest.param("أإآٱا", "ااااا", id="seats of alif"),
        pytest.param("مستشفى مستشفي", "مستشفي مستشفي", id="alif maqsura"),
        pytest.param("مدرسة مدرسه", "مدرسه مدرسه", id="ta marbuta"),
        pytest.param("مسؤول شئون", "مسوول شيون", id="hamza on waw and ya"),
        pytest.param("كوردستان کوردستان", "كوردستان كوردستان", id="Persian kaf"),
        pytest.param("علی", "علي", id="Persian ya"),
        pytest.param("قُتِلَ شخصٌ", "قتل شخص", id="vowel marks"),
        pytest.param("قـــصف", "قصف", id="tatweel"),
        pytest.param("١٢٣ ۴۵۶", "123 456", id="both sets of digits"),
        pytest.param("١٫٥٪", "1.5%", id="number signs"),
        pytest.param("«قصف» “قصف”", '"قصف" "قصف"', id="quotation marks"),
        pytest.param("#دير_الزور", "#دير الزور", id="hashtag"),
        pytest.param("\u202bقصف\u202c\u200f", "قصف", id="marks of direction"),
        pytest.param("ﻻ ﷲ", "لا الله", id="presentation forms"),
        pytest.param("قـ.ـصف", "قصف", id="broken by a dot"),
        pytest.param("شـ ـهـ ـداء", "شهداء", id="broken by spaces"),
        pytest.param("مقـ.ـتل", "مقتل", id="broken in the middle"),
        pytest.param("الحـ/ـوثي", "الحوثي", id="broken by a slash"),
        pytest.param("الـ قوات", "ال قوات", id="a stretched word before a space stays apart"),
        pytest.param("قصف. حلب", "قصف. حلب", id="a full stop stays"),
        pytest.param("a_b\ud800", "a b\ud800", id="lone surrogate"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_spellings_become_one(written: str, folded: str) -> None:
    assert fold(written).text == folded


@given(TEXTS)
@settings(max_examples=500)
def test_folding_twice_equals_folding_once(text: str) -> None:
    once = fold(text).text

    assert fold(once).text == once


@given(TEXTS)
@settings(max_examples=500)
def test_the_way_back_is_monotonic_and_inside_the_text(text: str) -> None:
    folded = fold(text)
    spans = [folded.original(at, at + 1) for at in range(len(folded.text))]

    assert folded.length == len(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[0] <= other[0] and one[1] <= other[1] for one, other in pairwise(spans))


@given(TEXTS, st.data())
def test_a_span_leads_back_to_what_it_was_folded_from(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))

    first, last = folded.original(start, end)
    words = fold(text[first:last]).text.strip()

    # A ligature is one code point of the original: a span that cuts it brings the whole of it back.
    assert (
        folded.text[start:end].strip() in words or unicodedata.normalize("NFKC", text[first:last]) != text[first:last]
    )


@given(TEXTS)
def test_a_key_is_the_key_of_itself(text: str) -> None:
    key = fold_key(text)

    assert fold_key(key) == key
    assert key == key.strip()


@given(TEXTS)
def test_a_long_text_is_folded_like_its_short_lines(text: str) -> None:
    line = text.replace("\n", " ")[:40]
    assert fold((line + "\n") * 30).text == (fold(line + "\n").text) * 30


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("ﺣﻠﺐ", "حلب"),
        ("ﻣﻌﺮﺓ", "معرة"),
        ("ﻷﺭﻳﺤﺎ", "لأريحا"),
        ("إدلـب", "إدلب"),
        ("حـ.ـلب", "حلب"),
        ("محمّد", "محمّد"),
        ("...", "..."),
    ],
)
def test_a_word_of_a_name_is_written_letter_by_letter(said: str, written: str) -> None:
    assert written_word(said) == written
