"""Whose targets and figures a person keeps, and the places that a page of them is about."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from coverage_tracker import clock
from coverage_tracker.requests import OfficeRequest

from .. import access, wording
from ..levels import NATION_CODE, Level
from ..models import Region
from .addresses import check_valid, get_region


def asked_region(request: OfficeRequest) -> Region:
    """The region `wilayah`, default one's own, where the person keeps what is set for it.

    Raises PermissionDenied, GoesOnElsewhere for an old code, and Http404 for a desa.
    """
    own = request.user.region.code if request.user.region else NATION_CODE
    region = get_region(request.GET.get("wilayah") or own)
    check_keeps(request, region)
    if region.level == Level.DESA:
        message = _("%(region)s is a desa; figures are kept down to the kecamatan.")
        raise Http404(message % {"region": region.name})
    if region.replaced_by:
        check_valid(region, clock.today(region.zone))
    return region


def check_keeps(request: OfficeRequest, region: Region) -> None:
    """Raise PermissionDenied where others keep the targets and figures of the region."""
    access.check_may_see(request.user, region)
    if not access.may_keep_targets_and_figures(request.user, region):
        message = _("Targets and population figures of %(region)s are kept by others.")
        raise PermissionDenied(message % {"region": region.name})


def with_targets(region: Region) -> Mapping[Region, str]:
    """The region and the places right below it, by their names; 1 query."""
    below = region.children.filter(level__lte=Level.KECAMATAN).order_by("code")
    return wording.place_choices([region, *below])


def with_figures(region: Region) -> Mapping[Region, str]:
    """The places of the region that have figures of their own, by their names; 1 query.

    Above a kabupaten/kota these are the kabupaten/kota: a province is the sum of its offices. With
    the codes of the past that were renumbered or merged into them.
    """
    now = Region.objects.within(region)
    inside = (now | Region.objects.filter(replaced_by__in=now)).order_by("code")
    if region.level >= Level.KABKOTA:
        return wording.place_choices(inside.filter(level__lte=Level.KECAMATAN))
    return wording.place_choices(inside.filter(level=Level.KABKOTA))


def page_of(request: OfficeRequest, region: Region) -> dict:
    """What every page about the region shows."""
    return {
        "section": "ranking",
        "region": region,
        "title": wording.title(region),
        "crumbs": [(one, access.may_see(request.user, one)) for one in wording.crumbs(region)],
    }
