"""What a file says and does, put into words: the preview, and the list of past imports; and
what became of each line of a text."""

from .batches import batch_lines, moment, option_lines, undone_text
from .file import (
    change_sheet,
    check_lines,
    logged_sheet,
    state_of_file,
    sums_of_file,
)
from .texts import day_buttons, order_choices, read_lines

__all__ = [
    "batch_lines",
    "change_sheet",
    "check_lines",
    "day_buttons",
    "logged_sheet",
    "moment",
    "option_lines",
    "order_choices",
    "read_lines",
    "state_of_file",
    "sums_of_file",
    "undone_text",
]
