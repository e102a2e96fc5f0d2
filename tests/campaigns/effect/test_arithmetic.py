"""The effect of an event: known in a simulation, and found again as often as promised."""

import random
from datetime import date, timedelta
from math import exp

import pytest

from campaigns.effect.arithmetic import (
    FEWEST_DAYS_BEFORE,
    PROMISED_PERCENT,
    Likeness,
    effect,
    most_alike,
)

RUNS = 500
FIRST = date(2019, 2, 1)


def days_from(first: int, number: int) -> list[date]:
    return [FIRST + timedelta(days=first + n) for n in range(number)]


BEFORE, DURING, AFTER = days_from(0, 40), days_from(45, 2), days_from(47, 9)
DAYS = [*BEFORE, *DURING, *AFTER]


def flat(people: int, days=tuple(DAYS)) -> dict[date, int | None]:
    return dict.fromkeys(days, people)


def found(place, similar=None, **spans):
    spans = {"before": BEFORE, "during": DURING, "after": AFTER, **spans}
    similar = {"15.04": flat(30), "15.06": flat(20)} if similar is None else similar
    return effect(place, similar, **spans)


def test_people_beyond_the_own_earlier_pace_are_the_effect():
    place = flat(50) | dict.fromkeys(DURING, 300) | dict.fromkeys(AFTER, 40)

    one = found(place)

    assert (one.before.people, one.before.days) == (2_000, 40)
    assert (one.during.people, one.after.people) == (600, 360)
    assert (one.gain.people, one.gain.expected, one.gain.days) == (500, 100, 2)
    assert (one.dip.people, one.net.people) == (-90, 410)


def test_what_befell_the_similar_places_too_is_no_effect():
    rush = dict.fromkeys((*DURING, *AFTER), 2)
    place = {day: 50 * rush.get(day, 1) for day in DAYS}
    similar = {"15.04": {day: 30 * rush.get(day, 1) for day in DAYS}}

    one = found(place, similar)

    assert (one.gain.people, one.gain.expected) == (0, 200)
    assert one.dip.people == 0


def test_a_day_that_was_not_reported_is_no_zero():
    place = flat(50) | {DURING[1]: 300, BEFORE[3]: None}
    similar = {"15.04": flat(30) | {DURING[1]: None, BEFORE[5]: None}, "15.06": flat(20)}

    one = found(place, similar)

    assert (one.gain.people, one.gain.expected, one.gain.days) == (250, 100, 2)
    assert (one.during.days, one.before.days) == (2, 39)


def test_a_day_of_the_event_that_was_not_reported_leaves_its_effect_unknown():
    one = found(flat(50) | {DURING[0]: None, DURING[1]: 300})

    assert (one.gain, one.net) == (None, None)
    assert one.during.silent == (DURING[0],)
    assert one.dip.people == 0


def test_a_day_after_it_that_was_not_reported_leaves_what_came_after_unknown():
    one = found(flat(50) | dict.fromkeys(DURING, 300) | {AFTER[3]: None})

    assert (one.dip, one.net) == (None, None)
    assert one.after.silent == (AFTER[3],)
    assert one.gain.people == 500


def test_a_day_that_no_similar_place_reported_is_not_judged():
    similar = {"15.04": flat(30) | {DURING[0]: None}}

    assert found(flat(50), similar).gain.days == 1


def test_an_event_on_a_day_nobody_works_is_all_effect():
    similar = {"15.04": flat(30) | {DURING[0]: 0}}

    one = found(flat(50) | {DURING[0]: 200}, similar, during=DURING[:1])

    assert (one.gain.people, one.gain.expected) == (200, 0)


def test_days_before_on_which_nobody_works_say_nothing():
    idle = dict.fromkeys(BEFORE[::7], 0)

    one = found(flat(50) | idle, {"15.04": flat(30) | idle})

    assert (one.gain.people, one.gain.low, one.gain.high) == (0, 0, 0)


@pytest.mark.parametrize("days", [0, FEWEST_DAYS_BEFORE - 1])
def test_with_too_few_days_before_nothing_is_judged(days):
    one = found(flat(50), before=BEFORE[:days])

    assert (one.gain, one.dip, one.net) == (None, None, None)
    assert one.before.days == days


