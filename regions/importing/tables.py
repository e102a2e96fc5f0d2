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

    `hidden_rows` are numbers of rows that nobody sees, as after a filter. `from_1904`: whether
    a day that stands as a mere number is counted from 1904, as the first Excel of the Mac did.
    """

    name: str
    rows: list[list[Cell]]
    merged: tuple[Merged, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    from_1904: bool = False


class Column(NamedTuple):
    """One column of a table: its letter ("C") and its header on one line ("PEREKAMAN JUMLAH").

    Where a column for each day was cut apart, `header` is what those of all days are called
    together, and `of_day` what stands over the one.
    """

    letter: str
    header: str
    of_day: str = ""


class Table(NamedTuple):
    """A header and the rows under it; `cells[c][r]` stands in row `numbers[r]` of the sheet.

    Rows without any value are left out; the cells are as the file gives them, but that every row
    of a merged cell has its value: `joined` are these, by column and row of the table.
    `apart` are rows below that were left out and may belong to it: number, and the name if any.
    `day` is the service day of all its rows, where one of many columns of days was cut out.
    """

    sheet: str
    columns: tuple[Column, ...]
    numbers: list[int]
    cells: list[list[Cell]]
    joined: frozenset[tuple[int, int]] = frozenset()
    apart: tuple[tuple[int, str], ...] = ()
    from_1904: bool = False
    day: date | None = None
