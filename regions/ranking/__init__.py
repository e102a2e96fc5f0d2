"""Where places stand on a day and over time: coverage by the figures in force, lowest first.

Reads only; nothing it shows is stored."""

from .children import rank_children
from .goals import Goal
from .ground import UNKNOWN
from .over_time import SPANS, Point, Trend, days_of_span, trend
from .rows import Ranking, Row, Undivided
from .standings import Origin

__all__ = [
    "SPANS",
    "UNKNOWN",
    "Goal",
    "Origin",
    "Point",
    "Ranking",
    "Row",
    "Trend",
    "Undivided",
    "days_of_span",
    "rank_children",
    "trend",
]
