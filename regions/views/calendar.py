"""The days off of a year: by the calendar and by decree; from when on an office owes reports."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coverage_tracker import clock
from coverage_tracker.requests import OfficeRequest

from .. import access, numerals, wording
from ..entry import DecreeForm, StartForm
from ..levels import NATION_CODE, Level
from ..models import Region
from ..recording import Signature, decree_day, start_reports
from ..reporting import decrees_in, duty_of, usual_days_off, working_days_of
from .addresses import BadAddress, get_region, says_what_is_bad

CalendarForm = DecreeForm | StartForm


@require_http_methods(["GET", "POST"])
@says_what_is_bad
def calendar(request: OfficeRequest) -> HttpResponse:
    """`wilayah` is the region, default one's own; `tahun` the year, default this one.

    Who may decree for the region, or say from when on its office reports, sends it here; what is
    refused comes back as it was typed.
    """
    own = request.user.region.code if request.user.region else NATION_CODE
    region = get_region(request.GET.get("wilayah") or own)
    access.check_may_see(request.user, region)
    if region.level > Level.KABKOTA:
        message = _("Reports come from whole kabupaten/kota; %(region)s is none.")
        raise Http404(message % {"region": region.name})
    year = asked_year(request, region)
    form = form_of(request, region)
    if request.method != "POST":
        return render(request, "regions/calendar.html", shown(request, region, year, form))
    if form is None:
        raise PermissionDenied(
            _("The calendar of %(region)s is kept by others.") % {"region": region.name}
        )
    if not form.is_valid():
        context = shown(request, region, year, form)
        return render(request, "regions/calendar.html", context, status=422)
    return enter(request, region, form)


def asked_year(request: OfficeRequest, region: Region) -> int:
    """The year in the address; raises BadAddress where no calendar is kept for it."""
    today = clock.today(region.zone)
    typed = request.GET.get("tahun") or str(today.year)
    years = access.calendar_years(today)
    if not re.fullmatch(r"\d{4}", typed, re.ASCII) or int(typed) not in years:
        message = _("“%(text)s” is no year of the calendar; it goes from %(first)s to %(last)s.")
        raise BadAddress(message % {"text": typed[:20], "first": years[0], "last": years[-1]})
    return int(typed)


def form_of(request: OfficeRequest, region: Region) -> CalendarForm | None:
    """What the person may enter for the region; None where nothing."""
    years = access.calendar_years(clock.today(region.zone))
    typed = request.POST if request.method == "POST" else None
    if access.may_decree(request.user, region):
        return DecreeForm(typed, works=working_days_of(region), years=years)
    if access.may_set_start(request.user, region):
        return StartForm(typed, years=years, initial={"day": region.reports_from})
    return None


def enter(request: OfficeRequest, region: Region, form: CalendarForm) -> HttpResponse:
    """Store what was typed, and show the year it is about."""
    signed, asked = Signature(request.user, clock.now()), form.cleaned_data
    if isinstance(form, DecreeForm):
        is_new = decree_day(region, signed=signed, **asked)
    else:
        is_new = start_reports(region, asked["day"], signed)
    if is_new:
        text = _("The calendar was changed: %(day)s.")
        messages.success(request, text % {"day": numerals.long_day(asked["day"])})
    else:
        messages.info(request, _("Nothing changed; everything was saved already."))
    return redirect(f"{reverse('calendar')}?wilayah={region.code}&tahun={asked['day'].year}")


def shown(request: OfficeRequest, region: Region, year: int, form: CalendarForm | None) -> dict:
    """What the page shows of one region and year."""
    years = access.calendar_years(clock.today(region.zone))
    usual = usual_days_off(year, get_language() or "id")
    is_office = region.level == Level.KABKOTA
    begins = duty_of(region).begins if is_office else None
    return {
        "section": "completeness",
        "region": region,
        "title": wording.title(region),
        "crumbs": [(one, access.may_see(request.user, one)) for one in wording.crumbs(region)],
        "year": year,
        "year_before": year - 1 if year - 1 in years else None,
        "year_after": year + 1 if year + 1 in years else None,
        "lines": wording.calendar_lines(usual, decrees_in(region, year), region.zone),
        "is_office": is_office,
        "start_text": wording.start_text(region.reports_from, begins) if is_office else "",
        "form": form,
    }
