"""The range: more to do is never sooner, silence never makes it better, and what it knows."""

from datetime import date, timedelta
from math import ceil, exp, log, sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from regions.arithmetic import FURTHEST, Outlook, Projection, pace, project, straight_on

from .days_of_weeks import a_week, even_weeks, two_months, weeks_of, withdrawn

TODAY = date(2019, 4, 4)
NEVER = date.max
people = st.integers(1, 100_000)


def ends(projection: Projection) -> tuple[date, date, date]:
    """Early, middle and late day; never is later than any day."""
    return projection.early or NEVER, projection.day or NEVER, projection.late or NEVER


def days(day: date) -> int:
    return (day - TODAY).days


@given(st.none() | st.integers(-5, 100), st.none() | people, two_months)
def test_what_is_unknown_stays_unknown_and_what_is_reached_is_reached(left, missing, course):
    found = project(left, missing, weeks_of(course), TODAY)

    if left is None or missing is None:
        assert found == Projection(Outlook.UNKNOWN)
    elif left <= 0:
        assert found == Projection(Outlook.REACHED, TODAY, TODAY, TODAY)
    elif pace(weeks_of(course)) is None:
        assert found == Projection(Outlook.TOO_FEW_REPORTS)
    else:
        assert found.outlook in (Outlook.PROJECTED, Outlook.NOT_AT_THIS_PACE)
        assert (found.outlook == Outlook.PROJECTED) == (found.early is not None)


@given(people, st.integers(-1000, 200_000), two_months)
def test_the_range_holds_the_middle_and_lies_within_two_years(left, missing, course):
    early, middle, late = ends(project(left, missing, weeks_of(course), TODAY))

    assert TODAY < early <= middle <= late
    for end in (early, middle, late):
        assert end == NEVER or end <= TODAY + timedelta(days=FURTHEST)


@given(people, st.integers(1, 100_000), st.integers(-1000, 200_000), two_months)
def test_more_people_to_record_are_never_there_sooner(left, more, missing, course):
    weeks = weeks_of(course)

    fewer, many = (ends(project(n, missing, weeks, TODAY)) for n in (left, left + more))

    assert all(a <= b for a, b in zip(fewer, many, strict=True))


def test_more_people_are_never_there_sooner_after_two_weeks_that_are_most_uneven():
    weeks = [a_week(5, 150), a_week(5, 850)]

    lates = [ends(project(left, 10**6, weeks, TODAY))[2] for left in range(10, 4000, 10)]

    assert lates == sorted(lates)


# Any but the first day of each week may be withdrawn.
some_of_each_week = st.sets(st.integers(0, 55).filter(lambda n: n % 7), max_size=40)


@given(st.integers(1, 200), st.integers(0, 50), people, st.integers(0, 100_000), some_of_each_week)
def test_of_even_weeks_a_withdrawn_report_widens_the_range_and_never_makes_it_sooner(
    a_day, outreach, left, more, which
):
    """Some of each week stay told. What was withdrawn is missing again, and to be recorded."""
    course = even_weeks(8, a_day, outreach=outreach)
    silent = withdrawn(course, which)
    gone = sum(day.people for day in silent if day.working and not day.told)
    assume(pace(weeks_of(silent)))
    missing = left + more

    before = ends(project(left, missing, weeks_of(course), TODAY))
    after = ends(project(left + gone, missing + gone, weeks_of(silent), TODAY))

    assert after[0] <= before[0]
    assert after[1] >= before[1]
    assert after[2] >= before[2]


def test_a_month_of_silence_is_not_taken_for_a_month_without_people():
    told = [a_week(5, 100)] * 8
    silent = [a_week(5, 100)] * 4 + [a_week(0, 0)] * 4

    before = project(1400, 4000, told, TODAY)
    after = project(1400 + 400, 4000 + 400, silent, TODAY)

    assert abs(days(after.day) - days(before.day)) < 0.1 * days(before.day)
    assert after.early <= before.early
    assert after.late > before.late


def test_weeks_without_anybody_told_as_such_lead_nowhere():
    zeros = [a_week(5, 0)] * 8

    assert project(100, 1000, zeros, TODAY) == Projection(Outlook.NOT_AT_THIS_PACE)
    # Outreach alone is no pace of its own.
    assert project(100, 1000, [*zeros[1:], a_week(5, 0, outreach=99)], TODAY).day is None


def test_an_even_course_with_many_missing_is_a_straight_line_give_or_take_chance():
    found = project(700, 1_000_000, [a_week(5, 70)] * 8, TODAY)

    assert days(found.day) == 71  # 70 of a straight line, a little more for who is missing
    assert days(found.early) < 70 < days(found.late)
    assert days(found.late) - days(found.early) < 25


def test_a_pace_that_fell_with_the_missing_goes_on_falling():
    # Each week a tenth of those still missing.
    missing, weeks = 100_000.0, []
    for _week in range(8):
        weeks.append(a_week(5, round(missing / 10)))
        missing *= 0.9
    left = round(missing * 0.6)

    found = project(left, round(missing), weeks, TODAY)

    true_days = 7 * log(0.4) / log(0.9)
    assert days(found.day) == pytest.approx(true_days, rel=0.05)
    # A fall that the missing explain is no unevenness: the range has no more than chance in it.
    assert days(found.late) < true_days * 1.1
    assert 0.8 * 7 * left / (missing / 9) < days(found.early) < days(found.day)


def test_who_is_never_missing_is_never_reached_at_the_late_end():
    weeks = [a_week(5, 100)] * 8

    assert project(1000, 1000, weeks, TODAY).late is None
    assert project(1000, 1001, weeks, TODAY).late is not None
    # More than all: over 100 % is no mistake, and the straight line still leads there.
    assert project(1000, -50, weeks, TODAY).day == TODAY + timedelta(days=70)


