"""A planning aid: how many team-days where, so that most people are brought to the target.

Pure arithmetic on whole people, cards and team-days; no Django. Solved exactly as an integer
programme with HiGHS (Huangfu and Hall, "Parallelizing the dual revised simplex method", 2018)
through scipy.optimize.milp.

A team-day is one recording set for one day; it records so many people (usually 50 to 150).
So t team-days bring a place min(t x people a team-day, its people to the target), never more
than are missing there. All together they bring no more people than there are cards.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

# The middle of what a recording set usually does in a day (50 to 150).
A_TEAM_DAY = 100
# A web page waits no longer than this for one of the four questions to the solver.
SECONDS = 2.0


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
    """Shares in order of code, and those left out: at their target, or unknown.

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


@dataclass(frozen=True, slots=True)
class _Place:
    """A need in full team-days and one more for the rest; `most` fit in."""

    code: str
    people: int
    full: int
    rest: int
    most: int

    @property
    def whole(self) -> int:
        """Team-days that bring all its people."""
        return self.full + (self.rest > 0)

    @property
    def single(self) -> int:
        """Team-days that fit in and each bring a full day's people."""
        return min(self.full, self.most)


def allocate(
    needs: Iterable[Need],
    *,
    team_days: int,
    cards: int,
    a_team_day: int = A_TEAM_DAY,
    aim: Aim = Aim.PEOPLE,
) -> Allocation:
    """The whole team-days per place that bring most people towards the target.

    With Aim.PLACES: as many places over the target as possible, and among those plans the
    one with most people. Ties: fewest team-days, then lower codes first. The same for the
    same needs in any order.
    """
    needs = sorted(needs, key=lambda need: need.code)
    people_at = {need.code: _people_at(need) for need in needs}
    places = [
        _place(need, people, team_days, a_team_day)
        for need in needs
        if (people := people_at[need.code]) is not None and people > 0
    ]
    chosen, aimed, proven = _solve(places, team_days, cards, a_team_day, aim)
    brought = _people(places, chosen, aimed, cards, a_team_day)
    cards_left = cards - sum(brought)
    shares = tuple(
        Share(place.code, days, people, place.people, limit)
        for place, days, people in zip(places, chosen, brought, strict=True)
        for limit in [_limit(place, days, people, a_team_day, cards_left, team_days)]
    )
    in_it = {place.code for place in places}
    return Allocation(
        shares,
        team_days - sum(chosen),
        cards_left,
        reached=tuple(
            code for code, people in people_at.items() if people is not None and code not in in_it
        ),
        unknown=tuple(code for code, people in people_at.items() if people is None),
        proven=proven,
    )


def _people_at(need: Need) -> int | None:
    """The most that can be brought to the target there; None is unknown."""
    if need.people_to_target is None or need.missing is None:
        return None
    return min(need.people_to_target, need.missing)


def _place(need: Need, people: int, team_days: int, a_team_day: int) -> _Place:
    full, rest = divmod(people, a_team_day)
    most = team_days if need.most is None else min(team_days, max(0, need.most))
    return _Place(need.code, people, full, rest, most)


def _people(
    places: Sequence[_Place],
    chosen: Sequence[int],
    aimed: Sequence[bool],
    cards: int,
    a_team_day: int,
) -> list[int]:
    """People per place; where cards are short, first those aimed at, then by code."""
    brought = [0] * len(places)
    for i in sorted(range(len(places)), key=lambda i: (not aimed[i], i)):
        brought[i] = min(chosen[i] * a_team_day, places[i].people, cards)
        cards -= brought[i]
    return brought


def _limit(
    place: _Place, chosen: int, people: int, a_team_day: int, cards_left: int, team_days: int
) -> Limit:
    if people == place.people:
        return Limit.TARGET
    if people < chosen * a_team_day or cards_left == 0:
        return Limit.CARDS
    return Limit.AT_ONCE if chosen == place.most < team_days else Limit.ELSEWHERE


