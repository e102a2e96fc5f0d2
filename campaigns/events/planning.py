"""Writes an event's plan and its checklist: made and changed, with what others changed meanwhile.

Locks are taken in one order: the region, then the event. Of two plans in one region the second
waits, and sees the stops of the first; SQLite lets one writer in at a time.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Field

from regions.models import Region, User
from regions.recording import Signature

from .. import history
from ..history import Key, Plan
from ..models import (
    DUE_DAYS_BEFORE,
    Event,
    EventState,
    PlanPart,
    Stop,
    StopResult,
    Task,
    TaskKind,
    Team,
)
from .merging import PlannedStop, merged, plan_of, rows_of
from .refusals import HasResults, Misfit, PlanRefused, PlanSentBefore
from .states import lock_open

# People that one recording set records in a day: usual, and at most over a long evening.
A_SET_A_DAY = (50, 150, 250)


@transaction.atomic
def plan_event(
    *,
    region: Region,
    fields: Mapping[str, Any],
    stops: Iterable[PlannedStop],
    teams: Mapping[Region, tuple[int, int]],
    by: User,
    at: datetime,
    event: Event | None = None,
    seen: int | None = None,
    form_key: UUID | None = None,
) -> Event:
    """Store a plan, new or changed, with its stops, teams (people, sets) and checklist.

    `seen` is the version that the person was looking at: what they left as it was keeps what
    others made of it since. Without it, what is given wins. A form sent twice (`form_key`) makes
    one event.

    Raises PlanSentBefore; PlanRefused where others changed the same, or a stop does not fit;
    HasResults where a stop or day with results would disappear; StateChangedMeanwhile where the
    event is over.
    """
    Region.objects.select_for_update(no_key=True).get(pk=region.pk)
    signed = Signature(by, at)
    if event is None:
        return _store_new(region, fields, list(stops), teams, signed, form_key)
    event = lock_open(event)
    stored = history.stored_plan(event)
    typed = plan_of(fields, stops, {office.pk: team for office, team in teams.items()})
    wanted, clashes = merged(event, stored, typed, seen)
    if clashes:
        raise PlanRefused(event, wanted, clashes=clashes)
    _store(event, wanted, is_stale=seen not in (None, event.version))
    history.log(event, stored, history.stored_plan(event), signed)
    return event


def _store_new(
    region: Region,
    fields: Mapping[str, Any],
    stops: list[PlannedStop],
    teams: Mapping[Region, tuple[int, int]],
    signed: Signature,
    form_key: UUID | None,
) -> Event:
    typed = plan_of(fields, stops, {office.pk: team for office, team in teams.items()})
    sent = Event.objects.filter(form_key=form_key).first() if form_key else None
    if sent:
        raise PlanSentBefore(sent, is_same=_is_same(typed, sent))
    event = Event(
        region=region, created_by=signed.by, created_at=signed.at, form_key=form_key, **fields
    )
    event.save(force_insert=True)
    _store(event, typed, is_stale=False)
    history.log_new(event, signed)
    return event


def _is_same(typed: Plan, event: Event) -> bool:
    """Whether the event is still what was typed; its stops have keys of their own."""
    stored = history.stored_plan(event)

    def parts(plan: Plan) -> list:
        rows = rows_of(plan, PlanPart.STOP).values()
        fields = {
            name: value for (part, _row, name), value in plan.items() if part == PlanPart.EVENT
        }
        return [fields, sorted(map(str, rows)), rows_of(plan, PlanPart.TEAM)]

    return parts(stored) == parts(typed)


def _store(event: Event, plan: Plan, *, is_stale: bool) -> None:
    """Make the event what the plan says; raises PlanRefused and HasResults."""
    for name in history.EVENT_FIELDS:
        key: Key = (PlanPart.EVENT, None, name)
        if key in plan:
            field = Event._meta.get_field(name)
            assert isinstance(field, Field)  # and no relation from elsewhere
            setattr(event, name, field.to_python(plan[key]))
    event.save(update_fields=history.EVENT_FIELDS)
    stops = _planned_stops(plan)
    misfits = _misfits(event, stops)
    if misfits:
        raise PlanRefused(event, plan, misfits=misfits, is_stale=is_stale)
    _store_stops(event, stops)
    _store_teams(event, rows_of(plan, PlanPart.TEAM))
    _store_tasks(event)


def _planned_stops(plan: Plan) -> list[PlannedStop]:
    """The stops of the plan; the key of one that is not stored yet is below zero."""
    rows = rows_of(plan, PlanPart.STOP)
    codes = {row["kecamatan"] for row in rows.values()}
    places = {place.code: place for place in Region.objects.filter(code__in=codes)}
    return [
        PlannedStop(
            kecamatan=places[row["kecamatan"]],
            place=row["place"],
            first_day=date.fromisoformat(row["first_day"]),
            last_day=date.fromisoformat(row["last_day"]),
            pk=pk,
        )
        for pk, row in rows.items()
    ]


def _misfits(event: Event, stops: list[PlannedStop]) -> list[Misfit]:
    """The stops outside the days of the event, and those that meet another event; 1 query."""
    others = Stop.objects.filter(
        kecamatan__in=[stop.kecamatan for stop in stops],
        first_day__lte=event.last_day,
        last_day__gte=event.first_day,
    )
    others = others.exclude(event=event).exclude(event__state=EventState.CANCELLED)
    taken = list(others.select_related("event"))
    found = []
    for stop in stops:
        if not event.first_day <= stop.first_day <= stop.last_day <= event.last_day:
            found.append(Misfit(stop))
            continue
        meets = (other for other in taken if stop.meets(other))
        found += [Misfit(stop, other.event) for other in list(meets)[:1]]
    return found


def _store_stops(event: Event, stops: list[PlannedStop]) -> None:
    """Make the event's stops those planned; one of another event under that key is a new one."""
    own = event.stops.in_bulk()
    kept = {planned.pk for planned in stops} & own.keys()
    gone = event.stops.exclude(pk__in=kept)
    if StopResult.objects.filter(stop__in=gone).exists():
        raise HasResults
    gone.delete()
    for planned in stops:
        stop = own.get(planned.pk) or Stop(event=event)
        results = StopResult.objects.filter(stop=stop) if stop.pk else StopResult.objects.none()
        outside = results.exclude(day__range=(planned.first_day, planned.last_day))
        moved = stop.pk and stop.kecamatan_id != planned.kecamatan.pk
        if outside.exists() or (moved and results.exists()):
            raise HasResults
        stop.kecamatan, stop.place = planned.kecamatan, planned.place
        stop.first_day, stop.last_day = planned.first_day, planned.last_day
        stop.save()


