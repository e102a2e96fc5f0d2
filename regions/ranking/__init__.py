"""Where places stand on a day and over time: coverage by the figures in force, lowest first.

Reads only; nothing it shows is stored."""

from .adding_up import Apart, Side, apart, kecamatan_apart
from .children import rank_children
from .goals import Goal
from .incomplete import newer_incomplete
from .over_time import SPANS, Point, Trend, days_of_span, trend
from .rows import Ranking, Row
from .side_by_side import Claim, claims, with_other_figures
from .standings import UNKNOWN, Figure, Origin, figures_by, in_force

__all__ = [
    "SPANS",
    "UNKNOWN",
    "Apart",
    "Claim",
    "Figure",
    "Goal",
    "Origin",
    "Point",
    "Ranking",
    "Row",
    "Side",
    "Trend",
    "apart",
    "claims",
    "days_of_span",
    "figures_by",
    "in_force",
    "kecamatan_apart",
    "newer_incomplete",
    "rank_children",
    "trend",
    "with_other_figures",
]
