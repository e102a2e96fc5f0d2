"""Made-up places to try projections on: people by calendar day, and which days were told.

No daily series of a real office is public, so these are families of what offices do. They share:
8 to 80 people a calendar day in calm times (log-uniform), a weekday rhythm from Monday 1,3 to
Friday 0,7, nobody on weekends, chance like Poisson's. Ten weeks before the day of judging, two
years after it. Targets lie 21 to 250 days ahead at the place's own pace, at 40 to 85 % of the
people still missing (from 95 % to 98 % it is 60 %). "Weekly noise 0,3": each week is faster or
slower by a factor that is log-normal with sigma 0,3, mean 1, independent of the week before.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..arithmetic import FURTHEST, Week

Days = NDArray[np.int64]
Flags = NDArray[np.bool_]
Rng = np.random.Generator

DAYS_BEFORE = 70
DAYS_AFTER = FURTHEST
DAYS = DAYS_BEFORE + DAYS_AFTER
LOOKED_AT = 56
# Monday to Sunday; their mean is 1.
RHYTHM = np.array([1.3, 1.1, 1.0, 0.9, 0.7, 0.0, 0.0]) * 7 / 5
# The true day of a case lies so many days ahead.
SOONEST, LATEST = 14, 365


@dataclass(frozen=True)
class Course:
    """One place by calendar days; it is judged at the end of day `judged`.

    `counter` and `outreach` are people; `working` the days on which a report is expected,
    `told` those that are in. At the end of the day judged, `to_target` people were really
    left to be recorded, of `missing` in all; what was not told is not known to be recorded.
    """

    counter: Days
    outreach: Days
    working: Flags
    told: Flags
    judged: int
    to_target: int
    missing: int

    @property
    def known(self) -> Days:
        """People a day that anybody knows of."""
        return np.where(self.working & ~self.told, 0, self.counter) + self.outreach

    @property
    def people_not_told(self) -> int:
        """Recorded by the day judged, in reports that are not in."""
        all_people = (self.counter + self.outreach)[: self.judged + 1].sum()
        return int(all_people - self.known[: self.judged + 1].sum())

    @property
    def true_days(self) -> int | None:
        """After how many days the target was reached, silent days and all; None if never."""
        after = np.cumsum((self.counter + self.outreach)[self.judged + 1 :])
        days = int(np.searchsorted(after, self.to_target)) + 1
        return days if days <= len(after) else None

    def weeks(self) -> list[Week]:
        """The weeks up to the day judged, oldest first, eight where there are so many."""
        end = self.judged + 1
        ends = [end - 7 * back for back in range(LOOKED_AT // 7) if end - 7 * back > 0]
        return [self._week(slice(max(0, last - 7), last)) for last in reversed(ends)]

    def _week(self, days: slice) -> Week:
        working, told = self.working[days], self.working[days] & self.told[days]
        counter = self.counter[days]
        return Week(
            len(counter),
            int(working.sum()),
            int(told.sum()),
            int(counter[told].sum()),
            int(counter[~working].sum()),
            int(self.outreach[days].sum()),
        )


def steady(rng: Rng) -> Course:
    """The same pace all along."""
    return _straight(rng)


def noisy(rng: Rng) -> Course:
    """The same pace, weekly noise 0,3."""
    return _straight(rng, noise=0.3)


def bursts(rng: Rng) -> Course:
    """Weekly noise 0,15, and outreach events of one to three days, 10 to 15 % of all people.

    One comes every 20 to 60 days, give or take half of that, before the day of judging and after.
    """
    share, every = rng.uniform(0.10, 0.15), rng.uniform(20, 60)
    course = _straight(rng, noise=0.15)
    of_event = course.counter.mean() * every * share / (1 - share)
    begin = int(rng.uniform(0, every))
    while begin < DAYS:
        days = int(rng.integers(1, 4))
        people = rng.poisson(of_event * rng.uniform(0.5, 1.5) / days, days)
        course.outreach[begin : begin + days] += people[: DAYS - begin]
        begin += int(every * rng.uniform(0.5, 1.5))
    return course


def silent(rng: Rng) -> Course:
    """Steady or noisy; 7 to 14 working days of the last eight weeks were not told.

    They lie at the end, or anywhere. Their people count towards the target all the same.
    """
    course = _straight(rng, noise=float(rng.choice([0.0, 0.3])))
    seen = np.flatnonzero(course.working[: course.judged + 1])[-5 * LOOKED_AT // 7 :]
    number = int(rng.integers(7, 15))
    at_the_end = rng.random() < 0.5
    course.told[seen[-number:] if at_the_end else rng.choice(seen, number, replace=False)] = False
    return course


def saturating(rng: Rng) -> Course:
    """The pace falls with those who are left: 0,3 to 1,2 % of them a day, weekly noise 0,3.

    Nobody beyond 99,5 to 100 % ever comes. 50.000 to 300.000 obliged, targets of 95 to 98 %,
    the day of judging between 86 % and half a point below the target.
    """
    target = rng.uniform(0.95, 0.98)
    now = rng.uniform(0.86, target - 0.005)
    return _fading(rng, now, target, hazard=rng.uniform(0.003, 0.012))


def closing(rng: Rng) -> Course:
    """A rush before a deadline on about the day the target would be reached: up to fivefold.

    No projection from the weeks before can see it; the truth is earlier.
    """
    course = _straight(rng, noise=0.1)
    ahead = course.judged + course.to_target / course.counter.mean() - np.arange(DAYS)
    rush = 1 + 4 * np.exp(-np.maximum(ahead, 0) / 15)
    course.counter[:] = rng.poisson(course.counter * rush)
    return course


def never(rng: Rng) -> Course:
    """Like saturating, 0,2 to 0,3 % a day, 98 % still far: not reached within two years."""
    return _fading(rng, rng.uniform(0.80, 0.94), 0.98, hazard=rng.uniform(0.002, 0.003))


FAMILIES: Mapping[str, Callable[[Rng], Course]] = {
    family.__name__: family for family in (steady, noisy, bursts, silent, saturating, closing)
}


def courses(family: Callable[[Rng], Course], seed: int) -> Iterator[Course]:
    """Places of one family, without end: those whose target is reached in 14 to 365 days."""
    rng = np.random.default_rng((seed, *family.__name__.encode()))
    while True:
        course = family(rng)
        true_days = course.true_days
        if course.to_target > 0 and true_days and SOONEST <= true_days <= LATEST:
            yield course


def courses_without_end(seed: int) -> Iterator[Course]:
    """Places that do not reach their target within two years."""
    rng = np.random.default_rng((seed, *never.__name__.encode()))
    while True:
        course = never(rng)
        if course.true_days is None:
            yield course


def _straight(rng: Rng, noise: float = 0.0) -> Course:
    weekday = _weekdays(rng)
    a_day = np.exp(rng.uniform(np.log(8), np.log(80)))
    counter = rng.poisson(a_day * RHYTHM[weekday] * _good_and_bad_weeks(rng, noise))
    to_target = a_day * np.exp(rng.uniform(np.log(21), np.log(250)))
    missing = to_target / rng.uniform(0.40, 0.85)
    return _course(counter, weekday, round(to_target), round(missing))


def _fading(rng: Rng, now: float, target: float, hazard: float) -> Course:
    """On the day of judging about `now` are recorded of all, at the end 99,5 to 100 %."""
    obliged, ceiling = rng.uniform(50_000, 300_000), rng.uniform(0.995, 1.0)
    weekday = _weekdays(rng)
    share = hazard * RHYTHM[weekday] * _good_and_bad_weeks(rng, 0.3)
    left = (ceiling - now) * obliged * np.exp(hazard * DAYS_BEFORE)
    counter = np.zeros(DAYS, np.int64)
    missing = 0.0
    for day in range(DAYS):
        counter[day] = rng.poisson(left * share[day])
        left = max(0.0, left - counter[day])
        if day == DAYS_BEFORE - 1:
            missing = left + (1 - ceiling) * obliged
    return _course(counter, weekday, round(missing - (1 - target) * obliged), round(missing))


def _weekdays(rng: Rng) -> Days:
    """0 is Monday; the day of judging falls on any."""
    return (np.arange(DAYS) + rng.integers(7)) % 7


def _good_and_bad_weeks(rng: Rng, sigma: float) -> NDArray[np.float64]:
    weeks = np.exp(rng.normal(-(sigma**2) / 2, sigma, DAYS // 7 + 1))
    return np.repeat(weeks, 7)[:DAYS]


def _course(counter: Days, weekday: Days, to_target: int, missing: int) -> Course:
    working = RHYTHM[weekday] > 0
    return Course(
        counter=counter,
        outreach=np.zeros(len(counter), np.int64),
        working=working,
        told=working.copy(),
        judged=DAYS_BEFORE - 1,
        to_target=to_target,
        missing=missing,
    )
