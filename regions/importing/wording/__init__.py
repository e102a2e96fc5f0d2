"""What a file says and does, put into words: the preview, and the list of past imports."""

from .batches import batch_lines, moment, option_lines, undone_text
from .file import (
    change_sheet,
    check_lines,
    logged_sheet,
    state_of_file,
    sums_of_file,
)

__all__ = [
    "batch_lines",
    "change_sheet",
    "check_lines",
    "logged_sheet",
    "moment",
    "option_lines",
    "state_of_file",
    "sums_of_file",
    "undone_text",
]
