"""What was changed of an event's plan and state, value by value; the only writer of EventChange.

A plan lies flat: each value under (part, row, field), as it is logged. So the log can be read
backwards, to what a person saw when they opened the form.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from regions.models import Region, User
from regions.recording import Signature

from .models import Event, EventChange, EventState, PlanPart

Key = tuple[str, int | None, str]
Plan = dict[Key, Any]

EVENT_FIELDS = (
    *("name", "first_day", "last_day", "opens_at", "closes_at"),
    *("serves_outside_hours", "expected_people"),
)
STOP_FIELDS = ("kecamatan", "place", "first_day", "last_day")
TEAM_FIELDS = ("people", "recording_sets")


def logged(value: Any) -> Any:
    """A value as the log keeps it: days in ISO form, hours and minutes, places by their code."""
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, date):
        return value.isoformat()
    return value.code if isinstance(value, Region) else value


def flat_row(part: PlanPart, row: int | None, values: Mapping[str, Any]) -> Plan:
    """One part of a plan, to be put beside the others."""
    return {(part.value, row, field): logged(value) for field, value in values.items()}


def stored_plan(event: Event) -> Plan:
    """The plan as it is stored; 3 queries."""
    event.refresh_from_db(fields=EVENT_FIELDS)
    plan = flat_row(PlanPart.EVENT, None, {name: getattr(event, name) for name in EVENT_FIELDS})
    for stop in event.stops.select_related("kecamatan"):
        values = {name: getattr(stop, name) for name in STOP_FIELDS}
        plan |= flat_row(PlanPart.STOP, stop.pk, values)
    for team in event.teams.all():
        values = {name: getattr(team, name) for name in TEAM_FIELDS}
        plan |= flat_row(PlanPart.TEAM, team.office_id, values)
    return plan


def log(event: Event, old: Mapping[Key, Any], new: Mapping[Key, Any], signed: Signature) -> None:
    """Log what differs between two plans under the event's next version; the event is locked."""
    changed = [key for key in dict.fromkeys([*old, *new]) if old.get(key) != new.get(key)]
    if not changed:
        return
    event.version += 1
    Event.objects.filter(pk=event.pk).update(version=event.version)
    EventChange.objects.bulk_create(_change(event, key, old, new, signed) for key in changed)


def log_new(event: Event, signed: Signature) -> None:
    """Log that the event was planned; what it was planned like, its later changes tell."""
    state: Key = (PlanPart.EVENT, None, "state")
    EventChange.objects.bulk_create([_change(event, state, {}, {state: event.state}, signed)])


def _change(
    event: Event, key: Key, old: Mapping[Key, Any], new: Mapping[Key, Any], signed: Signature
) -> EventChange:
    part, row, field = key
    return EventChange(
        event=event,
        version=event.version,
        part=part,
        row=row,
        field=field,
        old=old.get(key),
        new=new.get(key),
        why=signed.why,
        by=signed.by,
        at=signed.at,
    )


def set_state(event: Event, state: EventState, signed: Signature) -> None:
    """The event is in this state from now on; the reason is stored where it is cancelled."""
    key: Key = (PlanPart.EVENT, None, "state")
    because = signed.why if state == EventState.CANCELLED else ""
    Event.objects.filter(pk=event.pk).update(state=state, cancelled_because=because)
    log(event, {key: event.state}, {key: state.value}, signed)
    event.state, event.cancelled_because = state, because


@dataclass(frozen=True, slots=True)
class Since:
    """What was changed of a plan since a version: the values before, and who changed them last."""

    before: Plan
    last: Mapping[Key, tuple[User, datetime]]


def changes_since(event: Event, version: int) -> Since:
    """All that was logged of the plan after that version; 1 query."""
    before: Plan = {}
    last: dict[Key, tuple[User, datetime]] = {}
    found = EventChange.objects.filter(event=event, version__gt=version)
    # These are not typed with the plan.
    found = found.exclude(field__in=("state", "region"))
    for change in found.select_related("by").order_by("id"):
        key = (change.part, change.row, change.field)
        before.setdefault(key, change.old)
        last[key] = (change.by, change.at)
    return Since(before, last)
