"""Ends an event: closed, cancelled, or ended earlier than planned.

The state has a second writer: with its results an event begins, and a closed one is open again
(campaigns.results.recording).
"""

from datetime import date, datetime

from django.db import transaction

from regions.models import User
from regions.recording import Signature

from .. import history
from ..cards import account_of, set_use
from ..models import Event, EventState, MoveKind, Stop, StopResult
from ..results import post_places
from .event_cards import cards_of, return_all
from .refusals import HasResults, StillHasCards
from .states import StateChangedMeanwhile, lock_open


@transaction.atomic
def cancel_event(
    event: Event,
    *,
    because: str,
    day: date,
    by: User,
    at: datetime,
    seen: EventState | None = None,
) -> None:
    """Cancel: results no longer count, cards go back where they came from.

    Raises StateChangedMeanwhile; `seen` as of lock_open.
    """
    event = lock_open(event, seen)
    history.set_state(event, EventState.CANCELLED, Signature(by, at, because))
    results = StopResult.objects.filter(stop__event=event).select_related("stop__kecamatan")
    for kecamatan, service_day in sorted(
        {(result.stop.kecamatan, result.day) for result in results},
        key=lambda pair: (pair[1], pair[0].code),
    ):
        post_places(event, [kecamatan], service_day, by=by, at=at)
    for kind in (MoveKind.USED, MoveKind.SPOILED):
        set_use(event, kind, -cards_of(event, kind), day=day, by=by, at=at, note=because)
    return_all(event, day=day, by=by, at=at, note=because)


@transaction.atomic
def close_event(event: Event, *, by: User, at: datetime, seen: EventState | None = None) -> None:
    """The event is done and accounted for.

    Raises StillHasCards, and StateChangedMeanwhile; `seen` as of lock_open.
    """
    event = lock_open(event, seen)
    account = account_of(event)
    if account.balance:
        raise StillHasCards(account.balance)
    history.set_state(event, EventState.DONE, Signature(by, at))


@transaction.atomic
def end_early(
    event: Event, last_day: date, *, because: str, by: User, at: datetime, seen: EventState
) -> None:
    """Let the event end on an earlier day: what was done stays, the days after it are dropped.

    Its cards stay with it, to be given back before it is closed. Raises StateChangedMeanwhile
    also where it ends on another day by now, and HasResults where a later day has some.
    """
    event = lock_open(event, seen)
    if not event.first_day <= last_day < event.last_day:
        raise StateChangedMeanwhile(event)
    if StopResult.objects.filter(stop__event=event, day__gt=last_day).exists():
        raise HasResults
    stored = history.stored_plan(event)
    Stop.objects.filter(event=event, first_day__gt=last_day).delete()
    Stop.objects.filter(event=event, last_day__gt=last_day).update(last_day=last_day)
    Event.objects.filter(pk=event.pk).update(last_day=last_day)
    history.log(event, stored, history.stored_plan(event), Signature(by, at, because))


def days_to_end_on(event: Event, today: date) -> list[date]:
    """The days that have begun and may be the last: not before one with results; 1 query."""
    results = StopResult.objects.filter(stop__event=event).order_by("-day")
    told = results.values_list("day", flat=True).first() or event.first_day
    return [day for day in event.days[:-1] if told <= day <= today]
