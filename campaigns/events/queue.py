"""Who waits for the next step, first come first served. Pure arithmetic, no Django.

Counts do not say whose card was printed; as if the first recorded were the first printed is the
usual reading of two counters (a FIFO queue), and exact for how many wait.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from regions.days import ONE_DAY


@dataclass(frozen=True, slots=True)
class Cohort:
    """Those who came on `day`, and when they went on: that day, the next, later, not yet."""

    day: date
    came: int
    same_day: int
    next_day: int
    later: int
    in_queue: int


@dataclass(frozen=True, slots=True)
class Queue:
    """How many people wait, and since when the first of them; None when nobody does."""

    people: int
    oldest: date | None

    def days(self, today: date) -> int:
        """For how many days the first has been waiting."""
        return (today - self.oldest).days if self.oldest else 0


def cohorts(came: Mapping[date, int], went: Mapping[date, int]) -> list[Cohort]:
    """Those who came, by day, oldest first; days on which nobody came are left out.

    Who goes on while nobody waits had come before the first day: they belong to no cohort and
    are owed to no later one.
    """
    gone: dict[date, dict[date, int]] = {}
    left: deque[list] = deque()
    for day in sorted({*came, *went}):
        if came.get(day, 0):
            left.append([day, came[day]])
        going = went.get(day, 0)
        while going and left:
            since, there = left[0]
            taken = min(going, there)
            gone.setdefault(since, {})[day] = taken
            going -= taken
            left[0][1] -= taken
            if not left[0][1]:
                left.popleft()
    return [
        _cohort(day, people, gone.get(day, {})) for day, people in sorted(came.items()) if people
    ]


def _cohort(day: date, came: int, gone: Mapping[date, int]) -> Cohort:
    same, following, all_gone = gone.get(day, 0), gone.get(day + ONE_DAY, 0), sum(gone.values())
    return Cohort(day, came, same, following, all_gone - same - following, came - all_gone)


def queue(found: Iterable[Cohort]) -> Queue:
    """All who still wait."""
    left = [cohort for cohort in found if cohort.in_queue]
    return Queue(
        people=sum(cohort.in_queue for cohort in left),
        oldest=min((cohort.day for cohort in left), default=None),
    )
