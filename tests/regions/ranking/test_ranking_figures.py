"""Which population figure a ranking stands on, and what it says where there is none."""

from datetime import date, timedelta

import pytest

from regions.models import Basis
from regions.ranking import rank_children, trend
from regions.recording import Signature, pin_figure
from tests.factories import (
    AS_OF,
    DAY,
    at,
    make_budi,
    make_figure,
    make_jambi,
    make_siti,
    save_day,
)
from tests.regions.jambi_with_figures import YESTERDAY, codes, make_jambi_with_figures, row_of

pytestmark = pytest.mark.django_db


def test_what_was_counted_up_to_the_as_of_day_is_already_in_the_figure():
    jambi = make_jambi_with_figures()
    siti = make_siti(jambi)

    save_day(siti, {jambi.limun: 5}, day=AS_OF)
    save_day(siti, {jambi.limun: 7}, day=AS_OF + timedelta(days=1))

    ranking = rank_children(jambi.province, DAY)
    row = row_of(ranking, jambi.sarolangun)
    assert (row.standing.recorded, row.counted, ranking.head.counted) == (807, 7, 7)


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

    assert (row.standing.recorded, row.counted, row.last_report) == (800, None, None)


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


def test_of_one_as_of_day_dkb_goes_first_then_dp4_dpt_estimate_and_any_other():
    jambi = make_jambi()
    chosen = []
    for at_place, basis in enumerate(
        (Basis.OTHER, Basis.ESTIMATE, Basis.DPT, Basis.DP4, Basis.DKB), start=1
    ):
        # The better basis is published earlier.
        published = DAY - timedelta(days=at_place)
        make_figure(jambi.sarolangun, recorded=at_place, basis=basis, published_on=published)
        chosen.append(rank_children(jambi.sarolangun, DAY).head.standing.recorded)

    assert chosen == [1, 2, 3, 4, 5]
    make_figure(jambi.sarolangun, recorded=6, basis=Basis.OTHER, as_of=AS_OF + timedelta(days=1))
    assert rank_children(jambi.sarolangun, DAY).head.standing.recorded == 6


def test_a_pin_counts_from_the_day_it_was_made_on_and_the_last_one_holds():
    jambi = make_jambi()
    signed = Signature(make_budi(jambi), at())
    dkb = make_figure(jambi.sarolangun, recorded=800)
    dp4 = make_figure(jambi.sarolangun, recorded=700, basis=Basis.DP4)
    pin_figure(dp4, day=YESTERDAY, reason="Surat 7", signed=signed)
    pin_figure(dkb, day=DAY, reason="Surat 8", signed=signed)

    days = (YESTERDAY - timedelta(days=1), YESTERDAY, DAY)
    recorded = [rank_children(jambi.sarolangun, day).head.standing.recorded for day in days]
    points = trend(jambi.sarolangun, days).points

    assert recorded == [800, 700, 800]
    assert [point.standing.recorded for point in points] == recorded
    assert [point.rebased for point in points] == [False, True, True]


def test_a_pin_is_known_long_after_its_day_and_not_before_it():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, recorded=800)
    dp4 = make_figure(jambi.sarolangun, recorded=700, basis=Basis.DP4)
    pin_figure(dp4, day=DAY, reason="Surat 7", signed=Signature(make_budi(jambi), at()))

    days = (AS_OF, DAY - timedelta(days=1), DAY, DAY + timedelta(days=90))
    recorded = [rank_children(jambi.sarolangun, day).head.standing.recorded for day in days]

    assert recorded == [800, 800, 700, 700]


def test_a_figure_of_the_same_numbers_and_days_is_another_one_all_the_same():
    jambi = make_jambi()
    make_figure(jambi.sarolangun)
    dp4 = make_figure(jambi.sarolangun, basis=Basis.DP4)
    pin_figure(dp4, day=DAY, reason="Surat 7", signed=Signature(make_budi(jambi), at()))

    points = trend(jambi.sarolangun, (YESTERDAY, DAY)).points

    assert [point.rebased for point in points] == [False, True]


def test_all_bases_of_the_denominators_are_named():
    jambi = make_jambi()
    make_figure(jambi.sarolangun, basis=Basis.DKB)
    make_figure(jambi.batanghari, basis=Basis.ESTIMATE)

    ranking = rank_children(jambi.province, DAY)

    assert ranking.bases == {Basis.DKB, Basis.ESTIMATE}
    assert row_of(ranking, jambi.sarolangun).bases == {Basis.DKB}
