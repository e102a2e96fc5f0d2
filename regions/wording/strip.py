"""The strip of the last days above the entry grid."""

from dataclasses import dataclass
from datetime import date

from .. import numerals
from ..reporting import Report
from .reports import REPORT_TEXTS


@dataclass(frozen=True, slots=True)
class StripDay:
    """One of the last 14 days in the strip above the entry grid."""

    iso: str
    number: int
    long: str
    text: str
    report: str
    is_shown: bool


def strip_days(strip: list[tuple[date, Report]], shown: date) -> list[StripDay]:
    return [
        StripDay(
            iso=day.isoformat(),
            number=day.day,
            long=f"{numerals.weekday(day)}, {numerals.long_day(day)}",
            text=str(REPORT_TEXTS[report]),
            report=report.value,
            is_shown=day == shown,
        )
        for day, report in strip
    ]
