"""What the entry page knows of one day of Sarolangun, and in how many queries."""

from datetime import date, timedelta

import pytest

from regions.entry import HISTORY, DaySheet, day_sheet, strip
from regions.entry.sheet import STRIP_DAYS
from regions.models import MEASURES, Channel, State, ZeroReason
from regions.reporting import Report, UnderCodes, duty_of
from tests.factories import (
    DAY,
    Jambi,
    at,
    make_ani,
    make_jambi,
    make_person,
    make_region,
    make_siti,
    save_day,
)

pytestmark = pytest.mark.django_db

BEFORE = date(2019, 4, 3)
QUERIES = 4


def sheet_of(jambi: Jambi, day: date = DAY) -> DaySheet:
    return day_sheet(jambi.sarolangun, day)


def days_before(days: int) -> date:
    return DAY - timedelta(days=days)


def test_the_office_comes_first_then_its_kecamatan_by_code():
    jambi = make_jambi()

    assert sheet_of(jambi).places == [
        jambi.sarolangun,
        jambi.limun,
        jambi.sarolangun_kota,
        jambi.pauh,
    ]


def test_only_kecamatan_of_that_day_are_places():
    jambi = make_jambi()
    new = make_region("15.03.04", valid_from=DAY)
    ended = make_region("15.03.05", valid_to=BEFORE)

    assert new in sheet_of(jambi).places
    assert ended not in sheet_of(jambi).places
    assert new not in sheet_of(jambi, BEFORE).places
    assert ended in sheet_of(jambi, BEFORE).places


def test_desa_are_no_places_of_the_grid():
    jambi = make_jambi()
    desa = make_region("15.03.01.2001")

    assert desa not in sheet_of(jambi).places


def test_a_day_without_any_report_is_empty():
    sheet = sheet_of(make_jambi())

    assert (sheet.stored, sheet.previous, sheet.outreach) == ({}, {}, {})
    assert (sheet.status, sheet.previous_day, sheet.last_saved) == (None, None, None)
    assert (sheet.usual, sheet.highest) == ({}, {})


def test_stored_values_are_those_of_the_day_and_this_office():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 12}, status={"blangko_left": 480})
    save_day(siti, {jambi.limun: 99}, day=date(2019, 4, 5))
    save_day(make_ani(jambi), {jambi.mersam: 7})

    sheet = sheet_of(jambi)

    assert {pk: count.recorded for pk, count in sheet.stored.items()} == {jambi.limun.pk: 12}
    assert sheet.status.blangko_left == 480


def test_the_previous_day_is_the_last_one_with_counts_not_always_yesterday():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 8}, day=days_before(3))
    save_day(siti, {jambi.limun: 9, jambi.pauh: 4}, day=days_before(2))
    save_day(siti, {jambi.limun: 50}, day=date(2019, 4, 5))

    sheet = sheet_of(jambi)

    assert sheet.previous_day == days_before(2)
    assert {pk: count.recorded for pk, count in sheet.previous.items()} == {
        jambi.limun.pk: 9,
        jambi.pauh.pk: 4,
    }


def test_usual_is_the_mean_of_the_reported_days_of_a_week():
    jambi = make_jambi()
    siti = make_siti(jambi)
    for days, recorded in {1: 10, 4: 21, 7: 32, 8: 900}.items():
        save_day(siti, {jambi.limun: recorded}, day=days_before(days))
    save_day(siti, {jambi.limun: 5000})

    assert sheet_of(jambi).usual == {(jambi.limun.pk, "recorded"): 21}


def test_a_zero_lowers_the_mean_and_a_blank_does_not():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: {"recorded": 10, "printed": 10}}, day=days_before(1))
    save_day(siti, {jambi.limun: {"recorded": 0, "printed": None}}, day=days_before(2))

    usual = sheet_of(jambi).usual

    assert usual[jambi.limun.pk, "recorded"] == 5
    assert usual[jambi.limun.pk, "printed"] == 10


def test_highest_looks_back_sixty_days_and_not_at_the_day_itself():
    jambi = make_jambi()
    siti = make_siti(jambi)
    assert timedelta(days=60) == HISTORY
    for days, recorded in {1: 10, 60: 75, 61: 900}.items():
        save_day(siti, {jambi.limun: recorded}, day=days_before(days))
    save_day(siti, {jambi.limun: 5000})

    assert sheet_of(jambi).highest == {(jambi.limun.pk, "recorded"): 75}


def test_habits_are_kept_per_place_and_measure():
    jambi = make_jambi()
    counts = {jambi.limun: {"recorded": 10, "printed": 3}, jambi.sarolangun: {"recorded": 6}}
    save_day(make_siti(jambi), counts, day=BEFORE)

    assert sheet_of(jambi).highest == {
        (jambi.limun.pk, "recorded"): 10,
        (jambi.limun.pk, "printed"): 3,
        (jambi.sarolangun.pk, "recorded"): 6,
    }


