"""decree_day: a day becomes a day off by decree, or is worked on after all."""

from datetime import date

from django.db import transaction

from ..models import DecreedDay, Region
from .signature import Signature


@transaction.atomic
def decree_day(region: Region, day: date, *, is_off: bool, decree: str, signed: Signature) -> bool:
    """Enter what a decree says of a day in the nation or in one province; whether it is new.

    Nothing is overwritten: the newest word about a day holds, older ones stay to be read. What
    holds already is not entered again. Whether `signed.by` may do so is decided before.
    """
    # Of two who send at once, the second waits here and sees what the first entered.
    Region.objects.select_for_update().get(pk=region.pk)
    last = DecreedDay.objects.filter(region=region, day=day).order_by("-pk").first()
    if last is not None and (last.is_off, last.decree) == (is_off, decree):
        return False
    DecreedDay.objects.create(
        region=region, day=day, is_off=is_off, decree=decree, by=signed.by, at=signed.at
    )
    return True
