"""Words that are names of towns and ordinary words too: what stands before them tells which they are."""

import pytest
from coding_cases import annotated, reader


def _names(text: str) -> list[str]:
    return [p.name for found in reader()._locator.locate(annotated(text)) for p in found]


@pytest.mark.parametrize(
    "name",
    ["جنين", "رام الله", "تل أبيب", "تدمر", "حرض", "يافع", "فاس", "أم درمان", "ود مدني", "ذي قار", "صلاح الدين",
     "بن جواد", "زوارة"],
)  # fmt: skip
def test_a_town_is_read_behind_in(name: str) -> None:
    assert name in _names(f"وقعت اشتباكات عنيفة في {name} مساء الأحد")


@pytest.mark.parametrize("name", ["تدمر", "حلب", "عدن", "تعز", "حمص", "بنش", "حيس"])
def test_a_city_is_read_behind_on(name: str) -> None:
    assert name in _names(f"قتل خمسة مدنيين في قصف على {name} مساء الأحد")


@pytest.mark.parametrize("name", ["العقبة", "القصرين", "التل", "الميادين", "صور", "بلد", "مشهد"])
def test_a_town_with_an_ordinary_name_is_read_behind_its_kind_word(name: str) -> None:
    assert name in _names(f"اقتحمت القوات مدينة {name} مساء الأحد")


@pytest.mark.parametrize(
    "text",
    [
        "جاء ذلك في إطار عملية عسكرية واسعة",
        "استؤنفت الرحلات بعد وقت قصير من القصف",
        "وجه الجيش ضربة قوية إلى المسلحين",
        "عثر على مخزن بداخله ذخائر",
        "وقع الانفجار في حي سكني مساء الأحد",
        "رفعوا رايات بيضاء خلال الهجوم",
        "تصيب طبقة كاملة من الشباب بالإحباط",
        "تسلم الرهينة طفلا في صحة جيدة",
    ],
)
def test_an_ordinary_word_is_no_place(text: str) -> None:
    assert _names(text) == []


def test_a_market_of_a_town_is_no_market_of_that_name() -> None:
    assert "سوق مدينة" not in _names("قصفت الطائرات الحربية سوق مدينة سقبا بريف دمشق")


def test_a_person_is_no_place() -> None:
    assert _names("اعتقلت ميليشيا الحوثي الإعلامي عبد الخالق عمران في صنعاء") == ["صنعاء"]
    assert _names("قتل أبو محمد الشامي في غارة على مدينة الباب") == ["الباب"]
    assert _names("قصفت الطائرات أبو الظهور") == ["أبو الظهور"]


@pytest.mark.parametrize("name", ["كفربطنا", "كفرتخاريم", "معرشمارين", "خانشيخون"])
def test_a_name_of_two_words_is_read_where_they_are_joined(name: str) -> None:
    assert name in _names(f"وقعت اشتباكات عنيفة في {name} مساء الأحد")
    assert name in _names(f"قصفت المدفعية بلدة {name} مساء الأحد")
