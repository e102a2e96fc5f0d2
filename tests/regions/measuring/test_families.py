"""The made-up places are what their descriptions say, the same for the same seed."""

from itertools import islice

import numpy as np
import pytest

from regions.arithmetic import Week
from regions.measuring.families import (
    DAYS,
    DAYS_BEFORE,
    FAMILIES,
    LATEST,
    SOONEST,
    Course,
    bursts,
    courses,
    courses_without_end,
    saturating,
    silent,
    steady,
)


def some(family, number: int = 12, seed: int = 1) -> list[Course]:
    return list(islice(courses(family, seed), number))


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_each_case_has_a_target_that_is_reached_in_time_and_people_to_reach_it(family):
    for course in some(family):
        assert SOONEST <= course.true_days <= LATEST
        assert 0 < course.to_target < course.missing
        after = (course.counter + course.outreach)[DAYS_BEFORE:]
        assert after[: course.true_days].sum() >= course.to_target
        assert after[: course.true_days - 1].sum() < course.to_target


def test_the_same_seed_makes_the_same_places_and_another_makes_others():
    def people(seed: int) -> list[int]:
        return [int(course.counter.sum()) for course in some(steady, 3, seed)]

    assert people(1) == people(1)
    assert people(1) != people(2)


def test_what_is_silent_is_known_to_nobody_and_comes_back_in_the_truth():
    for course in some(silent):
        untold = course.working & ~course.told

        assert 7 <= untold.sum() <= 14
        assert untold[: DAYS_BEFORE - 56].sum() == untold[DAYS_BEFORE:].sum() == 0
        assert course.people_not_told == course.counter[untold].sum() > 0
        assert course.known[untold].sum() == 0


def test_outreach_is_a_tenth_to_a_seventh_of_all_people():
    shares = [one.outreach.sum() / (one.outreach + one.counter).sum() for one in some(bursts)]

    assert 0.10 < np.mean(shares) < 0.15
    assert all(one.outreach[:DAYS_BEFORE].any() for one in some(bursts))


def test_a_saturating_pace_falls_with_those_who_are_left():
    for course in some(saturating):
        quarter = DAYS // 4
        paces = [course.counter[n : n + quarter].mean() for n in range(0, 4 * quarter, quarter)]

        assert paces == sorted(paces, reverse=True)


def test_some_places_never_get_there():
    assert all(one.true_days is None for one in islice(courses_without_end(1), 3))


def test_the_weeks_of_a_course_end_with_the_day_judged():
    course = Course(
        counter=np.array([9, 9, 1, 2, 3, 4, 5, 6, 7, 100]),
        outreach=np.array([0, 0, 0, 0, 0, 50, 0, 0, 0, 100]),
        working=np.array([1, 1, 1, 1, 1, 1, 1, 0, 0, 1], dtype=bool),
        told=np.array([1, 1, 1, 1, 0, 1, 1, 0, 0, 1], dtype=bool),
        judged=8,
        to_target=150,
        missing=1000,
    )

    assert course.weeks() == [Week(2, 2, 2, 18, 0, 0), Week(7, 5, 4, 12, 13, 50)]
    assert course.people_not_told == 3
    assert course.true_days == 1
