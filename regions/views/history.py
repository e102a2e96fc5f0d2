"""The change log: who changed what, when, from what to what; counts, or population figures."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from coverage_tracker.requests import OfficeRequest

from .. import wording
from ..access import visible_changes, visible_to
from ..importing.storing import taken_back
from ..models import FigureChange
from .log_filters import ChangeFilter, FigureChangeFilter
from .log_pages import LogPage, log_page

CHANGES_A_PAGE = 50
# What `jenis` asks for; anything else shows the counts.
FIGURES = "angka"
# The filters, the page of the log, and its lines.
Shown = tuple[ChangeFilter, LogPage, list]


@require_GET
def history(request: OfficeRequest) -> HttpResponse:
    """The log of one's own region and below, newest first; `wilayah` and `tanggal` narrow it.

    `jenis=angka`: that of population figures, by their as-of day. `sebelum` and `sesudah` name
    the entry whose neighbours are shown: see log_page.
    """
    of_figures = request.GET.get("jenis") == FIGURES
    narrowing, page, lines = (_figures if of_figures else _counts)(request)
    context = {
        "section": "history",
        "of_figures": of_figures,
        "narrowing": narrowing,
        "page": page,
        "lines": lines,
    }
    return render(request, "regions/history.html", context)


def _counts(request: OfficeRequest) -> Shown:
    changes = visible_changes(request.user)
    changes = changes.select_related("region", "kabkota__province", "by")
    narrowing = ChangeFilter(request.GET, queryset=changes)
    page = log_page(narrowing.qs, request.GET, CHANGES_A_PAGE)
    return narrowing, page, wording.change_lines(page.entries)


def _figures(request: OfficeRequest) -> Shown:
    """With the files that were taken back: one query more."""
    changes = FigureChange.objects.filter(region__in=visible_to(request.user))
    changes = changes.select_related("region__province", "by", "batch")
    narrowing = FigureChangeFilter(request.GET, queryset=changes)
    page = log_page(narrowing.qs, request.GET, CHANGES_A_PAGE)
    undone = taken_back(change.at for change in page.entries)
    return narrowing, page, wording.figure_lines(page.entries, undone)
