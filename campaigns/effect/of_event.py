"""Reads what the effect of one event is judged by, and puts it on the event's page.

Compared with the places of the same province that are nearest in coverage and size the day
before the event, and that have no event themselves in the same days. "Before" are the working
days of eight weeks, up to the day on which the event was announced (its sosialisasi, five days
ahead); "after" those of two weeks.

A working day without the office's own report is unknown, whatever outreach recorded on it, and so
is one told in part. While its report may still come in time, a day after the event is left out;
then it is missing.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from regions.days import ONE_DAY, days_from
from regions.models import DayStatus, DayTotal, Region, State
from regions.ranking import rank_children, trend
from regions.reporting import WorkingDays, told_in_part, working_days_of

from ..models import DUE_DAYS_BEFORE, Event, EventState, TaskKind
from .arithmetic import Effect, Likeness, Series, effect, most_alike
from .wording import effect_words

BEFORE, AFTER = timedelta(weeks=8), timedelta(weeks=2)
ANNOUNCED = timedelta(days=DUE_DAYS_BEFORE[TaskKind.SOSIALISASI])


class Spans(NamedTuple):
    """The days that are compared, up to the day on which one looks."""

    before: list[date]
    during: list[date]
    after: list[date]


def effect_of(event: Event, day: date) -> dict:
    """What templates/campaigns/_effect.html shows at the end of `day`: `effect`, or None.

    None before the first day and for a cancelled event. About 12 queries at any size.
    """
    if event.state == EventState.CANCELLED or day < event.first_day:
        return {"effect": None}
    found, regions = judged(event, day)
    marks = sorted({event.first_day - ONE_DAY, min(event.last_day, day), day})
    points = {point.day: point.standing for point in trend(event.region, marks).points}
    names = [regions[code].name for code in found.similar]
    return {"effect": effect_words(found, points, names)}


def judged(event: Event, day: date) -> tuple[Effect, dict[str, Region]]:
    """The effect up to the end of `day`, and the regions of the province by code."""
    place, working_days = event.region, working_days_of(event.region)
    spans = spans_of(event, day, working_days)
    assert place.province is not None  # it is a kabupaten/kota
    ranking = rank_children(place.province, event.first_day - ONE_DAY)
    regions = {row.region.code: row.region for row in ranking.rows}
    events = _days_of_other_events(event, spans)
    likeness = {
        row.region.code: Likeness(row.region.code, row.standing.hundredths, row.standing.wajib_ktp)
        for row in ranking.rows
        if row.standing.hundredths is not None and row.standing.wajib_ktp is not None
    }
    own = likeness.pop(place.code, None)
    judged_days = {*spans.during, *spans.after}
    others = [one for one in likeness.values() if not judged_days & events[regions[one.code].pk]]
    alike = most_alike(own, others) if own else []
    compared = [place, *(regions[code] for code in alike)]
    series = _series(compared, spans, events, working_days)
    similar = {code: series[regions[code].pk] for code in alike}
    own_days = _own_days(spans, series[place.pk], events[place.pk], day, working_days)
    return effect(series[place.pk], similar, **own_days._asdict()), regions


def spans_of(event: Event, day: date, working_days: WorkingDays) -> Spans:
    works = working_days.is_working
    begin = event.first_day - ANNOUNCED
    before = days_from(begin - BEFORE, begin)
    during = days_from(event.first_day, min(event.last_day, day) + ONE_DAY)
    after = days_from(event.last_day + ONE_DAY, min(event.last_day + AFTER, day) + ONE_DAY)
    return Spans(
        [d for d in before if works(d)],
        list(during),
        [d for d in after if works(d)],
    )


def _own_days(
    spans: Spans, place: Series, elsewhere: set[date], day: date, working_days: WorkingDays
) -> Spans:
    """The days without those of its other events, and without days after it still awaited."""

    def is_awaited(one: date) -> bool:
        return place[one] is None and working_days.next_after(one) >= day

    before, during, after = ([d for d in days if d not in elsewhere] for days in spans)
    return Spans(before, during, [d for d in after if not is_awaited(d)])


def _days_of_other_events(event: Event, spans: Spans) -> dict[int, set[date]]:
    """By region: the days of other events in the province, which are no usual days."""
    days = [*spans.before, *spans.during, *spans.after]
    others = Event.objects.exclude(state=EventState.CANCELLED).exclude(pk=event.pk).order_by()
    others = others.filter(
        region__province=event.region.province_id,
        first_day__lte=max(days),
        last_day__gte=min(days),
    )
    found: dict[int, set[date]] = defaultdict(set)
    for region, first, last in others.values_list("region", "first_day", "last_day"):
        found[region].update(days_from(first, last + ONE_DAY))
    return found


def _series(
    regions: Sequence[Region],
    spans: Spans,
    events: dict[int, set[date]],
    working_days: WorkingDays,
) -> dict[int, Series]:
    """Newly recorded people of all channels by region and day; at most 4 queries.

    A working day that the office did not tell, or in part, is None, and so is one of another
    event. On a day it was closed, and on other days, nobody is expected at its counter: what there
    is came from outreach.
    """
    days = [*spans.before, *spans.during, *spans.after]
    within = {"day__gte": min(days), "day__lte": max(days)}
    totals = DayTotal.objects.filter(head__in=[r.pk for r in regions], recorded__gt=0, **within)
    rows = totals.order_by().values_list("head", "day", "recorded")
    counted = {(place, day): people for place, day, people in rows}
    states = DayStatus.objects.filter(kabkota__in=regions, **within).exclude(state=State.EMPTY)
    told = set(states.values_list("kabkota_id", "day"))
    in_part = told_in_part([r.pk for r in regions], min(days) - ONE_DAY, max(days))
    told -= {(place, day) for place, of_place in in_part.items() for day in of_place}

    def people(place: int, day: date) -> int | None:
        is_known = (place, day) in told or not working_days.is_working(day)
        return counted.get((place, day), 0) if is_known and day not in events[place] else None

    return {region.pk: {day: people(region.pk, day) for day in days} for region in regions}
