"""One import: what a waiting file says and would do, answers to it, the record once stored."""

from io import BytesIO

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coverage_tracker import clock
from coverage_tracker.requests import OfficeRequest

from .. import access, numerals
from ..entry import ConfirmedForm
from ..importing import wording as import_wording
from ..importing.asking import AnswersForm, add_answers, discard, understood
from ..importing.files import write_marked
from ..importing.rows.row_reader import STORED_FIELDS
from ..importing.storing import AlreadyUndone, undo
from ..importing.understanding import Understood
from ..models import CountChange, FigureChange, ImportBatch, ImportKind, ImportState
from ..recording import DayIsLocked
from .import_preview import preview
from .trials import Asked, asked_of

CHANGES_SHOWN = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def get_batch(request: OfficeRequest, pk: int, *, to_decide: bool = False) -> ImportBatch:
    """404 for no import, 403 for one of somebody else, or for a decision that is not theirs."""
    batches = ImportBatch.objects.select_related("region__province__parent", "by", "undone_by")
    batch = batches.filter(pk=pk).first()
    if batch is None:
        raise Http404(_("There is no such import; a file that waited may have been discarded."))
    if not access.may_list(request.user, batch.region):
        message = _("%(region)s lies outside the region you work for (%(own)s).")
        own = request.user.region
        raise PermissionDenied(message % {"region": batch.region.name, "own": own and own.name})
    if to_decide and not access.may_import(request.user, batch.region, batch.kind):
        message = _("Only those who import for %(region)s decide over this file.")
        raise PermissionDenied(message % {"region": batch.region.name})
    return batch


def get_waiting(request: OfficeRequest, pk: int) -> ImportBatch | None:
    """A batch to decide over, None where it was stored meanwhile."""
    batch = get_batch(request, pk, to_decide=True)
    if batch.state == ImportState.WAITING:
        return batch
    messages.info(request, _("This file was stored already; nothing was done twice."))
    return None


@require_GET
def import_page(request: OfficeRequest, pk: int) -> HttpResponse:
    """The preview of a file that waits, or the record of one that was stored."""
    batch = get_batch(request, pk)
    if batch.state == ImportState.WAITING:
        return show_preview(request, batch)
    return render(request, "regions/import_record.html", record(request, batch))


def show_preview(
    request: OfficeRequest,
    batch: ImportBatch,
    form: AnswersForm | None = None,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    context = preview(request.user, batch, clock.now(), form)
    asked = asked_about(request, context["found"]) if context["may_store"] else []
    context |= {"section": "imports", "refusal": refusal, "asked": asked}
    return render(request, "regions/import.html", context, status=status)


def asked_about(request: OfficeRequest, found: Understood) -> list[Asked]:
    """What is asked of whoever stores a file that is ready, with the boxes as they were sent."""
    return list(asked_of(ConfirmedForm(request.POST), found.days_changed))


def record(request: OfficeRequest, batch: ImportBatch) -> dict:
    """What storing changed; 2 queries whatever the number of changes."""
    zone = batch.region.zone
    made: QuerySet[CountChange] | QuerySet[FigureChange]
    if batch.kind == ImportKind.COUNTS:
        made = CountChange.objects.filter(batch=batch)
    else:
        made = FigureChange.objects.filter(batch=batch)
    values = made.filter(field__in=STORED_FIELDS[ImportKind(batch.kind)]).count()
    shown: list[CountChange | FigureChange]
    shown = [*made.select_related("region").order_by("id")[:CHANGES_SHOWN]]
    return {
        "section": "imports",
        "batch": batch,
        "line": import_wording.batch_lines([batch])[0],
        "undone_at": batch.undone_at and import_wording.moment(batch.undone_at, zone),
        "sheet": import_wording.logged_sheet(shown),
        "values": numerals.people(values),
        "all_changes": numerals.people(batch.changes),
        "more_changes": (batch.changes or 0) > len(shown),
        "options": import_wording.option_lines(batch),
        "may_import": access.may_import(request.user, batch.region, batch.kind),
    }


@require_POST
def answer(request: OfficeRequest, pk: int) -> HttpResponse:
    """Keep answers to the file's questions; what is no answer comes back as it was typed."""
    batch = get_waiting(request, pk)
    if batch is None:
        return redirect("import", pk)
    today = clock.today(batch.region.zone)
    found = understood(batch, today)
    form = AnswersForm(request.POST, batch=batch, found=found, today=today)
    if not form.is_valid():
        return show_preview(request, batch, form, status=422)
    if not add_answers(pk, form.answers(), form.options()):
        messages.info(request, _("This file was stored already; nothing was done twice."))
    return redirect("import", pk)


@require_POST
def discard_import(request: OfficeRequest, pk: int) -> HttpResponse:
    """Forget a file that waits."""
    batch = get_waiting(request, pk)
    if batch is None:
        return redirect("import", pk)
    if not discard(ImportBatch.objects.filter(pk=pk)):
        return redirect("import", pk)
    messages.info(
        request, _("%(file)s was discarded; nothing was stored.") % {"file": batch.file_name}
    )
    return redirect("imports")


@require_GET
def marked_file(request: OfficeRequest, pk: int) -> HttpResponse:
    """The file with its errors marked, to be corrected."""
    batch = get_batch(request, pk)
    if batch.state != ImportState.WAITING:
        raise Http404(_("A file is kept only while it waits; this one was stored."))
    assert batch.content is not None  # what waits is kept
    found = understood(batch, clock.today(batch.region.zone))
    file = BytesIO()
    write_marked(bytes(batch.content), batch.file_name, found.errors, file)
    headers = {"Content-Disposition": f'attachment; filename="perbaiki-{batch.pk}.xlsx"'}
    return HttpResponse(file.getvalue(), content_type=XLSX, headers=headers)


@require_POST
def undo_import(request: OfficeRequest, pk: int) -> HttpResponse:
    """Take a whole stored file back."""
    batch = get_batch(request, pk, to_decide=True)
    try:
        undone = undo(batch, request.user, clock.now())
    except AlreadyUndone:
        messages.info(request, _("This import is not stored (any more); nothing was changed."))
    except DayIsLocked:
        text = _("A day of this file is locked by the province; nothing was taken back.")
        messages.error(request, text)
    else:
        messages.success(request, import_wording.undone_text(undone))
    return redirect("import", pk)
