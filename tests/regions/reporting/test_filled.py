"""How many kecamatan of a day have a number: operator and manager read the same."""

from datetime import timedelta

import pytest

from regions.entry import day_sheet, filled
from regions.reporting import Filled, reports_of_day, told_in_part, usual_kecamatan
from regions.reporting.filled import is_part
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


def test_a_kecamatan_that_is_no_more_is_not_one_of_those_there_are(jambi, siti):
    save_day(siti, {jambi.limun: 5, jambi.pauh: 4, jambi.sarolangun_kota: 3})
    jambi.pauh.valid_to = DAY - timedelta(days=1)
    jambi.pauh.save()

    assert to_the_manager(jambi) == (2, 2)


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


@pytest.mark.parametrize(
    ("days_by_told", "usual"),
    [
        ({}, 0),
        ({11: 1}, 11),
        ({11: 2, 1: 2}, 11),
        ({11: 1, 1: 2}, 1),
        ({11: 1, 9: 1, 8: 1, 1: 1}, 9),
        ({11: 1, 0: 2}, 0),
    ],
)
def test_usual_is_what_half_of_the_days_reach(days_by_told, usual):
    assert usual_kecamatan(days_by_told) == usual


def told_days(jambi) -> dict:
    office = jambi.sarolangun.pk
    return told_in_part([office], DAY - timedelta(days=7), DAY).get(office, {})


@pytest.mark.parametrize(
    ("told", "usual", "part"), [(8, 11, True), (9, 11, False), (1, 2, True), (0, 0, False)]
)
def test_fewer_than_three_quarters_of_the_usual_are_a_part(told, usual, part):
    assert is_part(told, usual) is part


def test_of_each_day_it_is_known_how_many_kecamatan_it_tells_of(jambi, siti):
    days = [DAY - timedelta(days=back) for back in range(5, -1, -1)]
    for day in days:
        save_day(siti, {jambi.limun: 5, jambi.pauh: 4, jambi.sarolangun_kota: 3}, day=day)
    assert told_days(jambi) == {}

    nobody_else = {jambi.pauh: None, jambi.sarolangun_kota: None}
    save_day(siti, nobody_else, day=days[0])
    save_day(siti, {**nobody_else, jambi.limun: None}, day=days[1])
    save_day(siti, {**nobody_else, jambi.limun: {"recorded": None, "printed": 2}}, day=days[2])

    # The second day is not reported any more.
    assert told_days(jambi) == {days[0]: (1, 5), days[2]: (0, 0)}


def test_a_day_before_or_after_the_span_is_not_asked_for(jambi, siti):
    for back in (0, 1, 2, 7, 8):
        save_day(siti, {jambi.limun: 5, jambi.pauh: 4, jambi.sarolangun_kota: 3}, day=before(back))
    for back in (0, 7):
        save_day(siti, {jambi.pauh: None, jambi.sarolangun_kota: None}, day=before(back))

    assert list(told_days(jambi)) == [DAY]
    office = jambi.sarolangun.pk
    assert told_in_part([office], before(8), before(1))[office] == {before(7): (1, 5)}


def before(days: int):
    return DAY - timedelta(days=days)
