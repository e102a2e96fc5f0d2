"""Reads how the offices in a region have reported: a day, the two weeks before it, silence."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypedDict
from zoneinfo import ZoneInfo

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from ..arithmetic import usual_a_day
from ..days import ONE_DAY
from ..levels import Level
from ..models import REPORTS, DayStatus, DayTotal, Region, State
from .duties import Duties, UnderCodes, offices_in
from .expected import Duty, Report, Silence, report_of, silence
from .of_day import OfficeReport, Said, office_report

SHOWN_DAYS = 14
# Beyond four weeks an office's pace says nothing about today.
PACE_DAYS = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Reporting:
    """How one kabupaten/kota has reported, up to one day and on its own clock.

    `of_day` is its report of that day, `days` are the last 14, that day last. `last_report` is
    None where none ever came: then `silence` only covers the 14 days. `a_day` are the people of
    a fast day of its last four weeks; None where it has no such day, or owes no report.
    """

    region: Region
    of_day: OfficeReport
    first_reported_at: datetime | None
    last_report: date | None
    days: tuple[tuple[date, Report], ...]
    silence: Silence
    a_day: int | None = None

    @property
    def longest_first(self) -> tuple[bool, int, int, str]:
        """Sort key: never reported, then the longest silence, then code."""
        return (self.last_report is not None, -self.silence.overdue, -self.silence.open, self.code)

    @property
    def code(self) -> str:
        return self.region.code

    @property
    def report(self) -> Report:
        return self.of_day.report


class _Annotated(TypedDict):
    """What is annotated to an office."""

    begins: date | None
    last_report: date | None


if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    _Office = WithAnnotations[Region, _Annotated]


Statuses = Mapping[int, Mapping[date, Said]]


def reporting(region: Region, day: date, today: Callable[[ZoneInfo], date]) -> list[Reporting]:
    """One record per kabupaten/kota in `region` that exists on `day`, longest silence first.

    `today` says which day it is on the wall of a zone. At most 7 queries at any size.
    """
    first = day - timedelta(days=SHOWN_DAYS - 1)
    offices = list(_offices(region, day))
    codes = UnderCodes([office.pk for office in offices])
    _told_before(offices, codes, day)
    statuses = _statuses(region, first, day, codes)
    long_silent = {
        office.pk: office.last_report
        for office in offices
        if office.last_report and office.last_report < first
    }
    closed = _closed_before(first, long_silent, codes)
    days = [first + timedelta(days=n) for n in range(SHOWN_DAYS)]
    reader = _Reader(day, days, today)
    found = [reader.record(o, statuses.get(o.pk, {}), closed.get(o.pk, ())) for o in offices]
    pace = _usual_pace([one.region.pk for one in found if one.silence.awaited], day, codes)
    known = [replace(one, a_day=pace.get(one.region.pk)) for one in found]
    return sorted(known, key=lambda one: one.longest_first)


def _offices(region: Region, day: date) -> "QuerySet[_Office]":
    """The kabupaten/kota in `region`, each with the `last_report` it gave up to `day`."""
    reports = DayStatus.objects.filter(kabkota=OuterRef("pk"), day__lte=day, state__in=REPORTS)
    last_report = Subquery(reports.order_by("-day").values("day")[:1])
    offices = offices_in(region, day, day).select_related("province")
    return offices.annotate(last_report=last_report)


def _told_before(offices: "Iterable[_Office]", codes: UnderCodes, day: date) -> None:
    """Since when these report, and when they did last, also under other codes; 1 query if any."""
    if not codes.others:
        return
    told = DayStatus.objects.filter(kabkota__in=codes.others, day__lte=day, state__in=REPORTS)
    last: dict[int, date] = {}
    for code, reported in told.values_list("kabkota").annotate(Max("day")):
        office = codes.office(code)
        last[office] = max(reported, last.get(office, reported))
    for one in offices:
        one.last_report = max(filter(None, (one.last_report, last.get(one.pk))), default=None)
        one.begins, one.valid_from = codes.duty_from(one.pk, one.begins, one.valid_from)


def _statuses(region: Region, first: date, last: date, codes: UnderCodes) -> Statuses:
    rows = DayStatus.objects.filter(day__range=(first, last))
    if region.level == Level.PROVINCE:
        rows = rows.filter(Q(kabkota__province=region) | Q(kabkota__in=codes.others))
    elif region.level == Level.KABKOTA:
        rows = rows.filter(Q(kabkota=region) | Q(kabkota__in=codes.others))
    told: dict[int, dict[date, Said]] = defaultdict(dict)
    for office, day, *said in rows.values_list("kabkota_id", "day", *Said._fields):
        told[codes.office(office)][day] = Said(*said)
    return told


def _closed_before(
    first: date, last_reports: Mapping[int, date], codes: UnderCodes
) -> Mapping[int, set[date]]:
    """The days before `first` that these offices closed since their last report."""
    found: dict[int, set[date]] = defaultdict(set)
    if not last_reports:
        return found
    closed = DayStatus.objects.filter(
        kabkota__in=[*last_reports, *codes.others],
        state=State.CLOSED,
        day__gt=min(last_reports.values()),
        day__lt=first,
    )
    for office, day in closed.values_list("kabkota_id", "day"):
        found[codes.office(office)].add(day)
    return found


def _usual_pace(offices: Collection[int], day: date, codes: UnderCodes) -> Mapping[int, int | None]:
    """The people of a fast day of each office in the four weeks up to `day`, where it has any."""
    wanted = set(offices)
    heads = [*wanted, *(code for code in codes.others if codes.office(code) in wanted)]
    counted = DayTotal.objects.filter(
        head__in=heads, day__gt=day - PACE_DAYS, day__lte=day, recorded__gt=0
    )
    by_office: dict[int, list[int]] = defaultdict(list)
    for head, people in counted.values_list("head_id", "recorded").iterator(chunk_size=5000):
        by_office[codes.office(head)].append(people)
    return {office: usual_a_day(people) for office, people in by_office.items()}


class _Reader:
    """Makes the records; a day that nobody reported is judged once per duty."""

    def __init__(self, day: date, days: list[date], today: Callable[[ZoneInfo], date]):
        self.day, self.days, self._today = day, days, today
        self._duties = Duties()
        self._untold: dict[Duty, dict[date, Report]] = {}

    def record(
        self, office: "_Office", told: Mapping[date, Said], closed: Collection[date]
    ) -> Reporting:
        """`closed` are its closed days before those that are shown."""
        assert office.province is not None  # every kabupaten/kota lies in one
        province = office.province
        duty = self._duties.of(province.time_zone, province.pk, office.begins, office.valid_from)
        today, untold = self._today(duty.zone), self._untold_of(duty)
        days = tuple((d, self._report(told.get(d), d, untold[d], duty)) for d in self.days)
        status = told.get(self.day)
        closed = {*closed, *(d for d, one in told.items() if one.state == State.CLOSED)}
        after = office.last_report or self.days[0] - ONE_DAY
        return Reporting(
            region=office,
            of_day=office_report(
                (office.code, office.name, province.name), status or Said(), self.day, today, duty
            ),
            first_reported_at=status.first_reported_at if status else None,
            last_report=office.last_report,
            days=days,
            silence=silence(after, closed, self.day, today, duty),
        )

    def _untold_of(self, duty: Duty) -> Mapping[date, Report]:
        if duty not in self._untold:
            today = self._today(duty.zone)
            self._untold[duty] = {d: report_of(None, d, today, duty) for d in self.days}
        return self._untold[duty]

    @staticmethod
    def _report(told: Said | None, day: date, untold: Report, duty: Duty) -> Report:
        """An EMPTY status is as good as none."""
        if told is None or told.state == State.EMPTY:
            return untold
        # Once told, it does not matter from which day one looks back.
        return report_of(told, day, day, duty)
