"""Figures put into words and ready-made strings, in the language of the page."""

from .batches import batch_lines, moment, option_lines, undone_text
from .chart import chart
from .chart import table as trend_table
from .headline import half_of_the_missing, headline
from .imports import (
    change_sheet,
    check_lines,
    effect_lines,
    logged_sheet,
    place_text,
    standing_of_file,
    sums_of_file,
)
from .log import change_lines, figure_lines
from .map import drawn_map
from .places import crumbs, kind_of_rows, target_text, title
from .ranking_lines import Line, bar_start, bases_text, css_class, lines, whole_line
from .strip import strip_days
from .tiles import tiles

__all__ = [
    "Line",
    "bar_start",
    "bases_text",
    "batch_lines",
    "change_lines",
    "change_sheet",
    "chart",
    "check_lines",
    "crumbs",
    "css_class",
    "drawn_map",
    "effect_lines",
    "figure_lines",
    "half_of_the_missing",
    "headline",
    "kind_of_rows",
    "lines",
    "logged_sheet",
    "moment",
    "option_lines",
    "place_text",
    "standing_of_file",
    "strip_days",
    "sums_of_file",
    "target_text",
    "tiles",
    "title",
    "trend_table",
    "undone_text",
    "whole_line",
]
