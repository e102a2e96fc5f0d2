"""Made-up counts to measure with, the measurements of `manage.py bench`, and whether projections
came true."""

from .backtest import BacktestResult, backtest_of_region
from .benchmark_import import import_line
from .simulation import DAYS_A_YEAR, HoldsCounts, simulate, simulate_span

__all__ = [
    "DAYS_A_YEAR",
    "BacktestResult",
    "HoldsCounts",
    "backtest_of_region",
    "import_line",
    "simulate",
    "simulate_span",
]
