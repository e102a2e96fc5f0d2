"""The day that a line names, as people write days in a message: the day of the month first."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from ..cells.day_cells import MONTHS, WEEKDAYS, read_day_cell
from ..cells.days import DAY_FIRST, days
from ..remarks.titles import LONGER
from .labels import TITLE

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join([*WEEKDAYS, "jum'at", "jum’at"])
_LONG = re.compile(
    rf"(?<!\d)(?:(?:\b(?:{_WEEKDAY})\b[ ,/]*)?(?:tgl\.?|tanggal)?:? ?)?"
    rf"(?P<day>\d{{4}}-\d\d?-\d\d?|\d\d?(?P<sign> ?[-/.] ?)\d\d?(?P=sign)\d{{4}}"
    rf"|\d\d?[-/ .]{{1,2}}(?:{_MONTH})\.?[-/, ]{{1,2}}\d{{4}})(?![\d/-])",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"(?<![\d/.-])(?P<d>\d\d?)(?P<sign>[-/.])(?P<m>\d\d?)(?P=sign)'?(?P<y>\d\d)(?![\d/.-])"
)
_NAMED_SHORT = re.compile(
    rf"(?<!\d)(?P<d>\d\d?)[-/ .]{{1,2}}(?P<m>{_MONTH})\b\.?"
    r"(?:[-/, ]{1,2}'?(?P<y>\d\d)(?!\d))?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\d ?(?:[-–&+/.,]|dan|s\.?/?d\.?) ?$", re.IGNORECASE)
_CLOCK = re.compile(
    r"\b(?:s\.? ?[/.]? ?d\.?|sampai|hingga)? ?\b(?:jam|pukul|pkl)\.? ?\d{1,2}(?:[.:]\d\d)?"
    r"(?: ?(?:-|–|s\.?/?d\.?) ?\d{1,2}[.:]\d\d)?(?: ?wi(?:b|ta|t)\b)?"
    r"|\d{1,2}[.:]\d\d ?wi(?:b|ta|t)\b",
    re.IGNORECASE,
)


class LineDay(NamedTuple):
    """The day a line names and the line without it; `unclear` is why its day cannot be taken."""

    rest: str
    day: date | None = None
    unclear: str = ""
    written: str = ""

    @property
    def names_one(self) -> bool:
        return bool(self.day or self.unclear)


def without_clock(text: str) -> str:
    return _CLOCK.sub(" ", text)


def day_in(text: str, today: date, *, short: bool, month_first: bool = False) -> LineDay:
    """The day in a line. `short`: also days without a year or with two digits of it, which are
    the last such day up to `today`; not beside a place, where they may be counts.
    """
    text = without_clock(text)
    found = list(_LONG.finditer(text))
    if len({match["day"] for match in found}) > 1:
        return LineDay(_LONG.sub(" ", text), unclear=_("Several days stand in this line."))
    day, match, problem = None, None, ""
    if found:
        match = found[0]
        day, problem = _long_day(match, month_first=month_first)
    elif short and (match := _SHORT.search(text) or _NAMED_SHORT.search(text)):
        day, problem = _short_day(match, today)
    if match is None:
        is_title = TITLE.search(text) and not re.search(r"\d", text)
        longer = _("This is a sum over more than one day; only the counts of a day are read.")
        return LineDay(text, unclear=longer if is_title and LONGER.search(text) else "")
    rest = f"{text[: match.start()]} {text[match.end() :]}".strip()
    if LONGER.search(rest) or _RANGE.search(text[: match.start("day" if found else "d")]):
        problem = _("This is a sum over more than one day; only the counts of a day are read.")
    return LineDay(rest, None if problem else day, problem, match.group().strip())


def _long_day(match: re.Match[str], *, month_first: bool) -> tuple[date | None, str]:
    written = re.sub(r" ?([-/.]) ?", r"\1", match["day"])
    weekday = re.match(rf"\W*({_WEEKDAY})", match.group(), re.IGNORECASE)
    read = days([written], order="" if month_first else DAY_FIRST)
    if read.problems or read.values[0] is None:
        return None, read.problems.get(0, read.question)
    return read.values[0], _other_weekday(weekday, read.values[0], match.group())


def _other_weekday(weekday: re.Match[str] | None, day: date, written: str) -> str:
    name = weekday and re.sub(r"['’]", "", weekday[1].lower())
    if name is None or WEEKDAYS[name] == day.weekday():
        return ""
    problem = _("“%(typed)s”: that day is no such weekday; correct one of them.")
    return problem % {"typed": written.strip()}


def _short_day(match: re.Match[str], today: date) -> tuple[date | None, str]:
    """The day of the last twelve months that is meant; a problem where there is none."""
    named = match["m"].lower()
    month = int(named) if named.isdigit() else MONTHS[named]
    for year in (today.year, today.year - 1):
        read = read_day_cell(f"{year}-{month:02}-{int(match['d']):02}")
        of_year = match["y"] is None or int(match["y"]) == year % 100
        if read.day and of_year and today - timedelta(days=365) < read.day <= today:
            return read.day, ""
    problem = _("“%(typed)s”: write the year with four digits.")
    return None, problem % {"typed": match.group()}


def shows_month_first(texts: Iterable[str]) -> bool:
    """Whether a day can only have its month first, as 02/28/2019: then nothing is sure."""
    written = (match["day"] for text in texts for match in _LONG.finditer(text))
    parts = (read.parts for day in written if (read := read_day_cell(day)).parts)
    return any(second > 12 >= first for first, second, _year in parts)
