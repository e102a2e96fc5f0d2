"""Which places a ranking has: kecamatan, renumbered ones, those of the day, those of a level."""

from datetime import date

import pytest

from regions.levels import Level
from regions.models import Channel, Region
from regions.ranking import rank_children
from tests.factories import DAY, Jambi, make_figure, make_region, make_siti, renumber, save_day
from tests.regions.jambi_with_figures import YESTERDAY, codes, make_jambi_with_figures, row_of

pytestmark = pytest.mark.django_db


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
    renumber(jambi.pauh, new)
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
    assert (row.change_7.points, row.last_report) == (1200, date(2019, 4, 2))
    assert jambi.pauh.code not in codes(ranking)
    assert ranking.not_broken_down == 0


def test_people_counted_in_a_kecamatan_that_ended_without_a_successor_stand_apart():
    jambi = make_jambi_with_figures()
    siti = make_siti(jambi)
    save_day(siti, {jambi.pauh: 40, jambi.limun: 3, jambi.sarolangun: 4}, day=date(2019, 3, 30))
    Region.objects.filter(pk=jambi.pauh.pk).update(valid_to=date(2019, 3, 31))

    before = rank_children(jambi.sarolangun, date(2019, 3, 31))
    after = rank_children(jambi.sarolangun, date(2019, 4, 1))

    assert (before.not_broken_down, before.ended) == (4, 0)
    assert (after.not_broken_down, after.ended) == (4, 40)


def test_on_days_before_the_renumbering_the_old_code_is_ranked():
    jambi = make_jambi_with_figures()
    make_figure(jambi.pauh, wajib_ktp=100, recorded=50)
    new = make_pauh_renumbered(jambi)

    ranking = rank_children(jambi.sarolangun, date(2019, 3, 31))

    assert "15.03.03" in codes(ranking)
    assert new.code not in codes(ranking)


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
