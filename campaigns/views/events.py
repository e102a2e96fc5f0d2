"""Events: the list and calendar, a plan and its changes, checklist, cards and end."""

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coverage_tracker import clock
from coverage_tracker.requests import OfficeRequest
from regions.levels import Level
from regions.models import Region
from regions.recording import DayIsLocked
from regions.views.addresses import get_region, says_what_is_bad

from .. import access
from ..cards import NotEnoughCards, SentBefore
from ..effect import effect_of
from ..events import (
    CancelForm,
    CardsForm,
    EventForm,
    Stops,
    TeamsForm,
    event_lines,
    event_words,
    funnel,
    gather,
    helping_offices,
    planning,
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


@require_http_methods(["GET", "POST"])
def new_event(request: OfficeRequest) -> HttpResponse:
    """Plan an event of `wilayah`; default: one's own kabupaten/kota, else a choice."""
    choices = plannable(request)
    if not choices:
        raise PermissionDenied(_("Events are planned by offices and provincial managers."))
    code = request.GET.get("wilayah") or (choices[0].code if len(choices) == 1 else "")
    if not code:
        context = {"section": "events", "regions": choices}
        return render(request, "campaigns/choose_region.html", context)
    region = get_region(code)
    if not access.may_plan(request.user, region):
        raise PermissionDenied(_("You do not plan events of %(region)s.") % {"region": region.name})
    return edit_event(request, Event(region=region))


@require_http_methods(["GET", "POST"])
def change_event(request: OfficeRequest, pk: int) -> HttpResponse:
    event = get_event(request, pk, to_change=True)
    if event.state in (EventState.DONE, EventState.CANCELLED):
        messages.error(request, _("A finished event is not changed any more."))
        return redirect("event", pk)
    return edit_event(request, event)


def edit_event(request: OfficeRequest, event: Event) -> HttpResponse:
    """The plan's form; what cannot be stored comes back as it was typed."""
    region, typed = event.region, request.POST or None
    day = event.first_day or clock.today(region.zone)
    form = EventForm(typed, region=region, instance=event)
    stops = Stops(typed, prefix="stop", initial=stops_of(event), form_kwargs={"region": region})
    stops.of_old = event.pk is not None
    teams = TeamsForm(typed, offices=helping_offices(region, day), teams=teams_of(event))
    # All of them, so that every mistake is marked at once.
    valid = [one.is_valid() for one in (form, stops, teams)]
    if typed and all(valid) and stops.fits(form):
        try:
            saved = planning.plan_event(
                region=region,
                fields=form.cleaned_data,
                stops=stops.planned(form),
                teams=teams.teams(),
                by=request.user,
                at=clock.now(),
                event=event if event.pk else None,
            )
        except planning.HasResults:
            form.add_error(None, _("A stop or day with results cannot be taken away."))
        else:
            messages.success(request, _("The plan is saved."))
            return redirect("event", saved.pk)
    context = {
        "section": "events",
        "event": event,
        "region": region,
        "form": form,
        "stops": stops,
        "teams": teams,
        "wrong": request.method == "POST",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "campaigns/event_form.html", context, status=status)


def stops_of(event: Event) -> list[dict]:
    if event.pk is None:
        return []
    return [
        {
            "pk": stop.pk,
            "kecamatan": stop.kecamatan.code,
            "place": stop.place,
            "first_day": stop.first_day,
            "last_day": stop.last_day,
        }
        for stop in event.stops.select_related("kecamatan")
    ]


def teams_of(event: Event) -> dict[int, tuple[int, int]]:
    if event.pk is None:
        return {}
    return {team.office_id: (team.people, team.recording_sets) for team in event.teams.all()}


@require_GET
def event_page(request: OfficeRequest, pk: int) -> HttpResponse:
    event = get_event(request, pk)
    return show(request, event)


def show(
    request: OfficeRequest,
    event: Event,
    cards: CardsForm | None = None,
    cancel: CancelForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The event's page; after a refusal with what was typed."""
    today = clock.today(event.region.zone)
    context = {
        "section": "events",
        "event": event,
        "may_change": access.may_plan(request.user, event.region),
        "is_open": event.state in (EventState.PLANNED, EventState.RUNNING),
        "cards_form": cards or CardsForm(offices=card_offices(event)),
        "cancel_form": cancel or CancelForm(),
        **event_words(gather(event), today),
        "funnel": funnel(event, today),
        **effect_of(event, today),
    }
    return render(request, "campaigns/event.html", context, status=status)


def card_offices(event: Event):
    """Whose cards may go to the event: the region's own and those of its province."""
    office = event.region.carried_on_by(clock.today(event.region.zone))
    return Region.objects.filter(pk__in=(office.pk, office.province_id)).order_by("-level")


@require_POST
def tick_task(request: OfficeRequest, pk: int) -> HttpResponse:
    event = get_event(request, pk, to_change=True)
    task = get_object_or_404(Task, event=event, kind=request.POST.get("kind", "")[:20])
    planning.tick(task, done="done" in request.POST, by=request.user, at=clock.now())
    return redirect("event", pk)


@require_POST
def move_event_cards(request: OfficeRequest, pk: int) -> HttpResponse:
    """Earmark cards for the event, or give them back (`act` is earmark or return)."""
    event = get_event(request, pk, to_change=True)
    form = CardsForm(request.POST, offices=card_offices(event))
    acts: dict[str, Callable[..., CardMove]]
    acts = {"earmark": planning.earmark, "return": planning.give_back}
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        raise Http404
    if event.state not in (EventState.PLANNED, EventState.RUNNING):
        messages.error(request, _("A finished event is not changed any more."))
        return redirect("event", pk)
    if not form.is_valid():
        return show(request, event, cards=form, status=422)
    office = form.cleaned_data["office"]
    if act is planning.earmark and not access.may_move_cards(request.user, office):
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
    except SentBefore:
        messages.info(request, _("This form was sent before; the cards moved once."))
        return redirect("event", pk)
    messages.success(request, _("The cards are booked."))
    return redirect("event", pk)


@require_POST
def end_event(request: OfficeRequest, pk: int) -> HttpResponse:
    """Close the event, or cancel it with a reason (`act` is done or cancel)."""
    event = get_event(request, pk, to_change=True)
    act = request.POST.get("act")
    if act == "cancel":
        return cancel(request, event)
    if act != "done":
        raise Http404
    try:
        planning.close_event(event)
    except planning.StillHasCards as error:
        message = _("%(cards)s cards are still with the event; enter their use or give them back.")
        messages.error(request, message % {"cards": error.cards})
        return redirect("event", pk)
    messages.success(request, _("The event is closed and accounted for."))
    return redirect("event", pk)


def cancel(request: OfficeRequest, event: Event) -> HttpResponse:
    form = CancelForm(request.POST)
    if not form.is_valid():
        return show(request, event, cancel=form, status=422)
    try:
        planning.cancel_event(
            event,
            because=form.cleaned_data["because"],
            day=clock.today(event.region.zone),
            by=request.user,
            at=clock.now(),
        )
    except DayIsLocked:
        message = _("A day with results is locked by the province; ask them to open it.")
        form.add_error("because", message)
        return show(request, event, cancel=form, status=422)
    messages.success(request, _("The event is cancelled; its results no longer count."))
    return redirect("event", event.pk)


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
