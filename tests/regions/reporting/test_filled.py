"""How many kecamatan of a day have a number: operator and manager read the same."""

from datetime import timedelta

import pytest

from regions.entry import day_sheet, filled
from regions.reporting import Filled, reports_of_day
from tests.factories import DAY, make_ani, make_dewi, save_day

pytestmark = pytest.mark.django_db


def to_the_manager(jambi) -> Filled | None:
    return reports_of_day(jambi.province, DAY, lambda zone: DAY).filled_of("15.03")


def to_the_operator(jambi) -> tuple[int, int]:
    of_day = filled(day_sheet(jambi.sarolangun, DAY))
    return of_day.kecamatan - len(of_day.empty), of_day.kecamatan


def test_each_kecamatan_with_recorded_counts_once_be_it_from_outreach(jambi, siti):
    save_day(siti, {jambi.limun: 5})
    save_day(
        make_dewi(jambi),
        {jambi.limun: 2, jambi.pauh: 9},
        kabkota=jambi.sarolangun,
        channel="jemput_bola",
    )

    assert to_the_manager(jambi) == to_the_operator(jambi) == (2, 3)


def test_printing_alone_fills_no_kecamatan_in(jambi, siti):
    save_day(siti, {jambi.limun: 5, jambi.pauh: {"printed": 4}})

    assert to_the_manager(jambi) == to_the_operator(jambi) == (1, 3)


def test_of_an_office_that_gave_no_numbers_nothing_is_said(jambi, siti):
    save_day(make_dewi(jambi), {jambi.pauh: 9}, kabkota=jambi.sarolangun, channel="jemput_bola")
    save_day(make_ani(jambi), {}, status={"state": "zero", "zero_reason": "nobody_came"})

    reports = reports_of_day(jambi.province, DAY, lambda zone: DAY)

    assert reports.filled_of("15.03") is None
    assert reports.filled_of("15.04") is None


def test_numbers_of_other_days_places_that_ended_and_the_offices_own_row_do_not_count(jambi, siti):
    before = DAY - timedelta(days=1)
    jambi.pauh.valid_to = before
    jambi.pauh.save()
    save_day(siti, {jambi.pauh: 9, jambi.sarolangun_kota: 4}, day=before)
    save_day(siti, {jambi.limun: 5, jambi.sarolangun: 7})
    save_day(make_ani(jambi), {jambi.mersam: 1, jambi.muara_tembesi: 1})

    assert to_the_manager(jambi) == to_the_operator(jambi) == (1, 2)
    of_the_nation = reports_of_day(jambi.nation, DAY, lambda zone: DAY)
    assert of_the_nation.filled_of("15.03") == (1, 2)
    assert of_the_nation.filled_of("15.04") == (2, 2)
    of_the_office = reports_of_day(jambi.sarolangun, DAY, lambda zone: DAY)
    assert set(of_the_office.filled) == {"15.03"}
