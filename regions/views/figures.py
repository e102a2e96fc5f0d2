"""The population figures of a region: listed, typed, corrected; what they do is shown first."""

from collections.abc import Mapping
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coverage_tracker import clock
from coverage_tracker.requests import OfficeRequest

from .. import wording
from ..entry import FigureForm
from ..importing.remarks.days_changed import days_between
from ..models import PopulationFigure, Region
from ..ranking import Figure, figures_by
from ..recording import NewFigure, Signature, record_figures, withdrawn
from .addresses import get_region, says_what_is_bad
from .kept_places import asked_region, check_keeps, page_of, with_figures
from .trials import Act, Made, Trial, refusal, try_or_store

FIGURES_A_PAGE = 50
NUMBERS = ("wajib_ktp", "recorded")


@require_http_methods(["GET", "POST"])
@says_what_is_bad
def figures(request: OfficeRequest) -> HttpResponse:
    """Those of the places in `wilayah` (default: one's own region), a page of them; a new one."""
    region = asked_region(request)
    today = clock.today(region.zone)
    places = with_figures(region)
    typed = request.POST if request.method == "POST" else None
    form = FigureForm(typed, region=region, places=places, today=today)
    if typed is None or not form.is_valid():
        return show(request, region, form, places, status=200 if typed is None else 422)
    return answer(request, region, form, places, form.cleaned_data["region"])


@require_http_methods(["GET", "POST"])
def figure(request: OfficeRequest, pk: int) -> HttpResponse:
    """Correct one figure; without any number it is taken away."""
    found = PopulationFigure.objects.select_related("region").filter(pk=pk).first()
    if found is None:
        raise Http404(_("There is no such figure."))
    region = get_region(found.region.code)
    check_keeps(request, region)
    today = clock.today(region.zone)
    typed = request.POST if request.method == "POST" else None
    form = FigureForm(typed, region=region, places={}, today=today, figure=found)
    if typed is None or not form.is_valid():
        return show(request, region, form, {}, status=200 if typed is None else 422)
    return answer(request, region, form, {}, region)


def answer(
    request: OfficeRequest,
    region: Region,
    form: FigureForm,
    places: Mapping[Region, str],
    place: Region,
) -> HttpResponse:
    """Show what a valid form would do to `place`, or store it where that was seen."""
    trial = try_or_store(form, act_of(form, place, Signature(request.user, clock.now())))
    if trial.stored:
        messages.success(request, _("Stored: the figure of %(place)s.") % {"place": place.name})
    elif not trial.made.changes:
        messages.info(request, _("Nothing changed; everything was saved already."))
    else:
        said = refusal(form, trial)
        return show(request, region, form, places, trial, place, status=422 if said else 200)
    return redirect(f"{reverse('figures')}?wilayah={region.code}")


def act_of(form: FigureForm, place: Region, signed: Signature) -> Act:
    """Its effect is shown today, or from when it counts, in the region in which the place is
    ranked."""
    said = form.cleaned_data
    names = (*NUMBERS, "wajib_ktp_on_deadline", "basis", "source")
    kabkota = place.kabkota_id or place.pk
    new = NewFigure(
        place.pk,
        kabkota,
        said["as_of"],
        said["published_on"],
        {name: said[name] for name in names},
    )
    old = form.figure
    written = [new]
    if old and all(said[name] is None for name in NUMBERS):
        written = [withdrawn(old, kabkota)]
    elif old and (old.as_of, old.published_on, old.basis) != new.key[1:]:
        written = [withdrawn(old, kabkota), new]
    assert place.parent is not None  # a figure is of a kabupaten/kota or kecamatan
    day = max(form.today, written[-1].published_on)
    return Act(place.parent, day, partial(write, form, written, signed._replace(why=said["why"])))


def write(form: FigureForm, written: list[NewFigure], signed: Signature) -> Made:
    place = written[0].region
    before = figures_of(place)
    log = record_figures(written, signed)
    changes = [(c.region_id, c.as_of, c.published_on, c.basis, c.field, c.old, c.new) for c in log]
    after = figures_of(place)
    first = min((figure.begins for figure in (*before, *after)), default=form.today)
    return Made(changes, sorted(days_between(before, after, first, form.today)))


def figures_of(place: int) -> list[Figure]:
    """The figures of a place, the newest as-of days first."""
    return figures_by("region_id", PopulationFigure.objects.filter(region=place)).get(place, [])


def show(
    request: OfficeRequest,
    region: Region,
    form: FigureForm,
    places: Mapping[Region, str],
    trial: Trial | None = None,
    place: Region | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form as it was typed, what it would do, and the figures that there are."""
    sentence = ""
    if trial and place:
        moved = wording.moved_sentence(trial.ranking, place)
        sentence = f"{about_typed(form, place)} {moved}".strip()
    context = {
        **page_of(request, region),
        "form": form,
        "correcting": form.figure,
        "trial": trial,
        "refusal": refusal(form, trial) if trial else "",
        "sentence": sentence,
        "moved": wording.moved_lines(trial.ranking) if trial else [],
        **({} if form.figure else listed(request, region, places)),
    }
    return render(request, "regions/figures.html", context, status=status)


def about_typed(form: FigureForm, place: Region) -> str:
    """From when the figure of a valid form counts, or why it does not; 1 query."""
    before, said, old = figures_of(place.pk), form.cleaned_data, None
    if form.figure:
        key = (form.figure.as_of, form.figure.published_on, form.figure.basis)
        old = next((figure for figure in before if figure.key == key), None)
    names = ("as_of", "published_on", *NUMBERS, "basis", "source")
    new = Figure(*(said[name] for name in names))
    if old and old.key == new.key:
        new = new._replace(pins=old.pins)
    goes = all(said[name] is None for name in NUMBERS)
    return wording.typed_text(old, None if goes else new, before, form.today)


def listed(request: OfficeRequest, region: Region, places: Mapping[Region, str]) -> dict:
    """A page of the figures of these places, by place, the newest of each first; 3 queries."""
    today = clock.today(region.zone)
    of_places = Region.objects.filter(pk__in=[place.pk for place in places])
    found = PopulationFigure.objects.filter(region__in=of_places).select_related("region")
    found = found.order_by("region__code", "-as_of", "-published_on")
    page = Paginator(found, FIGURES_A_PAGE).get_page(request.GET.get("halaman"))
    shown = {figure.region_id for figure in page}
    all_of = figures_by("region_id", PopulationFigure.objects.filter(region__in=shown))
    return {"page": page, "lines": wording.kept_figures(page, all_of, today)}
