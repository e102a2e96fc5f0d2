"""A planning aid: how many team-days where, so that most people are brought to the target.

Pure arithmetic on whole people, cards and team-days; no Django.

A team-day is one recording set for one day, in one kecamatan. It brings

    min(people a team-day, share x people still missing in a kecamatan, people to the target)

rounded up to whole people, a kecamatan being an even part of its place. So the next one at the
same place never brings more than the one before, and to take, again and again, the team-day that
brings most is exact: no other plan brings more people, nor as many with fewer team-days. Between
team-days that bring the same, the lowest coverage decides. People need a card each; the last
team-day brings no more than there are cards left.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from heapq import heapify, heappop, heapreplace

from .most_places import Whole, most_places
from .order import Place
from .reach import USUAL_SHARE

# The middle of what a recording set usually does in a day (50 to 150).
A_TEAM_DAY = 100


class Aim(StrEnum):
    PEOPLE = "people"
    PLACES = "places"


class Limit(StrEnum):
    """What keeps a place from getting more."""

    TARGET = "target"
    CARDS = "cards"
    AT_ONCE = "at_once"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Need:
    """A place with its people short of the target and still missing; None is unknown.

    `most` is the most team-days that fit there: teams at once x days left. None: any number.
    """

    code: str
    people_to_target: int | None
    missing: int | None
    most: int | None = None
    kecamatan: int = 1

    @property
    def people(self) -> int | None:
        """The most that can be brought to the target there; None is unknown."""
        if self.people_to_target is None or self.missing is None:
            return None
        return min(self.people_to_target, self.missing)


def need_of(place: Place, at_once: int) -> Need:
    """What is left for team-days: less those expected at a planned event, and those who are
    probably recorded though not reported. `at_once` teams fit in there on one day.
    """
    most = None if place.days_left is None else at_once * place.days_left
    if place.people_to_target is None or place.missing is None:
        return Need(place.code, None, None, most)
    brought = (place.event_people or 0) + (place.people_untold or 0)
    short, missing = max(0, place.people_to_target - brought), place.missing - brought
    return Need(place.code, short, missing, most, place.kecamatan)


@dataclass(frozen=True, slots=True)
class Share:
    """What one place gets, and what it brings; `limit` says why not more."""

    code: str
    team_days: int
    people: int
    people_to_target: int
    limit: Limit

    @property
    def reaches(self) -> bool:
        return self.people == self.people_to_target


@dataclass(frozen=True, slots=True)
class Allocation:
    """Shares in the order of the needs, and those left out: at their target, or unknown.

    `proven` is False where the solver ran out of time: good, but maybe not the best.
    """

    shares: tuple[Share, ...]
    team_days_left: int
    cards_left: int
    reached: tuple[str, ...]
    unknown: tuple[str, ...]
    proven: bool = True

    @property
    def people(self) -> int:
        return sum(share.people for share in self.shares)

    @property
    def places(self) -> int:
        """How many places reach the target with it."""
        return sum(share.reaches for share in self.shares)


def allocate(
    needs: Iterable[Need],
    *,
    team_days: int,
    cards: int,
    a_team_day: int = A_TEAM_DAY,
    share: Fraction = USUAL_SHARE,
    aim: Aim = Aim.PEOPLE,
) -> Allocation:
    """The whole team-days per place that bring most people towards the target.

    `needs` stand lowest coverage first: that decides between equal plans, after fewest
    team-days. `share` of those missing in a kecamatan are reached in a team-day. With Aim.PLACES:
    as many places over the target as possible, with the fewest team-days; what is left of
    team-days and cards then goes where it brings most people.
    """
    needs = list(needs)
    places = [_Place(need, team_days, a_team_day, share) for need in needs if need.people]
    places = [place for place in places if place.left > 0]
    stock = _Stock(team_days, cards)
    proven = True
    if aim == Aim.PLACES:
        chosen, proven = most_places([place.whole(cards) for place in places], team_days, cards)
        for n in chosen:
            while places[n].brings:
                stock.serve(places[n])
    _serve_most(places, stock)
    below = {place.need.code for place in places}
    return Allocation(
        tuple(_share(place, stock, team_days) for place in places),
        stock.team_days,
        stock.cards,
        reached=tuple(n.code for n in needs if n.people is not None and n.code not in below),
        unknown=tuple(need.code for need in needs if need.people is None),
        proven=proven,
    )


class _Place:
    """A place while team-days are given to it; `left` people are short of the target."""

    __slots__ = ("_a_team_day", "_share", "days", "left", "missing", "most", "need", "people")

    def __init__(self, need: Need, team_days: int, a_team_day: int, share: Fraction):
        assert need.people is not None  # unknown ones are left out
        assert need.missing is not None
        self.need, self.left, self.missing = need, need.people, need.missing
        self.most = team_days if need.most is None else min(team_days, max(0, need.most))
        self.days = self.people = 0
        self._a_team_day = a_team_day
        self._share = share.numerator, share.denominator * need.kecamatan

    @property
    def brings(self) -> int:
        """People of the next team-day; 0 where it does not fit in or all are brought."""
        if self.days == self.most:
            return 0
        numerator, denominator = self._share
        reached = -(-numerator * self.missing // denominator)
        return min(self._a_team_day, reached, self.left)

    @property
    def alike(self) -> int:
        """How many of the next team-days bring that many each; at least 1."""
        people = self.brings
        numerator, denominator = self._share
        fewest_missing = denominator * (people - 1) // numerator + 1
        by_missing = (self.missing - fewest_missing) // people + 1
        return min(by_missing, self.left // people, self.most - self.days)

    def take(self, people: int, days: int = 1) -> None:
        """Give it `days` team-days of so many people each."""
        self.days += days
        self.people += people * days
        self.left -= people * days
        self.missing -= people * days

    def whole(self, cards: int) -> Whole | None:
        """What bringing all its people takes; None where that cannot be done."""
        if self.left > cards:
            return None
        alone = copy(self)
        while people := alone.brings:
            alone.take(people, alone.alike)
        return None if alone.left else Whole(alone.days, alone.people)


class _Stock:
    """The team-days and cards that are left."""

    def __init__(self, team_days: int, cards: int):
        self.team_days, self.cards = team_days, cards

    def serve(self, place: _Place) -> None:
        people = min(place.brings, self.cards)
        place.take(people)
        self.team_days -= 1
        self.cards -= people


def _serve_most(places: Sequence[_Place], stock: _Stock) -> None:
    """Each next team-day where it brings most, of equal ones to the first in `places`."""
    queue = [(-place.brings, n) for n, place in enumerate(places) if place.brings]
    heapify(queue)
    while queue and stock.team_days and stock.cards:
        _, n = queue[0]
        stock.serve(places[n])
        if places[n].brings:
            heapreplace(queue, (-places[n].brings, n))
        else:
            heappop(queue)


def _share(place: _Place, stock: _Stock, team_days: int) -> Share:
    if not place.left:
        limit = Limit.TARGET
    elif not stock.cards:
        limit = Limit.CARDS
    else:
        limit = Limit.AT_ONCE if place.days == place.most < team_days else Limit.ELSEWHERE
    return Share(place.need.code, place.days, place.people, place.people + place.left, limit)
