"""What the cells of a column of days say; whether day or month comes first is the column's."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from ... import numerals
from ..tables import Cell
from .day_cells import DayReading, Parts, YearMonth, not_a_day, read_day_cell, valid_day

DAY_FIRST, MONTH_FIRST = "dmy", "mdy"


class Days(NamedTuple):
    """`values` has one day per cell; None is missing, a problem, or asked about.

    `problems` has, per index of a cell, what is wrong and what to do. `question` is answered by
    `order`, or by `hint` where it is about a month, of `days`.
    """

    values: list[date | None]
    problems: dict[int, str]
    question: str = ""


class _Column(NamedTuple):
    """What all cells say together; "" and None are open. `months` is False for semesters."""

    order: str
    months: bool | None
    distrusts_date_cells: bool
    hint: date | None
    period: bool


def days(
    cells: Sequence[Cell], *, order: str = "", hint: date | None = None, period: bool = False
) -> Days:
    """The days of a column.

    `order` is a person's answer on texts such as 03/04/2019: "dmy" or "mdy"; date cells are then
    taken as they are. `hint` is the day that the person named for the file. With `period` a month
    is its last day, or `hint` where that lies in it; without, a month is a problem. Every
    distinct value is read once.
    """
    readings = {(type(cell), cell): DayReading() for cell in cells}
    readings = {key: read_day_cell(key[1]) for key in readings}
    every = readings.values()
    column = _Column(
        order or _order(every, hint),
        _are_months(every, hint),
        not order and _may_be_confused(every),
        hint,
        period,
    )
    settled = {key: _settle(read, column) for key, read in readings.items()}
    values, problems = [], {}
    for index, cell in enumerate(cells):
        value, problem = settled[type(cell), cell]
        values.append(value)
        if problem:
            problems[index] = problem
    return Days(values, problems, _question(every, column))


def _order_shown_by(read: DayReading) -> str:
    """The order of a text that can only be read in one; "" for every other cell."""
    if read.parts:
        first, second, _year = read.parts
        if first > 12 >= second:
            return DAY_FIRST
        if second > 12 >= first:
            return MONTH_FIRST
    return ""


def _is_open(read: DayReading) -> bool:
    """Whether the text by itself is two days."""
    if not read.parts:
        return False
    first, second, _year = read.parts
    return max(first, second) <= 12 and first != second


def _in_order(parts: Parts, order: str) -> date | None:
    first, second, year = parts
    day, month = (first, second) if order == DAY_FIRST else (second, first)
    return valid_day(year, month, day)


def _order(readings: Iterable[DayReading], hint: date | None) -> str:
    """The order that the texts show, or that the named day settles; "" where that is open."""
    shown = {_order_shown_by(read) for read in readings} - {""}
    if not shown and hint:
        shown = {
            order
            for read in readings
            if read.parts and _is_open(read)
            for order in (DAY_FIRST, MONTH_FIRST)
            if _in_order(read.parts, order) == hint
        }
    return shown.pop() if len(shown) == 1 else ""


def _may_be_confused(readings: Iterable[DayReading]) -> bool:
    """Whether date cells stand beside texts such as 13/04/2019.

    A spreadsheet set to another order has then made date cells of the days up to the 12th, with
    day and month swapped, and has left the others as text.
    """
    return any(read.parts for read in readings) and any(map(_may_be_swapped, readings))


def _may_be_swapped(read: DayReading) -> bool:
    if not (read.by_spreadsheet and read.day):
        return False
    return read.day.day <= 12 and read.day.day != read.day.month


def _may_be_semester(read: DayReading) -> bool:
    return read.is_compact and read.month is not None and read.month[1] <= 2


def _are_months(readings: Iterable[DayReading], hint: date | None) -> bool | None:
    """Whether 202502 is February (True) or a second semester (False); None where it is open."""
    shown = set()
    for read in readings:
        if not (read.is_compact and read.month):
            continue
        if not _may_be_semester(read) or (hint and read.month == (hint.year, hint.month)):
            shown.add(True)
        elif hint == _semester_end(read.month):
            shown.add(False)
    return shown.pop() if len(shown) == 1 else None


def _semester_end(semester: YearMonth) -> date:
    year, half = semester
    return date(year, 6, 30) if half == 1 else date(year, 12, 31)


def _settle(read: DayReading, column: _Column) -> tuple[date | None, str]:
    """The day of a cell in its column, or what is wrong with it; (None, "") is missing."""
    if read.month:
        return _settle_month(read, read.month, column)
    if read.parts:
        if _is_open(read) and not column.order:
            return None, ""
        day = _in_order(read.parts, column.order or _order_shown_by(read) or DAY_FIRST)
        return day, "" if day else not_a_day(read.shown).problem
    if read.by_spreadsheet and column.distrusts_date_cells:
        return None, ""
    return read.day, read.problem


def _settle_month(read: DayReading, month: YearMonth, column: _Column) -> tuple[date | None, str]:
    if not column.period:
        problem = _("%(typed)s is a month; write the day, for example 2019-04-04.")
        return None, problem % {"typed": read.shown}
    if _may_be_semester(read) and column.months is not True:
        return (None if column.months is None else _semester_end(month)), ""
    if column.hint and month == (column.hint.year, column.hint.month):
        return column.hint, ""
    return _month_end(month), ""


def _month_end(month: YearMonth) -> date:
    return date(*month, monthrange(*month)[1])


def _question(readings: Iterable[DayReading], column: _Column) -> str:
    """What only a person can say, as one text; "" where nothing is open."""
    examples = {_order_shown_by(read): read.shown for read in readings if read.parts}
    open_ones = [(read.shown, read.parts) for read in readings if read.parts and _is_open(read)]
    asked = []
    if column.distrusts_date_cells:
        asked.append(_about_date_cells(readings))
    if not column.order and DAY_FIRST in examples:
        question = _("“%(one)s” has the day first, “%(two)s” the month: which is it here?")
        asked.append(question % {"one": examples[DAY_FIRST], "two": examples[MONTH_FIRST]})
    elif not column.order and open_ones:
        asked.append(_about_order(*open_ones[0]))
    if column.period and column.months is None:
        semesters = [(r.shown, r.month) for r in readings if r.month and _may_be_semester(r)]
        asked += [_about_semester(*semester) for semester in semesters[:1]]
    return " ".join(asked)


def _about_date_cells(readings: Iterable[DayReading]) -> str:
    swapped = next(read.day for read in readings if read.day and _may_be_swapped(read))
    question = _(
        "Date cells and texts (“%(text)s”) stand in one column: a spreadsheet may have swapped "
        "day and month. If %(day)s is right, say what comes first in the texts; if not, correct "
        "the date cells in the file."
    )
    text = next(read.shown for read in readings if read.parts)
    return question % {"text": text, "day": numerals.long_day(swapped)}


def _about_order(shown: str, parts: Parts) -> str:
    first, second, year = parts
    return _("Is “%(value)s” %(day_first)s or %(month_first)s?") % {
        "value": shown,
        "day_first": numerals.long_day(date(year, second, first)),
        "month_first": numerals.long_day(date(year, first, second)),
    }


def _about_semester(shown: str, month: YearMonth) -> str:
    return _("Is %(value)s the month (%(month)s) or the semester (%(semester)s)? Name the day.") % {
        "value": shown,
        "month": numerals.long_day(_month_end(month)),
        "semester": numerals.long_day(_semester_end(month)),
    }
