"""The event that the coder reads in words that a person marked."""

from coding_cases import events, reader

from tawthiq.coding.marked_event import read_marked_event
from tawthiq.model.records import Event, Report

TWO = "قصفت مدفعية الجيش بلدة معرة النعمان فقتل ثلاثة مدنيين. وفي بلدة كفرنبل اعتقلت الشرطة أربعة شبان بحسب ناشطين."
# Spoken of in passing, in a text of another matter: the coder takes it for no event.
TOLD = "ورسم أحدهم القصف كما يتذكره من بلدة معرة النعمان"
UNLIKELY = f"""افتتحت البلدية أمس معرضا للكتاب في ساحة السوق القديمة، وعرض فيه طلاب المدارس رسومهم وقصصهم القصيرة.
وتحدث مدير المدرسة عن صعوبة شراء الدفاتر والأقلام هذا الشتاء، وعن معلمين يمشون كل صباح طويلا إلى صفوفهم.
{TOLD}، لكن المعرض سيبقى مفتوحا حتى نهاية الأسبوع كما قال المنظمون، وسيزوره تلاميذ القرى المجاورة أيضا."""


def _marked(text: str, words: str) -> Event | None:
    start = text.index(words)
    return read_marked_event(reader(), Report("r", text), start, start + len(words))


def test_it_is_that_of_the_report_in_the_same_words() -> None:
    whole = events(TWO)[1]
    start, end = whole.spans[0]

    marked = _marked(TWO, TWO[start:end])

    assert marked is not None
    assert marked == whole


def test_the_likeliest_family_holds_where_words_tell_several() -> None:
    marked = _marked(TWO, TWO)

    assert marked is not None
    assert marked.spans == ((0, len(TWO)),)
    assert marked.type in {event.type for event in events(TWO)}


def test_what_the_coder_held_to_be_unlikely_is_read_all_the_same() -> None:
    assert not events(UNLIKELY)

    marked = _marked(UNLIKELY, TOLD)

    assert marked is not None
    assert marked.type == "shelling"
    assert [place.name for place in marked.places] == ["معرة النعمان"]


def test_words_without_an_act_tell_none() -> None:
    assert _marked(UNLIKELY, "رسومهم وقصصهم القصيرة") is None
