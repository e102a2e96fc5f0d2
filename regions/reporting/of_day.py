"""Who was expected to report a day, and who has: the one answer for all who ask.

The tile, the recap, the page of completeness, the rows of a ranking and its files ask here, so
that they cannot contradict each other.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import FilteredRelation, Q

from ..levels import Level, code_at
from ..models import Region
from ..querysets import RegionQuerySet
from .expected import Counters, Report, counters, report_of


class OfficeReport(NamedTuple):
    """How the office of one kabupaten/kota reported the day; `province` is what that is called."""

    code: str
    name: str
    province: str
    report: Report


@dataclass(frozen=True)
class DayReports:
    """How the kabupaten/kota of a region reported one day, each on its own clock.

    `offices` stand in the order of their codes; inside a kabupaten/kota it is the one office.
    """

    day: date
    offices: tuple[OfficeReport, ...]

    @cached_property
    def counters(self) -> Counters:
        return counters((office.report for office in self.offices), self.day)

    @cached_property
    def by_province(self) -> Mapping[str, Counters]:
        """The same by the code of the province."""
        reports: dict[str, list[Report]] = defaultdict(list)
        for office in self.offices:
            reports[code_at(office.code, Level.PROVINCE)].append(office.report)
        return {place: counters(found, self.day) for place, found in reports.items()}

    @cached_property
    def by_office(self) -> Mapping[str, Report]:
        """The reports by the code of the kabupaten/kota."""
        return {office.code: office.report for office in self.offices}

    def is_overdue(self, code: str) -> bool:
        """Whether the office, or one of the province, should have reported by now and has not."""
        if code in self.by_office:
            return self.by_office[code] == Report.MISSING
        return code in self.by_province and self.by_province[code].missing > 0

    def those(self, report: Report) -> list[OfficeReport]:
        return [office for office in self.offices if office.report == report]


class _Told(NamedTuple):
    state: str
    first_reported_at: datetime | None


def reports_of_day(region: Region, day: date, today: Callable[[ZoneInfo], date]) -> DayReports:
    """How the offices in `region` that exist on `day` reported it; 1 query.

    A kecamatan has the report of its office. `today` says which day it is on the wall of a zone.
    """
    asked = FilteredRelation("statuses", condition=Q(statuses__day=day))
    rows = (
        offices_in(region, day)
        .annotate(told=asked)
        .order_by("code")
        .values_list(
            *("code", "name", "province__name", "province__time_zone"),
            *("told__state", "told__first_reported_at"),
        )
    )
    office_reports = []
    for code, name, province, zone_name, state, first_reported_at in rows:
        zone = ZoneInfo(zone_name)
        told = _Told(state, first_reported_at) if state else None
        report = report_of(told, day, today(zone), zone)
        office_reports.append(OfficeReport(code, name, province, report))
    return DayReports(day, tuple(office_reports))


def offices_in(region: Region, day: date) -> RegionQuerySet[Region]:
    """The kabupaten/kota of `region` that exist on `day`; of a kecamatan the one it lies in."""
    offices = Region.objects.filter(level=Level.KABKOTA).valid_on(day)
    if region.level == Level.NATION:
        return offices
    if region.level == Level.PROVINCE:
        return offices.filter(province=region)
    return offices.filter(pk=region.kabkota_id or region.pk)


def of_offices(found: Iterable[tuple[Region, Report]], day: date) -> DayReports:
    """The same from offices whose reports are known already."""
    return DayReports(
        day,
        tuple(
            OfficeReport(o.code, o.name, o.province.name if o.province else "", report)
            for o, report in sorted(found, key=lambda pair: pair[0].code)
        ),
    )
