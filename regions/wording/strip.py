"""The strip of days above a grid that is typed into."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from .. import numerals
from ..days import ONE_DAY
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


@dataclass(frozen=True, slots=True)
class OwedDays:
    """The day that is to be filled in first, in a sentence, and the way between it and today."""

    text: str
    days: list[StripDay]


def owed_days(owed: date | None, today: date, shown: date) -> OwedDays | None:
    """For the pages of both days; None on others, and where nothing is owed."""
    if owed is None or shown not in (owed, today):
        return None
    if shown == owed:
        text = _("%(day)s is not reported yet, so it is opened first.")
    else:
        text = _("%(day)s is not reported yet: fill it in first.")
    weekday = numerals.weekday(owed)
    before = _("Yesterday") if owed == today - ONE_DAY else f"{weekday}, {numerals.short_day(owed)}"
    labels = [(owed, before), (today, _("Today"))]
    days = [strip_day(day, label, "", is_shown=day == shown) for day, label in labels]
    return OwedDays(text % {"day": f"{weekday}, {numerals.long_day(owed)}"}, days)


def strip_day(day: date, text: str, report: str, *, is_shown: bool) -> StripDay:
    return StripDay(
        iso=day.isoformat(),
        number=day.day,
        long=f"{numerals.weekday(day)}, {numerals.long_day(day)}",
        text=text,
        report=str(report),
        is_shown=is_shown,
    )
