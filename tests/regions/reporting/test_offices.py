"""How each office has reported: the day, the two weeks before it, and its silence."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from regions.models import DayStatus, Region, State
from regions.reporting import Report, Reporting, reporting
from regions.reporting.expected import Silence
from tests.factories import DAY, at, make_ani, make_dewi, make_region
from tests.factories import save_day as save
from tests.regions.views.test_region_page_queries import make_kabkota

pytestmark = pytest.mark.django_db

FRIDAY = date(2019, 3, 29)
SATURDAY = date(2019, 3, 30)
MONDAY = date(2019, 4, 1)
TUESDAY = date(2019, 4, 2)
HOLIDAY = date(2019, 4, 3)
MUCH_LATER = date(2019, 6, 3)
CLOSED = {"state": State.CLOSED}
ZERO = {"state": State.ZERO, "zero_reason": "nobody_came"}


def seen(region: Region, day: date = DAY, today: date = DAY) -> list[Reporting]:
    return reporting(region, day, lambda zone: today)


def of(office: Region, day: date = DAY, today: date = DAY) -> Reporting:
    (found,) = seen(office, day, today)
    return found


def told(siti, day: date, **fields) -> None:
    """Sarolangun's report of a day: 5 people in its first kecamatan, or what is said."""
    place = Region.objects.get(code="15.03.01")
    save(siti, {} if "status" in fields else {place: 5}, day=day, **fields)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, Report.ON_TIME),
        ({"at": at(day=DAY + timedelta(days=9))}, Report.LATE),
        ({"status": ZERO}, Report.ZERO),
        ({"status": CLOSED}, Report.CLOSED),
    ],
)
def test_what_an_office_told_of_the_day_is_its_state(jambi, siti, fields, expected):
    told(siti, DAY, **fields)

    assert of(jambi.sarolangun, today=MUCH_LATER).report == expected


@pytest.mark.parametrize("before", [CLOSED, {"state": State.EMPTY}])
def test_numbers_that_come_weeks_after_a_day_was_declared_closed_or_withdrawn_are_late(
    jambi, siti, before
):
    told(siti, DAY)
    save(siti, {jambi.limun: None}, day=DAY, at=at(9), status=before)

    told(siti, DAY, at=at(day=DAY + timedelta(days=21)))

    assert of(jambi.sarolangun, today=MUCH_LATER).report == Report.LATE


@pytest.mark.parametrize(
    ("day", "today", "expected"),
    [
        (DAY, DAY, Report.OPEN),
        (DAY, MUCH_LATER, Report.MISSING),
        (HOLIDAY, MUCH_LATER, Report.DAY_OFF),
        (SATURDAY, MUCH_LATER, Report.DAY_OFF),
    ],
)
def test_an_office_that_told_nothing_is_awaited_or_silent_on_working_days(
    jambi, day, today, expected
):
    assert of(jambi.sarolangun, day, today).report == expected


def test_who_is_expected_are_all_but_the_closed_and_those_with_a_day_off(jambi, siti):
    told(siti, DAY, status=CLOSED)

    assert not of(jambi.sarolangun).of_day.is_expected
    assert of(jambi.batanghari).of_day.is_expected
    assert not of(jambi.batanghari, HOLIDAY).of_day.is_expected


def test_a_day_without_numbers_anymore_is_not_a_report(jambi, siti):
    told(siti, DAY)
    save(siti, {jambi.limun: None})

    found = of(jambi.sarolangun, today=MUCH_LATER)

    assert (found.report, found.last_report) == (Report.MISSING, None)


def test_the_first_report_of_the_day_and_the_last_day_reported_are_told(jambi, siti):
    told(siti, TUESDAY)
    told(siti, DAY, at=at(9))
    save(siti, {jambi.limun: 7}, at=at(15))

    found = of(jambi.sarolangun)

    assert (found.first_reported_at, found.last_report) == (at(9), DAY)
    assert of(jambi.sarolangun, HOLIDAY).last_report == TUESDAY


