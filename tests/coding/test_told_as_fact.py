"""What is ahead, wished or only helps another act is no event; "the attack" is the one told before."""

import pytest
from coding_cases import annotated, events, reader

from tawthiq.coding.drafts import Draft
from tawthiq.model import Report


def _drafts(text: str) -> list[Draft]:
    return reader().read(Report(id="case", text=text), None)[1]


@pytest.mark.parametrize(
    "text",
    [
        "تتأهب الفصائل لاقتحام بلدة السروج.",
        "باتت القوات على وشك اقتحام بلدة السروج.",
        "كاد المسلحون يقصفون بلدة السروج.",
        "هددوا بقصف بلدة السروج.",
        "يتخوف السكان من أن تقصف المدفعية بلدة السروج.",
    ],
)
def test_what_is_only_ahead_is_no_draft(text: str) -> None:
    assert _drafts(text) == []


def test_an_act_that_is_only_wished_does_not_decide_the_type() -> None:
    drafts = _drafts("دارت اشتباكات بين الجيش والمسلحين من أجل السيطرة على بلدة السروج.")
    assert [d.type for d in drafts] == ["armed-clash"]


def test_the_help_of_aircraft_is_no_raid_of_its_own() -> None:
    drafts = _drafts("اقتحم المقاتلون بلدة السروج فجرا. وتقدموا نحو التل بإسناد غارات.")
    assert "bombard" not in drafts[-1].kinds
    assert "air" not in drafts[-1].kinds


def test_the_article_of_a_listed_noun_is_read() -> None:
    text = annotated("وأسفر الهجوم عن مقتل شرطيين.")
    acts = [m for at in text.of("trigger").values() for m in at if m.entry.label == "assault"]
    assert [m.article for m in acts] == [True]


def test_the_attack_is_the_explosion_told_before() -> None:
    text = "فجر انتحاري سيارته المفخخة عند حاجز في مدينة كركوك. وأسفر الهجوم عن مقتل أربعة من رجال الشرطة."
    assert [d.type for d in _drafts(text)] == ["suicide-bomb", "suicide-bomb"]


def test_another_day_s_attack_is_its_own() -> None:
    text = (
        "فجر انتحاري سيارته المفخخة عند حاجز في مدينة كركوك في 3 مارس 2021."
        " وكان الهجوم على مخفر الشرطة في 9 يناير 2021 قد أوقع قتيلين."
    )
    assert [d.type for d in _drafts(text)][:1] == ["suicide-bomb"]
    assert "suicide-bomb" not in [d.type for d in _drafts(text)][1:]


def test_the_headline_in_a_link_to_the_report_is_not_read() -> None:
    told = "قصف الطيران الحربي بلدة كفرنبل صباح اليوم فقتل رجلان."
    text = f"{told}\nرابط الخبر بصحيفة المثال: غارات على بلدة كفرنبل توقع قتلى"
    assert all(end <= len(told) for e in events(text) for _, end in e.spans)
    assert len(annotated(text).sentences) == 1


@pytest.mark.parametrize(
    "text",
    [
        "نفت قيادة عمليات بغداد مقتل جنديين في هجوم على نقطة تفتيش في الطارمية.",
        "نفى الجيش السوري قصف مدينة دوما بالغازات السامة.",
        "نفت وزارة الدفاع أن تكون طائراتها قصفت مدينة الرستن.",
    ],
)
def test_what_is_denied_is_no_event(text: str) -> None:
    assert events(text) == ()


def test_who_denies_that_he_did_it_does_not_deny_the_act() -> None:
    (event,) = events("نفت حركة طالبان مسؤوليتها عن الهجوم الذي قتل عشرين شخصا في مدينة كابل")
    assert [c.min for c in event.killed] == [20]
