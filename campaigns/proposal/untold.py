"""What is probably recorded though not reported: days without a report, people on such a day.

Pure arithmetic; no Django.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from regions.arithmetic import Pace, Week


def days_untold(weeks: Sequence[Week], day: date, as_of: date | None) -> int:
    """Working days without a report in these weeks up to `day`, also those before a later one.

    A day off and a day the office closed are none. The figure in force knows who was recorded up
    to its `as_of` day: of the week that holds it, only the share of the days after it counts.
    """
    found = Fraction(0)
    for back, week in enumerate(reversed(weeks)):
        days = week.days
        if as_of is not None:
            last = day - timedelta(weeks=back)
            days = min(days, max(0, (last - as_of).days))
        found += Fraction((week.working - week.told) * days, week.days)
    return round(found)


def a_working_day(pace: Pace | None) -> Fraction | None:
    """People who come by themselves on a working day: those of a calendar day, and its share of
    the days off. None where the pace is unknown.
    """
    if pace is None or not pace.working:
        return None
    return pace.counter * pace.days / pace.working
