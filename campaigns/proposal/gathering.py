"""Reads what the proposal for the next event needs to know of the places in a region."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from regions.arithmetic import serving_days
from regions.levels import Level
from regions.models import DayStatus, Region
from regions.ranking import Ranking, Row, rank_children
from regions.reporting import REMEMBERED, reporting

from ..models import Event, EventState, Stop
from .order import Place

FirstAndLast = tuple[date, date]


@dataclass(slots=True)
class _Known:
    """What is known beside the ranking, by place; kecamatan have no cards and no own reports."""

    silent: dict[int, int] = field(default_factory=dict)
    cards: dict[int, int] = field(default_factory=dict)
    events: dict[int, list[FirstAndLast]] = field(default_factory=dict)


def ranking_for_events(region: Region, day: date) -> Ranking:
    """The kabupaten/kota of a nation or province, or the kecamatan of a kabupaten/kota."""
    level = Level.KECAMATAN if region.level == Level.KABKOTA else Level.KABKOTA
    return rank_children(region, day, level, with_weeks=True)


def places_for_events(
    ranking: Ranking, today: Callable[[ZoneInfo], date], cards_seen: QuerySet[Region]
) -> list[Place]:
    """The places of `ranking`, ready to be proposed; at most 6 queries at any size.

    Cards are those an office said it had left within the week, of the offices `cards_seen`.
    """
    region, day = ranking.region, ranking.day
    if region.level == Level.KABKOTA:
        stops = Stop.objects.filter(event__region=region)
        stops = stops.exclude(event__state=EventState.CANCELLED)
        known = _Known(events=_by_place(stops.values_list("kecamatan", "first_day", "last_day")))
    else:
        events = Event.objects.exclude(state=EventState.CANCELLED).order_by()
        if region.level == Level.PROVINCE:
            events = events.filter(region__province=region)
        known = _Known(
            {one.region.pk: one.silence.overdue for one in reporting(region, day, today)},
            _cards_left(cards_seen, day),
            _by_place(events.values_list("region", "first_day", "last_day")),
        )
    return [_place(row, day, known) for row in ranking.rows]


def _by_place(rows: Iterable[tuple[int, date, date]]) -> dict[int, list[FirstAndLast]]:
    found = defaultdict(list)
    for place, first, last in rows:
        found[place].append((first, last))
    return found


def _cards_left(offices: QuerySet[Region], day: date) -> dict[int, int]:
    """Blank cards that the offices last said they had, in the week up to `day`."""
    said = DayStatus.objects.filter(
        kabkota__in=offices, day__gt=day - REMEMBERED, day__lte=day, blangko_left__isnull=False
    )
    return dict(said.order_by("day").values_list("kabkota_id", "blangko_left"))


def _place(row: Row, day: date, known: _Known) -> Place:
    pk, events = row.region.pk, known.events.get(row.region.pk, [])
    return Place(
        code=row.region.code,
        missing=row.standing.missing,
        people_to_target=row.people_to_target,
        a_day=row.pace and row.pace.counter,
        days_left=days_to_deadline(row, day),
        silent_days=known.silent.get(pk, 0),
        cards=known.cards.get(pk),
        since_event=min(((day - last).days for _first, last in events if last < day), default=None),
        event_days=min((days for days in events if days[1] >= day), default=None),
    )


def days_to_deadline(row: Row, day: date) -> int | None:
    """Days after `day` on which people can be served in time; None without a deadline ahead."""
    if row.goal.deadline is None or row.goal.deadline < day:
        return None
    return serving_days(day, row.goal.deadline)
