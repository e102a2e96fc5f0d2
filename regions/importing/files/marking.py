"""An office's file once more, with its errors marked: to correct it, and to send it in again.

Every cell stays in its row and column; the file says more than before, but nothing that the
importer takes for a place, a count or a table.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import count
from math import isfinite
from typing import BinaryIO

import xlsxwriter
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from xlsxwriter.exceptions import OverlappingRange
from xlsxwriter.utility import xl_cell_to_rowcol
from xlsxwriter.worksheet import Worksheet

from ...sheet_styles import AS_TYPED
from ..columns.personal import looks_like_identity_number
from ..findings import Error
from ..layout.headers import find_tables
from ..reading.file import read_file
from ..reading.limits import PAGE
from ..tables import Cell, Column, Merged, Sheet, Table

RED = {"bg_color": "#FFC7CE", "font_color": "#9C0006"}
NUMBER_FORMATS = {datetime: "yyyy-mm-dd hh:mm:ss", date: "yyyy-mm-dd", time: "hh:mm:ss"}
NARROWEST, WIDEST, ADDED_WIDTH, LOOKED_AT = 9, 30, 80, 100
MESSAGE_AT, LONGEST_NAME = 4, 31
# Excel knows no day before.
FIRST_DAY = date(1900, 1, 1)
# Merged cells matter for headers; a file that merges more than these is made to hurt.
MOST_MERGED = 100_000
# Of sheets: Excel allows 31 characters, in a count that takes a rare one for two.
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]|[^ -\ud7ff\ue000-\ufffd]")

Place = tuple[int, int]


@dataclass
class _Marks:
    """What one sheet gets: notes on cells, and the cells of the added columns, from 0."""

    notes: dict[Place, list[str]] = field(default_factory=lambda: defaultdict(list))
    added: dict[Place, str | None] = field(default_factory=dict)
    columns: set[int] = field(default_factory=set)


def write_marked(content: bytes, name: str, errors: Sequence[Error], file: BinaryIO) -> None:
    """Write the visible sheets as xlsx, with each erroneous cell red and under a note.

    A column beside each table tells the errors of its rows, a last sheet lists all of them.
    Those of an earlier marking are replaced. Raises Unreadable, as reading the file does.
    """
    sheets = [s for s in read_file(content, name, PAGE) if not (s.hidden or _lists_errors(s))]
    tables = find_tables(sheets)
    *names, errors_name = _sheet_names([*(sheet.name for sheet in sheets), _("Errors")])
    book = _Book(xlsxwriter.Workbook(file, AS_TYPED))
    first = None
    for sheet, shown_name in zip(sheets, names, strict=True):
        own = [table for table in tables if table.sheet == sheet.name]
        marks = _marks(sheet, own, [e for e in errors if e.sheet == sheet.name], errors_name)
        written = book.write(sheet, shown_name, own, marks)
        first = first or (written if marks.added else None)
    listed = book.list_errors(errors_name, errors)
    (first or listed).activate()
    book.workbook.close()


def _in_all_languages(text: Callable[[], str]) -> set[str]:
    found = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            found.add(text())
    return found


def _title() -> str:
    return _("To be corrected")


def _lists_errors(sheet: Sheet) -> bool:
    """Whether the sheet is the list of an earlier marking, and no table of the office."""
    return sheet.name in _in_all_languages(lambda: _("Errors")) and not find_tables([sheet])


def _marks(
    sheet: Sheet, tables: Sequence[Table], errors: Iterable[Error], errors_name: str
) -> _Marks:
    marks, of_rows = _Marks(), defaultdict(list)
    rows = {number: table for table in tables for number in table.numbers}
    for error in errors:
        if error.row not in rows:
            continue
        at = _position(rows[error.row], error.column)
        if at is not None:
            marks.notes[error.row - 1, at].append(error.message)
        text = f"{error.column}: {error.message}" if error.column else error.message
        if looks_like_identity_number(text):
            text = _("See the sheet “%(sheet)s”.") % {"sheet": errors_name}
        of_rows[error.row - 1].append(text)
    for table in tables:
        _add_column(marks, sheet, table, of_rows)
    return marks


def _position(table: Table, header: str) -> int | None:
    return next((_index(column) for column in table.columns if column.header == header), None)


def _index(column: Column) -> int:
    return xl_cell_to_rowcol(f"{column.letter}1")[1]


def _add_column(marks: _Marks, sheet: Sheet, table: Table, of_rows: dict[int, list[str]]) -> None:
    """Put the messages right of the table, or where an earlier marking had put them."""
    headers = _header_rows(sheet, table)
    titles = _in_all_languages(_title)
    before = {c for at in headers for c, cell in enumerate(sheet.rows[at]) if cell in titles}
    rows = [number - 1 for number in table.numbers if before or number - 1 in of_rows]
    if not (headers and rows):
        return
    column = min(before) if before else _free_column(sheet, table, headers[0])
    if column >= PAGE.columns:
        return
    marks.columns.add(column)
    marks.added |= {(at, column): _title() for at in headers}
    marks.added |= {(at, column): " ".join(of_rows.get(at, ())) or None for at in rows}


def _header_rows(sheet: Sheet, table: Table) -> list[int]:
    """The first row of the table's header, on each of its pages."""
    above = range(table.numbers[0] - 2, -1, -1)
    at = next((at for at in above if _is_header(sheet.rows[at], table)), None)
    if at is None:
        return []
    while at > 0 and _is_header(sheet.rows[at - 1], table):
        at -= 1
    pages = range(at + 1, len(sheet.rows))
    return [at, *(page for page in pages if sheet.rows[page] == sheet.rows[at])]


