"""The columns of one table as they were read: numbers, days and percentages by row."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from ... import numerals
from ...entry import MOST_AT_HAND
from ...models import AT_DAYS_END, MEASURES, MOST_PER_DAY, ImportKind
from ..columns.proposal import MOST_PEOPLE, PEOPLE_FIELDS, Assignment
from ..columns.vocabulary import plain
from ..findings import Question
from ..options import Answers, FileOptions
from ..places.matching import PlaceMatch
from ..places.spelling import cell_text
from ..tables import Cell, Table
from .days import days
from .numbers import Numbers, percents, whole_numbers

# From day 0 of spreadsheets to that of those that count from 1904.
DAYS_TO_1904 = 1462
# The largest kabupaten has under six million inhabitants.
MOST_IN_A_PLACE = 10_000_000


@dataclass
class TableCells:
    """The columns of one table as they were read, by row.

    `numbers[at]` are the values of `fields` in one row; `problems[at]` says what is wrong there
    with which field. `hint` is the day of the rows that name none, if they may have it.
    """

    table: Table
    assignment: Assignment
    fields: tuple[str, ...]
    numbers: list[tuple[int | None, ...]]
    problems: dict[int, list[tuple[str, str]]]
    days: list[date | None] | None = None
    hint: date | None = None
    percents: list[Decimal | None] | None = None
    matches: list[PlaceMatch] = field(default_factory=list)

    def header(self, name: str) -> str:
        """The header of its column; empty for a number that follows from two others."""
        at = self.assignment.position(name)
        return "" if at is None else self.table.columns[at].header

    def over(self, name: str) -> str:
        """What stands over its numbers in the file, be it the header of one day."""
        at = self.assignment.position(name)
        return (at is not None and self.table.columns[at].of_day) or self.header(name)

    def cell(self, name: str, at: int) -> Cell:
        column = self.assignment.position(name)
        assert column is not None, name  # asked only of a field that has a column
        return self.table.cells[column][at]

    def values(self, at: int) -> dict[str, int | None]:
        return dict(zip(self.fields, self.numbers[at], strict=True))

    def rows(self) -> list[int]:
        """The rows that say anything about numbers of people."""
        nothing = (None,) * len(self.fields)
        return [
            at
            for at, numbers in enumerate(self.numbers)
            if numbers != nothing
            or at in self.problems
            or (self.percents and self.percents[at] is not None)
        ]


def read_cells(
    table: Table, assignment: Assignment, options: FileOptions, answers: Answers
) -> tuple[TableCells, list[Question]]:
    """Read the columns of a table that hold something, and say what is ambiguous in them."""
    questions: list[Question] = []
    columns: dict[str, Numbers] = {}
    counted = dict.fromkeys((*PEOPLE_FIELDS, *MEASURES, *AT_DAYS_END))
    positions = {name: at for name in counted if (at := assignment.position(name)) is not None}
    for name, at in positions.items():
        header = table.columns[at].header
        sign = answers.signs.get(header)
        read = whole_numbers(table.cells[at], most=MOST_PEOPLE, thousands=sign)
        if read.question:
            questions.append(Question("sign", header, "", (".", ","), read.question))
        columns[name] = read
    problems: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for name, read in columns.items():
        position = positions[name]
        wrong = {**_out_of_bounds(name, read, options.kind), **read.problems}
        for at, message in wrong.items():
            if name != "missing" or not _is_surplus(columns, at, table.cells[position][at]):
                problems[at].append((name, message))
        for at in _joined(table, position):
            message = _("One number is merged over several rows; give each row its own.")
            problems[at].append((name, message))
    by_row = list(zip(*(read.values for read in columns.values()), strict=True))
    by_row = by_row or [()] * len(table.numbers)
    cells = TableCells(table, assignment, tuple(columns), by_row, problems, hint=options.hint)
    if table.day:
        cells.days = [table.day] * len(table.numbers)
    percent = assignment.position("percent")
    cells.percents = percents(table.cells[percent]) if percent is not None else None
    questions += _read_days(cells, options, answers)
    return cells, questions


def _is_surplus(columns: Mapping[str, Numbers], at: int, missing: Cell) -> bool:
    """Whether "-50" not yet recorded is what over 100 % leaves, by the other two numbers."""
    if not {"wajib_ktp", "recorded"} <= columns.keys():
        return False
    wajib, recorded = (columns[name].values[at] for name in ("wajib_ktp", "recorded"))
    if wajib is None or recorded is None or recorded <= wajib:
        return False
    return re.sub(r"\D", "", cell_text(missing)) == str(recorded - wajib)


def _joined(table: Table, column: int) -> list[int]:
    """The rows of a column whose cell is merged with the next or the one before."""
    return sorted(row for at, row in table.joined if at == column)


def _out_of_bounds(name: str, read: Numbers, kind: ImportKind) -> dict[int, str]:
    """The numbers that one place cannot have."""
    most = MOST_IN_A_PLACE
    if kind == ImportKind.COUNTS and name in MEASURES:
        most = MOST_PER_DAY
    elif name in AT_DAYS_END:
        most = MOST_AT_HAND
    found = {}
    for at, value in enumerate(read.values):
        if value is not None and value > most:
            values = {"typed": value, "most": numerals.people(most)}
            found[at] = _("%(typed)s is too large; at most %(most)s.") % values
        elif value == 0 and name == "wajib_ktp":
            found[at] = _("Nobody obliged is not a denominator; leave it empty.")
    return found


def _read_days(cells: TableCells, options: FileOptions, answers: Answers) -> Iterator[Question]:
    table, at = cells.table, cells.assignment.position("day")
    if at is None:
        return
    header, hint = table.columns[at].header, options.hint
    order = answers.orders.get(header, "")
    period = options.kind == ImportKind.POPULATION
    written = _months_as_text(header, table.cells[at])
    if table.from_1904:
        written = list(map(_counted_from_1900, written))
    read = days(written, order=order, hint=hint, period=period)
    cells.days = read.values
    for row, message in read.problems.items():
        cells.problems[row].append(("day", message))
    if read.question:
        yield Question("order", header, "", ("dmy", "mdy"), read.question)
    others = {day for day in read.values if day is not None and day != hint}
    if others:
        cells.hint = None
    if hint and others and header not in answers.columns:
        message = _(
            "The column gives days of its own (%(others)s others), and you said %(day)s. Does"
            " each row's own day count, or is the column to be ignored?"
        ) % {"others": len(others), "day": numerals.long_day(hint)}
        yield Question("column", header, "", ("day", "ignore"), message)


def _counted_from_1900(cell: Cell) -> Cell:
    """A day as a mere number, of a workbook that counts from 1904."""
    if isinstance(cell, int | float) and 18_000 <= cell < 60_000:
        return cell + DAYS_TO_1904
    return cell


def _months_as_text(header: str, days: Sequence[Cell]) -> Sequence[Cell]:
    """Under "Bulan" a date on the first is how a spreadsheet keeps "Apr-19": it says the month."""
    if plain(header) != "bulan":
        return days
    return [f"{day:%Y-%m}" if isinstance(day, date) and day.day == 1 else day for day in days]


def shown(cell: Cell) -> str:
    """A cell as it is quoted to the person."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "" if cell is None else str(cell)
    return text if len(text) <= 60 else f"{text[:60]}…"
