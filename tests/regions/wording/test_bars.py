"""What is drawn in a row of the ranking: its class, the bar to the target, the weeks."""

import pytest

from regions.arithmetic import Week
from regions.ranking import Goal, Row
from regions.wording.bars import bar_start, css_class, drawn, week_bars
from tests.regions.ranking.ranked import people, row, told


def at_percent(hundredths: int, **fields) -> Row:
    return row(standing=people(hundredths, 10_000), **fields)


@pytest.mark.parametrize(
    ("lowest", "start"),
    [(8999, 8000), (8500, 8000), (8499, 7000), (6012, 5000), (10_500, 8000), (300, 0), (0, 0)],
)
def test_bars_begin_at_a_round_ten_percent_below_the_lowest(lowest, start):
    assert bar_start([at_percent(lowest), at_percent(9900)]) == start


def test_bars_begin_at_80_where_nothing_is_known():
    assert bar_start([row()]) == bar_start([]) == 8000


def test_a_bar_is_full_at_100_percent_and_over_it():
    bars = [drawn(at_percent(n), start=8000).bar for n in (9000, 10_500)]

    assert bars == [50, 100]
    assert drawn(row(), start=8000).bar == 0


@pytest.mark.parametrize(("target", "tick"), [(9800, 90), (7000, 0), (12_000, 100)])
def test_the_mark_of_the_target_stays_within_the_bar(target, tick):
    assert drawn(at_percent(9000, goal=Goal(target)), start=8000).tick == tick


@pytest.mark.parametrize(
    ("hundredths", "expected"),
    [
        *((8699, "c1"), (8700, "c2"), (9199, "c2"), (9200, "c3"), (9499, "c3")),
        *((9500, "c4"), (9799, "c4"), (9800, "c5"), (10_500, "c5")),
    ],
)
def test_the_coverage_class_rises_to_the_target(hundredths, expected):
    assert css_class(at_percent(hundredths)) == expected


def test_the_coverage_class_of_the_unknown_is_its_own():
    assert css_class(row()) == css_class(row(standing=people(None, 1000))) == "c0"


def test_a_low_target_that_is_reached_shows_as_reached():
    assert css_class(at_percent(8600, goal=Goal(8500))) == "c5"


def test_each_week_has_a_bar_as_high_as_its_people_and_none_without():
    assert week_bars(told(9, 9, 9, 9, 0, 50, 1, 100)).endswith(
        '<rect x="40" y="-10" width="6" height="10"/>'
        '<rect x="48" y="-1" width="6" height="1"/>'
        '<rect x="56" y="-20" width="6" height="20"/>'
    )


def test_the_newest_week_is_last_however_few_there_are():
    assert week_bars(told(10)) == '<rect x="56" y="-20" width="6" height="20"/>'


def test_who_came_to_the_counter_on_a_day_off_or_to_an_event_is_in_the_bar():
    assert week_bars([Week(7, 5, 5, 1, 2, 3)]) == '<rect x="56" y="-20" width="6" height="20"/>'


def test_a_week_of_which_nothing_was_told_is_a_line_at_the_foot():
    untold = Week(7, working=5, told=0, people=0, people_off=0, outreach=0)

    assert week_bars([untold, *told(7)]) == (
        '<rect class="untold" x="48" y="-1" width="6" height="1"/>'
        '<rect x="56" y="-20" width="6" height="20"/>'
    )


@pytest.mark.parametrize("weeks", [(), told(0, 0)])
def test_without_anybody_recorded_there_are_no_bars(weeks):
    assert week_bars(weeks) == ""
