"""What a file of population figures does to the ranking, tried out and rolled back."""

from collections import deque
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from ...models import ImportBatch, Region, User
from ...ranking import Ranking, rank_children
from ..understanding import Understood
from .storing import store


class Moved(NamedTuple):
    """One place of a ranking before and after; percent in hundredths, None is unknown.

    `places` is how many it moved, + is away from the lowest; None where a rank is unknown.
    """

    region: Region
    hundredths_before: int | None
    hundredths_after: int | None
    rank_before: int | None
    rank_after: int | None

    @property
    def places(self) -> int | None:
        if self.rank_before is None or self.rank_after is None:
            return None
        return self.rank_after - self.rank_before


class RankingChange(NamedTuple):
    """The region itself, and the places in it in their order after storing."""

    head: Moved
    rows: list[Moved]


def ranking_change(found: Understood, by: User, at: datetime) -> RankingChange:
    """The ranking today (or when the figures are published) before and after storing `found`.

    Nothing is stored: it happens in a transaction that is rolled back. Only for a file that
    is ready. The same number of queries at any size.
    """
    options = found.options
    day = max(options.today, options.counts_from)
    with transaction.atomic():
        before = rank_children(options.region, day)
        trial = ImportBatch(kind=options.kind, region=options.region)
        deque(store(found, trial, by, at), maxlen=0)
        after = rank_children(options.region, day)
        transaction.set_rollback(True)
    return _compared(before, after)


def _compared(before: Ranking, after: Ranking) -> RankingChange:
    rows = {row.region.pk: row for row in before.rows}
    pairs = [(before.head, after.head), *((rows[row.region.pk], row) for row in after.rows)]
    head, *moved = (
        Moved(new.region, old.standing.hundredths, new.standing.hundredths, old.rank, new.rank)
        for old, new in pairs
    )
    return RankingChange(head, moved)
