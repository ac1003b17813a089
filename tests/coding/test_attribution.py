"""Who says it: the phrases that name speakers, what their sayings cover, and whose words go on."""

from functools import lru_cache

import pytest
from coding_cases import annotated, events

from tawthiq.coding.attribution import Saying, SayingReader
from tawthiq.coding.parties import PartyMemory, parties_of
from tawthiq.coding.speaker_words import SpeakerWords
from tawthiq.coding.theatre import theatre_of
from tawthiq.resources import Resources


@lru_cache(maxsize=1)
def _words() -> SpeakerWords:
    return SpeakerWords.load(Resources())


def _sayings(text: str) -> list[Saying]:
    read = annotated(text)
    theatre = theatre_of(read, (), extra="SY")
    memory = PartyMemory()
    speech = SayingReader(read, _words())
    return [
        s for sentence in read.sentences for s in speech.read(sentence, parties_of(read, sentence, theatre, memory))
    ]


def _names(text: str) -> list[list[str]]:
    return [[name for name, _, _ in saying.names] for saying in _sayings(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("قال المرصد السوري إن القصف تجدد", [["المرصد السوري"]], id="verb-then-body"),
        pytest.param("المرصد السوري قال إن القصف تجدد", [["المرصد السوري"]], id="body-then-verb"),
        pytest.param("وكانت مصادر محلية قد ذكرت أن القصف تجدد", [["مصادر محلية"]], id="behind-kana"),
        pytest.param("سقطت قذيفة على القرية بحسب ناشطين", [["ناشطين"]], id="according-to"),
        pytest.param("سقطت قذيفة على القرية بحسب مصادر داخل", [["مصادر داخل"]], id="breaks-off"),
        pytest.param("سقطت قذيفة على القرية وفق ما أفادت به مصادر طبية", [["مصادر طبية"]], id="according-to-a-verb"),
        pytest.param("أكد سالم الحمدان أن القصف تجدد", [["سالم الحمدان"]], id="person"),
        pytest.param(
            "قال العقيد سالم الحمدان، المتحدث باسم الدفاع المدني، إن القصف تجدد",
            [["سالم الحمدان", "الدفاع المدني"]],
            id="person-office-behind",
        ),
        pytest.param(
            "أوضح مدير الدفاع المدني سالم الحمدان لوكالة رويترز أن القصف تجدد",
            [["سالم الحمدان", "الدفاع المدني"]],
            id="person-office-before-addressee-left-out",
        ),
        pytest.param("أعلن متحدث باسم الدفاع المدني أن القصف تجدد", [["الدفاع المدني"]], id="office-without-a-person"),
        pytest.param("قال محافظ الرقة إن القصف تجدد", [["محافظ الرقة"]], id="an-office-alone-is-its-own-name"),
        pytest.param("قالت مصادر محلية وشهود عيان إن القصف تجدد", [["مصادر محلية", "شهود عيان"]], id="two-speakers"),
        pytest.param(
            "قال مصدر في الدفاع المدني إن القصف تجدد", [["مصدر في الدفاع المدني"]], id="a-source-and-its-body"
        ),
        pytest.param("قال عدد من السكان إن القصف تجدد", [["عدد من السكان"]], id="counted-people"),
        pytest.param(
            'أفادت وكالة الأنباء السورية الرسمية "سانا" أن القصف تجدد', [["سانا"]], id="the-short-name-of-an-agency"
        ),
        pytest.param(
            "نقلت وكالة رويترز عن مصدر عسكري قوله إن القصف تجدد", [["وكالة رويترز", "مصدر عسكري"]], id="passed-on"
        ),
        pytest.param("نقلت قوات النظام تعزيزات إلى البلدة", [], id="moved-not-quoted"),
        pytest.param("أفاد مراسلنا بأن القصف تجدد", [[]], id="the-outlets-own-correspondent"),
        pytest.param("أُعلن عن هدنة في المدينة", [], id="announced-by-nobody"),
        pytest.param("لم تعلن وزارة الدفاع أن القصف تجدد", [], id="not-said"),
        pytest.param("نفت وزارة الدفاع استهداف القرية", [[]], id="who-denies-does-not-tell"),
        pytest.param("اتهم ناشطون قوات النظام بقصف القرية", [["ناشطون"]], id="who-accuses"),
        pytest.param("تبنى تنظيم داعش الهجوم على الحاجز", [["تنظيم داعش"]], id="who-claims-an-act"),
        pytest.param("أفاد بيان لوزارة الدفاع بأن القصف تجدد", [["وزارة الدفاع"]], id="whose-statement-it-is"),
        pytest.param("قال الرئيس التركي أوزال إن القصف تجدد", [["أوزال"]], id="one-unknown-word-behind-a-title"),
        pytest.param(
            "قال رئيس المجلس المحلي في سرمين، سالم الحمدان، إن القصف تجدد",
            [["سالم الحمدان", "المجلس المحلي"]],
            id="a-place-between-body-and-person",
        ),
        pytest.param("قال محافظ الرقة سالم الحمدان إن القصف تجدد", [["سالم الحمدان"]], id="governor-and-his-place"),
        pytest.param(
            "قال سعد الحمدان، وهو عامل إغاثة، إن القصف تجدد", [["سعد الحمدان"]], id="apposition-behind-a-person"
        ),
        pytest.param("قال والي الخرطوم إن القصف تجدد", [["والي الخرطوم"]], id="a-governor-and-not-a-preposition"),
        pytest.param("قال علي الحمدان إن القصف تجدد", [["علي الحمدان"]], id="a-name-and-not-a-preposition"),
        pytest.param(
            "قال قائد اللواء الأول سالم الحمدان إن القصف تجدد",
            [["سالم الحمدان", "اللواء الأول"]],
            id="a-brigade-is-no-rank",
        ),
        pytest.param("قال صحفي سوري محلي إن القصف تجدد", [["صحفي سوري محلي"]], id="a-title-with-its-adjectives"),
        pytest.param(
            "وكانت ألوية الناصر صلاح الدين أحد فصائل غزة قد أعلنت قصف القرية",
            [["ألوية الناصر صلاح الدين"]],
            id="behind-kana-over-an-apposition",
        ),
        pytest.param("توقف القصف إضافة إلى نزوح السكان", [], id="a-noun-that-looks-like-a-verb"),
        pytest.param("ثم وصل باقر سالم إلى القرية", [], id="a-name-that-looks-like-a-verb"),
    ],
)
def test_sayings_name_who_says_it(text: str, expected: list[list[str]]) -> None:
    assert _names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("قال ناشطون إن القصف تجدد. وأضافوا أن القرية دمرت.", ["ناشطون"], id="a-verb-alone"),
        pytest.param("قال ناشطون إن القصف تجدد. وتابعوا أن القرية دمرت.", ["ناشطون"], id="a-verb-of-going-on"),
        pytest.param(
            "قال ناشطون إن القصف تجدد. وأضافوا -في تسجيل- أن القرية دمرت.", ["ناشطون"], id="with-an-insertion"
        ),
        pytest.param("قال ناشطون إن القصف تجدد. كما شددوا على أن القرية دمرت.", ["ناشطون"], id="joined-by-kama"),
        pytest.param('قال ناشطون إن القصف تجدد. وأضافوا، "القرية دمرت".', ["ناشطون"], id="a-quotation-is-no-name"),
        pytest.param("قال ناشطون إن القصف تجدد. مشيرين إلى دمار القرية.", ["ناشطون"], id="a-participle"),
        pytest.param(
            "قالت وزارة الدفاع إن القصف تجدد. وأضاف البيان أن القرية دمرت.", ["وزارة الدفاع"], id="the-statement"
        ),
        pytest.param(
            "قال المرصد السوري لحقوق الإنسان إن القصف تجدد. وأكد المرصد أن القرية دمرت.",
            ["المرصد السوري لحقوق الإنسان"],
            id="the-short-name-of-a-body",
        ),
        pytest.param(
            "قال مدير الدفاع المدني سالم الحمدان إن القصف تجدد. ولفت الحمدان إلى أن القرية دمرت.",
            ["سالم الحمدان", "الدفاع المدني"],
            id="a-surname",
        ),
        pytest.param(
            "قال سالم الحمدان: «القصف تجدد أمس. القرية دمرت كلها». ونزح السكان.",
            ["سالم الحمدان"],
            id="a-quotation-over-two-sentences",
        ),
    ],
)
def test_sayings_go_on_in_the_next_sentence(text: str, expected: list[str]) -> None:
    assert _names(text)[1] == expected


