"""Figures put into words and ready-made strings, in the language of the page."""

from .headline import headline
from .log import change_lines
from .places import crumbs, kind_of_rows, target_text, title
from .ranking_lines import Line, bar_start, bases_text, css_class, lines, whole_line
from .strip import strip_days

__all__ = [
    "Line",
    "bar_start",
    "bases_text",
    "change_lines",
    "crumbs",
    "css_class",
    "headline",
    "kind_of_rows",
    "lines",
    "strip_days",
    "target_text",
    "title",
    "whole_line",
]
