"""When the target will be reached: a range, and a day inside it. No Django.

The range. Its early end lets the weeks go on as they were, outreach included: a straight line.
Its late end lets the counter's pace fall with the people still missing, without any outreach: who
is left is harder to find (an even hazard per missing person, as in a saturating curve). Each end
moves outwards by what chance does to weeks as uneven as these in one case of ten.

The middle is of the counter alone. It lies between a straight and a falling line, nearer to the
one that fits the last eight weeks better: did people a day vary less from week to week, or people
a day per missing person? Their odds are those of two normal likelihoods, squared: so the days
shown came truer than with the odds themselves.

Days not told. Their people are recorded but unknown: the late end takes it that nobody came on
them, the others that they were like the days told. So a withdrawn report widens the range.

How often the range holds the day that came true, and where it does not, is measured by
`manage.py backtest`; docs/adr/0013 has the table. It takes the population figure as it is: a new
one moves the target.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil, exp, inf, log, sqrt
from typing import NamedTuple

from .paces import (
    DAYS_A_WEEK,
    DAYS_OF_A_PACE,
    FURTHEST,
    WEEKS_LOOKED_AT,
    Pace,
    Week,
    a_report,
    counter_a_day,
    pace,
    weeks_of_the_pace,
)

# Student's t: nine of ten are below it, by degrees of freedom from 1 to 7.
NINE_OF_TEN = (3.08, 1.89, 1.64, 1.53, 1.48, 1.44, 1.41)
# What chance may do to one week, as an exponent. Up to 2, more people to record never mean an
# earlier day.
WIDEST = 2.0
# Ten days that a float makes 10.000000001 are ten.
NEARLY = 1e-9


class Outlook(StrEnum):
    REACHED = "reached"
    PROJECTED = "projected"
    STRAIGHT_ON = "straight_on"
    NOT_AT_THIS_PACE = "not_at_this_pace"
    TOO_FEW_REPORTS = "too_few_reports"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Projection:
    """When the target will be reached; `early` and `late` are the ends of the range.

    `day` and `late` are None where they lie beyond two years; what is projected has an `early`.
    A straight line has a day only.
    """

    outlook: Outlook
    day: date | None = None
    early: date | None = None
    late: date | None = None


def project(
    people_to_target: int | None, missing: int | None, weeks: Sequence[Week], today: date
) -> Projection:
    """The day on which `people_to_target` more people are recorded, after these weeks.

    `missing` are all who are not recorded yet; `weeks` are the last ones, oldest first, the last
    one ends today. None to target is unknown, 0 is reached. Not at this pace: the early end lies
    beyond two years, or nobody comes by themselves.
    """
    if people_to_target is None or missing is None:
        return Projection(Outlook.UNKNOWN)
    if people_to_target <= 0:
        return Projection(Outlook.REACHED, today, today, today)
    recent = pace(weeks)
    if recent is None:
        return Projection(Outlook.TOO_FEW_REPORTS)
    if not recent.counter:
        return Projection(Outlook.NOT_AT_THIS_PACE)
    found = _Lines(people_to_target, missing, weeks[-WEEKS_LOOKED_AT:], recent)
    early, middle, late = (_on(today, days) for days in (found.early, found.middle, found.late))
    if early is None:
        return Projection(Outlook.NOT_AT_THIS_PACE)
    return Projection(Outlook.PROJECTED, middle, early, late)


def straight_on(people_to_target: int | None, weeks: Sequence[Week], today: date) -> Projection:
    """The day on which so many more people are recorded at the pace of these weeks, outreach too.

    As `project` takes them: days not told were like the days told. Not at this pace: nobody
    comes, or the day lies beyond two years.
    """
    if people_to_target is None:
        return Projection(Outlook.UNKNOWN)
    if people_to_target <= 0:
        return Projection(Outlook.REACHED, today, today, today)
    recent = pace(weeks)
    if recent is None:
        return Projection(Outlook.TOO_FEW_REPORTS)
    if not recent.total:
        return Projection(Outlook.NOT_AT_THIS_PACE)
    awaited = _people_awaited(weeks[-WEEKS_LOOKED_AT:], weeks_of_the_pace(weeks))
    left = max(Fraction(0), people_to_target - awaited)
    day = _on(today, float(left / recent.total))
    return Projection(Outlook.STRAIGHT_ON if day else Outlook.NOT_AT_THIS_PACE, day)


def _on(today: date, days: float) -> date | None:
    """The day so many days ahead, tomorrow at the earliest; None beyond two years."""
    if days > FURTHEST:
        return None
    return today + timedelta(days=max(1, ceil(days - NEARLY)))


class _Seen(NamedTuple):
    """One week: people a day at the counter, and who was missing in its middle."""

    a_day: float
    missing: float


class _Lines:
    """The ways ahead of one place, in days from today; inf where they never arrive."""

    def __init__(
        self, people_to_target: int, missing: int, weeks: Sequence[Week], recent: Pace
    ) -> None:
        of_pace = weeks_of_the_pace(weeks)
        awaited = _people_awaited(weeks, of_pace)
        self._told = people_to_target, missing
        self._left = max(0.0, float(people_to_target - awaited))
        self._missing = float(missing - awaited)
        self._a_day = float(recent.counter)
        self._by_outreach = sum(w.outreach for w in weeks) / sum(w.days for w in weeks)
        known_days = min(DAYS_OF_A_PACE, sum(week.known_days for week in of_pace))
        self._weeks_of_pace = float(known_days) / DAYS_A_WEEK
        # People a day per missing person, as they were in the middle of these weeks.
        middle = self._missing + float(recent.total) * recent.days / 2
        self._hazard = self._a_day / middle if self._missing > 0 else 0.0
        self._weeks = _seen(weeks, self._a_day, self._missing)
        self._uneven = _unevenness([week.a_day for week in self._weeks])
        self._uneven_per_missing = self._uneven
        if self._hazard:
            hazards = [week.a_day / week.missing for week in self._weeks]
            self._uneven_per_missing = _unevenness(hazards)
        # How uneven weeks are by chance alone (Poisson); even ones are so by luck.
        self._chance = 1 / max(1.0, self._a_day * DAYS_A_WEEK)

    @property
    def early(self) -> float:
        """Straight on, with outreach as in these weeks, and with luck."""
        days = self._left / (self._a_day + self._by_outreach)
        return days / self._luck(days)

    @property
    def middle(self) -> float:
        """Between the straight and the falling line: a mean of paces, so one may never arrive."""
        if not self._left:
            return 0.0
        follows = self._follows()
        straight = self._left / self._a_day
        falling = _falling(self._left, self._missing, self._hazard)
        a_day = (1 - follows) / straight + follows / falling
        return 1 / a_day if a_day else inf

    @property
    def late(self) -> float:
        """Falling with those still missing, nobody on days not told, and without luck."""
        days = _falling(*self._told, self._hazard)
        return days * self._luck(days)

    def _follows(self) -> float:
        """How likely it is, from 0 to 1, that the pace follows the people still missing."""
        if not self._hazard:
            return 0.0
        better = (self._uneven + self._chance) / (self._uneven_per_missing + self._chance)
        odds: float = better ** (len(self._weeks) - 1)
        return odds / (1 + odds)

    def _luck(self, days: float) -> float:
        """By what factor chance moves an arrival: in the weeks of the pace, and in those ahead.

        A week is as uneven as the last ones were along the line that fits them better.
        """
        uneven = max(self._chance, min(self._uneven, self._uneven_per_missing))
        of_one_week = min(WIDEST, NINE_OF_TEN[len(self._weeks) - 2] * sqrt(uneven))
        ahead = max(1.0, days / DAYS_A_WEEK)
        return exp(of_one_week * sqrt(1 / self._weeks_of_pace + 1 / ahead))


def _unevenness(values: Sequence[float]) -> float:
    """The square of their coefficient of variation; at least two values."""
    mean = sum(values) / len(values)
    if not mean:
        return 0.0
    return sum((value / mean - 1) ** 2 for value in values) / (len(values) - 1)


def _people_awaited(weeks: Sequence[Week], of_pace: Sequence[Week]) -> Fraction:
    """The people of the days not told, if these were like the told days of the pace."""
    return a_report(of_pace) * sum(week.working - week.told for week in weeks)


def _seen(weeks: Sequence[Week], a_day: float, missing: float) -> list[_Seen]:
    """The weeks of which something is known; `a_day` stands for those of which nothing is."""
    found = []
    for week in reversed(weeks):
        its_own = float(counter_a_day([week])) if week.known_days else a_day
        newly = its_own * week.days + week.outreach
        if week.known_days:
            found.append(_Seen(its_own, missing + newly / 2))
        missing += newly
    return found


def _falling(people: float, missing: float, hazard: float) -> float:
    """Days until `people` of the missing are recorded, each day this share of those left."""
    if people >= missing or not hazard:
        return inf
    return -log(1 - people / missing) / hazard
