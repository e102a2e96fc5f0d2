"""How far coverage and ranking could move once those still silent report. No Django.

A hint beside the figures, never mixed into them. The low end is the figure as it stands: a
silent place may have had days without anyone. The high end adds, for every day whose report
is awaited, one of the place's own fast days: a quarter of its last reported days with people
on them was faster still (the upper quartile, as for the range in regions.arithmetic). A place
without such days has no usual pace: its high end is unknown, and so is that of any sum it is
part of. A hole before a later report is not awaited: the office has spoken since.
"""

from collections.abc import Sequence
from typing import NamedTuple

from .coverage import Standing, lowest_first, summed
from .paces import quartiles


class Awaited(NamedTuple):
    """One place: where it stands, the days its reports are awaited of, its usual fast day.

    `a_day` are people; None where the place has no usual pace.
    """

    code: str
    standing: Standing
    days: int = 0
    a_day: int | None = None

    @property
    def people(self) -> int | None:
        """The most people its awaited reports would add if they are as usual."""
        if self.days == 0:
            return 0
        return None if self.a_day is None else self.days * self.a_day

    @property
    def high(self) -> Standing:
        """Where the place stands once it has reported as usual."""
        return raised(self.standing, self.people)


def usual_a_day(people: Sequence[int]) -> int | None:
    """A fast day among `people`, the counts of the last days with any; None without one."""
    return quartiles(people)[1] if people else None


def raised(standing: Standing, people: int | None) -> Standing:
    """The standing with `people` more recorded; unknown where either is."""
    if people == 0:
        return standing
    if people is None or standing.recorded is None:
        return standing._replace(recorded=None, known_parts=0)
    return standing._replace(recorded=standing.recorded + people)


def bounds(places: Sequence[Awaited]) -> tuple[Standing, Standing]:
    """The sum of these places as it stands, and once all awaited reports came in as usual."""
    return summed(place.standing for place in places), summed(place.high for place in places)


def movable(places: Sequence[Awaited]) -> set[str]:
    """The codes whose place in the ranking could change by the awaited reports.

    A place moves when it can pass the next one above it, or when one below it can pass it;
    without a usual pace a silent place may pass everyone. Unknown places have no rank to lose.
    """
    known = [place for place in places if place.standing.hundredths is not None]
    known.sort(key=lambda place: lowest_first(place.standing, place.code))
    lows = [lowest_first(place.standing, place.code) for place in known]
    highs = [lowest_first(place.high, place.code) for place in known]
    found: set[str] = set()
    furthest = None
    for n, place in enumerate(known):
        passed = furthest is not None and furthest > lows[n]
        passes = n + 1 < len(known) and highs[n] > lows[n + 1]
        if passed or passes:
            found.add(place.code)
        furthest = highs[n] if furthest is None else max(furthest, highs[n])
    return found
