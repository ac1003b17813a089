from coding_cases import annotated, reader


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
