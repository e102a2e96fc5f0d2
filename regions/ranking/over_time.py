"""Coverage of one region over time, for its chart: live, by the same rule as the ranking."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from django.db.models import Sum

from ..arithmetic import Standing
from ..levels import Level
from ..models import DailyCount, Region, RunningHead
from .children import renumbered
from .standings import UNKNOWN, Figure, Figures, kabkota_totals, sums_on

SPANS = (30, 90, 365)
# More points than this are drawn by the week.
MOST_POINTS = 100


@dataclass(frozen=True, slots=True)
class Point:
    """Where the region stood at the end of a day.

    `rebased` where the population figures in force are not those of the last point that was known.
    """

    day: date
    standing: Standing
    rebased: bool


@dataclass(frozen=True, slots=True)
class Trend:
    """The course of those of a region's `parts` that are `known` on its last day."""

    points: list[Point]
    known: int
    parts: int


def days_of_span(region: Region, day: date, span: int) -> list[date]:
    """The days to draw, oldest first, `day` the last; by the week where they would be many."""
    by_week = span > MOST_POINTS or (region.level == Level.NATION and span > min(SPANS))
    step = 7 if by_week else 1
    return [day - timedelta(days=back) for back in range(span // step * step, -1, -step)]


def trend(region: Region, days: Sequence[date]) -> Trend:
    """Coverage at the end of each of `days` (oldest first); at most 5 queries at any size.

    Places whose coverage is unknown on the last day are left out and counted; a point at
    which one of the others was unknown is unknown.
    """
    if region.level == Level.KECAMATAN:
        parts, figures, counted = _of_kecamatan(region, days)
    else:
        parts, figures, counted = _of_kabkota(region, days)
    known = [place for place in parts if _complete(figures.in_force(place, days[-1]))]
    sums = counted.on(known, days)
    points: list[Point] = []
    last_known: list[_Complete] = []
    for day in days:
        in_force = [_complete(figures.in_force(place, day)) for place in known]
        complete = [figure for figure in in_force if figure]
        if not known or len(complete) < len(known):
            points.append(Point(day, UNKNOWN, rebased=False))
            continue
        standing = _standing(counted, known, complete, sums[day])
        points.append(Point(day, standing, rebased=bool(last_known) and complete != last_known))
        last_known = complete
    return Trend(points, len(known), len(parts))


class _Complete(NamedTuple):
    """A figure that has both numbers."""

    as_of: date
    published_on: date
    basis: str
    recorded: int
    wajib_ktp: int


def _complete(figure: Figure | None) -> _Complete | None:
    if figure is None or figure.recorded is None or figure.wajib_ktp is None:
        return None
    return _Complete(*figure.key, figure.recorded, figure.wajib_ktp)


def _standing(
    counted: "_Counted", places: list[int], figures: list[_Complete], newly: int
) -> Standing:
    """By a figure for each place; `newly` are the people of all since their first count."""
    recorded, wajib = newly, 0
    for place, figure in zip(places, figures, strict=True):
        recorded += figure.recorded - counted.at_figure(place, figure.as_of)
        wajib += figure.wajib_ktp
    return Standing(recorded, wajib, len(places), len(places))


class _Counted:
    """People counted since the first count, up to some days: per place, and of all together."""

    def __init__(
        self,
        at_figures: Mapping[int, Mapping[date, int]],
        on: Callable[[Iterable[int], Iterable[date]], Mapping[date, int]],
    ):
        self._at_figures, self.on = at_figures, on

    def at_figure(self, place: int, as_of: date) -> int:
        return self._at_figures[place][as_of] if place in self._at_figures else 0


def _of_kabkota(region: Region, days: Sequence[date]) -> tuple[list[int], Figures, _Counted]:
    all_units = Region.objects.filter(level=Level.KABKOTA).order_by()
    heads = RunningHead.objects.all()
    if region.level == Level.PROVINCE:
        all_units, heads = all_units.filter(province=region), heads.filter(kabkota__province=region)
    elif region.level == Level.KABKOTA:
        all_units, heads = all_units.filter(pk=region.pk), heads.filter(pk=region.pk)
    units = all_units.valid_on(days[-1])
    figures = Figures(all_units, days[0], days[-1])
    at_figures, _reports = kabkota_totals(heads, figures.as_of_days(), until=days[-1])
    return list(units.values_list("pk", flat=True)), figures, _Counted(at_figures, sums_on)


def _of_kecamatan(region: Region, days: Sequence[date]) -> tuple[list[int], Figures, _Counted]:
    """One kecamatan, under its code of today and the one it had before a renumbering."""
    inside = list(Region.objects.filter(kabkota=region.kabkota_id, level=Level.KECAMATAN))
    old = [old for old, new in renumbered(inside, days[-1]).items() if new == region.pk]
    codes = [region.pk, *old]
    figures = Figures(Region.objects.filter(pk__in=codes), days[0], days[-1])
    for code in old:
        figures.inherit(code, region.pk)
    counts = DailyCount.objects.filter(region__in=codes, day__lte=days[-1]).values_list("day")
    newly = sorted(counts.annotate(Sum("recorded", default=0)))
    reported = [day for day, _people in newly]
    totals: list[int] = [0, *accumulate(people for _day, people in newly)]

    def up_to(day: date) -> int:
        return totals[bisect_right(reported, day)]

    at_figures = {region.pk: {as_of: up_to(as_of) for as_of in figures.as_of_days()}}
    return (
        [region.pk],
        figures,
        _Counted(at_figures, lambda places, days: {day: up_to(day) for day in days}),
    )
