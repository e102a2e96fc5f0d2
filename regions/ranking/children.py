"""rank_children: the ranking every page and command shows, lowest coverage first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, repeat
from typing import NamedTuple

from django.db.models import Q

from ..arithmetic import Standing, known_part, lowest_first, summed
from ..days import MONTH, WEEK
from ..levels import Level
from ..models import Region, RunningHead
from .goals import Goal, Goals
from .standings import (
    Figures,
    Reports,
    Totals,
    kabkota_totals,
    kecamatan_totals,
    last_office_report,
    standing,
    with_last_count,
)


@dataclass(slots=True)
class Row:
    """One place on one day, beside itself 7 and 30 days before.

    Changes are in hundredths of a percentage point of the figures as shown, so that a
    reader who subtracts gets the same; None where one of the two is unknown.
    `rank_change_7` counts places, + is away from the lowest. `counted` are the people
    newly recorded since the as-of day of the figure in force (without one: since the first
    count), known also where coverage is not; `weeks` those of the last weeks, oldest first,
    as many as were asked for. `last_report` is the newest of its kabupaten/kota; who has
    reported the day itself is asked of regions.reporting.
    """

    region: Region
    standing: Standing
    goal: Goal
    counted: int
    bases: frozenset[str]
    week_ago: Standing
    month_ago: Standing
    known: Standing
    last_report: date | None
    weeks: tuple[int, ...] = ()
    rank: int | None = None
    rank_change_7: int | None = None

    @property
    def change_7(self) -> int | None:
        return _difference(self.standing, self.week_ago)

    @property
    def change_30(self) -> int | None:
        return _difference(self.standing, self.month_ago)

    @property
    def people_to_target(self) -> int | None:
        return self.standing.people_to_target(self.goal.hundredths)

    @property
    def reached(self) -> bool | None:
        return self.standing.reached(self.goal.hundredths)


@dataclass(slots=True)
class Ranking:
    """A region on one day and its children, lowest coverage first, unknown ones last.

    `not_broken_down` are newly recorded people that the office of a kabupaten/kota gave no
    kecamatan for; with them the children add up. None above that level.
    """

    region: Region
    day: date
    head: Row
    rows: list[Row]
    not_broken_down: int | None = None

    @property
    def bases(self) -> frozenset[str]:
        """The bases of all denominators in it; more than one has to be said."""
        return frozenset().union(*(row.bases for row in self.rows), self.head.bases)


def rank_children(
    region: Region, day: date, level: Level | None = None, *, weeks: int = 0
) -> Ranking:
    """Rank what lies in `region` at the end of `day`; the same few queries at any size.

    The rows are one level below the region; with `level`, the nation is ranked by
    kabupaten/kota. Places not valid on `day` are left out. `weeks` says of how many weeks up
    to `day` each row shall know the newly recorded.
    """
    if region.level == Level.KECAMATAN:
        assert region.kabkota is not None  # every kecamatan lies in one
        inside = _rank_kecamatan(region.kabkota, day, weeks)
        head = next(row for row in inside.rows if row.region.pk == region.pk)
        return Ranking(region, day, head, [])
    if region.level == Level.KABKOTA:
        return _rank_kecamatan(region, day, weeks)
    return _rank_sums_of_kabkota(region, day, level or Level(region.level + 1), weeks)


def _rank_sums_of_kabkota(region: Region, day: date, level: Level, weeks: int) -> Ranking:
    all_units = Region.objects.filter(level=Level.KABKOTA).order_by()
    heads = RunningHead.objects.all()
    if region.level == Level.PROVINCE:
        all_units, heads = all_units.filter(province=region), heads.filter(kabkota__province=region)
    units = all_units.valid_on(day)
    by_kabkota = level == Level.KABKOTA
    children = list(units if by_kabkota else region.children.valid_on(day))
    parts: dict[int | None, list[int]] = defaultdict(list)
    for unit in units:
        parts[unit.pk if by_kabkota else unit.province_id].append(unit.pk)

    figures = Figures(all_units, day - MONTH, day)
    days = {*_days_of(day, weeks), *figures.as_of_days()}
    sheet = _Sheet(day, weeks, figures, *kabkota_totals(heads, days, until=day))
    nation_id = region.pk if region.level == Level.NATION else region.parent_id
    goals = Goals(day, nation_id)
    rows = [sheet.row(child, parts[child.pk], goals.of(child)) for child in children]
    head = sheet.row(region, [unit.pk for unit in units], goals.of(region))
    return Ranking(region, day, head, _in_order(rows))


def _days_of(day: date, weeks: int) -> set[date]:
    """The days whose totals a ranking needs, beside those of the figures."""
    return {day - MONTH, day - WEEK, *(day - n * WEEK for n in range(weeks + 1))}


def _rank_kecamatan(kabkota: Region, day: date, weeks: int) -> Ranking:
    """The inside of one kabupaten/kota. A renumbered kecamatan brings its history along."""
    kecamatan = Region.objects.filter(kabkota=kabkota, level=Level.KECAMATAN)
    inside = list(with_last_count(kecamatan, day))
    children = [region for region in inside if region.is_valid_on(day)]
    own_and_inside = Region.objects.filter(Q(pk=kabkota.pk) | Q(kabkota=kabkota))
    figures = Figures(own_and_inside, day - MONTH, day)
    days = {*_days_of(day, weeks), *figures.as_of_days()}
    office = figures.in_force(kabkota.pk, day)
    # All that is shown is what came between two of the days; only without a figure is it
    # everything since the first count.
    totals = kecamatan_totals(kabkota, days, after=min(days) if office else None)
    reports = {region.pk: region.last_count for region in inside}
    whole = {d: sum(total[d] for total in totals.values()) for d in days}
    for old, new in renumbered(inside, day).items():
        figures.inherit(old, new)
        totals[new] = {d: sum(totals[pk][d] for pk in (old, new) if pk in totals) for d in days}
        reports[new] = max(filter(None, (reports.get(old), reports.get(new))), default=None)

    since = office.as_of if office else None
    totals[kabkota.pk] = whole
    reports[kabkota.pk] = last_office_report(kabkota, day)
    sheet = _Sheet(day, weeks, figures, totals, reports)
    assert kabkota.province is not None  # every kabupaten/kota lies in one
    goals = Goals(day, kabkota.province.parent_id)
    rows = [sheet.row(child, [child.pk], goals.of(child), since) for child in children]
    head = sheet.row(kabkota, [kabkota.pk], goals.of(kabkota), since)
    rest = head.counted - sum(row.counted for row in rows)
    return Ranking(kabkota, day, head, _in_order(rows), rest)


def renumbered(inside: Sequence[Region], day: date) -> dict[int, int]:
    """Ended places and the one successor that carries their history on `day`.

    Only a renumbering, one for one: after a merger or a split the old figures describe
    another place.
    """
    by_id = {region.pk: region for region in inside}
    successors = defaultdict(list)
    for region in inside:
        if region.replaced_by_id and region.valid_to and region.valid_to < day:
            successors[region.replaced_by_id].append(region.pk)
    return {
        olds[0]: new
        for new, olds in successors.items()
        if len(olds) == 1 and new in by_id and by_id[new].is_valid_on(day)
    }


class _Part(NamedTuple):
    """What the figures and counts say of one kabupaten/kota (or kecamatan), or of several."""

    now: Standing
    week_ago: Standing
    month_ago: Standing
    known: Standing
    counted: int
    bases: frozenset[str]
    report: date | None
    weeks: tuple[int, ...]


def _together(parts: list[_Part]) -> _Part:
    if len(parts) == 1:
        return parts[0]
    return _Part(
        now=summed(part.now for part in parts),
        week_ago=summed(part.week_ago for part in parts),
        month_ago=summed(part.month_ago for part in parts),
        known=known_part(part.now for part in parts),
        counted=sum(part.counted for part in parts),
        bases=frozenset().union(*(part.bases for part in parts)),
        report=max((part.report for part in parts if part.report), default=None),
        weeks=tuple(map(sum, zip(*(part.weeks for part in parts), strict=True))),
    )


class _Sheet:
    """The numbers of all kabupaten/kota (or kecamatan) at hand, ready to be summed by row."""

    def __init__(self, day: date, weeks: int, figures: Figures, totals: Totals, reports: Reports):
        self.days = (day, day - WEEK, day - MONTH)
        self.week_ends = [day - n * WEEK for n in range(weeks, -1, -1)]
        self.figures, self.totals, self.reports = figures, totals, reports
        self._parts: dict[int, _Part] = {}

    def row(
        self, region: Region, places: Iterable[int], goal: Goal, since: date | None = None
    ) -> Row:
        part = _together([self._part(place, since) for place in places])
        return Row(
            region=region,
            standing=part.now,
            goal=goal,
            counted=part.counted,
            bases=part.bases,
            week_ago=part.week_ago,
            month_ago=part.month_ago,
            known=part.known,
            last_report=part.report,
            weeks=part.weeks or (0,) * (len(self.week_ends) - 1),
        )

    def _part(self, place: int, since: date | None) -> _Part:
        """`since` says from which day on `counted` counts, where it is not the figure's own."""
        found = self._parts.get(place)
        if found is None:
            total, today = self.totals.get(place), self.days[0]
            figures = [self.figures.in_force(place, day) for day in self.days]
            report = self.reports.get(place)
            now, week_ago, month_ago = map(standing, figures, repeat(total), self.days)
            start = since or (figures[0].as_of if figures[0] else None)
            found = self._parts[place] = _Part(
                now,
                week_ago,
                month_ago,
                known=known_part([now]),
                counted=total[today] - (total[start] if start else 0) if total else 0,
                bases=frozenset([figures[0].basis] if figures[0] else ()),
                report=report,
                weeks=tuple(
                    total[end] - total[begin] if total else 0
                    for begin, end in pairwise(self.week_ends)
                ),
            )
        return found


def _in_order(rows: list[Row]) -> list[Row]:
    """Lowest first, with ranks, and places moved since a week ago."""
    before = {
        row.region.pk: place
        for place, row in enumerate(sorted(rows, key=_by_week_ago), start=1)
        if row.week_ago.hundredths is not None
    }
    rows.sort(key=_by_standing)
    for place, row in enumerate(rows, start=1):
        if row.standing.hundredths is None:
            break
        row.rank = place
        if row.region.pk in before:
            row.rank_change_7 = place - before[row.region.pk]
    return rows


def _by_standing(row: Row) -> tuple[int, int, int, str]:
    return lowest_first(row.standing, row.region.code)


def _by_week_ago(row: Row) -> tuple[int, int, int, str]:
    return lowest_first(row.week_ago, row.region.code)


def _difference(now: Standing, before: Standing) -> int | None:
    if now.hundredths is None or before.hundredths is None:
        return None
    return now.hundredths - before.hundredths
