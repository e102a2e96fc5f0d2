"""The days off of a year in words: by the calendar, and by which decree."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .. import numerals
from ..models import DecreedDay
from ..reporting import DayOff


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """One day, ready to print; `decrees` tell what was decreed of it, what holds last."""

    day: str
    weekday: str
    name: str
    kind: str
    decrees: tuple[str, ...]


def calendar_lines(
    usual: Iterable[DayOff], decrees: Iterable[DecreedDay], zone: ZoneInfo
) -> list[CalendarLine]:
    """Each day that is off, or was decreed of, in order; `decrees` with those that hold last."""
    by_calendar = {one.day: one for one in usual}
    said: dict[date, list[DecreedDay]] = defaultdict(list)
    for decree in decrees:
        said[decree.day].append(decree)
    return [
        CalendarLine(
            numerals.long_day(day),
            numerals.weekday(day),
            by_calendar[day].name if day in by_calendar else numerals.UNKNOWN,
            _kind(by_calendar.get(day), said[day][-1] if day in said else None),
            tuple(_decree_text(one, zone) for one in said.get(day, ())),
        )
        for day in sorted({*by_calendar, *said})
    ]


def _kind(usual: DayOff | None, decree: DecreedDay | None) -> str:
    if decree is not None:
        return _("off by decree") if decree.is_off else _("working day by decree")
    assert usual is not None  # a line has one of both
    return _("joint leave") if usual.is_joint_leave else _("public holiday")


def _decree_text(decree: DecreedDay, zone: ZoneInfo) -> str:
    at = decree.at
    state = pgettext("decree", "day off") if decree.is_off else pgettext("decree", "working day")
    return _("%(decree)s (%(region)s): %(state)s. Entered by %(by)s, %(day)s %(time)s.") % {
        "decree": decree.decree,
        "region": decree.region.name,
        "state": state,
        "by": decree.by.get_full_name() or decree.by.username,
        "day": numerals.long_day(at.astimezone(zone).date()),
        "time": numerals.clock_time(at, zone),
    }


def start_text(reports_from: date | None, begins: date | None) -> str:
    """From which day on an office owes reports: the day set for it, else its first report."""
    if reports_from is not None:
        return _("Owes reports from %(day)s.") % {"day": numerals.long_day(reports_from)}
    if begins is not None:
        return _("Owes reports from its first one, of %(day)s.") % {
            "day": numerals.long_day(begins)
        }
    return _("Has not begun to report; nothing is expected of it yet.")
