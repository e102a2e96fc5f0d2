"""The results page: one event, one day, one grid with a row per stop."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coverage_tracker import clock
from coverage_tracker.requests import OfficeRequest
from regions import numerals
from regions.access import refusal_of_day
from regions.entry import rebased, saved_words
from regions.ranking import rank_children
from regions.recording import Clash, DayChangedMeanwhile, DayIsLocked
from regions.views.addresses import parse_day, says_what_is_bad
from regions.wording import coverage_now

from .. import access
from ..cards import NotEnoughCards
from ..events import days_text
from ..models import EventState
from ..results import (
    NotADayOfTheStop,
    ResultsForm,
    ResultSheet,
    TooManyForADay,
    event_strip,
    record_results,
    result_grid,
    result_sheet,
    typed_stops,
)
from .events import get_event

REFUSALS = (NotEnoughCards, DayIsLocked, NotADayOfTheStop, TooManyForADay)


@require_http_methods(["GET", "POST"])
@says_what_is_bad
def event_results(request: OfficeRequest, pk: int, day: str) -> HttpResponse:
    """Show or save the results of one day. What cannot be saved comes back as it was typed."""
    event = get_event(request, pk)
    sheet = result_sheet(event, parse_day(day), typed_stops(request.POST))
    may_enter = access.may_enter_results(request.user, event)
    if request.method == "POST" and not may_enter:
        raise PermissionDenied(
            _("Only %(region)s and its province enter results of this event.")
            % {"region": event.region.name}
        )
    if not sheet.stops:
        raise Http404(
            _("The event has no stop on %(day)s.") % {"day": numerals.long_day(sheet.day)}
        )
    if request.method == "POST":
        return save(request, sheet)
    refusal = refusal_of(sheet)
    return show(request, sheet, refusal=refusal, may_enter=may_enter and not refusal)


def refusal_of(sheet: ResultSheet) -> str:
    """Why no results may be entered for this day, as a sentence; empty when they may."""
    event = sheet.event
    if event.state == EventState.CANCELLED:
        return _("The event was cancelled (%(reason)s); its results do not count.") % {
            "reason": event.cancelled_because
        }
    office = event.region.carried_on_by(sheet.day)
    return refusal_of_day(office, sheet.day, clock.today(event.region.zone))


def save(request: OfficeRequest, sheet: ResultSheet) -> HttpResponse:
    event, region = sheet.event, sheet.event.region
    form = make_form(sheet, request.POST)
    refusal = refusal_of(sheet)
    if refusal or not form.is_valid():
        return show(request, sheet, form, refusal=refusal, status=422)
    now = clock.now()
    try:
        saved = record_results(
            event=event, day=sheet.day, by=request.user, at=now, rows=form.rows()
        )
    except DayChangedMeanwhile as error:
        fresh = result_sheet(event, sheet.day, typed_stops(request.POST))
        form = make_form(fresh, rebased(request.POST, make_form(fresh), error))
        return show(request, fresh, form, clashes=error.clashes, status=409)
    except REFUSALS as error:
        return show(request, sheet, form, refusal=refusal_text(error), status=422)
    if saved:
        text = _("Saved at %(time)s.") % {"time": numerals.clock_time(now, region.zone)}
        today = clock.today(region.zone)
        office = region.carried_on_by(today)
        ranking = rank_children(office, today) if office.is_valid_on(today) else None
        messages.success(request, f"{text} {coverage_now(ranking)}")
    else:
        messages.info(request, _("Nothing changed; everything was saved already."))
    return redirect("event_results", event.pk, sheet.day.isoformat())


def make_form(sheet: ResultSheet, data: QueryDict | None = None) -> ResultsForm:
    return ResultsForm(data, stops=sheet.stops, stored=sheet.stored)


def refusal_text(error: Exception) -> str:
    """Why nothing was saved, as a sentence."""
    if isinstance(error, NotEnoughCards):
        return _(
            "These numbers need %(asked)s more cards, but only %(there)s are left with the event. "
            "Correct them, or earmark more cards first."
        ) % {"asked": numerals.people(error.asked), "there": numerals.people(error.there)}
    if isinstance(error, TooManyForADay):
        return _("%(place)s would have %(count)s on one day; that cannot be right.") % {
            "place": error.kecamatan.name,
            "count": numerals.people(error.count),
        }
    if isinstance(error, DayIsLocked):
        return _("This day is locked by the province; ask them to open it.")
    return _("The plan changed meanwhile: a stop is no longer there on this day.")


def show(
    request: OfficeRequest,
    sheet: ResultSheet,
    form: ResultsForm | None = None,
    *,
    clashes: Sequence[Clash] = (),
    refusal: str = "",
    may_enter: bool = True,
    status: int = 200,
) -> HttpResponse:
    """The page; after a refusal or a clash with the values as they were typed."""
    event, form = sheet.event, form or make_form(sheet)
    context = {
        "section": "events",
        "event": event,
        "region": event.region,
        "days": days_text(event.first_day, event.last_day),
        "day": sheet.day,
        "day_text": f"{numerals.weekday(sheet.day)}, {numerals.long_day(sheet.day)}",
        "strip": event_strip(sheet.days, sheet.day, clock.today(event.region.zone)),
        "form": form,
        "grid": result_grid(sheet, form, clashes),
        "clashes": clashes,
        "refusal": refusal,
        "may_record": may_enter,
        "cards_left": numerals.people(sheet.cards_left),
        **saved_words(sheet.last_saved, event.region.zone),
    }
    return render(request, "campaigns/results.html", context, status=status)