def test_the_last_14_days_are_told_that_day_last(jambi, siti):
    told(siti, FRIDAY)
    told(siti, MONDAY, status=ZERO)

    days = of(jambi.sarolangun, today=MUCH_LATER).days

    assert [day for day, _ in days] == [DAY - timedelta(days=n) for n in range(13, -1, -1)]
    assert [report for _, report in days][-7:] == [
        Report.ON_TIME,
        Report.DAY_OFF,
        Report.DAY_OFF,
        Report.ZERO,
        Report.MISSING,
        Report.DAY_OFF,
        Report.MISSING,
    ]


def test_silence_is_counted_from_the_last_report_on(jambi, siti):
    told(siti, FRIDAY)

    assert of(jambi.sarolangun, today=MUCH_LATER).silence == Silence(overdue=3)
    assert of(jambi.sarolangun).silence == Silence(overdue=1, open=2)
    assert of(jambi.sarolangun, SATURDAY, MUCH_LATER).silence == Silence()


def test_a_zero_with_its_reason_ends_the_silence(jambi, siti):
    told(siti, FRIDAY)
    told(siti, TUESDAY, status=ZERO)

    found = of(jambi.sarolangun, today=MUCH_LATER)

    assert (found.silence, found.last_report) == (Silence(overdue=1), TUESDAY)


def test_a_closed_day_is_no_silence_but_does_not_end_one(jambi, siti):
    told(siti, FRIDAY)
    told(siti, TUESDAY, status=CLOSED)

    assert of(jambi.sarolangun, today=MUCH_LATER).silence == Silence(overdue=2)


def test_a_silence_longer_than_two_weeks_is_counted_without_its_closed_days(jambi, siti):
    told(siti, date(2019, 3, 1))
    told(siti, date(2019, 3, 5), status=CLOSED)
    told(siti, date(2019, 2, 27), status=CLOSED)

    found = of(jambi.sarolangun, today=MUCH_LATER)

    # Working days from 4 March to 4 April: 24 less Nyepi and Isra Mikraj, and the closed one.
    assert found.silence == Silence(overdue=24 - 2 - 1)


def test_a_report_that_was_withdrawn_long_ago_is_no_closed_day(jambi, siti):
    told(siti, date(2019, 3, 1))
    told(siti, date(2019, 3, 5))
    save(siti, {jambi.limun: None}, day=date(2019, 3, 5))

    assert of(jambi.sarolangun, today=MUCH_LATER).silence == Silence(overdue=24 - 2)


def test_a_later_report_says_nothing_about_an_earlier_day(jambi, siti):
    told(siti, FRIDAY)
    told(siti, DAY)

    assert of(jambi.sarolangun, TUESDAY, MUCH_LATER).silence == Silence(overdue=2)


def test_who_never_reported_has_no_last_report_and_comes_first(jambi, siti):
    told(siti, date(2019, 3, 1))

    found = seen(jambi.province, today=MUCH_LATER)

    assert [one.code for one in found] == ["15.04", "15.03"]
    assert found[0].last_report is None


def test_the_longest_silence_comes_first_then_the_open_ones_then_the_code(jambi, siti):
    ani = make_ani(jambi)
    other = make_region("15.05")
    save(ani, {jambi.mersam: 3}, day=DAY)
    save(ani, {other: 3}, kabkota=other, day=MONDAY)
    told(siti, DAY)
    open_day = [one.code for one in seen(jambi.province)]
    told(siti, DAY, status={"state": State.EMPTY})
    save(siti, {jambi.limun: None})
    told(siti, FRIDAY)

    assert open_day == ["15.05", "15.03", "15.04"]
    assert [one.code for one in seen(jambi.province)] == ["15.03", "15.05", "15.04"]


def test_each_level_lists_its_kabupaten_and_kota(jambi):
    make_region("14.01.01")

    codes = [{one.code for one in seen(r)} for r in (jambi.nation, jambi.province)]

    assert codes == [{"14.01", "15.03", "15.04"}, {"15.03", "15.04"}]
    assert of(jambi.batanghari).code == "15.04"


