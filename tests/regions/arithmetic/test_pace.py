"""The least that is needed a day, and what a slow and a fast week are."""

import pytest

from regions.arithmetic import needed_a_day
from regions.arithmetic.paces import quartiles


@pytest.mark.parametrize(
    ("left", "days", "needed"),
    [
        (36_094, 13, 2777),
        (100, 10, 10),
        (101, 10, 11),
        (0, 10, 0),
        (7, 1, 7),
        (5, 0, None),
        (5, -3, None),
    ],
)
def test_needed_a_day_is_the_least_that_is_enough(left, days, needed):
    assert needed_a_day(left, days) == needed


@pytest.mark.parametrize(
    ("course", "expected"),
    [([1, 2, 3, 4, 5, 6, 7, 8], (2, 7)), ([4, 3, 2, 1], (1, 4)), ([5, 1, 4, 2, 3], (2, 4))],
)
def test_a_quarter_of_the_weeks_lies_outside(course, expected):
    assert quartiles(course) == expected