def test_a_quotation_ends_where_it_closes() -> None:
    said = _sayings("قال سالم الحمدان: «القصف تجدد أمس. القرية دمرت كلها». ونزح السكان.")
    assert len(said) == 2
    assert annotated("قال سالم الحمدان: «القصف تجدد أمس. القرية دمرت كلها». ونزح السكان.").said(*said[1].covers) == (
        "القرية دمرت كلها"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("قال ناشطون إن القرية قصفت", "القرية قصفت", id="forward"),
        pytest.param("قصفت القرية، بحسب ناشطين، ونزح السكان", "قصفت القرية،", id="back-from-behind-the-act"),
        pytest.param("بحسب ناشطين، قصفت القرية", "قصفت القرية", id="forward-from-the-head"),
        pytest.param("وقع هجوم تبناه تنظيم داعش في القرية", "وقع هجوم", id="a-claim-of-the-act-before"),
        pytest.param(
            "قال ناشطون إن القرية قصفت، فيما أعلن الجيش إسقاط طائرة", "القرية قصفت، فيما", id="up-to-another-speaker"
        ),
    ],
)
def test_a_saying_covers_its_own_clause(text: str, said: str) -> None:
    assert annotated(text).said(*_sayings(text)[0].covers) == said


def test_events_list_a_speaker_once_by_the_longer_name() -> None:
    found = events(
        "قتل مدنيان في قصف مدفعي على بلدة كفرنبل بحسب المرصد السوري. "
        "وقال المرصد السوري لحقوق الإنسان إن القصف المدفعي على كفرنبل قتل مدنيين اثنين."
    )
    assert [event.attribution for event in found] == [("المرصد السوري لحقوق الإنسان",)]


