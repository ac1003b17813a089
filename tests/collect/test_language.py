"""Lines that are not Arabic are marked where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.collect.language import mark_lines


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("قصفت الطائرات الحربية صباح اليوم مدينة حلب وريفها الغربي", "ar"),
        ("قصفت الطائرات صباح الیوم مدینة حلب وریفها الغربی وأوقعت عدداً من القتلی", "ar"),
        ("قتل 3 من عناصر Hay'at Tahrir al-Sham في إدلب", "ar"),
        ("اعتقلت قوات الأمن شابا في پيرانشهر وچابهار قرب الحدود صباح أمس الأول", "ar"),
        ("حمله هوایی اسرائیل به جنوب لبنان چندین کشته و زخمی برجای گذاشت", "fa"),
        ("جنوبی لبنان پر فضائی حملے میں متعدد افراد ہلاک اور زخمی ہوگئے ہیں", "ur"),
        ("هێزەکانی پێشمەرگە لە باکووری عێراق هێرشێکی داعشیان تێکشکاند", "ckb"),
        ("Shelling was reported in the eastern districts", "en"),
        ("חיל האוויר תקף הלילה בדרום לבנון", "he"),
        ("Силы обороны сообщили об обстреле", "ru"),
        ("12:30", None),
        ("", None),
    ],
)
def test_language_of_a_line(line: str, language: str | None) -> None:
    found = mark_lines(line)
    assert found.main == language
    assert bool(found.foreign) == (language not in {"ar", None})


def test_foreign_lines_are_marked_with_their_offsets() -> None:
    lines = ["سقطت قذائف على الحي", "Shells fell on the district", "", "وأصيب مدنيان"]
    text = "\n".join(lines)
    found = mark_lines(text)
    assert found.main == "ar"
    ((start, end, language),) = found.foreign
    assert (text[start:end], language) == (lines[1], "en")


@given(st.text(max_size=300))
def test_spans_are_whole_lines_in_order(text: str) -> None:
    found = mark_lines(text)
    last = 0
    for start, end, _ in found.foreign:
        assert last <= start < end <= len(text)
        assert start == 0 or text[start - 1] == "\n"
        assert end == len(text) or text[end] == "\n"
        last = end
