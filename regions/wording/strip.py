"""The strip of the last days above the entry grid."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import pgettext_lazy

from .. import numerals
from ..reporting import Report

REPORT_TEXTS = {
    Report.ON_TIME: pgettext_lazy("day", "reported"),
    Report.LATE: pgettext_lazy("day", "late"),
    Report.ZERO: pgettext_lazy("day", "zero"),
    Report.CLOSED: pgettext_lazy("day", "closed"),
    Report.MISSING: pgettext_lazy("day", "missing"),
    Report.NOT_EXPECTED: pgettext_lazy("day", "day off"),
    Report.OPEN: pgettext_lazy("day", "open"),
}


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