def _solve(
    places: Sequence[_Place], team_days: int, cards: int, a_team_day: int, aim: Aim
) -> tuple[list[int], list[bool], bool]:
    """Team-days per place, the places that get all of theirs, and whether it is proven the best.

    One question after the other, each with the answers before as conditions: places over the
    target (if that is the aim), people, fewest team-days, lowest codes.
    """
    if not places or not team_days or not cards:
        return [0] * len(places), [False] * len(places), True
    from numpy import array, ones, zeros  # with scipy 0,3 s: only where needed

    n = len(places)
    over = array([*ones(n), *zeros(n), 0, 0])
    people = array([*zeros(2 * n), 0, 1])
    spent = array([*[place.whole for place in places] * 2, 1, 0], dtype=float)
    codes = array([*[*range(1, n + 1)] * 2, 0, 0], dtype=float)
    questions = [people, -spent, -codes]
    if aim == Aim.PLACES:
        questions.insert(0, over)
    programme = _Programme(places, team_days, cards, a_team_day, aim)
    best, proven = zeros(2 * n + 2), True
    for question in questions:
        found, is_proven = programme.maximise(question)
        proven = proven and is_proven
        if found is None:
            break
        best = found
        reached = round(float(question @ best))
        programme.keep(question, reached)
        if question is over:
            programme.leave_out_too_large(reached)
    return *_shared_out(places, [round(float(value)) for value in best]), proven


def _shared_out(places: Sequence[_Place], columns: Sequence[int]) -> tuple[list[int], list[bool]]:
    """Team-days per place, and the places aimed at, from the columns of the programme."""
    n, single = len(places), columns[-2]
    whole, short = columns[:n], columns[n : 2 * n]
    chosen = []
    for place, gets_all in zip(places, map(max, whole, short), strict=True):
        chosen.append(place.whole if gets_all else min(place.single, single))
        single -= 0 if gets_all else chosen[-1]
    return chosen, [bool(gets_all) for gets_all in whole]


class _Programme:
    """The integer programme, small because team-days that bring a full day's people are alike.

    Columns: per place, whether it gets all the team-days it needs, the last one maybe not
    full; per place, whether it gets them but not all its cards (Aim.PLACES: it is not over
    the target); then full team-days in all other places together (shared out by code
    afterwards: each brings the same); then people, no more than cards.

    One place short of cards is enough: with as many places over the target as can be, it
    needs more cards than are left, so it uses them up alone.
    """

    def __init__(
        self, places: Sequence[_Place], team_days: int, cards: int, a_team_day: int, aim: Aim
    ):
        self._places, self._team_days, self._cards = places, team_days, cards
        n, to_places = len(places), aim == Aim.PLACES
        single = sum(place.single for place in places)
        whole = [p.whole <= p.most and (not to_places or p.people <= cards) for p in places]
        # Without a rest all its team-days are full: `single` has them already.
        short = [to_places and p.whole <= p.most and p.rest > 0 for p in places]
        self._upper = [*map(int, whole), *map(int, short), single, cards]
        self._integer = [1] * (2 * n + 1) + [0]
        self._rows = [
            [*[place.whole for place in places] * 2, 1, 0],
            [*[place.single for place in places] * 2, 1, 0],
            [*[-place.people for place in places] * 2, -a_team_day, 1],
            [*[0] * n, *[1] * n, 0, 0],
        ]
        self._most = [team_days, single, 0, 1]
        if to_places:
            self._rows.append([*(place.people for place in places), *[0] * n, 0, 0])
            self._most.append(cards)

    def maximise(self, question) -> tuple:
        """The best columns found (None without any), and whether they are proven the best."""
        from numpy import array, inf
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import eye_array

        n = len(self._places)
        either = eye_array(n, 2 * n + 2) + eye_array(n, 2 * n + 2, k=n)
        found = milp(
            -question,
            integrality=self._integer,
            bounds=Bounds(0, self._upper),
            constraints=[
                LinearConstraint(array(self._rows, dtype=float), -inf, self._most),
                LinearConstraint(either, -inf, 1),
            ],
            options={"mip_rel_gap": 0, "time_limit": SECONDS},
        )
        return found.x, found.status == 0

    def keep(self, question, value: int) -> None:
        """From now on no answer may be worse than `value` in this question."""
        self._rows.append([-weight for weight in question])
        self._most.append(-value)

    def leave_out_too_large(self, count: int) -> None:
        """Where `count` places get all: one that leaves too little for the others is not in it.

        Changes no answer; it is what makes 514 places quick.
        """
        fitting = [place for place, fits in zip(self._places, self._upper, strict=False) if fits]
        smallest = sorted((place.people, place.whole) for place in fitting)[: max(0, count - 1)]
        cards = self._cards - sum(people for people, _days in smallest)
        team_days = self._team_days - sum(days for _people, days in smallest)
        for i, place in enumerate(self._places):
            if place.people > cards or place.whole > team_days:
                self._upper[i] = 0
