"""What goes along with a place to its new code: the people who work there, and what others keep.

Counts, figures, targets and the log stay under the code they were made for, and are found through
the lineage. What has no day of its own moves to the code of today.
"""

from datetime import date

from ..models import ChangeKind, RegionChange, User


def let_travel(today: date) -> None:
    """Bring it to the code of `today`; a second time changes nothing."""
    kinds = (ChangeKind.RENUMBERED, ChangeKind.MERGED)
    changes = RegionChange.objects.filter(day__lte=today, kind__in=kinds).order_by("day", "pk")
    for old, new in changes.values_list("old_id", "new_id"):
        User.objects.filter(region=old).update(region=new)
