"""What a file is made of once it has been read. No Django, no database."""

from datetime import date, datetime, time
from typing import NamedTuple

# As the file gives it: a number of a spreadsheet is an int or a float, a day a date.
Cell = str | int | float | bool | date | datetime | time | None


class Merged(NamedTuple):
    """A block of merged cells, counted from 0, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Sheet(NamedTuple):
    """One sheet as it lies in the file; `rows[0]` is row 1, blank cells are None.

    `hidden_rows` are numbers of rows that nobody sees, as after a filter (xlsx, ods).
    """

    name: str
    rows: list[list[Cell]]
    merged: tuple[Merged, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()


class Column(NamedTuple):
    """One column of a table: its letter ("C") and its header on one line ("PEREKAMAN JUMLAH")."""

    letter: str
    header: str


class Table(NamedTuple):
    """A header and the rows under it; `cells[c][r]` stands in row `numbers[r]` of the sheet.

    Rows without any value are left out; the cells are as the file gives them, but that every row
    of a merged cell has its value: `joined` are these, by column and row of the table.
    """

    sheet: str
    columns: tuple[Column, ...]
    numbers: list[int]
    cells: list[list[Cell]]
    joined: frozenset[tuple[int, int]] = frozenset()
