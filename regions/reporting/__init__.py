"""Who was expected to report a day, who has, and what offices last said of the day's end.

The question "who has not reported?" is answered here only."""

from .day_end import REMEMBERED, LevelSum, last_levels
from .expected import Counters, Report, counters, is_working_day, next_working_day, report_of
from .offices import Reporting, reporting

__all__ = [
    "REMEMBERED",
    "Counters",
    "LevelSum",
    "Report",
    "Reporting",
    "counters",
    "is_working_day",
    "last_levels",
    "next_working_day",
    "report_of",
    "reporting",
]
