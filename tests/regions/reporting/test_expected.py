"""Who was expected to report, and was it on time by the clock of the place itself."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from regions.days import days_from
from regions.models import DayStatus, State, ZeroReason
from regions.reporting import USUAL, Duty, Report, report_of

BEGIN = date(2019, 1, 2)
WIB = Duty(ZoneInfo("Asia/Jakarta"), USUAL, BEGIN)
WITA = Duty(ZoneInfo("Asia/Makassar"), USUAL, BEGIN)
WIT = Duty(ZoneInfo("Asia/Jayapura"), USUAL, BEGIN)
THURSDAY = date(2019, 4, 4)
FRIDAY = date(2019, 4, 5)
SATURDAY = date(2019, 4, 6)
MONDAY = date(2019, 4, 8)
TUESDAY = date(2019, 4, 9)


def made(state: State, first_reported_at: datetime | None, reason: str = "") -> DayStatus:
    return DayStatus(state=state, zero_reason=reason, first_reported_at=first_reported_at)


def reported(*moment: int) -> DayStatus:
    return made(State.REPORTED, datetime(*moment, tzinfo=UTC))


@pytest.mark.parametrize(
    "holiday", [date(2019, 2, 5), date(2019, 3, 7), date(2019, 4, 3), date(2019, 4, 17)]
)
def test_public_holidays_before_the_election_of_2019_are_no_working_days(holiday):
    assert holiday.weekday() < 5
    assert not USUAL.is_working(holiday)


def test_february_to_april_2019_has_working_days_from_monday_to_friday():
    days = list(days_from(date(2019, 2, 1), date(2019, 4, 5)))

    working = [day for day in days if USUAL.is_working(day)]

    assert len(working) == 45 - 3
    assert {day.weekday() for day in working} == {0, 1, 2, 3, 4}


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2019, 4, 2), date(2019, 4, 4)),
        (date(2019, 4, 5), date(2019, 4, 8)),
        (date(2019, 4, 16), date(2019, 4, 18)),
        (date(2019, 4, 18), date(2019, 4, 22)),
    ],
)
def test_the_next_working_day_skips_weekends_and_holidays(day, following):
    assert USUAL.next_after(day) == following


def test_a_report_of_the_same_day_or_of_the_next_working_day_is_on_time():
    same_day = report_of(reported(2019, 4, 4, 8), THURSDAY, FRIDAY, WIB)
    next_day = report_of(reported(2019, 4, 5, 8), THURSDAY, FRIDAY, WIB)
    after_the_weekend = report_of(reported(2019, 4, 8, 8), FRIDAY, MONDAY, WIB)

    assert (same_day, next_day, after_the_weekend) == (Report.ON_TIME,) * 3


def test_a_report_two_working_days_after_is_late():
    assert report_of(reported(2019, 4, 9, 1), FRIDAY, TUESDAY, WIB) is Report.LATE


@pytest.mark.parametrize(
    ("hour", "minute", "duty", "expected"),
    [
        (16, 59, WIB, Report.ON_TIME),
        (17, 0, WIB, Report.LATE),
        (15, 59, WITA, Report.ON_TIME),
        (16, 0, WITA, Report.LATE),
        (14, 59, WIT, Report.ON_TIME),
        (15, 0, WIT, Report.LATE),
    ],
)
def test_on_time_ends_at_midnight_on_the_wall_of_the_office(hour, minute, duty, expected):
    status = reported(2019, 4, 5, hour, minute)

    assert report_of(status, THURSDAY, MONDAY, duty) is expected


def test_one_moment_is_on_time_in_jambi_and_late_in_papua():
    half_past_eleven_in_jambi = reported(2019, 4, 5, 16, 30)

    assert report_of(half_past_eleven_in_jambi, THURSDAY, MONDAY, WIB) is Report.ON_TIME
    assert report_of(half_past_eleven_in_jambi, THURSDAY, MONDAY, WIT) is Report.LATE


def test_the_utc_date_of_a_morning_in_papua_does_not_make_it_a_day_earlier():
    monday_morning = reported(2019, 4, 7, 23, 30)

    assert report_of(monday_morning, FRIDAY, MONDAY, WIT) is Report.ON_TIME
    assert report_of(monday_morning, THURSDAY, MONDAY, WIT) is Report.LATE


def test_zero_with_a_reason_is_a_report():
    on_time = datetime(2019, 4, 4, 8, tzinfo=UTC)
    status = made(State.ZERO, on_time, ZeroReason.DEVICE_BROKEN)

    assert report_of(status, THURSDAY, MONDAY, WIB) is Report.ZERO


def test_zero_told_too_late_is_late():
    status = made(State.ZERO, datetime(2019, 4, 9, 8, tzinfo=UTC), ZeroReason.NOBODY_CAME)

    assert report_of(status, THURSDAY, TUESDAY, WIB) is Report.LATE


def test_closed_is_neither_missing_nor_late():
    status = made(State.CLOSED, datetime(2019, 4, 30, 8, tzinfo=UTC))

    assert report_of(status, THURSDAY, date(2019, 5, 1), WIB) is Report.CLOSED


@pytest.mark.parametrize("status", [None, made(State.EMPTY, None)])
@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (THURSDAY, Report.OPEN),
        (FRIDAY, Report.OPEN),
        (SATURDAY, Report.MISSING),
        (MONDAY, Report.MISSING),
    ],
)
def test_a_day_without_numbers_is_open_until_the_next_working_day_ends(status, today, expected):
    assert report_of(status, THURSDAY, today, WIB) is expected


def test_a_friday_stays_open_over_the_weekend_and_monday():
    answers = [report_of(None, FRIDAY, FRIDAY + timedelta(days=n), WIB) for n in range(5)]

    assert answers == [Report.OPEN] * 4 + [Report.MISSING]


def test_nobody_is_expected_to_report_a_weekend_or_a_holiday_but_may():
    holiday = date(2019, 4, 3)

    assert report_of(None, SATURDAY, TUESDAY, WIB) is Report.DAY_OFF
    assert report_of(None, holiday, TUESDAY, WIB) is Report.DAY_OFF
    assert report_of(reported(2019, 4, 3, 8), holiday, TUESDAY, WIB) is Report.ON_TIME


def test_a_withdrawn_report_waits_for_numbers_again():
    withdrawn = made(State.EMPTY, datetime(2019, 4, 4, 8, tzinfo=UTC))

    assert report_of(withdrawn, THURSDAY, MONDAY, WIB) is Report.MISSING
