"""What goes along with a place to its new code: the people who work there, and what others keep.

Counts, figures, targets and the log stay under the code they were made for, and are found through
the lineage. What has no day of its own goes along.
"""

from collections.abc import Callable
from datetime import date

from ..models import ChangeKind, Region, RegionChange, User
from ..recording import Signature

# What other apps keep for an office: each brings it from the old code to the new one, from the day
# of the decree on; the second day is today.
travellers: list[Callable[[Region, Region, date, date, Signature], None]] = []


def let_travel(today: date) -> None:
    """Bring it to the code of `today`; a second time changes nothing."""
    kinds = (ChangeKind.RENUMBERED, ChangeKind.MERGED)
    changes = RegionChange.objects.filter(day__lte=today, kind__in=kinds).order_by("day", "pk")
    for old, new in changes.values_list("old_id", "new_id"):
        User.objects.filter(region=old).update(region=new)
