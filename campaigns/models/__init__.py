"""One file per model."""

from .card import CardAccount, CardMove, MoveKind
from .event import Event, EventState
from .result import FAILURES, RESULTS, StopResult
from .stop import Stop
from .task import DUE_DAYS_BEFORE, Task, TaskKind
from .team import Team

__all__ = [
    "DUE_DAYS_BEFORE",
    "FAILURES",
    "RESULTS",
    "CardAccount",
    "CardMove",
    "Event",
    "EventState",
    "MoveKind",
    "Stop",
    "StopResult",
    "Task",
    "TaskKind",
    "Team",
]
