"""A pace is made of the days that were told: silence is left out, an honest zero is not."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from regions.arithmetic import (
    Pace,
    Week,
    needed_a_day,
    pace,
    pace_of_sum,
    serving_days,
    weeks_of_sum,
)

from .days_of_weeks import (
    Day,
    a_week,
    even_weeks,
    two_months,
    weeks_of,
    which_days,
    withdrawn,
)

people = st.integers(0, 400)


def by_hand(days: list[Day]) -> Pace | None:
    """Day by day, as it is told in words; `days` are whole weeks, oldest first.

    Every day of the oldest week weighs so much that 28 days are known, all others weigh 1.
    """
    held, looked_at = Fraction(0), []
    for n in range(len(days) - 7, max(-1, len(days) - 57), -7):
        week = days[n : n + 7]
        expected = [day for day in week if day.working]
        told = [day for day in expected if day.told]
        known = Fraction(7 * len(told), len(expected)) if expected else Fraction(7)
        held += known
        weight = 1 if held <= 28 else 1 - (held - 28) / known
        looked_at += [(day, weight) for day in week]
        if held >= 28:
            break

    def weigh(which, of=lambda day: 1):
        return sum((of(day) * weight for day, weight in looked_at if which(day)), Fraction(0))

    told = weigh(lambda day: day.working and day.told)
    working = weigh(lambda day: day.working)
    whole = weigh(lambda day: True)
    if held < 14 or (working and not told):
        return None
    of_told = weigh(lambda day: day.working and day.told, lambda day: day.people)
    of_off = weigh(lambda day: not day.working, lambda day: day.people)
    counter = (of_told / told * working if told else 0) + of_off
    recent = days[-28:]
    outreach = Fraction(sum(day.outreach for day in recent), len(recent))
    return Pace(counter / whole, outreach, whole, told, working)


@given(two_months)
def test_the_pace_is_the_mean_over_all_days_with_silent_ones_like_those_told(days):
    assert pace(weeks_of(days)) == by_hand(days)


@given(people, people, people, which_days)
def test_an_office_whose_weeks_are_alike_keeps_its_pace_whatever_is_withdrawn(a, off, out, which):
    days = even_weeks(8, a, off, out)

    before, after = pace(weeks_of(days)), pace(weeks_of(withdrawn(days, which)))

    assert before.counter == Fraction(5 * a + 2 * off, 7)
    assert after is None or (after.counter, after.outreach) == (before.counter, before.outreach)


@given(two_months, which_days, st.lists(people, min_size=56, max_size=56))
def test_what_a_withdrawn_day_held_says_nothing(days, which, others):
    different = [
        day._replace(people=other) if n in which and day.working else day
        for n, (day, other) in enumerate(zip(days, others, strict=True))
    ]

    found, other = (pace(weeks_of(withdrawn(one, which))) for one in (days, different))

    assert found == other


@given(st.lists(st.integers(1, 300), min_size=20, max_size=20), st.integers(0, 19))
def test_an_honest_zero_lowers_the_pace_where_silence_does_not(counts, n):
    counts[n] = 0
    assume(any(counts))
    week_days = [Day(people=count) for count in counts]
    days = []
    for begin in range(0, 20, 5):
        days += [*week_days[begin : begin + 5], Day(working=False), Day(working=False)]
    where = n // 5 * 7 + n % 5

    zero, silent = pace(weeks_of(days)), pace(weeks_of(withdrawn(days, {where})))

    assert zero.counter < silent.counter
    assert zero.counter == silent.counter * Fraction(19, 20)


def test_a_day_that_has_just_begun_lets_no_whole_week_of_long_ago_weigh_in():
    """Kota Jambi: 86 people a week of late, 39 in the week before the 28 days."""
    whole = [a_week(5, 39), *[a_week(5, 86)] * 4]
    # Of the same days shifted by one, the last week waits for today's report.
    this_morning = [a_week(5, 39), *[a_week(5, 86)] * 3, a_week(4, 69)]

    assert pace(whole).counter == Fraction(86, 7)
    assert pace(this_morning).days == 28 + Fraction(7, 5)
    assert pace(this_morning).counter > Fraction(97, 100) * pace(whole).counter


def test_a_closed_day_is_told_and_counts_as_the_zero_it_is():
    closed = a_week(told=5, people=80)

    assert pace([a_week(5, 100)] * 3 + [closed]).counter == Fraction(380, 28)


def test_silent_weeks_make_it_reach_further_back_but_never_beyond_eight():
    told, silent = a_week(5, 100), a_week(0, 0)

    assert pace([told, *[silent] * 4, told, told, told]).days == 56
    assert pace([told, told, told, told, silent, silent]).days == 42
    assert pace([a_week(5, 999), told, *[silent] * 5, told, told]) is not None
    assert pace([a_week(5, 999), told, *[silent] * 5, told, told]).counter == Fraction(100, 7)


@pytest.mark.parametrize(
    ("weeks", "known"),
    [
        ([a_week(5, 100)] * 2, True),
        ([a_week(5, 100), a_week(4, 80)], False),
        ([a_week(2, 40)] * 5, True),
        ([a_week(2, 40)] * 4, False),
        ([], False),
        ([a_week(0, 0, off=9)] * 8, False),
        # Two weeks of holidays, people came all the same; then reports that never came.
        ([Week(7, 0, 0, 0, 14, 0)] * 2, True),
        ([Week(7, 0, 0, 0, 14, 0)] * 2 + [a_week(0, 0)], False),
    ],
)
def test_fewer_than_fourteen_known_days_are_too_few(weeks, known):
    assert (pace(weeks) is not None) == known


def test_days_before_the_place_began_are_in_no_number():
    began_on_thursday = Week(4, 2, 2, 40, 0, 0)
    before = Week(0, 0, 0, 0, 0, 0)

    found = pace([before, began_on_thursday, a_week(5, 100), a_week(5, 100)])

    assert found == Pace(Fraction(240, 18), Fraction(0), 18, 12, 12)


def test_outreach_is_told_apart_from_those_who_come_by_themselves():
    found = pace([a_week(5, 70)] * 3 + [a_week(5, 70, outreach=560)])

    assert (found.counter, found.outreach, found.total) == (10, 20, 30)


@given(st.lists(st.none() | st.builds(pace, st.just([a_week(4, 70, 3, 10)] * 6)), max_size=5))
def test_a_sum_is_of_the_paces_that_are_known_and_says_how_many(paces):
    whole, known, of = pace_of_sum(paces)

    assert (known, of) == (sum(one is not None for one in paces), len(paces))
    assert (whole is None) == (known == 0)
    if whole:
        one = pace([a_week(4, 70, 3, 10)] * 6)
        assert whole == Pace(known * one.counter, known * one.outreach, one.days,
                             known * one.told, known * one.working)  # fmt: skip


@given(st.lists(two_months, min_size=1, max_size=4))
def test_the_weeks_of_a_sum_have_what_its_places_have(places):
    found = [weeks for days in places if pace(weeks := weeks_of(days))]

    together = weeks_of_sum(weeks_of(days) for days in places)

    assert len(together) == (8 if found else 0)
    for n, week in enumerate(together):
        of_week = [weeks[n] for weeks in found]
        assert week.told == sum(one.told for one in of_week)
        assert week.working == sum(one.working for one in of_week)
        assert week.people_off == sum(one.people_off for one in of_week)
        assert week.outreach == sum(one.outreach for one in of_week)
        if all(one.told == one.working for one in of_week):
            assert week.people == sum(one.people for one in of_week)


def test_a_large_office_that_is_silent_weighs_what_it_weighs_in_a_sum():
    large = [a_week(5, 1000)] * 7 + [a_week(0, 0)]
    small = [a_week(5, 10)] * 8

    together = weeks_of_sum([large, small, [a_week(0, 0)] * 8])

    assert together == [Week(7, 10, 10, 1010, 0, 0)] * 7 + [Week(7, 10, 5, 505, 0, 0)]
    assert pace(together).counter == Fraction(1010, 7)


@pytest.mark.parametrize(
    ("deadline", "days"),
    [(date(2019, 4, 17), 12), (date(2019, 4, 6), 1), (date(2019, 4, 5), 0), (date(2019, 1, 1), 0)],
)
def test_people_are_served_until_the_day_before_the_deadline(deadline, days):
    assert serving_days(date(2019, 4, 4), deadline) == days


@given(st.dates(date(2019, 1, 1), date(2019, 12, 31)), st.integers(2, 400), st.integers(1, 10_000))
def test_with_a_day_less_to_serve_at_least_as_many_are_needed(day, ahead, left):
    days = serving_days(day, day + timedelta(days=ahead))

    assert days == ahead - 1
    assert needed_a_day(left, days) * days >= left


def test_jambi_needs_3008_a_day_until_the_eve_of_the_election():
    days = serving_days(date(2019, 4, 4), date(2019, 4, 17))

    assert needed_a_day(36_094, days) == 3008
