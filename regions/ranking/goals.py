"""Which target is in force where, on one day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from ..arithmetic import to_hundredths
from ..decrees import Lineage
from ..levels import Level
from ..models import DEFAULT_PERCENT, Region, Target


@dataclass(frozen=True, slots=True)
class Goal:
    """A target in force: coverage in hundredths of a percent, maybe with a deadline."""

    hundredths: int
    deadline: date | None = None
    label: str = ""


DEFAULT_GOAL = Goal(to_hundredths(DEFAULT_PERCENT))


def goal_of(targets: Iterable[Target], day: date) -> Goal | None:
    """The goal that the targets of one place, oldest first, set on a day; None where none is in
    force."""
    in_force = [target for target in targets if target.is_in_force_on(day)]
    if not in_force:
        return None
    last = in_force[-1]
    return Goal(to_hundredths(last.percent), last.deadline, last.label)


def targets_of(region: Region) -> list[Target]:
    """Those of the place itself, oldest first; of the nation also those for all; 1 query."""
    own = Q(region=region)
    if region.level == Level.NATION:
        own |= Q(region__isnull=True)
    return list(_oldest_first(Target.objects.not_withdrawn().filter(own)))


def _oldest_first(targets: QuerySet[Target]) -> QuerySet[Target]:
    """Of two from one day the one for all regions goes before that of the nation."""
    return targets.order_by("from_day", F("region").asc(nulls_first=True))


class Goals:
    """The targets in force on `day`; the most specific region wins, then the latest; 1 query.

    A renumbered place keeps its own.
    """

    def __init__(self, day: date, nation_id: int | None, lineage: Lineage):
        self._nation_id, self._root = nation_id, lineage.root
        self._of: dict[int | None, Goal] = {}
        of_place: dict[int | None, list[Target]] = defaultdict(list)
        begun = Target.objects.not_withdrawn().filter(from_day__lte=day)
        for target in _oldest_first(begun):
            place = target.region_id or nation_id
            of_place[place and self._root(place)].append(target)
        for place, targets in of_place.items():
            if goal := goal_of(targets, day):
                self._of[place] = goal

    def of(self, region: Region) -> Goal:
        for place in (region.pk, region.kabkota_id, region.province_id, self._nation_id):
            root = place and self._root(place)
            if root in self._of:
                return self._of[root]
        return DEFAULT_GOAL
