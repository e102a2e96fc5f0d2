"""The figures of a place for one as-of day, the rule that chooses, and who chose otherwise."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coverage_tracker import clock
from coverage_tracker.requests import OfficeRequest

from .. import access, numerals, wording
from ..entry import PinForm
from ..levels import Level
from ..ranking import Claim, claims, rank_children
from ..recording import Signature, pin_figure, unpin_figures
from .addresses import day_context, says_what_is_bad, seen_region_and_day


@require_http_methods(["GET", "POST"])
@says_what_is_bad
def claims_page(request: OfficeRequest, code: str) -> HttpResponse:
    """`per` is the day, default the one that opens. What is chosen counts from today on.

    Whoever may choose sends it here; without a reason it comes back as it was.
    """
    region, day = seen_region_and_day(request, code)
    if region.level < Level.KABKOTA:
        message = _("%(region)s has no figure of its own: it is the sum of its kabupaten/kota.")
        raise Http404(message % {"region": region.name})
    may_choose, today = access.may_choose_figure(request.user, region), clock.today(region.zone)
    is_sent = request.method == "POST"
    if is_sent and not may_choose:
        message = _("Only the province of %(region)s and national staff choose its figure.")
        raise PermissionDenied(message % {"region": region.name})
    day = today if is_sent else day
    head = rank_children(region, day).head
    found = claims(head)
    form = pin_form(request, found) if may_choose and day == today else None
    if is_sent and form and form.is_valid():
        done = store(form, found, today, Signature(request.user, clock.now()))
        messages.success(request, done)
        return redirect(f"{reverse('claims', args=[region.code])}?per={today.isoformat()}")
    context = {
        "section": "ranking",
        "region": region,
        "title": wording.title(region),
        "crumbs": [(one, access.may_see(request.user, one)) for one in wording.crumbs(region)],
        **day_context(request, region, day),
        "as_of": numerals.long_day(found[0].figure.as_of) if found else "",
        "lines": wording.claim_lines(found),
        "rule": wording.rule_text(),
        "form": form,
        "may_choose": may_choose,
    }
    return render(request, "regions/claims.html", context, status=422 if is_sent else 200)


def store(form: PinForm, found: list[Claim], today: date, signed: Signature) -> str:
    """Pin the figure that was chosen, or take the choice back; what was done, in words."""
    figure, reason = form.cleaned_data["figure"], form.cleaned_data["reason"]
    if figure:
        pin_figure(figure, day=today, reason=reason, signed=signed)
        return _("The figure was chosen; it counts from today on.")
    figures = [claim.figure for claim in found]
    unpin_figures(figures, day=today, signed=signed._replace(why=reason))
    return _("The choice was taken back; from today on the rule chooses.")


def pin_form(request: OfficeRequest, found: list[Claim]) -> PinForm:
    """Of the figures that can be in force: those with both numbers."""
    figures = [
        (claim.figure, choice_text(claim))
        for claim in found
        if claim.standing.hundredths is not None
    ]
    return PinForm(
        request.POST if request.method == "POST" else None,
        figures=figures,
        is_pinned=any(claim.pin for claim in found),
    )


def choice_text(claim: Claim) -> str:
    return _("%(basis)s, published %(day)s: %(percent)s") % {
        "basis": wording.short_basis(claim.figure.basis),
        "day": numerals.long_day(claim.figure.published_on),
        "percent": wording.coverage(claim.standing.hundredths),
    }
