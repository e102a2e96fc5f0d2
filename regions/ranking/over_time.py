"""Coverage of one region over time, for its chart: live, by the same rule as the ranking."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from django.db.models import QuerySet, Sum

from ..arithmetic import Change, Standing, change
from ..decrees import Lineage
from ..levels import Level
from ..models import DailyCount, Region, RunningHead
from .children import kabkota_at_hand
from .ground import UNKNOWN, Base, Ground, Holding, counted_until
from .rows import FIGURES, Besides
from .standings import Figures, Totals, kabkota_totals, sums_on

SPANS = (30, 90, 365)
# More points than this are drawn by the week.
MOST_POINTS = 100


@dataclass(frozen=True, slots=True)
class Point:
    """Where the region stood at the end of a day.

    `rebased` where the population figures in force are not those of the last point that was
    known; `change` is then what came since that point, by people and by what is `besides`.
    """

    day: date
    standing: Standing
    rebased: bool
    change: Change | None = None
    besides: Besides = FIGURES


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
    """Coverage at the end of each of `days` (oldest first); at most 8 queries at any size.

    Each point is that of the region's own page of the day, with the places there were. Those whose
    coverage is unknown on the last day are left out and counted; a point at which one of the
    others was unknown is unknown.
    """
    lineage = Lineage.stored()
    at_hand = _at_hand(region, lineage)
    figures = Figures(at_hand, days[0], days[-1], lineage)
    ground = Ground(at_hand, lineage, figures)
    on_last = _held(ground, region, days[-1])
    left_out = {place for one in on_last if not one.is_known for place in ground.roots(one)}
    drawn = {}
    for day in days:
        held = [one for one in _held(ground, region, day) if not ground.roots(one) <= left_out]
        drawn[day] = held if all(one.is_known for one in held) else []
    is_kecamatan = region.level == Level.KECAMATAN
    read = _kecamatan_totals if is_kecamatan else _kabkota_totals
    at_figures = read([place.pk for place in at_hand], figures.as_of_days())
    counted = _counted(drawn, read, with_ledger=not is_kecamatan)
    points: list[Point] = []
    last: Point | None = None
    last_bases: frozenset[Base] = frozenset()
    for day, held in drawn.items():
        if not held:
            points.append(Point(day, UNKNOWN, rebased=False))
            continue
        bases = frozenset(base for holding in held for base in holding.bases)
        standing = _standing(held, at_figures, counted(held, day))
        point = Point(day, standing, rebased=last is not None and bases != last_bases)
        if last and point.rebased:
            since = counted(held, day) - counted(held, last.day)
            decrees = lineage.decrees_of_ground(region.pk, last.day, day)
            point = replace(
                point,
                change=change(last.standing, since, standing),
                besides=Besides.between(decrees, last_bases, bases),
            )
        points.append(point)
        last, last_bases = point, bases
    parts = sum(len(one.places) for one in on_last)
    known = sum(len(one.places) for one in on_last if one.is_known)
    if region.level >= Level.KABKOTA:
        parts = int(ground.at(region.pk, days[-1]) is not None)
        # A part of a split that goes on has the course it had before.
        known = known or int(any(point.standing.hundredths is not None for point in points))
    return Trend(points, known, parts)


def _at_hand(region: Region, lineage: Lineage) -> QuerySet[Region]:
    if region.level < Level.KABKOTA:
        return kabkota_at_hand(region, lineage)
    return Region.objects.filter(pk__in=lineage.family([region.pk]))


def _held(ground: Ground, region: Region, day: date) -> list[Holding]:
    """What the page of the region shows on that day; nothing where it is not known by itself."""
    if region.level < Level.KABKOTA:
        return ground.in_sum(None if region.level == Level.NATION else region.pk, day)
    holding = ground.holding(region.pk, day)
    return [holding] if holding else []


Read = Callable[[Collection[int], Collection[date]], Totals]


def _counted(
    drawn: Mapping[date, Sequence[Holding]], read: Read, *, with_ledger: bool
) -> Callable[[Sequence[Holding], date], int]:
    """People of all that is drawn on a day, from their first count to a drawn day; at most 3
    queries.

    Of those with a ledger, the codes that all days have in common are summed, and only the others
    are read one by one.
    """
    codes = {day: _codes(held) for day, held in drawn.items() if held}
    common = set.intersection(*codes.values()) if codes and with_ledger else set()
    apart = set().union(*codes.values()) - common
    of_all = sums_on(common, codes) if common else dict.fromkeys(codes, 0)
    of_code = read(apart, codes) if apart else {}

    def people(held: Sequence[Holding], day: date) -> int:
        return of_all[day] + counted_until(_codes(held) - common, of_code, day)

    return people


def _codes(held: Iterable[Holding]) -> set[int]:
    return {code for one in held for code in one.counted}


def _standing(held: Sequence[Holding], at_figures: Totals, newly: int) -> Standing:
    """Where they stand, all being known; `newly` are their people since the first count."""
    recorded, wajib = newly, 0
    for base in (base for holding in held for base in holding.bases):
        figure = base.figure
        assert figure is not None  # all are known
        assert figure.recorded is not None
        assert figure.wajib_ktp is not None
        recorded += figure.recorded - counted_until(base.codes, at_figures, figure.as_of)
        wajib += figure.wajib_ktp
    parts = sum(len(holding.places) for holding in held)
    return Standing(recorded, wajib, parts, parts)


def _kabkota_totals(codes: Collection[int], days: Collection[date]) -> Totals:
    heads = RunningHead.objects.filter(kabkota__in=codes)
    totals, _reports = kabkota_totals(heads, days, until=max(days, default=date.max))
    return totals


def _kecamatan_totals(codes: Collection[int], days: Collection[date]) -> Totals:
    """People counted in each of these places since the first count; 1 query."""
    counts = DailyCount.objects.filter(region__in=codes).order_by("day")
    rows = counts.values_list("region_id", "day").annotate(Sum("recorded", default=0))
    by_place: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for place, day, people in rows:
        by_place[place].append((day, people))
    found: Totals = {}
    for place, of_days in by_place.items():
        until = [0, *accumulate(people for _day, people in of_days)]
        counted = [day for day, _people in of_days]
        found[place] = {day: until[bisect_right(counted, day)] for day in days}
    return found
