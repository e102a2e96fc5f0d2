"""Single stories of the ranking; any data at all is in test_ranking_by_hand."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regions.levels import Level
from regions.models import Basis, Channel, Region, Role, State, ZeroReason
from regions.ranking import rank_children
from tests.factories import (
    AS_OF,
    DAY,
    Jambi,
    make_ani,
    make_figure,
    make_jambi,
    make_person,
    make_region,
    make_siti,
    make_target,
    save_day,
)

pytestmark = pytest.mark.django_db

YESTERDAY = DAY - timedelta(days=1)


def make_jambi_with_figures() -> Jambi:
    """Sarolangun at 80,00 %, Batanghari at 90,00 % on 31 January."""
    jambi = make_jambi()
    make_figure(jambi.sarolangun, wajib_ktp=1000, recorded=800)
    make_figure(jambi.batanghari, wajib_ktp=500, recorded=450)
    return jambi


def codes(ranking) -> list[str]:
    return [row.region.code for row in ranking.rows]


def row_of(ranking, region: Region):
    return next(row for row in ranking.rows if row.region.pk == region.pk)


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


def test_what_was_counted_up_to_the_as_of_day_is_already_in_the_figure():
    jambi = make_jambi_with_figures()
    siti = make_siti(jambi)

    save_day(siti, {jambi.limun: 5}, day=AS_OF)
    save_day(siti, {jambi.limun: 7}, day=AS_OF + timedelta(days=1))

    assert rank_children(jambi.province, DAY).rows[0].standing.recorded == 807


def test_before_the_first_figure_coverage_is_unknown_and_counts_are_still_told():
    jambi = make_jambi_with_figures()
    save_day(make_siti(jambi), {jambi.limun: 5}, day=date(2019, 1, 10))

    ranking = rank_children(jambi.province, date(2019, 1, 30))

    row = row_of(ranking, jambi.sarolangun)
    assert (row.standing.hundredths, row.rank, row.counted) == (None, None, 5)
    assert row.last_report == date(2019, 1, 10)


def test_before_the_first_count_the_figure_alone_is_shown():
    jambi = make_jambi_with_figures()
    save_day(make_siti(jambi), {jambi.limun: 5})

    row = row_of(rank_children(jambi.province, YESTERDAY), jambi.sarolangun)

    assert (row.standing.recorded, row.counted, row.last_report) == (800, 0, None)


def test_a_figure_without_recorded_people_leaves_coverage_unknown_not_zero():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, wajib_ktp=1000, recorded=None)
    save_day(make_siti(jambi), {jambi.limun: 5})

    row = row_of(rank_children(jambi.province, DAY), jambi.sarolangun)

    assert (row.standing.recorded, row.standing.wajib_ktp) == (None, 1000)
    assert (row.standing.hundredths, row.rank, row.reached) == (None, None, None)
    assert row.counted == 5


def test_a_figure_published_later_does_not_rank_the_days_before_anew():
    jambi = make_jambi_with_figures()
    before = rank_children(jambi.province, date(2019, 3, 6))

    make_figure(
        jambi.sarolangun,
        wajib_ktp=1000,
        recorded=990,
        as_of=date(2019, 2, 15),
        published_on=date(2019, 3, 7),
    )

    again = rank_children(jambi.province, date(2019, 3, 6))
    assert codes(again) == codes(before) == ["15.03", "15.04"]
    assert again.rows[0].standing == before.rows[0].standing
    assert codes(rank_children(jambi.province, date(2019, 3, 7))) == ["15.04", "15.03"]


def test_a_corrected_publication_of_one_as_of_day_counts_from_its_own_publication():
    jambi = make_jambi()
    for published_on, recorded in ((AS_OF, 800), (date(2019, 3, 1), 850)):
        make_figure(jambi.sarolangun, recorded=recorded, as_of=AS_OF, published_on=published_on)

    def recorded_on(day):
        return rank_children(jambi.sarolangun, day).head.standing.recorded

    assert recorded_on(date(2019, 2, 28)) == 800
    assert recorded_on(date(2019, 3, 1)) == 850
    assert recorded_on(date(2019, 5, 1)) == 850


def test_a_late_correction_of_an_old_as_of_day_does_not_replace_a_newer_figure():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, recorded=800, as_of=AS_OF)
    make_figure(jambi.sarolangun, recorded=900, as_of=date(2019, 2, 28))
    make_figure(jambi.sarolangun, recorded=1, as_of=AS_OF, published_on=date(2019, 3, 15))

    for day in (date(2019, 3, 20), DAY, date(2019, 5, 1)):
        assert rank_children(jambi.sarolangun, day).head.standing.recorded == 900


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
    assert (head.change_7, head.change_30) == (1000, 1000)


def test_a_new_figure_may_let_coverage_fall():
    jambi = make_jambi_with_figures()
    make_figure(jambi.sarolangun, wajib_ktp=1100, recorded=800, as_of=date(2019, 4, 1))

    row = row_of(rank_children(jambi.province, DAY), jambi.sarolangun)

    assert row.standing.hundredths == 7272
    assert row.change_7 == 7272 - 8000


def test_all_bases_of_the_denominators_are_named():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, basis=Basis.DKB)
    make_figure(jambi.batanghari, basis=Basis.ESTIMATE)

    ranking = rank_children(jambi.province, DAY)

    assert ranking.bases == {Basis.DKB, Basis.ESTIMATE}
    assert row_of(ranking, jambi.sarolangun).bases == {Basis.DKB}


def test_changes_are_those_of_the_figures_as_shown():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, wajib_ktp=30_000, recorded=20_000)
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 10}, day=DAY - timedelta(days=20))
    save_day(siti, {jambi.limun: 5}, day=DAY - timedelta(days=7))
    save_day(siti, {jambi.limun: 1}, day=DAY)

    head = rank_children(jambi.sarolangun, DAY).head

    assert head.standing.hundredths == 6672
    assert head.change_7 == 6672 - 6671
    assert head.change_30 == 6672 - 6666


def test_a_change_since_a_day_without_a_figure_is_unknown():
    jambi = make_jambi_with_figures()

    head = rank_children(jambi.sarolangun, AS_OF + timedelta(days=10)).head

    assert head.change_7 == 0
    assert head.change_30 is None


def test_a_place_that_overtakes_another_has_moved_away_from_the_lowest():
    jambi = make_jambi_with_figures()
    save_day(make_siti(jambi), {jambi.limun: 150})

    ranking = rank_children(jambi.province, DAY)

    assert [(row.region.code, row.rank, row.rank_change_7) for row in ranking.rows] == [
        ("15.04", 1, -1),
        ("15.03", 2, 1),
    ]


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


def test_kecamatan_and_what_was_not_broken_down_add_up_to_the_kabupaten():
    jambi = make_jambi_with_figures()
    for place, recorded in ((jambi.limun, 300), (jambi.pauh, 250), (jambi.sarolangun_kota, 250)):
        make_figure(place, wajib_ktp=350, recorded=recorded)
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 10, jambi.sarolangun: 4})
    save_day(siti, {jambi.pauh: 3}, channel=Channel.JEMPUT_BOLA)

    ranking = rank_children(jambi.sarolangun, DAY)

    assert ranking.head.standing.recorded == 817
    assert ranking.not_broken_down == 4
    assert sum(row.standing.recorded for row in ranking.rows) + 4 == 817
    assert codes(ranking) == ["15.03.02", "15.03.03", "15.03.01"]


def test_a_kecamatan_without_a_figure_tells_its_counts_since_that_of_the_office():
    jambi = make_jambi_with_figures()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 10}, day=date(2019, 1, 15))
    save_day(siti, {jambi.limun: 3})

    ranking = rank_children(jambi.sarolangun, DAY)

    limun = row_of(ranking, jambi.limun)
    assert (limun.standing.hundredths, limun.counted, limun.last_report) == (None, 3, DAY)
    assert ranking.not_broken_down == 0


def make_pauh_renumbered(jambi: Jambi) -> Region:
    """Pauh becomes 15.03.13 on 1 April."""
    new = make_region("15.03.13", "Pauh", valid_from=date(2019, 4, 1))
    jambi.pauh.valid_to, jambi.pauh.replaced_by = date(2019, 3, 31), new
    jambi.pauh.save()
    return new


def test_a_renumbered_kecamatan_carries_its_figure_counts_and_reports_along():
    jambi = make_jambi_with_figures()
    make_figure(jambi.pauh, wajib_ktp=100, recorded=50)
    siti = make_siti(jambi)
    save_day(siti, {jambi.pauh: 5}, day=date(2019, 3, 31))
    new = make_pauh_renumbered(jambi)

    first_day = row_of(rank_children(jambi.sarolangun, date(2019, 4, 1)), new)
    save_day(siti, {new: 7}, day=date(2019, 4, 2))
    ranking = rank_children(jambi.sarolangun, DAY)

    assert (first_day.standing.recorded, first_day.last_report) == (55, date(2019, 3, 31))
    row = row_of(ranking, new)
    assert (row.standing.recorded, row.standing.wajib_ktp) == (62, 100)
    assert (row.change_7, row.last_report) == (1200, date(2019, 4, 2))
    assert jambi.pauh.code not in codes(ranking)
    assert ranking.not_broken_down == 0


def test_on_days_before_the_renumbering_the_old_code_is_ranked():
    jambi = make_jambi_with_figures()
    make_figure(jambi.pauh, wajib_ktp=100, recorded=50)
    new = make_pauh_renumbered(jambi)

    ranking = rank_children(jambi.sarolangun, date(2019, 3, 31))

    assert "15.03.03" in codes(ranking)
    assert new.code not in codes(ranking)


def test_a_merged_kecamatan_does_not_take_over_figures_of_another_shape():
    jambi = make_jambi_with_figures()
    new = make_pauh_renumbered(jambi)
    make_figure(jambi.pauh, wajib_ktp=100, recorded=50)
    make_figure(jambi.limun, wajib_ktp=100, recorded=50)
    jambi.limun.valid_to, jambi.limun.replaced_by = date(2019, 3, 31), new
    jambi.limun.save()

    ranking = rank_children(jambi.sarolangun, DAY)

    assert codes(ranking) == ["15.03.02", "15.03.13"]
    assert row_of(ranking, new).standing.hundredths is None


def test_places_that_do_not_exist_on_the_day_are_left_out():
    jambi = make_jambi_with_figures()
    make_region("15.05", valid_from=date(2019, 4, 4))
    make_region("15.06", valid_to=date(2019, 4, 3))
    make_region("97", valid_from=date(2022, 7, 25))

    assert codes(rank_children(jambi.province, YESTERDAY)) == ["15.03", "15.04", "15.06"]
    assert codes(rank_children(jambi.province, DAY)) == ["15.03", "15.04", "15.05"]
    assert codes(rank_children(jambi.nation, DAY)) == ["15"]


def test_the_nation_is_ranked_by_kabupaten_when_asked():
    jambi = make_jambi_with_figures()
    make_figure(make_region("91.01"), wajib_ktp=100, recorded=10)

    ranking = rank_children(jambi.nation, DAY, Level.KABKOTA)

    assert codes(ranking) == ["91.01", "15.03", "15.04"]
    assert ranking.head.standing.recorded == 1260


def test_a_province_without_any_kabupaten_is_unknown():
    jambi = make_jambi_with_figures()
    empty = make_region("92")

    row = row_of(rank_children(jambi.nation, DAY), empty)

    assert (row.standing.hundredths, row.standing.parts, row.rank) == (None, 0, None)


def test_a_kecamatan_has_a_page_with_its_own_numbers_and_no_rows():
    jambi = make_jambi_with_figures()
    make_figure(jambi.limun, wajib_ktp=100, recorded=50)
    save_day(make_siti(jambi), {jambi.limun: 5})

    ranking = rank_children(jambi.limun, DAY)

    assert ranking.rows == []
    assert ranking.head.region == jambi.limun
    assert ranking.head.standing.recorded == 55


def queries_for(region: Region, level: Level | None = None) -> int:
    region = Region.objects.select_related("kabkota__province", "province").get(pk=region.pk)
    with CaptureQueriesContext(connection) as queries:
        rank_children(region, DAY, level)
    return len(queries)


def make_kabkota_with_counts(numbers: range) -> None:
    for number in numbers:
        kabkota = make_region(f"15.{number}")
        clerk = make_person(f"operator of {kabkota.code}", Role.OPERATOR, kabkota)
        make_figure(kabkota)
        save_day(clerk, {kabkota: number})


@pytest.mark.parametrize("level", [None, Level.KABKOTA])
def test_ranking_30_kabupaten_takes_as_many_queries_as_ranking_2(level):
    jambi = make_jambi_with_figures()
    few = queries_for(jambi.nation, level), queries_for(jambi.province)

    make_kabkota_with_counts(range(40, 68))

    assert (queries_for(jambi.nation, level), queries_for(jambi.province)) == few
    assert len(rank_children(jambi.province, DAY).rows) == 30
    assert max(few) <= 6


def test_ranking_30_kecamatan_takes_as_many_queries_as_ranking_3():
    jambi = make_jambi_with_figures()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 1})
    few = queries_for(jambi.sarolangun)

    more = [make_region(f"15.03.{number}") for number in range(20, 47)]
    save_day(siti, dict.fromkeys(more, 2))

    assert queries_for(jambi.sarolangun) == few
    assert len(rank_children(jambi.sarolangun, DAY).rows) == 30
    assert few <= 5
