"""Days of one office, and the weeks they make: what a pace is compared with, day by day."""

from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import strategies as st

from regions.arithmetic import Week

WORKING_DAYS = 5


class Day(NamedTuple):
    """`told` says nothing on a day off: what was recorded there is known."""

    working: bool = True
    told: bool = True
    people: int = 0
    outreach: int = 0


def weeks_of(days: Sequence[Day]) -> list[Week]:
    """Whole weeks of these days, oldest first."""
    return [week_of(days[n : n + 7]) for n in range(0, len(days), 7)]


def week_of(days: Sequence[Day]) -> Week:
    working = [day for day in days if day.working]
    told = [day for day in working if day.told]
    return Week(
        days=len(days),
        working=len(working),
        told=len(told),
        people=sum(day.people for day in told),
        people_off=sum(day.people for day in days if not day.working),
        outreach=sum(day.outreach for day in days),
    )


def even_weeks(weeks: int, people: int, off: int = 0, outreach: int = 0) -> list[Day]:
    """So many on each working day, `off` on each day of the weekend, the same week by week."""
    week = [Day(people=people)] * WORKING_DAYS + [Day(working=False, people=off)] * 2
    week[0] = week[0]._replace(outreach=outreach)
    return week * weeks


def withdrawn(days: Sequence[Day], which: set[int]) -> list[Day]:
    return [
        day._replace(told=False) if n in which and day.working else day
        for n, day in enumerate(days)
    ]


def a_week(told: int, people: int, off: int = 0, outreach: int = 0) -> Week:
    return Week(7, WORKING_DAYS, told, people, off, outreach)


days = st.builds(
    Day, st.booleans(), st.booleans(), st.integers(0, 300), st.sampled_from([0, 0, 0, 0, 500])
)
# A day of two months, and what is silent of it.
which_days = st.sets(st.integers(0, 55), max_size=40)
two_months = st.lists(days, min_size=56, max_size=56)
