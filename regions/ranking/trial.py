"""What a change would do to a ranking: made, ranked, and rolled back."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple, TypeVar

from django.db import transaction

from ..models import Region
from .children import rank_children
from .rows import Ranking, Row

Made = TypeVar("Made")


class Moved(NamedTuple):
    """One place of a ranking before and after a change."""

    before: Row
    after: Row

    @property
    def region(self) -> Region:
        return self.after.region

    @property
    def hundredths_before(self) -> int | None:
        return self.before.standing.hundredths

    @property
    def hundredths_after(self) -> int | None:
        return self.after.standing.hundredths

    @property
    def places(self) -> int | None:
        """How many it moved, + is away from the lowest; None where a rank is unknown."""
        if self.before.rank is None or self.after.rank is None:
            return None
        return self.after.rank - self.before.rank


class RankingChange(NamedTuple):
    """The region itself, and the places in it in their order after the change."""

    head: Moved
    rows: list[Moved]


def try_out(region: Region, day: date, make: Callable[[], Made]) -> tuple[RankingChange, Made]:
    """The ranking of `region` on `day` before and after what `make` writes, and its answer.

    Nothing is stored: it happens in a transaction that is rolled back. What `make` raises goes
    through. The same number of queries at any size, beside those of `make`.
    """
    with transaction.atomic():
        before = rank_children(region, day)
        made = make()
        after = rank_children(region, day)
        transaction.set_rollback(True)
    return _compared(before, after), made


def _compared(before: Ranking, after: Ranking) -> RankingChange:
    rows = {row.region.pk: row for row in before.rows}
    return RankingChange(
        Moved(before.head, after.head), [Moved(rows[row.region.pk], row) for row in after.rows]
    )
