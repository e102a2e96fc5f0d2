"""Who is expected to report a day, and whether the report came on time."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import takewhile
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from ..models import State
from .calendar import WorkingDays


class Told(Protocol):
    """What an office said of a day: a DayStatus, or as much of one as is needed here."""

    @property
    def state(self) -> str: ...
    @property
    def first_reported_at(self) -> datetime | None: ...


class Report(StrEnum):
    """How one day of one office looks to someone who waits for its report.

    Nobody waits on a day off (weekend, holiday, joint leave), nor before the office has begun.
    """

    ON_TIME = "on_time"
    LATE = "late"
    ZERO = "zero"
    CLOSED = "closed"
    MISSING = "missing"
    OPEN = "open"
    DAY_OFF = "day_off"
    NOT_BEGUN = "not_begun"


@dataclass(frozen=True)
class Duty:
    """When one office has to report: on its own clock and working days, since it `begins`.

    An office with None has never begun.
    """

    zone: ZoneInfo
    working_days: WorkingDays
    begins: date | None

    def has_begun(self, day: date) -> bool:
        return self.begins is not None and self.begins <= day

    def is_expected(self, day: date) -> bool:
        """Whether a report of `day` is expected, unless the office closes."""
        return self.has_begun(day) and self.working_days.is_working(day)

    def deadline(self, day: date) -> date:
        """The day at whose end a report of `day` is overdue: an office types yesterday's or
        today's counts, so it is the next working day."""
        return self.working_days.next_after(day)

    def expected_between(self, after: date, until: date) -> tuple[date, ...]:
        """The days after `after` up to `until` of which a report is expected, oldest first."""
        if self.begins is None:
            return ()
        return tuple(d for d in self.working_days.between(after, until) if d >= self.begins)


def report_of(told: Told | None, day: date, today: date, duty: Duty) -> Report:
    """How a day was reported, as seen on `today`, on the clock of the place itself.

    A zero with its reason is a report. A day without a report is open until its deadline.
    """
    if told is not None and told.state == State.CLOSED:
        return Report.CLOSED
    if told is not None and told.state != State.EMPTY:
        reported_at = told.first_reported_at
        if reported_at and reported_at.astimezone(duty.zone).date() > duty.deadline(day):
            return Report.LATE
        return Report.ZERO if told.state == State.ZERO else Report.ON_TIME
    if not duty.has_begun(day):
        return Report.NOT_BEGUN
    if not duty.is_expected(day):
        return Report.DAY_OFF
    return Report.OPEN if today <= duty.deadline(day) else Report.MISSING


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


def silence(after: date, closed: Collection[date], day: date, today: date, duty: Duty) -> Silence:
    """How long nothing was reported, up to and including `day`, as seen on `today`.

    `after` is the day of the last report (numbers, or a zero with its reason). Like weekends
    and holidays, days `closed` since then neither count nor end the silence: nobody was
    expected to work, and what was due before is still due.
    """
    expected = [d for d in duty.expected_between(after, day) if d not in closed]
    still_open = sum(1 for _ in takewhile(lambda d: today <= duty.deadline(d), reversed(expected)))
    return Silence(len(expected) - still_open, still_open)


class Counters(NamedTuple):
    """How many places are in which state on one day. All but `expected` add up to `places`.

    Expected is everyone who has begun, on a working day, but those who closed; on other days
    nobody, though some report. `late` ones and zeros are reported ones.
    """

    places: int
    expected: int
    on_time: int
    late: int
    zero: int
    closed: int
    missing: int
    open: int
    day_off: int
    not_begun: int

    @property
    def reported(self) -> int:
        """All who have said how the day went: with numbers, late, or a zero with its reason."""
        return self.on_time + self.late + self.zero

    @property
    def awaited(self) -> int:
        """Those expected who have not, overdue or not."""
        return self.missing + self.open


def counters(judged: Iterable[tuple[Report, bool]]) -> Counters:
    """Count the places by their report of a day, beside which stands whether it is expected."""
    judged = list(judged)
    found = Counter(report for report, _is_expected in judged)
    expected = sum(is_expected for _report, is_expected in judged)
    return Counters(len(judged), expected, **{str(report): found[report] for report in Report})
