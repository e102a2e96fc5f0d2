"""Who was expected to report a day, and whether the report came on time.

Every date can be entered; the calendar only decides who is expected. Source of the working
days: the public holidays of Indonesia (library `holidays`) and Monday to Friday.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from itertools import takewhile
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

import holidays

from ..days import ONE_DAY
from ..models import State


class Told(Protocol):
    """What an office said of a day: a DayStatus, or as much of one as is needed here."""

    @property
    def state(self) -> str: ...
    @property
    def first_reported_at(self) -> datetime | None: ...


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
    day += ONE_DAY
    while not is_working_day(day):
        day += ONE_DAY
    return day


def report_of(status: Told | None, day: date, today: date, zone: ZoneInfo) -> Report:
    """How a day was reported, as seen on `today`, on the clock of the place itself.

    On time is until the end of the next working day: an office types yesterday's or today's
    counts. A zero with its reason is a report. A day without a report is open until then.
    """
    if status is not None and status.state == State.CLOSED:
        return Report.CLOSED
    if status is not None and status.state != State.EMPTY:
        reported_at = status.first_reported_at
        if reported_at and reported_at.astimezone(zone).date() > next_working_day(day):
            return Report.LATE
        return Report.ZERO if status.state == State.ZERO else Report.ON_TIME
    if not is_working_day(day):
        return Report.NOT_EXPECTED
    return Report.OPEN if _is_open(day, today) else Report.MISSING


def _is_open(day: date, today: date) -> bool:
    return today <= next_working_day(day)


class Silence(NamedTuple):
    """Expected working days without a report: those overdue, and those still open.

    Only the overdue ones are silence. Compared, the longer silence is the greater.
    """

    overdue: int = 0
    open: int = 0

    @property
    def awaited(self) -> int:
        """Days whose report is still to come, overdue or not."""
        return self.overdue + self.open


@lru_cache(maxsize=4096)
def working_days(after: date, until: date) -> tuple[date, ...]:
    """The working days after `after` up to `until`, oldest first."""
    days = (after + timedelta(days=n) for n in range(1, (until - after).days + 1))
    return tuple(day for day in days if is_working_day(day))


def silence(after: date, closed: Collection[date], day: date, today: date) -> Silence:
    """How long nothing was reported, up to and including `day`, as seen on `today`.

    `after` is the day of the last report (numbers, or a zero with its reason). Like weekends
    and holidays, days `closed` since then neither count nor end the silence: nobody was
    expected to work, and what was due before is still due.
    """
    expected = [d for d in working_days(after, day) if d not in closed]
    still_open = sum(1 for _ in takewhile(lambda d: _is_open(d, today), reversed(expected)))
    return Silence(len(expected) - still_open, still_open)


class Counters(NamedTuple):
    """How many places are in which state on one day. All but `expected` add up to `places`.

    Expected is everyone on a working day but those who closed; on other days nobody, though
    some report. `late` ones and zeros are reported ones.
    """

    places: int
    expected: int
    on_time: int
    late: int
    zero: int
    closed: int
    missing: int
    open: int
    not_expected: int

    @property
    def reported(self) -> int:
        """All who have said how the day went: with numbers, late, or a zero with its reason."""
        return self.on_time + self.late + self.zero


def is_expected(report: Report, day: date) -> bool:
    """Whether a place in this state is one of those expected to report the day."""
    return is_working_day(day) and report not in (Report.CLOSED, Report.NOT_EXPECTED)


def counters(reports: Iterable[Report], day: date) -> Counters:
    """Count the places by the state of their `day`."""
    found = Counter(reports)
    expected = sum(number for report, number in found.items() if is_expected(report, day))
    return Counters(found.total(), expected, **{str(report): found[report] for report in Report})
