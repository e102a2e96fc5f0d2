"""How far days stray, and how much neighbours do so alike: known, and found again."""

import random
from statistics import mean

import pytest

from campaigns.effect.straying import MEMORY, Straying


def test_days_that_take_turns_are_not_alike():
    one = Straying.of([1.0, -1.0] * 20)

    assert (one.of_a_day, one.of_neighbours) == (pytest.approx(40 / 39), 0)
    assert one.variance([1.0] * 4) == pytest.approx(4 * 40 / 39)


def test_days_that_come_in_runs_make_a_sum_less_certain():
    good_and_bad_weeks = [1.0, 1.0, -1.0, -1.0, -1.0, -1.0, 1.0, 1.0]

    one = Straying.of([week for week in good_and_bad_weeks for _day in range(5)])

    assert one.variance([1.0] * 5) > 3 * 5 * one.of_a_day
    assert one.variance([1.0]) == pytest.approx(one.of_a_day)


def test_what_is_far_apart_is_not_alike():
    one = Straying(of_a_day=3.0, of_neighbours=2.0, freedom=4)

    assert one.variance([1, *[0] * (MEMORY - 1), 1]) == pytest.approx(6)
    assert one.variance([1, *[0] * (MEMORY - 2), 1]) == pytest.approx(6 + 2 * 2 / MEMORY)


def test_what_was_put_in_is_found_although_the_mean_was_taken_off():
    """Sums of MEMORY shared shocks are alike as assumed; each day has as much of its own."""
    rng = random.Random(1987)

    def strayed() -> list[float]:
        shocks = [rng.gauss(0, MEMORY**-0.5) for _n in range(40 + MEMORY - 1)]
        days = [sum(shocks[n : n + MEMORY]) + rng.gauss(0, 1) for n in range(40)]
        return [day - mean(days) for day in days]

    found = [Straying.of(strayed()) for _run in range(1_000)]

    assert mean(one.of_a_day for one in found) == pytest.approx(2, rel=0.1)
    assert mean(one.of_neighbours for one in found) == pytest.approx(1, rel=0.15)


def test_the_fewer_days_the_fewer_degrees_of_freedom_but_two_at_least():
    assert Straying.of([1.0, -1.0] * 20).freedom == 4
    assert Straying.of([1.0, -1.0] * 5).freedom == 2
