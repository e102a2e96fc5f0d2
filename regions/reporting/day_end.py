"""What offices last said is there at the end of a day: print-ready records, blank cards.

Levels are added over places, never over days.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

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
    queries.

    What the code of an office that was renumbered or merged gave last counts for what it became,
    until that gives the level itself.
    """
    offices = _offices(region, day)
    given = DayStatus.objects.filter(day__gt=day - REMEMBERED, day__lte=day)
    if region.level != Level.NATION:
        given = given.filter(kabkota__in=offices)
    last: dict[str, dict[int, tuple[date, int]]] = {name: {} for name in SHOWN}
    for code, told, *values in given.order_by("day").values_list("kabkota_id", "day", *SHOWN):
        for name, value in zip(SHOWN, values, strict=True):
            if value is not None and code in offices:
                last[name][code] = (told, value)
    return {name: _summed(found, offices) for name, found in last.items()}


class _Code(NamedTuple):
    """A code under which an office of today gave levels; `until` when it ended."""

    office: int
    until: date | None


def _offices(region: Region, day: date) -> dict[int, _Code]:
    """The offices in the region that exist, and the codes that became them within the week."""
    ended = Q(valid_to__lt=day, valid_to__gte=day - REMEMBERED, replaced_by__isnull=False)
    all_offices = Region.objects.filter(level=Level.KABKOTA)
    at_hand = all_offices.valid_on(day) | all_offices.filter(ended)
    columns = ("pk", "valid_to", "province", "replaced_by", "replaced_by__province")
    found = {}
    for pk, until, province, after, province_after in at_hand.values_list(*columns):
        office, within = pk, province
        if until is not None and until < day:
            office, within = after, province_after
        if (
            region.level == Level.NATION
            or region.pk in (within, office)
            or (region.kabkota_id == office)
        ):
            found[pk] = _Code(office, until if office != pk else None)
    return found


def _summed(given: Mapping[int, tuple[date, int]], offices: Mapping[int, _Code]) -> DayEndSum:
    newest: dict[int, date] = {}
    for code, (told, _value) in given.items():
        office = offices[code].office
        newest[office] = max(told, newest.get(office, told))
    amounts = []
    for code, (_told, value) in given.items():
        office, until = offices[code]
        # Since then what it became gave the level itself.
        if until is None or newest[office] <= until:
            amounts.append((office, value))
    if not amounts:
        return DayEndSum()
    return DayEndSum(sum(value for _office, value in amounts), len(dict(amounts)))
