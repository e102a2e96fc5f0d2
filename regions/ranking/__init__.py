"""Where places stand on a day and over time: coverage by the figures in force, lowest first.

Reads only; nothing it shows is stored."""

from .adding_up import Apart, Side, apart, kecamatan_apart
from .children import rank_children
from .figures import Figure, Origin, Verdict, figures_by, in_force, verdict
from .goals import Goal, goal_of, targets_of
from .ground import UNKNOWN
from .incomplete import newer_incomplete
from .over_time import SPANS, Point, Trend, days_of_span, trend
from .rows import Besides, Ranking, Row, Undivided
from .side_by_side import Claim, claims, with_other_figures
from .trial import Moved, RankingChange, try_out

__all__ = [
    "SPANS",
    "UNKNOWN",
    "Apart",
    "Besides",
    "Claim",
    "Figure",
    "Goal",
    "Moved",
    "Origin",
    "Point",
    "Ranking",
    "RankingChange",
    "Row",
    "Side",
    "Trend",
    "Undivided",
    "Verdict",
    "apart",
    "claims",
    "days_of_span",
    "figures_by",
    "goal_of",
    "in_force",
    "kecamatan_apart",
    "newer_incomplete",
    "rank_children",
    "targets_of",
    "trend",
    "try_out",
    "verdict",
    "with_other_figures",
]
