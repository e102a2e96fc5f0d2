"""Who was expected to report a day, who has, and what offices last said of the day's end.

The question "who has not reported?" is answered here only."""

from .day_end import REMEMBERED, DayEndSum, last_at_days_end
from .expected import Counters, Report, counters, is_working_day, next_working_day, report_of
from .offices import Reporting, reporting

__all__ = [
    "REMEMBERED",
    "Counters",
    "DayEndSum",
    "Report",
    "Reporting",
    "counters",
    "is_working_day",
    "last_at_days_end",
    "next_working_day",
    "report_of",
    "reporting",
]
