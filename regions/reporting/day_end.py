"""What offices last said is there at the end of a day: print-ready records, blank cards.

Levels are added over places, never over days.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from ..levels import Level
from ..models import DayStatus, Region

# An older word says nothing about today.
REMEMBERED = timedelta(days=7)
SHOWN = ("print_ready", "blangko_left")


@dataclass(frozen=True, slots=True)
class DayEndSum:
    """The sum over the `offices` that gave the level within the last week; None without any."""

    amount: int | None = None
    offices: int = 0


def last_at_days_end(region: Region, day: date) -> Mapping[str, DayEndSum]:
    """Each level as last given in the week up to `day`, summed over the offices that exist; 2
    queries."""
    if region.level == Level.NATION:
        inside = Q()
    elif region.level == Level.PROVINCE:
        inside = Q(kabkota__province=region)
    else:
        inside = Q(kabkota=region.kabkota_id or region.pk)
    offices = Region.objects.filter(level=Level.KABKOTA).valid_on(day)
    existing = set(offices.values_list("pk", flat=True))
    given = DayStatus.objects.filter(inside, day__gt=day - REMEMBERED, day__lte=day)
    last: dict[str, dict[int, int]] = {name: {} for name in SHOWN}
    for office, *values in given.order_by("day").values_list("kabkota_id", *SHOWN):
        for name, value in zip(SHOWN, values, strict=True):
            if value is not None and office in existing:
                last[name][office] = value
    return {
        name: DayEndSum(sum(found.values()), len(found)) if found else DayEndSum()
        for name, found in last.items()
    }