def _is_header(row: list[Cell], table: Table) -> bool:
    """Whether all that stands over the table's columns in this row is part of their headers."""
    over = []
    for column in table.columns:
        at = _index(column)
        if at < len(row) and row[at] is not None:
            words = " ".join(str(row[at]).split())
            over.append(f" {words} " in f" {column.header} ")
    return bool(over) and all(over)


def _free_column(sheet: Sheet, table: Table, header: int) -> int:
    """The first column right of the table in which nothing stands."""
    at = _index(table.columns[-1]) + 1
    taken = {c for row in sheet.rows for c in range(at, len(row)) if row[c] is not None}
    for block in sheet.merged:
        if block.last_row >= header:
            end = min(block.last_column + 1, PAGE.columns)
            taken.update(range(max(at, block.first_column), end))
    while at in taken:
        at += 1
    return at


def _sheet_names(wanted: Iterable[str]) -> list[str]:
    """Names that Excel allows, all different; a sheet without a name is called table."""
    names: list[str] = []
    for text in wanted:
        name = _NOT_IN_NAMES.sub(" ", text).strip("' ") or _("Table")
        again = (f" ({n})" for n in count(2))
        taken, end = {n.casefold() for n in names}, ""
        while (full := name[: LONGEST_NAME - len(end)].rstrip("' ") + end).casefold() in taken:
            end = next(again)
        names.append(full)
    return names


class _Book:
    """The workbook and how its cells look."""

    def __init__(self, workbook: xlsxwriter.Workbook):
        self.workbook = workbook
        self.bold = workbook.add_format({"bold": True})
        shapes = [(kind, {"num_format": text}) for kind, text in NUMBER_FORMATS.items()]
        self.plain = {kind: workbook.add_format(shape) for kind, shape in shapes}
        self.red = {kind: workbook.add_format({**shape, **RED}) for kind, shape in shapes}
        self.only_red = workbook.add_format(RED)
        self._merged = 0

    def write(self, sheet: Sheet, name: str, tables: Sequence[Table], marks: _Marks) -> Worksheet:
        """Write row after row, as a workbook in little memory has to be."""
        written = self.workbook.add_worksheet(name)
        merged: dict[int, list[Merged]] = defaultdict(list)
        extra: dict[int, dict[int, Cell]] = defaultdict(dict)
        for block in sheet.merged:
            merged[block.first_row].append(block)
        for at, column in marks.notes:
            extra[at][column] = _cell_at(sheet.rows[at], column)
        for (at, column), text in marks.added.items():
            extra[at][column] = text
        for at, row in enumerate(sheet.rows):
            for block in merged.get(at, ()):
                self._merge(written, block)
            for column, value in {**dict(enumerate(row)), **extra.get(at, {})}.items():
                messages = marks.notes.get((at, column), ())
                self._cell(written, (at, column), value, marked=bool(messages))
                if messages:
                    note = "\n".join(messages)
                    written.write_comment(at, column, note, {"x_scale": 2})
        _set_widths(written, tables, marks)
        return written

    def _merge(self, written: Worksheet, block: Sequence[int]) -> None:
        first_row, first_column, last_row, last_column = block
        size = (last_row - first_row + 1) * (last_column - first_column + 1)
        if size > 1 and self._merged + size <= MOST_MERGED:
            self._merged += size
            with suppress(OverlappingRange):
                written.merge_range(first_row, first_column, last_row, last_column, "")

    def _cell(self, written: Worksheet, place: Place, value: Cell, *, marked: bool) -> None:
        dated = self.red if marked else self.plain
        style = self.only_red if marked else None
        if value is None:
            written.write_blank(*place, None, style)
        elif isinstance(value, bool):
            written.write_boolean(*place, value, style)
        elif isinstance(value, int | float) and isfinite(value):
            written.write_number(*place, value, style)
        elif isinstance(value, date | time) and _is_known_to_excel(value):
            written.write_datetime(*place, value, dated[type(value)])
        else:
            written.write_string(*place, _text(str(value)), style)

    def list_errors(self, name: str, errors: Sequence[Error]) -> Worksheet:
        """All errors on one sheet. Every cell of it begins with a word: so no row has a number,
        and no importer takes it for a table.
        """
        written = self.workbook.add_worksheet(name)
        written.set_column(0, MESSAGE_AT - 1, WIDEST)
        written.set_column(MESSAGE_AT, MESSAGE_AT, ADDED_WIDTH)
        heading = _("To be corrected before the file can be stored; nothing was stored so far.")
        written.write_string(0, 0, heading, self.bold)
        for at, error in enumerate(errors, start=1):
            for column, text in enumerate(_told(error)):
                if text:
                    written.write_string(at, column, _text(text))
        return written


def _told(error: Error) -> tuple[str, ...]:
    return (
        _("Sheet %(sheet)s") % {"sheet": error.sheet} if error.sheet else "",
        _("Row %(row)s") % {"row": error.row} if error.row else "",
        _("Column %(column)s") % {"column": error.column} if error.column else "",
        _("Value: %(value)s") % {"value": error.value} if error.value else "",
        error.message,
    )


def _set_widths(written: Worksheet, tables: Sequence[Table], marks: _Marks) -> None:
    for table in tables:
        for column, cells in zip(table.columns, table.cells, strict=True):
            at = _index(column)
            longest = max(len(str(cell)) for cell in cells[:LOOKED_AT])
            written.set_column(at, at, min(max(NARROWEST, longest + 1), WIDEST))
    for at in marks.columns:
        written.set_column(at, at, ADDED_WIDTH)


def _cell_at(row: list[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else None


def _is_known_to_excel(value: date | time) -> bool:
    day = value.date() if isinstance(value, datetime) else value
    return isinstance(day, time) or day >= FIRST_DAY


def _text(text: str) -> str:
    """A text that the writer leaves a text: what looks like its own marks it would not escape."""
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
