"""How fast people are recorded, how fast they would have to be, and when the target is reached.

Pure arithmetic on whole people, days and weeks; no Django.

The projection. Its middle lets the mean of the last four weeks go on: the drift method of
Hyndman and Athanasopoulos, "Forecasting: Principles and Practice" (3rd ed., 2021), section 5.2.
Its range are the place's own weeks: if every week to come were like the slow, or like the fast
quarter of its last eight (the quartiles). Weeks, because weekends make days incomparable. It
takes the population figure as it is: a new one moves the target.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil

DAYS_A_WEEK = 7
WEEKS_LOOKED_AT = 8
WEEKS_OF_THE_MEAN = 4
FEWEST_WEEKS = 4
# Two years: further away a straight line says nothing.
FURTHEST = 730


def needed_a_day(people_to_target: int, days_left: int) -> int | None:
    """The least whole number of people a day that reaches the target in time.

    `days_left` are the days after the one in question, the deadline included; with none left
    there is no answer.
    """
    return -(-people_to_target // days_left) if days_left > 0 else None


class Outlook(StrEnum):
    REACHED = "reached"
    PROJECTED = "projected"
    NOT_AT_THIS_PACE = "not_at_this_pace"
    TOO_FEW_REPORTS = "too_few_reports"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Projection:
    """When the target will be reached; `early` and `late` are the ends of the range.

    `late` is None where the slow weeks do not reach it within two years.
    """

    outlook: Outlook
    day: date | None = None
    early: date | None = None
    late: date | None = None


def project(people_to_target: int | None, weeks: Sequence[int], today: date) -> Projection:
    """The day on which `people_to_target` more people are recorded at the pace of `weeks`.

    `weeks` are the people newly recorded in each of the last weeks, oldest first, the last
    one ending today. None to target is unknown, 0 is reached.
    """
    if people_to_target is None:
        return Projection(Outlook.UNKNOWN)
    if people_to_target == 0:
        return Projection(Outlook.REACHED, today, today, today)
    pace = people_a_day(weeks)
    if pace is None:
        return Projection(Outlook.TOO_FEW_REPORTS)
    late, middle, early = (days_until(people_to_target, a_day) for a_day in pace)
    # Whatever the middle reaches, the fast weeks reach sooner.
    if middle is None or early is None:
        return Projection(Outlook.NOT_AT_THIS_PACE)
    return Projection(
        Outlook.PROJECTED,
        today + timedelta(days=middle),
        today + timedelta(days=early),
        None if late is None else today + timedelta(days=late),
    )


def people_a_day(weeks: Sequence[int]) -> tuple[Fraction, Fraction, Fraction] | None:
    """The slow, the middle and the fast pace of these weeks; None where too few had a count."""
    counted = without_the_time_before(weeks)[-WEEKS_LOOKED_AT:]
    if sum(people > 0 for people in counted) < FEWEST_WEEKS:
        return None
    slow, fast = quartiles(counted)
    recent = counted[-WEEKS_OF_THE_MEAN:]
    middle = Fraction(sum(recent), DAYS_A_WEEK * len(recent))
    return (
        min(Fraction(slow, DAYS_A_WEEK), middle),
        middle,
        max(Fraction(fast, DAYS_A_WEEK), middle),
    )


def without_the_time_before(weeks: Sequence[int]) -> Sequence[int]:
    """The weeks from the first one with a count on: before it, nobody reported here yet."""
    first = next((i for i, people in enumerate(weeks) if people), len(weeks))
    return weeks[first:]


def quartiles(weeks: Sequence[int]) -> tuple[int, int]:
    """A slow and a fast week: a quarter of the weeks is slower still, a quarter faster."""
    ordered, quarter = sorted(weeks), (len(weeks) - 1) // 4
    return ordered[quarter], ordered[-1 - quarter]


def days_until(people: int, a_day: Fraction) -> int | None:
    """Whole days until `people` are recorded at this pace; None beyond two years."""
    if a_day <= 0:
        return None
    days = ceil(people / a_day)
    return days if days <= FURTHEST else None
