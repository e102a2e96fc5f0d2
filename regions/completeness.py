"""Who was expected to report a day, and whether the report came on time.

Every date can be entered; the calendar only decides who is expected. Source of the working
days: the public holidays of Indonesia (library `holidays`) and Monday to Friday.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from .models import DayStatus, State


class Report(StrEnum):
    """How one day of one office looks to someone who waits for its report."""

    ON_TIME = "on_time"
    LATE = "late"
    ZERO = "zero"
    CLOSED = "closed"
    MISSING = "missing"
    NOT_EXPECTED = "not_expected"
    OPEN = "open"


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("ID", years=year))


def is_working_day(day: date) -> bool:
    """Monday to Friday without the public holidays."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def next_working_day(day: date) -> date:
    day += timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def report_of(status: DayStatus | None, day: date, today: date, zone: ZoneInfo) -> Report:
    """How a day was reported, as seen on `today`, on the clock of the place itself.

    On time is until the end of the next working day: an office types yesterday's or today's
    counts. A zero with its reason is a report. A day without a report is open until then.
    """
    if status is not None and status.state == State.CLOSED:
        return Report.CLOSED
    if status is not None and status.state != State.EMPTY:
        if _local_day(status.first_reported_at, zone) > next_working_day(day):
            return Report.LATE
        return Report.ZERO if status.state == State.ZERO else Report.ON_TIME
    if not is_working_day(day):
        return Report.NOT_EXPECTED
    return Report.OPEN if today <= next_working_day(day) else Report.MISSING


def _local_day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()
