"""Locking a day of an office for corrections, from its entry page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coverage_tracker import clock
from coverage_tracker.requests import OfficeRequest

from .. import access, wording
from ..entry import DaySheet, LockForm, day_sheet, lock_of
from ..recording import lock_day
from .addresses import check_not_to_come, check_valid, parse_day, says_what_is_bad
from .entry import get_kabkota, show


@require_POST
@says_what_is_bad
def day_lock(request: OfficeRequest, code: str, day: str) -> HttpResponse:
    """Lock the day or open it; without a reason the page comes back."""
    kabkota, service_day = get_kabkota(request, code), parse_day(day)
    if not access.may_lock(request.user, kabkota):
        raise PermissionDenied(
            _("Only the province of %(region)s locks its days.") % {"region": kabkota.name}
        )
    today = clock.today(kabkota.zone)
    check_not_to_come(service_day, today)
    check_valid(kabkota, service_day)
    form = LockForm(request.POST)
    if not form.is_valid():
        sheet = day_sheet(kabkota, service_day)
        return show(request, sheet, today, lock_form=form, status=422)
    asked = form.cleaned_data
    if lock_day(kabkota=kabkota, day=service_day, by=request.user, at=clock.now(), **asked):
        text = _("The day is locked.") if asked["locked"] else _("The day is open again.")
        messages.success(request, text)
    else:
        messages.warning(request, " ".join(as_it_was(day_sheet(kabkota, service_day))))
    return redirect("entry", kabkota.code, service_day.isoformat())


def as_it_was(sheet: DaySheet) -> list[str]:
    """What is said of a lock that was there before, or of none: not that something was stored."""
    lock = lock_of(sheet.status)
    if lock is None:
        return [_("The day was open already; nothing was stored.")]
    return [_("The day was locked already; your reason was not stored."), wording.lock_text(lock)]