def test_with_just_enough_days_before_it_is_judged():
    assert found(flat(50), before=BEFORE[:FEWEST_DAYS_BEFORE]).gain is not None


def test_without_similar_places_only_the_pace_is_known():
    one = found(flat(50) | dict.fromkeys(DURING, 300), {})

    assert (one.gain, one.during.people) == (None, 600)


def test_a_similar_place_that_hardly_ever_reported_is_left_out():
    silent = flat(None) | dict.fromkeys(BEFORE[: FEWEST_DAYS_BEFORE - 1], 30)

    one = found(flat(50), {"15.04": silent, "15.06": flat(20), "15.07": flat(0)})

    assert one.similar == ("15.06",)


def test_before_any_day_after_the_event_there_is_no_dip():
    one = found(flat(50), after=[])

    assert (one.dip, one.net) == (None, None)
    assert one.gain is not None


def test_a_place_that_recorded_nobody_before_is_compared_with_nobody():
    one = found(flat(0) | dict.fromkeys(DURING, 80))

    assert (one.gain.people, one.gain.low, one.gain.high) == (160, 160, 160)


def poisson(rng: random.Random, mean: float) -> int:
    """Counts of people: by the gaps between them for few, as a normal for many."""
    if mean > 60:
        return max(0, round(rng.gauss(mean, mean**0.5)))
    people, product, least = 0, rng.random(), exp(-mean)
    while product > least:
        people, product = people + 1, product * rng.random()
    return people


def simulated(rng: random.Random, gained: int, unsettled: float):
    """A place and five similar ones: a weekday rhythm and a rush shared by all, and noise.

    `unsettled` is how far a place's own day strays beyond chance, in parts of its level.
    """
    shared = {
        day: (1.6 if i > 35 else 1.0) * (0.8, 1.1, 1.0, 1.2, 0.9)[i % 5] * rng.uniform(0.8, 1.25)
        for i, day in enumerate(DAYS)
    }

    def course(pace: float) -> dict[date, int]:
        return {
            day: poisson(rng, pace * shared[day] * max(0.1, rng.gauss(1, unsettled)))
            for day in DAYS
        }

    place = course(60)
    for day in DURING:
        place[day] += gained // len(DURING)
    return place, {f"15.{n:02}": course(pace) for n, pace in enumerate((90, 45, 30, 15, 8))}


@pytest.mark.parametrize("unsettled", [0.0, 0.15, 0.3])
@pytest.mark.parametrize("gained", [0, 400])
def test_the_range_holds_the_truth_as_often_as_promised(gained, unsettled):
    rng = random.Random(20190404)
    held = {"gain": 0, "dip": 0, "net": 0}

    for _run in range(RUNS):
        one = found(*simulated(rng, gained, unsettled))
        for name, truth in (("gain", gained), ("dip", 0), ("net", gained)):
            change = getattr(one, name)
            held[name] += change.low <= truth <= change.high

    shares = {name: 100 * times / RUNS for name, times in held.items()}
    assert all(abs(share - PROMISED_PERCENT) <= 5 for share in shares.values()), shares


def test_an_effect_of_this_size_is_seen_and_none_is_not_claimed():
    rng = random.Random(4)

    clear = [found(*simulated(rng, gained, 0.1)).gain.is_clear for gained in [400] * 50 + [0] * 50]

    assert sum(clear[:50]) >= 48
    assert sum(clear[50:]) <= 10


def test_the_nearest_in_coverage_and_size_are_the_similar_ones():
    sarolangun = Likeness("15.03", 8600, 223_000)
    others = [
        Likeness("15.71", 9929, 441_000),
        Likeness("15.72", 9545, 77_000),
        Likeness("15.04", 8929, 212_000),
        Likeness("15.06", 9425, 224_000),
        Likeness("15.05", 9923, 270_000),
        Likeness("15.02", 9654, 236_000),
        Likeness("15.09", 9936, 222_000),
    ]

    assert most_alike(sarolangun, others) == ["15.04", "15.06", "15.02", "15.09", "15.05"]


def test_places_equally_near_are_taken_by_code():
    place = Likeness("15.03", 9000, 1000)

    assert most_alike(place, [Likeness("15.09", 9100, 1000), Likeness("15.04", 8900, 1000)]) == [
        "15.04",
        "15.09",
    ]
