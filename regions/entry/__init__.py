"""One office's day as it is typed: what is stored, what may be typed, and the grid for it;
what every typed grid has (typed_grid.py), those of other rooms too; and the forms of calendars,
targets and population figures."""

from .calendar_forms import DecreeForm, StartForm
from .cells import grid
from .compared_figures import (
    figure_before,
    is_far_from_last,
    of_the_same_ground,
    when_and_basis,
)
from .confirmed_form import ConfirmedForm, answer
from .day_form import DayForm
from .earlier import HISTORY, books
from .figure_form import FigureForm
from .filling import Filled, filled
from .from_text import pasted_day
from .inputs import (
    MOST_AT_HAND,
    ONE_MORE_SET,
    CountField,
    PercentField,
    day_input,
    is_far_above,
    may_hold_outreach,
)
from .lock_form import LockForm
from .pin_form import PinForm
from .remark_field import RemarkField, holds_identity_number
from .sheet import DaySheet, day_sheet, lock_of, strip
from .target_form import TargetForm, WithdrawalForm
from .typed_grid import (
    Cell,
    Column,
    GridRow,
    Question,
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
    "ConfirmedForm",
    "CountField",
    "DayForm",
    "DaySheet",
    "DecreeForm",
    "FigureForm",
    "Filled",
    "GridRow",
    "LockForm",
    "PercentField",
    "PinForm",
    "Question",
    "RemarkField",
    "StartForm",
    "TargetForm",
    "TypedGrid",
    "WithdrawalForm",
    "answer",
    "books",
    "cell",
    "clash_texts",
    "day_input",
    "day_sheet",
    "figure_before",
    "filled",
    "grid",
    "holds_identity_number",
    "is_far_above",
    "is_far_from_last",
    "latest",
    "lock_of",
    "may_hold_outreach",
    "of_the_same_ground",
    "pasted_day",
    "rebased",
    "saved_words",
    "strip",
    "when_and_basis",
]
