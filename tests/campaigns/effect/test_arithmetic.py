"""The effect of an event, worked out from days whose answer one sees."""

from datetime import date, timedelta

import pytest

from campaigns.effect.arithmetic import (
    FEWEST_DAYS_BEFORE,
    Likeness,
    effect,
    most_alike,
)

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
