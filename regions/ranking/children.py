"""rank_children: the ranking every page and command shows, lowest coverage first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat
from typing import NamedTuple

from django.db.models import Q

from ..arithmetic import (
    Change,
    Pace,
    Standing,
    change,
    known_part,
    lowest_first,
    pace,
    pace_of_sum,
    summed,
    weeks_of_sum,
)
from ..days import MONTH, WEEK
from ..levels import Level
from ..models import Region, RunningHead
from .goals import Goal, Goals
from .standings import (
    Figures,
    Origin,
    Reports,
    Totals,
    kabkota_totals,
    kecamatan_totals,
    last_office_report,
    standing,
    with_last_count,
)
from .weeks import Weeks, week_ends, weeks_of_kecamatan, weeks_of_offices


@dataclass(slots=True)
class Row:
    """One place on one day, beside itself 7 and 30 days before.

    Changes are in hundredths of a percentage point of the figures as shown, so that a
    reader who subtracts gets the same; None where one of the two is unknown. `newly_7` and
    `newly_30` are the people recorded in that time. `rank_change_7` counts places among those
    that were known on both days, + is away from the lowest. `counted` are the people
    newly recorded since the as-of day of the figure in force (without one: since the first
    count), known also where coverage is not; `origins` are those of the figures in force;
    `weeks` those of the last weeks, oldest first, as many as were asked for. `last_report` is
    the newest of its kabupaten/kota; who has reported the day itself is asked of
    regions.reporting.
    """

    region: Region
    day: date
    standing: Standing
    goal: Goal
    counted: int | None
    origins: frozenset[Origin]
    week_ago: Standing
    month_ago: Standing
    newly_7: int
    newly_30: int
    known: Standing
    last_report: date | None
    weeks: Weeks = ()
    pace: Pace | None = None
    paced: int = 0
    rank: int | None = None
    rank_change_7: int | None = None

    @property
    def bases(self) -> frozenset[str]:
        return frozenset(origin.basis for origin in self.origins)

    @property
    def change_7(self) -> Change | None:
        return self._change_since(self.day - WEEK, self.week_ago, self.newly_7)

    @property
    def change_30(self) -> Change | None:
        return self._change_since(self.day - MONTH, self.month_ago, self.newly_30)

    def _change_since(self, day: date, before: Standing, newly: int) -> Change | None:
        # The same figure and no report in between: nobody knows whether anything changed.
        silent = self.last_report is None or self.last_report <= day
        if silent and self.standing == before:
            return None
        return change(before, newly, self.standing)

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
    region: Region, day: date, level: Level | None = None, *, with_weeks: bool = False
) -> Ranking:
    """Rank what lies in `region` at the end of `day`; the same few queries at any size.

    The rows are one level below the region; with `level`, the nation is ranked by
    kabupaten/kota. Places not valid on `day` are left out. `with_weeks` each row also knows its
    last weeks and its pace.
    """
    if region.level == Level.KECAMATAN:
        assert region.kabkota is not None  # every kecamatan lies in one
        inside = _rank_kecamatan(region.kabkota, day, with_weeks)
        head = next(row for row in inside.rows if row.region.pk == region.pk)
        return Ranking(region, day, head, [])
    if region.level == Level.KABKOTA:
        return _rank_kecamatan(region, day, with_weeks)
    return _rank_sums_of_kabkota(region, day, level or Level(region.level + 1), with_weeks)


def _rank_sums_of_kabkota(region: Region, day: date, level: Level, with_weeks: bool) -> Ranking:
    all_units = Region.objects.filter(level=Level.KABKOTA).order_by()
    heads = RunningHead.objects.all()
    if region.level == Level.PROVINCE:
        all_units, heads = all_units.filter(province=region), heads.filter(kabkota__province=region)
    units = all_units.valid_on(day).select_related("backtest")
    by_kabkota = level == Level.KABKOTA
    children = list(units if by_kabkota else region.children.valid_on(day))
    parts: dict[int | None, list[int]] = defaultdict(list)
    for unit in units:
        parts[unit.pk if by_kabkota else unit.province_id].append(unit.pk)

    figures = Figures(all_units, day - MONTH, day)
    days = {*_days_of(day, with_weeks), *figures.as_of_days()}
    totals, reports = kabkota_totals(heads, days, until=day)
    weeks = weeks_of_offices(region, day, totals) if with_weeks else {}
    sheet = _Sheet(day, figures, totals, reports, weeks)
    nation_id = region.pk if region.level == Level.NATION else region.parent_id
    goals = Goals(day, nation_id)
    rows = [sheet.row(child, parts[child.pk], goals.of(child)) for child in children]
    head = sheet.row(region, [unit.pk for unit in units], goals.of(region))
    return Ranking(region, day, head, _in_order(rows))


def _days_of(day: date, with_weeks: bool) -> set[date]:
    """The days whose totals a ranking needs, beside those of the figures."""
    return {day - MONTH, day - WEEK, day, *(week_ends(day) if with_weeks else ())}


def _rank_kecamatan(kabkota: Region, day: date, with_weeks: bool) -> Ranking:
    """The inside of one kabupaten/kota. A renumbered kecamatan brings its history along."""
    its_kecamatan = Q(kabkota=kabkota, level=Level.KECAMATAN)
    places = list(with_last_count(Region.objects.filter(Q(pk=kabkota.pk) | its_kecamatan), day))
    inside = [region for region in places if region.pk != kabkota.pk]
    children = [region for region in inside if region.is_valid_on(day)]
    own_and_inside = Region.objects.filter(Q(pk=kabkota.pk) | Q(kabkota=kabkota))
    figures = Figures(own_and_inside, day - MONTH, day)
    days = {*_days_of(day, with_weeks), *figures.as_of_days()}
    office = figures.in_force(kabkota.pk, day)
    # All that is shown is what came between two of the days; only without a figure is it
    # everything since the first count.
    totals = kecamatan_totals(kabkota, days, after=min(days) if office else None)
    reports = {region.pk: region.last_count for region in inside}
    whole = {d: sum(total[d] for total in totals.values()) for d in days}
    went_on = renumbered(inside, day)
    for old, new in went_on.items():
        figures.inherit(old, new)
        totals[new] = {d: sum(totals[pk][d] for pk in (old, new) if pk in totals) for d in days}
        reports[new] = max(filter(None, (reports.get(old), reports.get(new))), default=None)

    since = office.as_of if office else None
    totals[kabkota.pk] = whole
    reports[kabkota.pk] = last_office_report(kabkota, day)
    weeks: dict[int, Weeks] = {}
    if with_weeks:
        weeks = weeks_of_kecamatan(kabkota, day, went_on) | weeks_of_offices(kabkota, day, totals)
    sheet = _Sheet(day, figures, totals, reports, weeks)
    assert kabkota.province is not None  # every kabupaten/kota lies in one
    goals = Goals(day, kabkota.province.parent_id)
    rows = [sheet.row(child, [child.pk], goals.of(child), since) for child in children]
    head = sheet.row(kabkota, [kabkota.pk], goals.of(kabkota), since)
    if head.counted is None and any(place.last_count for place in places):
        # By outreach, before the days whose counts are read.
        head.counted = 0
    of_kecamatan = (totals[row.region.pk] for row in rows if row.region.pk in totals)
    rest = _counted(whole, day, since) - sum(_counted(of_it, day, since) for of_it in of_kecamatan)
    return Ranking(kabkota, day, head, _in_order(rows), rest)


def _counted(total: Mapping[date, int], day: date, since: date | None) -> int:
    """People newly recorded after `since` (None: since the first count) up to `day`."""
    return total[day] - (total[since] if since else 0)


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


def _counted_since(
    total: Mapping[date, int] | None, report: date | None, day: date, since: date | None
) -> int | None:
    """The same of one place; None where nothing was ever counted up to `day`."""
    if total is None or not total[day]:
        return None if report is None else 0
    return _counted(total, day, since)


class _Part(NamedTuple):
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


def _together(parts: list[_Part]) -> _Part:
    if len(parts) == 1:
        return parts[0]
    whole, paced, _of = pace_of_sum(part.pace for part in parts)
    return _Part(
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
    )


def _sum_of_known(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


class _Sheet:
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
        self._parts: dict[int, _Part] = {}

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
        )

    def _part(self, place: int, since: date | None) -> _Part:
        """`since` says from which day on `counted` counts where the place has no figure."""
        found = self._parts.get(place)
        if found is None:
            total, today = self.totals.get(place), self.days[0]
            figures = [self.figures.in_force(place, day) for day in self.days]
            report = self.reports.get(place)
            now, week_ago, month_ago = map(standing, figures, repeat(total), self.days)
            newly_7, newly_30 = (
                _counted(total, today, day) if total else 0 for day in self.days[1:]
            )
            weeks = self.weeks.get(place, ())
            of_it = pace(weeks) if weeks else None
            start = figures[0].as_of if figures[0] else since
            found = self._parts[place] = _Part(
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
            )
        return found


def _in_order(rows: list[Row]) -> list[Row]:
    """Lowest first, with ranks, and places moved since a week ago."""
    rows.sort(key=_by_standing)
    ranked = [row for row in rows if row.standing.hundredths is not None]
    for place, row in enumerate(ranked, start=1):
        row.rank = place
    # A place that only became known moves nobody else.
    on_both_days = [row for row in ranked if row.week_ago.hundredths is not None]
    before = {
        row.region.pk: place for place, row in enumerate(sorted(on_both_days, key=_by_week_ago))
    }
    for place, row in enumerate(on_both_days):
        moved = place - before[row.region.pk]
        # Of a silent place nobody knows that it stayed where it was.
        row.rank_change_7 = None if not moved and row.change_7 is None else moved
    return rows


def _by_standing(row: Row) -> tuple[int, int, int, str]:
    return lowest_first(row.standing, row.region.code)


def _by_week_ago(row: Row) -> tuple[int, int, int, str]:
    return lowest_first(row.week_ago, row.region.code)
