"""A month as offices keep it in Excel: a row for each place, a column for each day.

Such a table is cut into one for each day, and each of these is read like any other.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ..cells.day_cells import MONTHS, WEEKDAYS, YearMonth, valid_day
from ..columns.vocabulary import fields_of
from ..tables import Cell, Column, Table
from .header_rows import is_words, names_rows

# What the columns of days are called together where no word says what they count.
ANY_DAY = "TANGGAL 1, 2, 3 …"
# Fewer numbers in a row may be anything.
FEWEST_DAYS = 5
# Offices leave out weekends and holidays; a longer hole is no run of days.
LONGEST_HOLE = 10
# A month, seldom two, and the like above all the days.
MOST_ABOVE = 2
DAY_WORDS = {"tgl", "tanggal", "hari", "date", "day"}
# They stand before a month or a year, not before a day.
_MONTH_WORDS = {"bulan", "bln", "tahun", "thn", "th"}
_SHORT_WEEKDAYS = {name[:3] for name in WEEKDAYS}
_NUMBER = re.compile(r"(?:tgl|tanggal|hari|\W)*\s*(0?[1-9]|[12]\d|3[01])(?:\.0)?\W*", re.I)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DAY_FIRST = re.compile(r"(\d\d?)[-/.](\d\d?)[-/.](\d{4})")

# Year and month, as far as they are said, and the day of the month.
Written = tuple[int, int, int]


class DaysAcross(NamedTuple):
    """What the columns of a table with a column for each day hold, by position.

    `days` has what is written over each day (0 where no month or year is), and its columns by
    what they count: one column without a word, or more ("REKAM", "CETAK"). `beside` are columns
    that are neither places nor days, as JUMLAH. `are_said`: whether the headers leave no doubt
    that they are days; 17, 18, 19 … may be ages.
    """

    places: list[int]
    days: list[tuple[Written, dict[str, int]]]
    beside: list[int]
    are_said: bool


def heads_days(row: Sequence[Cell], above: Sequence[Cell], earlier: Sequence[Cell]) -> bool:
    """A header row with the days in it: KECAMATAN | 1 | 2 | 3 | … | 31 | JUMLAH.

    Right under numbers or under headers of its own it is a row of numbers, as that of a total
    "KABUPATEN"; unless it names the places as the header with days of an `earlier` page did.
    """
    days = days_in_row(row)
    names = [value for value in row[: days[0]] if _is_name(value)] if days else []
    if not names:
        return False
    over = sum(value is not None for value in above[days[0] : days[-1] + 1])
    return over <= MOST_ABOVE or all(name in earlier for name in names)


def continues_with_days(row: Sequence[Cell], above: Sequence[Cell]) -> bool:
    """A row with the days under a header: blank under the names, one word over all days."""
    days = days_in_row(row)
    if not days:
        return False
    names = [c for c, value in enumerate(above[: days[0]]) if _is_name(value)]
    if not names or any(row[c] is not None for c in names):
        return False
    return sum(value is not None for value in above[days[0] : days[-1] + 1]) <= MOST_ABOVE


def days_in_row(row: Sequence[Cell]) -> list[int]:
    """The columns of the days that stand in a row, with nothing between them; empty if none."""
    if len(row) < FEWEST_DAYS:
        return []
    written = {c: day for c, value in enumerate(row) if (day := _day_cell(value))}
    columns = list(written)
    if len(columns) < FEWEST_DAYS or not _ascend(list(written.values())):
        return []
    if len({b - a for a, b in pairwise(columns)}) > 1:
        return []
    others = [c for c, value in enumerate(row) if value is not None and c not in written]
    beside = all(not columns[0] < c < columns[-1] for c in others)
    return columns if beside and all(is_words(str(row[c])) for c in others) else []


def days_across(table: Table) -> DaysAcross | None:
    """How the days stand in the columns of a table; None where they do not."""
    places = [c for c, column in enumerate(table.columns) if names_rows(column.header)]
    if not places:
        return None
    days: list[tuple[Written, dict[str, int]]] = []
    for c in range(places[0] + 1, len(table.columns)):
        read = _header(table.columns[c].header)
        if read is None:
            continue
        written, counted = read
        if days and days[-1][0] == written:
            days[-1][1].setdefault(counted, c)
        else:
            days.append((written, {counted: c}))
    if len(days) < FEWEST_DAYS or not _ascend([written for written, _columns in days]):
        return None
    every = {counted for _written, columns in days for counted in columns}
    if any(counted and not fields_of(counted) for counted in every):
        return None  # "MINGGU 1", "USIA 17"
    used = {c for _written, columns in days for c in columns.values()}
    between = range(min(used), max(used) + 1)
    if (len(every) > 1 and "" in every) or used != set(between):
        return None
    known = {*places, *used}
    beside = [c for c in range(len(table.columns)) if c not in known]
    first = days[0][0]
    words = table.columns[min(used)].header.casefold().split()
    are_said = first[2] == 1 or bool(first[1]) or not DAY_WORDS.isdisjoint(words)
    return DaysAcross(places, days, beside, are_said)


def by_day(table: Table, across: DaysAcross, month: YearMonth, counted: str) -> Iterator[Table]:
    """One table for each day. `month` (year and month) counts where a header says none, `counted`
    is the word for what the days count where no header has one.

    A day that its month does not have keeps `day` None.
    """
    for (of_year, of_month, of_day), of_words in across.days:
        kept = [*across.places, *of_words.values()]
        columns = [table.columns[c] for c in across.places]
        columns += [
            Column(table.columns[c].letter, words or counted, of_day=table.columns[c].header)
            for words, c in of_words.items()
        ]
        yield table._replace(
            columns=tuple(columns),
            cells=[table.cells[c] for c in kept],
            joined=frozenset((kept.index(c), r) for c, r in table.joined if c in kept),
            apart=(),
            day=valid_day(of_year or month[0], of_month or month[1], of_day),
        )


def _is_name(value: Cell) -> bool:
    return isinstance(value, str) and names_rows(value)


# Asked of every cell of a file; typed, because True, 1 and 1.0 are equal.
@lru_cache(maxsize=65536, typed=True)
def _day_cell(value: Cell) -> Written | None:
    if isinstance(value, date):
        return value.year, value.month, value.day
    if value is None or isinstance(value, bool):
        return None
    text = str(value)
    if match := _NUMBER.fullmatch(text):
        return 0, 0, int(match[1])
    return _dated(text)


def _dated(text: str) -> Written | None:
    """2019-03-01, and 1/3/2019 with the day first, as offices write it."""
    if match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, match.groups())
    else:
        return None
    return (year, month, day) if valid_day(year, month, day) else None


def _header(text: str) -> tuple[Written, str] | None:
    """The day over a column, and the other words there: "MARET 2019 3 REKAM"."""
    found: list[Written] = []
    year = month = 0
    of_month = False
    words = []
    for token in text.split():
        word = token.strip(".,:()").casefold()
        if dated := _dated(token):
            found.append(dated)
        elif word.isdecimal() and len(word) == 4:
            year = int(word)
        elif word.isdecimal() and 1 <= int(word) <= 31:
            found.append((0, 0, int(word)))
        elif word in MONTHS:
            month = MONTHS[word]
        elif word in _MONTH_WORDS:
            of_month = True
        elif word not in DAY_WORDS | WEEKDAYS.keys() | _SHORT_WEEKDAYS:
            words.append(token)
    if len(found) != 1 or any(re.search(r"\d", word) for word in words):
        return None
    if of_month and not (month or year):
        return None  # "BULAN 3"
    its_year, its_month, day = found[0]
    counted = " ".join(words)
    if not fields_of(counted) and fields_of(f"tanggal {counted}") == {"day"}:
        counted = ""  # "TGL PELAYANAN"
    return (its_year or year, its_month or month, day), counted


def _ascend(days: Sequence[Written]) -> bool:
    """Whether they are days one after the other, within one month or by full dates."""
    if all(year and month for year, month, _day in days):
        dates = [day for written in days if (day := valid_day(*written))]
        return len(dates) == len(days) and all(
            0 < (b - a).days <= LONGEST_HOLE for a, b in pairwise(dates)
        )
    if len({day[:2] for day in days}) > 1:
        return False
    return all(0 < b[2] - a[2] <= LONGEST_HOLE for a, b in pairwise(days))
