"""What one cell of a column of days says by itself; `days` decides for the column."""

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from ..tables import Cell
from .number_cells import LONGEST, is_missing, plain_text, shortened

# Day 0 of spreadsheets (the 1900 system); 20.000 is in 1954, 60.000 in 2064.
_DAY_0 = date(1899, 12, 30)
_SERIALS = range(20_000, 60_001)
_FIRST_YEAR, _LAST_YEAR = 1950, 2099

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "jan januari january",
            "feb peb februari pebruari february",
            "mar mrt maret march",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "agu ags agt agust agustus aug august",
            "sep sept september",
            "okt oktober oct october",
            "nov nop november nopember",
            "des desember dec december",
        ],
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        [
            "senin monday",
            "selasa tuesday",
            "rabu wednesday",
            "kamis thursday",
            "jumat friday",
            "sabtu saturday",
            "minggu ahad sunday",
        ]
    )
    for name in names.split()
}

_CLOCK = (
    r"(?:(?:T| )(?P<hour>\d{1,2})[:.]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?(?: ?(?:[AP]M|WIB|WITA|WIT))?"
    r" ?(?P<zone>Z|[+-]\d\d(?=:?\d\d))?(?::?\d\d)?)?"
)
_WORD = r"[^\W\d_]+"


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII | re.IGNORECASE)


_SERIAL = _pattern(r"(\d{5})(?:[.,]\d+)?")
_YEAR_FIRST = _pattern(r"(\d{4})([-/.])(\d\d?)\2(\d\d?)" + _CLOCK)
_COMPACT = _pattern(r"(\d{4})(\d\d)(\d\d)")
_YEAR_LAST = _pattern(r"(\d\d?) ?([-/.]) ?(\d\d?) ?\2 ?(\d{4})" + _CLOCK)
_NAMED = _pattern(
    rf"(?:({_WORD}),? )?(\d\d?)[-/. ]{{1,2}}({_WORD})\.?[-/, ]{{1,2}}(\d{{4}})" + _CLOCK
)
_NAMED_MONTH_FIRST = _pattern(rf"({_WORD})\.? (\d\d?),? (\d{{4}})")
_SHORT_YEAR = _pattern(
    rf"(?:{_WORD},? )?\d\d?[-/. ]{{1,2}}(?:\d\d?|{_WORD}\.?)[-/. ]{{1,2}}'?\d\d" + _CLOCK
)
_MONTH = _pattern(r"(?P<year>\d{4})[-/]?(?P<month>\d\d?)")
_MONTH_FIRST = _pattern(rf"(?P<month>\d\d?|{_WORD})(?:[-/]|\.? )(?P<year>\d{{4}})")
_YEAR = _pattern(r"\d{4}")

# The three numbers of a day as they stand, either order of day and month; year and month.
Parts = tuple[int, int, int]
YearMonth = tuple[int, int]


class DayReading(NamedTuple):
    """One cell by itself: a day, or the parts of "03/04/2019", or a month (year and month).

    `by_spreadsheet` is a day that a spreadsheet has made, perhaps out of a text whose day and
    month it confused. `is_compact` is a month written 202502, which may be a semester.
    """

    shown: str = ""
    day: date | None = None
    by_spreadsheet: bool = False
    parts: Parts | None = None
    month: YearMonth | None = None
    is_compact: bool = False
    problem: str = ""


def read_day_cell(cell: Cell) -> DayReading:
    if cell is None or is_missing(cell):
        return DayReading()
    shown = shortened(cell)
    read = None
    if isinstance(cell, date):
        day = cell.date() if isinstance(cell, datetime) else cell
        shown = day.isoformat()
        if _FIRST_YEAR <= day.year <= _LAST_YEAR:
            read = DayReading(shown, day, by_spreadsheet=True)
    elif isinstance(cell, str):
        text = re.sub(r"\s+", " ", plain_text(cell))
        read = _read_text(text.replace("’", "'"), shown) if len(text) <= LONGEST else None
    elif not isinstance(cell, time):
        read = _read_number(cell, shown)
    return read or not_a_day(shown)


