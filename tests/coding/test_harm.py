"""The counts of a clause: whom a word of harm befell, parts of a toll, groups taken over, denied harm."""

import pytest
from coding_cases import events, harm_counts
from hypothesis import given, settings
from hypothesis import strategies as st

Row = tuple[str, str, int, int | None]


def totals(text: str) -> list[Row]:
    return [(c.harm, c.group, c.low, c.high) for c in harm_counts(text) if not c.is_part]


def parts(text: str) -> list[Row]:
    return [(c.harm, c.group, c.low, c.high) for c in harm_counts(text) if c.is_part]


K, J, D = "killed", "injured", "detained"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("مقتل خمسة عمال في قصف على الورشة", [(K, "civilians", 5, 5)], id="noun-before-people"),
        pytest.param("قتل صباح اليوم أربعة مزارعين بانفجار لغم", [(K, "civilians", 4, 4)], id="over-a-time"),
        pytest.param("قتل، وفق مصدر طبي، ستة أشخاص في الغارة", [(K, "unspecified", 6, 6)], id="over-a-source"),
        pytest.param("قتل في القصف على السوق سبعة أشخاص", [(K, "unspecified", 7, 7)], id="over-the-cause"),
        pytest.param("ثمانية عمال قتلوا في الانفجار", [(K, "civilians", 8, 8)], id="people-before-the-verb"),
        pytest.param("قتل مسلحون مجهولون بائعا في السوق", [(K, "civilians", 1, 1)], id="subject-before-object"),
        pytest.param("خلفت الغارة 30 قتيلا", [(K, "unspecified", 30, 30)], id="the-noun-tells-it"),
        pytest.param("سقوط 13 مزارعا في القصف", [(K, "civilians", 13, 13)], id="the-fallen"),
        pytest.param("أودى القصف بحياة ثلاثة صيادين", [(K, "civilians", 3, 3)], id="claimed-lives"),
        pytest.param("انفجار لغم، فقد رجل حياته", [(K, "men", 1, 1)], id="lost-his-life"),
        pytest.param("مقتل امرأة وطفلين في غارة", [(K, "women", 1, 1), (K, "children", 2, 2)], id="list"),
        pytest.param("قتل طفل وأصيبت شابة في القصف", [(K, "children", 1, 1), (J, "women", 1, 1)], id="two-harms"),
        pytest.param("ألقت الشرطة القبض على تسعة مهربين", [(D, "unspecified", 9, 9)], id="seized"),
        pytest.param("استشهد عدنان القرموطي في القصف", [(K, "unspecified", 1, 1)], id="a-name"),
        pytest.param("مقتل العقيد رشاد الكوكبي في كمين", [(K, "officers", 1, 1)], id="rank-and-name"),
    ],
)
def test_harm_of_finds_whom_it_befell(text: str, expected: list[Row]) -> None:
    assert totals(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("مقتل وإصابة 7 في غارة", [(J, "unspecified", 1, 7), (K, "unspecified", 1, 7)], id="one-number"),
        pytest.param(
            "مقتل وإصابة عدد من السكان في غارة", [(J, "civilians", 2, None), (K, "civilians", 2, None)], id="vague"
        ),
        pytest.param(
            "القصف أسفر عن عشرات القتلى والجرحى",
            [(J, "unspecified", 20, None), (K, "unspecified", 20, None)],
            id="tens-of-both",
        ),
        pytest.param(
            "عشرات المسلحين سقطوا بين قتيل وجريح في الاشتباكات",
            [(J, "fighters", 1, None), (K, "fighters", 1, None)],
            id="between-killed-and-wounded",
        ),
        pytest.param(
            "سقط قتلى وجرحى في صفوف الطرفين خلال الاشتباكات",
            [(K, "fighters", 2, None), (J, "fighters", 2, None)],
            id="the-side-holds-for-both",
        ),
    ],
)
def test_harm_of_shares_a_number_of_killed_and_hurt(text: str, expected: list[Row]) -> None:
    assert sorted(totals(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("مقتل ثلاثة جنود وإصابة 12 آخرين في كمين", (J, "fighters", 12, 12), id="others-of-a-force"),
        pytest.param("مقتل ستة مدنيين وإصابة 30 في القصف", (J, "civilians", 30, 30), id="bare-number"),
        pytest.param("مقتل طفلين وإصابة ستة آخرين في القصف", (J, "unspecified", 6, 6), id="not-of-children"),
        pytest.param("قتل طفل وجرح آخر في القصف", (J, "children", 1, 1), id="one-other-is-alike"),
        pytest.param("مقتل ضابط وإصابة آخرين في كمين", (J, "fighters", 2, None), id="beside-an-officer"),
        pytest.param("مقتل جندي وإصابة 9 بينهم مدنيان في كمين", (J, "unspecified", 9, 9), id="mixed-by-its-parts"),
    ],
)
def test_harm_of_takes_over_the_group_of_those_before(text: str, expected: Row) -> None:
    assert totals(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "مقتل عشرة أشخاص بينهم طفلان وامرأة في غارة", [(K, "children", 2, 2), (K, "women", 1, 1)], id="list"
        ),
        pytest.param("إصابة 14 شخصا معظمهم من الأطفال في القصف", [(J, "children", 1, None)], id="most-of-them"),
        pytest.param("إصابة عاملين اثنين، وهما رجل وابنته، بالقصف", [(J, "men", 1, 1), (J, "women", 1, 1)], id="they"),
        pytest.param("مقتل 20 شخصا، خمسة منهم نساء، في القصف", [(K, "women", 5, 5)], id="number-of-them"),
        pytest.param(
            "القصف أوقع خسائر وإصابات، وتسعة من القتلى هم من المسعفين", [(K, "medics", 9, 9)], id="of-the-dead"
        ),
        pytest.param(
            "مقتل 9 أشخاص (4 نساء و5 أطفال) في غارة", [(K, "women", 4, 4), (K, "children", 5, 5)], id="bracket"
        ),
        pytest.param("إصابة 20 شخصا بينهم 3 في حالة خطرة بالقصف", [(J, "unspecified", 3, 3)], id="bare-number"),
        pytest.param("إصابة 8 أشخاص بينهم إصابات خطيرة بالقصف", [], id="how-badly-is-no-part"),
    ],
)
def test_harm_of_reads_parts(text: str, expected: list[Row]) -> None:
    assert parts(text) == expected


