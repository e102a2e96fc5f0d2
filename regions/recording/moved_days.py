"""Days that were typed under the code a place had before a decree came to be known."""

from collections.abc import Mapping
from datetime import date

from ..models import CountChange, DailyCount, DayStatus, Region
from . import ledger


def move_days(old: Region, new: Region, places: Mapping[int, int], since: date) -> None:
    """Bring the days of an office from `since` on to its new code, with their log and totals.

    `old` and `new` are the two codes of a kabupaten/kota; `places` its old kecamatan with the new
    ones, by their keys. No number changes. Needs a transaction; locks both heads.
    """
    heads = ledger.lock_heads([old.pk, new.pk])
    days = {"kabkota": old, "day__gte": since}
    for table in (DailyCount, CountChange):
        for before, after in {old.pk: new.pk, **places}.items():
            table.objects.filter(region=before, **days).update(region=after)
    DailyCount.objects.filter(**days).update(kabkota=new, province=new.province_id)
    CountChange.objects.filter(**days).update(kabkota=new)
    DayStatus.objects.filter(**days).update(kabkota=new)
    for head in heads.values():
        ledger.rebuild_locked(head)


def move_days_of_a_place(old: Region, new: Region, since: date) -> None:
    """The same of one kecamatan that was renumbered alone, within its office or into another's.

    Needs a transaction.
    """
    assert old.kabkota_id is not None  # both are kecamatan
    assert new.kabkota_id is not None
    heads = ledger.lock_heads([old.kabkota_id, new.kabkota_id])
    counts = DailyCount.objects.filter(region=old, day__gte=since)
    counts.update(region=new, kabkota=new.kabkota_id, province=new.province_id)
    changes = CountChange.objects.filter(region=old, day__gte=since)
    changes.update(region=new, kabkota=new.kabkota_id)
    for head in heads.values():
        ledger.rebuild_locked(head)
