"""Where places stand on given days: figures in force plus what was counted since.

    recorded(day) = figure.recorded + total(day) - total(figure.as_of)

over `figure.wajib_ktp`, with the figure in force on that day. Always live, never stored.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from django.db.models import Exists, FilteredRelation, Max, OuterRef, Q, QuerySet, Subquery, Sum

from ..decrees import Lineage
from ..models import (
    REPORTS,
    DailyCount,
    DayStatus,
    DayTotal,
    PopulationFigure,
    Region,
    RunningHead,
)
from .figures import Figure, figures_by, in_force


class Figures:
    """The population figures of some places around some days, whatever their code; 1 query."""

    def __init__(self, places: QuerySet[Region], first: date, last: date, lineage: Lineage):
        found = PopulationFigure.objects.in_force_between(
            places, first, last, all_of=lineage.of_changed_ground
        )
        by_code = figures_by("region_id", found)
        self._of: dict[int, list[Figure]] = defaultdict(list)
        # Of two codes, the newer one stands first.
        for code in sorted(by_code, reverse=True):
            self._of[lineage.root(code)] += by_code[code]
        for root, figures in self._of.items():
            self._of[root] = Figure.newest_first(figures)

    def in_force(
        self, root: int, day: date, start: date | None = None, end: date | None = None
    ) -> Figure | None:
        """The one in force on `day`, of the ground it had from `start` to the day before `end`."""
        figures = self._of.get(root, [])
        if start or end:
            figures = [f for f in figures if (start or f.as_of) <= f.as_of < (end or date.max)]
        return in_force(figures, day)

    def as_of_days(self) -> set[date]:
        return {figure.as_of for figures in self._of.values() for figure in figures}


Totals = dict[int, dict[date, int]]
Reports = dict[int, date | None]


def kabkota_totals(
    heads: QuerySet[RunningHead], days: Iterable[date], until: date
) -> tuple[Totals, Reports]:
    """People recorded since the first count, up to the end of each of `days`; 1 query.

    Also the last day, up to `until`, that each office reported. Heads and days come in one
    query: read apart, a correction saved in between would show one old and the other new.
    """
    days = sorted(set(days))
    asked = FilteredRelation("days", condition=Q(days__day__in=days))
    on_day = {f"on_{i}": day for i, day in enumerate(days)}
    reported = _reported(until).filter(kabkota=OuterRef("pk"))
    rows = (
        heads.annotate(asked=asked)
        .annotate(
            report=Subquery(reported.values("day")[:1]),
            **{
                name: Max("asked__recorded_total", filter=Q(asked__day=day))
                for name, day in on_day.items()
            },
        )
        .values_list("pk", "last_day", "recorded_total", "report", *on_day)
    )
    totals: Totals = {}
    reports: Reports = {}
    for place, last, latest, report, *stored in rows:
        reports[place] = report
        # Outside the ledger: nothing before its first day, everything after its last.
        totals[place] = {
            day: total if total is not None else latest if last and day >= last else 0
            for day, total in zip(days, stored, strict=True)
        }
    return totals, reports


def sums_on(kabkota_ids: Iterable[int], days: Iterable[date]) -> dict[date, int]:
    """People recorded in all of these since the first count, up to each day's end; 2 queries."""
    places, days = list(kabkota_ids), list(days)
    stored = DayTotal.objects.filter(head__in=places, day__in=days).values_list("day")
    on_day = dict(stored.annotate(Sum("recorded_total")))
    ended = RunningHead.objects.filter(pk__in=places, last_day__lt=max(days))
    after_last_day = list(ended.values_list("last_day", "recorded_total"))
    return {
        day: on_day.get(day, 0)
        + sum(total for last, total in after_last_day if last and last < day)
        for day in days
    }


def last_office_report(offices: Sequence[int], until: date) -> date | None:
    """The last day, up to `until`, that any of these reported, be it a zero; 1 query."""
    reported = _reported(until).filter(kabkota__in=offices)
    return reported.values_list("day", flat=True).first()


def _reported(until: date) -> QuerySet[DayStatus]:
    """The reports up to a day, the last one first."""
    return DayStatus.objects.filter(day__lte=until, state__in=REPORTS).order_by("-day")


class Inside(NamedTuple):
    """People recorded up to the end of some days, by office and place; an office's own key holds
    what it did not break down."""

    rows: Mapping[tuple[int, int], Mapping[date, int]]

    def by_place(self) -> Totals:
        return self._summed(lambda office, place: place)

    def by_office(self) -> Totals:
        return self._summed(lambda office, place: office)

    def _summed(self, key: Callable[[int, int], int]) -> Totals:
        found: Totals = {}
        for (office, place), of_days in self.rows.items():
            so_far = found.setdefault(key(office, place), dict.fromkeys(of_days, 0))
            for day, people in of_days.items():
                so_far[day] += people
        return found

    def newly(self, office: int, place: int, day: date, since: date | None) -> int:
        """What an office counted in one place after `since` (None: since the first count)."""
        of_days = self.rows.get((office, place))
        return of_days[day] - (of_days[since] if since else 0) if of_days else 0

    def of_office(self, office: int, day: date, since: date | None) -> int:
        """The same of all its places, and of what it did not break down."""
        own = [place for counted_by, place in self.rows if counted_by == office]
        return sum(self.newly(office, place, day, since) for place in own)


def inside_totals(
    offices: Collection[int], places: Collection[int], days: Iterable[date], *, after: date | None
) -> Inside:
    """People recorded after a day, or since the first count, up to the end of each of `days`.

    By office and place, summed from DailyCount: all of these offices, and what others counted in
    `places` when they lay there. A place without counts in that time is missing. 1 query, which
    grows with the days since `after`; None is for those who cannot do with differences.
    """
    names = {f"until_{i}": day for i, day in enumerate(sorted(set(days)))}
    counts = DailyCount.objects.filter(
        Q(kabkota__in=offices) | Q(region__in=places), day__lte=max(names.values())
    )
    if after is not None:
        counts = counts.filter(day__gt=after)
    rows = counts.values("kabkota_id", "region_id").annotate(
        **{name: Sum("recorded", filter=Q(day__lte=day), default=0) for name, day in names.items()}
    )
    return Inside(
        {
            (row["kabkota_id"], row["region_id"]): {day: row[name] for name, day in names.items()}
            for row in rows
        }
    )


class _LastCount(TypedDict):
    """What is annotated to a place."""

    last_count: date | None


class _WhetherCounted(TypedDict):
    ever_counted: bool


if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    _Counted = WithAnnotations[Region, _LastCount]
    _EverCounted = WithAnnotations[Region, _WhetherCounted]


def with_ever_counted(offices: QuerySet[Region], until: date) -> "QuerySet[_EverCounted]":
    """Each with whether it ever gave a number of recorded, up to a day: `ever_counted`."""
    counts = DailyCount.objects.filter(
        kabkota=OuterRef("pk"), day__lte=until, recorded__isnull=False
    )
    return offices.annotate(ever_counted=Exists(counts))


def with_last_count(places: QuerySet[Region], until: date) -> "QuerySet[_Counted]":
    """Each with its `last_count`: the last day, up to `until`, with a number of recorded.

    One look-up per place in the index of its counts, however many these are.
    """
    counted = DailyCount.objects.filter(
        region=OuterRef("pk"), day__lte=until, recorded__isnull=False
    ).order_by("-day")
    return places.annotate(last_count=Subquery(counted.values("day")[:1]))
