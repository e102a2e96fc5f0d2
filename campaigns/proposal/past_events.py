"""Reads what the events of the last year did in a region, and what a team-day reached there."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from regions.decrees import Lineage
from regions.levels import Level
from regions.models import DayTotal
from regions.ranking import Ranking

from ..models import Event, EventState, Stop, Team
from .order import Place
from .reach import PastEvent, Reach, reach

LOOKED_BACK = timedelta(days=365)


def reach_in(ranking: Ranking, places: list[Place]) -> Reach:
    """What one team-day reaches, of the events that ended before the day; 4 queries at most.

    `places` are those of the `ranking`, in its order. Missing before an event are those missing
    now and all who were recorded since it began, by the figure in force. All of it under whatever
    code a place had, and with what was merged into it.
    """
    region, day = ranking.region, ranking.day
    offices = [region.pk] if region.level == Level.KABKOTA else [r.region.pk for r in ranking.rows]
    today_of = Lineage.stored().today_of(offices, day)
    of_place = {
        row.region.pk: (place.missing, place.kecamatan)
        for row, place in zip(ranking.rows, places, strict=True)
    }
    # Kecamatan have no events of their own.
    of_place[region.pk] = (ranking.head.standing.missing, len(places))
    events = _events(today_of, day)
    results = _results(events)
    ended = [one for one in _ended(events, day) if one[0] in results]
    elsewhere = _recorded_under_other_codes(ended, today_of, day)
    found = []
    for pk, office, first, last, sets, since in ended:
        missing, kecamatan = of_place[today_of[office]]
        if missing is None:
            continue
        people, told = results[pk]
        team_days = (sets or 0) * ((last - first).days + 1) * told
        before = missing + (since or 0) + elsewhere.get(pk, 0)
        found.append(PastEvent(people, team_days, before, kecamatan))
    return reach(found)


def _events(offices: Collection[int], day: date) -> QuerySet[Event]:
    events = Event.objects.filter(last_day__lt=day, last_day__gte=day - LOOKED_BACK)
    return events.exclude(state=EventState.CANCELLED).filter(region__in=list(offices)).order_by()


Ended = tuple[int, int, date, date, int | None, int | None]


def _recorded_under_other_codes(
    ended: Collection[Ended], today_of: Mapping[int, int], day: date
) -> dict[int, int]:
    """Of each event the people recorded since it began under codes of the place that are not its
    own; 1 query where there are any."""
    changed = {code for code, place in today_of.items() if code != place}
    changed |= {today_of[code] for code in changed}
    events = [one for one in ended if one[1] in changed]
    if not events:
        return {}
    first = min(first for _pk, _office, first, *_of_it in events)
    totals = DayTotal.objects.filter(head__in=changed, day__gte=first, day__lte=day, recorded__gt=0)
    rows = list(totals.values_list("head_id", "day", "recorded"))
    return {
        pk: sum(
            people
            for code, on_day, people in rows
            if on_day >= first and code != office and today_of[code] == today_of[office]
        )
        for pk, office, first, *_of_it in events
    }


def _ended(events: QuerySet[Event], day: date) -> Iterable[Ended]:
    """Of each event its place, its days, its recording sets, and people recorded since there."""
    teams = Team.objects.filter(event=OuterRef("pk")).order_by().values("event")
    totals = DayTotal.objects.filter(
        head=OuterRef("region"), day__gte=OuterRef("first_day"), day__lte=day
    )
    counted = totals.order_by().values("head")
    return events.annotate(
        sets=Subquery(teams.values(n=Sum("recording_sets"))),
        since=Subquery(counted.values(n=Sum("recorded"))),
    ).values_list("pk", "region", "first_day", "last_day", "sets", "since")


def _results(events: QuerySet[Event]) -> dict[int, tuple[int, Fraction]]:
    """Of each event the people newly recorded, and the share of its stops' days that was told."""
    stops = Stop.objects.filter(event__in=events).order_by()
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