def test_events_list_those_who_say_them() -> None:
    found = events("قتل مدنيان في قصف مدفعي على بلدة كفرنبل، بحسب ناشطين، فيما أعلن الدفاع المدني إخلاء المدرسة.")
    assert [event.attribution for event in found if event.type == "shelling"] == [("ناشطين",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "وقال نائب المدير المكلف من المجلس، سالم الحمدان، إن القصف تجدد", ["سالم الحمدان"], id="between-commas"
        ),
        pytest.param(
            "أكد رئيس اللجنة المحلية للإغاثة في سوريا تورفال بيركنن أن القصف تجدد",
            ["تورفال بيركنن"],
            id="behind-a-country-before-the-clause",
        ),
        pytest.param(
            "وقال مسؤول الإغاثة في جنوب البلدة العقيد تورفال بيركنن إن القصف تجدد",
            ["تورفال بيركنن"],
            id="behind-a-rank",
        ),
        pytest.param(
            "وقال المتحدث باسم سالم الحمدان، تورفال بيركنن، إن القصف تجدد",
            ["تورفال بيركنن", "سالم الحمدان"],
            id="who-speaks-for-a-person",
        ),
        pytest.param(
            "وقال تورفال بيركنن، رئيس مكتب الإغاثة الذي افتتح قبل عام في البلدة، إن القصف تجدد",
            ["تورفال بيركنن"],
            id="unknown-name-with-an-apposition",
        ),
    ],
)
def test_names_far_from_their_titles_are_found(text: str, expected: list[str]) -> None:
    (names,) = _names(text)
    assert [name for name in names if name in expected] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("وأوضح لـ«النهار» سالم الحمدان أن القصف تجدد", [["سالم الحمدان"]], id="speaker-behind-the-medium"),
        pytest.param(
            "قالت مصادر محلية إن القصف تجدد. وأضافت للصحفيين أن قذيفة سقطت",
            [["مصادر محلية"], ["مصادر محلية"]],
            id="journalists-do-not-speak",
        ),
        pytest.param(
            "وكان سالم الحمدان صرح لإذاعة البلدة في وقت سابق بأن القصف تجدد", [["سالم الحمدان"]], id="kana-and-a-radio"
        ),
    ],
)
def test_those_spoken_to_are_no_speakers(text: str, expected: list[list[str]]) -> None:
    assert _names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "سقطت قذيفة على القرية بحسب الحصيلة الجديدة التي أعلنتها وزارة الصحة", ["وزارة الصحة"], id="figures-told-by"
        ),
        pytest.param("وجاء في بيان صادر عن وزارة الدفاع أن القصف تجدد", ["وزارة الدفاع"], id="it-says-in-a-statement"),
        pytest.param(
            "يأتي ذلك في وقت كشفت فيه وزارة الدفاع أن القصف تجدد", ["وزارة الدفاع"], id="a-pronoun-before-the-speaker"
        ),
        pytest.param(
            "وكانت وزارة الدفاع قد أعلنت في بيان الأحد مقتل جنديين", ["وزارة الدفاع"], id="act-behind-the-statement"
        ),
        pytest.param("لكن تورفالن قال إن القصف تجدد", ["تورفالن"], id="lone-name-before-its-verb"),
        pytest.param("وقال قائد الشرطة إن القصف تجدد", ["الشرطة"], id="plain-office"),
    ],
)
def test_more_ways_of_reporting(text: str, expected: list[str]) -> None:
    assert _names(text) == [expected]


