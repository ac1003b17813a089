import pytest
from coding_cases import annotated, events, reader


def _named(text: str) -> list[tuple[str, str | None]]:
    places = [p for found in reader()._locator.locate(annotated(text)) for p in found]
    return [(p.name, p.parent.name if p.parent else None) for p in places]


def test_a_list_that_a_plural_opens_holds_ordinary_words_with_the_article() -> None:
    names = [name for name, _ in _named("قصفت المدفعية قرى السرمانية والقاهرة والزيارة مساء أمس")]
    assert names == ["السرمانية", "القاهرة", "الزيارة"]


def test_a_list_ends_before_an_act() -> None:
    names = [name for name, _ in _named("سقطت قذائف على بلدتي كفريا والفوعة والقصف مستمر")]
    assert names == ["كفريا", "الفوعة"]


def test_a_district_lies_in_the_city_that_the_text_gives_for_it() -> None:
    assert ("دار سعد", "عدن") in _named("استهدف القصف منازل في دار سعد بمدينة عدن")


def test_a_country_with_a_particle_is_in_the_list() -> None:
    names = [name for name, _ in _named("نفذ التنظيم هجمات في كينيا وتنزانيا قبل عام")]
    assert names == ["كينيا", "تنزانيا"]


def test_a_place_named_after_a_person_takes_the_rest_of_the_name() -> None:
    assert ("سامي الراوي", "كركوك") in _named("هاجم مسلحون قرية سامي الراوي التابعة لمحافظة كركوك")
    assert ("تبة مسعود", "تعز") in _named("سيطر المقاتلون على تبة مسعود بمحافظة تعز")


def test_a_border_is_named_by_the_country_on_the_other_side() -> None:
    assert "الحدود مع ليبيا" in [name for name, _ in _named("نشر الجيش دباباته على الحدود مع ليبيا أمس")]


def test_an_ordinary_word_is_a_place_where_a_direction_from_a_known_one_follows() -> None:
    assert "المخدرة" in [name for name, _ in _named("تجددت المعارك في المخدرة غربي مأرب")]


def test_a_front_is_named_by_the_coast_it_runs_along() -> None:
    assert "الساحل الغربي" in [name for name, _ in _named("قتل قيادي في جبهة الساحل الغربي")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("انفجرت سيارة مفخخة في منطقة الشعب شمالي بغداد", ["الشعب"]),
        ("دمرت الدفاعات الجوية صاروخين في منطقة الكسوة بريف دمشق الجنوبي", ["الكسوة"]),
        ("قصفت المدفعية مواقع في مديريتي غمر ورازح الحدوديتين بمحافظة صعدة", ["غمر", "رازح"]),
        ("قصفت الطائرات مدينة درعا وريفها الغربي", ["درعا", "ريف درعا الغربي"]),
        ("مقتل 12 مسلحا خلال مداهمات في شمال ووسط سيناء", ["شمال سيناء", "وسط سيناء"]),
        ("شهدت جبهتا #صعدة و #حجة اشتباكات عنيفة", ["صعدة", "حجة"]),
        ("تمكن الجيش من تحرير سلسلة جبال رياعين وجبال الأدمغ", ["جبال رياعين", "جبال الأدمغ"]),
        ("سيطرت القوات على مدينة زنجبار عاصمة محافظة أبين", ["زنجبار"]),
        ("سيطرت المقاومة على البرح ومفرق الوازعية غرب تعز", ["البرح", "مفرق الوازعية"]),
        ("قصفت قوات النظام حي طريق السد بالصواريخ", ["طريق السد"]),
    ],
)
def test_places_are_named_as_written(text: str, names: list[str]) -> None:
    (event,) = events(text)
    assert [p.name for p in event.places] == names
