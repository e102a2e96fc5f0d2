"""From tables with known columns to rows that can be stored, and everything wrong on the way."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from ...levels import Level
from ...models import AT_DAYS_END, MEASURES, ImportKind
from ...wording import label
from ..cells.number_cells import is_missing
from ..cells.table_cells import TableCells, read_cells, shown
from ..columns.proposal import Assignment
from ..findings import Check, Error, Question
from ..options import Answers, FileOptions
from ..places.matching import PlaceMatch, PlacesOfDays, under_kecamatan
from ..places.spelling import cell_text, key_of
from ..remarks.checking import Parts, TableRow, completed, row_checks, total_checks
from ..tables import Cell, Table
from .refusals import Refusals
from .sums import figures_and_totals, lost_in_sums, settle_sums

STORED_FIELDS = {
    ImportKind.POPULATION: ("wajib_ktp", "recorded"),
    ImportKind.COUNTS: (*MEASURES, *AT_DAYS_END),
}
OF_OFFICE = frozenset(AT_DAYS_END)


class FileRow(NamedTuple):
    """What is to be stored of one row: a place by code, a day, and its numbers by field.

    The day is the service day of counts, the as-of day of population figures.
    """

    code: str
    day: date
    sheet: str
    row: int
    values: dict[str, int]


class RowReader:
    """Reads one table after another; what it found is in its lists after `finish`."""

    def __init__(self, options: FileOptions, answers: Answers, places: PlacesOfDays):
        self.options, self.answers, self.places = options, answers, places
        self.rows: list[FileRow] = []
        self.questions: list[Question] = []
        self.errors: list[Error] = []
        self.checks: list[Check] = []
        self._tables: list[TableCells] = []
        self._at: dict[tuple[str, date], int] = {}
        self._repeated: list[tuple[FileRow, FileRow]] = []
        self._without_numbers: dict[tuple[str, date], int] = {}
        self._refusals = Refusals(options)
        self._asked: set[tuple[str, str]] = set()

    def read(self, table: Table, assignment: Assignment) -> None:
        cells, questions = read_cells(table, assignment, self.options, self.answers)
        for question in questions:
            self._ask(question)
        cells.matches = self._matches(cells)
        self._tables.append(cells)

    def finish(self) -> None:
        """Read the rows, and say what can only be seen once all tables are known."""
        settle_sums(self._tables, self.options)
        for cells in self._tables:
            for at in cells.rows():
                if not cells.matches[at].total:
                    self._read_row(cells, at, cells.matches[at])
            self._check_one_total_each(cells)
        self._check_sums()
        if self._repeated and not self.answers.once:
            first, again = self._repeated[0]
            message = _(
                "%(n)s rows repeat what another row says about the same place and day (row"
                " %(row)s repeats row %(first)s). Is that one report, sent more than once? If it"
                " is not, correct the file."
            ) % {"n": len(self._repeated), "row": again.row, "first": first.row}
            value = f"{again.code} {again.day.isoformat()}"
            self._ask(Question("repeated", "", value, ("once",), message, again.row))
        for key, number in self._without_numbers.items():
            if key in self._at:
                row = self.rows[self._at[key]]
                message = _("Row %(row)s is about the same place and day, without a number.")
                self.checks.append(Check(message % {"row": number}, row.row, sheet=row.sheet))
        self._tell_incomplete()

    def _tell_incomplete(self) -> None:
        """A figure without one of its two numbers makes coverage unknown; a person should know."""
        if self.options.kind != ImportKind.POPULATION:
            return
        needed = STORED_FIELDS[ImportKind.POPULATION]
        for name in needed:
            lacking = [row for row in self.rows if name not in row.values]
            if lacking:
                message = _(
                    "%(n)s rows have no “%(field)s” (the first is row %(row)s): unless it is stored"
                    " already, coverage of these places is unknown from this figure on."
                ) % {"n": len(lacking), "field": label(name), "row": lacking[0].row}
                self.checks.append(Check(message, sheet=lacking[0].sheet))

    def _ask(self, question: Question) -> None:
        key = (question.kind, question.column + question.value)
        if key not in self._asked:
            self._asked.add(key)
            self.questions.append(question)

    def _matches(self, cells: TableCells) -> list[PlaceMatch]:
        of = {
            name: cells.table.cells[at]
            for name in ("code", "name")
            if (at := cells.assignment.position(name)) is not None
        }
        nothing = [None] * len(cells.table.numbers)
        if not of:
            # Without places the rows can only be about the region itself.
            return [PlaceMatch(self.options.region.code, total=True)] * len(nothing)
        days = cells.days or nothing
        rows = zip(of.get("code", nothing), of.get("name", nothing), days, strict=True)
        matches = [self.places.on(day).match(code, name) for code, name, day in rows]
        if set(of) != {"name"}:
            return matches
        answered = {key_of(name) for name in self.answers.places}
        header = cells.header("name")
        return [
            match if key_of(cell_text(name)) in answered else self._doubted(match, name, header)
            for match, name in zip(matches, of["name"], strict=True)
        ]

    def _doubted(self, match: PlaceMatch, name: Cell, header: str) -> PlaceMatch:
        place = self.places.by_code.get(match.code) if match.code else None
        return under_kecamatan(match, place, cell_text(name), header) if place else match

    def _check_one_total_each(self, cells: TableCells) -> None:
        """Two totals with other numbers under a name that was said to be one: one is no total."""
        seen: dict[tuple, int] = {}
        answered = {key_of(name) for name in self.answers.places}
        if not answered or cells.assignment.position("name") is None:
            return
        for at in cells.rows():
            match, day = cells.matches[at], cells.days[at] if cells.days else None
            name = key_of(cell_text(cells.cell("name", at)))
            if not match.total or match.code is None or name not in answered:
                continue
            first = seen.setdefault((match.code, day), at)
            if cells.numbers[first] != cells.numbers[at]:
                message = _(
                    "Row %(first)s is also taken for the total of %(code)s, with other numbers."
                    " Write the names apart in the file, such as “Kota Jambi” and “Jumlah”."
                ) % {"first": cells.table.numbers[first], "code": match.code}
                number, sheet = cells.table.numbers[at], cells.table.sheet
                self.errors.append(Error(message, sheet, number, value=match.code))

    def _check_sums(self) -> None:
        population = self.options.kind == ImportKind.POPULATION
        any_total = any(cells.matches[at].total for cells in self._tables for at in cells.rows())
        if not (population or any_total):
            return
        sheets = [
            (cells.table.sheet, [_for_checks(cells, at) for at in cells.rows()])
            for cells in self._tables
        ]
        everywhere = Parts([row for _sheet, rows in sheets for row in rows])
        parts_of = self.places.on(None).gazetteer.parts
        if population:
            stored = {row.code: (row.sheet, row.row) for row in reversed(self.rows)}
            by_code = self.places.by_code
            self.checks += figures_and_totals(self._tables, stored, self.options, by_code)
        for sheet, rows in sheets:
            if population:
                for row in rows:
                    self.checks += row_checks(row, sheet)
            else:
                self.checks += lost_in_sums(rows, everywhere, sheet, self.options.region)
            over_days = () if population else MEASURES
            self.checks += total_checks(rows, sheet, parts_of, over_days, everywhere)

    def _read_row(self, cells: TableCells, at: int, match: PlaceMatch) -> None:
        problems = cells.problems.get(at)
        if problems:
            self.errors += self._wrong_cells(cells, at, problems)
        if match.code is None:
            self._no_place(cells, at, match)
            return
        day = self._day(cells, at)
        if day is None or problems:
            return
        number, sheet = cells.table.numbers[at], cells.table.sheet
        values = self._storable(cells, at, match.code)
        if not values:
            message = _("Nothing of this row can be stored: its numbers of people are missing.")
            self.checks.append(Check(message, number, sheet=sheet))
            self._without_numbers[match.code, day] = number
            return
        refusal = self._refusals.of(match.code, day)
        if refusal:
            header = cells.header("day")
            value = shown(cells.cell("day", at)) if header else ""
            over = header or cells.table.columns[-1].of_day
            self.errors.append(Error(refusal, sheet, number, over, value or match.code))
            return
        self._add(FileRow(match.code, day, sheet, number, values), cells)

    def _wrong_cells(self, cells: TableCells, at: int, problems: list) -> Iterator[Error]:
        number, sheet = cells.table.numbers[at], cells.table.sheet
        for name, message in problems:
            value = shown(cells.cell(name, at))
            yield Error(message, sheet, number, cells.over(name), value)

    def _no_place(self, cells: TableCells, at: int, match: PlaceMatch) -> None:
        number, sheet = cells.table.numbers[at], cells.table.sheet
        written = {
            name: shown(cells.cell(name, at))
            for name in ("name", "code")
            if cells.assignment.position(name) is not None
        }
        name = next((name for name, value in written.items() if value), next(iter(written)))
        header, value = cells.header(name), written[name]
        if match.wrong:
            self.errors.append(Error(match.message, sheet, number, header, value))
        else:
            self._ask(Question("place", header, value, match.choices, match.message, number))

    def _day(self, cells: TableCells, at: int) -> date | None:
        if cells.days is not None and cells.days[at] is not None:
            return cells.days[at]
        if cells.hint:
            return cells.hint
        if cells.days is None:
            message = _("The file does not say on which day this was; name the service day.")
            self._ask(Question("day", "", "", (), message))
        elif at not in cells.problems and is_missing(cells.cell("day", at)):
            number, sheet = cells.table.numbers[at], cells.table.sheet
            message = _("There is no day in this row.")
            self.errors.append(Error(message, sheet, number, cells.header("day")))
        return None

    def _storable(self, cells: TableCells, at: int, code: str) -> dict[str, int]:
        stored = STORED_FIELDS[self.options.kind]
        if self.options.kind == ImportKind.POPULATION:
            values = completed(cells.values(at))
            return {name: values[name] for name in stored if name in values}
        values = {
            name: value
            for name, value in zip(cells.fields, cells.numbers[at], strict=True)
            if value is not None and name in stored
        }
        if OF_OFFICE.isdisjoint(values):
            return values
        if self.places.by_code[code].level == Level.KECAMATAN:
            message = _(
                "This is a figure of the office as a whole, but it stands beside kecamatan."
                " Only the column as a whole can be left out."
            )
            for name in filter(values.__contains__, AT_DAYS_END):
                self._ask(Question("column", cells.header(name), "", ("ignore",), message))
        return values

    def _add(self, row: FileRow, cells: TableCells) -> None:
        """Keep a row, or join it to one about the same place and day."""
        key = (row.code, row.day)
        if key not in self._at:
            self._at[key] = len(self.rows)
            self.rows.append(row)
            return
        first = self.rows[self._at[key]]
        both = [name for name in first.values if name in row.values]
        for name in both:
            if first.values[name] != row.values[name]:
                message = _(
                    "Row %(first)s says %(other)s about the same place and day; one of them is"
                    " wrong."
                ) % {"first": first.row, "other": first.values[name]}
                value = str(row.values[name])
                self.errors.append(Error(message, row.sheet, row.row, cells.over(name), value))
                return
        if both:
            self._repeated.append((first, row))
        first.values.update(row.values)


def _for_checks(cells: TableCells, at: int) -> TableRow:
    match, number = cells.matches[at], cells.table.numbers[at]
    period = cells.days[at] if cells.days else None
    share = cells.percents[at] if cells.percents else None
    return TableRow(number, period, cells.values(at), match.code, match.total, share)
