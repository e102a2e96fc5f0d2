"""What the chart of a region draws, and the same numbers as a table."""

from datetime import date, timedelta
from fractions import Fraction
from math import floor

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from regions import wording
from regions.arithmetic import Standing
from regions.ranking import Goal, Point, Row, Trend
from tests.factories import DAY
from tests.regions.ranking.ranked import UNKNOWN, people, row, told

POLLING = date(2019, 4, 17)
GOAL = Goal(9800, POLLING, "Pemilu 17 April 2019")
BUSY = told(*[70] * 8, outreach=35)
IN_28_DAYS = (DAY + timedelta(days=28)).isoformat()


def course(*standings: Standing, rebased: int | None = None) -> Trend:
    """One point a day up to the day of the article; `rebased` is the index of one of them."""
    first = DAY - timedelta(days=len(standings) - 1)
    points = [
        Point(first + timedelta(days=n), standing, n == rebased)
        for n, standing in enumerate(standings)
    ]
    return Trend(points, 1, 1)


def jambi(standing: Standing, **fields) -> Row:
    return row("15", standing, **{"goal": GOAL, "weeks": BUSY, "last_report": DAY, **fields})


def chart(standing: Standing, **fields) -> dict:
    return wording.chart(course(standing), jambi(standing, **fields), [])


def test_the_points_are_the_percentages_as_shown_rounded_down():
    found = wording.chart(
        course(people(97_995, 100_000), people(97_999, 100_000), UNKNOWN, people(10_044, 10_000)),
        jambi(people(10_044, 10_000)),
        [],
    )

    assert [point["percent"] for point in found["points"]] == [97.99, 97.99, None, 100.44]
    assert [point["day"] for point in found["points"]] == [
        "2019-04-01",
        "2019-04-02",
        "2019-04-03",
        "2019-04-04",
    ]
    assert found["points"][0]["label"] == "1 Apr"
    assert found["target"] == 98.0


@given(st.lists(st.tuples(st.integers(0, 3_000_000), st.integers(1, 2_500_000)), min_size=1))
def test_every_point_is_the_fraction_cut_after_two_decimals(pairs):
    standings = [people(recorded, wajib) for recorded, wajib in pairs]

    found = wording.chart(course(*standings), jambi(standings[-1]), [])

    assert [point["percent"] for point in found["points"]] == [
        floor(Fraction(recorded * 10_000, wajib)) / 100 for recorded, wajib in pairs
    ]


def test_a_new_population_figure_is_marked_in_chart_and_table():
    both = course(people(900, 1000), people(900, 1100), rebased=1)

    drawn, table = wording.chart(both, jambi(people(900, 1100)), []), wording.trend_table(both, [])

    assert [point["mark"] for point in drawn["points"]] == ["", "angka wajib KTP baru"]
    assert [line[-1] for line in table] == ["angka wajib KTP baru", ""]


def test_the_band_runs_from_the_falling_counter_to_outreach_going_on():
    ahead = chart(people(9000, 10_000))["ahead"]

    # In 13 days: 10 a day come by themselves, 5 through outreach; of the 1.000 missing now about
    # 0,8 % come a day, 1.210 were missing in the middle of these weeks.
    assert ahead == {
        "day": "2019-04-17",
        "label": "17 Apr",
        "slow": 91.01,
        "middle": 91.3,
        "fast": 91.95,
    }


@given(st.integers(1, 9799), st.lists(st.integers(0, 900), min_size=8, max_size=8))
def test_the_middle_of_the_projection_equals_the_one_computed_by_hand(recorded, weeks):
    ahead = chart(people(recorded, 10_000), weeks=told(*weeks))["ahead"]

    by_hand = floor((recorded + Fraction(sum(weeks[-4:]), 28) * 13) / Fraction(10_000) * 10_000)
    assert ahead["middle"] == by_hand / 100
    assert ahead["slow"] <= ahead["middle"] == ahead["fast"]


@pytest.mark.parametrize(
    ("deadline", "end"),
    [
        (None, IN_28_DAYS),
        (DAY, IN_28_DAYS),
        (DAY - timedelta(days=1), IN_28_DAYS),
        (DAY + timedelta(days=1), "2019-04-05"),
        (DAY + timedelta(days=120), "2019-08-02"),
        (DAY + timedelta(days=121), IN_28_DAYS),
    ],
)
def test_without_a_deadline_near_ahead_the_projection_ends_in_four_weeks(deadline, end):
    found = chart(people(9000, 10_000), goal=Goal(9800, deadline))

    assert found["ahead"]["day"] == end
    assert (found["deadline"] is not None) == (end != IN_28_DAYS)


def test_a_deadline_bears_its_label_or_its_day():
    labelled = chart(people(9000, 10_000))["deadline"]
    plain = chart(people(9000, 10_000), goal=Goal(9800, POLLING))["deadline"]

    assert labelled == {"day": "2019-04-17", "label": "Pemilu 17 April 2019"}
    assert plain == {"day": "2019-04-17", "label": "17 April 2019"}


def test_there_is_no_projection_where_the_target_is_reached_or_reports_are_too_few():
    assert chart(people(9800, 10_000))["ahead"] is None
    assert chart(people(9000, 10_000), weeks=told(9))["ahead"] is None


def test_the_pace_of_some_is_not_laid_upon_all():
    head = jambi(Standing(18_000, 20_000, 2, 2), paced=1)

    assert wording.chart(course(people(18_000, 20_000)), head, [])["ahead"] is None


def test_the_pace_of_all_is_not_laid_upon_the_few_that_are_known():
    part = people(9000, 10_000)
    head = jambi(Standing(None, None, 1, 2), known=part)

    assert wording.chart(course(part), head, [])["ahead"] is None


def test_the_table_has_the_newest_day_first_and_says_what_is_unknown():
    table = wording.trend_table(course(people(8600, 10_000), UNKNOWN, people(10_044, 10_000)), [])

    assert table == [
        ("4 April 2019", "100,44 %", "10.044", "10.000", ""),
        ("3 April 2019", "–", "–", "–", ""),
        ("2 April 2019", "86,00 %", "8.600", "10.000", ""),
    ]


def test_the_words_of_the_chart_follow_the_language_of_the_page():
    assert chart(people(9000, 10_000))["words"]["target"] == "target 98 %"
    with translation.override("en"):
        words = chart(people(9000, 10_000))["words"]
    assert words["middle"] == "by themselves, as of late"
