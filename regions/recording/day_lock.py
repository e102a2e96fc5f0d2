"""lock_day: a province closes a day of an office for corrections, or opens it again."""

from datetime import date, datetime

from django.db import transaction

from ..models import DayStatus, Region, Source, User
from . import ledger
from .change_log import log_typed
from .rules import PlaceAndDay, log_of, next_version


@transaction.atomic
def lock_day(*, kabkota: Region, day: date, by: User, at: datetime, locked: bool, why: str) -> bool:
    """Close one office's day for corrections or open it; returns whether it was not so before.

    Nothing the office said changes, nor who said it when; a day of which it has said nothing
    can be locked too. To lock twice is to lock once. Whether `by` may do so is decided before,
    in regions.access. About 6 queries.
    """
    # record_day and record_days wait here, and see the lock.
    ledger.lock_heads([kabkota.pk])
    status = DayStatus.objects.filter(kabkota=kabkota, day=day).first() or DayStatus(
        kabkota=kabkota, day=day, version=0, entered_by=by, entered_at=at
    )
    old, new = [status.locked], [locked]
    version = next_version(status.version, old, new)
    if version == status.version:
        return False
    status.locked, status.version = locked, version
    status.save()
    changed = (PlaceAndDay(kabkota.pk, day), version, old, new)
    log_typed(kabkota, log_of([changed], "", ["locked"]), by=by, at=at, source=Source.FORM, why=why)
    return True
