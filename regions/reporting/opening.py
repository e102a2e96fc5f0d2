"""The day that a page opens on where none is asked for: today is never complete."""

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from ..days import ONE_DAY, WEEK, days_from
from ..models import Region
from .calendar import Calendars
from .of_day import DayReports, reports_of_days

LOOKED_BACK = 4 * WEEK


def opening_day(region: Region, today: Callable[[ZoneInfo], date]) -> date:
    """The newest day of which at least half of the expected reports are in, or that is overdue.

    Of days on which nobody is expected only one is opened of which at least half said something
    all the same; where there is none in four weeks, or the region is no more, it is today. 4
    queries at any size; 7 where nothing opens of late.
    """
    now = today(region.zone)
    if not region.is_valid_on(now):
        return now
    for first in (_long_overdue(now, Calendars()), now - LOOKED_BACK):
        days = [day for day in days_from(first, now + ONE_DAY) if region.is_valid_on(day)]
        reports = reports_of_days(region, days, today)
        found = [day for day, of_day in reports.items() if _may_open(of_day)]
        if found:
            return max(found)
    return now


def _may_open(reports: DayReports) -> bool:
    """Whether at least half of those expected have reported, or none has time left.

    Where nobody is expected, whether half of those who have begun reported, or said they closed.
    """
    found = reports.counters
    if not found.expected:
        begun = found.places - found.not_begun
        return bool(begun) and 2 * (found.reported + found.closed) >= begun
    return 2 * found.awaited <= found.expected or not found.open


def _long_overdue(now: date, calendars: Calendars) -> date:
    """The newest working day that is overdue everywhere, whatever the zone and the province."""
    day = now - ONE_DAY
    # The clocks of the zones are up to two hours apart: one day more is on the safe side.
    while any(
        not one.is_working(day) or one.next_after(day) >= now - ONE_DAY for one in calendars.all()
    ):
        day -= ONE_DAY
    return day
