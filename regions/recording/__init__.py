"""All that writes counts, statuses, population figures and targets, each with its log.

One day through `record_day`, the days of a file through `record_days` (two writers of one set
of rules: rules.py), figures through `record_figures`: all under the lock of the kabupaten/kota's
running total. Targets through `record_target` and `withdraw_target`, under the lock of their
place.
"""

from .change_log import KEEP, OfficeDay, PlaceDay
from .clashes import Clash, DayChangedMeanwhile
from .copying import append, stored_moment, without_collection
from .day_lock import lock_day
from .decreed_days import decree_day
from .ledger import lock_heads
from .many_days import planned_days, record_days
from .moved_days import move_days, move_days_of_a_place
from .one_day import record_day
from .population import (
    VALUES,
    NewFigure,
    pin_figure,
    planned_figures,
    record_figures,
    unpin_figures,
    withdrawn,
)
from .receipts import keep_receipt, receipt_of
from .rules import STATUS_FIELDS, DayIsLocked
from .signature import Signature
from .starts import start_reports, start_with_its_operator
from .targets import TargetIsThere, record_target, withdraw_target

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
    "TargetIsThere",
    "append",
    "decree_day",
    "keep_receipt",
    "lock_day",
    "lock_heads",
    "move_days",
    "move_days_of_a_place",
    "pin_figure",
    "planned_days",
    "planned_figures",
    "receipt_of",
    "record_day",
    "record_days",
    "record_figures",
    "record_target",
    "start_reports",
    "start_with_its_operator",
    "stored_moment",
    "unpin_figures",
    "withdraw_target",
    "withdrawn",
    "without_collection",
]
