"""What a ranking is made of: the region and its places, each a row with all it is asked for."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ..arithmetic import Change, Pace, Standing, change
from ..days import MONTH, WEEK
from ..models import Region
from .figures import Origin
from .goals import Goal
from .ground import Base
from .weeks import Weeks


class Besides(NamedTuple):
    """What beside the people recorded changed a place between two days.

    `decrees` gave it ground or took some; `figures` says that other population figures came into
    force, not only those of ground that came or went.
    """

    decrees: tuple[str, ...] = ()
    figures: bool = True

    @classmethod
    def between(
        cls, decrees: tuple[str, ...], then: frozenset[Base], now: frozenset[Base]
    ) -> "Besides":
        """`then` and `now` are the figures of the two days, each with its ground."""
        return cls(decrees, figures=not decrees or not (then <= now or now <= then))


FIGURES = Besides()


@dataclass(slots=True)
class Row:
    """One place on one day, beside itself 7 and 30 days before.

    Changes are in hundredths of a percentage point of the figures as shown, so that a
    reader who subtracts gets the same; None where one of the two is unknown. `newly_7` and
    `newly_30` are the people recorded in that time. `rank_change_7` counts places among those
    that were known on both days, + is away from the lowest. `counted` are the people
    newly recorded since the as-of day of the figure in force (without one: since the first
    count), known also where coverage is not; `origins` are those of the figures in force;
    `besides_7` and `besides_30` what beside people changed it in that time; `is_undivided` says of
    a part of a split that it is only known together with others; `has_own_target` that its target
    is another than that of the region it is ranked in; `weeks` those of the last weeks,
    oldest first, as many as were asked for. `wajib_on_deadline` are the people obliged on the
    deadline of the target, where every part says so. `last_report` is the newest of its
    kabupaten/kota; who has reported the day itself is asked of
    regions.reporting.
    """

    region: Region
    day: date
    standing: Standing
    goal: Goal
    counted: int | None
    origins: frozenset[Origin]
    week_ago: Standing
    month_ago: Standing
    newly_7: int
    newly_30: int
    known: Standing
    last_report: date | None
    weeks: Weeks = ()
    pace: Pace | None = None
    paced: int = 0
    is_undivided: bool = False
    has_own_target: bool = False
    rank: int | None = None
    rank_change_7: int | None = None
    wajib_on_deadline: int | None = None
    besides_7: Besides = FIGURES
    besides_30: Besides = FIGURES

    @property
    def bases(self) -> frozenset[str]:
        return frozenset(origin.basis for origin in self.origins)

    @property
    def change_7(self) -> Change | None:
        return self._change_since(self.day - WEEK, self.week_ago, self.newly_7)

    @property
    def change_30(self) -> Change | None:
        return self._change_since(self.day - MONTH, self.month_ago, self.newly_30)

    def _change_since(self, day: date, before: Standing, newly: int) -> Change | None:
        # The same figure and no report in between: nobody knows whether anything changed.
        silent = self.last_report is None or self.last_report <= day
        if silent and self.standing == before:
            return None
        return change(before, newly, self.standing)

    @property
    def people_to_target(self) -> int | None:
        return self.standing.people_to_target(self.goal.hundredths)

    @property
    def to_target_on_deadline(self) -> int | None:
        """People whose recording reaches the target among those obliged on its deadline.

        None where that number is unknown, and without a deadline today or ahead.
        """
        if self.goal.deadline is None or self.goal.deadline < self.day:
            return None
        then = Standing.of_one(self.standing.recorded, self.wajib_on_deadline)
        return then.people_to_target(self.goal.hundredths)

    @property
    def reached(self) -> bool | None:
        return self.standing.reached(self.goal.hundredths)


class Undivided(NamedTuple):
    """Parts of a place that a decree split, as long as not each of them has a figure.

    `row` has the people who are not known by part: what the place was, less the parts that are
    known.
    """

    parts: tuple[Region, ...]
    row: Row


@dataclass(slots=True)
class Ranking:
    """A region on one day and its children, lowest coverage first, unknown ones last.

    `not_broken_down` are newly recorded people that the office of a kabupaten/kota gave no
    kecamatan for, `ended` those of kecamatan that are no more and live on in no row; with them
    the children add up. None above that level. `undivided` are people of places that were split;
    with them the known children make the sum.
    """

    region: Region
    day: date
    head: Row
    rows: list[Row]
    not_broken_down: int | None = None
    ended: int | None = None
    undivided: tuple[Undivided, ...] = ()

    @property
    def bases(self) -> frozenset[str]:
        """The bases of all denominators in it; more than one has to be said."""
        return frozenset().union(*(row.bases for row in self.rows), self.head.bases)