def test_all_of_them_tells_the_class_of_the_total() -> None:
    assert totals("مقتل ستة أشخاص جميعهم مدنيون في غارة") == [(K, "civilians", 6, 6)]
    assert parts("مقتل ستة أشخاص جميعهم مدنيون في غارة") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("استهدف القصف المرفأ دون إصابات", [(J, "unspecified", 0, 0)], id="injuries"),
        pytest.param("قصف المرفأ لم يسفر عن خسائر بشرية", [(K, "unspecified", 0, 0)], id="losses-of-life"),
        pytest.param("سقط صاروخ ولم يصب أحد", [(J, "unspecified", 0, 0)], id="nobody"),
        pytest.param("سقطت قذيفة دون وقوع إصابات بين المدنيين", [(J, "civilians", 0, 0)], id="group-that-was-spared"),
        pytest.param("قصف لم يقتل أو يجرح أي جندي", [(K, "fighters", 0, 0), (J, "fighters", 0, 0)], id="both"),
        pytest.param("قصف المرفأ أوقع خسائر مادية", [], id="damage-is-no-harm"),
        pytest.param("سقط صاروخ دون معلومات عن إصابات", [], id="not-known"),
        pytest.param("غارة لم تصب أي منازل", [], id="things-were-spared"),
    ],
)
def test_harm_of_counts_denied_harm_as_none(text: str, expected: list[Row]) -> None:
    assert sorted(totals(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("استهدفت الغارة تجمعا للعمال", id="targets"),
        pytest.param("القصف شرد مئات السكان", id="displaced"),
        pytest.param("ارتفع عدد القتلى في القصف", id="a-toll-with-no-figure"),
        pytest.param("حقق القصف إصابات مباشرة", id="hits"),
        pytest.param("القصف خلف ضحايا", id="victims"),
        pytest.param("تلقى قائد الشرطة نبأ الانفجار", id="a-verb-of-meeting"),
    ],
)
def test_harm_of_leaves_out_who_was_not_harmed(text: str) -> None:
    assert harm_counts(text) == []


def test_a_toll_counts_once_it_reaches_a_figure() -> None:
    assert totals("ارتفاع حصيلة شهداء القصف على البلدة إلى أربعة عمال") == [(K, "civilians", 4, 4)]


