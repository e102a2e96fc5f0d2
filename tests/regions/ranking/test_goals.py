"""Targets are dated settings: the most specific region wins, then the latest; default 98 %."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from regions.decrees import Lineage
from regions.ranking.goals import Goals
from tests.factories import DAY, make_jambi, make_target

pytestmark = pytest.mark.django_db


def hundredths(region, day=DAY, *, nation) -> int:
    return Goals(day, nation.pk, Lineage([])).of(region).hundredths


def test_without_a_target_98_percent_is_the_goal():
    jambi = make_jambi()

    assert hundredths(jambi.limun, nation=jambi.nation) == 9800


def test_a_target_for_all_holds_everywhere():
    jambi = make_jambi()
    make_target("99.3", deadline=date(2019, 4, 17), label="Pemilu")

    goal = Goals(DAY, jambi.nation.pk, Lineage([])).of(jambi.sarolangun)

    assert (goal.hundredths, goal.deadline, goal.label) == (9930, date(2019, 4, 17), "Pemilu")
    for region in (jambi.nation, jambi.province, jambi.limun):
        assert hundredths(region, nation=jambi.nation) == 9930


def test_the_target_of_the_nation_holds_for_all_below():
    jambi = make_jambi()
    make_target("99.4", jambi.nation)

    for region in (jambi.nation, jambi.province, jambi.sarolangun, jambi.limun):
        assert hundredths(region, nation=jambi.nation) == 9940


def test_the_most_specific_target_wins_even_when_a_wider_one_is_later():
    jambi = make_jambi()
    make_target("99", jambi.nation, from_day=date(2019, 4, 1))
    make_target("97", jambi.province, from_day=date(2019, 3, 1))
    make_target("90", jambi.sarolangun, from_day=date(2019, 2, 1))
    make_target("85", jambi.limun, from_day=date(2019, 1, 1))

    answers = {
        region.code: hundredths(region, nation=jambi.nation)
        for region in (
            jambi.nation,
            jambi.province,
            jambi.batanghari,
            jambi.mersam,
            jambi.sarolangun,
            jambi.pauh,
            jambi.limun,
        )
    }

    assert answers == {
        "ID": 9900,
        "15": 9700,
        "15.04": 9700,
        "15.04.01": 9700,
        "15.03": 9000,
        "15.03.03": 9000,
        "15.03.01": 8500,
    }


def test_of_one_region_the_latest_target_begun_wins():
    jambi = make_jambi()
    make_target("98", jambi.province, from_day=date(2019, 1, 1))
    make_target("99", jambi.province, from_day=date(2019, 4, 4))
    make_target("99.9", jambi.province, from_day=date(2019, 4, 5))

    assert hundredths(jambi.province, date(2018, 12, 31), nation=jambi.nation) == 9800
    assert hundredths(jambi.province, date(2019, 4, 3), nation=jambi.nation) == 9800
    assert hundredths(jambi.province, date(2019, 4, 4), nation=jambi.nation) == 9900
    assert hundredths(jambi.province, date(2019, 4, 5), nation=jambi.nation) == 9990


def test_after_the_last_day_the_earlier_target_applies_again_and_then_the_wider_one():
    jambi = make_jambi()
    make_target("99", jambi.nation)
    make_target("97", jambi.province, from_day=date(2019, 2, 1), last_day=date(2019, 4, 20))
    make_target("96", jambi.province, from_day=date(2019, 3, 1), last_day=date(2019, 4, 4))

    def on(day: date) -> int:
        return hundredths(jambi.limun, day, nation=jambi.nation)

    assert [on(date(2019, 4, day)) for day in (4, 5, 20, 21)] == [9600, 9700, 9700, 9900]


def test_a_target_for_all_and_one_of_the_nation_are_of_one_place_and_the_latest_wins():
    jambi = make_jambi()
    make_target("98", jambi.nation, from_day=date(2018, 1, 1))
    make_target("99", from_day=date(2019, 1, 1), last_day=date(2019, 4, 3))

    assert hundredths(jambi.limun, date(2019, 4, 3), nation=jambi.nation) == 9900
    assert hundredths(jambi.limun, date(2019, 4, 4), nation=jambi.nation) == 9800


def test_all_goals_of_a_day_take_one_query(django_assert_num_queries):
    jambi = make_jambi()
    make_target("99", jambi.province)

    with django_assert_num_queries(1):
        goals = Goals(DAY, jambi.nation.pk, Lineage([]))
        answers = [goals.of(region) for region in (jambi.nation, jambi.province, jambi.limun)]

    assert [goal.hundredths for goal in answers] == [9800, 9900, 9900]


@pytest.mark.parametrize("percent", ["0", "-1"])
def test_the_database_refuses_a_target_of_nothing(percent):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_target(percent)


def test_the_database_refuses_two_targets_for_all_from_one_day():
    make_target("98")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_target("99")


def test_the_database_refuses_a_target_that_ends_before_it_begins():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_target("98", last_day=date(2018, 12, 31))
