"""The recap as plain text, to be copied into a WhatsApp group."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from coverage_tracker import clock
from coverage_tracker.requests import OfficeRequest

from .. import wording
from ..handing_out import recap_text
from ..ranking import rank_children
from .addresses import reports_context, says_what_is_bad, seen_region_and_day


@require_GET
@says_what_is_bad
def recap_page(request: OfficeRequest, code: str) -> HttpResponse:
    """The recap of the day `per`; default: the one that opens."""
    region, day = seen_region_and_day(request, code)
    of_reports = reports_context(region, day)
    context = {
        "section": "ranking",
        "region": region,
        "title": wording.title(region),
        "day": day,
        "text": recap_text(rank_children(region, day), of_reports["reports"]),
        "today": clock.today(region.zone),
        **of_reports,
    }
    return render(request, "regions/recap.html", context)