def test_places_that_do_not_exist_on_the_day_are_left_out(jambi):
    make_region("15.05", valid_from=DAY + timedelta(days=1))
    make_region("15.06", valid_to=DAY - timedelta(days=1))
    make_region("15.07", valid_from=DAY, valid_to=DAY)

    assert {one.code for one in seen(jambi.province)} == {"15.03", "15.04", "15.07"}


def test_nobody_is_expected_before_the_first_day_of_the_place(jambi):
    new = make_region("15.05", valid_from=TUESDAY)

    found = of(new, today=MUCH_LATER)

    assert [report for _, report in found.days].count(Report.MISSING) == 2
    assert found.silence == Silence(overdue=2)


def test_an_hour_before_midnight_in_jambi_is_the_next_day_in_papua(jambi, siti):
    papua = make_region("91", time_zone="Asia/Jayapura")
    offices = {jambi.sarolangun, make_region("91.03", parent=papua)}
    # 23.30 WIB of Friday, the last day for Thursday; 01.30 WIT of Saturday.
    night = datetime(2019, 4, 5, 16, 30, tzinfo=UTC)

    def by_the_wall(zone: ZoneInfo) -> date:
        return night.astimezone(zone).date()

    waiting = {o.code: o.report for o in reporting(jambi.nation, DAY, by_the_wall)}
    for office in offices:
        save(siti, {office: 3}, kabkota=office, at=night)
    reported = {o.code: o.report for o in reporting(jambi.nation, DAY, by_the_wall)}

    assert (waiting["15.03"], waiting["91.03"]) == (Report.OPEN, Report.MISSING)
    assert (reported["15.03"], reported["91.03"]) == (Report.ON_TIME, Report.LATE)


def test_the_usual_pace_is_the_fast_quarter_of_the_days_of_four_weeks(jambi, siti):
    told(siti, DAY - timedelta(days=28))
    save(siti, {jambi.limun: 500}, day=DAY - timedelta(days=28))
    for n, people in enumerate([10, 20, 30, 40, 50], start=2):
        save(siti, {jambi.limun: people}, day=DAY - timedelta(days=n))

    assert of(jambi.sarolangun).a_day == 40


def test_days_after_the_one_asked_for_and_zeros_do_not_change_the_usual_pace(jambi, siti):
    save(siti, {jambi.limun: 10}, day=MONDAY)
    save(siti, {jambi.limun: 0}, day=FRIDAY)
    save(siti, {jambi.limun: 90}, day=DAY)

    assert of(jambi.sarolangun, TUESDAY, MUCH_LATER).a_day == 10


def test_a_day_with_one_person_is_a_day_with_people(jambi, siti):
    save(siti, {jambi.limun: 1}, day=MONDAY)

    assert of(jambi.sarolangun).a_day == 1


def test_who_owes_nothing_or_has_no_day_with_people_has_no_usual_pace(jambi, siti):
    told(siti, DAY)

    assert of(jambi.sarolangun).a_day is None
    assert of(jambi.batanghari).a_day is None


def test_514_offices_take_as_many_queries_as_eleven(jambi):
    dewi = make_dewi(jambi)

    def queries() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as found:
            offices = seen(jambi.nation, today=MUCH_LATER)
        return len(offices), len(found)

    make_kabkota(jambi.province, range(100, 109), by=dewi)
    long_ago = DAY - timedelta(days=90)
    for office in (jambi.sarolangun, jambi.batanghari):
        DayStatus.objects.create(
            kabkota=office,
            day=long_ago,
            state=State.REPORTED,
            first_reported_at=at(day=long_ago),
            entered_by=dewi,
            entered_at=at(),
        )
    DayStatus.objects.filter(day=DAY).update(first_reported_at=at())
    eleven = queries()

    make_kabkota(jambi.province, range(109, 612), by=dewi)
    DayStatus.objects.filter(day=DAY).update(first_reported_at=at())

    assert (eleven, queries()) == ((11, 6), (514, 6))
