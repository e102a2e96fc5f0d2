"""Where the next event, its team-days and its cards should go."""

from .allocation import Need, allocate
from .form import AllocationForm
from .gathering import places_for_events, ranking_for_events
from .order import Place, propose_events

__all__ = [
    "AllocationForm",
    "Need",
    "Place",
    "allocate",
    "places_for_events",
    "propose_events",
    "ranking_for_events",
]
