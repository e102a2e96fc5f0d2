"""A ranking to take away: JSON and CSV, a workbook, a sheet of paper, the recap for WhatsApp.

`paper` is imported where it is used: reportlab is slow to load, and most processes never print."""

from .recap import recap_text, tellers
from .values import ranking_values, write_csv, write_table
from .workbook import write_xlsx

__all__ = ["ranking_values", "recap_text", "tellers", "write_csv", "write_table", "write_xlsx"]
