"""The course of a region's coverage: a chart, and the same numbers as a table."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from coverage_tracker.requests import OfficeRequest

from .. import numerals, wording
from ..decrees import around
from ..ranking import SPANS, days_of_span, rank_children, trend
from .addresses import BadAddress, says_what_is_bad, seen_region_and_day

DEFAULT_SPAN = 90


@require_GET
@says_what_is_bad
def trend_page(request: OfficeRequest, code: str) -> HttpResponse:
    """`per` is the last day, `rentang` the number of days before it: 30, 90 or 365."""
    region, day = seen_region_and_day(request, code)
    span = asked_span(request)
    found = trend(region, days_of_span(region, day, span))
    decrees = around(region, day)
    head = rank_children(region, day, with_weeks=True).head
    context = {
        "section": "ranking",
        "region": region,
        "title": wording.title(region),
        "day": day,
        "day_text": numerals.long_day(day),
        "span": span,
        "spans": SPANS,
        "trend": found,
        "chart": wording.chart(found, head, decrees),
        "decrees": wording.decree_texts(decrees),
        "table": wording.trend_table(found, decrees),
    }
    return render(request, "regions/trend.html", context)


def asked_span(request: OfficeRequest) -> int:
    asked = request.GET.get("rentang", str(DEFAULT_SPAN))
    if asked not in map(str, SPANS):
        raise BadAddress(_("The span is 30, 90 or 365 days."))
    return int(asked)
