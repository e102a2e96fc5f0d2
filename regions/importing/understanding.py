"""All that a file says, before anything is stored: rows, questions, errors, checks.

The command and the page ask this one function. It reads the database for places and for what
is usual there, and writes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from django.utils.translation import gettext as _

from ..levels import Level
from ..models import ImportKind
from .columns.assigning import assign
from .columns.counted_apart import doubted_wholes
from .columns.periods import days_side_by_side, days_without_words, doubted_sums
from .columns.proposal import FIELDS_OF_KIND, Assignment, column_keys
from .columns.vocabulary import plain_words
from .findings import Check, Error, Question
from .layout.day_tables import DayTables
from .layout.headers import find_tables
from .layout.hidden_parts import hidden_parts, no_table
from .options import Answers, FileOptions
from .places.larger_places import rows_of_elsewhere
from .places.matching import Places, PlacesOfDays
from .places.spelling import key_of
from .places.titled_places import places_of_titles, places_side_by_side
from .reading.file import read_file
from .reading.limits import Limits, Unreadable
from .remarks.adding_up import adding_up
from .remarks.beside_outreach import beside_outreach
from .remarks.counted_twice import counted_twice
from .remarks.days_changed import days_changed
from .remarks.figures_after import figures_after
from .remarks.subjects import other_subjects
from .remarks.titles import in_thousands, longer_titles, other_days
from .remarks.unusual import unsaid_sums, unusual_checks
from .remarks.unusual_figures import unusual_figures
from .rows.row_periods import periods_of_rows
from .rows.row_reader import FileRow, RowReader
from .tables import Sheet, Table

MOST_LISTED = 1000


@dataclass
class Understood:
    """What a file says and what is open; only a file without errors and questions is stored.

    `days_changed`: the days gone by whose pages it changes. A page asks whether that is right; on
    a command line the day of publication is the answer.
    """

    options: FileOptions
    tables: list[tuple[Table, Assignment]] = field(default_factory=list)
    rows: list[FileRow] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    errors: list[Error] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    days_changed: list[date] = field(default_factory=list)

    @property
    def ready(self) -> bool:
        return bool(self.rows) and not self.errors and not self.questions

    @property
    def columns(self) -> dict[str, str]:
        """What each column of the file was taken to hold; "" is left out of it."""
        return {
            column.header: name
            for table, assignment in self.tables
            for column, name in zip(table.columns, assignment.fields, strict=True)
        }

    @property
    def layout(self) -> str:
        """The same for every file with the same headers."""
        headers = [
            plain_words(column.header) for table, _a in self.tables for column in table.columns
        ]
        return sha256("\n".join(sorted(set(headers))).encode()).hexdigest()


def understand(
    content: bytes, name: str, options: FileOptions, answers: Answers, limits: Limits
) -> Understood:
    """Say what a file holds for `options.region`; whatever is wrong with it is in the result."""
    found = Understood(options)
    try:
        sheets = read_file(content, name, limits)
    except Unreadable as error:
        found.errors.append(Error(str(error)))
        return found
    tables = find_tables(sheets)
    found.checks += hidden_parts(sheets, tables)
    if not tables:
        found.errors += list(days_without_words(sheets)) or [Error(no_table(sheets))]
        return found
    if options.kind == ImportKind.COUNTS:
        tables = _cut_by_day(found, sheets, tables, answers)
    if not (found.errors or found.questions):
        _understand_tables(found, sheets, tables, answers)
    found.checks += other_days(sheets, found.tables, options)
    found.checks += longer_titles(sheets, found.tables, options)
    _tell(found, periods_of_rows(found.tables, options, answers.columns))
    found.errors += in_thousands(sheets, found.tables)
    _tell(found, other_subjects(sheets, found.tables, options))
    return found


def _cut_by_day(
    found: Understood, sheets: Sequence[Sheet], tables: Sequence[Table], answers: Answers
) -> list[Table]:
    """The tables, those with a column for each day cut into one for each."""
    days = DayTables(sheets, found.options.day, answers.columns)
    cut = days.cut(tables)
    found.questions += _new(days.questions, found.questions)
    found.errors += days.errors
    found.checks += days.checks
    return cut


def _understand_tables(
    found: Understood, sheets: Sequence[Sheet], tables: Sequence[Table], answers: Answers
) -> None:
    options = found.options
    found.errors += _bad_answers(tables, answers, options.kind)
    _understand_columns(found, tables, answers.columns)
    if found.errors:
        return
    places = PlacesOfDays(options.region, options.hint or options.today, answers.places)
    if across := places_side_by_side(found.tables, places.on(None)):
        found.errors, found.questions = across, []
        return
    if options.region.level == Level.KABKOTA:
        unnamed = list(_ask_for_places(found.tables, answers, places.on(None)))
        found.questions += _new(unnamed, found.questions)
        if unnamed:
            return
    asked = len(found.questions)
    _tell(found, places_of_titles(sheets, found.tables, places.on(None), answers.columns))
    if found.errors or len(found.questions) > asked:
        return
    found.checks += _rows_apart(found.tables, places.on(None))
    _understand_rows(found, answers, places)


def _understand_columns(
    found: Understood, tables: Sequence[Table], given: Mapping[str, str]
) -> None:
    kind, names_needed = found.options.kind, found.options.region.level != Level.KABKOTA
    for table in tables:
        assignment = assign(table, kind, given, names_needed=names_needed)
        _look_for_periods(table, assignment, given, kind)
        found.tables.append((table, assignment))
        found.errors += assignment.errors
        found.questions += _new(assignment.questions, found.questions)
    found.tables = _tables_that_matter(found)


def _understand_rows(found: Understood, answers: Answers, places: PlacesOfDays) -> None:
    """What is to be stored, and what its numbers say against each other and the place's own."""
    options = found.options
    reader = RowReader(options, answers, places)
    for table, assignment in found.tables:
        reader.read(table, assignment)
    reader.finish()
    found.rows = reader.rows
    reader.errors += rows_of_elsewhere(found.rows, found.tables, places.on(None))
    found.questions += _new(reader.questions, found.questions)
    more = _("There are %(more)s more errors; correct these first.")
    found.errors += _listed(reader.errors, Error, more)
    remarks = [*reader.checks, *unsaid_sums(reader.rows)]
    if options.kind == ImportKind.COUNTS:
        remarks += unusual_checks(options.region, reader.rows)
        remarks += counted_twice(options.region, reader.rows)
        remarks += beside_outreach(options.region, reader.rows)
    else:
        remarks += unusual_figures(options, reader.rows)
        after = figures_after(options, reader.rows)
        found.days_changed = days_changed(options, after)
        remarks += adding_up(options, reader.rows, after)
    more = _("There are %(more)s more remarks of this kind.")
    found.checks += _listed(remarks, Check, more)
    if not found.rows and not found.errors and not found.questions:
        found.errors.append(Error(_("There is nothing to store in this file.")))


