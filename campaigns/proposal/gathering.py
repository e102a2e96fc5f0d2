"""Reads what the proposal for the next event needs to know of the places in a region."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet

from regions.arithmetic import serving_days
from regions.decrees import Lineage
from regions.levels import Level
from regions.models import DayStatus, PopulationFigure, Region
from regions.ranking import Ranking, Row, rank_children
from regions.reporting import REMEMBERED, Reporting, reporting

from ..models import Event, EventState, Stop
from .order import Place
from .untold import a_working_day, days_untold


class _Event(NamedTuple):
    """The days of an event, or of a stop.

    `told` of its days have a result. People are `expected` on all days alike; None where nobody
    said how many.
    """

    first: date
    last: date
    told: int = 0
    expected: int | None = None

    def people_to_come(self, deadline: date | None) -> int | None:
        """Who is expected on its days before the deadline that have no result yet."""
        if self.expected is None:
            return None
        all_days = (self.last - self.first).days + 1
        days = min(all_days, (deadline - self.first).days) if deadline else all_days
        return self.expected * max(0, days - self.told) // all_days


Events = dict[int, list[_Event]]


@dataclass(slots=True)
class _Known:
    """What is known beside the ranking, by place.

    Kecamatan have no cards of their own, and none is in them.
    """

    reports: Mapping[int, Reporting]
    cards: Mapping[int, int]
    events: Events
    as_of: Mapping[int, date]
    kecamatan: Mapping[int, int]


def ranking_for_events(region: Region, day: date) -> Ranking:
    """The kabupaten/kota of a nation or province, or the kecamatan of a kabupaten/kota."""
    level = Level.KECAMATAN if region.level == Level.KABKOTA else Level.KABKOTA
    return rank_children(region, day, level, with_weeks=True)


def places_for_events(
    ranking: Ranking, today: Callable[[ZoneInfo], date], cards_seen: QuerySet[Region]
) -> list[Place]:
    """The places in the order of `ranking`, ready to be proposed; at most 11 queries at any size.

    Cards are those an office said it had left within the week, of the offices `cards_seen`.
    Under whatever code a place had, and with what was merged into it.
    """
    region, day = ranking.region, ranking.day
    today_of = Lineage.stored().today_of([row.region.pk for row in ranking.rows], day)
    as_of = _as_of(ranking)
    reports = {one.region.pk: one for one in reporting(region, day, today)}
    if region.level == Level.KABKOTA:
        # Kecamatan report through their office.
        reports = {row.region.pk: office for row in ranking.rows for office in reports.values()}
        known = _Known(reports, {}, _stops_in(today_of), as_of, {})
    else:
        cards = _cards_left(cards_seen, day)
        events = _events_in(today_of, day)
        known = _Known(reports, cards, events, as_of, _kecamatan_in(region, day))
    return [_place(row, day, known) for row in ranking.rows]


def _as_of(ranking: Ranking) -> dict[int, date]:
    """The as-of day of the figure in force, by place."""
    places = Region.objects.filter(pk__in=[row.region.pk for row in ranking.rows])
    figures = PopulationFigure.objects.in_force_between(places, ranking.day, ranking.day)
    return dict(figures.values_list("region", "as_of"))


def _stops_in(today_of: Mapping[int, int]) -> Events:
    stops = Stop.objects.filter(kecamatan__in=list(today_of))
    stops = stops.exclude(event__state=EventState.CANCELLED)
    return _by_place(stops.values_list("kecamatan", "first_day", "last_day"), today_of)


def _events_in(today_of: Mapping[int, int], day: date) -> Events:
    events = Event.objects.exclude(state=EventState.CANCELLED).order_by()
    events = events.filter(region__in=list(today_of))
    of_results = {"stops__results__day__lte": day, "stops__results__recorded__isnull": False}
    told = Count("stops__results__day", distinct=True, filter=Q(**of_results))
    columns = ("region", "first_day", "last_day", "told", "expected_people")
    return _by_place(events.annotate(told=told).values_list(*columns), today_of)


def _kecamatan_in(region: Region, day: date) -> dict[int, int]:
    """How many kecamatan each kabupaten/kota has."""
    kecamatan = Region.objects.filter(level=Level.KECAMATAN).valid_on(day).order_by()
    if region.level == Level.PROVINCE:
        kecamatan = kecamatan.filter(province=region)
    counted = kecamatan.values_list("kabkota").annotate(Count("pk"))
    return {office: n for office, n in counted if office is not None}


def _by_place(rows: Iterable[tuple], today_of: Mapping[int, int]) -> Events:
    found: Events = defaultdict(list)
    for place, *event in rows:
        found[today_of[place]].append(_Event(*event))
    return found


def _cards_left(offices: QuerySet[Region], day: date) -> dict[int, int]:
    """Blank cards that the offices last said they had, in the week up to `day`."""
    said = DayStatus.objects.filter(
        kabkota__in=offices, day__gt=day - REMEMBERED, day__lte=day, blangko_left__isnull=False
    )
    return dict(said.order_by("day").values_list("kabkota_id", "blangko_left"))


def _place(row: Row, day: date, known: _Known) -> Place:
    pk = row.region.pk
    silence = known.reports[pk].silence if pk in known.reports else None
    events = known.events.get(pk, [])
    ahead = [event for event in events if event.last >= day]
    untold = days_untold(row.weeks, day, known.as_of.get(pk))
    days_left = days_to_deadline(row, day)
    deadline = None if days_left is None else row.goal.deadline
    people = [event.people_to_come(deadline) for event in ahead]
    return Place(
        code=row.region.code,
        missing=row.standing.missing,
        people_to_target=row.people_to_target,
        a_day=row.pace and row.pace.counter,
        a_working_day=a_working_day(row.pace),
        days_left=days_left,
        # Without a pace: since the last report, however long ago.
        untold_days=untold if row.pace else silence.awaited if silence else 0,
        open_days=silence.open if silence else 0,
        cards=known.cards.get(pk),
        since_event=min(((day - one.last).days for one in events if one.last < day), default=None),
        event_days=min(((one.first, one.last) for one in ahead), default=None),
        event_people=None if None in people else sum(filter(None, people)),
        kecamatan=known.kecamatan.get(pk, 1),
    )


def days_to_deadline(row: Row, day: date) -> int | None:
    """Days after `day` on which people can be served in time; None without a deadline ahead."""
    if row.goal.deadline is None or row.goal.deadline < day:
        return None
    return serving_days(day, row.goal.deadline)
