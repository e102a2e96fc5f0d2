"""Events: the list and calendar; the page of one, its checklist and its cards."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coverage_tracker import clock
from coverage_tracker.requests import OfficeRequest
from regions.levels import Level
from regions.models import Region
from regions.views.addresses import says_what_is_bad

from .. import access
from ..cards import NotEnoughCards, SentBefore
from ..effect import effect_of
from ..events import (
    CancelForm,
    CardsForm,
    EarlyForm,
    StateChangedMeanwhile,
    StateForm,
    days_to_end_on,
    earmark,
    event_lines,
    event_words,
    funnel,
    gather,
    give_back,
    history_lines,
    plan_history,
    tick,
)
from ..models import CardMove, Event, EventState, Task
from .calendars import as_ics, month_of


@require_GET
@says_what_is_bad
def event_list(request: OfficeRequest) -> HttpResponse:
    """Events one may see, the next first, and the month of `bulan` (default: now) as calendar."""
    today = clock.today(clock.WIB)
    events = list(access.events_seen_by(request.user).prefetch_related("stops__kecamatan"))
    context = {
        "section": "events",
        "lines": event_lines(events, today),
        "month": month_of(events, request.GET.get("bulan"), today),
        "may_plan": bool(plannable(request)),
    }
    return render(request, "campaigns/event_list.html", context)


def plannable(request: OfficeRequest) -> list[Region]:
    """The kabupaten/kota for which this person plans events."""
    own = request.user.region
    if own is None or own.level not in (Level.PROVINCE, Level.KABKOTA):
        return []
    inside = Region.objects.filter(level=Level.KABKOTA, valid_to=None).within(own)
    regions = inside.select_related("province").order_by("code")
    return [region for region in regions if access.may_plan(request.user, region)]


def get_event(request: OfficeRequest, pk: int, *, to_change: bool = False) -> Event:
    """404 for no event, 403 for one of somebody else."""
    event = get_object_or_404(Event.objects.select_related("region__province__parent"), pk=pk)
    if not access.events_seen_by(request.user).filter(pk=pk).exists():
        raise PermissionDenied(_("This event lies outside the region you work for."))
    if to_change and not access.may_plan(request.user, event.region):
        raise PermissionDenied(
            _("Only %(region)s and its province decide over this event.")
            % {"region": event.region.name}
        )
    return event


@require_GET
def event_page(request: OfficeRequest, pk: int) -> HttpResponse:
    event = get_event(request, pk)
    return show(request, event)


def show(
    request: OfficeRequest,
    event: Event,
    cards: CardsForm | None = None,
    cancel: CancelForm | None = None,
    early: EarlyForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """The event's page; after a refusal with what was typed."""
    today = clock.today(event.region.zone)
    may_change = access.may_plan(request.user, event.region) and event.is_open
    days = days_to_end_on(event, today) if may_change else []
    whole = gather(event)
    context = {
        "section": "events",
        "event": event,
        "may_change": may_change,
        "refusal": refusal,
        "cards_form": cards or CardsForm(offices=card_offices(event)),
        "close_form": StateForm(event=event),
        "early_form": (early or EarlyForm(event=event, days=days)) if days else None,
        "cancel_form": cancel or CancelForm(event=event),
        **event_words(whole, today),
        "funnel": funnel(event, today),
        **effect_of(event, today),
        "history": history_lines(event, plan_history(event, whole.stops)),
    }
    return render(request, "campaigns/event.html", context, status=status)


def changed_meanwhile(
    request: OfficeRequest, error: StateChangedMeanwhile, seen: str = ""
) -> HttpResponse:
    """The event as it is by now, and that nothing was done; 409."""
    event = get_event(request, error.event.pk)
    return show(request, event, refusal=state_text_of(event, seen), status=409)


def state_text_of(event: Event, seen: str = "") -> str:
    """Why nothing was changed: the state that the page showed is not the state of the event."""
    now = EventState(event.state).label
    if seen in EventState.values and seen != event.state:
        message = _("Nothing was changed: this page showed “%(seen)s”, but the event is “%(now)s”.")
        return message % {"seen": EventState(seen).label, "now": now}
    if event.is_open:
        return _("Nothing was changed: the event was changed meanwhile. Please look at it again.")
    return _("Nothing was changed: the event is “%(now)s”.") % {"now": now}


def card_offices(event: Event):
    """Whose cards may go to the event: the region's own and those of its province."""
    office = event.region.carried_on_by(clock.today(event.region.zone))
    return Region.objects.filter(pk__in=(office.pk, office.province_id)).order_by("-level")


@require_POST
def tick_task(request: OfficeRequest, pk: int) -> HttpResponse:
    event = get_event(request, pk, to_change=True)
    task = get_object_or_404(Task, event=event, kind=request.POST.get("kind", "")[:20])
    try:
        tick(task, done="done" in request.POST, by=request.user, at=clock.now())
    except StateChangedMeanwhile as error:
        return changed_meanwhile(request, error)
    return redirect("event", pk)


@require_POST
def move_event_cards(request: OfficeRequest, pk: int) -> HttpResponse:
    """Earmark cards for the event, or give them back (`act` is earmark or return)."""
    event = get_event(request, pk, to_change=True)
    form = CardsForm(request.POST, offices=card_offices(event))
    acts: dict[str, Callable[..., CardMove]]
    acts = {"earmark": earmark, "return": give_back}
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    if not event.is_open:
        messages.error(request, _("A finished event is not changed any more."))
        return redirect("event", pk)
    if not form.is_valid():
        return show(request, event, cards=form, status=422)
    office = form.cleaned_data["office"]
    if act is earmark and not access.may_move_cards(request.user, office):
        raise PermissionDenied(
            _("The cards of %(office)s are not yours to give.") % {"office": office.name}
        )
    words = {
        "day": clock.today(event.region.zone),
        "by": request.user,
        "at": clock.now(),
        "form_key": form.cleaned_data["kunci"],
    }
    try:
        act(event, office, form.cleaned_data["cards"], **words)
    except NotEnoughCards as error:
        message = _("Only %(there)s cards are there; %(asked)s were asked for.")
        form.add_error("cards", message % {"there": error.there, "asked": error.asked})
        return show(request, event, cards=form, status=422)
    except StateChangedMeanwhile as error:
        return changed_meanwhile(request, error)
    except SentBefore:
        messages.info(request, _("This form was sent before; the cards moved once."))
        return redirect("event", pk)
    messages.success(request, _("The cards are booked."))
    return redirect("event", pk)


@require_GET
def calendar(request: OfficeRequest, pk: int) -> HttpResponse:
    """The event for a calendar program."""
    event = get_event(request, pk)
    return HttpResponse(
        as_ics(event, request.build_absolute_uri(f"/gisa/{pk}/"), clock.now()),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="gisa-{pk}.ics"'},
    )


@require_GET
def printable(request: OfficeRequest, pk: int) -> HttpResponse:
    """The plan on paper for the field: stops, hours, teams, cards."""
    event = get_event(request, pk)
    today: date = clock.today(event.region.zone)
    context = {"section": "events", "event": event, **event_words(gather(event), today)}
    return render(request, "campaigns/event_printable.html", context)
