"""What goes along with a place when the day of a decree has come, because it has no day of its own:
its name, the people who work there, and what other apps keep for a place.

Counts, figures, targets and the log stay under the code they were made for, and are found through
the lineage.
"""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from ..models import ChangeKind, Region, RegionChange, User
from ..recording import Signature

# What other apps keep for a place: each brings it from the old code to the new one, from the day
# of the decree on; the second day is today.
travellers: list[Callable[[Region, Region, date, date, Signature], None]] = []


@transaction.atomic
def let_travel(today: date, signed: Signature | None) -> None:
    """Bring it to where it belongs on `today`; a second time changes nothing.

    Called when a decree is applied, and at the first request of each day. What other apps keep
    goes along where somebody has `signed`.
    """
    changes = RegionChange.objects.filter(day__lte=today).select_related("old", "new")
    for change in changes.order_by("day", "pk"):
        old, new = change.old, change.new
        if change.new_name:
            Region.objects.filter(pk=new.pk).update(name=change.new_name)
        if change.kind not in (ChangeKind.RENUMBERED, ChangeKind.MERGED):
            continue
        User.objects.filter(region=old).update(region=new)
        if signed:
            for travel in travellers:
                travel(old, new, change.day, today, signed)