def not_a_day(shown: str) -> DayReading:
    problem = _("“%(typed)s” is not a day; write it as 2019-04-04 or 4 April 2019.")
    return DayReading(problem=problem % {"typed": shown})


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, None where the calendar does not have it or the year is no year of reports."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read_number(number: int | float, shown: str) -> DayReading | None:
    if _SERIALS.start <= number < _SERIALS.stop:
        return DayReading(shown, _DAY_0 + timedelta(days=int(number)), by_spreadsheet=True)
    whole = 0 <= number <= 99_999_999 and number == int(number)
    return _read_text(str(int(number)), shown) if whole else None


def _read_text(text: str, shown: str) -> DayReading | None:
    """None where the text is neither a day nor a month."""
    if (match := _SERIAL.fullmatch(text)) and int(match[1]) in _SERIALS:
        return _read_number(int(match[1]), shown)
    if match := _YEAR_FIRST.fullmatch(text):
        day = valid_day(int(match[1]), int(match[3]), int(match[4]))
        return _on_the_clock(DayReading(shown, day, bool(match["hour"])), match) if day else None
    if match := _COMPACT.fullmatch(text):
        day = valid_day(*map(int, match.groups()))
        return DayReading(shown, day) if day else None
    if match := _YEAR_LAST.fullmatch(text):
        parts = (int(match[1]), int(match[3]), int(match[4]))
        plausible = _FIRST_YEAR <= parts[2] <= _LAST_YEAR and 0 not in parts
        return _on_the_clock(DayReading(shown, parts=parts), match) if plausible else None
    return _read_named(text, shown) or _read_month(text, shown)


def _read_named(text: str, shown: str) -> DayReading | None:
    """ "Kamis, 4 April 2019", "04-Apr-2019", "April 4, 2019"; the weekday has to fit."""
    text = re.sub(r"jum'at", "jumat", text, flags=re.IGNORECASE)
    if match := _NAMED.fullmatch(text):
        weekday, day_of_month, name, year = match.group(1, 2, 3, 4)
    elif match := _NAMED_MONTH_FIRST.fullmatch(text):
        weekday, (name, day_of_month, year) = None, match.groups()
    else:
        return None
    day = valid_day(int(year), MONTHS.get(name.lower(), 0), int(day_of_month))
    if day is None:
        return None
    if weekday and WEEKDAYS.get(weekday.lower()) != day.weekday():
        problem = _("“%(typed)s”: that day is no such weekday; correct one of them.")
        return DayReading(problem=problem % {"typed": shown})
    return _on_the_clock(DayReading(shown, day), match)


def _read_month(text: str, shown: str) -> DayReading | None:
    problem = ""
    if match := _MONTH.fullmatch(text) or _MONTH_FIRST.fullmatch(text):
        name, year = match["month"].lower(), int(match["year"])
        month = int(name) if name.isdigit() else MONTHS.get(name, 0)
        # 19991 has five digits and is no month.
        if valid_day(year, month, 1) and not (text.isdigit() and len(text) != 6):
            return DayReading(shown, month=(year, month), is_compact=text.isdigit())
    elif _SHORT_YEAR.fullmatch(text):
        problem = _("“%(typed)s”: write the year with four digits.")
    elif _YEAR.fullmatch(text) and _FIRST_YEAR <= int(text) <= _LAST_YEAR:
        problem = _("%(typed)s is only a year; write the day, for example 2019-04-04.")
    return DayReading(problem=problem % {"typed": shown}) if problem else None


def _on_the_clock(read: DayReading, match: re.Match[str]) -> DayReading:
    """The reading, unless its clock is abroad and the day in Indonesia is another one.

    Programs write midnight of 4 April in Jambi as 2019-04-03T17:00:00Z.
    """
    zone = match.groupdict().get("zone")
    if not zone:
        return read
    ahead = 0 if zone in "Zz" else int(zone)
    hour = int(match["hour"]) - ahead
    if 7 <= ahead <= 9 or (hour + 7 >= 0 and hour + 9 < 24):
        return read
    problem = _("“%(typed)s” is the time of another zone; write the day only.")
    return DayReading(problem=problem % {"typed": read.shown})
