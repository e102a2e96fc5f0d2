"""What changed since a week and a month before, in percent and in places."""

from datetime import date, timedelta

import pytest

from regions.arithmetic import Change
from regions.ranking import rank_children
from tests.factories import AS_OF, DAY, make_figure, make_jambi, make_siti, save_day
from tests.regions.jambi_with_figures import make_jambi_with_figures, row_of

pytestmark = pytest.mark.django_db


def test_changes_compare_with_the_figure_that_was_in_force_on_that_day():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, wajib_ktp=1000, recorded=800, as_of=date(2018, 12, 31))
    make_figure(
        jambi.sarolangun,
        wajib_ktp=1000,
        recorded=900,
        as_of=date(2019, 2, 1),
        published_on=date(2019, 4, 1),
    )

    head = rank_children(jambi.sarolangun, DAY).head

    assert head.standing.hundredths == 9000
    assert (head.change_7, head.change_30) == (Change(0, 1000), Change(0, 1000))


def test_a_new_figure_may_let_coverage_fall():
    jambi = make_jambi_with_figures()
    make_figure(jambi.sarolangun, wajib_ktp=1100, recorded=800, as_of=date(2019, 4, 1))

    row = row_of(rank_children(jambi.province, DAY), jambi.sarolangun)

    assert row.standing.hundredths == 7272
    assert row.change_7 == Change(by_people=0, by_figures=7272 - 8000)


def test_changes_are_those_of_the_figures_as_shown():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, wajib_ktp=30_000, recorded=20_000)
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 10}, day=DAY - timedelta(days=20))
    save_day(siti, {jambi.limun: 5}, day=DAY - timedelta(days=7))
    save_day(siti, {jambi.limun: 1}, day=DAY)

    head = rank_children(jambi.sarolangun, DAY).head

    assert head.standing.hundredths == 6672
    assert head.change_7 == Change(by_people=6672 - 6671, by_figures=0)
    assert head.change_30 == Change(by_people=6672 - 6666, by_figures=0)


def test_a_change_since_a_day_without_a_figure_is_unknown():
    jambi = make_jambi_with_figures()

    save_day(make_siti(jambi), {jambi.limun: 0}, day=AS_OF + timedelta(days=4))

    head = rank_children(jambi.sarolangun, AS_OF + timedelta(days=10)).head

    assert head.change_7 == Change(0, 0)
    assert head.change_30 is None


def test_a_week_without_any_report_has_no_change_and_no_place_kept():
    jambi = make_jambi_with_figures()
    last_day = DAY - timedelta(days=7)
    save_day(make_siti(jambi), {jambi.limun: 5}, day=last_day)

    before, silent = (
        row_of(rank_children(jambi.province, day), jambi.sarolangun)
        for day in (DAY - timedelta(days=1), DAY)
    )

    assert before.change_7.points > 0
    assert (silent.change_7, silent.rank_change_7) == (None, None)


def test_a_place_that_overtakes_another_has_moved_away_from_the_lowest():
    jambi = make_jambi_with_figures()
    save_day(make_siti(jambi), {jambi.limun: 150})

    ranking = rank_children(jambi.province, DAY)

    assert [(row.region.code, row.rank, row.rank_change_7) for row in ranking.rows] == [
        ("15.04", 1, -1),
        ("15.03", 2, 1),
    ]
