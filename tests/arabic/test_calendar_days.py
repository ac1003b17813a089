"""Calendar arithmetic: edges that no wording of test_dates reaches, and properties over all days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.arabic.calendar_days import (
    day_of,
    hijri_day,
    latest_day,
    latest_month,
    month_span,
    next_day,
    shift,
    shift_months,
    stretch_of,
    week_of,
    weekday_near,
    year_span,
)


def test_days_off_the_calendar_are_none() -> None:
    assert shift(date.max, 1) is None
    assert shift(None, 3) is None
    assert day_of(2023, 2, 29) is None
    assert shift_months(date.min, -1) is None
    assert week_of(date.max, 1) is None
    assert year_span(0) is None


def test_shift_months_keeps_to_the_last_day_of_a_short_month() -> None:
    assert shift_months(date(2024, 3, 31), -1) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("hijri", "expected"),
    [
        pytest.param((1436, 9, 1), date(2015, 6, 18), id="first of Ramadan 1436"),
        pytest.param((1445, 12, 10), date(2024, 6, 16), id="Feast of Sacrifice 1445"),
        pytest.param((1436, 9, 31), None, id="no such day"),
        pytest.param((848, 3, 12), None, id="before the tables"),
    ],
)
def test_hijri_day_follows_umm_al_qura(hijri: tuple[int, int, int], expected: date | None) -> None:
    assert hijri_day(*hijri) == expected


def test_month_span_of_a_hijri_month_ends_before_the_next() -> None:
    ramadan, shawwal = month_span(1436, 9, hijri=True), month_span(1436, 10, hijri=True)
    assert ramadan is not None and shawwal is not None
    assert shift(ramadan.end, 1) == shawwal.start


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(0, 6))
def test_weekday_near_orders_its_readings(published: date, weekday: int) -> None:
    near = [weekday_near(published, weekday, which) for which in ("past2", "past", "", "next", "next2")]
    assert all(day is not None and day.weekday() == weekday for day in near)
    found = [day for day in near if day is not None]
    assert found[0] < found[1] <= found[2] <= published < found[3] < found[4]


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(1, 12))
def test_latest_month_has_begun_and_strictly_has_ended(published: date, month: int) -> None:
    begun, ended = latest_month(month, published), latest_month(month, published, strictly=True)
    assert begun is not None and ended is not None
    assert ended.start <= begun.start <= published
    assert ended.end < published


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(1, 12), st.integers(1, 28))
def test_latest_and_next_day_stand_on_either_side_of_publication(published: date, month: int, day: int) -> None:
    latest, following = latest_day(month, day, published), next_day(month, day, published)
    assert latest is not None and following is not None
    assert latest <= published + timedelta(1)
    assert published < following


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_week_of_runs_from_saturday_over_the_day(day: date) -> None:
    week = week_of(day)
    assert week is not None
    assert week.start.weekday() == 5
    assert week.start <= day <= week.end


@pytest.mark.parametrize("months", [True, False])
def test_stretches_part_a_span_without_gap(months: bool) -> None:
    span = year_span(2024) if months else month_span(2024, 2)
    assert span is not None
    early, mid, late = (stretch_of(span, name, months=months) for name in ("early", "mid", "late"))
    assert early and mid and late
    assert (early.start, late.end) == (span.start, span.end)
    assert (shift(early.end, 1), shift(mid.end, 1)) == (mid.start, late.start)
