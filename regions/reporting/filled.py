"""How much of a reported day is filled in: an office may report with one kecamatan of eleven."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q

from ..levels import Level
from ..models import DailyCount, Region


class Filled(NamedTuple):
    """Of so many `kecamatan` of an office that exist on the day, `given` have a number."""

    given: int
    kecamatan: int


def filled_on(region: Region, day: date) -> Mapping[str, Filled]:
    """Of each kabupaten/kota in `region` by code, how many kecamatan have a number of the day.

    That of the recorded, as in the ranking, through any channel; an office without any such
    number is missing. 2 queries.
    """
    within = Q(province=region) if region.level == Level.PROVINCE else Q(kabkota=region)
    if region.level == Level.NATION:
        within = Q()
    inside = Region.objects.filter(within, level=Level.KECAMATAN).valid_on(day)
    offices = dict(inside.values_list("kabkota_id").order_by().annotate(Count("pk")))
    counts = DailyCount.objects.filter(kabkota__in=offices, day=day, recorded__isnull=False)
    of_kecamatan = Count("region", distinct=True, filter=Q(region__level=Level.KECAMATAN))
    given = counts.order_by().values_list("kabkota_id", "kabkota__code").annotate(n=of_kecamatan)
    return {code: Filled(n, offices[office]) for office, code, n in given}
