"""The form of an event's plan: a new one, and one that is changed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coverage_tracker import clock
from coverage_tracker.requests import OfficeRequest
from regions.views.addresses import get_region

from .. import access
from ..events import (
    HasResults,
    PlanForm,
    PlanRefused,
    PlanSentBefore,
    StateChangedMeanwhile,
    plan_event,
)
from ..models import Event
from .events import get_event, plannable, state_text_of


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
    if request.method == "GET" and not event.is_open:
        messages.error(request, _("A finished event is not changed any more."))
        return redirect("event", pk)
    return edit_event(request, event)


def edit_event(request: OfficeRequest, event: Event) -> HttpResponse:
    """The plan's form; what cannot be stored comes back as it was typed."""
    today = clock.today(event.region.zone)
    if request.method == "GET":
        return show(request, event, PlanForm(event=event, today=today))
    form = PlanForm(request.POST, event=event, today=today)
    if not form.is_valid():
        if "kunci" in form.head.errors:
            form = form.sent_anew(_("Please send the form once more."))
        return show(request, event, form, status=422)
    try:
        saved = plan_event(**form.plan(), by=request.user, at=clock.now())
    except PlanSentBefore as error:
        return sent_before(request, event, form, error)
    except PlanRefused as error:
        status = 409 if error.is_stale else 422
        return show(request, event, form.refused(error), is_stale=error.is_stale, status=status)
    except HasResults:
        form.head.add_error(None, _("A stop or day with results cannot be taken away."))
        return show(request, event, form, status=422)
    except StateChangedMeanwhile as error:
        form.head.add_error(None, state_text_of(error.event))
        return show(request, event, form, status=409)
    messages.success(request, _("The plan is saved."))
    return redirect("event", saved.pk)


def sent_before(
    request: OfficeRequest, event: Event, form: PlanForm, error: PlanSentBefore
) -> HttpResponse:
    """To the event that the form has made; with other contents (the Back button), asked again."""
    if error.is_same:
        messages.info(request, _("This was entered already; it was not entered twice."))
        return redirect("event", error.event.pk)
    message = _(
        "This form was sent before and made the event “%(event)s”, which can be changed. If this "
        "is another event, save again."
    )
    form = form.sent_anew(message % {"event": error.event.name})
    return show(request, event, form, status=409)


def show(
    request: OfficeRequest,
    event: Event,
    form: PlanForm,
    *,
    is_stale: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "section": "events",
        "event": event,
        "region": event.region,
        "form": form.head,
        "stops": form.stops,
        "teams": form.teams,
        "is_stale": is_stale,
        "wrong": status != 200,
    }
    return render(request, "campaigns/event_form.html", context, status=status)
