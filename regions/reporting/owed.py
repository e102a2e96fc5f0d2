"""The day that an office should fill in first."""

from datetime import date

from ..days import ONE_DAY, WEEK
from ..models import TOLD, DayStatus, Region
from .expected import Duty

LOOKED_BACK = 4 * WEEK


def owed_before(office: Region, today: date, duty: Duty) -> date | None:
    """The last day before `today` of which the office owes a report, if it can still give it and
    has said nothing of it; 1 query.

    No older one: who is silent for long would never come to the day that is at hand.
    """
    days = duty.expected_between(today - LOOKED_BACK, today - ONE_DAY)
    if not days:
        return None
    said = DayStatus.objects.filter(kabkota=office, day=days[-1])
    is_done = any(locked or state in TOLD for state, locked in said.values_list("state", "locked"))
    return None if is_done else days[-1]
