"""Who has reported a day and who has not, and what their reports could still change."""

from datetime import date
from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from coverage_tracker import clock
from coverage_tracker.requests import OfficeRequest

from .. import access
from ..levels import NATION_CODE, Level
from ..models import Region
from ..ranking import rank_children
from ..reporting import reporting
from ..wording import completed_sentence, crumbs, legend, report_sentences, title
from ..wording import completeness as wording
from .addresses import (
    BadAddress,
    day_context,
    reports_context,
    says_what_is_bad,
    seen_region_and_day,
)


@require_GET
@says_what_is_bad
def completeness(request: OfficeRequest) -> HttpResponse:
    """`wilayah` is the region, default one's own; `per` the day; `status` narrows the places."""
    own = request.user.region.code if request.user.region else NATION_CODE
    region, day = seen_region_and_day(request, request.GET.get("wilayah") or own)
    if region.level > Level.KABKOTA:
        message = _("Reports come from whole kabupaten/kota; %(region)s is none.")
        raise Http404(message % {"region": region.name})
    state = request.GET.get("status", "")
    if state not in ("", *wording.STATES):
        raise BadAddress(_("No day is in the state “%(text)s”.") % {"text": state[:20]})
    return render(request, "regions/completeness.html", shown(request, region, day, state))


def shown(request: OfficeRequest, region: Region, day: date, state: str) -> dict:
    """What the page shows of one region and day, the places narrowed down to `state`."""
    offices = reporting(region, day, clock.today)
    ranking = rank_children(region, day, Level.KABKOTA if region.level == Level.NATION else None)
    places = wording.awaited(ranking, offices)
    of_reports = reports_context(region, day)
    reports = of_reports["reports"]
    counted = reports.counters
    kept = [one for one in offices if not state or wording.in_state(one, state)]
    opens = partial(access.may_see, request.user)
    by_province = region.level == Level.NATION
    return {
        "section": "completeness",
        "region": region,
        "title": title(region),
        "crumbs": [(above, opens(above)) for above in crumbs(region)],
        **day_context(request, region, day),
        **of_reports,
        "sentences": [*report_sentences(reports), completed_sentence(reports)],
        "hint": wording.hint(ranking, places),
        "counters": wording.counter_links(counted),
        "places": counted.places,
        "state": state,
        "state_text": wording.STATES.get(state, ""),
        "lines": wording.office_lines(kept, places, reports, opens),
        "legend": legend(),
        "provinces": wording.province_lines(offices, reports, opens) if by_province else [],
    }
