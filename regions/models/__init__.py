"""One file per model."""

from .backtest import Backtest, CameTrue
from .change import CountChange, FigureChange, Source
from .daily_count import MEASURES, MOST_PER_DAY, TAKES_A_CARD, Channel, DailyCount, increment
from .day_status import AT_DAYS_END, REPORTS, TOLD, DayStatus, State, ZeroReason
from .decreed_day import DecreedDay
from .figure_pin import FigurePin
from .import_batch import ColumnMemory, ImportBatch, ImportKind, ImportState, PlaceAlias
from .naming import name_of
from .population import Basis, PopulationFigure
from .region import Kind, Region
from .running_total import DayTotal, RunningHead
from .target import DEFAULT_PERCENT, Target
from .user import Role, User

__all__ = [
    "AT_DAYS_END",
    "DEFAULT_PERCENT",
    "MEASURES",
    "MOST_PER_DAY",
    "REPORTS",
    "TAKES_A_CARD",
    "TOLD",
    "Backtest",
    "Basis",
    "CameTrue",
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
    "Role",
    "RunningHead",
    "Source",
    "State",
    "Target",
    "User",
    "ZeroReason",
    "increment",
    "name_of",
]
