"""The entry page: one office, one day, one grid."""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from coverage_tracker import clock
from coverage_tracker.requests import OfficeRequest

from .. import access, numerals, wording
from ..entry import (
    DayForm,
    DaySheet,
    LockForm,
    day_sheet,
    filled,
    grid,
    lock_of,
    rebased,
    saved_words,
    strip,
)
from ..levels import Level
from ..models import CountChange, Region, State
from ..ranking import rank_children
from ..recording import (
    Clash,
    DayChangedMeanwhile,
    DayIsLocked,
    keep_receipt,
    receipt_of,
    record_day,
)
from ..reporting import UnderCodes, duty_of, owed_before
from .addresses import check_not_to_come, check_valid, get_region, parse_day, says_what_is_bad
from .waiting import not_received, received_text, visit_of, wants_json

MOST_KEPT_AHEAD = timedelta(days=3)


@require_GET
def entry_today(request: OfficeRequest, code: str) -> HttpResponse:
    """Lead to today's page of this office, on its own clock; who records here fills in first what
    is owed of the working day before."""
    kabkota = get_kabkota(request, code)
    today = clock.today(kabkota.zone)
    day = today
    if access.may_record(request.user, kabkota):
        day = owed_before(kabkota, today, duty_of(kabkota)) or today
    return redirect("entry", code, day.isoformat())


@require_http_methods(["GET", "POST"])
@says_what_is_bad
def entry(request: OfficeRequest, code: str, day: str) -> HttpResponse:
    """Show or save the counts of one day. What cannot be saved comes back as it was typed."""
    kabkota = get_kabkota(request, code)
    today = clock.today(kabkota.zone)
    service_day = parse_day(day)
    if request.method == "GET":
        if not is_kept_ahead(request, service_day, today):
            check_not_to_come(service_day, today)
        check_valid(kabkota, service_day)
        return show(request, day_sheet(kabkota, service_day), today)
    check_may_record(request, kabkota)
    return save(request, kabkota, service_day, today)


def is_kept_ahead(request: OfficeRequest, day: date, today: date) -> bool:
    """Whether the browser fetches the page of a day to come, to have it where no network is then.

    It stores nothing: what is sent for a day that has not come is refused.
    """
    return "luring" in request.GET and day - today <= MOST_KEPT_AHEAD


def get_kabkota(request: OfficeRequest, code: str) -> Region:
    region = get_region(code)
    access.check_may_see(request.user, region)
    if region.level != Level.KABKOTA:
        raise Http404(
            _("Counts are entered per kabupaten/kota; %(region)s is none.")
            % {"region": region.name}
        )
    return region


def check_may_record(request: OfficeRequest, kabkota: Region) -> None:
    if not access.may_record(request.user, kabkota):
        raise PermissionDenied(
            _("Only operators of %(region)s enter its counts.") % {"region": kabkota.name}
        )


def save(request: OfficeRequest, kabkota: Region, day: date, today: date) -> HttpResponse:
    visit = visit_of(request)
    if receipt := receipt_of(visit, request.user, kabkota, day):
        if not wants_json(request):
            messages.success(request, received_text(kabkota, receipt.at))
        return received(request, receipt.at, kabkota, day)
    sheet = day_sheet(kabkota, day)
    form = DayForm(sheet, request.POST)
    refusal = access.refusal_of_day(kabkota, day, today) or (is_locked() if sheet.is_locked else "")
    if refusal or not form.is_valid():
        return show(request, sheet, today, form, refusal=refusal, status=422)
    now = clock.now()
    try:
        with transaction.atomic():
            saved = record_day(
                kabkota=kabkota,
                day=day,
                by=request.user,
                at=now,
                counts=form.counts(),
                status=form.day_status(),
                seen=form.seen(),
            )
            keep_receipt(visit, request.user, kabkota, day, now)
    except DayChangedMeanwhile as error:
        fresh = day_sheet(kabkota, day)
        form = DayForm(fresh, rebased(request.POST, DayForm(fresh), error))
        return show(request, fresh, today, form, error.clashes, status=409)
    except DayIsLocked:
        return show(request, sheet, today, form, refusal=is_locked(), status=422)
    if not wants_json(request):
        tell(request, sheet, saved.changes, now, today)
    return received(request, now, kabkota, day)


