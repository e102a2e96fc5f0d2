"""The strip of days above a grid that is typed into."""

from dataclasses import dataclass
from datetime import date

from .. import numerals
from ..reporting import Report
from .reports import REPORT_TEXTS, complete_text


@dataclass(frozen=True, slots=True)
class StripDay:
    """One day, what is said of it, and `report`, the name of its colour."""

    iso: str
    number: int
    long: str
    text: str
    report: str
    is_shown: bool


def strip_days(strip: list[tuple[date, Report, bool]], shown: date) -> list[StripDay]:
    """Each day with its report, and whether the office called it complete."""
    found = []
    for day, report, is_complete in strip:
        text = ", ".join(filter(None, (str(REPORT_TEXTS[report]), complete_text(is_complete))))
        found.append(strip_day(day, text, report, is_shown=day == shown))
    return found


def strip_day(day: date, text: str, report: str, *, is_shown: bool) -> StripDay:
    return StripDay(
        iso=day.isoformat(),
        number=day.day,
        long=f"{numerals.weekday(day)}, {numerals.long_day(day)}",
        text=text,
        report=str(report),
        is_shown=is_shown,
    )
