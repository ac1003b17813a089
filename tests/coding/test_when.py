"""When an event was: the day of the act and not of the saying, days that go on, and what a record says of them."""

import datetime as dt

import pytest
from coding_cases import events

from tawthiq.arabic.dates import DateMention
from tawthiq.coding.when import when_of

PUBLISHED = "2018-03-18"  # a Sunday
DAY = dt.date(2018, 3, 18)


def _days(text: str, published: str | None = PUBLISHED) -> list[str | None]:
    return [event.date for event in events(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("قتل خمسة مدنيين في قصف مدفعي على بلدة سرمين أمس السبت.", ["2018-03-17"], id="of-the-act"),
        pytest.param(
            "قالت وزارة الدفاع السبت إن القصف المدفعي على بلدة سرمين قتل خمسة مدنيين.", [None], id="of-the-saying"
        ),
        pytest.param(
            "أعلنت وزارة الدفاع في بيان السبت مقتل خمسة جنود في قصف مدفعي على بلدة سرمين الجمعة.",
            ["2018-03-16"],
            id="of-both",
        ),
        pytest.param(
            "قتل خمسة مدنيين في قصف مدفعي على بلدة سرمين، بحسب ما أفاد ناشطون أمس السبت.",
            [None],
            id="of-who-says-so-behind",
        ),
        pytest.param(
            "قتل خمسة مدنيين في قصف مدفعي على بلدة سرمين أول من أمس، بحسب ما أفاد ناشطون السبت.",
            ["2018-03-16"],
            id="of-the-act-before-who-says-so",
        ),
        pytest.param(
            "قصفت طائرات حربية روسية بلدة سرمين ليل الجمعة السبت ما أدى إلى مقتل خمسة مدنيين.",
            ["2018-03-16"],
            id="a-night-is-its-first-day",
        ),
        pytest.param(
            "قتل خمسة مدنيين في قصف مدفعي على بلدة سرمين منذ بدء الهجوم في العاشر من الشهر الحالي.",
            [None],
            id="since-when-is-no-day",
        ),
        pytest.param("قتل خمسة مدنيين في قصف مدفعي على بلدة سرمين الشهر الماضي.", [None], id="a-month-is-no-day"),
    ],
)
def test_events_take_the_day_of_the_act(text: str, expected: list[str | None]) -> None:
    assert _days(text) == expected


@pytest.mark.parametrize(
    ("link", "second"),
    [
        pytest.param("، واعتقلت قوات الأمن عشرة أشخاص في مدينة حماة.", "2018-03-17", id="joined"),
        pytest.param("، كما اعتقلت قوات الأمن عشرة أشخاص في مدينة حماة.", "2018-03-17", id="joined-by-kama"),
        pytest.param("، فيما اعتقلت قوات الأمن عشرة أشخاص في مدينة حماة.", None, id="set-apart"),
        pytest.param(". واعتقلت قوات الأمن عشرة أشخاص في مدينة حماة.", None, id="another-sentence"),
    ],
)
def test_a_clause_takes_the_day_of_the_one_it_is_joined_to(link: str, second: str | None) -> None:
    found = events(f"قصفت قوات النظام السوري بالمدفعية بلدة حيان أمس السبت{link}", PUBLISHED)
    assert [(event.type, event.date) for event in found] == [("shelling", "2018-03-17"), ("arrests", second)]


def test_a_since_does_not_hide_the_day_of_the_clause_before() -> None:
    text = (
        "قتل خمسة جنود أمس في معركة مع مسلحين في بلدة سرمين، وانفجرت عبوة ناسفة في بلدة بنش هي الأشد منذ أشهر"
        " وقتلت ستة مدنيين."
    )
    assert _days(text) == ["2018-03-17", "2018-03-17"]


def test_a_digests_heading_dates_its_items() -> None:
    text = (
        "حصاد الأحداث الميدانية ليوم الخميس 8-3-2018\n\n"
        "حلب: قتل خمسة مدنيين في قصف مدفعي على بلدة حيان.\n"
        "حماة: اعتقلت قوات الأمن عشرة أشخاص في مدينة حماة."
    )
    found = events(text, None)
    assert [event.date for event in found] == ["2018-03-08", "2018-03-08"]


def test_a_known_day_goes_before_a_bare_today_of_an_undated_report() -> None:
    text = "قتل خمسة مدنيين اليوم الأحد 18 آذار 2018 في القصف المدفعي على بلدة سرمين اليوم."
    assert _days(text, None) == ["2018-03-18"]


def test_a_line_of_posting_dates_nothing() -> None:
    assert _days("شبكة أخبار المدينة\n8-3-2018\nقتل خمسة مدنيين في قصف مدفعي على بلدة حيان.", None) == [None]


def _told(first: dt.date | None, last: dt.date | None, day: dt.date | None = None) -> DateMention:
    return DateMention(0, 1, day, first, last, "span", "case", relative=False, explicit_year=True, weekday=None)


@pytest.mark.parametrize(
    ("days", "acled", "ucdp"),
    [(1, 1, 1), (2, 2, 2), (6, 2, 2), (7, 2, 3), (8, 3, 4), (31, 3, 4), (32, 3, 5), (365, 3, 5)],
)
def test_when_grades_a_stretch_by_its_days(days: int, acled: int, ucdp: int) -> None:
    when = when_of(_told(DAY, DAY + dt.timedelta(days=days - 1)), None)
    assert when is not None
    assert (when.time_precision, when.date_prec, when.basis, when.day) == (acled, ucdp, "said", None)


def test_when_says_what_was_inherited() -> None:
    when = when_of(_told(DAY, DAY, DAY), None, is_inherited=True)
    assert when is not None
    assert (when.day, when.start, when.end, when.basis) == (DAY, DAY, DAY, "inherited")


def test_when_falls_back_on_the_week_before_publication() -> None:
    when = when_of(None, DAY)
    assert when is not None
    assert (when.day, when.start, when.end, when.basis) == (None, dt.date(2018, 3, 12), DAY, "published")
    assert (when.time_precision, when.date_prec) == (2, 3)


def test_when_leaves_an_open_side_open() -> None:
    when = when_of(_told(DAY, None), None)
    assert when is not None
    assert (when.start, when.end, when.time_precision, when.date_prec) == (DAY, None, 3, 5)


def test_when_is_unknown_without_a_time_and_a_publication() -> None:
    assert when_of(None, None) is None
    assert when_of(_told(None, None), None) is None
    assert when_of(None, dt.date(1, 1, 2)) is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "قال سكان أمس الجمعة إن القتال تجدد. وقصفت المدفعية أمس بلدة سرمين.", "2018-03-16", id="printed a day later"
        ),
        pytest.param("قصفت المدفعية بلدة سرمين الجمعة والسبت.", None, id="two days are no one day"),
        pytest.param("شيعت البلدة السبت خمسة مدنيين قتلوا في قصف مدفعي على سرمين.", None, id="of a funeral"),
    ],
)
def test_a_day_is_that_of_the_act_alone(text: str, expected: str | None) -> None:
    assert _days(text)[-1] == expected
