"""Which words tell an act, and as what: own sentences, each a class of words met in reports."""

import pytest
from coding_cases import annotated

from tawthiq.coding.acts import acts_of


def acts(text: str) -> list[str]:
    """Rules of the acts, harms and means of a text, in order."""
    read = annotated(text)
    return [a.rule for s in read.sentences for a in acts_of(read, s) if a.role not in ("light", "effect")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("أصيب راع بقصف على أطراف القرية", ["injured", "bombard"], id="connector-that-is-an-act"),
        pytest.param("طال قصف مدفعي أحياء البلدة", ["hit", "bombard"], id="weapon-phrase-that-is-an-act"),
        pytest.param("وقع هجوم صاروخي على الميناء", ["assault"], id="attack-with-its-weapon"),
        pytest.param("منصة إطلاق صواريخ في الوادي", [], id="launcher-is-no-act"),
        pytest.param(
            "اعترضت قوات الدفاع الجوي السعودية، مساء الأحد، صاروخا باليستيا",
            ["shootdown"],
            id="object-behind-subject-and-day",
        ),
    ],
)
def test_acts_of_reads_the_words_of_war(text: str, expected: list[str]) -> None:
    assert acts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("حررت القوات أربع رهائن في الغابة", ["free"], id="hostages-freed-is-no-place-taken"),
        pytest.param("احتجز قراصنة ثلاثة رهائن على السفينة", ["hostage"], id="hostages-held"),
        pytest.param("ألقى محتجون الحجارة على البوابة", ["throwStones"], id="stones-thrown"),
        pytest.param("الصاروخ الذي أطلقته الجماعة", ["launch"], id="object-before-its-verb"),
        pytest.param("نشرت الوزارة صورا لجنود عند السد", [], id="pictures-published"),
        pytest.param("شن الجيش هجوما لاستعادة المدينة", ["assault"], id="what-is-aimed-at-is-no-act"),
        pytest.param("قصفت المدفعية القرية ودمرت منازل", ["bombard"], id="destruction-as-a-result"),
        pytest.param("دمرت المدفعية موقعا في الوادي", ["destroy"], id="destruction-as-the-act"),
    ],
)
def test_acts_of_tells_meanings_by_the_words_beside(text: str, expected: list[str]) -> None:
    assert acts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("وصفت المنظمة الوضع بالخطير", id="described-is-not-liquidated"),
        pytest.param("ألقى الوزير خطابا في القاعة", id="gave-a-speech"),
        pytest.param("انسحب الوفد من المفاوضات", id="left-talks"),
        pytest.param("وجدت في الغرفة مواد شديدة الانفجار", id="high-explosive"),
        pytest.param("عد المتحدث ذلك خرقا لوقف إطلاق النار", id="breach-of-a-truce"),
        pytest.param("حكمت المحكمة عليه بالإعدام", id="death-sentence"),
        pytest.param("استعاد المريض عافيته", id="recovered"),
        pytest.param("زار الوزير أسرة الضحية", id="family-is-not-capture"),
    ],
)
def test_acts_of_passes_over_words_that_look_alike(text: str) -> None:
    assert acts(text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param("مشطت وحدات من الجيش بساتين الضاحية", "comb", id="area-combed"),
        pytest.param("جرت عملية تمشيط في الأحراش", "comb", id="combing-operation"),
        pytest.param("حفر المسلحون خنادق حول القرية", "entrench", id="trenches-dug"),
        pytest.param("حولت الجماعة المدرسة القديمة إلى ثكنة", "turnBarracks", id="school-turned-into-barracks"),
        pytest.param("شكلت ثلاث جماعات تحالفا جديدا", "form", id="alliance-formed"),
        pytest.param("تخرجت دفعة جديدة من المعسكر", "graduate", id="recruits-graduated"),
        pytest.param("تمت مبادلة ستة أسرى عند الجسر", "swap", id="prisoners-exchanged"),
        pytest.param("تبادل الطرفان جثث قتلاهما", "swap", id="bodies-exchanged"),
        pytest.param("قطعت الجماعة طرقات الريف", "crossing", id="roads-cut"),
        pytest.param("فرضت السلطات حظر التجول في البلدة", "curfew", id="curfew"),
        pytest.param("أبعدت الشرطة مرابطة عن الحرم", "banish", id="people-banished"),
        pytest.param("لاذ عناصر الجماعة بالفرار", "takeFlight", id="fighters-fled"),
        pytest.param("البراميل التي ألقيت على الحي", "barrel", id="bombs-before-their-verb"),
        pytest.param("اغتنم المقاتلون دبابة وذخائر", "cache", id="arms-taken-from-the-enemy"),
        pytest.param("توزع قناصة على السطوح", "reinforce", id="snipers-deployed"),
        pytest.param("توجه رتل كبير نحو الجنوب", "headFor", id="column-sets-out"),
        pytest.param("تكبدت الجماعة خسائر فادحة", "rout", id="losses-taken"),
        pytest.param("اعترضت البحرية قاربا قبالة الساحل", "stopShip", id="ship-stopped"),
        pytest.param("اقتاد الجنود شابا إلى جهة مجهولة", "ledAway", id="led-away"),
        pytest.param("غادرت قافلة المهجرين البلدة", "leave", id="convoy-of-the-evacuated"),
        pytest.param("أوقف الأمن عشرات المحتجين", "stop", id="dozens-detained"),
    ],
)
def test_acts_of_reads_whole_families_of_words(text: str, rule: str) -> None:
    assert rule in acts(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("شكل التقرير صورة عن الاقتصاد", id="gave-a-picture"),
        pytest.param("تخرج الطلاب في الجامعة", id="students-graduate"),
        pytest.param("حول المصرف أموالا إلى الخارج", id="money-transferred"),
        pytest.param("خرجت الشاحنة عن الطريق", id="ran-off-the-road"),
    ],
)
def test_acts_of_leaves_peaceful_senses_of_the_same_words(text: str) -> None:
    assert acts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("شهدت المنطقة معارك ضارية", ["clash"], id="definite-area-owns-no-indefinite-fighting"),
        pytest.param("في المنطقة التي شهدت مواجهات بين الطرفين", ["clash"], id="relative-clause-about-the-area"),
        pytest.param("زار الوفد مناطق القتال في الريف", [], id="areas-of-fighting"),
        pytest.param("صدرت مذكرة اعتقال بحق الضابط", [], id="arrest-warrant"),
        pytest.param("تم إجلاء قرابة أربعين شخصا من الحي", ["evacuate"], id="people-evacuated"),
        pytest.param("وصل إلى المستشفى ستة جثامين", ["bodies"], id="bodies-brought-in"),
        pytest.param("بدأ الموقوفون إضرابا عن الطعام", ["protest"], id="hunger-strike"),
    ],
)
def test_acts_of_minds_the_noun_before(text: str, expected: list[str]) -> None:
    assert acts(text) == expected
