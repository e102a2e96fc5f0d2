"""The change log: who changed what, when, from what to what; counts, or population figures."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from .. import wording
from ..access import visible_to
from ..importing.storing import taken_back
from ..models import CountChange, FigureChange
from .log_filters import ChangeFilter, FigureChangeFilter

CHANGES_A_PAGE = 50
# What `jenis` asks for; anything else shows the counts.
FIGURES = "angka"


@require_GET
def history(request: HttpRequest) -> HttpResponse:
    """The log of one's own region and below, newest first; `wilayah` and `tanggal` narrow it.

    `jenis=angka`: that of population figures, by their as-of day.
    """
    of_figures = request.GET.get("jenis") == FIGURES
    if of_figures:
        changes = FigureChange.objects.select_related("region__province", "by", "batch")
        narrowed_by, lines = FigureChangeFilter, figure_lines
    else:
        changes = CountChange.objects.select_related("region", "kabkota__province", "by")
        narrowed_by, lines = ChangeFilter, wording.change_lines
    changes = changes.filter(region__in=visible_to(request.user))
    narrowing = narrowed_by(request.GET, queryset=changes)
    page = Paginator(narrowing.qs, CHANGES_A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "section": "history",
        "of_figures": of_figures,
        "narrowing": narrowing,
        "page": page,
        "lines": lines(page.object_list),
    }
    return render(request, "regions/history.html", context)


def figure_lines(changes: Sequence[FigureChange]) -> list:
    """The lines of a page of the log, with the files that were taken back; 1 query."""
    return wording.figure_lines(changes, taken_back(change.at for change in changes))
