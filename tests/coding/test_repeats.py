from coding_cases import annotated, events

HEAD = "سقوط ثلاثة جرحى من عمال المخبز جراء قصف مدفعي استهدف بلدة"


def _sentences(text: str) -> list[str]:
    read = annotated(text)
    return [read.said(s.start, s.end) for s in read.sentences]


def test_of_a_cut_head_and_the_whole_post_the_whole_one_is_read() -> None:
    whole = f"{HEAD} كفرزيتا شمالي حماة"
    assert _sentences(f"{HEAD}...\n\n{whole}") == [whole]


def test_a_sentence_told_twice_is_read_where_it_stands_first() -> None:
    text = f"{HEAD} اللطامنة.\n{HEAD} اللطامنة."
    assert next(s for e in events(text) for s in e.spans)[1] <= text.index("\n")
    assert len(_sentences(text)) == 1


def test_sentences_that_only_open_alike_are_both_read() -> None:
    assert len(_sentences(f"{HEAD} مورك ظهر أمس.\n{HEAD} كفرنبودة قبل يومين.")) == 2


def test_two_years_are_two_events() -> None:
    text = (
        "انفجرت سيارة مفخخة في سوق المدينة عام 1994 ما أدى إلى مقتل ثمانية مدنيين. وانفجرت سيارة مفخخة في مترو"
        " العاصمة عام 1995 ما أدى إلى مقتل 12 مدنيا."
    )

    assert [event.spans[0][0] for event in events(text)] == [0, text.index("وانفجرت")]
