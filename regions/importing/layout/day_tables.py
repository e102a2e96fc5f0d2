"""Tables with a column for each day, cut into tables of one day: of which month, and what else
stands there.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from ... import numerals
from ...models import AT_DAYS_END, MEASURES
from ..cells.day_cells import MONTHS, YearMonth
from ..cells.numbers import whole_numbers
from ..columns.proposal import MOST_PEOPLE, column_keys
from ..columns.vocabulary import SUM, fields_of, plain_words
from ..findings import Check, Error, Question
from ..tables import Cell, Sheet, Table
from .days_across import ANY_DAY, DaysAcross, by_day, days_across
from .header_rows import is_year

_WORD = re.compile(r"[^\W\d_]+|\d+")
# "Dicetak 1 April" is said of the sheet.
_DONE = re.compile(r"perekaman|rekam|pencetakan|cetak|penyerahan|serah", re.IGNORECASE)
_NOT_DONE = re.compile(
    r"belum|blm|wajib|sisa|target|total|kumulatif|akumulasi|rencana|jadwal|alat|gagal|rusak|ulang"
    r"|persentase|prosentase|persen|capaian|cakupan|rata|luar|pemula|kia|kk|akta|akte|suket",
    re.IGNORECASE,
)
_BETWEEN = {"tahun", "thn", "th"}


class _Part(NamedTuple):
    """The last day of a part of a month, and what was said above it. Nothing follows none."""

    last: tuple[int, int, int] = (0, 0, 32)
    month: YearMonth | None = None
    counted: str = ""


class DayTables:
    """The tables of a file, those with days across cut apart; and what is to be said of these.

    `day` is the service day that a person named, of which the month counts where the file names
    none. Who names one column of a day by itself wants only that one: the table stays whole.
    """

    def __init__(self, sheets: Sequence[Sheet], day: date | None, given: Mapping[str, str]):
        self._rows = {sheet.name: sheet.rows for sheet in sheets}
        self._day, self._given = day, {plain_words(name) for name in given}
        self._above: dict[str, int] = {}
        self._last: dict[str, _Part] = {}
        self.questions: list[Question] = []
        self.errors: list[Error] = []
        self.checks: list[Check] = []

    def cut(self, tables: Sequence[Table]) -> list[Table]:
        return [part for table in tables for part in self._parts(table)]

    def _parts(self, table: Table) -> Iterator[Table]:
        first, last = self._above.get(table.sheet, 0), table.numbers[0] - 1
        self._above[table.sheet] = table.numbers[-1]
        across = days_across(table)
        titles = [
            table.sheet,
            *(cell for row in self._rows[table.sheet][first:last] for cell in row),
        ]
        if across is None or self._is_one_meant(table, across) or not _are_days(across, titles):
            yield table
            return
        continued = self._continued(table, across)
        month = self._month(across, month_said(titles) or continued.month)
        if month is None:
            return
        counted = counted_said(titles) or continued.counted
        self._last[table.sheet] = _Part(across.days[-1][0], month, counted)
        self.checks += _left_out(table, across)
        self.checks += _other_sums(table, across)
        for part in by_day(table, across, month, counted or ANY_DAY):
            if part.day:
                yield part
            else:
                self.errors += _no_such_day(part, month)

    def _continued(self, table: Table, across: DaysAcross) -> _Part:
        """What was said of the part of the month that stands above, if this one goes on with it."""
        part = self._last.get(table.sheet, _Part())
        return part if part.last < across.days[0][0] else _Part()

    def _is_one_meant(self, table: Table, across: DaysAcross) -> bool:
        of_days = [c for _written, columns in across.days for c in columns.values()]
        keys = {key for c in of_days for key in column_keys(table.columns[c])}
        return not self._given.isdisjoint(keys)

    def _month(self, across: DaysAcross, title: YearMonth | None) -> YearMonth | None:
        """The month of the days; None, with a question, where that is open."""
        named = (self._day.year, self._day.month) if self._day else None
        said = _said(across, title, named)
        if said and self._day and named not in said:
            message = _(
                "The days of this table are of %(month)s, but you said %(day)s. Name one day of"
                " that month, or correct the title."
            )
            values = {"month": _month_text(min(said)), "day": numerals.long_day(self._day)}
            self.questions.append(Question("day", "", "", (), message % values))
            return None
        if not said and not named:
            message = _(
                "Each column is a day, but the file does not say of which month. Name one day of"
                " that month."
            )
            self.questions.append(Question("day", "", "", (), message))
        return min(said) if said else named


def _said(across: DaysAcross, title: YearMonth | None, named: YearMonth | None) -> set[YearMonth]:
    """The months that the headers say themselves, else the title; a year from where it is said."""
    headers = {(year, month) for (year, month, _day), _columns in across.days}
    if all(year and month for year, month in headers):
        return headers
    (year, month), *_others = headers
    if not month:
        return {title} if title else set()
    elsewhere = title or named
    year = year or (elsewhere[0] if elsewhere else 0)
    return {(year, month)} if year else set()


def _are_days(across: DaysAcross, titles: Sequence[Cell]) -> bool:
    """Numbers under a word for what was done are days where a title names a month."""
    every = {counted for _written, columns in across.days for counted in columns}
    done = all(fields_of(counted) & {*MEASURES} for counted in every)
    return across.are_said or (done and month_said(titles) is not None)


def _month_text(month: YearMonth) -> str:
    return numerals.month(date(*month, 1))


def _left_out(table: Table, across: DaysAcross) -> Iterator[Check]:
    headers = [table.columns[c].header for c in across.beside]
    headers = [h for h in headers if fields_of(h) != {"ignore"} and not SUM.search(plain_words(h))]
    if headers:
        message = _("Columns beside those of the days are left out: %(headers)s.")
        quoted = ", ".join(f"“{header}”" for header in headers)
        yield Check(message % {"headers": quoted}, table.numbers[0], sheet=table.sheet)


def _other_sums(table: Table, across: DaysAcross) -> Iterator[Check]:
    """Rows whose days are another number than their JUMLAH says; levels are never summed."""
    totals = [c for c in across.beside if SUM.search(plain_words(table.columns[c].header))]
    of_days = [c for _written, columns in across.days for c in columns.values()]
    words = {word for _written, columns in across.days for word in columns}
    if len(totals) != 1 or len(words) != 1 or fields_of(*words) & {*AT_DAYS_END}:
        return
    read = [whole_numbers(table.cells[c], most=MOST_PEOPLE) for c in of_days]
    said = whole_numbers(table.cells[totals[0]], most=MOST_PEOPLE).values
    for at, number in enumerate(table.numbers):
        people = sum(days.values[at] or 0 for days in read)
        wrong = any(at in days.problems for days in read)
        if said[at] is not None and said[at] != people and not wrong:
            message = _("The days of the row add up to another number than its sum.")
            yield Check(message, number, people, said[at], table.sheet)


def _no_such_day(table: Table, month: YearMonth) -> Iterator[Error]:
    """A day that the month does not have, if anything was counted on it."""
    for column, cells in zip(table.columns, table.cells, strict=True):
        if column.of_day and any(whole_numbers(cells, most=MOST_PEOPLE).values):
            message = _("%(month)s has no such day.") % {"month": _month_text(month)}
            yield Error(message, table.sheet, column=column.of_day)


def month_said(titles: Iterable[Cell]) -> YearMonth | None:
    """The one month (year, month) that titles and the name of the sheet say; None if not one.

    "BULAN MARET TAHUN 2019" in one cell; or "MARET" and "TAHUN 2019" apart, if nothing else is
    said anywhere. A single day ("dicetak 1 April 2019") says no month, but for its last.
    """
    together: set[YearMonth] = set()
    months, years = set(), set()
    for cell in titles:
        if isinstance(cell, date) and cell.day == 1:
            together.add((cell.year, cell.month))  # how a spreadsheet keeps "Mar-19"
        if not isinstance(cell, str):
            continue
        words = [word for word in _WORD.findall(cell.casefold()) if word not in _BETWEEN]
        before = ""
        for at, word in enumerate(words):
            month, after = MONTHS.get(word), "".join(words[at + 1 : at + 2])
            year = int(after) if is_year(after) else None
            if month and year and _ends_month(before, month, year):
                together.add((year, month))
            elif month and not year:
                months.add(month)
            elif is_year(word) and before not in MONTHS:
                years.add(int(word))
            before = word
    if not together and len(months) == len(years) == 1:
        together = {(year, month) for year in years for month in months}
    every = months | {month for _year, month in together}
    return together.pop() if len(together) == len(every) == 1 else None


def _ends_month(before: str, month: int, year: int) -> bool:
    """Whether the word before a month is no day of it, or the last."""
    return not before.isdecimal() or int(before) == monthrange(year, month)[1]


def counted_said(titles: Iterable[Cell]) -> str:
    """The one word in titles for what was done: "PEREKAMAN" of "REKAP PEREKAMAN KTP-EL"."""
    words = [word for cell in titles if isinstance(cell, str) for word in _WORD.findall(cell)]
    if any(_NOT_DONE.fullmatch(word) for word in words):
        return ""
    done = [word for word in words if _DONE.fullmatch(word)]
    return done[0] if len(set().union(*map(fields_of, done))) == 1 else ""
