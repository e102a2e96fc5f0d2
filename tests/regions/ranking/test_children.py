"""Who is lowest, by how many people, and since when: single stories; any data at all is in
test_ranking_by_hand.
"""

from datetime import date

import pytest

from regions.models import Channel, State, ZeroReason
from regions.ranking import rank_children
from tests.factories import (
    DAY,
    make_ani,
    make_figure,
    make_jambi,
    make_region,
    make_siti,
    make_target,
    save_day,
)
from tests.regions.jambi_with_figures import YESTERDAY, codes, make_jambi_with_figures, row_of

pytestmark = pytest.mark.django_db


def test_a_save_is_in_every_ranking_above_at_once():
    jambi = make_jambi_with_figures()

    save_day(make_siti(jambi), {jambi.limun: 25})

    sarolangun = rank_children(jambi.sarolangun, DAY).head.standing
    jambi_now = rank_children(jambi.province, DAY).head.standing
    nation_now = rank_children(jambi.nation, DAY).head.standing
    assert (sarolangun.recorded, sarolangun.hundredths) == (825, 8250)
    assert (jambi_now.recorded, jambi_now.wajib_ktp, jambi_now.hundredths) == (1275, 1500, 8500)
    assert nation_now == jambi_now


def test_people_are_summed_and_percentages_never_averaged():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, wajib_ktp=9000, recorded=9000)
    make_figure(jambi.batanghari, wajib_ktp=1000, recorded=0)

    assert rank_children(jambi.province, DAY).head.standing.hundredths == 9000


def test_the_lowest_comes_first_and_the_unknown_last_without_a_rank():
    jambi = make_jambi_with_figures()
    make_region("15.01")

    ranking = rank_children(jambi.province, DAY)

    assert codes(ranking) == ["15.03", "15.04", "15.01"]
    assert [row.rank for row in ranking.rows] == [1, 2, None]
    assert (ranking.head.standing.recorded, ranking.head.standing.hundredths) == (None, None)
    assert (ranking.head.standing.known_parts, ranking.head.standing.parts) == (2, 3)
    assert ranking.head.known.hundredths == 1250 * 10_000 // 1500


def test_a_kecamatan_has_the_row_that_it_has_among_the_others_of_its_office():
    jambi = make_jambi()
    for place, recorded in ((jambi.limun, 700), (jambi.sarolangun_kota, 500), (jambi.pauh, 600)):
        make_figure(place, 1000, recorded)
    make_region("15.03.01.2001")

    inside = rank_children(jambi.sarolangun, DAY)

    assert codes(inside) == ["15.03.02", "15.03.03", "15.03.01"]
    for row in inside.rows:
        own = rank_children(row.region, DAY)
        assert (own.head.region, own.head.standing, own.rows) == (row.region, row.standing, [])


def test_equal_coverage_ranks_fewer_missing_first_then_the_lower_code():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, wajib_ktp=1000, recorded=900)
    make_figure(jambi.batanghari, wajib_ktp=100, recorded=90)
    make_figure(make_region("15.72"), wajib_ktp=100, recorded=90)

    ranking = rank_children(jambi.province, DAY)

    assert codes(ranking) == ["15.04", "15.72", "15.03"]
    assert [row.rank for row in ranking.rows] == [1, 2, 3]


def test_coverage_that_looks_equal_is_ranked_by_its_unrounded_ratio():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, wajib_ktp=300_000, recorded=200_002)
    make_figure(jambi.batanghari, wajib_ktp=300_000, recorded=200_001)

    ranking = rank_children(jambi.province, DAY)

    assert {row.standing.hundredths for row in ranking.rows} == {6666}
    assert codes(ranking) == ["15.04", "15.03"]


def test_over_100_percent_is_shown_with_negative_missing():
    jambi = make_jambi_with_figures()
    save_day(make_siti(jambi), {jambi.sarolangun: 250})

    row = row_of(rank_children(jambi.province, DAY), jambi.sarolangun)

    assert (row.standing.hundredths, row.standing.missing) == (10_500, -50)
    assert (row.reached, row.people_to_target) == (True, 0)


def test_minors_and_outsiders_are_not_added_to_the_recorded():
    jambi = make_jambi_with_figures()
    values = {"recorded": 5, "recorded_minors": 7, "recorded_outsiders": 9, "printed": 30}

    save_day(make_siti(jambi), {jambi.limun: values})

    assert rank_children(jambi.sarolangun, DAY).head.standing.recorded == 805


def test_outreach_counts_like_the_office():
    jambi = make_jambi_with_figures()
    siti = make_siti(jambi)

    save_day(siti, {jambi.limun: 5})
    save_day(siti, {jambi.limun: 200}, channel=Channel.JEMPUT_BOLA)

    assert rank_children(jambi.sarolangun, DAY).head.standing.recorded == 1005


def test_a_backdated_report_changes_the_day_it_was_for_and_all_after():
    jambi = make_jambi_with_figures()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 10}, day=DAY)

    save_day(siti, {jambi.limun: 30}, day=date(2019, 3, 1))

    def recorded_on(day):
        return rank_children(jambi.province, day).rows[0].standing.recorded

    assert recorded_on(date(2019, 2, 28)) == 800
    assert recorded_on(date(2019, 3, 1)) == 830
    assert recorded_on(DAY) == 840


def test_people_to_target_follow_the_target_of_each_place():
    jambi = make_jambi_with_figures()
    make_target("85", jambi.sarolangun, deadline=date(2019, 4, 17), label="Pemilu")
    make_target("95", jambi.province)

    ranking = rank_children(jambi.province, DAY)

    sarolangun = row_of(ranking, jambi.sarolangun)
    assert (sarolangun.people_to_target, sarolangun.goal.deadline) == (50, date(2019, 4, 17))
    assert row_of(ranking, jambi.batanghari).people_to_target == 25
    assert ranking.head.people_to_target == 175
    assert rank_children(jambi.nation, DAY).head.goal.hundredths == 9800


def test_the_target_is_reached_with_the_last_missing_person_and_not_before():
    jambi = make_jambi_with_figures()
    siti = make_siti(jambi)

    save_day(siti, {jambi.limun: 179})
    almost = rank_children(jambi.sarolangun, DAY).head
    save_day(siti, {jambi.limun: 180})
    reached = rank_children(jambi.sarolangun, DAY).head

    assert (almost.reached, almost.people_to_target) == (False, 1)
    assert (reached.reached, reached.people_to_target) == (True, 0)


def test_the_last_report_is_a_service_day_up_to_the_day_asked_for():
    jambi = make_jambi_with_figures()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 1}, day=date(2019, 4, 1))
    zero = {"state": State.ZERO, "zero_reason": ZeroReason.NOBODY_CAME}
    save_day(siti, {}, day=date(2019, 4, 2), status=zero)
    save_day(siti, {}, day=date(2019, 4, 3), status={"state": State.CLOSED})

    def last_report_on(day):
        return row_of(rank_children(jambi.province, day), jambi.sarolangun).last_report

    assert last_report_on(date(2019, 3, 31)) is None
    assert last_report_on(date(2019, 4, 1)) == date(2019, 4, 1)
    assert last_report_on(DAY) == date(2019, 4, 2)


def test_a_province_last_reported_when_the_latest_of_its_offices_did():
    jambi = make_jambi_with_figures()
    save_day(make_siti(jambi), {jambi.limun: 1}, day=YESTERDAY)
    save_day(make_ani(jambi), {jambi.mersam: 1}, day=date(2019, 4, 1))

    ranking = rank_children(jambi.nation, DAY)

    assert row_of(ranking, jambi.province).last_report == YESTERDAY
