"""How much of a reported day is filled in: an office may report with one kecamatan of eleven.

Where it usually gives eleven, such a day says little of how many people came: it is told in part,
and whoever measures a pace or an effect leaves it out like a silent one.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q

from ..levels import Level
from ..models import DailyCount, DayStatus, DayTotal, Region, State


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
    inside = Region.objects.filter(within, level=Level.KECAMATAN).valid_on(day).order_by()
    offices = dict(inside.values_list("kabkota_id").annotate(Count("pk")))
    counts = DailyCount.objects.filter(kabkota__in=offices, day=day, recorded__isnull=False)
    exists = Q(region__valid_to__isnull=True) | Q(region__valid_to__gte=day)
    of_kecamatan = Count("region", distinct=True, filter=Q(region__level=Level.KECAMATAN) & exists)
    given = counts.order_by().values_list("kabkota_id", "kabkota__code").annotate(n=of_kecamatan)
    return {code: Filled(n, offices[office]) for office, code, n in given}


class InPart(NamedTuple):
    """A day reported with a number of people for these few `kecamatan`, `recorded` on all of it."""

    kecamatan: int
    recorded: int


def usual_kecamatan(days_by_told: Mapping[int, int]) -> int:
    """For how many kecamatan an office gives a number, or for more, on at least half of its days.

    `days_by_told`: on how many days it gave one for so many. 0 for an office that usually gives
    only one for the whole.
    """
    days = sum(days_by_told.values())
    reached = 0
    for told in sorted(days_by_told, reverse=True):
        reached += days_by_told[told]
        if 2 * reached >= days:
            return told
    return 0


def is_part(told: int, usual: int) -> bool:
    return 4 * told < 3 * usual


def told_in_part(
    offices: Collection[int], before: date, last: date
) -> dict[int, dict[date, InPart]]:
    """The days after `before` up to `last` that these offices told in part.

    Reported for fewer than three quarters of the kecamatan that are usual there in these days; a
    day that the office called complete, a zero with its reason and a closed day speak of all. At
    most 2 queries.
    """
    totals = DayTotal.objects.filter(head__in=offices, day__gt=before, day__lte=last).order_by()
    counted = totals.filter(kecamatan_told__isnull=False).values_list("head_id", "kecamatan_told")
    by_told: dict[int, dict[int, int]] = defaultdict(dict)
    for office, told, days in counted.annotate(Count("pk")):
        assert told is not None  # that is what was asked for
        by_told[office][told] = days
    usual = {office: usual_kecamatan(of_it) for office, of_it in by_told.items()}
    some = [office for office, of_it in by_told.items() if is_part(min(of_it), usual[office])]
    found: dict[int, dict[date, InPart]] = defaultdict(dict)
    if some:
        reported = DayStatus.objects.filter(
            kabkota=OuterRef("head"),
            day=OuterRef("day"),
            state=State.REPORTED,
            is_complete=False,
        )
        rows = totals.filter(Exists(reported), head__in=some, kecamatan_told__isnull=False)
        for office, day, told, recorded in rows.values_list(
            "head_id", "day", "kecamatan_told", "recorded"
        ):
            assert told is not None  # that is what was asked for
            if is_part(told, usual[office]):
                found[office][day] = InPart(told, recorded)
    return found
