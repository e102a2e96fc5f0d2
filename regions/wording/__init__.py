"""Figures put into words and ready-made strings, in the language of the page."""

from .chart import chart
from .chart import table as trend_table
from .headline import half_of_the_missing, headline
from .log import change_lines
from .map import drawn_map
from .places import crumbs, kind_of_rows, target_text, title
from .ranking_lines import Line, bar_start, bases_text, css_class, lines, whole_line
from .strip import strip_days
from .tiles import tiles

__all__ = [
    "Line",
    "bar_start",
    "bases_text",
    "change_lines",
    "chart",
    "crumbs",
    "css_class",
    "drawn_map",
    "half_of_the_missing",
    "headline",
    "kind_of_rows",
    "lines",
    "strip_days",
    "target_text",
    "tiles",
    "title",
    "trend_table",
    "whole_line",
]