def _look_for_periods(
    table: Table, assignment: Assignment, given: Mapping[str, str], kind: ImportKind
) -> None:
    """Columns for several days, and their sums, instead of what was asked about them."""
    counts = kind == ImportKind.COUNTS
    if errors := list(days_side_by_side(table, assignment, given) if counts else ()):
        assignment.errors += errors
        assignment.questions = []
        return
    assignment.questions += doubted_sums(table, assignment, given, kind)
    if counts:
        assignment.questions += doubted_wholes(table, assignment, given)


def _tell(found: Understood, told: Iterable[Error | Question | Check]) -> None:
    for one in dict.fromkeys(told):
        if isinstance(one, Question):
            found.questions += _new([one], found.questions)
        elif isinstance(one, Error):
            found.errors.append(one)
        else:
            found.checks.append(one)


def _rows_apart(tables: Iterable[tuple[Table, Assignment]], places: Places) -> Iterator[Check]:
    """Rows below a table that were left out; a name that is no place is that of who signs."""
    for table, _assignment in tables:
        for number, name in table.apart:
            if not name or places.stand_in([name]):
                message = _(
                    "The row stands apart below the table and was left out. If it belongs to the"
                    " table, delete the blank rows above it."
                )
                yield Check(message, number, sheet=table.sheet)


