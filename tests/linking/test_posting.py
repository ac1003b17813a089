"""When a report was posted, told by its own page."""

from datetime import date

import pytest

from tawthiq.linking.posting import PageNumbers, Posting, page_number, posting_of

PAGES = PageNumbers({"news.example": ((1000, 2000, 9000), (738000, 738020, 739000))})
LINE = "شبكة محليةNovember 28, 2024 \u00b7 Shared with Publicنص المنشور"


@pytest.mark.parametrize(
    ("text", "url", "published", "expected"),
    [
        pytest.param("نص", None, "2024-05-01T10:00:00Z", (date(2024, 5, 1), "published"), id="published-first"),
        pytest.param(LINE, None, None, (date(2024, 11, 28), "post line"), id="line-of-the-post"),
        pytest.param(LINE, None, "2025-11-28", (date(2024, 11, 28), "post line"), id="line-corrects-the-year"),
        pytest.param(LINE, None, "2024-11-29", (date(2024, 11, 29), "published"), id="line-of-another-day-does-not"),
        pytest.param(
            "نص", "https://x.com/a/status/1862793604751600000", None, (date(2024, 11, 30), "post number"), id="x-post"
        ),
        pytest.param("نص", "https://n.example/2023/7/5/a", None, (date(2023, 7, 5), "address"), id="date-in-address"),
        pytest.param("نص", "https://n.example/2023/17/5/a", None, (None, ""), id="no-such-month"),
        pytest.param("نص", None, "غير معروف", (None, ""), id="unreadable-day"),
    ],
)
def test_posting_takes_the_best_witness(
    text: str, url: str | None, published: str | None, expected: tuple[date | None, str]
) -> None:
    found = posting_of(text, url, published, PAGES)
    assert (found.day, found.basis) == expected
    assert found.doubt == 0


def test_posting_keeps_day_and_month_of_a_line_without_year() -> None:
    found = posting_of("حسابMarch 3 at 5:10 PM \u00b7 نص", None, None, PAGES)
    assert found == Posting(None, (3, 3), "post line")


def test_page_number_between_two_known_ones_gives_a_day_in_doubt() -> None:
    found = PAGES.posting("https://www.news.example/archives/1500/")
    assert found.day == date.fromordinal(738010)
    assert found.doubt == 3


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://news.example/99/", id="before-the-first"),
        pytest.param("https://news.example/9999/", id="after-the-last"),
        pytest.param("https://news.example/5000/", id="gap-too-wide"),
        pytest.param("https://other.example/1500/", id="unknown-site"),
        pytest.param("", id="no-address"),
    ],
)
def test_page_number_outside_what_is_known_gives_nothing(url: str) -> None:
    assert PAGES.posting(url) == Posting()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.a.example/ar/articles/76989/%D9%82%D8%B5", ("a.example", 76989)),
        ("https://a.example/2023/05/news-123456?fbclid=99999", ("a.example", 123456)),
        ("https://a.example/2023/", ("a.example", 0)),
    ],
    ids=["number-before-escapes", "year-and-query-are-none", "only-a-year"],
)
def test_page_number_is_the_last_that_is_no_year(url: str, expected: tuple[str, int]) -> None:
    assert page_number(url) == expected
