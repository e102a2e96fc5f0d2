"""Where the next event, its team-days and its cards should go."""

from .allocation import Need, allocate
from .form import AllocationForm
from .gathering import candidates, ranking_for_events
from .order import Place, propose

__all__ = [
    "AllocationForm",
    "Need",
    "Place",
    "allocate",
    "candidates",
    "propose",
    "ranking_for_events",
]
