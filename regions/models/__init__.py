"""One file per model."""

from .backtest import Backtest, CameTrue
from .change import CountChange, FigureChange, Source
from .daily_count import MEASURES, MOST_PER_DAY, TAKES_A_CARD, Channel, DailyCount, increment
from .day_status import (
    AT_DAYS_END,
    MOST_OF_A_REMARK,
    REPORTS,
    TOLD,
    DayStatus,
    State,
    ZeroReason,
)
from .decreed_day import DecreedDay
from .figure_pin import FigurePin
from .import_batch import ColumnMemory, ImportBatch, ImportKind, ImportState, PlaceAlias
from .naming import name_of
from .population import Basis, PopulationFigure
from .region import Kind, Region
from .region_change import ChangeKind, RegionChange
from .running_total import DayTotal, RunningHead
from .save_receipt import SaveReceipt
from .target import DEFAULT_PERCENT, Target, TargetChange
from .user import Role, User

__all__ = [
    "AT_DAYS_END",
    "DEFAULT_PERCENT",
    "MEASURES",
    "MOST_OF_A_REMARK",
    "MOST_PER_DAY",
    "REPORTS",
    "TAKES_A_CARD",
    "TOLD",
    "Backtest",
    "Basis",
    "CameTrue",
    "ChangeKind",
    "Channel",
    "ColumnMemory",
    "CountChange",
    "DailyCount",
    "DayStatus",
    "DayTotal",
    "DecreedDay",
    "FigureChange",
    "FigurePin",
    "ImportBatch",
    "ImportKind",
    "ImportState",
    "Kind",
    "PlaceAlias",
    "PopulationFigure",
    "Region",
    "RegionChange",
    "Role",
    "RunningHead",
    "SaveReceipt",
    "Source",
    "State",
    "Target",
    "TargetChange",
    "User",
    "ZeroReason",
    "increment",
    "name_of",
]
