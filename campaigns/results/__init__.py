"""What an event did by stop and day: typed in a grid, stored with its counts and its cards."""

from .form import ResultsForm, typed_stops
from .grid import event_strip, result_grid
from .recording import (
    NotADayOfTheStop,
    TooManyForADay,
    post_places,
    record_result,
    record_results,
)
from .sheet import ResultSheet, result_sheet

__all__ = [
    "NotADayOfTheStop",
    "ResultSheet",
    "ResultsForm",
    "TooManyForADay",
    "event_strip",
    "post_places",
    "record_result",
    "record_results",
    "result_grid",
    "result_sheet",
    "typed_stops",
]
