"""rank_children: the ranking every page and command shows, lowest coverage first."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from ..arithmetic import lowest_first
from ..days import MONTH, WEEK
from ..decrees import Lineage
from ..levels import Level
from ..models import Region, RunningHead
from .goals import Goals
from .ground import Ground, Holding
from .rows import Ranking, Row, Undivided
from .sheet import Sheet
from .standings import (
    Figures,
    Reports,
    inside_totals,
    kabkota_totals,
    last_office_report,
    with_ever_counted,
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
    lineage = Lineage.stored()
    at_hand = kabkota_at_hand(region, lineage)
    places = list(at_hand.select_related("backtest"))
    figures = Figures(at_hand, day - MONTH, day, lineage)
    ground = Ground(places, lineage, figures)
    days = {*_days_of(day, with_weeks), *figures.as_of_days()}
    heads = RunningHead.objects.filter(kabkota__in=at_hand)
    totals, reports = kabkota_totals(heads, days, until=day)
    weeks = weeks_of_offices(region, day, totals, lineage) if with_weeks else {}
    sheet = Sheet(day, ground, totals, reports, weeks)
    is_nation = region.level == Level.NATION
    goals = Goals(day, region.pk if is_nation else region.parent_id, lineage)
    if level == Level.KABKOTA:
        inside = {pk for holding in ground.in_sum(_above(region), day) for pk in holding.places}
        children = [place for place in places if place.pk in inside]
        rows = [sheet.row_of_place(child, goals.of(child)) for child in children]
    else:
        children = list(region.children.valid_on(day))
        rows = [sheet.row_of_sum(child, goals.of(child), whole=False) for child in children]
    head = sheet.row_of_sum(region, goals.of(region), whole=is_nation)
    undivided: Iterable[Undivided] = ()
    if level == Level.KABKOTA:
        undivided = sheet.undivided(ground.in_sum(_above(region), day), head.goal)
    return Ranking(region, day, head, _in_order(rows, head), undivided=tuple(undivided))


def _above(region: Region) -> int | None:
    """How the sum of a region is asked for: the nation's is of all."""
    return None if region.level == Level.NATION else region.pk


def kabkota_at_hand(region: Region, lineage: Lineage) -> QuerySet[Region]:
    """The kabupaten/kota that matter to the nation or a province: of any day, under any code, and
    those they were merged or split with; 1 query, and one where there are changes."""
    all_places = Region.objects.filter(level=Level.KABKOTA).order_by()
    if region.level == Level.NATION:
        return all_places
    own = Q(province__in=lineage.codes(lineage.root(region.pk)))
    if not lineage:
        return all_places.filter(own)
    family = lineage.family(all_places.filter(own).values_list("pk", flat=True))
    return all_places.filter(own | Q(pk__in=family))


def _days_of(day: date, with_weeks: bool) -> set[date]:
    """The days whose totals a ranking needs, beside those of the figures."""
    return {day - MONTH, day - WEEK, day, *(week_ends(day) if with_weeks else ())}


def _rank_kecamatan(kabkota: Region, day: date, with_weeks: bool) -> Ranking:
    """The inside of one kabupaten/kota, and what was inside under any code."""
    lineage = Lineage.stored()
    codes = lineage.codes(lineage.root(kabkota.pk))
    family = Region.objects.filter(pk__in=lineage.family([kabkota.pk]))
    offices = list(with_ever_counted(family, day))
    places = list(with_last_count(kecamatan_at_hand(offices, lineage), day))
    at_hand = Region.objects.filter(pk__in=[place.pk for place in (*offices, *places)])
    figures = Figures(at_hand, day - MONTH, day, lineage)
    days = {*_days_of(day, with_weeks), *figures.as_of_days()}
    of_offices, of_places = (Ground(them, lineage, figures) for them in (offices, places))
    since = _counted_from(of_offices.holding(kabkota.pk, day))
    # All that is shown is what came between two of the days; only without a figure is it
    # everything since the first count.
    counts = inside_totals(
        [one.pk for one in offices], [one.pk for one in places], days, after=since and min(days)
    )
    totals, whole = counts.by_place(), counts.by_office()
    reports: Reports = {place.pk: place.last_count for place in places}
    reports[kabkota.pk] = last_office_report(codes, day)
    children = [one for one in places if one.parent_id == kabkota.pk and one.is_valid_on(day)]
    weeks: dict[int, Weeks] = {}
    if with_weeks:
        weeks = weeks_of_kecamatan(kabkota, children, day, lineage)
        weeks |= weeks_of_offices(kabkota, day, whole, lineage)
    assert kabkota.province is not None  # every kabupaten/kota lies in one
    goals = Goals(day, kabkota.province.parent_id, lineage)
    sheet = Sheet(day, of_places, totals, reports, weeks)
    rows = [sheet.row_of_place(child, goals.of(child), since) for child in children]
    of_office = Sheet(day, of_offices, whole, reports, weeks)
    head = of_office.row_of_place(kabkota, goals.of(kabkota), since)
    if head.counted is None and any(one.ever_counted for one in offices if one.pk in codes):
        # By outreach, before the days whose counts are read.
        head.counted = 0
    # A place that was merged lives on in its row, and parts of a split in what is not told apart.
    alive = {code for one in of_places.in_sum(kabkota.pk, day) for code in one.counted}
    told = sum(counts.newly(office, place, day, since) for office in codes for place in alive)
    rest = sum(counts.newly(office, office, day, since) for office in codes)
    ended = sum(counts.of_office(office, day, since) for office in codes) - told - rest
    undivided = sheet.undivided(of_places.in_sum(kabkota.pk, day), head.goal)
    return Ranking(kabkota, day, head, _in_order(rows, head), rest, ended, tuple(undivided))


def kecamatan_at_hand(offices: Iterable[Region], lineage: Lineage) -> QuerySet[Region]:
    """The kecamatan of these offices, and those they were merged or split with, or renumbered
    from; 1 query, and one where there are changes."""
    all_places = Region.objects.filter(level=Level.KECAMATAN).order_by()
    own = Q(kabkota__in=[office.pk for office in offices])
    if not lineage:
        return all_places.filter(own)
    family = lineage.family(all_places.filter(own).values_list("pk", flat=True))
    return all_places.filter(own | Q(pk__in=family))


def _counted_from(office: Holding | None) -> date | None:
    """The as-of day of the one figure by which an office is known; None without one."""
    figures = [base.figure for base in office.bases] if office else []
    return figures[0].as_of if len(figures) == 1 and figures[0] else None


def _in_order(rows: list[Row], head: Row) -> list[Row]:
    """Lowest first, with ranks, and places moved since a week ago."""
    for row in rows:
        row.has_own_target = row.goal.hundredths != head.goal.hundredths
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