@given(st.integers(min_value=3, max_value=900), st.integers(min_value=3, max_value=900))
@settings(max_examples=40, deadline=None)
def test_harm_of_reads_any_two_numbers(killed: int, hurt: int) -> None:
    found = totals(f"مقتل {killed} عاملا وإصابة {hurt} آخرين في القصف")
    assert found == [(K, "civilians", killed, killed), (J, "civilians", hurt, hurt)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "مقتل جندي وأحد عناصر الشرطة في كمين", [(K, "fighters", 1, 1), (K, "fighters", 1, 1)], id="one-of"
        ),
        pytest.param(
            "مقتل أربعة وإصابة ستة من الجنود في كمين",
            [(J, "fighters", 6, 6), (K, "fighters", 4, 4)],
            id="a-shared-class",
        ),
        pytest.param(
            "مقتل جنديين وثلاثة مدنيين وإصابة 12 آخرين في تفجير",
            [(J, "unspecified", 12, 12), (K, "civilians", 3, 3), (K, "fighters", 2, 2)],
            id="others-of-two-classes",
        ),
        pytest.param("إعدام أسرى (9 أسرى) في المدينة", [(K, "prisoners", 9, 9)], id="prisoners-with-their-number"),
        pytest.param("في محاولة لقتل ثلاثة قضاة قصفوا المبنى", [], id="only-tried"),
    ],
)
def test_harm_of_tells_whose_and_whether(text: str, expected: list[Row]) -> None:
    assert sorted(totals(text), key=str) == sorted(expected, key=str)


def test_whom_a_person_hit_is_told_by_its_case() -> None:
    told = {
        "طعن مستوطن شابا بسكين قرب حاجز حوارة": "شابا",
        "قنص جندي من قوات النظام طفلا في بلدة كفرتعال": "طفلا",
        "قتل شرطي متظاهرا في مدينة البصرة": "متظاهرا",
    }
    for text, victim in told.items():
        assert [c.text for e in events(text) for c in (*e.killed, *e.injured)] == [victim]


def _killed(text: str) -> list[tuple[int, str]]:
    return [(c.min, c.group) for event in events(text) for c in event.killed]


def test_counts_go_on_behind_the_name_of_a_party() -> None:
    assert _killed("قتل 13 عنصرا من قوات النظام و9 مدنيين في بلدة جوبر") == [(13, "fighters"), (9, "civilians")]
    assert _killed("قتل 13 عنصرا من قوات سوريا الديمقراطية وتسعة مسلحين في بلدة جوبر") == [
        (13, "fighters"),
        (9, "fighters"),
    ]


def test_one_armed_man_is_counted_where_his_word_is_no_adjective() -> None:
    assert _killed("قتلت القوات العراقية مسلحا في مدينة الموصل") == [(1, "fighters")]
    assert _killed("قتل جندي ومسلح في اشتباكات في مدينة العريش") == [(1, "fighters"), (1, "fighters")]
    assert _killed("قتل جندي حين شن مجهولون هجوما مسلحا على حاجز في مدينة العريش") == [(1, "fighters")]


def test_armed_men_of_no_name_are_counted_by_a_number_only() -> None:
    assert _killed("قتل ثلاثة مسلحين مجهولين في كمين للجيش في مدينة سبها") == [(3, "fighters")]
    assert _killed("قتلت قوات الأمن مسلحين اثنين في جبل الشعانبي") == [(2, "fighters")]
    assert _killed("أطلق مسلحون مجهولون النار على سيارة في بعقوبة فقتلوا شرطيا") == [(1, "fighters")]


def test_fighters_captured_in_a_fight_are_of_it_and_a_family_is_none() -> None:
    text = "حرر الجيش اليمني جبالا في كتاف بعد مواجهات أسفرت عن مقتل 35 حوثيا وأسر 8 آخرين"
    (event,) = events(text)
    assert event.type == "government-regains-territory"
    assert [(c.min, c.group) for c in event.detained] == [(8, "fighters")]
    assert events("وزعت المنظمة سلالا غذائية على أسر الشهداء في تعز") == ()
    for family in ("نزحت ثلاث أسر من بلدة التح", "قتل أربعة من أسرة واحدة بقصف على بنش"):
        assert all(not event.detained for event in events(family))