def received(request: OfficeRequest, at: datetime, kabkota: Region, day: date) -> HttpResponse:
    """The answer to what is committed: a receipt for the queue, else the page of the day."""
    if wants_json(request):
        return JsonResponse({"text": received_text(kabkota, at)})
    return redirect("entry", kabkota.code, day.isoformat())


def is_locked() -> str:
    return _("This day is locked by the province; ask them to open it.")


def tell(
    request: OfficeRequest,
    sheet: DaySheet,
    changes: Sequence[CountChange],
    now: datetime,
    today: date,
) -> None:
    """Say what was saved, and how much of the day is told; no empty day is called complete."""
    kabkota, told = sheet.kabkota, filled(sheet, changes)
    unreported = told.state == State.EMPTY
    sentences = []
    if changes:
        time = numerals.clock_time(now, kabkota.zone)
        sentences += [_("Saved at %(time)s.") % {"time": time}, coverage_on(kabkota, today)]
    elif not unreported:
        sentences.append(_("Nothing changed; everything was saved already."))
    sentences.append(unreported_text(sheet.day, today) if unreported else told.text)
    level = messages.SUCCESS if changes else messages.INFO
    if unreported:
        level = messages.WARNING
    messages.add_message(request, level, " ".join(filter(None, sentences)))


def unreported_text(day: date, today: date) -> str:
    if day == today:
        return _("No numbers yet. Today is still not reported. Zero? Choose the reason.")
    text = _("No numbers yet. %(day)s is still not reported. Zero? Choose the reason.")
    return text % {"day": numerals.long_day(day)}


def show(
    request: OfficeRequest,
    sheet: DaySheet,
    today: date,
    form: DayForm | None = None,
    clashes: Sequence[Clash] = (),
    *,
    refusal: str = "",
    lock_form: LockForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; after a refusal or a clash with the values as they were typed."""
    form = form or DayForm(sheet)
    if wants_json(request) and status != 200:
        return not_received(form, clashes, refusal, status)
    context = {
        **context_of(request, sheet, today, form, clashes),
        "refusal": refusal,
        **lock_context(request, sheet, lock_form),
    }
    return render(request, "regions/entry.html", context, status=status)


def context_of(
    request: OfficeRequest,
    sheet: DaySheet,
    today: date,
    form: DayForm,
    clashes: Sequence[Clash] = (),
) -> dict[str, Any]:
    """What a page with the grid of a day needs.

    A locked day is only read, unless something was typed already.
    """
    kabkota = sheet.kabkota
    is_open = form.is_bound or not sheet.is_locked
    may_record = access.may_record(request.user, kabkota)
    codes = UnderCodes([kabkota.pk])
    duty = duty_of(kabkota, codes)
    owed = owed_before(kabkota, today, duty) if may_record else None
    told = filled(sheet)
    return {
        "section": "entry",
        "region": kabkota,
        "crumbs": [(r, access.may_see(request.user, r)) for r in wording.crumbs(kabkota)],
        "day": sheet.day,
        "day_text": f"{numerals.weekday(sheet.day)}, {numerals.long_day(sheet.day)}",
        "today": today,
        "strip": wording.strip_days(strip(kabkota, sheet.day, today, duty, codes), sheet.day),
        "owed": wording.owed_days(owed, today, sheet.day),
        "form": form,
        "grid": grid(sheet, form, clashes),
        "filled": told,
        "fillable": json.dumps(told.words),
        "clashes": clashes,
        "status": sheet.status,
        "may_record": may_record and is_open,
        "previous_text": sheet.previous_day and numerals.short_day(sheet.previous_day),
        **saved_words(sheet.last_saved, kabkota.zone),
        "coverage_now": coverage_on(kabkota, today),
    }


def lock_context(request: OfficeRequest, sheet: DaySheet, form: LockForm | None) -> dict[str, Any]:
    """Who locked the day, and the form for who may lock it or open it again."""
    lock = lock_of(sheet.status)
    return {
        "may_lock": access.may_lock(request.user, sheet.kabkota),
        "lock_form": form or LockForm(),
        "lock_text": wording.lock_text(lock) if lock else "",
    }


def coverage_on(kabkota: Region, today: date) -> str:
    """The sentence beside the save button; empty for an office that is no more."""
    ranking = rank_children(kabkota, today) if kabkota.is_valid_on(today) else None
    return wording.coverage_now(ranking)
