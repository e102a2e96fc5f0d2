"""One office's day as it is typed: what is stored, what may be typed, and the grid for it."""

from .cells import Cell, grid
from .day_form import DayForm
from .inputs import MOST_AT_HAND, ONE_MORE_SET, CountField, day_input, is_far_above
from .sheet import HISTORY, DaySheet, day_sheet, strip

__all__ = [
    "HISTORY",
    "MOST_AT_HAND",
    "ONE_MORE_SET",
    "Cell",
    "CountField",
    "DayForm",
    "DaySheet",
    "day_input",
    "day_sheet",
    "grid",
    "is_far_above",
    "strip",
]
