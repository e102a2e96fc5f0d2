"""Where places stand on a day and over time: coverage by the figures in force, lowest first.

Reads only; nothing it shows is stored."""

from .children import rank_children
from .goals import Goal, goal_of, targets_of
from .ground import UNKNOWN
from .over_time import SPANS, Point, Trend, days_of_span, trend
from .rows import Ranking, Row, Undivided
from .standings import Origin
from .trial import Moved, RankingChange, try_out

__all__ = [
    "SPANS",
    "UNKNOWN",
    "Goal",
    "Moved",
    "Origin",
    "Point",
    "Ranking",
    "RankingChange",
    "Row",
    "Trend",
    "Undivided",
    "days_of_span",
    "goal_of",
    "rank_children",
    "targets_of",
    "trend",
    "try_out",
]
