"""Who was expected to report a day, who has, and what offices last said of the day's end.

The question "who has not reported?" is answered here only, by `reports_of_day`.
"""

from .day_end import REMEMBERED, DayEndSum, last_at_days_end
from .expected import Counters, Report, is_working_day, next_working_day, report_of
from .of_day import DayReports, of_offices, reports_of_day
from .offices import Reporting, reporting

__all__ = [
    "REMEMBERED",
    "Counters",
    "DayEndSum",
    "DayReports",
    "Report",
    "Reporting",
    "is_working_day",
    "last_at_days_end",
    "next_working_day",
    "of_offices",
    "report_of",
    "reporting",
    "reports_of_day",
]
