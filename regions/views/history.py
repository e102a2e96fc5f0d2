"""The change log: who changed what, when, from what to what; counts, or population figures."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from coverage_tracker.requests import OfficeRequest

from .. import wording
from ..access import visible_changes, visible_to
from ..importing.storing import taken_back
from ..models import FigureChange
from .log_filters import ChangeFilter, FigureChangeFilter
from .log_pages import log_page

CHANGES_A_PAGE = 50
# What `jenis` asks for; anything else shows the counts.
FIGURES = "angka"


@require_GET
def history(request: OfficeRequest) -> HttpResponse:
    """The log of one's own region and below, newest first; `wilayah` and `tanggal` narrow it.

    `jenis=angka`: that of population figures, by their as-of day. `sebelum` and `sesudah` name
    the entry whose neighbours are shown: see log_page.
    """
    of_figures = request.GET.get("jenis") == FIGURES
    if of_figures:
        changes = FigureChange.objects.filter(region__in=visible_to(request.user))
        changes = changes.select_related("region__province", "by", "batch")
        narrowed_by, lines = FigureChangeFilter, figure_lines
    else:
        changes = visible_changes(request.user)
        changes = changes.select_related("region", "kabkota__province", "by")
        narrowed_by, lines = ChangeFilter, wording.change_lines
    narrowing = narrowed_by(request.GET, queryset=changes)
    page = log_page(narrowing.qs, request.GET, CHANGES_A_PAGE)
    context = {
        "section": "history",
        "of_figures": of_figures,
        "narrowing": narrowing,
        "page": page,
        "lines": lines(page.entries),
    }
    return render(request, "regions/history.html", context)


def figure_lines(changes: Sequence[FigureChange]) -> list:
    """The lines of a page of the log, with the files that were taken back; 1 query."""
    return wording.figure_lines(changes, taken_back(change.at for change in changes))
