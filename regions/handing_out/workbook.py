"""A ranking as an Excel workbook: numbers are numbers, names are never formulas."""

from collections.abc import Sequence
from datetime import date
from typing import Any, BinaryIO

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from .. import numerals
from ..models import Basis
from ..ranking import Ranking, Row, kecamatan_apart
from ..reporting import DayReports
from ..sheet_styles import AS_TYPED, FORMATS, HEADER
from ..wording import (
    Column,
    Unit,
    apart_text,
    headline,
    only_known,
    origin_columns,
    origins_text,
    row_of_sum,
    sentences_about,
    sheet_columns,
    target_text,
    title,
    undivided_name,
)
from .values import number

A4 = 9
TWO_LINES = 30
ORIGIN_WIDTH = 24


def write_xlsx(ranking: Ranking, rows: Sequence[Row], reports: DayReports, file: BinaryIO) -> None:
    """One sheet with `rows` (all of the ranking or some), then the whole, in the page's language.

    Percentages are those shown: rounded down to two decimals, so that no reader's rounding
    makes a target reached.
    """
    workbook = xlsxwriter.Workbook(file, AS_TYPED)
    workbook.set_properties({"title": _heading(ranking)})
    formats = {name: workbook.add_format(values) for name, values in FORMATS.items()}
    bold = {name: workbook.add_format({**FORMATS[name], "bold": True}) for name in FORMATS}
    sheet = workbook.add_worksheet(f"{ranking.region.code} {ranking.day.isoformat()}")
    columns = sheet_columns()

    top = [_heading(ranking), _day_and_target(ranking), how_to_read(ranking)]
    for at, text in enumerate(top):
        sheet.write_string(at, 0, text, formats["title" if at == 0 else "text"])
    header_at = len(top)
    _set_up(sheet, columns, header_at, len(rows))
    header = workbook.add_format(HEADER)
    header_of_numbers = workbook.add_format({**HEADER, "align": "right"})
    sheet.set_row(header_at, TWO_LINES)
    for at, column in enumerate(columns):
        style = header if column.unit in (Unit.RANK, Unit.TEXT) else header_of_numbers
        sheet.write_string(header_at, at, str(column.sheet_header or column.header), style)
    lines = [(_values(row, columns), formats) for row in rows]
    for one in ranking.undivided:
        values = {**_values(one.row, columns), "name": undivided_name(one), "code": ""}
        lines.append((values, formats))
    if ranking.not_broken_down is not None:
        lines += [(values, formats) for values in _beside(ranking)]
    lines.append((_whole(ranking, columns), bold))
    for at, (values, styles) in enumerate(lines, start=header_at + 1):
        _write(sheet, at, values, columns, styles)
    for at, text in enumerate(_notes(ranking, rows, reports), start=header_at + len(lines) + 2):
        sheet.write_string(at, 0, text, formats["text"])
    _write_origins(workbook.add_worksheet(_("Denominators")), rows, header, formats)
    workbook.close()


def how_to_read(ranking: Ranking) -> str:
    """What the denominators rest on, and what rounding and an empty place mean."""
    sentences = (
        origins_text(ranking),
        apart_text(kecamatan_apart(ranking)),
        _("Percentages are rounded down."),
        _("Empty is unknown, not 0."),
    )
    return " ".join(filter(None, sentences))


def _heading(ranking: Ranking) -> str:
    return _("e-KTP recording, %(region)s") % {"region": title(ranking.region)}


def _day_and_target(ranking: Ranking) -> str:
    goal = ranking.head.goal
    values = {"day": numerals.long_day(ranking.day), "target": target_text(goal)}
    if goal.deadline is None:
        return _("As of %(day)s. Target: %(target)s.") % values
    until = numerals.long_day(goal.deadline)
    text = _("As of %(day)s. Target: %(target)s by %(until)s.") % {**values, "until": until}
    return f"{text} {goal.label}".rstrip()


def _set_up(sheet: Worksheet, columns: Sequence[Column], header_at: int, rows: int) -> None:
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.sheet)
    sheet.freeze_panes(header_at + 1, 3)
    sheet.autofilter(header_at, 0, header_at + rows, len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header_at)
    # Codes are texts on purpose.
    sheet.ignore_errors({"number_stored_as_text": f"B1:B{header_at + rows + 3}"})


def _values(row: Row, columns: Sequence[Column]) -> dict[str, Any]:
    return {column.key: number(column, row) for column in columns}


def _write(
    sheet: Worksheet, at: int, values: dict[str, Any], columns: Sequence[Column], formats: dict
) -> None:
    for place, column in enumerate(columns):
        value, format = values.get(column.key), formats[column.unit.value]
        if isinstance(value, str):
            sheet.write_string(at, place, value, format)
        elif isinstance(value, date):
            sheet.write_datetime(at, place, value, format)
        elif value is not None:
            sheet.write_number(at, place, value, format)


def _whole(ranking: Ranking, columns: Sequence[Column]) -> dict[str, Any]:
    """The region itself; where only a part is known the sums of that part, and no percentage."""
    head = ranking.head
    values = {column.key: number(column, row_of_sum(head, column)) for column in columns}
    values["rank"] = None
    if part := only_known(head):
        values["name"] = f"{head.region.name} ({part})"
    return values


def _write_origins(sheet: Worksheet, rows: Sequence[Row], header: Any, formats: dict) -> None:
    """Where the denominator of each row comes from; empty where its parts differ."""
    columns = origin_columns()
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.sheet or ORIGIN_WIDTH)
        sheet.write_string(0, at, str(column.sheet_header or column.header), header)
    for at, row in enumerate(rows, start=1):
        values = _values(row, columns)
        if values["basis"]:
            values["basis"] = str(Basis(values["basis"]).label)
        _write(sheet, at, values, columns, formats)


def _beside(ranking: Ranking) -> list[dict[str, Any]]:
    """What is in no row."""
    rest = {"name": _("Not broken down by kecamatan"), "counted": ranking.not_broken_down}
    if not ranking.ended:
        return [rest]
    return [rest, {"name": _("Kecamatan that have ended"), "counted": ranking.ended}]


def _notes(ranking: Ranking, rows: Sequence[Row], reports: DayReports) -> list[str]:
    notes = [*headline(ranking), *sentences_about(ranking.region, reports)]
    if len(rows) < len(ranking.rows):
        values = {"n": len(rows), "all": len(ranking.rows)}
        notes.append(_("%(n)s of %(all)s rows are listed; the sum is that of all.") % values)
    return [*notes, _("Counts only; this application holds no personal data of citizens.")]