def _ask_for_places(
    tables: Iterable[tuple[Table, Assignment]], answers: Answers, places: Places
) -> Iterator[Question]:
    """Without a column of places every row is the office's own: not where places stand in one."""
    said = {plain_words(name) for name in answers.columns}
    for table, assignment in tables:
        if {"code", "name"} & set(assignment.fields):
            continue
        for column, cells in zip(table.columns, table.cells, strict=True):
            if said.isdisjoint(column_keys(column)) and places.stand_in(cells):
                message = _("This seems to be the place of each row. Is it?")
                choices = ("name", "ignore")
                yield Question("column", column.header, "", choices, message)


def _tables_that_matter(found: Understood) -> list[tuple[Table, Assignment]]:
    """A side table without any number of ours is left out beside one that has them."""

    def matters(assignment: Assignment) -> bool:
        values = {name for name in assignment.fields if name} - {"code", "name", "day", "percent"}
        return bool(values) or any(q.kind == "column" for q in assignment.questions)

    def is_faulty(assignment: Assignment) -> bool:
        """Whether more is wrong than that nothing of ours stands in the table."""
        return any(error.column or error.value for error in assignment.errors)

    kept = [pair for pair in found.tables if matters(pair[1]) or is_faulty(pair[1])]
    if not kept or len(kept) == len(found.tables):
        return found.tables
    dropped = [e for pair in found.tables if pair not in kept for e in pair[1].errors]
    found.questions, found.errors = [], [e for e in found.errors if e not in dropped]
    for table, assignment in found.tables:
        if (table, assignment) in kept:
            found.questions += _new(assignment.questions, found.questions)
        else:
            message = _("The table has no column that is imported and was left out.")
            found.checks.append(Check(message, table.numbers[0], sheet=table.sheet))
    return kept


def _bad_answers(tables: Sequence[Table], answers: Answers, kind: ImportKind) -> Iterable[Error]:
    known = {key for table in tables for column in table.columns for key in column_keys(column)}
    for name in answers.columns:
        if plain_words(name) in known:
            continue
        every = dict.fromkeys(c.header for table in tables for c in table.columns)
        headers = ", ".join(f"“{header}”" for header in every)
        message = _("There is no column of that name; the columns are %(headers)s.")
        yield Error(message % {"headers": headers}, column=name)
    codes: dict[str, str] = {}
    for name, code in answers.places.items():
        if codes.setdefault(key_of(name), code) != code:
            message = _(
                "The file has the same name for two places or totals, and the answers differ."
                " Write the names apart in the file, such as “Kota Jambi” and “Jumlah”."
            )
            yield Error(message, value=name)
    fields = (*FIELDS_OF_KIND[kind], "ignore")
    for name, chosen in answers.columns.items():
        if chosen not in fields:
            message = _("A file of daily counts has no such field; the fields are %(fields)s.")
            if kind == ImportKind.POPULATION:
                message = _(
                    "A file of population figures has no such field; the fields are %(fields)s."
                )
            yield Error(message % {"fields": ", ".join(fields)}, column=name, value=chosen)


def _new(questions: Iterable[Question], known: Iterable[Question]) -> list[Question]:
    """The questions that are not asked yet: sheets of one layout ask once."""
    asked = {(q.kind, q.column, q.value) for q in known}
    return [q for q in questions if (q.kind, q.column, q.value) not in asked]


def _listed(told: list, kind: type[Error | Check], message: str) -> list:
    """The first of them, and one that says how many `more` there are."""
    more = len(told) - MOST_LISTED
    return told if more <= 0 else [*told[:MOST_LISTED], kind(message % {"more": more})]
