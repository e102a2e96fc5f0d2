"""Figures put into words and ready-made strings, in the language of the page."""

from .calendar import CalendarLine, calendar_lines, start_text
from .chart_data import chart
from .chart_data import table as trend_table
from .claims import claim_lines, claims_text, rule_text, state_text, typed_text
from .columns import (
    Column,
    Unit,
    data_columns,
    origin_columns,
    paper_columns,
    row_of_sum,
    sheet_columns,
)
from .decrees import decree_of, decree_texts, ended, had_other_code
from .fields import field_text, label, short_basis, value_text
from .log import change_lines, days_confirmed, figure_lines, lock_text, target_changes
from .map import drawn_map
from .moves import goal_lines, goal_sentence, moved_lines, moved_sentence
from .origins import apart_text, incomplete_text, origins_text, others_text
from .pace import came_true
from .places import crumbs, kind_of_rows, target_text, title
from .ranking_lines import ranking_table, undivided_name
from .reports import (
    completed_sentence,
    legend,
    office_sentence,
    remark_text,
    report_sentences,
    sentences_about,
    today_line,
)
from .row_texts import coverage, only_known, parts_of, points
from .sentences import coverage_now, half_of_the_missing, headline
from .settings import TargetLine, kept_figures, place_choices, target_lines
from .strip import StripDay, owed_days, strip_day, strip_days
from .tile_texts import tiles

__all__ = [
    "CalendarLine",
    "Column",
    "StripDay",
    "TargetLine",
    "Unit",
    "apart_text",
    "calendar_lines",
    "came_true",
    "change_lines",
    "chart",
    "claim_lines",
    "claims_text",
    "completed_sentence",
    "coverage",
    "coverage_now",
    "crumbs",
    "data_columns",
    "days_confirmed",
    "decree_of",
    "decree_texts",
    "drawn_map",
    "ended",
    "field_text",
    "figure_lines",
    "goal_lines",
    "goal_sentence",
    "had_other_code",
    "half_of_the_missing",
    "headline",
    "incomplete_text",
    "kept_figures",
    "kind_of_rows",
    "label",
    "legend",
    "lock_text",
    "moved_lines",
    "moved_sentence",
    "office_sentence",
    "only_known",
    "origin_columns",
    "origins_text",
    "others_text",
    "owed_days",
    "paper_columns",
    "parts_of",
    "place_choices",
    "points",
    "ranking_table",
    "remark_text",
    "report_sentences",
    "row_of_sum",
    "rule_text",
    "sentences_about",
    "sheet_columns",
    "short_basis",
    "start_text",
    "state_text",
    "strip_day",
    "strip_days",
    "target_changes",
    "target_lines",
    "target_text",
    "tiles",
    "title",
    "today_line",
    "trend_table",
    "typed_text",
    "undivided_name",
    "value_text",
]
