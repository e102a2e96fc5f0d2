"""Store a waiting file, all of it or nothing, and tell how far it is."""

import json
from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from coverage_tracker import clock
from coverage_tracker.requests import OfficeRequest

from .. import numerals
from ..importing.asking import answers_to_remember, remember, understood
from ..importing.storing import ChangedMeanwhile, store
from ..importing.understanding import Understood
from ..models import ImportBatch, User
from ..recording import DayIsLocked
from .import_batch import asked_about, get_waiting, show_preview

LINES = "application/x-ndjson"


@require_POST
def store_import(request: OfficeRequest, pk: int) -> HttpResponse | StreamingHttpResponse:
    """Store what was shown. With Accept: application/x-ndjson the answer is its progress."""
    batch = get_waiting(request, pk)
    if batch is None:
        return redirect("import", pk)
    found = understood(batch, clock.today(batch.region.zone))
    if not found.ready:
        refusal = _("Nothing was stored: there are open questions or errors.")
        return show_preview(request, batch, refusal=refusal, status=422)
    if not all(question.is_answered for question in asked_about(request, found)):
        refusal = _("Not stored yet: please answer the questions.")
        return show_preview(request, batch, refusal=refusal, status=422)
    storing = store_and_remember(found, batch, request.user, request.POST.get("seen", ""))
    if not request.accepts("text/html"):
        lines = progress(storing, len(found.rows), reverse("import", args=[pk]))
        return StreamingHttpResponse(spoken(lines, translation.get_language()), content_type=LINES)
    try:
        for _done in storing:
            pass
    except ChangedMeanwhile:
        return changed_meanwhile(request, pk)
    except DayIsLocked:
        batch.refresh_from_db()
        refusal = _("Nothing was stored.")
        return show_preview(request, batch, refusal=refusal, status=422)
    n = len(found.rows)
    text = ngettext("%(n)s row stored.", "%(n)s rows stored.", n) % {"n": numerals.people(n)}
    messages.success(request, text)
    return redirect("import", pk)


def store_and_remember(found: Understood, batch: ImportBatch, by: User, seen: str) -> Iterator[int]:
    answers = answers_to_remember(batch, found)
    yield from store(found, batch, by, clock.now(), seen)
    remember(found, answers, by)


def changed_meanwhile(request: OfficeRequest, pk: int) -> HttpResponse:
    """409 with what storing would do now; away where it was somebody else who stored it."""
    batch = get_waiting(request, pk)
    if batch is None:
        return redirect("import", pk)
    refusal = _(
        "Meanwhile other numbers were saved for these places and days. Nothing was stored."
        " Look at the changes below once more; they are those of this moment."
    )
    return show_preview(request, batch, refusal=refusal, status=409)


def progress(storing: Iterator[int], rows: int, address: str) -> Iterator[str]:
    """Lines of JSON: rows done so far, and last where to go; "refused" where nothing was stored.

    The page then sends its form in the ordinary way and gets the reason.
    """
    try:
        for done in storing:
            yield f"{json.dumps({'done': done, 'rows': rows})}\n"
    except (ChangedMeanwhile, DayIsLocked):
        yield f"{json.dumps({'refused': True})}\n"
    else:
        yield f"{json.dumps({'location': address})}\n"


def spoken(lines: Iterator[str], language: str | None) -> Iterator[str]:
    """The lines in the language of the request, which is over when they are asked for."""
    with translation.override(language):
        yield from lines
