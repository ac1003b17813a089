"""Alpha is what others compute; the values that are compared are those that readers mean."""

from typing import Literal

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tawthiq.review.agreement import Reading, alpha, differing, measure

UNITS = st.lists(st.lists(st.sampled_from("abc"), min_size=0, max_size=3), min_size=2, max_size=12)


def _table(units: list[list[str]]) -> NDArray[np.float64]:
    """Units as the package wants them: a row a reader, a column a unit, nan where nothing was said."""
    codes = {"a": 0.0, "b": 1.0, "c": 2.0}
    return np.array([[codes[unit[n]] if n < len(unit) else np.nan for unit in units] for n in range(3)])


@pytest.mark.parametrize(("level", "numbers"), [("nominal", False), ("interval", True)])
@given(units=UNITS)
def test_alpha_is_that_of_the_usual_package(
    units: list[list[str]], level: Literal["nominal", "interval"], numbers: bool
) -> None:
    values: list[list[str | float]] = [[ord(v) - 97.0 if numbers else v for v in unit] for unit in units]
    told = {v for unit in values if len(unit) > 1 for v in unit}

    ours = alpha(values, numbers=numbers)

    if len(told) < 2:
        assert ours is None
    else:
        theirs = krippendorff.alpha(
            _table([unit for unit in units if len(unit) > 1]), level_of_measurement=level, value_domain=[0.0, 1.0, 2.0]
        )
        assert ours == pytest.approx(theirs)


def test_spelling_is_no_difference_and_numbers_are() -> None:
    one = {"type": "shelling", "places": [{"name": "إدلب"}], "killed": [{"group": "civilians", "min": 5, "max": 5}]}
    other = {"type": "shelling", "places": [{"name": "ادلب"}], "killed": [{"group": "civilians", "min": 7, "max": 7}]}

    assert differing(one, other) == ["killed"]
    assert differing(one, None) == ["event"]
    assert differing(None, None) == []


def test_measure_counts_records_that_two_read() -> None:
    event = {"type": "shelling", "date": "2018-02-20"}
    readings = [Reading(1, "2026-01", event), Reading(1, "2026-01", event), Reading(2, "2026-01", event)]
    readings.append(Reading(2, "2026-01", {"type": "armed-clash", "date": "2018-02-20"}))

    told = measure(readings)

    assert (told["type"].units, told["type"].agreed) == (2, 1)
    assert told["date"].alpha is None  # all say the same: nothing varies
    assert told["type"].alpha == pytest.approx(0.0)