def test_a_statement_goes_on_where_it_says_so() -> None:
    text = "أصدرت وزارة الدفاع بيانا حول المعارك قالت فيه إن القصف تجدد"
    assert [[name for name, _, _ in s.names] for s in _sayings(text)][-1] == ["وزارة الدفاع"]


def test_drawing_attention_goes_on_for_the_speaker_before() -> None:
    text = "قال سالم الحمدان إن القصف تجدد. ولفت الانتباه إلى أن قذيفة سقطت"
    assert _names(text) == [["سالم الحمدان"], ["سالم الحمدان"]]


def test_what_a_verb_speaks_of_is_no_second_speaker() -> None:
    assert _names("وكشف مصدر محلي عن وصول القائد سالم الحمدان إلى القرية")[0] == ["مصدر محلي"]


def test_a_medium_is_named_in_the_letters_of_the_text() -> None:
    assert _names("ذكرت صحيفة «الجسر» (The Bridge) أن القصف تجدد") == [["صحيفة «الجسر»"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("قال مصدر من أهالي المنطقة إن القصف تجدد", ["مصدر من أهالي المنطقة"], id="one-of-the-people"),
        pytest.param("وقالت مصادر من داخل المدينة إن القصف تجدد", ["مصادر من داخل المدينة"], id="inside-a-place"),
        pytest.param(
            "وقالت وزارة الدفاع التابعة للحكومة إن القصف تجدد", ["وزارة الدفاع التابعة للحكومة"], id="whose-body-it-is"
        ),
        pytest.param(
            "وقال أحد السكان ويدعى تورفال بيركنن إن القصف تجدد", ["أحد السكان", "تورفال بيركنن"], id="what-he-is-called"
        ),
        pytest.param(
            "لكن المتحدث باسم حاكم ولاية الساحل سالم الحمدان قال إن القصف تجدد",
            ["سالم الحمدان", "حاكم ولاية الساحل"],
            id="the-office-spoken-for",
        ),
        pytest.param(
            "وبحسب تورفال هالنن، أحد الأهالي، فإن القصف تجدد", ["تورفال هالنن"], id="according-to-an-unknown-name"
        ),
        pytest.param("سقطت قذائف على القرية البارحة. وأكد المصدر أن القصف تجدد", ["المصدر"], id="a-source-never-named"),
    ],
)
def test_speakers_are_named_as_written(text: str, expected: list[str]) -> None:
    assert _names(text) == [expected]


