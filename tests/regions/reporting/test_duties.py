"""From which day on an office owes reports, and what is said of it before."""

from datetime import date, timedelta

import pytest

from regions.models import DayStatus, Region, State
from regions.reporting import Report, duty_of, report_of, reporting, reports_of_day
from regions.reporting.expected import Silence
from tests.factories import DAY, at, make_ani, make_region, make_siti, save_day

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY = date(2019, 4, 1), date(2019, 4, 2)
MUCH_LATER = date(2019, 4, 30)


def starts(office: Region, day: date | None) -> Region:
    """The office, its start day set anew."""
    office.reports_from = day
    office.save()
    return office


def state(office: Region, day: date) -> Report:
    (report,) = reports_of_day(office, day, lambda zone: MUCH_LATER).by_office.values()
    return report


def test_the_day_that_was_set_begins_the_duty(jambi):
    office = starts(jambi.sarolangun, TUESDAY)

    assert duty_of(office).begins == TUESDAY
    assert [state(office, day) for day in (MONDAY, TUESDAY)] == [Report.NOT_BEGUN, Report.MISSING]


@pytest.mark.parametrize(
    "told", [{}, {"status": {"state": State.ZERO, "zero_reason": "nobody_came"}}]
)
def test_without_one_it_begins_with_the_first_day_told(jambi, told):
    office = starts(jambi.sarolangun, None)
    siti = make_siti(jambi)
    save_day(siti, {} if told else {jambi.limun: 5}, day=TUESDAY, **told)

    assert duty_of(office).begins == TUESDAY
    assert [state(office, day) for day in (MONDAY, DAY)] == [Report.NOT_BEGUN, Report.MISSING]


def test_a_closed_day_is_told_and_a_withdrawn_one_is_not(jambi):
    siti, ani = make_siti(jambi), make_ani(jambi)
    for office in (jambi.sarolangun, jambi.batanghari):
        starts(office, None)
    save_day(siti, {}, status={"state": State.CLOSED}, day=TUESDAY)
    save_day(ani, {jambi.mersam: 5}, day=TUESDAY)
    save_day(ani, {jambi.mersam: None}, day=TUESDAY)

    assert duty_of(jambi.sarolangun).begins == TUESDAY
    assert duty_of(jambi.batanghari).begins is None


def test_an_office_does_not_begin_before_it_exists(jambi):
    new = make_region("15.05", valid_from=TUESDAY)

    assert duty_of(new).begins == TUESDAY


def test_days_before_the_begin_are_no_silence(jambi):
    starts(jambi.sarolangun, TUESDAY)

    (found,) = reporting(jambi.sarolangun, DAY, lambda zone: MUCH_LATER)

    assert found.silence == Silence(overdue=2)
    assert [report for _, report in found.days].count(Report.NOT_BEGUN) == 11


def test_who_never_reported_and_has_no_start_is_awaited_by_nobody(jambi):
    starts(jambi.sarolangun, None)

    (found,) = reporting(jambi.sarolangun, DAY, lambda zone: MUCH_LATER)
    of_day = reports_of_day(jambi.province, DAY, lambda zone: MUCH_LATER)

    assert (found.report, found.silence, found.a_day) == (Report.NOT_BEGUN, Silence(), None)
    assert (of_day.counters.expected, of_day.counters.not_begun) == (1, 1)
    assert not of_day.is_overdue("15.03")


def test_what_was_told_before_the_begin_counts(jambi):
    starts(jambi.sarolangun, DAY)
    save_day(make_siti(jambi), {jambi.limun: 5}, day=TUESDAY)

    assert state(jambi.sarolangun, TUESDAY) == Report.ON_TIME


def test_a_report_of_the_friday_before_lebaran_is_on_time_on_the_monday_after_it(jambi):
    friday, monday = date(2019, 5, 31), date(2019, 6, 10)
    tuesday = monday + timedelta(days=1)
    save_day(make_siti(jambi), {jambi.limun: 5}, day=friday, at=at(day=monday))
    save_day(make_ani(jambi), {jambi.mersam: 5}, day=friday, at=at(day=tuesday))
    status, late = DayStatus.objects.order_by("kabkota__code")
    duty = duty_of(jambi.sarolangun)

    assert report_of(status, friday, tuesday, duty) == Report.ON_TIME
    assert report_of(late, friday, tuesday, duty) == Report.LATE
    assert report_of(None, friday, monday, duty) == Report.OPEN
    assert report_of(None, friday, tuesday, duty) == Report.MISSING
