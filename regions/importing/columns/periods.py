"""Columns that stand for days, weeks or months: side by side they are not read, and their sum is
not the count of a day.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from ...models import MEASURES, ImportKind
from ..cells.day_cells import MONTHS, WEEKDAYS, read_day_cell
from ..cells.table_cells import shown
from ..findings import Error, Question
from ..layout.header_rows import names_rows
from ..tables import Cell, Sheet, Table
from .proposal import Assignment, column_keys
from .vocabulary import SUM, as_written, fields_of, plain_words

_NAMED_MONTH = rf"(?:{'|'.join(MONTHS)})"
# Tried in this order, on plain words: "PEREKAMAN TGL 3", "2019-04-03", "3 April".
_PERIODS = (
    re.compile(r"\b(?:\d{4} \d\d? \d\d?|\d\d? \d\d? \d{4})\b"),
    re.compile(rf"\b\d\d? {_NAMED_MONTH}\b"),
    re.compile(r"\b(?:tgl|tanggal|hari(?: ke)?) \d\d?\b"),
    re.compile(r"\b(?:minggu|pekan|bulan|triwulan|tw|semester)(?: ke)? (?:\d\d?|[ivx]+)\b"),
    re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b"),
    re.compile(rf"\b{_NAMED_MONTH}\b"),
    re.compile(r"\b(?:19|20)\d\d\b"),
)
# A mere 3 is a day only by itself or behind what was done: "CETAK 3", not "LOKET 3".
_MERE_DAY = re.compile(
    r"(?P<day>[0-2]?\d|3[01])(?: (?P<done>.+))?|(?P<what>.+) (?P<last>[0-2]?\d|3[01])"
)
_OF_TODAY = re.compile(r"\bhari ini\b")
_LONGER = re.compile(
    r"\b(?:lalu|kemarin|sebelumnya|s d|sd|sampai|hingga|kumulatif|akumulasi|mulai|sejak"
    r"|(?:bulan|minggu|pekan|tahun|triwulan|semester) ini)\b"
)
_DONE = re.compile(r"rekam|cetak|serah")
_OTHER = re.compile(r"\b(?:sisa|sto[ck]k?|persediaan|blang?ko|prr|sfe|alat|target)\b")


def days_side_by_side(
    table: Table, assignment: Assignment, given: Mapping[str, str]
) -> Iterator[Error]:
    """An error where columns without a field are days, weeks or months of counts.

    One column of them, or their sum, is never taken for a day; a person may say which one is.
    """
    said = {plain_words(name) for name, chosen in given.items() if chosen in MEASURES}
    if any(said & set(column_keys(column)) for column in table.columns):
        return
    headers = _headers(table)
    fields = zip(headers, assignment.fields, strict=True)
    if any(name in MEASURES and _OF_TODAY.search(plain_words(header)) for header, name in fields):
        return
    found: dict[str, str] = {}
    for at, header in _with_numbers(table, assignment):
        if not _other(header) and (period := _period(plain_words(header))):
            found.setdefault(period, table.columns[at].header)
    shown_headers = list(found.values())
    if len(found) == 1:
        # Of a month that has just begun one day is filled in.
        shown_headers += _sums_of(shown_headers[0], table, assignment)[:1]
    if len(shown_headers) > 1:
        yield _side_by_side(shown_headers, table.sheet)


def _sums_of(day: str, table: Table, assignment: Assignment) -> list[str]:
    """The headers of columns that may be the sum of the days: JUMLAH, Total Perekaman."""
    open_fields = {"", *MEASURES}
    return [
        header
        for header, name in zip(_headers(table), assignment.fields, strict=True)
        if name in open_fields and SUM.search(plain_words(header))
        if not _other(header) and (not _done(day) or _done(header) <= _done(day))
    ]


def _side_by_side(headers: Sequence[str], sheet: str) -> Error:
    message = _(
        "Days, weeks or months stand side by side here, from “%(first)s” to “%(last)s”. Only one"
        " row for each place and day can be read: put them below each other with the day in a"
        " column “Tanggal”, or say what the one column holds that is to be imported."
    )
    return Error(message % {"first": headers[0], "last": headers[-1]}, sheet, column=headers[0])


def days_without_words(sheets: Iterable[Sheet]) -> Iterator[Error]:
    """The same where no header was found, because its days are mere numbers or dates."""
    for sheet in sheets:
        for number, row in enumerate(() if sheet.hidden else sheet.rows, 1):
            named = any(isinstance(cell, str) and names_rows(cell) for cell in row)
            days = [shown(cell) for cell in row if _is_day(cell)] if named else []
            if len(days) > 1:
                yield _side_by_side(days, sheet.name)._replace(row=number)
                break


def _is_day(cell: Cell) -> bool:
    if isinstance(cell, date):
        return True
    text = shown(cell)
    return (text.isdecimal() and 1 <= int(text) <= 31) or read_day_cell(text).day is not None


def doubted_sums(
    table: Table, assignment: Assignment, given: Mapping[str, str], kind: ImportKind
) -> Iterator[Question]:
    """A question about PEREKAMAN JUMLAH beside PEREKAMAN BULAN LALU; its field is taken back.

    Population figures are up to a day: there it is a sum over months that is asked about.
    """
    said = {plain_words(name) for name in given}
    headers = _headers(table)
    beside = [header for _at, header in _with_numbers(table, assignment)]
    for at, (column, name) in enumerate(zip(table.columns, assignment.fields, strict=True)):
        words = plain_words(headers[at])
        if name not in MEASURES or not SUM.search(words) or said & set(column_keys(column)):
            continue
        if kind == ImportKind.COUNTS:
            message = _doubt_of_day(words, beside)
        else:
            message = _doubt_of_all(beside)
        if message:
            assignment.fields[at] = ""
            yield Question("column", column.header, "", (name, "ignore"), message)


def _doubt_of_day(words: str, beside: Sequence[str]) -> str:
    done = set(_DONE.findall(words))
    longer = [h for h in beside if _LONGER.search(plain_words(h)) and done <= _done(h)]
    if not (done and longer):
        return ""
    message = _(
        "“%(beside)s” stands beside it, so this may be a sum over more than one day. Is it the"
        " number of the day alone?"
    )
    return message % {"beside": longer[0]}


def _doubt_of_all(beside: Sequence[str]) -> str:
    periods = {period for h in beside if (period := _period(plain_words(h))) and not _other(h)}
    if len(periods) < 2:
        return ""
    message = _(
        "“%(beside)s” stands beside it, so this may be the sum of some months only. Is it everybody"
        " recorded up to the day?"
    )
    return message % {"beside": next(h for h in beside if _period(plain_words(h)))}


def _headers(table: Table) -> list[str]:
    headers = [column.header for column in table.columns]
    return [as_written(header, headers) for header in headers]


def _with_numbers(table: Table, assignment: Assignment) -> Iterator[tuple[int, str]]:
    """The columns that were given no field, and in which a digit stands."""
    for at, header in enumerate(_headers(table)):
        if not assignment.fields[at] and re.search(r"\d", " ".join(map(str, table.cells[at]))):
            yield at, header


def _other(header: str) -> bool:
    """Whether it is no column of what was done."""
    return fields_of(header) == {"ignore"} or bool(_OTHER.search(plain_words(header)))


def _done(header: str) -> set[str]:
    return set(_DONE.findall(plain_words(header)))


def _period(words: str) -> str:
    """The day, week, month or year that a header names; empty where it names none."""
    for pattern in _PERIODS:
        if found := pattern.search(words):
            return found[0]
    mere = _MERE_DAY.fullmatch(words)
    if mere is None:
        return ""
    done = mere["done"] or mere["what"]
    is_day = not done or fields_of(done) & set(MEASURES)
    return (mere["day"] or mere["last"]) if is_day else ""
