"""Who was expected to report a day, and who has: the one answer for all who ask.

The tile, the recap, the page of completeness, the rows of a ranking and its files ask here, so
that they cannot contradict each other.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ..levels import Level, code_at
from ..models import DayStatus, Region, State
from .duties import Duties, offices_in
from .expected import Counters, Duty, Report, counters, report_of
from .filled import Filled, filled_on


class OfficeReport(NamedTuple):
    """How the office of one kabupaten/kota reported the day; `province` is what that is called.

    `works` says whether it is a working day there; a report is in time until the end of
    `deadline`. `is_complete`: it said that nothing more comes; `remark`: what it says beside.
    """

    code: str
    name: str
    province: str
    report: Report
    works: bool
    deadline: date
    is_complete: bool = False
    remark: str = ""

    @property
    def is_expected(self) -> bool:
        """Whether a report of the day is owed: on a working day, by who has begun and is open."""
        return self.works and self.report not in (Report.CLOSED, Report.NOT_BEGUN)


@dataclass(frozen=True)
class DayReports:
    """How the kabupaten/kota of a region reported one day, each on its own clock.

    `offices` stand in the order of their codes; inside a kabupaten/kota it is the one office.
    `filled` says of those with numbers how many kecamatan have one, where it was asked for.
    """

    day: date
    offices: tuple[OfficeReport, ...]
    filled: Mapping[str, Filled] = field(default_factory=dict)

    @cached_property
    def counters(self) -> Counters:
        return _counted(self.offices)

    @cached_property
    def by_province(self) -> Mapping[str, Counters]:
        """The same by the code of the province."""
        offices: dict[str, list[OfficeReport]] = defaultdict(list)
        for office in self.offices:
            offices[code_at(office.code, Level.PROVINCE)].append(office)
        return {place: _counted(found) for place, found in offices.items()}

    @cached_property
    def by_code(self) -> Mapping[str, OfficeReport]:
        """The offices by the code of the kabupaten/kota."""
        return {office.code: office for office in self.offices}

    @cached_property
    def by_office(self) -> Mapping[str, Report]:
        """The reports by the code of the kabupaten/kota."""
        return {office.code: office.report for office in self.offices}

    @property
    def complete(self) -> int:
        """How many of those that reported said that nothing more comes."""
        return sum(office.is_complete for office in self.offices)

    @property
    def open_until(self) -> date | None:
        """The last deadline of those still awaited; None where nobody is."""
        return max((one.deadline for one in self.those(Report.OPEN)), default=None)

    def filled_of(self, code: str) -> Filled | None:
        """How much is filled in of what the office reported; None where it gave no numbers."""
        with_numbers = self.by_office.get(code) in (Report.ON_TIME, Report.LATE)
        return self.filled.get(code) if with_numbers else None

    def is_overdue(self, code: str) -> bool:
        """Whether the office, or one of the province, should have reported by now and has not."""
        if code in self.by_office:
            return self.by_office[code] == Report.MISSING
        return code in self.by_province and self.by_province[code].missing > 0

    def those(self, report: Report) -> list[OfficeReport]:
        return [office for office in self.offices if office.report == report]


def _counted(offices: Iterable[OfficeReport]) -> Counters:
    return counters((office.report, office.is_expected) for office in offices)


class Said(NamedTuple):
    """As much of a DayStatus as a report is made of; its fields are columns."""

    state: str = State.EMPTY
    first_reported_at: datetime | None = None
    is_complete: bool = False
    remark: str = ""


def office_report(
    office: tuple[str, str, str], said: Said, day: date, today: date, duty: Duty
) -> OfficeReport:
    """How the office (its code, name and province) reported the day, as seen on `today`."""
    return OfficeReport(
        *office,
        report_of(said, day, today, duty),
        duty.working_days.is_working(day),
        duty.deadline(day),
        said.is_complete or said.state == State.ZERO,
        said.remark,
    )


def reports_of_day(region: Region, day: date, today: Callable[[ZoneInfo], date]) -> DayReports:
    """How the offices in `region` that exist on `day` reported it, and how much; 5 queries."""
    found = reports_of_days(region, [day], today)[day]
    return replace(found, filled=filled_on(region.kabkota or region, day))


def reports_of_days(
    region: Region, days: Collection[date], today: Callable[[ZoneInfo], date]
) -> dict[date, DayReports]:
    """How the offices in `region` reported each of these days, on which they exist; 3 queries.

    A kecamatan has the report of its office. `today` says which day it is on the wall of a zone.
    """
    duties = Duties()
    offices = list(
        offices_in(region, min(days), max(days))
        .order_by("code")
        .values_list(
            *("pk", "code", "name", "valid_from", "valid_to"),
            *("province", "province__name", "province__time_zone", "begins"),
        )
    )
    told = _told(region, days)
    found: dict[date, list[OfficeReport]] = {day: [] for day in days}
    for pk, code, name, first, last, province, province_name, zone, begins in offices:
        duty = duties.of(zone, province, begins, first)
        now = today(duty.zone)
        for day in days:
            if (first or day) <= day <= (last or day):
                said, office = told.get((pk, day), Said()), (code, name, province_name)
                found[day].append(office_report(office, said, day, now, duty))
    return {day: DayReports(day, tuple(reports)) for day, reports in found.items()}


def _told(region: Region, days: Collection[date]) -> dict[tuple[int, date], Said]:
    statuses = DayStatus.objects.filter(day__in=days)
    if region.level == Level.PROVINCE:
        statuses = statuses.filter(kabkota__province=region)
    elif region.level > Level.PROVINCE:
        statuses = statuses.filter(kabkota=region.kabkota_id or region.pk)
    rows = statuses.values_list("kabkota_id", "day", *Said._fields)
    return {(office, day): Said(*said) for office, day, *said in rows}
