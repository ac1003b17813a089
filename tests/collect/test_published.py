"""Times of publication as sources write them: day, time, zone, basis."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawthiq.collect.published import publication

DAMASCUS = "Asia/Damascus"


@pytest.mark.parametrize(
    ("written", "day", "at", "zone"),
    [
        ("2016-05-03T14:05:00+03:00", "2016-05-03", "2016-05-03T14:05:00+03:00", "+03:00"),
        ("2016-05-03T23:05:00Z", "2016-05-04", "2016-05-03T23:05:00+00:00", "+00:00"),
        ("2016-05-03", "2016-05-03", None, None),
        ("2016-05-03 22:30", "2016-05-03", "2016-05-03T22:30:00+03:00", DAMASCUS),
        ("Tue, 03 May 2016 23:05:00 GMT", "2016-05-04", "2016-05-03T23:05:00+00:00", "+00:00"),
        ("الثلاثاء, 03 مايو 2016 23:05:00 +0000", "2016-05-04", "2016-05-03T23:05:00+00:00", "+00:00"),
        ("الثلاثاء 3 أيار/مايو 2016 - 2:05 م", "2016-05-03", "2016-05-03T14:05:00+03:00", DAMASCUS),
        ("3/5/2016 12:10 ص", "2016-05-03", "2016-05-03T00:10:00+03:00", DAMASCUS),
        ("٣ كانون الثاني ٢٠١٧", "2017-01-03", None, None),
        ("05 كانون1/ديسمبر 2018 08:17", "2018-12-05", "2018-12-05T08:17:00+02:00", DAMASCUS),
        ("3/5/2016 10:15 مساءً بتوقيت غرينتش", "2016-05-04", "2016-05-03T22:15:00+00:00", "+00:00"),
        ("1462284300", "2016-05-03", "2016-05-03T14:05:00+00:00", "+00:00"),
        ("1462284300000", "2016-05-03", "2016-05-03T14:05:00+00:00", "+00:00"),
        ("01.05.2021 12:00:00 UTC+03:00", "2021-05-01", "2021-05-01T12:00:00+03:00", "+03:00"),
        ("May 3, 2016 at 4:05 PM", "2016-05-03", "2016-05-03T16:05:00+03:00", DAMASCUS),
        ("05-21-2011 01:20 PM", "2011-05-21", "2011-05-21T13:20:00+03:00", DAMASCUS),
        ("2016/5/3 - 14:20", "2016-05-03", "2016-05-03T14:20:00+03:00", DAMASCUS),
    ],
)
def test_time_is_read(written: str, day: str, at: str | None, zone: str | None) -> None:
    found = publication(written, "here", DAMASCUS)
    assert found is not None
    assert (found.day, found.at, found.zone) == (day, at, zone)
    assert found.basis == ("here; zone of the outlet" if zone == DAMASCUS else "here")


@pytest.mark.parametrize(
    "written", ["", "أمس", "منذ ساعتين", "15 شعبان 1438", "32/1/2016", "2016-02-30", "99999", "x" * 5000]
)
def test_what_tells_no_day_gives_none(written: str) -> None:
    assert publication(written, "here") is None


def test_time_without_any_zone_stays_without() -> None:
    found = publication("2016-05-03 22:30", "here")
    assert found is not None
    assert (found.at, found.zone, found.basis) == ("2016-05-03T22:30:00", None, "here")


@given(st.text(max_size=120), st.sampled_from([None, DAMASCUS, "no/zone"]))
def test_any_text_is_read_or_refused_without_a_fault(written: str, zone: str | None) -> None:
    found = publication(written, "here", zone)
    assert found is None or len(found.day) == 10


@given(st.datetimes(timezones=st.just(None)).filter(lambda when: 1900 <= when.year < 2100))
def test_iso_times_come_back_as_they_were(when: object) -> None:
    from datetime import datetime

    assert isinstance(when, datetime)
    found = publication(when.replace(microsecond=0).isoformat(), "here")
    assert found is not None
    assert found.at == when.replace(microsecond=0).isoformat()
