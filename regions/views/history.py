"""The change log: who changed what, when, from what to what; counts, figures, or targets."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from coverage_tracker.requests import OfficeRequest

from .. import wording
from ..access import visible_changes, visible_figure_changes, visible_target_changes
from ..importing.storing import taken_back
from .log_filters import ChangeFilter, FigureChangeFilter, PlaceFilter, TargetChangeFilter
from .log_pages import LogPage, log_page

CHANGES_A_PAGE = 50
# What `jenis` asks for; anything else shows the counts.
FIGURES, TARGETS = "angka", "target"
# The filters, the page of the log, and its lines.
Shown = tuple[PlaceFilter, LogPage, list]


@require_GET
def history(request: OfficeRequest) -> HttpResponse:
    """The log of one's own region and below, newest first; `wilayah` and `tanggal` narrow it.

    The code of a place that a decree renumbered or merged finds the log of what it became.

    `jenis=angka`: that of population figures, by their as-of day; `jenis=target`: that of
    targets, by their first day. `sebelum` and `sesudah` name the entry whose neighbours are
    shown: see log_page.
    """
    kind = request.GET.get("jenis", "")
    read = {FIGURES: _figures, TARGETS: _targets}.get(kind, _counts)
    narrowing, page, lines = read(request)
    context = {
        "section": "history",
        "kind": kind if read is not _counts else "",
        "narrowing": narrowing,
        "ended": narrowing.asked_of_ended(),
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
    changes = visible_figure_changes(request.user)
    changes = changes.select_related("region__province", "by", "batch")
    narrowing = FigureChangeFilter(request.GET, queryset=changes)
    page = log_page(narrowing.qs, request.GET, CHANGES_A_PAGE)
    undone = taken_back(change.at for change in page.entries)
    return narrowing, page, wording.figure_lines(page.entries, undone)


def _targets(request: OfficeRequest) -> Shown:
    changes = visible_target_changes(request.user)
    changes = changes.select_related("target__region__province", "by")
    narrowing = TargetChangeFilter(request.GET, queryset=changes)
    page = log_page(narrowing.qs, request.GET, CHANGES_A_PAGE)
    return narrowing, page, wording.target_changes(page.entries)
