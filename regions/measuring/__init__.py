"""Made-up counts to measure with, and the measurements of `manage.py bench`."""

from .benchmark_import import import_line
from .simulation import DAYS_A_YEAR, HoldsCounts, simulate, simulate_span

__all__ = ["DAYS_A_YEAR", "HoldsCounts", "import_line", "simulate", "simulate_span"]
