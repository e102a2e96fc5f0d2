"""Columns that say a year or a week of each row, where one day was named for all of them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from ...models import ImportKind
from ...numerals import long_day
from ..cells.table_cells import shown
from ..columns.proposal import Assignment, column_keys
from ..columns.vocabulary import plain
from ..findings import Check, Question
from ..layout.header_rows import is_year
from ..options import FileOptions
from ..tables import Cell, Column, Table

_OF_YEARS = re.compile(r"(?:tahun|thn|th|year)(?: data)?")
_OF_WEEKS = re.compile(r"(?:minggu|pekan|mgg|week|triwulan|tw|bulan|bln)(?: ke)?")


def periods_of_rows(
    tables: Iterable[tuple[Table, Assignment]], options: FileOptions, given: Mapping[str, str]
) -> Iterator[Question | Check]:
    """A question about rows of several years, or counts of weeks; another year is told."""
    said = {plain(name) for name in given}
    days = [day for day in (options.hint, options.published_on) if day]
    for table, assignment in tables:
        if not days or assignment.position("day") is not None:
            continue
        for column, name, cells in zip(table.columns, assignment.fields, table.cells, strict=True):
            if name or said & set(column_keys(column)):
                continue
            header = plain(column.header)
            if _OF_YEARS.fullmatch(header):
                yield from _other_years(table, column, cells, days)
            elif options.kind == ImportKind.COUNTS and _OF_WEEKS.fullmatch(header):
                yield from _weeks(column, cells, days[0])


def _other_years(
    table: Table, column: Column, cells: Sequence[Cell], days: Sequence[date]
) -> Iterator[Question | Check]:
    years = sorted({year for cell in cells if (year := _year(cell))})
    values = {"years": ", ".join(map(str, years)), "day": long_day(days[0])}
    if len(years) > 1:
        message = _(
            "The rows are of several years (%(years)s), and all would be stored for %(day)s. Keep"
            " the rows of one year in the file, or ignore the column if it says something else."
        )
        yield Question("column", column.header, "", ("ignore",), message % values)
    elif years and years[0] not in {day.year for day in days}:
        message = _("The rows are of %(years)s, but you said %(day)s.")
        yield Check(message % values, table.numbers[0], sheet=table.sheet)


def _weeks(column: Column, cells: Sequence[Cell], day: date) -> Iterator[Question]:
    written = [shown(cell) for cell in cells if cell is not None]
    if written:
        message = _(
            "The rows seem to be of longer than a day (“%(cell)s”), and all would be stored for"
            " %(day)s. Counts are kept by day; ignore the column if it says something else."
        )
        values = {"cell": written[0], "day": long_day(day)}
        yield Question("column", column.header, "", ("ignore",), message % values)


def _year(cell: Cell) -> int | None:
    """The year that a cell is: 2019, 2019.0 or "2019"."""
    whole = int(cell) if isinstance(cell, float) and cell.is_integer() else cell
    return int(whole) if isinstance(whole, int | str) and is_year(whole) else None