def _store_teams(event: Event, teams: Mapping[int, Mapping[str, Any]]) -> None:
    event.teams.exclude(office__in=teams).delete()
    for office, team in teams.items():
        Team.objects.update_or_create(event=event, office_id=office, defaults=team)


def _store_tasks(event: Event) -> None:
    """The checklist; due days move along with the first day, what is done stays done."""
    for kind in TaskKind:
        due = event.first_day - timedelta(days=DUE_DAYS_BEFORE[kind])
        Task.objects.update_or_create(event=event, kind=kind, defaults={"due_day": due})


@transaction.atomic
def tick(task: Task, *, done: bool, by: User, at: datetime) -> None:
    """Mark one line of the checklist as done by somebody, or as open again.

    Raises StateChangedMeanwhile where the event is over.
    """
    lock_open(task.event)
    task.done_by, task.done_at = (by, at) if done else (None, None)
    task.save(update_fields=["done_by", "done_at"])


def capacity(teams: Iterable[Team], first_day: date, last_day: date) -> tuple[int, int, int]:
    """People the teams' recording sets can record on these days: low, usual, most.

    Source: the practice of the offices; 50 to 150 people a set and day, 250 on a long evening.
    """
    sets = sum(team.recording_sets for team in teams)
    days = (last_day - first_day).days + 1
    low, usual, most = (sets * days * people for people in A_SET_A_DAY)
    return low, usual, most