def test_outreach_is_shown_apart_and_makes_no_habit():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {jambi.limun: 12})
    save_day(siti, {jambi.limun: 700}, channel=Channel.JEMPUT_BOLA)
    save_day(siti, {jambi.limun: 800}, channel=Channel.JEMPUT_BOLA, day=BEFORE)

    sheet = sheet_of(jambi)

    assert sheet.stored[jambi.limun.pk].recorded == 12
    assert sheet.outreach[jambi.limun.pk].recorded == 700
    assert (sheet.previous_day, sheet.usual, sheet.highest) == (None, {}, {})


def test_last_saved_names_the_latest_save_of_the_day_by_whom():
    jambi = make_jambi()
    siti = make_siti(jambi)
    rini = make_person("rini", siti.role, jambi.sarolangun)
    save_day(siti, {jambi.limun: 12, jambi.pauh: 3}, at=at(2))
    save_day(rini, {jambi.limun: 13}, at=at(3))

    last = sheet_of(jambi).last_saved

    assert (last.entered_by, last.entered_at) == (rini, at(3))


def test_last_saved_is_also_that_of_the_status_alone():
    jambi = make_jambi()
    siti = make_siti(jambi)
    save_day(siti, {}, status={"state": State.CLOSED}, at=at(4))

    assert sheet_of(jambi).last_saved.entered_at == at(4)


@pytest.mark.parametrize("kecamatan", [3, 40])
def test_the_number_of_queries_is_the_same_for_any_number_of_kecamatan(
    kecamatan, django_assert_num_queries
):
    jambi = make_jambi()
    siti = make_siti(jambi)
    inside = [jambi.limun, jambi.sarolangun_kota, jambi.pauh]
    inside += [make_region(f"15.03.{number:02}") for number in range(4, kecamatan + 1)]
    everything = {place: dict.fromkeys(MEASURES, 5) for place in inside}
    for day in (DAY, BEFORE):
        save_day(siti, everything, day=day)

    with django_assert_num_queries(QUERIES):
        sheet = sheet_of(jambi)
        writers = {row.entered_by for row in (sheet.status, *sheet.stored.values())}

    assert (len(sheet.stored), len(sheet.previous)) == (kecamatan, kecamatan)
    assert writers == {siti}


def test_the_strip_ends_today_and_says_how_each_day_was_reported(django_assert_num_queries):
    jambi = make_jambi()
    siti = make_siti(jambi)
    zero = {"state": State.ZERO, "zero_reason": ZeroReason.NOBODY_CAME}
    save_day(siti, {jambi.limun: 5}, day=date(2019, 4, 2), at=at(day=date(2019, 4, 2)))
    save_day(siti, {jambi.limun: 5}, day=date(2019, 3, 28), at=at(day=date(2019, 4, 1)))
    save_day(siti, {}, status=zero, day=date(2019, 3, 29), at=at(day=date(2019, 3, 29)))
    save_day(siti, {}, status={"state": State.CLOSED}, day=date(2019, 4, 1))

    codes = UnderCodes([jambi.sarolangun.pk])
    duty = duty_of(jambi.sarolangun, codes)
    with django_assert_num_queries(1):
        days = {
            day: report for day, report, _complete in strip(jambi.sarolangun, DAY, DAY, duty, codes)
        }

    assert list(days) == [days_before(days) for days in range(STRIP_DAYS - 1, -1, -1)]
    assert days[date(2019, 3, 27)] == Report.MISSING
    assert days[date(2019, 3, 28)] == Report.LATE
    assert days[date(2019, 3, 29)] == Report.ZERO
    assert days[date(2019, 3, 30)] == Report.DAY_OFF
    assert days[date(2019, 4, 1)] == Report.CLOSED
    assert days[date(2019, 4, 2)] == Report.ON_TIME
    assert days[date(2019, 4, 3)] == Report.DAY_OFF
    assert days[DAY] == Report.OPEN


def test_the_strip_of_an_earlier_day_lies_around_it():
    jambi = make_jambi()
    codes = UnderCodes([jambi.sarolangun.pk])
    shown = date(2019, 2, 14)

    days = [
        day
        for day, _report, _complete in strip(
            jambi.sarolangun, shown, DAY, duty_of(jambi.sarolangun), codes
        )
    ]

    assert (days[0], days[-1]) == (date(2019, 2, 4), date(2019, 2, 17))
    assert len(days) == STRIP_DAYS


@pytest.mark.parametrize("shown", [days_before(3), BEFORE, DAY, date(2019, 4, 5), date.max])
def test_the_strip_never_runs_past_today(shown):
    jambi = make_jambi()
    codes = UnderCodes([jambi.sarolangun.pk])

    days = [
        day
        for day, _report, _complete in strip(
            jambi.sarolangun, shown, DAY, duty_of(jambi.sarolangun), codes
        )
    ]

    assert (len(days), days[-1]) == (STRIP_DAYS, DAY)
