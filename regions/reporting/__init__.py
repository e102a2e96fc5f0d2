"""Who was expected to report a day, who has, and what offices last said of the day's end.

The question "who has not reported?" is answered here only, by `reports_of_day`; which day a page
opens on, by `opening_day`; which one an office should fill in first, by `owed_before`.
"""

from .calendar import (
    USUAL,
    Calendars,
    DayOff,
    WorkingDays,
    decrees_in,
    usual_days_off,
    working_days_of,
)
from .day_end import REMEMBERED, DayEndSum, last_at_days_end
from .duties import Duties, UnderCodes, begins_under, duties_of, duty_of, offices_in
from .expected import Counters, Duty, Report, report_of
from .filled import Filled, filled_on, told_in_part, usual_kecamatan
from .of_day import DayReports, OfficeReport, reports_of_day, reports_of_days
from .offices import Reporting, reporting
from .opening import opening_day
from .owed import owed_before

__all__ = [
    "REMEMBERED",
    "USUAL",
    "Calendars",
    "Counters",
    "DayEndSum",
    "DayOff",
    "DayReports",
    "Duties",
    "Duty",
    "Filled",
    "OfficeReport",
    "Report",
    "Reporting",
    "UnderCodes",
    "WorkingDays",
    "begins_under",
    "decrees_in",
    "duties_of",
    "duty_of",
    "filled_on",
    "last_at_days_end",
    "offices_in",
    "opening_day",
    "owed_before",
    "report_of",
    "reporting",
    "reports_of_day",
    "reports_of_days",
    "told_in_part",
    "usual_days_off",
    "usual_kecamatan",
    "working_days_of",
]
