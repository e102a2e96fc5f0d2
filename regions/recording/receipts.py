"""By which a save that is sent again is known."""

from datetime import date, datetime
from uuid import UUID

from ..models import Region, SaveReceipt, User


def receipt_of(visit: UUID | None, by: User, kabkota: Region, day: date) -> SaveReceipt | None:
    """The receipt of this very save, if it was committed; at most 1 query."""
    if visit is None:
        return None
    return SaveReceipt.objects.filter(visit=visit, by=by, kabkota=kabkota, day=day).first()


def keep_receipt(visit: UUID | None, by: User, kabkota: Region, day: date, at: datetime) -> None:
    """To be called in the transaction of the save; nothing where the browser gave no id.

    The same save may arrive twice at once: by its person and by what sends for them.
    """
    if visit is not None:
        told = {"by": by, "kabkota": kabkota, "day": day, "at": at}
        SaveReceipt.objects.get_or_create(visit=visit, defaults=told)
