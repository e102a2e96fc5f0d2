"""The list of imports, bringing a file, and the form to fill in."""

from datetime import timedelta
from io import BytesIO

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from coverage_tracker import clock
from coverage_tracker.requests import OfficeRequest

from .. import access
from ..importing import wording as import_wording
from ..importing.asking import UploadForm, discard, places_answered, stored_options, upload_form
from ..importing.files import write_format
from ..importing.storing import file_hash
from ..levels import Level
from ..models import ImportBatch, Region
from .addresses import BadAddress, check_valid, get_region, parse_day, says_what_is_bad

IMPORTS_A_PAGE = 25
MOST_DAYS = 62
WAITS = timedelta(days=1)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
def imports(request: OfficeRequest) -> HttpResponse:
    """What one may bring, and what was brought to one's region; or take a file."""
    form = make_form(request)
    if request.method == "GET":
        return show_list(request, form)
    if form is None:
        message = _("Files are imported by operators, provincial managers and national staff.")
        raise PermissionDenied(message)
    if not form.is_valid():
        return show_list(request, form, status=422)
    batch = take(request, form)
    address = reverse("import", args=[batch.pk])
    if request.accepts("text/html"):
        return redirect(address)
    return JsonResponse({"location": address}, status=201)


def make_form(request: OfficeRequest) -> UploadForm | None:
    """The form for what this person brings; None for those who only read."""
    kind, region = access.kind_of_import(request.user), request.user.region
    if kind is None or region is None:
        return None
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    return upload_form(kind, *data, region=region, today=clock.today(region.zone))


def take(request: OfficeRequest, form: UploadForm) -> ImportBatch:
    """Keep the file until it is stored; what this person left lying for a day goes."""
    now = clock.now()
    discard(ImportBatch.objects.filter(by=request.user, at__lt=now - WAITS))
    kind = access.kind_of_import(request.user)
    assert kind is not None  # there was a form to send
    name, content = form.cleaned_data["file"]
    places = places_answered(request.user, form.region)
    return ImportBatch.objects.create(
        kind=kind,
        region=form.region,
        file_name=name[-ImportBatch.LONGEST_NAME :],
        file_hash=file_hash(content),
        content=content,
        options=stored_options(form.said()),
        answers={"places": places} if places else {},
        by=request.user,
        at=now,
    )


def show_list(request: OfficeRequest, form: UploadForm | None, status: int = 200) -> HttpResponse:
    batches = ImportBatch.objects.filter(region__in=access.visible_to(request.user))
    batches = batches.select_related("region__province", "by").defer("content")
    page = Paginator(batches, IMPORTS_A_PAGE).get_page(request.GET.get("halaman"))
    region = request.user.region
    context = {
        "section": "imports",
        "region": region,
        "form": form,
        "kind": access.kind_of_import(request.user),
        "page": page,
        "lines": import_wording.batch_lines(page.object_list),
        "last_days": last_days(region) if region and region.level == Level.KABKOTA else None,
    }
    return render(request, "regions/imports.html", context, status=status)


def last_days(kabkota: Region) -> dict:
    """The month so far, as a proposal for the format to fill in."""
    today = clock.today(kabkota.zone)
    return {"first": today.replace(day=1), "last": today}


@require_GET
@says_what_is_bad
def format_file(request: OfficeRequest, code: str) -> HttpResponse:
    """A workbook to fill in: the places of an office, the days from `dari` to `sampai`."""
    kabkota = get_region(code)
    access.check_may_see(request.user, kabkota)
    if kabkota.level != Level.KABKOTA:
        message = _("Counts are entered per kabupaten/kota; %(region)s is none.")
        raise Http404(message % {"region": kabkota.name})
    today = clock.today(kabkota.zone).isoformat()
    first, last = (parse_day(request.GET.get(name) or today) for name in ("dari", "sampai"))
    if last < first:
        raise BadAddress(_("The last day lies before the first."))
    if (last - first).days >= MOST_DAYS:
        raise BadAddress(_("At most %(most)s days at once.") % {"most": MOST_DAYS})
    check_valid(kabkota, last)
    file = BytesIO()
    write_format(kabkota, first, last, file)
    name = f"format-{kabkota.code}-{first.isoformat()}-{last.isoformat()}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(file.getvalue(), content_type=XLSX, headers=headers)
