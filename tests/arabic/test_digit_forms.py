"""What a run of digits is by its look."""

import pytest

from tawthiq.arabic.digit_forms import full_date, numeric_date, read_digits


@pytest.mark.parametrize(
    ("form", "kind", "value"),
    [
        pytest.param("12", "int", 12, id="whole"),
        pytest.param("1,400", "int", 1400, id="comma of thousands"),
        pytest.param("1.400.000", "int", 1400000, id="full stops of thousands"),
        pytest.param("0.400", "decimal", 0.4, id="no thousands after zero"),
        pytest.param("1.5", "decimal", 1.5, id="decimal"),
        pytest.param("1,234.5", "decimal", 1234.5, id="thousands and decimal"),
        pytest.param("10-15", "range", 10, id="range"),
        pytest.param("15-10", "score", 15, id="falling"),
        pytest.param("2011-2015", "years", 2011, id="years"),
        pytest.param("24/7", "pair", 24, id="slash"),
        pytest.param("10:30", "clock", 10, id="clock"),
        pytest.param("3:75", "score", 3, id="no such minute"),
        pytest.param("50%", "percent", 50, id="percent"),
        pytest.param("0096311223", "label", 96311223, id="telephone"),
        pytest.param("5-12-2024", "date", 0, id="date"),
        pytest.param("1.2.3", "label", 0, id="version"),
    ],
)
def test_read_digits_tells_kind_and_value(form: str, kind: str, value: float) -> None:
    digit = read_digits(form)
    assert (digit.kind, digit.value) == (kind, value)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        pytest.param("5-12-2024", (2024, 12, 5), id="day first"),
        pytest.param("2024-12-05", (2024, 12, 5), id="ISO"),
        pytest.param("12/25/2024", (2024, 12, 25), id="month first where it must"),
        pytest.param("5/12/24", (2024, 12, 5), id="short year"),
        pytest.param("5/12/99", None, id="short year of another century"),
        pytest.param("40/15/2024", None, id="no day"),
        pytest.param("12/9/1436", (1436, 9, 12), id="Hijri"),
        pytest.param("12", None, id="one number"),
    ],
)
def test_numeric_date_reads_three_numbers(form: str, expected: tuple[int, int, int] | None) -> None:
    assert numeric_date(form) == expected


def test_full_date_reads_over_spaces_and_says_where_it_ends() -> None:
    assert full_date(["5", "/", "12", "/", "2024", "قتل"], 0) == ((2024, 12, 5), 5)
    assert full_date(["5", "/", "12/2024"], 0) == ((2024, 12, 5), 3)
    assert full_date(["5", "/", "12"], 0) is None
