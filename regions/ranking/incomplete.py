"""Figures that are newer than those in force and lack a number."""

from datetime import date

from django.db.models import Q

from ..levels import Level
from ..models import PopulationFigure, Region


def newer_incomplete(region: Region, day: date) -> list[PopulationFigure]:
    """The newest of each place that older, complete ones go before on `day`; 1 query.

    Of the region itself first, where it has figures; then by code of the kabupaten/kota in it, or
    of the kecamatan of the one that it is.
    """
    its_own = Q(pk=region.pk)
    inside = Q(kabkota=region.pk) if region.level == Level.KABKOTA else Q(level=Level.KABKOTA)
    places = Region.objects.within(region).valid_on(day).filter(its_own | inside)
    found = PopulationFigure.objects.left_out_on(places, day).select_related("region")
    newest: dict[int, PopulationFigure] = {}
    for figure in found.order_by("region__code", "-as_of", "-published_on", "pk"):
        newest.setdefault(figure.region_id, figure)
    return list(newest.values())
