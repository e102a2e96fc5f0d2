"""The end of an event: closed, cancelled, or ended earlier than planned."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coverage_tracker import clock
from coverage_tracker.requests import OfficeRequest
from regions.recording import DayIsLocked

from ..events import (
    CancelForm,
    EarlyForm,
    HasResults,
    StateChangedMeanwhile,
    StateForm,
    StillHasCards,
    cancel_event,
    close_event,
    days_to_end_on,
    end_early,
)
from ..models import Event, EventState
from .events import changed_meanwhile, get_event, show

# The state that an act leads to.
ENDS = {"done": EventState.DONE, "cancel": EventState.CANCELLED}


@require_POST
def end_event(request: OfficeRequest, pk: int) -> HttpResponse:
    """Close the event, cancel it or end it early (`act` is done, cancel or early).

    Only from the state that the person saw (`seen`); otherwise it is shown as it is, with 409.
    """
    acts: dict[str, Callable[[OfficeRequest, Event], HttpResponse]]
    acts = {"done": close, "cancel": cancel, "early": early}
    event = get_event(request, pk, to_change=True)
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    if not event.is_open or request.POST.get("seen") not in EventState.values:
        return not_as_seen(request, StateChangedMeanwhile(event))
    try:
        return act(request, event)
    except StateChangedMeanwhile as error:
        return not_as_seen(request, error)


def not_as_seen(request: OfficeRequest, error: StateChangedMeanwhile) -> HttpResponse:
    """409; what was done already just so (a double click) is no conflict."""
    event, act = error.event, request.POST["act"]
    because = request.POST.get("because", "").strip()
    if (ENDS.get(act), because) == (event.state, event.cancelled_because):
        messages.info(request, _("This was done already; nothing was changed."))
        return redirect("event", event.pk)
    return changed_meanwhile(request, error, request.POST.get("seen", ""))


def close(request: OfficeRequest, event: Event) -> HttpResponse:
    form = StateForm(request.POST, event=event)
    form.full_clean()
    try:
        close_event(event, by=request.user, at=clock.now(), **form.cleaned_data)
    except StillHasCards as error:
        message = _("%(cards)s cards are still with the event; enter their use or give them back.")
        messages.error(request, message % {"cards": error.cards})
        return redirect("event", event.pk)
    messages.success(request, _("The event is closed and accounted for."))
    return redirect("event", event.pk)


def cancel(request: OfficeRequest, event: Event) -> HttpResponse:
    form = CancelForm(request.POST, event=event)
    if not form.is_valid():
        return show(request, event, cancel=form, status=422)
    day, now = clock.today(event.region.zone), clock.now()
    try:
        cancel_event(event, day=day, by=request.user, at=now, **form.cleaned_data)
    except DayIsLocked:
        message = _("A day with results is locked by the province; ask them to open it.")
        form.add_error("because", message)
        return show(request, event, cancel=form, status=422)
    messages.success(request, _("The event is cancelled; its results no longer count."))
    return redirect("event", event.pk)


def early(request: OfficeRequest, event: Event) -> HttpResponse:
    days = days_to_end_on(event, clock.today(event.region.zone))
    form = EarlyForm(request.POST, event=event, days=days)
    if not form.is_valid():
        return show(request, event, early=form, status=422)
    try:
        end_early(event, by=request.user, at=clock.now(), **form.cleaned_data)
    except HasResults:
        form.add_error("last_day", _("A stop or day with results cannot be taken away."))
        return show(request, event, early=form, status=422)
    messages.success(
        request, _("The event ends earlier; what was done stays, the days after it are dropped.")
    )
    return redirect("event", event.pk)
