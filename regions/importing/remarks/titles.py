"""A day that a title or the name of a sheet says, against the day that a person named."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from django.utils.translation import gettext as _

from ... import numerals
from ..cells.day_cells import WEEKDAYS, read_day_cell
from ..cells.table_cells import shown
from ..columns.proposal import Assignment
from ..columns.vocabulary import fields_of
from ..findings import Check, Error
from ..options import FileOptions
from ..tables import Cell, Sheet, Table

# 2019-04-04, 4/4/2019, 4 April 2019, April 2019; not the 70/4/2019 of a letter's number.
_DAYS = re.compile(
    r"(?<![\d/.-])(?:\d{4}-\d\d?-\d\d?|\d\d?([-/.])\d\d?\1\d{4}"
    r"|(?:\d\d?[ .-]{1,2})?[A-Za-z]{3,9}[ .-]\d{4}(?!-\d))(?!\d)"
)

_YEARS = re.compile(
    r"\b(?:tahun|thn|semester|smt|keadaan|posisi|i|ii)\W{1,2}(20\d\d)\b", re.IGNORECASE
)
_OF_LAWS = re.compile(r"\b(?:nomor|no|undang|uu|perpres|permendagri|anggaran)\b", re.IGNORECASE)
_DAILY = re.compile(r"\bharian\b", re.IGNORECASE)
SPAN = re.compile(r"\b(?:s\.? ?[/.]? ?d\b|sampai|hingga|kumulatif|akumulasi)", re.IGNORECASE)
LONGER = re.compile(
    rf"{SPAN.pattern}|\b(?:bulan(?:an)?|mingguan|triwulan|semester|tahunan)\b", re.IGNORECASE
)
_UNIT_OF_ALL = re.compile(
    r"\b(?:dalam|dlm|satuan|angka)\W*(?:ribu|juta)(?:an)?\b|[(\[]\W*(?:ribu|juta)(?:an)?\b[^)]*[)\]]"
    r"|\b[x×] ?1[.,]?000\b",
    re.IGNORECASE,
)
_UNIT_OF_COLUMN = re.compile(
    r"\b(?:rekam\w*|perekaman|wajib|wktp|jiwa|orang|penduduk|jumlah|jml)\b.*"
    r"(?:\b(?:ribu|juta)(?:an)?\b|\b1?[.,]?000\b)",
    re.IGNORECASE,
)
# "Sarolangun, 5 April 2019" above a signature; not "Jumat, 5 April 2019".
_SIGNED = re.compile(rf"(?!(?:{'|'.join(WEEKDAYS)}),)[^\W\d][^\d,]*,? \d", re.IGNORECASE)

# The number of its row (None: it is the name of the sheet), and the cell.
Title = tuple[int | None, Cell]


def other_days(
    sheets: Sequence[Sheet], tables: Sequence[tuple[Table, Assignment]], options: FileOptions
) -> Iterator[Check]:
    """Tables without days of their own, above which or on whose sheet only other days stand.

    Those between the pages of a table are compared by themselves.
    """
    for table, assignment, rows in rows_above(sheets, tables):
        if not options.hint or assignment.position("day") is not None:
            continue
        above: list[Title] = []
        between: list[Title] = []
        years: list[Title] = []
        for number, row in rows:
            found = above if number < table.numbers[0] else between
            found += [(number, cell) for cell in row if list(_said(cell))]
            years += [(number, cell) for cell in row if list(_years(cell))]
        titles = [[*_of_name(table.sheet, options.hint), *above] or years]
        titles += [[title] for title in between if not _SIGNED.match(shown(title[1]))]
        others = (found for found in titles if found and _only_other_days(found, options))
        for at, cell in (found[0] for found in islice(others, 1)):
            message = _("“%(title)s” stands above the numbers, but you said %(day)s.")
            values = {"title": shown(cell), "day": numerals.long_day(options.hint)}
            yield Check(message % values, at, sheet=table.sheet)


def longer_titles(
    sheets: Sequence[Sheet], tables: Sequence[tuple[Table, Assignment]], options: FileOptions
) -> Iterator[Check]:
    """Counts without days of their own under a title that says a month, or a span of days."""
    for table, assignment, rows in rows_above(sheets, tables):
        if not options.day or table.day or assignment.position("day") is not None:
            continue
        cells = [(n, cell) for n, row in rows if n < table.numbers[0] for cell in row]
        headers = " ".join(column.header for column in table.columns)
        texts = [(n, cell) for n, cell in cells if isinstance(cell, str) and cell not in headers]
        days = {part for _number, cell in cells for part in _said(cell) if len(part) == 3}
        of_day = days & _meant(options) or any(_DAILY.search(text) for _number, text in texts)
        word = SPAN if of_day else LONGER
        for number, text in [(number, text) for number, text in texts if word.search(text)][:1]:
            message = _(
                "“%(title)s” stands above the numbers; each of them is taken for the count of one"
                " day, %(day)s."
            )
            values = {"title": shown(text), "day": numerals.long_day(options.day)}
            yield Check(message % values, number, sheet=table.sheet)


def in_thousands(
    sheets: Sequence[Sheet], tables: Sequence[tuple[Table, Assignment]]
) -> Iterator[Error]:
    """An error where a title or a header says that the numbers are written in thousands."""
    message = _(
        "“%(title)s”: the numbers are written in thousands or millions. Write them in full and"
        " take these words out."
    )
    for table, _assignment, rows in rows_above(sheets, tables):
        titles = [cell for number, row in rows if number < table.numbers[0] for cell in row]
        headers = [c.header for c in table.columns if fields_of(c.header) != {"ignore"}]
        said = [text for text in titles if isinstance(text, str) and _UNIT_OF_ALL.search(text)]
        said += [text for text in headers if _UNIT_OF_COLUMN.search(text)]
        for text in said[:1]:
            yield Error(message % {"title": shown(text)}, table.sheet)


def rows_above(
    sheets: Sequence[Sheet], tables: Sequence[tuple[Table, Assignment]]
) -> Iterator[tuple[Table, Assignment, list[tuple[int, list[Cell]]]]]:
    """The rows (number, cells) above each table, up to the one before, and between its pages."""
    rows_of = {sheet.name: sheet.rows for sheet in sheets}
    begin: dict[str, int] = {}
    for table, assignment in tables:
        first, own = begin.get(table.sheet, 0), set(table.numbers)
        begin[table.sheet] = table.numbers[-1]
        rows = enumerate(rows_of[table.sheet][first : table.numbers[-1]], first + 1)
        apart = [(n, row) for n, row in rows if n not in own or len(row) - row.count(None) == 1]
        yield table, assignment, apart


def _only_other_days(found: Sequence[Title], options: FileOptions) -> bool:
    said = {day for _number, cell in found for day in (*_said(cell), *_years(cell))}
    return _meant(options).isdisjoint(said)


def _meant(options: FileOptions) -> set[tuple[int, ...]]:
    days = filter(None, (options.hint, options.published_on))
    return {(day.year, day.month, day.day)[:parts] for day in days for parts in (1, 2, 3)}


def _of_name(sheet: str, hint: date) -> Iterator[tuple[None, str]]:
    """The name of a sheet often has no year: "3 April"."""
    for name in (sheet, f"{sheet} {hint.year}"):
        if list(_said(name)):
            yield None, name
            return


def _years(cell: Cell) -> Iterator[tuple[int]]:
    """The year of "Semester I Tahun 2017" as (year,); laws and budgets have years of their own."""
    if isinstance(cell, str) and not _OF_LAWS.search(cell):
        yield from ((int(year),) for year in _YEARS.findall(cell))


def _said(cell: Cell) -> Iterator[tuple[int, ...]]:
    """The days (year, month, day) and months (year, month) of a text; both readings of 3/4/2019."""
    if isinstance(cell, date):
        yield cell.year, cell.month, cell.day
    if not isinstance(cell, str):
        return
    for match in _DAYS.finditer(cell):
        read = read_day_cell(match[0])
        if read.parts:
            day, month, year = read.parts
            yield year, month, day
            yield year, day, month
        elif read.day:
            yield read.day.year, read.day.month, read.day.day
        elif read.month:
            yield read.month
