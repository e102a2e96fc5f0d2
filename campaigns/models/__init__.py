"""One file per model."""

from .card import CardAccount, CardMove, MoveKind
from .event import OPEN_STATES, Event, EventState
from .event_change import EventChange, PlanPart
from .result import FAILURES, RESULTS, StopResult
from .stop import Stop
from .task import DUE_DAYS_BEFORE, Task, TaskKind
from .team import Team

__all__ = [
    "DUE_DAYS_BEFORE",
    "FAILURES",
    "OPEN_STATES",
    "RESULTS",
    "CardAccount",
    "CardMove",
    "Event",
    "EventChange",
    "EventState",
    "MoveKind",
    "PlanPart",
    "Stop",
    "StopResult",
    "Task",
    "TaskKind",
    "Team",
]