def test_a_person_is_called_by_the_title_afterwards() -> None:
    text = "أعلن وزير الداخلية سالم الحمدان اعتقال ثلاثة. وقال الوزير إن القصف تجدد"
    assert _names(text) == [["سالم الحمدان"], ["سالم الحمدان"]]


def test_the_sources_are_not_the_inhabitants_who_spoke_before() -> None:
    text = "ذكر مصدر طبي أن قذيفة سقطت. وقال سكان إن القصف تجدد. وأضاف المصدر أن ثلاثة قتلوا"
    assert [names[0] for names in _names(text)] == ["مصدر طبي", "سكان", "مصدر طبي"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "وقال المتحدث باسم قائد عمليات الساحل، اللواء سالم الحمدان، إن القصف تجدد",
            "سالم الحمدان",
            id="a-rank-not-a-unit",
        ),
        pytest.param(
            "وقال نائب الوزير لشؤون التعليم والصحة تورفال بيركنن إن القصف تجدد",
            "تورفال بيركنن",
            id="field-of-an-office",
        ),
        pytest.param(
            "وقال الناطق باسم الجيش الكولونيل بيركنن هالنن إن القصف تجدد", "بيركنن هالنن", id="name-behind-a-rank"
        ),
    ],
)
def test_the_person_is_found_in_a_long_title(text: str, expected: str) -> None:
    assert expected in _names(text)[0]


def test_a_short_name_means_who_was_named_with_an_office_before() -> None:
    text = "ودعا رئيس اللجنة تورفال بيركنن إلى التهدئة. وقال بيركنن إن القصف تجدد"
    assert _names(text) == [["تورفال بيركنن"]]


def test_the_addressee_may_stand_apart_from_its_preposition() -> None:
    text = "قال مصدر طبي إن القصف تجدد. وأضاف ل الصحافيين أن قذيفة سقطت"
    assert _names(text) == [["مصدر طبي"], ["مصدر طبي"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "سقطت قذيفة على القرية، وفقا لوكالة الأنباء الليبية (وال)", ["وكالة الأنباء الليبية"], id="brackets"
        ),
        pytest.param("قال مصدر مقرب من الحكومة إن القصف تجدد", ["مصدر مقرب من الحكومة"], id="close to"),
        pytest.param("ذكر مصدر أمني طالبا عدم كشف هويته أن القصف تجدد", ["مصدر أمني"], id="no name of his own"),
        pytest.param("سقطت قذيفة على القرية، حسب تعبير الوزارة", ["الوزارة"], id="in her expression"),
        pytest.param("أدان البرلمان العربي التفجير الذي استهدف السوق", ["البرلمان العربي"], id="who condemns tells it"),
        pytest.param("نفى البرلمان العربي مقتل خمسة جنود", [], id="who denies does not"),
    ],
)
def test_names_of_sources_are_whole(text: str, expected: list[str]) -> None:
    assert _names(text)[0] == expected


def test_the_agency_is_the_one_named_before() -> None:
    text = "سقطت قذيفة على القرية، بحسب رويترز. ونقلت الوكالة عن سكان أن القصف تجدد."
    assert _names(text)[-1] == ["رويترز", "سكان"]
