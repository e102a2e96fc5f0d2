"""rank_children: the ranking every page and command shows, lowest coverage first."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from ..arithmetic import lowest_first
from ..days import MONTH, WEEK
from ..levels import Level
from ..models import Region, RunningHead
from .goals import Goals
from .rows import Ranking, Row
from .sheet import Sheet, counted
from .standings import (
    Figures,
    kabkota_totals,
    kecamatan_totals,
    last_office_report,
    with_last_count,
)
from .weeks import Weeks, week_ends, weeks_of_kecamatan, weeks_of_offices


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
    sheet = Sheet(day, figures, totals, reports, weeks)
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
    without_kecamatan = totals.get(kabkota.pk)
    totals[kabkota.pk] = whole
    reports[kabkota.pk] = last_office_report(kabkota, day)
    weeks: dict[int, Weeks] = {}
    if with_weeks:
        weeks = weeks_of_kecamatan(kabkota, day, went_on) | weeks_of_offices(kabkota, day, totals)
    sheet = Sheet(day, figures, totals, reports, weeks)
    assert kabkota.province is not None  # every kabupaten/kota lies in one
    goals = Goals(day, kabkota.province.parent_id)
    rows = [sheet.row(child, [child.pk], goals.of(child), since) for child in children]
    head = sheet.row(kabkota, [kabkota.pk], goals.of(kabkota), since)
    if head.counted is None and any(place.last_count for place in places):
        # By outreach, before the days whose counts are read.
        head.counted = 0
    of_kecamatan = (totals[row.region.pk] for row in rows if row.region.pk in totals)
    of_rows = sum(counted(of_it, day, since) for of_it in of_kecamatan)
    rest = counted(without_kecamatan, day, since) if without_kecamatan else 0
    ended = counted(whole, day, since) - of_rows - rest
    return Ranking(kabkota, day, head, _in_order(rows), rest, ended)


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
