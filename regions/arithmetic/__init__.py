"""Number rules on whole people and days: coverage, pace, what is awaited. No Django."""

from .ahead import people_ahead
from .awaited import Awaited, bounds, movable, usual_a_day
from .coverage import (
    HUNDRED_PERCENT,
    Change,
    Standing,
    change,
    known_part,
    lowest_first,
    summed,
    to_hundredths,
)
from .paces import (
    FURTHEST,
    WEEKS_LOOKED_AT,
    Number,
    Pace,
    Week,
    counter_a_day,
    needed_a_day,
    pace,
    pace_of_sum,
    serving_days,
    weeks_of_sum,
)
from .projection import Outlook, Projection, project, straight_on

__all__ = [
    "FURTHEST",
    "HUNDRED_PERCENT",
    "WEEKS_LOOKED_AT",
    "Awaited",
    "Change",
    "Number",
    "Outlook",
    "Pace",
    "Projection",
    "Standing",
    "Week",
    "bounds",
    "change",
    "counter_a_day",
    "known_part",
    "lowest_first",
    "movable",
    "needed_a_day",
    "pace",
    "pace_of_sum",
    "people_ahead",
    "project",
    "serving_days",
    "straight_on",
    "summed",
    "to_hundredths",
    "usual_a_day",
    "weeks_of_sum",
]
