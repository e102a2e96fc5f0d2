"""Reads what the events of the last year did in a region, and what a team-day reached there."""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from regions.levels import Level
from regions.models import DayTotal, Region
from regions.ranking import Ranking

from ..models import Event, EventState, Stop, Team
from .order import Place
from .reach import PastEvent, Reach, reach

LOOKED_BACK = timedelta(days=365)


def reach_in(ranking: Ranking, places: list[Place]) -> Reach:
    """What one team-day reaches, of the events that ended before the day; 2 queries.

    `places` are those of the `ranking`, in its order. Missing before an event are those missing
    now and all who were recorded since it began, by the figure in force.
    """
    region, day = ranking.region, ranking.day
    of_place = {
        row.region.pk: (place.missing, place.kecamatan)
        for row, place in zip(ranking.rows, places, strict=True)
    }
    # Kecamatan have no events of their own.
    of_place[region.pk] = (ranking.head.standing.missing, len(places))
    results = _results(region, day)
    found = []
    for pk, office, first, last, sets, since in _ended(region, day):
        missing, kecamatan = of_place.get(office, (None, 0))
        if missing is None or pk not in results:
            continue
        people, told = results[pk]
        team_days = (sets or 0) * ((last - first).days + 1) * told
        found.append(PastEvent(people, team_days, missing + (since or 0), kecamatan))
    return reach(found)


def _events(region: Region, day: date) -> QuerySet[Event]:
    events = Event.objects.filter(last_day__lt=day, last_day__gte=day - LOOKED_BACK)
    events = events.exclude(state=EventState.CANCELLED).order_by()
    if region.level == Level.PROVINCE:
        return events.filter(region__province=region)
    return events.filter(region=region) if region.level == Level.KABKOTA else events


def _ended(
    region: Region, day: date
) -> Iterable[tuple[int, int, date, date, int | None, int | None]]:
    """Of each event its place, its days, its recording sets, and people recorded since there."""
    teams = Team.objects.filter(event=OuterRef("pk")).order_by().values("event")
    totals = DayTotal.objects.filter(
        head=OuterRef("region"), day__gte=OuterRef("first_day"), day__lte=day
    )
    counted = totals.order_by().values("head")
    return (
        _events(region, day)
        .annotate(
            sets=Subquery(teams.values(n=Sum("recording_sets"))),
            since=Subquery(counted.values(n=Sum("recorded"))),
        )
        .values_list("pk", "region", "first_day", "last_day", "sets", "since")
    )


def _results(region: Region, day: date) -> dict[int, tuple[int, Fraction]]:
    """Of each event the people newly recorded, and the share of its stops' days that was told."""
    stops = Stop.objects.filter(event__in=_events(region, day)).order_by()
    told = Q(results__recorded__isnull=False)
    rows = stops.annotate(
        told=Count("results", filter=told), people=Sum("results__recorded", default=0)
    ).values_list("event", "first_day", "last_day", "told", "people")
    sums: dict[int, list[int]] = {}
    for event, first, last, days_told, people in rows:
        of_event = sums.setdefault(event, [0, 0, 0])
        of_event[0] += people
        of_event[1] += days_told
        of_event[2] += (last - first).days + 1
    return {event: (people, Fraction(told, days)) for event, (people, told, days) in sums.items()}
