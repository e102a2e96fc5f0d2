"""Figures put into words and ready-made strings, in the language of the page."""

from .chart_data import chart
from .chart_data import table as trend_table
from .fields import field_text, label, value_text
from .log import change_lines, figure_lines
from .map import drawn_map
from .places import crumbs, kind_of_rows, target_text, title
from .ranking_lines import bar_start, bases_text, lines, whole_line
from .reports import legend, office_sentence, report_sentences
from .sentences import coverage_now, half_of_the_missing, headline
from .strip import strip_days
from .tile_texts import tiles

__all__ = [
    "bar_start",
    "bases_text",
    "change_lines",
    "chart",
    "coverage_now",
    "crumbs",
    "drawn_map",
    "field_text",
    "figure_lines",
    "half_of_the_missing",
    "headline",
    "kind_of_rows",
    "label",
    "legend",
    "lines",
    "office_sentence",
    "report_sentences",
    "strip_days",
    "target_text",
    "tiles",
    "title",
    "trend_table",
    "value_text",
    "whole_line",
]
