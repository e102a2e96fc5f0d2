"""The writer of targets: new, corrected or withdrawn, each value that changed in the log."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from ..levels import Level
from ..models import Region, Target, TargetChange
from .signature import Signature

FIELDS = ("percent", "from_day", "last_day", "deadline", "label")
Value = Decimal | date | str | None


class TargetIsThere(Exception):
    """Another target of the place begins on that day. Nothing was stored."""


@transaction.atomic
def record_target(
    target: Target, values: Mapping[str, Value], signed: Signature
) -> list[TargetChange]:
    """Store a target, new or corrected, and log each of the FIELDS that changed; the log.

    A value that is not named stays. Raises TargetIsThere; of the nation also where a target for
    all regions begins on that day. Raises Target.DoesNotExist for one that somebody withdrew.
    Whether `signed.by` may do so is decided before.
    """
    of_place = Q(region=target.region)
    if target.region is None or target.region.level == Level.NATION:
        of_place = Q(region__isnull=True) | Q(region__level=Level.NATION)
    _lock(target)
    is_new = target.pk is None
    if not is_new:
        target.refresh_from_db(from_queryset=Target.objects.not_withdrawn())
    before = {field: None if is_new else _logged(getattr(target, field)) for field in FIELDS}
    for field, value in values.items():
        setattr(target, field, value)
    others = Target.objects.not_withdrawn().filter(of_place, from_day=target.from_day)
    if others.exclude(pk=target.pk).exists():
        raise TargetIsThere
    changed = {
        field: new for field in FIELDS if (new := _logged(getattr(target, field))) != before[field]
    }
    if not changed:
        return []
    target.save()
    return TargetChange.objects.bulk_create(
        _change(target, field, before[field], new, signed) for field, new in changed.items()
    )


@transaction.atomic
def withdraw_target(target: Target, signed: Signature) -> list[TargetChange]:
    """A target that was typed by mistake never counted, on no day gone by either; the log of it.

    To end one that did count is a correction: a last day. Raises Target.DoesNotExist for one that
    somebody else withdrew. Whether `signed.by` may do so is decided before.
    """
    _lock(target)
    found = Target.objects.not_withdrawn().filter(pk=target.pk)
    if not found.update(is_withdrawn=True):
        raise Target.DoesNotExist
    change = _change(target, "is_withdrawn", False, True, signed)
    return TargetChange.objects.bulk_create([change])


def _lock(target: Target) -> None:
    """Of two who send at once, the second waits here and sees what the first stored."""
    place = Q(pk=target.region_id) if target.region_id else Q(level=Level.NATION)
    list(Region.objects.select_for_update().filter(place).order_by())


def _change(
    target: Target, field: str, old: str | bool | None, new: str | bool | None, signed: Signature
) -> TargetChange:
    return TargetChange(
        target=target, field=field, old=old, new=new, by=signed.by, at=signed.at, why=signed.why
    )


def _logged(value: Value) -> str | None:
    """A value as the log keeps it: days in ISO form, percent with two decimals, empty as None."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else value or None
