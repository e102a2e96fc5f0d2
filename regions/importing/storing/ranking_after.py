"""What a file of population figures does to the ranking, tried out and rolled back."""

from collections import deque
from datetime import datetime

from ...models import ImportBatch, User
from ...ranking import RankingChange, try_out
from ..understanding import Understood
from .storing import store


def ranking_change(found: Understood, by: User, at: datetime) -> RankingChange:
    """The ranking today (or when the figures are published) before and after storing `found`.

    Nothing is stored. Only for a file that is ready. The same number of queries at any size.
    """
    options = found.options
    trial = ImportBatch(kind=options.kind, region=options.region)
    change, _stored = try_out(
        options.region,
        max(options.today, options.counts_from),
        lambda: deque(store(found, trial, by, at), maxlen=0),
    )
    return change
