"""Which target is in force where, on one day."""

from dataclasses import dataclass
from datetime import date

from ..arithmetic import to_hundredths
from ..decrees import Lineage
from ..models import DEFAULT_PERCENT, Region, Target


@dataclass(frozen=True, slots=True)
class Goal:
    """A target in force: coverage in hundredths of a percent, maybe with a deadline."""

    hundredths: int
    deadline: date | None = None
    label: str = ""


DEFAULT_GOAL = Goal(to_hundredths(DEFAULT_PERCENT))


class Goals:
    """The targets begun by `day`; the most specific region wins, then the latest; 1 query.

    A renumbered place keeps its own.
    """

    def __init__(self, day: date, nation_id: int | None, lineage: Lineage):
        self._nation_id, self._root = nation_id, lineage.root
        self._of: dict[int | None, Goal] = {}
        for target in Target.objects.filter(from_day__lte=day).order_by("from_day"):
            goal = Goal(to_hundredths(target.percent), target.deadline, target.label)
            self._of[target.region_id and self._root(target.region_id)] = goal

    def of(self, region: Region) -> Goal:
        for place in (region.pk, region.kabkota_id, region.province_id, self._nation_id, None):
            root = place and self._root(place)
            if root in self._of:
                return self._of[root]
        return DEFAULT_GOAL
