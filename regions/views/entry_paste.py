"""A message of an office, or a block of a spreadsheet, read into the grid of a day."""

from datetime import date
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from coverage_tracker import clock
from coverage_tracker.requests import OfficeRequest

from ..entry import DaySheet, day_sheet, pasted_day
from ..importing.asking import remembered_places
from ..importing.places.matching import PlacesOfDays
from ..importing.texts.reader import read_text
from ..importing.texts.report import TextReport
from ..importing.wording import day_buttons, order_choices, read_lines
from ..models import MEASURES, Region
from .addresses import check_not_to_come, check_valid, parse_day, says_what_is_bad
from .entry import check_may_record, context_of, get_kabkota, is_locked

# An answer about a place is sent under its name as it is written.
PLACE = "place:"


@require_http_methods(["GET", "POST"])
@says_what_is_bad
def entry_paste(request: OfficeRequest, code: str, day: str) -> HttpResponse:
    """Show what a text says in the grid of the day, and line by line; it stores nothing."""
    kabkota = get_kabkota(request, code)
    check_may_record(request, kabkota)
    today, service_day = clock.today(kabkota.zone), parse_day(day)
    check_not_to_come(service_day, today)
    check_valid(kabkota, service_day)
    sheet = day_sheet(kabkota, service_day)
    if request.method == "GET":
        return render(request, "regions/entry_paste.html", asked_of(kabkota, service_day))
    places = places_of(request, kabkota, service_day)
    report = read_text(request.POST.get("text", ""), places, today, order_of(request))
    told = told_of(report, sheet, places)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse(told | {"lines": [line._asdict() for line in told["lines"]]})
    return show_read(request, sheet, today, report, told)


def asked_of(kabkota: Region, day: date) -> dict[str, Any]:
    return {"section": "entry", "region": kabkota, "day": day}


def places_of(request: OfficeRequest, kabkota: Region, day: date) -> PlacesOfDays:
    """The places of the office, with what was answered about names now and before."""
    return PlacesOfDays(kabkota, day, remembered_places(kabkota) | answered(request))


def answered(request: OfficeRequest) -> dict[str, str]:
    return {
        name.removeprefix(PLACE): str(code)
        for name, code in request.POST.items()
        if name.startswith(PLACE) and code
    }


def order_of(request: OfficeRequest) -> tuple[str, ...]:
    """What numbers without words count, as it was answered; empty where it was not."""
    said = request.POST.get("order", "").split(",")
    return tuple(said) if set(said) <= set(MEASURES) and len(set(said)) == len(said) else ()


def told_of(report: TextReport, sheet: DaySheet, places: PlacesOfDays) -> dict[str, Any]:
    """What the text says of the day, by the names of its inputs, and what it says besides."""
    values = {f"{code}-{name}": n for (code, name), n in report.values_of(sheet.day).items()}
    stored = {
        f"{place.code}-{measure}": str(number)
        for place in sheet.places
        for measure in MEASURES
        if (number := getattr(sheet.stored.get(place.pk), measure, None)) is not None
    }
    return {
        "refusal": report.refusal,
        "values": values,
        "lines": list(read_lines(report, sheet.day, places.by_code, stored)),
        "days": [button._asdict() for button in day_buttons(report)],
        "orders": order_choices(report),
    }


def show_read(
    request: OfficeRequest, sheet: DaySheet, today: date, report: TextReport, told: dict[str, Any]
) -> HttpResponse:
    """The grid with the numbers of the text in it, beside what became of each line."""
    context = asked_of(sheet.kabkota, sheet.day) | told
    context |= {
        "text": request.POST.get("text", ""),
        "order": ",".join(order_of(request)),
        "answered": [(f"{PLACE}{name}", code) for name, code in answered(request).items()],
        "places": [(place.code, place.name) for place in sheet.places],
        "open": len({line.number for line in report.open_lines()}),
        "is_other_day": sheet.day not in report.days and bool(report.days),
    }
    if sheet.is_locked:
        context |= {"refusal": is_locked()}
    elif told["values"]:
        form = pasted_day(sheet, told["values"])
        context = context_of(request, sheet, today, form) | context | {"has_grid": True}
    status = 422 if context["refusal"] else 200
    return render(request, "regions/entry_paste.html", context, status=status)
