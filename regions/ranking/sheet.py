"""The numbers of all places at hand, summed to the rows of a ranking; reads no database."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import repeat
from typing import NamedTuple

from ..arithmetic import Pace, Standing, known_part, pace, pace_of_sum, summed, weeks_of_sum
from ..days import MONTH, WEEK
from ..models import Region
from .goals import Goal
from .rows import Row
from .standings import Figures, Origin, Reports, Totals, standing
from .weeks import Weeks


def counted(total: Mapping[date, int], day: date, since: date | None) -> int:
    """People newly recorded after `since` (None: since the first count) up to `day`."""
    return total[day] - (total[since] if since else 0)


def _counted_since(
    total: Mapping[date, int] | None, report: date | None, day: date, since: date | None
) -> int | None:
    """The same of one place; None where nothing was ever counted up to `day`."""
    if total is None or not total[day]:
        return None if report is None else 0
    return counted(total, day, since)


class Part(NamedTuple):
    """What the figures and counts say of one kabupaten/kota (or kecamatan), or of several."""

    now: Standing
    week_ago: Standing
    month_ago: Standing
    newly_7: int
    newly_30: int
    known: Standing
    counted: int | None
    origins: frozenset[Origin]
    report: date | None
    weeks: Weeks
    pace: Pace | None
    paced: int
    wajib_on_deadline: int | None


def _together(parts: list[Part]) -> Part:
    if len(parts) == 1:
        return parts[0]
    whole, paced, _of = pace_of_sum(part.pace for part in parts)
    return Part(
        now=summed(part.now for part in parts),
        week_ago=summed(part.week_ago for part in parts),
        month_ago=summed(part.month_ago for part in parts),
        newly_7=sum(part.newly_7 for part in parts),
        newly_30=sum(part.newly_30 for part in parts),
        known=known_part(part.now for part in parts),
        counted=_sum_of_known(part.counted for part in parts),
        origins=frozenset().union(*(part.origins for part in parts)),
        report=max((part.report for part in parts if part.report), default=None),
        weeks=tuple(weeks_of_sum(part.weeks for part in parts)),
        pace=whole,
        paced=paced,
        wajib_on_deadline=_sum_of_all(part.wajib_on_deadline for part in parts),
    )


def _sum_of_all(numbers: Iterable[int | None]) -> int | None:
    """None where one of them is unknown, or there are none."""
    numbers = list(numbers)
    known = [number for number in numbers if number is not None]
    return sum(known) if known and len(known) == len(numbers) else None


def _sum_of_known(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


class Sheet:
    """The numbers of all kabupaten/kota (or kecamatan) at hand, ready to be summed by row."""

    def __init__(
        self,
        day: date,
        figures: Figures,
        totals: Totals,
        reports: Reports,
        weeks: Mapping[int, Weeks],
    ):
        self.days = (day, day - WEEK, day - MONTH)
        self.figures, self.totals, self.reports, self.weeks = figures, totals, reports, weeks
        self._parts: dict[int, Part] = {}

    def row(
        self, region: Region, places: Iterable[int], goal: Goal, since: date | None = None
    ) -> Row:
        part = _together([self._part(place, since) for place in places])
        return Row(
            region=region,
            day=self.days[0],
            standing=part.now,
            goal=goal,
            counted=part.counted,
            origins=part.origins,
            week_ago=part.week_ago,
            month_ago=part.month_ago,
            newly_7=part.newly_7,
            newly_30=part.newly_30,
            known=part.known,
            last_report=part.report,
            weeks=part.weeks,
            pace=part.pace,
            paced=part.paced,
            wajib_on_deadline=part.wajib_on_deadline,
        )

    def _part(self, place: int, since: date | None) -> Part:
        """`since` says from which day on `counted` counts where the place has no figure."""
        found = self._parts.get(place)
        if found is None:
            total, today = self.totals.get(place), self.days[0]
            figures = [self.figures.in_force(place, day) for day in self.days]
            report = self.reports.get(place)
            now, week_ago, month_ago = map(standing, figures, repeat(total), self.days)
            newly_7, newly_30 = (
                counted(total, today, day) if total else 0 for day in self.days[1:]
            )
            weeks = self.weeks.get(place, ())
            of_it = pace(weeks) if weeks else None
            start = figures[0].as_of if figures[0] else since
            found = self._parts[place] = Part(
                now,
                week_ago,
                month_ago,
                newly_7,
                newly_30,
                known=known_part([now]),
                counted=_counted_since(total, report, today, start),
                origins=frozenset([figures[0].origin] if figures[0] else ()),
                report=report,
                weeks=weeks,
                pace=of_it,
                paced=int(of_it is not None),
                wajib_on_deadline=figures[0].wajib_ktp_on_deadline if figures[0] else None,
            )
        return found
