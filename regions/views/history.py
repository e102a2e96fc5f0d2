"""The change log: who changed what, when, from what to what; counts, or population figures."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from coverage_tracker.requests import OfficeRequest

from .. import wording
from ..access import visible_to
from ..models import CountChange, FigureChange
from .log_filters import ChangeFilter, FigureChangeFilter

CHANGES_A_PAGE = 50
# What `jenis` asks for; anything else shows the counts.
FIGURES = "angka"


@require_GET
def history(request: OfficeRequest) -> HttpResponse:
    """The log of one's own region and below, newest first; `wilayah` and `tanggal` narrow it.

    `jenis=angka`: that of population figures, by their as-of day.
    """
    of_figures = request.GET.get("jenis") == FIGURES
    seen = visible_to(request.user)
    narrowing: ChangeFilter
    if of_figures:
        figures = FigureChange.objects.select_related("region__province", "by", "batch")
        narrowing = FigureChangeFilter(request.GET, queryset=figures.filter(region__in=seen))
    else:
        counts = CountChange.objects.select_related("region", "kabkota__province", "by")
        narrowing = ChangeFilter(request.GET, queryset=counts.filter(region__in=seen))
    page = Paginator(narrowing.qs, CHANGES_A_PAGE).get_page(request.GET.get("halaman"))
    lines = wording.figure_lines if of_figures else wording.change_lines
    context = {
        "section": "history",
        "of_figures": of_figures,
        "narrowing": narrowing,
        "page": page,
        "lines": lines(page.object_list),
    }
    return render(request, "regions/history.html", context)
