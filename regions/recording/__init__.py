"""All that writes counts, statuses and population figures, each with its log and its totals.

One day through `record_day`, the days of a file through `record_days` (two writers of one set
of rules: rules.py), figures through `record_figures`. Everything happens under the lock of the
kabupaten/kota's running total.
"""

from .change_log import KEEP, OfficeDay, PlaceDay
from .clashes import Clash, DayChangedMeanwhile
from .copying import append, stored_moment, without_collection
from .day_lock import lock_day
from .decreed_days import decree_day
from .ledger import lock_heads
from .many_days import planned_days, record_days
from .one_day import record_day
from .population import VALUES, NewFigure, log_by_hand, pin_figure, planned_figures, record_figures
from .rules import STATUS_FIELDS, DayIsLocked
from .signature import Signature
from .starts import start_reports, start_with_its_operator

__all__ = [
    "KEEP",
    "STATUS_FIELDS",
    "VALUES",
    "Clash",
    "DayChangedMeanwhile",
    "DayIsLocked",
    "NewFigure",
    "OfficeDay",
    "PlaceDay",
    "Signature",
    "append",
    "decree_day",
    "lock_day",
    "lock_heads",
    "log_by_hand",
    "pin_figure",
    "planned_days",
    "planned_figures",
    "record_day",
    "record_days",
    "record_figures",
    "start_reports",
    "start_with_its_operator",
    "stored_moment",
    "without_collection",
]