def test_uneven_weeks_have_a_wider_range_than_even_ones():
    even = project(1400, 4000, [a_week(5, 100)] * 8, TODAY)
    uneven = project(1400, 4000, [a_week(5, 50), a_week(5, 150)] * 4, TODAY)

    assert uneven.early < even.early
    assert uneven.late > even.late


def test_outreach_moves_the_early_end_alone():
    without = project(1400, 40_000, [a_week(5, 100)] * 8, TODAY)
    with_events = project(1400, 40_000, [a_week(5, 100, outreach=50)] * 8, TODAY)

    assert with_events.early < without.early
    assert abs(days(with_events.day) - days(without.day)) <= 1


def test_where_only_luck_arrives_within_two_years_only_the_early_end_is_told():
    found = project(10_500, 20_000, [a_week(5, 60), a_week(5, 140)] * 4, TODAY)

    assert found.outlook == Outlook.PROJECTED
    assert (found.day, found.late) == (None, None)
    assert days(found.early) <= FURTHEST


def test_beyond_two_years_even_with_luck_is_not_at_this_pace():
    assert project(50_000, 90_000, [a_week(5, 100)] * 8, TODAY) == Projection(
        Outlook.NOT_AT_THIS_PACE
    )


def test_the_last_people_whose_reports_are_awaited_may_have_come_already():
    silent = [a_week(5, 100)] * 6 + [a_week(0, 0)] * 2

    found = project(150, 4000, silent, TODAY)

    assert (days(found.early), days(found.day)) == (1, 1)
    assert days(found.late) > 10


@given(st.none() | st.integers(-5, 100_000), two_months)
def test_a_straight_line_divides_who_is_left_by_the_pace(left, course):
    weeks = weeks_of(course)
    found = straight_on(left, weeks, TODAY)

    recent = pace(weeks)
    if left is None:
        assert found == Projection(Outlook.UNKNOWN)
    elif left <= 0:
        assert found == Projection(Outlook.REACHED, TODAY, TODAY, TODAY)
    elif recent is None:
        assert found == Projection(Outlook.TOO_FEW_REPORTS)
    elif found.day is None:
        assert found == Projection(Outlook.NOT_AT_THIS_PACE)
        assert recent.total * FURTHEST < left
    else:
        assert found == Projection(Outlook.STRAIGHT_ON, found.day)
        # Who is awaited of the days not told is taken off first.
        assert recent.total * (days(found.day) - 1) < left
        if all(week.told == week.working for week in weeks) and days(found.day) > 1:
            assert recent.total * days(found.day) >= left


def test_a_straight_line_takes_silence_neither_for_nothing_done_nor_for_people_still_to_come():
    told = even_weeks(8, 20)
    silent = withdrawn(told, set(range(49, 54)))

    of_all = straight_on(3000, weeks_of(told), TODAY)
    # The 100 people of the last week are recorded, only nobody knows.
    of_the_known = straight_on(3100, weeks_of(silent), TODAY)

    assert of_all == of_the_known == Projection(Outlook.STRAIGHT_ON, TODAY + timedelta(days=210))


def unevenness(values: list[float]) -> float:
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) / (len(values) - 1) / mean**2


@pytest.mark.parametrize(
    ("counter", "outreach", "left", "missing"),
    [
        # Uneven without a trend; falling with those who are left; with outreach; a few people.
        ([210, 90, 260, 140, 300, 110, 240, 180], [0] * 8, 2_000, 4_000),
        ([420, 395, 371, 348, 327, 308, 289, 272], [0] * 8, 1_500, 2_500),
        ([150, 190, 140, 200, 160, 180, 170, 150], [0, 0, 300, 0, 0, 0, 120, 0], 1_800, 9_000),
        ([2, 0, 1, 3, 0, 2, 1, 1], [0] * 8, 20, 90),
    ],
)
def test_the_three_days_are_those_of_the_formulas_told_in_words(counter, outreach, left, missing):
    """All days told; weeks of the pace are the last four."""
    found = project(
        left,
        missing,
        [a_week(5, people, 0, out) for people, out in zip(counter, outreach, strict=True)],
        TODAY,
    )

    a_day = sum(counter[-4:]) / 28
    in_the_middle = missing + sum(counter[-4:] + outreach[-4:]) / 2
    hazard = a_day / in_the_middle
    seen, after = [], missing
    for people, out in zip(reversed(counter), reversed(outreach), strict=True):
        seen.append((people, after + (people + out) / 2))
        after += people + out
    chance = 1 / max(1, a_day * 7)
    even = unevenness([people for people, _left in seen])
    per_missing = unevenness([people / there for people, there in seen])
    # Student's t of seven degrees of freedom.
    a_week_by_luck = min(2, 1.41 * sqrt(max(chance, min(even, per_missing))))

    def luck(ahead: float) -> float:
        return exp(a_week_by_luck * sqrt(1 / 4 + 1 / max(1, ahead / 7)))

    straight, falling = left / a_day, -log(1 - left / missing) / hazard
    with_outreach = left / (a_day + sum(outreach) / 56)
    odds = ((even + chance) / (per_missing + chance)) ** 7
    between = 1 / ((1 / straight + odds / falling) / (1 + odds))
    early, late = with_outreach / luck(with_outreach), falling * luck(falling)
    expected = (
        TODAY + timedelta(ceil(n)) if n <= FURTHEST else NEVER for n in (early, between, late)
    )
    assert ends(found) == tuple(expected)
