"""Where places stand on given days: figures in force plus what was counted since.

    recorded(day) = figure.recorded + total(day) - total(figure.as_of)

over `figure.wajib_ktp`, with the figure in force on that day. Always live, never stored.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict

from django.db.models import FilteredRelation, Max, OuterRef, Q, QuerySet, Subquery, Sum

from ..arithmetic import Standing
from ..models import (
    REPORTS,
    Basis,
    DailyCount,
    DayStatus,
    DayTotal,
    PopulationFigure,
    Region,
    RunningHead,
)

BASES = Basis.values
UNKNOWN = Standing.of_one(None, None)


class Origin(NamedTuple):
    """Where a denominator comes from."""

    as_of: date
    published_on: date
    basis: str
    source: str


class Figure(NamedTuple):
    """What a standing needs of a PopulationFigure."""

    as_of: date
    published_on: date
    wajib_ktp: int | None
    recorded: int | None
    basis: str
    source: str
    pins: tuple[tuple[int, date], ...] = ()

    @staticmethod
    def newest_first(figures: "Iterable[Figure]") -> "list[Figure]":
        """By as-of day, as `in_force` looks at them."""
        return sorted(figures, key=lambda figure: figure.as_of, reverse=True)

    @property
    def key(self) -> tuple[date, date, str]:
        """What tells it from the other figures of its place."""
        return (self.as_of, self.published_on, self.basis)

    def precedence(self, day: date) -> tuple[bool, date, int, int, date]:
        """Of two figures of one place the one that has more of it is in force on `day`."""
        pin = max((number for number, since in self.pins if since <= day), default=0)
        return (self.is_complete, self.as_of, pin, -BASES.index(self.basis), self.published_on)

    @property
    def begins(self) -> date:
        """The first day on which it can be in force."""
        return max(self.as_of, self.published_on)

    @property
    def is_complete(self) -> bool:
        return self.wajib_ktp is not None and self.recorded is not None

    @property
    def origin(self) -> Origin:
        return Origin(self.as_of, self.published_on, self.basis, self.source)


def in_force(newest_first: Iterable[Figure], day: date) -> Figure | None:
    """Of the figures of one place the one that counts; the rule is that of PopulationFigure."""
    found = None
    for figure in newest_first:
        if found and found.is_complete and figure.as_of < found.as_of:
            break
        if figure.begins > day:
            continue
        if found is None or figure.precedence(day) > found.precedence(day):
            found = figure
    return found


def figures_by(key: str, figures: QuerySet[PopulationFigure]) -> dict[Any, list[Figure]]:
    """Figures with their pins under a field of theirs, the newest as-of days first; 1 query."""
    rows = figures.order_by("-as_of", "pk").values_list(
        *("pk", key, "as_of", "published_on", "wajib_ktp", "recorded", "basis", "source"),
        *("pins__pk", "pins__day"),
    )
    found: dict[Any, list[Figure]] = defaultdict(list)
    for (_pk, place, *values), pinned in groupby(rows, key=lambda row: row[:8]):
        pins = tuple((row[8], row[9]) for row in pinned if row[8] is not None)
        found[place].append(Figure(*values)._replace(pins=pins))
    return found


class Figures:
    """The population figures of some places around some days; 1 query."""

    def __init__(self, places: QuerySet[Region], first: date, last: date):
        found = PopulationFigure.objects.in_force_between(places, first, last)
        self._of: dict[int, list[Figure]] = figures_by("region_id", found)

    def in_force(self, place: int, day: date) -> Figure | None:
        return in_force(self._of.get(place, ()), day)

    def as_of_days(self) -> set[date]:
        return {figure.as_of for figures in self._of.values() for figure in figures}

    def inherit(self, old: int, new: int) -> None:
        """Give a renumbered place the figures of the code it had before."""
        self._of[new] = Figure.newest_first(self._of[new] + self._of.get(old, []))


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


def last_office_report(kabkota: Region, until: date) -> date | None:
    """The last day, up to `until`, that the office reported, be it a zero; 1 query."""
    return _reported(until).filter(kabkota=kabkota).values_list("day", flat=True).first()


def _reported(until: date) -> QuerySet[DayStatus]:
    """The reports up to a day, the last one first."""
    return DayStatus.objects.filter(day__lte=until, state__in=REPORTS).order_by("-day")


def kecamatan_totals(kabkota: Region, days: Iterable[date], *, after: date | None) -> Totals:
    """People recorded after a day, or since the first count, up to the end of each of `days`.

    By place inside one kabupaten/kota, summed from DailyCount; its own key holds what its
    office did not break down. A place without counts in that time is missing. 1 query, which
    grows with the days since `after`; None is for those who cannot do with differences.
    """
    names = {f"until_{i}": day for i, day in enumerate(sorted(set(days)))}
    counts = DailyCount.objects.filter(kabkota=kabkota, day__lte=max(days))
    if after is not None:
        counts = counts.filter(day__gt=after)
    rows = counts.values("region_id").annotate(
        **{name: Sum("recorded", filter=Q(day__lte=day), default=0) for name, day in names.items()}
    )
    return {row["region_id"]: {day: row[name] for name, day in names.items()} for row in rows}


class _LastCount(TypedDict):
    """What is annotated to a place."""

    last_count: date | None


if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    _Counted = WithAnnotations[Region, _LastCount]


def with_last_count(places: QuerySet[Region], until: date) -> "QuerySet[_Counted]":
    """Each with its `last_count`: the last day, up to `until`, with a number of recorded.

    One look-up per place in the index of its counts, however many these are.
    """
    counted = DailyCount.objects.filter(
        region=OuterRef("pk"), day__lte=until, recorded__isnull=False
    ).order_by("-day")
    return places.annotate(last_count=Subquery(counted.values("day")[:1]))


def standing(figure: Figure | None, total: Mapping[date, int] | None, day: date) -> Standing:
    """Where one place stands at the end of `day`, by the figure in force; unknown without one.

    `total` are its people recorded since the first count; None where nothing was ever counted.
    """
    if figure is None:
        return UNKNOWN
    if figure.recorded is None:
        return Standing.of_one(None, figure.wajib_ktp)
    since = total[day] - total[figure.as_of] if total else 0
    return Standing.of_one(figure.recorded + since, figure.wajib_ktp)
