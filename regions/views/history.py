"""The change log: who changed what, when, from what to what."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from .. import wording
from ..access import visible_to
from ..filters import ChangeFilter
from ..models import CountChange

CHANGES_A_PAGE = 50


@require_GET
def history(request: HttpRequest) -> HttpResponse:
    """The log of one's own region and below, newest first; `wilayah` and `tanggal` narrow it."""
    changes = CountChange.objects.filter(region__in=visible_to(request.user))
    changes = changes.select_related("region", "kabkota__province", "by")
    narrowing = ChangeFilter(request.GET, queryset=changes)
    page = Paginator(narrowing.qs, CHANGES_A_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "section": "history",
        "narrowing": narrowing,
        "page": page,
        "lines": wording.change_lines(page.object_list),
    }
    return render(request, "regions/history.html", context)
