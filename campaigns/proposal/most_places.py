"""Which places to bring over the target, so that they are as many as possible.

A knapsack with two limits, team-days and cards, solved exactly as an integer programme with HiGHS
(Huangfu and Hall, "Parallelizing the dual revised simplex method", 2018) through
scipy.optimize.milp. No Django.
"""

from collections.abc import Sequence
from typing import NamedTuple

# A web page waits no longer than this for one of the three questions to the solver.
SECONDS = 2.0


class Whole(NamedTuple):
    """What it takes to bring a place to its target."""

    team_days: int
    people: int


def most_places(
    wholes: Sequence[Whole | None], team_days: int, cards: int
) -> tuple[list[int], bool]:
    """The positions of the places to bring to their target, and whether it is proven the best.

    As many as possible, then with the fewest team-days, then the first ones of `wholes` (the
    lowest sum of positions). One question after the other, each with the answers before as
    conditions.
    """
    able = [(n, *whole) for n, whole in enumerate(wholes) if whole is not None]
    if not able:
        return [], True
    from numpy import array, inf, ones  # with scipy 0,3 s: only where needed
    from scipy.optimize import Bounds, LinearConstraint, milp

    positions, days, people = array(able, dtype=float).T
    rows, most = [days, people], [team_days, cards]
    best, proven = 0 * days, True
    for question in (ones(len(able)), -days, -positions):
        found = milp(
            -question,
            integrality=ones(len(able)),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(array(rows), -inf, most),
            options={"mip_rel_gap": 0, "time_limit": SECONDS},
        )
        proven = proven and found.status == 0
        if found.x is None:
            break
        best = found.x.round()
        rows.append(-question)
        most.append(-(question @ best))
    return [able[i][0] for i, is_in in enumerate(best) if is_in], proven
