"""One office's day as it is typed: what is stored, what may be typed, and the grid for it;
and what every typed grid has (typed_grid.py), those of other rooms too."""

from .calendar_forms import DecreeForm, StartForm
from .cells import grid
from .day_form import DayForm
from .earlier import HISTORY, books
from .filling import Filled, filled
from .inputs import MOST_AT_HAND, ONE_MORE_SET, CountField, day_input, is_far_above
from .lock_form import LockForm
from .pin_form import PinForm
from .sheet import DaySheet, day_sheet, lock_of, strip
from .typed_grid import (
    Cell,
    Column,
    GridRow,
    TypedGrid,
    cell,
    clash_texts,
    latest,
    rebased,
    saved_words,
)

__all__ = [
    "HISTORY",
    "MOST_AT_HAND",
    "ONE_MORE_SET",
    "Cell",
    "Column",
    "CountField",
    "DayForm",
    "DaySheet",
    "DecreeForm",
    "Filled",
    "GridRow",
    "LockForm",
    "PinForm",
    "StartForm",
    "TypedGrid",
    "books",
    "cell",
    "clash_texts",
    "day_input",
    "day_sheet",
    "filled",
    "grid",
    "is_far_above",
    "latest",
    "lock_of",
    "rebased",
    "saved_words",
    "strip",
]
