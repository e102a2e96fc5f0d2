"""What an event did by stop and day: typed in a grid, stored with its counts and its cards."""

from .form import ResultsForm, rebased, typed_stops
from .grid import result_grid, strip
from .recording import (
    NotADayOfTheStop,
    ResultChangedMeanwhile,
    TooManyForADay,
    post_places,
    record_result,
    record_results,
)
from .sheet import ResultSheet, result_sheet

__all__ = [
    "NotADayOfTheStop",
    "ResultChangedMeanwhile",
    "ResultSheet",
    "ResultsForm",
    "TooManyForADay",
    "post_places",
    "rebased",
    "record_result",
    "record_results",
    "result_grid",
    "result_sheet",
    "strip",
    "typed_stops",
]
