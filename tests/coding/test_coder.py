"""Whole sentences to events: the types and fields of the codebook, in own sentences."""

import pytest
from coding_cases import events, reader

from tawthiq.model import Report


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("قصفت قوات النظام السوري بالمدفعية بلدة سرمين في ريف إدلب", "shelling", id="shelling"),
        pytest.param("شنت طائرات حربية روسية غارات على قرية كنصفرة جنوب إدلب", "air-drone-strike", id="air"),
        pytest.param("ألقت مروحيات النظام براميل متفجرة على مدينة داريا", "air-drone-strike", id="barrel-bombs"),
        pytest.param("فجر انتحاري نفسه وسط سوق في بغداد ما أدى إلى مقتل تسعة أشخاص", "suicide-bomb", id="suicide"),
        pytest.param("قتل مدنيان بانفجار عبوة ناسفة في مدينة تعز", "remote-explosive", id="bomb"),
        pytest.param("اندلعت اشتباكات بين الجيش السوداني وقوات الدعم السريع في الخرطوم", "armed-clash", id="clash"),
        pytest.param(
            "سيطرت القوات العراقية على بلدة القيارة بعد معارك مع تنظيم داعش",
            "government-regains-territory",
            id="state-takes",
        ),
        pytest.param("خطف مسلحون مجهولون مهندسا في مدينة كركوك", "abduction", id="abduction"),
        pytest.param("اعتقلت قوات الاحتلال خمسة شبان في مدينة جنين", "arrests", id="arrests"),
        pytest.param("تظاهر مئات الأهالي في مدينة عدن احتجاجا على انقطاع الكهرباء", "peaceful-protest", id="protest"),
        pytest.param(
            "أسقطت الدفاعات الجوية السعودية صاروخا باليستيا أطلقه الحوثيون باتجاه نجران",
            "disrupted-weapons-use",
            id="interception",
        ),
    ],
)
def test_code_gives_the_type_of_the_act(text: str, expected: str) -> None:
    assert [e.type for e in events(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("هدد القائد بقصف العاصمة إذا استمر الحصار", id="threat"),
        pytest.param("دعت الأمم المتحدة إلى وقف إطلاق النار في المدينة", id="call"),
        pytest.param("يعتزم الجيش شن هجوم على المدينة الأسبوع المقبل", id="plan"),
        pytest.param(
            "فاز الفريق في المباراة بعد هجوم ضاغط وسجل المهاجم هدفا في مرمى المنتخب بعد ركلة جزاء", id="sport"
        ),
        pytest.param("", id="empty"),
        pytest.param("The market reopened on Monday.", id="not-arabic"),
    ],
)
def test_code_tells_no_event_where_nothing_happened(text: str) -> None:
    assert events(text) == ()


def test_code_reads_the_fields_of_a_clause() -> None:
    text = "قتل خمسة مدنيين بينهم طفلان أمس الثلاثاء في غارة روسية على بلدة حزارين في ريف إدلب، بحسب الدفاع المدني."
    (event,) = events(text, "2019-11-13")
    assert (event.type, event.date) == ("air-drone-strike", "2019-11-12")
    assert [a.id for a in event.actor1] == ["russia"]
    assert [(c.group, c.min, c.max, c.part) for c in event.killed] == [
        ("civilians", 5, 5, False),
        ("children", 2, 2, True),
    ]
    assert "حزارين" in [p.name for p in event.places]
    assert event.attribution == ("الدفاع المدني",)


def test_code_gives_evidence_for_every_value() -> None:
    text = "قصفت قوات النظام السوري بالمدفعية بلدة سرمين في ريف إدلب ما أدى إلى إصابة ثلاثة أطفال"
    (event,) = events(text)
    assert {"type", "places", "actor1", "injured", "weapons"} <= set(event.evidence)
    for slot in ("places", "actor1", "actor2", "killed", "injured", "weapons", "objects", "attribution"):
        values, words = getattr(event, slot), event.evidence.get(slot, ())
        assert {e.item for e in words} == set(range(len(values))), slot
        assert all(0 <= e.start < e.end <= len(text) for e in words)


def test_code_joins_what_is_told_twice() -> None:
    text = (
        "قتل أربعة مدنيين في قصف مدفعي على بلدة سرمين. وقال مصدر محلي إن القصف المدفعي على بلدة سرمين"
        " أسفر عن مقتل أربعة مدنيين."
    )
    (event,) = events(text)
    assert len(event.spans) == 2


def test_code_parts_other_towns_and_other_days() -> None:
    text = "قصفت المدفعية بلدة سرمين يوم 3 آذار 2020. وقصفت المدفعية بلدة النيرب يوم 5 آذار 2020."
    assert [(e.date, [p.name for p in e.places]) for e in events(text)] == [
        ("2020-03-03", ["سرمين"]),
        ("2020-03-05", ["النيرب"]),
    ]


def test_code_reads_words_broken_for_filters() -> None:
    (event,) = events("قـ.ـصف مدفعي استهدف بلدة سرمين وسقوط شـ ـهـ ـداء")
    assert event.type == "shelling"


def test_code_names_its_version() -> None:
    coded = reader().code(Report(id="case", text="قصفت المدفعية بلدة سرمين"))
    assert coded.version is not None
    assert coded.version.count("+") == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("هاجم مسلحون حافلة في كابول", "attack"),
        ("قصفت إسرائيل غزة", "shelling"),
        ("تظاهر المئات في بيروت ضد الحكومة", "peaceful-protest"),
    ],
)
def test_a_bare_sentence_is_an_event(text: str, kind: str) -> None:
    assert [event.type for event in events(text)] == [kind]
