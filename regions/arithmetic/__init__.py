"""Number rules on whole people and days: coverage, pace, what is awaited. No Django."""

from .awaited import Awaited, bounds, movable, usual_a_day
from .coverage import HUNDRED_PERCENT, Standing, known_part, lowest_first, summed, to_hundredths
from .pace import (
    FURTHEST,
    WEEKS_LOOKED_AT,
    Outlook,
    Projection,
    needed_a_day,
    people_a_day,
    project,
)

__all__ = [
    "FURTHEST",
    "HUNDRED_PERCENT",
    "WEEKS_LOOKED_AT",
    "Awaited",
    "Outlook",
    "Projection",
    "Standing",
    "bounds",
    "known_part",
    "lowest_first",
    "movable",
    "needed_a_day",
    "people_a_day",
    "project",
    "summed",
    "to_hundredths",
    "usual_a_day",
]
