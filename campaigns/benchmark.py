"""How long the planning aid takes for the whole nation; called by hand, no test asks the clock."""

import random
import time

from .proposal import Aim, Need, allocate

PLACES = 514
# Team-days and blank cards: few, so many that one or the other is short, plenty.
QUESTIONS = ((100, 10_000), (2_000, 150_000), (2_000, 1_000_000), (20_000, 1_000_000))


def seconds_for_the_nation(seed: int = 1) -> dict[tuple[str, int, int], float]:
    """Seconds per aim, team-days and cards for 514 made-up places, four fifths below target."""
    rng = random.Random(seed)  # noqa: S311
    needs = [
        Need(f"{n:03}", rng.randrange(1, 30_000) if rng.random() < 0.8 else 0, 50_000, 11 * 13)
        for n in range(PLACES)
    ]
    allocate(needs[:2], team_days=1, cards=1)  # the first call also loads the solver
    found = {}
    for aim in Aim:
        for team_days, cards in QUESTIONS:
            begin = time.perf_counter()
            allocate(needs, team_days=team_days, cards=cards, aim=aim)
            found[aim.value, team_days, cards] = round(time.perf_counter() - begin, 3)
    return found
