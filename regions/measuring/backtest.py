"""Whether projections came true: of made-up places, and of the history of offices.

A case is one place on one day of judging, with the day on which its target was really reached.
The projection is told only what was known on the day of judging. Beside it stand two straight
lines, of the mean of the last 7 and 28 days, which take a missing report for a zero.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from math import inf
from typing import NamedTuple

import pandas as pd
from django.db import transaction

from ..arithmetic import Outlook, Projection, project, straight_on
from ..models import Backtest, Region
from .families import FAMILIES, Course, courses, courses_without_end
from .histories import courses_of_office, offices_of

CASES = 400
# Any day will do: courses are counted in days from it.
JUDGED_ON = date(2019, 4, 4)
COLUMNS = ("held", "shown_true", "error", "error_7", "error_28", "error_straight")
# Below that a page does not turn from one way of projecting to another; cases overlap.
ENOUGH_CASES = 12


class BacktestResult(NamedTuple):
    """How `n` projections came out; shares and medians, None where there were none.

    `held`: the share whose range held the true day. `shown_true`: the median of days shown
    over days it really took. `error`: the median of how far the day shown was off, as a share
    of the days it took; `error_7` and `error_28` that of the straight lines, `error_straight` that
    of the straight line a page can show, which takes no silence for zero. Infinite where most were
    shown no day, or had no pace.
    """

    n: int
    held: float | None = None
    shown_true: float | None = None
    error: float | None = None
    error_7: float | None = None
    error_28: float | None = None
    error_straight: float | None = None

    @property
    def straight_is_nearer(self) -> bool:
        """Whether a page does better with the straight line, by enough cases."""
        if self.n < ENOUGH_CASES or self.error is None or self.error_straight is None:
            return False
        return self.error_straight < self.error


class NeverReached(NamedTuple):
    """What `n` places are shown that do not reach their target within two years.

    A whole range with its two days; only the earliest and a likely day; only the earliest.
    """

    n: int
    range: int
    day: int
    earliest_only: int
    none: int


def backtest_of_families(seed: int, cases: int) -> dict[str, BacktestResult]:
    """Each family of made-up places, `cases` of each."""
    return {
        name: outcome(judged(islice(courses(family, seed), cases)))
        for name, family in FAMILIES.items()
    }


def backtest_of_region(region: Region, day: date) -> BacktestResult:
    """The projections of the kabupaten/kota in `region`, on their own counts up to `day`.

    What came of each office is kept for its page, in place of what was kept before.
    """
    tried = {office: judged(courses_of_office(office, day)) for office in offices_of(region, day)}
    tables = {office: table for office, table in tried.items() if not table.empty}
    with transaction.atomic():
        Backtest.objects.in_region(region).delete()
        Backtest.objects.bulk_create(
            Backtest(
                region=office,
                day=day,
                cases=len(table),
                held=int(table.held.sum()),
                straight_is_nearer=outcome(table).straight_is_nearer,
            )
            for office, table in tables.items()
        )
    return outcome(pd.concat(tables.values())) if tables else BacktestResult(0)


def never_reached(seed: int, cases: int) -> NeverReached:
    found = [_shown(course) for course in islice(courses_without_end(seed), cases)]
    dated = [one for one in found if one.early]
    with_day = [one for one in dated if one.day]
    whole = [one for one in with_day if one.late]
    return NeverReached(
        n=len(found),
        range=len(whole),
        day=len(with_day) - len(whole),
        earliest_only=len(dated) - len(with_day),
        none=len(found) - len(dated),
    )


def judged(found: Iterable[Course]) -> pd.DataFrame:
    """A line for each case; those with too few reports are shown nothing and left out."""
    return pd.DataFrame(_judged(found), columns=COLUMNS)


def outcome(table: pd.DataFrame) -> BacktestResult:
    """What came of many judged cases."""
    if table.empty:
        return BacktestResult(0)
    medians = table.drop(columns="held").median()
    return BacktestResult(len(table), float(table.held.mean()), *map(float, medians))


def _judged(found: Iterable[Course]) -> Iterator[tuple[bool, float, float, float, float, float]]:
    for course in found:
        true, shown = course.true_days, _shown(course)
        if true is None or shown.outlook in (Outlook.TOO_FEW_REPORTS, Outlook.UNKNOWN):
            continue
        days = _days(shown.day)
        held = _days(shown.early) <= true <= _days(shown.late)
        known = course.known[: course.judged + 1]
        left = course.to_target + course.people_not_told
        lines = [left / mean if (mean := known[-n:].mean()) else inf for n in (7, 28)]
        straight = _days(straight_on(left, course.weeks(), JUDGED_ON).day)
        yield held, days / true, *(abs(line - true) / true for line in (days, *lines, straight))


def _shown(course: Course) -> Projection:
    """What the page shows, which takes the days not told for nothing known."""
    not_told = course.people_not_told
    return project(
        course.to_target + not_told, course.missing + not_told, course.weeks(), JUDGED_ON
    )


def _days(day: date | None) -> float:
    return inf if day is None else (day - JUDGED_ON) / timedelta(days=1)
