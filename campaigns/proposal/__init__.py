"""Where the next event, its team-days and its cards should go."""

from .allocation import Need, allocate, need_of
from .form import AllocationForm
from .gathering import places_for_events, ranking_for_events
from .order import Place, propose_events
from .past_events import reach_in

__all__ = [
    "AllocationForm",
    "Need",
    "Place",
    "allocate",
    "need_of",
    "places_for_events",
    "propose_events",
    "ranking_for_events",
    "reach_in",
]
