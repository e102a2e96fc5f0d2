"""More pace is never later; no pace never arrives; what is reached is reached today."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regions.arithmetic import FURTHEST, Outlook, Projection, needed_a_day, people_a_day
from regions.arithmetic import project_by_quartiles as project
from regions.arithmetic.paces import days_until, quartiles

TODAY = date(2019, 4, 4)
weeks = st.lists(st.integers(0, 5000), min_size=8, max_size=8)
people = st.integers(1, 200_000)
NEVER = date.max


def reached_on(projection: Projection) -> tuple[date, date, date]:
    """Early, middle and late day; never is later than any day."""
    return projection.early or NEVER, projection.day or NEVER, projection.late or NEVER


@given(people, weeks, st.lists(st.integers(0, 3000), min_size=8, max_size=8))
def test_more_people_in_every_week_never_reach_the_target_later(left, slower, more):
    faster = [a + b for a, b in zip(slower, more, strict=True)]
    # What counts as reported is the same in both.
    faster = [b if a else 0 for a, b in zip(slower, faster, strict=True)]

    before, after = (reached_on(project(left, course, TODAY)) for course in (slower, faster))

    assert all(b <= a for a, b in zip(before, after, strict=True))


@given(people, st.integers(0, 200_000), weeks)
def test_fewer_people_to_record_are_never_reached_later(left, fewer, course):
    nearer = max(1, left - fewer)

    before, after = (reached_on(project(n, course, TODAY)) for n in (left, nearer))

    assert all(b <= a for a, b in zip(before, after, strict=True))


@given(people, weeks)
def test_the_range_holds_the_middle_and_never_lies_in_the_past(left, course):
    early, middle, late = reached_on(project(left, course, TODAY))

    assert TODAY < early <= middle <= late
    assert middle == NEVER or middle <= TODAY + timedelta(days=FURTHEST)


@given(people)
def test_no_pace_never_reaches_the_target(left):
    assert project(left, [0] * 8, TODAY).outlook == Outlook.TOO_FEW_REPORTS
    silent_of_late = project(left, [9, 9, 9, 9, 0, 0, 0, 0], TODAY)
    assert silent_of_late.outlook == Outlook.NOT_AT_THIS_PACE
    assert silent_of_late.day is None


@given(weeks)
def test_what_is_reached_is_reached_today(course):
    assert project(0, course, TODAY) == Projection(Outlook.REACHED, TODAY, TODAY, TODAY)


@given(weeks)
def test_what_is_unknown_stays_unknown(course):
    assert project(None, course, TODAY) == Projection(Outlook.UNKNOWN)


@given(people, st.integers(1, 5000), st.integers(1, 60))
def test_on_the_day_enough_are_recorded_and_on_the_day_before_too_few(left, recorded, in_days):
    days = days_until(left, Fraction(recorded, in_days))

    if days is None:
        assert recorded * FURTHEST < left * in_days
    else:
        assert recorded * days >= left * in_days
        assert recorded * (days - 1) < left * in_days


def test_two_years_to_the_day_are_told_and_a_day_more_is_not():
    assert days_until(FURTHEST, Fraction(1)) == FURTHEST == 730
    assert days_until(FURTHEST + 1, Fraction(1)) is None


def test_an_even_pace_of_seventy_a_week_needs_ten_days_for_a_hundred():
    found = project(100, [70] * 8, TODAY)

    ten_days_on = TODAY + timedelta(days=10)
    assert found == Projection(Outlook.PROJECTED, ten_days_on, ten_days_on, ten_days_on)


def test_the_range_comes_from_slow_and_fast_weeks_and_the_middle_from_the_last_four():
    found = project(700, [10, 70, 140, 350, 70, 140, 140, 350], TODAY)

    # Middle 700 in 4 weeks; slow 70 a week; fast 350 a week.
    assert found.day == TODAY + timedelta(days=28)
    assert found.late == TODAY + timedelta(days=70)
    assert found.early == TODAY + timedelta(days=14)


def test_slow_weeks_that_do_not_arrive_leave_the_range_open():
    found = project(700, [0, 1, 0, 0, 100, 100, 100, 100], TODAY)

    assert found.outlook == Outlook.PROJECTED
    assert found.late is None


def test_the_weeks_before_the_first_count_are_no_slow_weeks():
    found = project(280, [0, 0, 0, 0, 70, 70, 70, 70], TODAY)

    assert found.late == found.day == TODAY + timedelta(days=28)


def test_four_weeks_with_one_person_each_are_enough():
    assert people_a_day([1, 1, 1, 1]) == (Fraction(1, 7),) * 3


def test_a_ninth_week_says_nothing_any_more():
    eight = [10, 70, 140, 350, 70, 140, 140, 350]

    assert people_a_day([0, 1, *eight]) == people_a_day([9_999, *eight]) == people_a_day(eight)


@pytest.mark.parametrize("course", [[5] * 3, [0] * 5 + [5] * 3, [5, 0, 0, 0, 0, 0, 5, 5]])
def test_three_weeks_with_counts_are_too_few(course):
    assert project(100, course, TODAY).outlook == Outlook.TOO_FEW_REPORTS


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


@given(weeks)
def test_the_slow_pace_is_never_above_the_middle_nor_the_middle_above_the_fast(course):
    pace = people_a_day(course)

    assert pace is None or 0 <= pace[0] <= pace[1] <= pace[2] <= max(course)
    assert (pace is None) == (sum(people > 0 for people in course) < 4)
